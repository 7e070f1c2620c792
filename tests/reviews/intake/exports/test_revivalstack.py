"""What RevivalStack's exporter writes."""

from reviews.intake.document import turns
from tests.reviews.intake.exports.reading import read, talk

TOP = "\n\n___\n###### [top](#table-of-contents)\n"
HEAD = (
    '---\ntitle: "Bees"\ntags: [hives]\nauthor: claude\ncount: 2\nexporter: 3.0.0\ndate: 2026-03-20T00-57-52+0800\n'
    "url: https://claude.ai/chat/1-2\n---\n\n# Bees\n\n## Table of Contents\n\n- [1: Why do bees hum?](#chat-1)\n\n"
)
PAGE = (
    f"{HEAD}## chat-1\n\n> Why do bees hum?\n>\n> > And why not?\n\n## Wings\n\nThey **beat**.\n\n> So it is said.\n\n___\n\nFast.{TOP}"
    f"## chat-2\n\n> All day?\n\nWhile they fly.{TOP}\n"
)


def test_each_section_is_a_turn_whose_quotation_is_the_prompt():
    parsed = read(PAGE)
    (voice,) = parsed.voices
    assert talk(parsed) == [
        ("Why do bees hum?\n\n> And why not?", "## Wings\n\nThey **beat**.\n\n> So it is said.\n\n___\n\nFast."),
        ("All day?", "While they fly."),
    ]
    assert (parsed.format, parsed.title, voice.name, voice.said_on, voice.link) == (
        "revivalstack", "Bees", "Claude", "2026-03-20", "https://claude.ai/chat/1-2",
    )  # fmt: skip


def test_sections_of_that_name_in_any_other_document_are_text():
    parsed = read(PAGE.replace("[top](#table-of-contents)", "[up](#bees)"))
    assert parsed.format == "markdown"
    assert [turn.prompt for turn in turns(parsed)] == [""]


def test_without_front_matter():
    parsed = read(PAGE.removeprefix(HEAD))
    assert (len(talk(parsed)), parsed.voices[0].name, parsed.title) == (2, "Unnamed model", "")
