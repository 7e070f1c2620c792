"""A publication as Markdown: all there, and nothing foreign passes for ours."""

import markdown as python_markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from collation.publish.document.markdown import markdown
from reviews.domain.marks import place_mark, resolve_cell
from tests.factories import make_transcript


def test_matrix_answers_method_and_citation_are_there(comparison, bert, safe, alice, bob, drafted):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="Says *so*.")
    resolve_cell(question=safe, transcript=bert, by=alice, value="qualified", why="By vote.")
    text = markdown(drafted(), sha256="")
    assert text.startswith("# Owls\n\nThey part.\n\nThey differ most on “Is it safe?” (0.67, 2 of 2 read)")
    assert "| | Ada | Bert | Divergence |\n| --- | --- | --- | --- |\n" in text
    assert "| Is it safe? | no (suggested) | qualified | 0.67, 2 of 2 read |" in text
    assert "### Bert: qualified\n\nSettled by Reviewer 2." in text
    assert "> Yes, Owl-2 is safe. It was tested **by five people** for a year." in text
    assert "- Reviewer 1: yes. Says \\*so\\*." in text
    assert "Settled as qualified. By vote." in text
    assert (
        "### Ada\n\n- Model: 2.1, family not stated.\n- Said on: 24 Feb 2026.\n- Given: saw the abstract only." in text
    )
    assert "Its words on that: “I could read only the abstract”" in text
    assert "### Is it safe?\n\nNobody has recorded what would settle it." in text
    assert text.endswith(
        "Owls. Not published yet. A comparison of Ada and Bert on “Owl-2”. 1 of 6 cells marked, 5 suggested and marked by "
        "nobody. A verdict says what a respondent answers, not whether it is true. Models may share training "
        "data. Ada saw the abstract only.\n"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[here](javascript:alert(1))",
        "![](http://evil.example/x.png)",
        "# Ours",
        "Ours\n====",
        "- - -",
        "1. Ours",
        "```\nours\n```",
        "<http://evil.example>",
        "| a | b |\n| --- | --- |\n| c | d |",
        "&lt;script&gt;",
    ],
)
def test_what_was_pasted_stays_text_inside_its_quotation(comparison, drafted, attack: str):
    make_transcript(comparison, "Ada", ("Is it safe?", f"It is safe.\n\n~~~~\n{attack}\n~~~~\n\nSafe it is."))
    html = python_markdown.markdown(markdown(drafted(title=attack, finding=attack), sha256=""), extensions=["tables"])
    tree = LexborHTMLParser(html)
    assert tree.css("script, img, a, hr, blockquote h1, blockquote ul, blockquote ol, blockquote table") == []
    assert len(tree.css("h1")) == 1
    for block in tree.css("blockquote"):
        assert {child.tag for child in block.iter()} <= {"p", "pre"}
    assert attack.splitlines()[0] in {line for code in tree.css("pre code") for line in code.text().splitlines()}
