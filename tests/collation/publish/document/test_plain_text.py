"""A publication as plain text."""

from collation.publish.document.plain_text import WIDTH, plain_text
from reviews.domain.marks import place_mark


def test_it_reads_in_a_mail(comparison, bert, safe, bob, drafted):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="Says *so*.")
    text = plain_text(drafted(finding="They part & differ."), sha256="")
    assert text.startswith("Owls\n====\n\nThey part & differ.\n\n")
    assert "Bert: yes\n\nMarked by" in text or "Bert: yes" in text
    assert "- Reviewer 1: yes. Says *so*." in text
    assert "\n> Yes, Owl-2 is safe." in text
    assert "Is it safe?\n-----------\n" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_table_without_room_becomes_a_list(drafted, bert, comparison):
    comparison.questions.filter(key="safe").update(text="Is it safe for owls, kites and all that fly by night? " * 2)
    text = plain_text(drafted(), sha256="")
    assert "\n  Ada: yes (suggested)\n  Bert: yes (suggested)\n  Divergence: 0.00, 2 of 2 read\n" in text
