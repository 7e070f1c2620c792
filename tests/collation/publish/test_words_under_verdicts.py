"""Under people's verdict stand a marker's words, or the rules' if they say the same, or none: on every surface."""

from dataclasses import dataclass

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.markdown import markdown
from collation.publish.document.page import page
from collation.publish.freeze import draft, freeze
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.transcripts import choose_publishing
from tests.factories import make_transcript

ENGINE = "Yes, Owl-2 is safe."
FOR, AGAINST = "tested for a year", "a door stayed open"
ANSWER = f"{ENGINE} It was {FOR}. Once {AGAINST}."
RULES = "The words were found by the built-in rules: no reviewer quoted any."


@dataclass(frozen=True)
class Case:
    """Marks as (value, words quoted), what the team settled on, and what follows: verdict, words, whose."""

    marks: tuple[tuple[str, str], ...]
    settled: str
    verdict: str
    words: tuple[str, ...]
    rules: bool = False

    @property
    def in_the_matrix(self) -> str:
        return self.words[0] if self.words and self.verdict != "split" else ""


CASES = {
    "nobody": Case((), "", "yes", (ENGINE,)),
    "alike, quoted": Case((("yes", FOR),), "", "yes", (FOR,)),
    "alike, bare": Case((("yes", ""),), "", "yes", (ENGINE,), rules=True),
    "otherwise, quoted": Case((("no", AGAINST),), "", "no", (AGAINST,)),
    "otherwise, bare": Case((("no", ""),), "", "no", ()),
    "silent": Case((("silent", ""),), "", "silent", ()),
    "settled against all marks": Case((("yes", FOR),), "no", "no", ()),
    "settled against all marks, with the rules": Case((("no", AGAINST),), "yes", "yes", (ENGINE,), rules=True),
    "settled with one of two": Case((("yes", FOR), ("no", AGAINST)), "no", "no", (AGAINST,)),
    "settled alone, otherwise": Case((), "unclear", "unclear", ()),
    "a tie, quoted": Case((("no", AGAINST), ("silent", "")), "", "split", (AGAINST,)),
    "a tie, bare": Case((("no", ""), ("silent", "")), "", "split", ()),
}


@pytest.fixture
def transcript(comparison):
    return make_transcript(comparison, "Ada", ("Is it safe?", ANSWER))


def judge(case: Case, transcript, alice, bob) -> None:
    safe = transcript.comparison.questions.get(key="safe")
    for by, (value, words) in zip((bob, alice), case.marks, strict=False):
        place_mark(question=safe, transcript=transcript, by=by, value=value, evidence=words)
    if case.settled:
        resolve_cell(question=safe, transcript=transcript, by=alice, value=case.settled, why="By vote.")


def quoted(html: str, selector: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(html).css(selector)]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("extent", ["full", "quotations"])
def test_what_is_published(client, comparison, transcript, alice, bob, case, extent):
    judge(case, transcript, alice, bob)
    choose_publishing(transcript=transcript, publish=extent)
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    document = client.get("/p/owl-2.json").json()
    (cell,) = document["rows"][1]["cells"]
    assert (cell["verdict"]["value"] or "split") == case.verdict

    for path in ("/p/owl-2/", "/p/owl-2/embed/"):
        html = client.get(path).text
        shown = quoted(html, ".matrix tbody tr:nth-child(2) td q.words")
        assert shown == ([case.in_the_matrix] if case.in_the_matrix else []), path
        assert ("words found by the built-in rules" in html) is case.rules

    answer = LexborHTMLParser(client.get("/p/owl-2/").text).css_first("#q-safe .answer")
    if extent == "quotations":
        passages = [node.text().strip() for node in answer.css("blockquote.quotation")]
        assert sorted(passages) == sorted(case.words)
        assert [passage["text"] for passage in cell["passages"]] == passages
        whose = "person" if cell["verdict"]["from"] != "suggestion" and not case.rules else "engine"
        assert {passage["placed_by"] for passage in cell["passages"]} <= {whose}
    else:
        assert [node.text() for node in answer.css("mark")] == sorted(case.words, key=ANSWER.index)
        assert [passage["text"] for passage in cell["passages"]] == [ANSWER]
    assert (RULES in answer.text()) is case.rules
    assert [node.text() for node in answer.css(".marks q")] == [words for _, words in case.marks if words]

    text = client.get("/p/owl-2.md").text
    told = text.split("### Ada: ")[2].split("##")[0]
    assert (RULES in told) is case.rules
    if extent == "quotations":
        assert (f"> {ENGINE}" in told) is (ENGINE in case.words)
        assert (ENGINE in text) is (ENGINE in case.words)
    rejected = cell["verdict"]["from"] != "suggestion" and case.verdict != "yes"
    assert (cell["suggestion"]["quote"], cell["suggestion"]["verdict"]) == ("" if rejected else ENGINE, "yes")
    assert [one["quote"] for one in cell["suggestions"]] == ["" if rejected else ENGINE]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_the_team_sees(client, comparison, transcript, alice, bob, case):
    judge(case, transcript, alice, bob)
    client.force_login(bob)
    matrix = client.get("/c/owl-2/matrix/").text
    shown = quoted(matrix, "tbody tr:nth-child(2) td.cell q.words")
    assert shown == ([case.in_the_matrix] if case.in_the_matrix else [])
    assert ("words found by the built-in rules" in matrix) is case.rules
    painted = quoted(client.get("/c/owl-2/").text, ".said mark") if case.marks or case.settled else []
    assert ENGINE not in painted, "Compare paints what people quote"


def test_words_that_an_earlier_release_froze_under_a_verdict_that_rejects_them_are_not_shown(
    comparison, transcript, alice, bob
):
    judge(CASES["otherwise, bare"], transcript, alice, bob)
    choose_publishing(transcript=transcript, publish="quotations")
    document = draft(comparison, title="Owls", finding="")
    (cell,) = document["rows"][1]["cells"]
    cell["suggestion"] |= {"quote": ENGINE, "reason": "the answer affirms it"}
    cell["passages"] = [
        {
            "response": 0,
            "response_id": 1,
            "start": 0,
            "end": len(ENGINE),
            "text": ENGINE,
            "placed_by": "person",
            "html": f"<p>{ENGINE}</p>",
        }
    ]
    shown = page(document, sha256="")
    assert shown.rows[1].cells[0].passages == ()
    assert ENGINE not in markdown(document, sha256="")
