"""The thoughts in a page's HTML are marked, and so set aside."""

import pytest

from reviews.intake.bytes.html_tokens import tokens
from reviews.intake.document import turns
from reviews.intake.formats.html_thoughts import with_thoughts_marked
from reviews.intake.page.thoughts import WHY
from reviews.intake.parse import parse


def marked(page: str) -> str:
    return "".join(f"<{one.name}{one.text}>" if one.name else one.text for one in with_thoughts_marked(tokens(page)))


OPEN, CLOSE = "<p><think></p>", "<p></think></p>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            '<div class="ds-think-content x"><div>hm</div></div>Yes',
            f'{OPEN}<div class="ds-think-content x"><div>hm</div></div>{CLOSE}Yes',
        ),
        ("<model-thoughts>hm</model-thoughts>Yes", f"{OPEN}<model-thoughts>hm</model-thoughts>{CLOSE}Yes"),
        (
            "<details><summary>Thought for 2 s</summary>hm<details>x</details></details>Yes",
            f"{OPEN}<details><summary>Thought for 2 s</summary>hm<details>x</details></details>{CLOSE}Yes",
        ),
        ("<details><summary>More</summary>hm</details>", "<details><summary>More</summary>hm</details>"),
        ("<details></details>Yes", "<details></details>Yes"),
        ("<details>", "<details>"),
        ("<model-thoughts>hm", f"{OPEN}<model-thoughts>hm{CLOSE}"),
        ('<p class="ds-think-contents">Yes</p>', '<p class="ds-think-contents">Yes</p>'),
    ],
)
def test_marks(page, expected):
    assert marked(page) == expected


def test_they_are_set_aside_in_a_paste():
    page = (
        '<div class="ds-message"><div class="ds-think-content"><p>Hm, is it?</p></div><div class="ds-markdown">'
        "<p>Yes, it is safe.</p></div></div>"
    )
    parsed = parse(b"Hm, is it?\nYes, it is safe.", html=page, respondent="DeepSeek")
    assert [turn.answer for turn in turns(parsed)] == ["Yes, it is safe."]
    assert [parsed.text[piece.start : piece.end].strip() for piece in parsed.pieces if piece.why == WHY] == [
        "\\<think>\n\nHm, is it?\n\n\\</think>"
    ]
