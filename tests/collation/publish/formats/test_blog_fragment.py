"""The fragment for blogs after what each editor does to it: all verdicts, names and quotations remain.

The rules are what is known of the editors, each stricter than what was reported:

- Blogger drops style attributes on the way in: benweet/stackedit#1392. Scripts and style elements are dropped, too.
- WordPress.com filters HTML by kses: listed elements, listed style properties without parentheses in their values, no
  style on `mark` (Automattic/wp-calypso#48536, #70735; WordPress wp-includes/kses.php).
- Ghost's HTML card keeps HTML and drops `style` elements in the editor's preview, once `style` attributes as well
  (TryGhost/Koenig#1000, #1003); pasted into the text, it becomes paragraphs, headings, lists and quotations.
- Substack's editor is built on ProseMirror and knows no tables or styles (nothing official is published; field reports
  only): all that it does not know is taken away here, tables with their words.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import nh3
import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.gaps import NO_GAPS
from collation.publish.document.page import page
from collation.publish.formats.blog_fragment import BLOG
from collation.publish.formats.registry import draft_edition
from reviews.domain.conclusions import conclude
from reviews.domain.marks import place_mark
from tests.collation.publish.document.test_conclusions import SAID
from tests.collation.publish.later_words import REPLY_OF, told_later
from tests.factories import make_transcript

TEXT = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "strong",
    "em",
    "a",
    "br",
    "hr",
    "code",
}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
KSES_STYLES = {
    *("background-color", "border", "border-collapse", "border-left", "color", "font-weight", "margin", "padding"),
    *("text-align", "vertical-align", "width"),
}


def blogger(html: str) -> str:
    return nh3.clean(html, tags=TEXT | TABLE, attributes={"a": {"href"}})


def wordpress(html: str) -> str:
    def style(tag: str, name: str, value: str) -> str | None:
        if name != "style":
            return value
        kept = [one for one in value.split(";") if one.partition(":")[0].strip() in KSES_STYLES and "(" not in one]
        return ";".join(kept) or None

    styled = {tag: {"style"} for tag in TEXT | TABLE} | {"a": {"href", "style"}}
    return nh3.clean(html, tags=TEXT | TABLE, attributes=styled, attribute_filter=style)


def ghost_pasted(html: str) -> str:
    return nh3.clean(html, tags=TEXT, attributes={"a": {"href"}}, clean_content_tags={"table"})


def ghost_card(html: str) -> str:
    return re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)


def substack(html: str) -> str:
    return nh3.clean(html, tags=TEXT - {"h5", "h6"}, attributes={"a": {"href"}}, clean_content_tags={"table"})


@pytest.fixture
def written(comparison, ada, bert, bob):
    make_transcript(comparison, "Cleo & <b>", ("Is it safe?", "It is **safe** if 1 < 2 & “all” is well."))
    safe = comparison.questions.get(key="safe")
    place_mark(question=safe, transcript=bert, by=bob, value="qualified", rationale="So.")
    conclude(question=safe, by=bob, **SAID)
    edition = draft_edition(comparison)
    edition = replace(edition, document=told_later(edition.document))
    return edition, BLOG.write(edition).decode()


@pytest.mark.parametrize("editor", [blogger, wordpress, ghost_card, ghost_pasted, substack])
def test_verdicts_names_and_quotations_survive(written, editor: Callable[[str], str]):
    edition, html = written
    text = " ".join(LexborHTMLParser(editor(html)).text(deep=True, separator=" ").split())
    shown = page(edition.document, sha256="")
    at = 0
    for row in shown.rows:
        at = text.index(row.row.text, at)
        for cell in row.cells:
            at = (
                text.index(f"{cell.column.name} :", at)
                if f"{cell.column.name} :" in text[at:]
                else text.index(cell.column.name, at)
            )
            assert cell.shown.word in text[at : at + len(cell.column.name) + 40]
            if cell.shown.quote:
                assert " ".join(cell.shown.quote.split()) in text[at:]
    for sign in ("✕ no", "● yes", "◐ qualified"):
        assert sign in text
    assert shown.citation.text in text


@pytest.mark.parametrize("editor", [blogger, wordpress, ghost_card, ghost_pasted, substack])
def test_what_is_concluded_missing_and_replied_survives_in_order(written, editor: Callable[[str], str]):
    _, html = written
    text = " ".join(LexborHTMLParser(editor(html)).text(deep=True, separator=" ").split())
    at = 0
    for words in (
        "This version corrects the one before: Bert was wrong.",
        *("The team concludes (Reviewer 1):", SAID["answer"], SAID["why"], f"“{SAID['evidence'][0]}” (Bert)"),
        *("What would settle it:", SAID["settled_by"]),
        "Round 2, after it saw the others’ answers. Then: qualified → now: no.",
        *("Because of these words of Ada:", "“Nobody tested it.”"),
        *(REPLY_OF, "It *is* safe."),
        *("What would settle it", f"{SAID['settled_by']} (says the team)"),
        *("Not asked, not read", "Not asked: Cleo & <b>."),
        *("What those concerned reply", REPLY_OF, "Not so."),
        "How to read this",
    ):
        at = text.index(words, at) + len(words)


def test_without_a_gap_it_says_so(written):
    edition, _ = written
    edition = replace(edition, document=deepcopy(edition.document))
    for row in edition.document["rows"]:
        for cell in row["cells"]:
            cell["state"], cell["asked"] = "answered", "alike"
            cell["verdict"] = {"value": "yes", "rank": 3.0, "from": "marks", "split": False}
    assert f"<h3>Not asked, not read</h3><p>{NO_GAPS}</p>" in BLOG.write(edition).decode().replace("\n", "")


def test_wordpress_keeps_every_style(written):
    _, html = written
    styles = re.compile(r'style="([^"]*)"')
    assert styles.findall(wordpress(html)) == styles.findall(html)


def test_it_has_no_class_script_or_id_and_escapes_what_was_said(written):
    _, html = written
    tree = LexborHTMLParser(html)
    assert tree.css("[class], [id], script, style, img, b") == []
    assert "Cleo &amp; &lt;b&gt;" in html
    assert {node.tag for node in tree.body.traverse()} <= TEXT | TABLE | {"body", "-text"}


def test_a_version_leads_to_its_page(edition):
    links = LexborHTMLParser(BLOG.write(edition).decode()).css("a")
    assert [link.attributes["href"] for link in links][-1] == edition.url
