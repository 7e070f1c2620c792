"""A citation in a sentence and in BibTeX."""

from collation.publish.document.cite import cite, reviewers
from reviews.domain.marks import place_mark


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


def test_reviewers_are_those_who_marked_each_once_in_the_order_of_the_page(comparison, ada, safe, alice, bob, drafted):
    works = comparison.questions.get(key="works")
    for question, by in ((safe, alice), (safe, bob), (works, bob)):
        place_mark(question=question, transcript=ada, by=by, value="no")
    assert reviewers(drafted(named=True)) == ["Bob", "Alice"]


def test_a_slug_without_a_letter_has_a_key_all_the_same(ada, drafted):
    document = drafted()
    document["publication"]["slug"] = "_"
    assert cite(document, sha256="").bibtex.startswith("@misc{comparison-v0,\n")
