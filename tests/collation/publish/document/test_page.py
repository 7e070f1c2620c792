"""What the page shows of a document: columns and answers."""

from collation.publish.document.page import page
from reviews.domain.transcripts import choose_publishing
from tests.factories import make_transcript


def test_columns_say_who_and_what_they_could_see(comparison, cleo, drafted):
    shown = page(drafted(), sha256="")
    assert shown.subject == "Three models"
    assert [(column.name, column.about, column.basis, column.thin) for column in shown.columns] == [
        ("Ada", "2.1 · 24 Feb 2026", "saw the abstract only", True),
        ("Bert", "", "searched the web", False),
        ("Cleo", "", "basis unknown", True),
    ]


def test_long_answers_fold_and_other_prompts_are_shown(comparison, bert, drafted):
    make_transcript(comparison, "Cleo", ("And is it really safe?", "Owl-2 is safe. " + "It rests. " * 60))
    safe = page(drafted(), sha256="").rows[1]
    assert [(cell.column.name, cell.short, cell.reworded) for cell in safe.cells] == [
        ("Ada", True, False),
        ("Bert", True, False),
        ("Cleo", False, True),
    ]


def test_of_a_prompt_that_is_not_published_nothing_is_said(comparison, cleo, drafted):
    def note() -> str:
        return page(drafted(), sha256="").rows[2].cells[2].shown.note

    assert note() == "Not asked. The last prompt here was “And safety?”"
    make_transcript(
        comparison, "Fay", ("Is it safe?", "Owl-2 is safe."), ("Can you write a poem?", "Feathers at dusk.")
    )
    assert page(drafted(), sha256="").rows[2].cells[3].shown.note == "Not asked."
    choose_publishing(transcript=cleo, publish="quotations")
    assert note() == "Not asked."
