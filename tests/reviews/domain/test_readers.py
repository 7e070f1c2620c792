"""Readers: sheets, replies, and statements that rest on words of the current texts."""

import pytest

from reviews.domain.deletion import delete_source
from reviews.domain.marks import place_mark
from reviews.domain.readers import (
    CHANGED,
    NewQuotation,
    NewReply,
    NewSheet,
    NewStatement,
    dismiss_verdict,
    give_to_models,
    make_sheet,
    remove_reply,
    restore_verdict,
    take_reply,
)
from reviews.domain.reanchoring import reanchor
from reviews.models import (
    Cell,
    DismissedVerdict,
    Question,
    Reader,
    ReaderQuotation,
    ReaderReply,
    ReaderSheet,
    ReaderStatement,
)
from reviews.refusal import Refused
from tests.everything_held import holders
from tests.factories import make_comparison, make_transcript

pytestmark = pytest.mark.django_db

SAID = "It is safe. Five people tried it, and none of them was harmed."


@pytest.fixture
def ada(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", SAID))


@pytest.fixture
def bert(comparison):
    return make_transcript(comparison, "Bert", ("Is it safe?", "Nobody knows whether it is safe."))


@pytest.fixture
def safe(comparison):
    return comparison.questions.get(key="safe")


def quoted(transcript, words, **said) -> NewQuotation:
    response = transcript.responses.get(superseded_at=None)
    start = response.text.index(words)
    return NewQuotation(response, start, start + len(words), **said)


def verdict(question, transcript, words, value="yes", **said) -> NewStatement:
    place = question.pk, transcript.pk
    return NewStatement(what="cell", cell=place, value=value, quotations=(quoted(transcript, words),), **said)


def fact(*quotations, title="Testers", kind="quantity") -> NewStatement:
    return NewStatement(what="fact", kind=kind, title=title, diverges=True, quotations=quotations)


def finding(*quotations, title="The trial is small") -> NewStatement:
    return NewStatement(what="finding", kind="weakness", title=title, quotations=quotations)


def taken(comparison, alice, *statements, raw="{}", name="GPT-5.2", **said) -> ReaderReply:
    completes = said.pop("completes", False)
    reply = NewReply(raw, tuple(statements), completes=completes)
    return take_reply(comparison=comparison, by=alice, name=name, reply=reply, **said)[0]


def current() -> list[str]:
    return [f"{one.what} {one.title or one.value}" for one in ReaderStatement.objects.current()]


def test_a_reply_is_stored_with_the_words_it_rests_on(comparison, alice, ada, safe):
    small = finding(quoted(ada, "Five people tried it"))
    said = verdict(safe, ada, "It is safe.", why="says so", grounds=(1,))
    before = comparison.revision

    reply = taken(comparison, alice, said, small, raw='{"cells": []}', family="OpenAI")

    assert (reply.reader.key, reply.reader.name, reply.reader.family) == ("gpt-52", "GPT-5.2", "OpenAI")
    assert (reply.kept, reply.dropped, reply.raw) == ({"cell": 1, "finding": 1}, [], '{"cells": []}')
    cell, point = reply.statements.all()
    assert (cell.cell.question, cell.cell.transcript, cell.value, cell.why) == (safe, ada, "yes", "says so")
    assert [(one.quotation, one.start, one.end) for one in cell.quotations.all()] == [("It is safe.", 0, 11)]
    assert list(cell.grounds.all()) == [point]
    assert comparison.revision == before + 1


def test_the_same_reply_again_stores_nothing(comparison, alice, ada, safe):
    said = NewReply("{}", (verdict(safe, ada, "It is safe."),))
    first = take_reply(comparison=comparison, by=alice, name="GPT-5.2", reply=said)
    before = comparison.revision
    again = take_reply(comparison=comparison, by=alice, name=" gpt-5.2 ", reply=said)
    assert (first[1], again) == (True, (first[0], False))
    assert (ReaderStatement.objects.count(), comparison.revision) == (1, before)


def test_a_later_reply_supersedes_the_earlier_of_the_same_reader_alone(comparison, alice, ada, bert, safe):
    words = "It is safe."
    taken(comparison, alice, verdict(safe, ada, words), finding(quoted(ada, "Five people")), raw="1")
    taken(comparison, alice, verdict(safe, ada, words, "qualified"), raw="2", name="Claude")
    taken(comparison, alice, verdict(safe, bert, "Nobody knows", "unclear"), raw="3")
    assert current() == ["cell qualified", "cell unclear"]


def test_a_reply_that_completes_another_supersedes_what_it_says_again(comparison, alice, ada, bert, safe):
    five = quoted(ada, "Five people")
    taken(comparison, alice, verdict(safe, ada, "It is safe."), finding(five), fact(five), raw="1")
    more = verdict(safe, bert, "Nobody knows", "unclear"), fact(quoted(ada, "Five", value="5"))
    taken(comparison, alice, *more, raw="2", completes=True)
    assert current() == ["cell yes", "finding The trial is small", "cell unclear", "fact Testers"]


def test_a_sheet_on_one_respondent_asks_again_about_that_respondent_alone(comparison, alice, ada, bert, safe):
    taken(comparison, alice, verdict(safe, ada, "It is safe."), verdict(safe, bert, "Nobody", "unclear"), raw="1")
    response = bert.responses.get()
    sheet = make_sheet(
        comparison=comparison,
        by=alice,
        sheet=NewSheet(token="s1", prompt="Read.", texts=((response.pk, "0"),), part="respondent"),
    )
    taken(comparison, alice, verdict(safe, bert, "Nobody knows", "no"), raw="2", sheet=sheet)
    assert current() == ["cell yes", "cell no"]


def test_a_sheet_keeps_the_hash_of_its_prompt_and_no_text(comparison, alice, ada):
    sheet = make_sheet(
        comparison=comparison, by=alice, sheet=NewSheet(token="s1", prompt=f"Read: {SAID}", texts=((1, "ab"),))
    )
    assert (sheet.chars, sheet.texts, len(sheet.sha256)) == (6 + len(SAID), [[1, "ab"]], 64)
    assert not any(place.startswith("ReaderSheet") for place in holders("harmed"))


@pytest.mark.parametrize(
    ("name", "statements", "told"),
    [
        (" ", True, "Say who read it, such as “GPT-5.2” or “Claude Opus 4.5”."),
        ("GPT", False, "Nothing in this reply can be taken in."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(comparison, alice, ada, safe, name, statements, told):
    said = (verdict(safe, ada, "It is safe."),) if statements else ()
    with pytest.raises(Refused, match=told):
        take_reply(comparison=comparison, by=alice, name=name, reply=NewReply("{}", said))
    assert not Reader.objects.exists()


def test_a_quotation_of_a_text_that_changed_meanwhile_is_refused(comparison, alice, ada, safe):
    said = verdict(safe, ada, "It is safe.")
    ada.responses.update(text="It was safe. Five people tried it.")
    with pytest.raises(Refused, match=CHANGED):
        taken(comparison, alice, said)
    assert not Reader.objects.exists()


def test_a_cell_of_another_comparison_is_refused(comparison, alice, team, ada, safe):
    elsewhere = make_comparison(alice, team, title="Other").questions.get(key="safe")
    with pytest.raises(Refused, match=CHANGED):
        taken(comparison, alice, verdict(elsewhere, ada, "It is safe."))
    assert not Cell.objects.exists()


def test_a_removed_reply_gives_back_what_it_superseded(comparison, alice, ada, safe):
    taken(comparison, alice, verdict(safe, ada, "It is safe."), raw="1")
    second = taken(comparison, alice, verdict(safe, ada, "It is safe.", "no"), raw="2")
    assert current() == ["cell no"]
    remove_reply(reply=second)
    assert current() == ["cell yes"]
    remove_reply(reply=ReaderReply.objects.get())
    assert (current(), Reader.objects.count()) == ([], 0)


def test_a_reader_may_not_have_the_key_of_the_rules(comparison, alice, ada, safe):
    assert taken(comparison, alice, verdict(safe, ada, "It is safe."), name="Rules").reader.key == "rules-2"


def test_a_quotation_finds_its_words_again_or_stays_as_an_orphan(comparison, alice, ada, safe):
    taken(comparison, alice, verdict(safe, ada, "It is safe."), finding(quoted(ada, "none of them was harmed")))
    before = ada.responses.get()
    after = make_transcript(comparison, "Corrected", ("", "Well. It is safe.")).responses.get()
    after.transcript, after.ranges, after.position = ada, before.ranges, 1
    after.save()
    reanchor([before], [after], alice)
    assert [(one.response_id, one.start, one.orphaned) for one in ReaderQuotation.objects.all()] == [
        (after.pk, 6, False),
        (before.pk, SAID.index("none of"), True),
    ]


def test_a_mark_says_whether_a_suggestion_was_visible(comparison, alice, bob, ada, safe):
    blind = place_mark(question=safe, transcript=ada, by=alice, value="yes")
    taken(comparison, alice, verdict(safe, ada, "It is safe."))
    seeing = place_mark(question=safe, transcript=ada, by=bob, value="yes")
    assert (blind.saw_suggestion, seeing.saw_suggestion) == (False, True)


def test_a_suggestion_that_came_after_the_page_was_read_counts_as_visible(comparison, alice, bob, ada, safe):
    before = Question.objects.select_related("comparison").get(pk=safe.pk)
    taken(comparison, alice, verdict(safe, ada, "It is safe."))
    assert place_mark(question=before, transcript=ada, by=bob, value="yes").saw_suggestion


def test_a_dismissed_verdict_can_be_restored_once(comparison, alice, ada, safe):
    here = {"question": safe, "transcript": ada, "by": alice, "value": "no"}
    dismiss_verdict(**here)
    dismiss_verdict(**here)
    assert [(one.value, one.created_by) for one in DismissedVerdict.objects.all()] == [("no", alice)]
    restore_verdict(**here)
    with pytest.raises(Refused, match="Nobody has dismissed this"):
        restore_verdict(**here)
    assert [(one.value, one.history_type) for one in DismissedVerdict.history.order_by("history_id")] == [
        ("no", "+"),
        ("no", "-"),
    ]


def test_only_a_verdict_of_the_question_can_be_dismissed(comparison, alice, ada, safe):
    with pytest.raises(Refused, match="This is no verdict here"):
        dismiss_verdict(question=safe, transcript=ada, by=alice, value="perhaps")


def test_a_models_text_is_for_models_until_somebody_says_otherwise(comparison, ada):
    person = make_transcript(comparison, "Mara", ("", "I tried it."), kind="person")
    assert (ada.for_models, person.for_models) == (True, False)
    give_to_models(transcript=person, allowed=True)
    give_to_models(transcript=ada, allowed=False)
    assert list(comparison.transcripts.order_by("pk").values_list("for_models", flat=True)) == [False, True]


def test_no_word_of_a_deleted_document_stays_with_the_readers(comparison, alice, ada, bert, safe):
    make_sheet(
        comparison=comparison,
        by=alice,
        sheet=NewSheet(token="s1", prompt="Read.", texts=((ada.responses.get().pk, "0"),)),
    )
    taken(
        comparison,
        alice,
        verdict(safe, ada, "none of them was harmed", why="None was harmed"),
        verdict(safe, bert, "Nobody knows", "unclear", why="says that nobody knows"),
        finding(quoted(ada, "none of them was harmed"), title="Not one of them was harmed at all"),
        finding(quoted(ada, "harmed"), quoted(bert, "Nobody knows"), title="Harm is not known"),
        raw="harmed",
    )
    delete_source(source=ada.source, by=alice)
    assert current() == ["cell unclear", "finding Harm is not known"]
    assert (holders("harmed"), ReaderSheet.objects.count()) == ([], 0)
    assert ReaderReply.objects.get().raw == ""
