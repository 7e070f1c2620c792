"""Sheets: what readers are given, and whether it can be written again."""

import pytest

from collation.assemble.sheets import (
    draw_sheets,
    drawn_again,
    material_of,
    overhead,
    readable_texts,
)
from collation.readers.texts import SheetPaper, SheetText, SheetTurn
from reviews.domain.papers import describe_paper, store_pages
from reviews.lens import lens
from reviews.models import ReaderSheet
from reviews.refusal import Refused
from tests.collation.samples.sheets import made
from tests.factories import make_transcript

pytestmark = pytest.mark.django_db

SAID = "It is safe. Five people tried it, and none of them was harmed."


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", f"{SAID}\n\n> Never, says Bert.\n\nSo it is."))


@pytest.fixture
def bert(comparison):
    return make_transcript(comparison, "Bert", ("Is it safe?", "Nobody knows whether it is safe."), kind="person")


def material(comparison, *, with_pages=False):
    return material_of(comparison, lens(None, comparison), with_pages=with_pages)


def drawn(comparison, alice, **options):
    return made(comparison, alice, draw_sheets(material(comparison), **options))


def again(comparison, token):
    return drawn_again(comparison, lens(None, comparison), token)


def test_the_material_is_what_was_asked_and_said(comparison, ada, bert):
    given = material(comparison)
    response = ada.responses.get()
    quoted = response.text.index("Never")
    turn = SheetTurn(response.pk, "Is it safe?", response.text, ((quoted, quoted + len("Never, says Bert.")),))
    assert given.texts[0] == SheetText("ada", "Ada", "model", (turn,))
    assert [(text.key, text.kind) for text in given.texts] == [("ada", "model"), ("bert", "person")]
    assert [(one.key, one.scale) for one in given.questions][:1] == [("works", ("no", "unclear", "qualified", "yes"))]
    assert given.transcripts == {"ada": ada.pk, "bert": bert.pk}
    assert given.asked["safe"] == comparison.questions.get(key="safe").pk
    assert given.answers == {text.turns[0].response_id: text.turns[0].answer for text in given.texts}


def test_the_papers_text_belongs_to_it_if_asked_for(comparison):
    describe_paper(comparison=comparison, paper={"title": "Owls", "authors": ["A. Owl"], "doi": "10.1/2"})
    store_pages(comparison=comparison, text="Owls see.\fOwls hear.")
    told = "Owls", ("A. Owl",), "https://doi.org/10.1/2"
    assert material(comparison).paper == SheetPaper(*told)
    assert material(comparison, with_pages=True).paper == SheetPaper(*told, ("Owls see.", "Owls hear."))


def test_archived_texts_and_questions_are_left_out(comparison, alice, ada, bert):
    bert.archived_at = comparison.created_at
    bert.save()
    assert [text.key for text in material(comparison).texts] == ["ada"]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(comparison, count, django_assert_num_queries):
    for name in ("Ada", "Bert", "Cleo")[:count]:
        make_transcript(comparison, name, ("Is it safe?", SAID))
    store_pages(comparison=comparison, text="Owls see.\fOwls hear.")
    view = lens(None, comparison)
    with django_assert_num_queries(7):
        material_of(comparison, view, with_pages=True)


def test_a_sheet_is_stored_without_its_prompt_and_can_be_written_again(comparison, alice, ada, bert):
    (sheet,) = drawn(comparison, alice)
    stored = ReaderSheet.objects.get()
    assert (stored.token, stored.part, stored.chars, stored.names) == (sheet.token, "whole", len(sheet.prompt), {})
    assert [response for response, _ in stored.texts] == [ada.responses.get().pk, bert.responses.get().pk]
    assert f'"sheet": "{sheet.token}"' in sheet.prompt
    assert SAID in sheet.prompt
    assert sheet.names == ("Ada", "Bert")
    assert again(comparison, sheet.token) == (sheet,)


def test_a_sheet_whose_text_changed_cannot_be_written_again(comparison, alice, ada):
    (sheet,) = drawn(comparison, alice)
    comparison.questions.filter(key="safe").update(text="Is it really safe?")
    (same,) = again(comparison, sheet.token)
    assert (same.token, same.prompt) == (sheet.token, "")
    assert again(comparison, "nothing") == ()


def test_a_sheet_with_hidden_names_names_nobody(comparison, alice, ada, bert):
    (sheet,) = drawn(comparison, alice, hide_names=True)
    assert "Ada" not in sheet.prompt
    assert "Bert" not in sheet.prompt
    assert sorted(ReaderSheet.objects.get().names["keys"]) in (
        [["ada", "R1"], ["bert", "R2"]],
        [["ada", "R2"], ["bert", "R1"]],
    )
    assert again(comparison, sheet.token) == (sheet,)


def test_a_large_sheet_is_one_for_each_respondent(comparison, alice, ada, bert):
    sheets = drawn(comparison, alice, most_tokens=100)
    root = sheets[0].token.removesuffix("-1")
    assert [(one.token, one.part, one.names) for one in sheets] == [
        (f"{root}-1", "respondent", ("Ada",)),
        (f"{root}-2", "respondent", ("Bert",)),
    ]
    assert SAID not in sheets[1].prompt
    assert [len(one.texts) for one in ReaderSheet.objects.all()] == [1, 1]
    assert again(comparison, root) == sheets


def test_a_respondent_can_be_read_alone(comparison, alice, ada, bert):
    given = material(comparison).only(["bert"])
    (sheet,) = made(comparison, alice, draw_sheets(given, alone=True))
    assert (sheet.part, sheet.names, sheet.token[-2:]) == ("respondent", ("Bert",), "-1")
    assert '"points"' in sheet.prompt
    assert again(comparison, sheet.token.removesuffix("-1")) == (sheet,)


def test_a_sheet_with_the_papers_text_is_written_again_with_it(comparison, alice, ada):
    store_pages(comparison=comparison, text="Owls see in the dark.")
    (sheet,) = made(comparison, alice, draw_sheets(material(comparison, with_pages=True)))
    assert "Owls see in the dark." in sheet.prompt
    assert again(comparison, sheet.token) == (sheet,)


def test_nothing_to_read_is_refused(comparison, alice, ada):
    with pytest.raises(Refused, match="nobody’s text may be given to models"):
        draw_sheets(material(comparison).only([]))
    comparison.questions.update(archived_at=comparison.created_at)
    with pytest.raises(Refused, match="there are no questions"):
        drawn(comparison, alice)
    assert not ReaderSheet.objects.exists()


def test_sizes_add_up_to_about_the_whole(comparison, alice, ada, bert):
    given, view = material(comparison), lens(None, comparison)
    texts = readable_texts(given, view)
    assert [(text.key, text.transcript) for text in texts] == [("ada", ada), ("bert", bert)]
    (sheet,) = drawn(comparison, alice)
    assert abs(overhead(given) + sum(text.tokens for text in texts) - sheet.tokens) < 250
