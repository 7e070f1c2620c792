"""What was not asked, and what nobody read."""

from collation.publish.document.page import page
from reviews.domain.marks import place_mark
from reviews.domain.transcripts import choose_publishing
from tests.factories import make_transcript


def test_a_question_names_those_whom_nobody_asked_and_whom_nobody_read(comparison, cleo, bob, safe, drafted):
    dora = make_transcript(comparison, "Dora", ("", "Feathers fall."), kind="person")
    place_mark(question=safe, transcript=dora, by=bob, value="silent")
    shown = page(drafted(), sha256="")
    assert [(gap.question, gap.told) for gap in shown.gaps] == [
        ("works", (("Nobody has read the answer", "Dora"),)),
        ("safe", (("Does not address it", "Dora"),)),
        ("code_safe", (("Not asked", "Cleo"), ("Nobody has read the answer", "Dora"))),
    ]


def test_without_a_gap_the_page_says_so_and_what_is_not_published(comparison, ada, bert, bob, drafted):
    make_transcript(comparison, "Fay", ("Does it work? Is it safe? Is the code it produces safe?", "Yes."))
    for question in comparison.questions.current():
        for transcript in comparison.transcripts.all():
            place_mark(question=question, transcript=transcript, by=bob, value="yes")
    choose_publishing(transcript=bert, publish="quotations")
    choose_publishing(transcript=ada, publish="nothing")
    shown = page(drafted(), sha256="")
    assert shown.gaps == ()
    assert shown.unpublished == (
        "Of Bert only quotations are published.",
        "1 respondent of the comparison left out.",
    )
