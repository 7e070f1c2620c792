"""The paper's own text, in pages."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.bibliography import Reference
from reviews.domain.papers import MOST_CHARS, StoredPdf, describe_paper, pages_of, store_pages, store_pdf
from reviews.models import Comparison, PaperFile, PaperPage
from reviews.pdf.reading import PdfText
from reviews.refusal import Refused


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", ()),
        (" \n\f\n ", ()),
        ("one page", ((1, "one page"),)),
        ("one\ftwo", ((1, "one"), (2, "two"))),
        ("one\f\fthree", ((1, "one"), (3, "three"))),
        ("\ftwo", ((2, "two"),)),
        ("--- page 3 ---\nthree\n-- Page 4 --\nfour", ((3, "three"), (4, "four"))),
        ("cover\n  === p. 2 ===  \ntwo\fthree", ((1, "cover"), (2, "two"), (3, "three"))),
        ("--- page 2 ---\nsecond\n--- page 1 ---\nfirst", ((1, "first"), (2, "second"))),
        ("--- page 2 ---\nhalf\n--- page 2 ---\nhalf", ((2, "half\n\nhalf"),)),
        ("--- page 0 ---\nnought", ((1, "nought"),)),
        ("see --- page 3 --- there", ((1, "see --- page 3 --- there"),)),
    ],
)
def test_pages_are_told_by_breaks_and_lines(text, pages):
    assert pages_of(text) == pages


@given(st.lists(st.sampled_from(["word", "\f", "\n--- page 2 ---\n", "\n--- page 7 ---\n", " ", "\n"]), max_size=12))
def test_no_word_is_lost_and_numbers_rise(parts):
    pages = pages_of("".join(parts))
    assert sum(words.count("word") for _, words in pages) == parts.count("word")
    numbers = [number for number, _ in pages]
    assert numbers == sorted(set(numbers)) and all(number >= 1 for number in numbers)


def stored(comparison) -> list[tuple[int, str]]:
    return list(PaperPage.objects.filter(paper=comparison.paper).values_list("number", "text"))


def test_a_text_takes_the_place_of_the_one_before(comparison):
    before = comparison.text_revision
    assert store_pages(comparison=comparison, text="first\r\n\fsecond") == 2
    assert stored(comparison) == [(1, "first"), (2, "second")]
    assert comparison.text_revision == before + 1
    assert store_pages(comparison=comparison, text="other") == 1
    assert stored(comparison) == [(1, "other")]
    assert store_pages(comparison=comparison, text="") == 0
    assert (stored(comparison), comparison.text_revision) == ([], before + 3)


def test_a_text_that_is_no_papers_is_refused(comparison):
    store_pages(comparison=comparison, text="kept")
    with pytest.raises(Refused, match="longer than 2,000,000 characters: paste the paper alone") as refused:
        store_pages(comparison=comparison, text="x" * (MOST_CHARS + 1))
    assert refused.value.field == "full_text"
    with pytest.raises(Refused, match="more than 5,000 pages"):
        store_pages(comparison=comparison, text="x\f" * 5001)
    assert stored(comparison) == [(1, "kept")]


def test_another_abstract_voids_the_reading_and_nothing_else_of_the_paper_does(comparison):
    before = comparison.text_revision
    describe_paper(comparison=comparison, paper={"abstract": "", "authors": ["A. Owl"]})
    assert comparison.text_revision == before
    describe_paper(comparison=comparison, paper={"abstract": "Owls see."})
    assert comparison.text_revision == before + 1


def test_an_abstract_put_back_by_someone_who_did_not_see_the_other_voids_the_reading(comparison):
    before = comparison.text_revision
    describe_paper(comparison=Comparison.objects.get(), paper={"abstract": "Owls see."})
    describe_paper(comparison=comparison, paper={"abstract": ""})
    assert comparison.text_revision == before + 2


OWLS = Reference(title="Owls see at night", authors=("A. Owl",), arxiv_id="2602.15763", version="v1", doi="10.1000/owl")


def give(comparison, data: bytes = b"the first", *, name: str = "owl.pdf", pages=("one", "", "three"), told=OWLS):
    return store_pdf(comparison=comparison, data=data, name=name, text=PdfText(pages, told))


def test_a_pdf_is_kept_with_all_its_pages_and_says_what_the_paper_is(comparison):
    before = comparison.text_revision
    assert give(comparison) == StoredPdf(3, ("title", "authors", "arXiv id", "version", "DOI"))
    assert stored(comparison) == [(1, "one"), (2, ""), (3, "three")]
    comparison.refresh_from_db()
    file, paper = comparison.paper.file, comparison.paper
    assert (file.name, bytes(file.data)) == ("owl.pdf", b"the first")
    assert file.sha256 == sha256(b"the first").hexdigest()
    assert (paper.title, paper.authors, paper.arxiv_id) == ("Owls see at night", ["A. Owl"], "2602.15763")
    assert (paper.version, paper.doi, comparison.title) == ("v1", "10.1000/owl", "Owl-2")
    assert comparison.text_revision == before + 1


def test_what_a_person_wrote_stays(comparison):
    written = {"title": "Owls", "authors": ["B. Kite"], "arxiv_id": "2602.00001", "version": "v3", "doi": "10.1000/k"}
    describe_paper(comparison=comparison, paper=written)
    assert give(comparison) == StoredPdf(3)
    comparison.paper.refresh_from_db()
    assert {name: getattr(comparison.paper, name) for name in written} == written


def test_a_title_that_stands_in_for_none_goes_and_a_named_papers_stays(comparison):
    describe_paper(comparison=comparison, paper={"doi": "10.1000/owl"})
    assert give(comparison).filled == ("authors", "arXiv id", "version")
    comparison.paper.refresh_from_db()
    assert comparison.paper.title == "Owl-2"


def test_the_version_of_a_known_paper_is_learnt(comparison):
    describe_paper(comparison=comparison, paper={"arxiv_id": "2602.15763"})
    assert give(comparison, told=Reference(arxiv_id="2602.15763", version="v3")).filled == ("version",)
    comparison.paper.refresh_from_db()
    assert (comparison.paper.arxiv_id, comparison.paper.version) == ("2602.15763", "v3")
    give(comparison, b"another", told=Reference(arxiv_id="2602.15763", version="v4"))
    comparison.paper.refresh_from_db()
    assert comparison.paper.version == "v3"


def test_the_same_pdf_again_changes_nothing(comparison):
    give(comparison)
    comparison.refresh_from_db()
    before = comparison.revision
    assert give(comparison, name="again.pdf") == StoredPdf(3, again=True)
    comparison.refresh_from_db()
    assert (comparison.revision, comparison.paper.file.name) == (before, "owl.pdf")


def test_another_pdf_takes_its_place_and_a_paste_or_forgetting_takes_it_away(comparison):
    give(comparison)
    give(comparison, b"the second", name="../kite\\wren\n.pdf", pages=("only",))
    assert stored(comparison) == [(1, "only")]
    assert list(PaperFile.objects.values_list("name", "data")) == [("wren\n.pdf", b"the second")]
    store_pages(comparison=comparison, text="pasted")
    assert (stored(comparison), PaperFile.objects.count()) == ([(1, "pasted")], 0)
    assert give(comparison, b"the second").again is False
    store_pages(comparison=comparison, text="")
    assert (stored(comparison), PaperFile.objects.count()) == ([], 0)
