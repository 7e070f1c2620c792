"""Who answered, and from what: known, or said not to be."""

from collation.publish.document.page import page
from tests.factories import make_transcript


def test_what_the_record_does_not_say_is_not_stated(comparison, cleo, drafted):
    make_transcript(comparison, "Dora", ("", "Owl-2 is safe."), kind="person")
    told = {column.name: dict(column.told) for column in page(drafted(), sha256="").columns}
    assert told["Ada"] == {
        "Model": "2.1, family not stated",
        "Said on": "24 Feb 2026",
        "Given": "saw the abstract only",
        "The others’ answers": "not seen, as recorded: a first answer",
        "Published": "all that it said",
    }
    assert told["Dora"] == {
        "Wrote for": "not stated",
        "Said on": "not stated",
        "Given": "not stated",
        "The others’ answers": "not stated",
        "Published": "quotations only",
    }


def test_two_of_one_family_are_said_to_be_so(comparison, cleo, drafted):
    for name in ("Claude Opus", "ChatGPT", "Claude Sonnet"):
        make_transcript(comparison, name, ("Is it safe?", "Yes, see https://owls.example/report for it."))
    shown = page(drafted(), sha256="")
    assert shown.independence == (
        "Claude Opus and Claude Sonnet are of one model family, Claude: that they agree counts for less.",
        "Of Ada, Bert and Cleo the model family is not known.",
        "Models may have learned from the same texts: that they agree counts for less than that people do.",
        "Claude Opus, ChatGPT and Claude Sonnet lead to the same source, owls.example/report.",
    )


def test_one_who_saw_the_comparison_is_said_to_have(comparison, drafted):
    make_transcript(comparison, "Gil", ("Is it safe?", "Yes."))
    comparison.transcripts.filter(key="gil").update(round=2)
    (column,) = (column for column in page(drafted(), sha256="").columns if column.name == "Gil")
    assert column.saw == "seen: it answered after reading the comparison"
