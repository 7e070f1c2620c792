"""The parts of a publication, in the order of its page."""

from collation.publish.document.outline import Grid, Heading, Said, Sentences, outline


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
