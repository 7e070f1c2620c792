"""What the page shows of a document: columns, answers, method, how to cite."""

from collation.publish.document.cite import cite
from collation.publish.document.page import page
from reviews.domain.comparisons import choose_publishing
from reviews.domain.marks import find_evidence, place_mark
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


def test_the_method_says_its_limits(comparison, cleo, safe, bob, drafted):
    dora = make_transcript(comparison, "Dora", ("", "Owl-2 is not safe."), kind="person")
    place_mark(question=safe, transcript=dora, by=bob, value="no", evidence=find_evidence(dora, "not safe"))
    fay = make_transcript(comparison, "Fay", ("", "Owl-2 is odd."), kind="person")
    choose_publishing(transcript=fay, publish="nothing")
    said = page(drafted(), sha256="").method
    assert said[1].startswith("One reviewer marked 1 of 12 cells. A cell’s verdict is what the team settled on, else")
    assert said[3].startswith("Nobody has read 2 of 12 cells: ")
    assert said[4:] == (
        "Ada saw the abstract only: what they agree on is worth less for it.",
        "No statement was found on what Cleo and Dora saw.",
        "No prompt was found that asks Cleo “Is the code it produces safe?”.",
        "One more respondent of the comparison is not published here, and not counted in any figure.",
        "Of Dora only quotations are shown: the text is its author’s.",
        "Reviewers are numbered, not named.",
    )


def test_the_method_says_of_prompts_only_what_the_document_shows(comparison, cleo, drafted):
    dora = make_transcript(comparison, "Dora", ("", "Owl-2 is not safe."), kind="person")
    make_transcript(comparison, "Gil", ("Ist Owl-2 sicher?", "Ja, Owl-2 ist sicher und ruhig."))
    make_transcript(comparison, "Hal", ("Is Owl-2 unsafe?", "No."))

    def told() -> list[str]:
        return [line for line in page(drafted(), sha256="").method if line.startswith("No prompt")]

    assert told() == ["No prompt was found that asks Cleo “Is the code it produces safe?”."]
    choose_publishing(transcript=dora, publish="full")
    dora.responses.update(publish_apart=True)
    assert told()[1:] == ["No prompt is known for what Dora wrote."]


def test_without_marks_the_method_says_nobody(ada, drafted):
    assert page(drafted(), sha256="").method[1].startswith("Nobody marked a cell. ")


def numbered(document: dict) -> dict:
    document["publication"] |= {"number": 2, "published_at": "2026-03-01T10:00:00+00:00"}
    return document


def test_a_version_is_cited_with_its_address_date_and_hash(comparison, ada, safe, bob, drafted):
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    citation = cite(numbered(drafted(named=True)), sha256="a1" * 32, url="https://owls.example/p/owl-2/v2/")
    assert citation.text == (
        "Bob. Owls. Version 2, 1 March 2026. A comparison of Ada on “Owl-2”."
        " https://owls.example/p/owl-2/v2/ SHA-256 a1a1a1a1a1a1a1a1."
    )
    assert citation.bibtex == "\n".join(
        [
            "@misc{owl-2-v2,",
            "  title = {{Owls}},",
            "  author = {{Bob}},",
            "  year = {2026},",
            "  month = {3},",
            f"  note = {{Version 2. A comparison of Ada on “Owl-2”. SHA-256 {'a1' * 32}}},",
            "  url = {https://owls.example/p/owl-2/v2/},",
            "}",
        ]
    )
    assert citation.authors == ("Bob",)


def test_numbered_reviewers_are_no_authors_and_a_draft_says_what_it_is(comparison, ada, safe, bob, drafted):
    place_mark(question=safe, transcript=ada, by=bob, value="no")
    citation = cite(drafted(title="Owls?"), sha256="")
    assert (citation.text, citation.authors) == ("Owls? Not published yet. A comparison of Ada on “Owl-2”.", ())
    assert "author" not in citation.bibtex


def test_no_title_can_break_out_of_its_bibtex_field(ada, drafted):
    bibtex = cite(drafted(title="100% } of \\input{x} & $y_1^2$ #~"), sha256="").bibtex
    assert (
        r"title = {{100\% \} of \textbackslash{}input\{x\} \& \$y\_1\textasciicircum{}2\$ \#\textasciitilde{}}},"
        in bibtex
    )
