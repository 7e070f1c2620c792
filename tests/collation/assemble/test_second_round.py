"""Round 2 from the sheet to the page: the same column, a second verdict, and no figure of it."""

import json

import pytest

from collation.assemble.collation import collate, collation_document
from collation.pages.later_rounds import turned
from collation.publish.document.markdown import markdown
from collation.publish.document.page import page
from collation.publish.document.plain_text import plain_text
from collation.publish.freeze import draft, freeze
from reviews.domain.bundles import restore_bundle, write_bundle
from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft
from reviews.domain.marks import place_mark
from reviews.domain.progress import progress_of
from reviews.domain.round_sheets import make_round_sheet
from reviews.domain.sources import record_document
from reviews.domain.storing import store_draft
from reviews.domain.transcripts import choose_publishing
from reviews.intake.document import Parsed, Piece, Voice
from reviews.lens import lens
from reviews.models import Mark, Publish, RoundSheet
from reviews.refusal import Refused
from tests.factories import make_transcript

SEES, DOUBTS = "Yes, it is safe. Owls were asked.", "No, it is not safe. Nobody tested it on owls."
TOKEN = "round-abcdefgh"
SHEET = f"""# Answer again

```
A paper
```

### Response A

```
{SEES}
```

### Response B

```
{DOUBTS}
```

Sheet: {TOKEN}

Then answer.

## 1. Is it safe?
"""
REPLY = f"""Sheet: {TOKEN}

## 1. Is it safe?

No, it is not safe.

Changed because of: “Nobody tested it on owls.”
"""


@pytest.fixture
def asked(comparison, alice):
    return asked_again(comparison, alice)


def asked_again(comparison, alice):
    """A comparison in which Ada was given a sheet."""
    ada = make_transcript(comparison, "Ada", ("Is it safe?", SEES), version="1")
    make_transcript(comparison, "Bert", ("Is it safe?", DOUBTS))
    make_round_sheet(
        comparison=comparison,
        by=alice,
        respondent=ada.respondent,
        token=TOKEN,
        text=SHEET,
        names={"A": "ada", "B": "bert"},
    )
    comparison.refresh_from_db()
    return comparison


def said(text: str, *, name: str = "Unnamed model", conversation: str = "") -> Document:
    pieces = (Piece(0, len(text), "answer", 0, "heuristic"),)
    parsed = Parsed(text, "markdown", "markdown", pieces, (Voice(name),), conversation=conversation)
    return Document(text.encode(), "reply.md", "text/markdown", parsed)


def replied(comparison, by, text=REPLY):
    draft_of_it = begin_draft(comparison=comparison, by=by, document=said(text))
    (stored,) = store_draft(draft=draft_of_it, by=by)
    comparison.refresh_from_db()
    return stored


def figures(comparison):
    rows = collate(comparison).rows
    document = collation_document(comparison)
    return (
        [(row.divergence, row.counted, row.asked, row.read, row.absent) for row in rows],
        [one["key"] for one in document["respondents"]],
        document["agreement"],
        document["facts"],
        document["findings"],
        comparison.summary["cells"],
        comparison.summary["marked"],
        comparison.summary["divergence"],
        comparison.summary["respondents"],
        progress_of(comparison).cells,
    )


def safe(comparison, view=None):
    return next(row for row in collate(comparison, view).rows if row.question.key == "safe").cells


def test_a_reply_is_round_2_of_the_same_respondent_and_moves_no_figure(asked, alice):
    question = asked.questions.get(key="safe")
    for transcript in asked.transcripts.all():
        place_mark(question=question, transcript=transcript, by=alice, value="yes")
    asked.refresh_from_db()
    before = figures(asked)
    again = replied(asked, alice)
    place_mark(question=question, transcript=again, by=alice, value="no")
    asked.refresh_from_db()
    ada = asked.transcripts.get(key="ada")
    assert (again.respondent, again.first, again.round, again.sheet, again.publish) == (
        ada.respondent,
        ada,
        2,
        RoundSheet.objects.get(),
        Publish.FULL,
    )
    assert asked.respondents.count() == 2
    assert figures(asked) == before
    first = safe(asked)[0]
    assert (first.verdict.value, first.later[0].verdict.value, first.changed) == ("yes", "no", True)
    assert collation_document(asked)["rows"][1]["cells"][0]["round_2"] == {
        "respondent": "ada-2",
        "round": 2,
        "value": "no",
        "rank": 0,
        "from": "marks",
        "split": False,
        "changed": True,
        "because": {"words": "Nobody tested it on owls.", "by": "Bert"},
        "version": "1",
        "said_on": None,
        "letters": {"A": "Ada", "B": "Bert"},
        "passages": [
            {
                "response": 0,
                "response_id": again.responses.get().pk,
                "start": 0,
                "end": 82,
                "text": again.responses.get().text[:82],
                "placed_by": "engine",
            }
        ],
    }


@pytest.mark.parametrize(
    "text",
    [
        REPLY,
        f"{SHEET}\n{REPLY}",
        f"{SHEET}\n{REPLY.partition(TOKEN)[2]}",  # the model left out the id
        f"First chat: is it safe?\n\n{SEES}\n\n{SHEET}\n\n{REPLY}",
        f"{REPLY}\nSheet: {TOKEN}\n\nAsk me for more.",  # it names the sheet again at its end
        f"{SHEET}\n{REPLY}\n(Sheet: {TOKEN})",
        f"{SHEET}\n{REPLY.partition(TOKEN)[2]}\nSheet: {TOKEN}\n",
        f"{SHEET}\n{SEES}\n\n{SHEET}\n{REPLY}",  # asked twice in one chat
    ],
)
def test_what_stands_above_the_reply_is_set_aside(asked, alice, text):
    again = replied(asked, alice, text)
    (turn,) = again.responses.current()
    assert turn.prompt == ""
    assert turn.text.startswith("1. Is it safe?")
    assert "Yes, it is safe." not in turn.text
    assert "Changed because of: “Nobody tested it on owls.”" in turn.text
    assert asked.transcripts.get(key="ada").responses.get().source_text == SEES


def test_a_sheet_without_a_reply_is_refused(asked, alice):
    with pytest.raises(Refused, match="a sheet without a reply"):
        begin_draft(comparison=asked, by=alice, document=said(SHEET))


def test_a_chat_that_went_on_from_round_1_does_not_grow_into_it(asked, alice):
    record_document(comparison=asked, document=said(f"{SHEET}\n{REPLY}", name="Ada", conversation="c1"), by=alice)
    again = asked.transcripts.get(round=2)
    assert again.source.conversation == f"c1#{TOKEN}"
    assert again.first == asked.transcripts.get(key="ada")


def test_the_page_says_who_changed_and_why(asked, alice):
    again = replied(asked, alice)
    question = asked.questions.get(key="safe")
    for transcript, value in ((again, "no"), (again.first, "yes")):
        place_mark(question=question, transcript=transcript, by=alice, value=value)
    asked.refresh_from_db()
    frozen = json.loads(json.dumps(draft(asked, title="Owls", finding="")))
    shown = page(frozen, sha256="")
    (one,) = shown.turned
    assert (one.said.name, one.said.told, one.said.because.words, one.said.because.by) == (
        "Ada",
        "then: yes → now: no",
        "Nobody tested it on owls.",
        "Bert",
    )
    cell = next(row for row in shown.rows if row.row.key == "safe").cells[0]
    assert (cell.again, cell.again.anchor) == (one, "safe-ada-2")
    assert ["No, it is not safe." in passage for passage in one.passages] == [True]
    assert [column.key for column in shown.columns] == ["ada", "bert"]
    assert frozen["publication"]["left_out"] == 0
    for text in (plain_text(frozen, sha256=""), markdown(frozen, sha256="")):
        words = " ".join(text.replace("\\", "").split())
        assert "Ada on “Is it safe?”: then: yes → now: no." in words
        assert (
            "Round 2 · 1, after it saw the others’ answers. Then: yes → now: no. Because of these words of Bert: "
            "> Nobody tested it on owls. In it, Response A is Ada and Response B is Bert. > "
        ) in words
        assert words.count("No, it is not safe. > > Changed because of: “Nobody tested it on owls.”") == 1


def test_it_is_published_and_its_marks_are_counted_nowhere(asked, alice, bob):
    again = replied(asked, alice)
    question = asked.questions.get(key="safe")
    place_mark(question=question, transcript=again.first, by=alice, value="yes")
    for person in (alice, bob):
        place_mark(question=question, transcript=again, by=person, value="no")
    Mark.objects.filter(reviewer=bob).update(saw_names=False)
    asked.refresh_from_db()
    document = json.loads(freeze(comparison=asked, by=alice, title="Owls", finding="").document)
    head = document["publication"]
    assert (head["marks"], head["reviewers"], head.get("without_names")) == (1, 1, None)
    assert document["rows"][1]["cells"][0]["round_2"]["value"] == "no"
    assert freeze(comparison=asked, by=alice, title="Owls", finding="").number == 1, "nothing has changed"


@pytest.mark.parametrize("key", ["ada-2", "ada", "bert"])
def test_what_is_not_published_of_round_2_does_not_leave(asked, alice, key):
    again = replied(asked, alice)
    question = asked.questions.get(key="safe")
    for transcript, value in ((again, "no"), (again.first, "yes")):
        place_mark(question=question, transcript=transcript, by=alice, value=value)
    choose_publishing(transcript=asked.transcripts.get(key=key), publish=Publish.NOTHING)
    asked.refresh_from_db()
    words = json.dumps(draft(asked, title="Owls", finding=""))
    assert ("ada-2" in words) == (key == "bert")
    assert ("Nobody tested it on owls." in words) == (key != "bert")
    if key == "bert":
        cell = next(row for row in json.loads(words)["rows"] if row["question"] == "safe")["cells"][0]
        assert cell["round_2"]["letters"] == {"A": "Ada"}
        (passage,) = cell["round_2"]["passages"]
        assert "Changed because of: “[redacted]”" in passage["text"]
        assert "Changed because of: “[redacted]”" in passage["html"]


def test_a_blind_reviewer_sees_letters_and_no_other_marks(asked, alice, bob):
    again = replied(asked, alice)
    question = asked.questions.get(key="safe")
    for transcript, value in ((again, "no"), (again.first, "yes")):
        place_mark(question=question, transcript=transcript, by=alice, value=value)
    asked.names_shown, asked.others_shown = False, False
    type(asked).objects.filter(pk=asked.pk).update(names_hidden=True, others_hidden=True, phase="mark")
    asked.refresh_from_db()
    view = lens(bob, asked)
    (first,) = (one for one in safe(asked, view) if one.later)
    assert (first.hidden, first.later[0].hidden, first.changed) == (True, True, False)
    assert first.later[0].respondent.name == f"{first.respondent.name}, round 2"
    assert first.respondent.name in ("Response A", "Response B")
    assert set(first.later[0].respondent.shown.names.values()) == {"Response A", "Response B"}
    place_mark(question=question, transcript=again, by=bob, value="no")
    assert turned(collate(asked, lens(bob, asked)).rows) == ()


def test_a_bundle_keeps_the_round(asked, alice, team):
    replied(asked, alice)
    restored = restore_bundle(data=write_bundle(asked), team=team, by=alice, slug="again")
    again = restored.transcripts.get(round=2)
    assert (again.first.key, again.sheet.token, again.sheet.text) == ("ada", TOKEN, SHEET)
    assert again.first.comparison == restored


def test_the_sheet_knows_better_than_the_paste_who_replied(asked, alice):
    mine = begin_draft(comparison=asked, by=alice, document=said(REPLY, name="Bert"))
    (stored,) = store_draft(draft=mine, by=alice)
    assert stored.respondent.name == "Ada"


def test_the_queries_are_the_same_with_one_later_round_and_with_three(asked, alice, django_assert_num_queries):
    for number in range(3):
        replied(asked, alice, f"{REPLY}\nTry {number}.")
        with django_assert_num_queries(7):
            collate(asked)
