"""The citation as files."""

import json

from collation.publish.formats.citations import BIBTEX, CSL, RIS, citation_of


def test_each_file_is_the_citation_of_the_version(edition):
    citation = citation_of(edition)
    assert BIBTEX.write(edition).decode() == f"{citation.bibtex}\n"
    assert json.loads(CSL.write(edition)) == json.loads(citation.csl)
    assert RIS.write(edition).decode() == citation.ris
    assert [form.file_name(edition).removeprefix(edition.name) for form in (BIBTEX, CSL, RIS)] == [
        ".bib",
        "-csl.json",
        ".ris",
    ]
    assert citation.url == edition.url and citation.sha256 == edition.sha256
