"""The parts of a publication, in the order of its page."""

from collation.publish.document.outline import Grid, Heading, Listed, Said, Sentences, outline
from tests.collation.publish.later_words import REPLY_OF, told_later


def test_parts_come_in_the_order_of_the_page_and_none_is_empty(drafted, bert):
    parts = list(outline(drafted(), sha256=""))
    assert parts[:2] == [Heading(1, "Owls"), Sentences("They part.")]
    assert [part.text for part in parts if isinstance(part, Heading) and part.level == 2] == [
        "Does it work?",
        "Is it safe?",
        "Is the code it produces safe?",
        "What would settle it",
        "How far they agree",
        "Not asked, not read",
        "Who answered, and from what",
        "How this was made",
        "To cite",
    ]
    (grid,) = (part for part in parts if isinstance(part, Grid))
    assert grid.rows[0] == ("", "Ada", "Bert", "Divergence")
    assert all(any(vars(part).values()) for part in parts)
    assert any(isinstance(part, Said) for part in parts)


def test_replies_and_second_answers_stand_in_their_cell_and_in_a_part_of_their_own(drafted, bert):
    parts = list(outline(told_later(drafted()), sha256=""))
    headings = [part.text for part in parts if isinstance(part, Heading) and part.level == 2]
    assert headings[3:5] == ["What those concerned reply", "Who changed their verdict in round 2"]
    at = parts.index(Heading(3, "Bert: yes"), parts.index(Heading(2, "Is it safe?")))
    cell = parts[at : parts.index(Heading(2, "Is the code it produces safe?"))]
    assert cell[-6:] == [
        Sentences("Round 2, after it saw the others’ answers. Then: yes → now: no."),
        Sentences("Because of these words of Ada:"),
        Said(text="Nobody tested it."),
        Said(html="<p>No, it <em>is</em> not.</p>"),
        Sentences(REPLY_OF),
        Said(html="<p>It *is* safe.</p>"),
    ]
    apart = parts[
        parts.index(Heading(2, "What those concerned reply")) : parts.index(Heading(2, "What would settle it"))
    ]
    assert apart == [
        Heading(2, "What those concerned reply"),
        Listed((("Wren on Bert on “Is it safe?”, 2 November 2026.", ""),)),
        Sentences(REPLY_OF),
        Said(html="<p>Not so.</p>"),
        Heading(2, "Who changed their verdict in round 2"),
        Sentences("Bert on “Is it safe?”: then: yes → now: no."),
        Sentences("Because of these words of Ada:"),
        Said(text="Nobody tested it."),
    ]
