"""Pages without labels: every prompt stands where the page says."""

import json

import pytest

from tests.unmarked.pages import LAYOUTS, unmarked, unmarked_pages

SAID = [
    ("how tall is it?", "It is **tall**.\n\n- 3 m\n- or more"),
    ("and in code", "## Code\n\n```python\nheight = 3  # **m**\n```\n\nDone."),
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_prompts_of_a_page_are_those_of_its_turns(layout: str):
    page = unmarked("one", "en", SAID, layout)
    assert [page.text[start:end] for start, end in page.prompts] == ["how tall is it?", "and in code"]


def test_each_layout_is_that_of_a_way_to_copy():
    assert unmarked("one", "en", SAID, "markdown").text == (
        "how tall is it?\n\nIt is **tall**.\n\n- 3 m\n- or more\n\n"
        "and in code\n\n## Code\n\n```python\nheight = 3  # **m**\n```\n\nDone.\n\n"
    )
    assert unmarked("one", "en", SAID, "plain").text == (
        "how tall is it?\n\nIt is tall.\n\n3 m\nor more\n\n"
        "and in code\n\nCode\n\npython\nCopy code\nheight = 3  # **m**\n\n\nDone.\n\n"
    )
    assert unmarked("one", "en", SAID, "tight").text.startswith("how tall is it?\nIt is tall.\n")


def test_what_one_side_did_not_say_takes_no_place():
    page = unmarked("one", "en", [("", "Hello."), ("bye", "")], "markdown")
    assert (page.text, page.prompts) == ("Hello.\n\nbye\n\n", ((8, 11),))


def test_a_folder_of_exports_becomes_pages(tmp_path):
    export = [{"from": "human", "value": "kun je helpen?"}, {"from": "gpt", "value": "Natuurlijk!"}]
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "a.json").write_text(json.dumps([{"id": "a", "conversations": export}]))
    (page,) = unmarked_pages(tmp_path)
    assert (page.name, page.language, page.layout in LAYOUTS) == ("a.json", "nl", True)
    assert [page.text[start:end] for start, end in page.prompts] == ["kun je helpen?"]
