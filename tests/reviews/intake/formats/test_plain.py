"""Plain text, which fits everything."""

from reviews.intake.document import turns
from reviews.intake.formats.plain import FORMAT
from reviews.intake.page.question_headings import NO_SHEET


def test_words_without_a_label_are_one_answer():
    assert FORMAT.sniff("")
    parsed = FORMAT.parse("Kites fly.\n\nOften.\n", stated=None, kind="person", sheet=NO_SHEET)
    assert (parsed.format, parsed.markup) == ("pasted", "plain")
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [("", "Kites fly.\n\nOften.")]
