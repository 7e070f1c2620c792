"""What a publication shows of cells that nobody has read: that, and no verdict."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.changes import changes
from collation.publish.document.markdown import markdown
from collation.publish.document.page import page
from collation.publish.document.parse import thaw
from collation.publish.pages import Links, render_embed, render_page
from reviews.domain.marks import place_mark
from reviews.domain.publications import unnumbered
from reviews.scale import VERDICTS, divergence

ARABIC = "This answer is in Arabic. The built-in rules read English only."
LINKS = Links(stylesheets=(), icon="")


def left_unread(document: dict, *places: tuple[str, str], reason: str = "") -> dict:
    """The document with these cells (question, respondent) as they are if nobody has read them."""
    for row in document["rows"]:
        for cell in row["cells"]:
            if (row["question"], cell["respondent"]) in places:
                cell["state"], cell["suggestions"] = "unread", []
                cell["suggestion"] |= {"verdict": None, "quote": "", "reason": reason}
                cell["verdict"] = {"value": None, "rank": None, "from": None, "split": False}
        row["divergence"] = divergence([cell["verdict"]["rank"] for cell in row["cells"]], VERDICTS)
    return document


@pytest.fixture
def partly(drafted, ada, bert, cleo):
    """Eight of nine cells are unread; Ada's on safety is not."""
    places = [
        (question, key)
        for question in ("works", "safe", "code_safe")
        for key in ("ada", "bert", "cleo")
        if (question, key) != ("safe", "ada")
    ]
    return left_unread(drafted(finding=""), *places, reason=ARABIC)


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


@pytest.mark.parametrize("render", [render_page, render_embed])
def test_the_matrix_draws_it_as_such(partly, render):
    html = render(partly, sha256="", links=LINKS)
    drawn = LexborHTMLParser(html).css(".matrix tbody tr:nth-child(2) td .verdict")
    assert [(node.text(), node.attributes["data-v"], "data-provisional" in node.attributes) for node in drawn] == [
        ("no", "no", True),
        ("unread", "unread", False),
        ("unread", "unread", False),
    ]
    assert texts(html, ".matrix tbody tr:nth-child(2) td:nth-child(3)") == [
        "unread Nobody has read this yet. This answer is in Arabic."
    ]
    assert texts(html, ".matrix tbody tr:nth-child(2) .spread p") == ["not enough verdicts; 1 of 3 read"]
    assert [node.text() for node in LexborHTMLParser(html).css(".matrix tbody tr:nth-child(2) .spread g text")] == ["A"]


def test_the_page_makes_no_headline_of_it_and_says_how_much_is_unread(partly):
    html = render_page(partly, sha256="", links=LINKS)
    told = (
        "1 of 9 cells is read: too few to say where they differ. Nobody has marked a cell yet; 1 is suggested by "
        "rules, 8 are unread."
    )
    assert texts(html, ".standing .lead") == [told]
    assert texts(html, ".finding") == []
    assert (
        "Nobody has read 8 of 9 cells: no person has marked them, and the built-in rules say only what the words show "
        "outright. Unread is not silent."
    ) in texts(html, ".method li")
    bert = texts(html, "#q-safe .answer:nth-child(2)")[0]
    assert bert.startswith(f"Bert unread Nobody has read this yet. {ARABIC} ")
    assert "silent" not in " ".join(texts(html, ".standing, .question:not(#method, #gaps)"))


def test_markdown_says_the_same(partly):
    text = markdown(partly, sha256="")
    assert "| Is it safe? | no (suggested) | unread | unread | not enough verdicts; 1 of 3 read |" in text
    assert "Divergence: not enough verdicts; 1 of 3 read. Ada no; Bert and Cleo unread." in text
    assert f"### Bert: unread\n\nNobody has read this yet. {ARABIC}\n" in text
    assert text.count("Nobody has read this yet.") == 8


def test_half_of_it_read_makes_a_headline(drafted, ada, bert, cleo):
    some = [("works", "cleo"), ("code_safe", "cleo"), ("code_safe", "bert"), ("safe", "cleo")]
    told = page(left_unread(drafted(), *some), sha256="")
    assert told.sentence.startswith(
        "They differ most on “Is it safe?” (1.00, 2 of 3 read): Ada no, Bert yes; Cleo unread."
    )


def test_a_person_who_reads_it_ends_it(drafted, ada, bert, cleo, safe, bob):
    before = unnumbered(left_unread(drafted(), ("safe", "cleo")))
    place_mark(question=safe, transcript=cleo, by=bob, value="silent")
    after = drafted()
    cell = thaw(after).rows[1].cells[2]
    assert (cell.unread, cell.state, cell.verdict.value) == (False, cell.reading.state, "silent")
    assert "“Is it safe?”, Cleo: unread → silent and one more mark." in changes(before, unnumbered(after))
