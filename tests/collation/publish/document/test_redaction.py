"""KeptOut that are kept out are nowhere in a document, and nothing else is changed by that."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.publish.document.complete import faults
from collation.publish.document.redaction import REDACTED, KeptOut, redacted
from collation.publish.formats.registry import FORMATS, published_edition
from collation.publish.freeze import freeze
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.redactions import redact, undo_redaction
from reviews.refusal import Refused
from reviews.richtext import render, text_of
from tests.factories import make_transcript

MAIL = "ada@owls.example"
ANSWER = f"""Yes, it is safe. Write to {MAIL} or to <{MAIL}> for more.

The [report](https://owls.example/?to=ada@owls.example) of **Grace Hopper** says so too: *Grace*
*Hopper* tested it."""


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("Ada", "Ada, ADA and Adam; Canada.", "[redacted], [redacted] and Adam; Canada."),
        ("grace  hopper", "Grace\nHopper", "[redacted]"),
        (MAIL, f"x{MAIL} {MAIL}.", f"x{MAIL} [redacted]."),
        ("+44 20", "+44 20 7946", "[redacted] 7946"),
        ("小明", "王小明说", "王[redacted]说"),
        ("a.b", "a.b axb", "[redacted] axb"),
        ("O'Brien", "O’Brien, OʼBRIEN and O Brien", "[redacted], [redacted] and O Brien"),
        ("O’Brien", "O'Brien", "[redacted]"),
        ("“the owl”", 'Says "the owl".', "Says [redacted]."),
        ("Anne-Marie", "Anne\u2011Marie, Anne–Marie", "[redacted], [redacted]"),
        ("Grace Hopper", "Grace\u00a0Hopper", "[redacted]"),
        ("Hopper", "by Hop\u00adper\u200b.", "by [redacted]\u200b."),
        ("\u200b", "a\u200bb", "a\u200bb"),
    ],
)
def test_words_are_found_whole_however_they_are_set(words, text, left):
    assert KeptOut([words]).out_of(text) == left


@given(st.lists(st.text(min_size=1, max_size=8), max_size=4), st.text(max_size=80))
def test_what_is_taken_out_is_gone_and_the_rest_stays(words, text):
    kept_out = KeptOut(words)
    if kept_out:
        spans = kept_out.spans(text)
        rest = "".join(
            text[end:start]
            for end, start in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True)
        )
        assert kept_out.out_of(text).replace(REDACTED, "") == rest.replace(REDACTED, "")


@given(st.text(alphabet="ab *_`[](<>&\n", max_size=60))
def test_in_html_the_same_words_go_as_in_its_text(markdown):
    html, words = render(markdown).html, KeptOut(["a b", "ba"])
    value = {"text": text_of(html), "html": html}
    changed = redacted(value, words.words, {})
    if "[" not in markdown:  # a stand-in among brackets may be read as one of them
        assert text_of(changed["html"]).replace("\n", " ") == changed["text"].replace("\n", " ")


@pytest.fixture
def told(comparison, ada, safe, alice, bob):
    """A comparison in which an address stands in an answer, a prompt, a rationale and a settlement."""
    dora = make_transcript(
        comparison, "Dora", (f"Is it safe? Answer {MAIL}.", ANSWER), link=f"https://x.example/{MAIL}"
    )
    place_mark(
        question=safe, transcript=dora, by=bob, value="yes", rationale=f"So says {MAIL}.", evidence=f"Write to {MAIL}"
    )
    resolve_cell(question=safe, transcript=dora, by=alice, value="yes", why=f"{MAIL} agrees.")
    return comparison


def test_what_is_redacted_is_in_no_format_and_the_record_keeps_it(told, alice, drafted):
    assert MAIL in json.dumps(drafted())
    for words in (MAIL, "Grace Hopper"):
        redact(comparison=told, by=alice, words=words)
    document = drafted(finding=f"Ask {MAIL}.")
    assert document["publication"]["finding"] == "Ask [redacted]."
    assert [fault for fault in faults(document) if fault.blocks] == [], "quotations stand where they say"
    dora = document["transcripts"][1]
    assert dora["link"] is None
    assert dora["responses"][0]["prompt"] == "Is it safe? Answer [redacted]."
    assert dora["responses"][0]["text"] == (
        "Yes, it is safe. Write to [redacted] or to [redacted] for more.\n"
        "The report of [redacted] says so too: [redacted] tested it."
    )
    (cell,) = (cell for cell in document["rows"][1]["cells"] if cell["respondent"] == "dora")
    assert cell["marks"][0]["rationale"] == "So says [redacted]."
    assert cell["marks"][0]["evidence"]["text"] == "Write to [redacted]"
    assert cell["resolution"]["why"] == "[redacted] agrees."
    told.refresh_from_db()
    edition = published_edition(freeze(comparison=told, by=alice, title="Owls", finding="They part."))
    for form in FORMATS.values():
        try:
            written = form.write(edition)
        except Refused:  # it needs a library that is not here
            continue
        assert MAIL.encode() not in written and b"Hopper" not in written, form.name
    assert MAIL in told.transcripts.get(key="dora").responses.get().text


def test_a_quotation_that_begins_inside_such_words_shows_nothing_of_them(told, alice, safe, bob, drafted):
    dora = told.transcripts.get(key="dora")
    place_mark(question=safe, transcript=dora, by=alice, value="yes", evidence="owls.example or to")
    redact(comparison=told, by=alice, words=MAIL)
    assert "owls.example" not in json.dumps(drafted()["rows"])


def test_undone_they_are_published_again_and_without_any_nothing_changes(told, alice, drafted):
    before = drafted()
    one = redact(comparison=told, by=alice, words=MAIL)
    assert drafted()["rows"] != before["rows"]
    undo_redaction(redaction=one, by=alice)
    after = drafted()
    assert {**after, "comparison": before["comparison"]} == before
    assert redacted(before, [], {}) is before


def test_values_that_others_refer_to_stay(told, alice, drafted):
    for words in ("yes", "full"):
        redact(comparison=told, by=alice, words=words)
    document = drafted()
    assert document["questions"][1]["scale"][-1] == "yes"
    assert document["transcripts"][1]["publish"] == "full"
    assert [fault for fault in faults(document) if fault.blocks] == []


def test_a_key_that_is_made_from_the_words_is_replaced_wherever_it_stands(told, safe, alice, drafted):
    before = drafted()
    obrien = make_transcript(told, "Pat O’Brien", ("Is it safe?", "No, it is not safe."))
    for words in ("dora", "safe", "o'brien"):
        redact(comparison=told, by=alice, words=words)
    document = drafted()
    dora, asked = (f"redacted-r{told.transcripts.get(key='dora').pk}", f"redacted-q{safe.pk}")
    assert [each["key"] for each in document["respondents"]] == ["ada", dora, f"redacted-r{obrien.pk}"]
    assert [each["name"] for each in document["respondents"]] == ["Ada", REDACTED, f"Pat {REDACTED}"]
    assert [each["key"] for each in document["questions"]][1] == asked
    assert [row["question"] for row in document["rows"]][1] == asked
    assert [transcript["respondent"] for transcript in document["transcripts"]][1] == dora
    assert [fault for fault in faults(document) if fault.blocks] == []
    kept = json.dumps(document).lower()
    assert not [word for word in ("dora", "obrien", '"safe"') if word in kept]
    assert '"dora"' in json.dumps(before)
    told.refresh_from_db()
    page = FORMATS["html"].write(published_edition(freeze(comparison=told, by=alice, title="Owls", finding="")))
    assert b"dora" not in page.lower()


def test_letters_of_a_sheet_name_the_same_respondents():
    told = {"letters": {"A": "dora", "B": "ada"}, "because": {"words": "Dora says so.", "by": "dora"}}
    assert redacted(told, ["Dora"], {}, {"dora": ("Dora", "redacted-r1"), "ada": ("Ada", "redacted-r2")}) == {
        "letters": {"A": "redacted-r1", "B": "ada"},
        "because": {"words": "[redacted] says so.", "by": "redacted-r1"},
    }
