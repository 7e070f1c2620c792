"""A reference is known by its content; whatever is given, it is read or refused in words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.bibliography import Reference, UnreadableReference, read_feed, read_reference
from reviews.models import Paper

WAYS = "Give an arXiv id, a DOI, an address that begins with https://, BibTeX or CSL-JSON."


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        (
            " arXiv:2602.15763v2\n",
            Reference(arxiv_id="2602.15763", version="v2", url="https://arxiv.org/abs/2602.15763"),
        ),
        ("doi:10.1000/xyz", Reference(doi="10.1000/xyz", url="https://doi.org/10.1000/xyz")),
        (
            "[Owls](https://doi.org/10.1000/xyz(1))",
            Reference(doi="10.1000/xyz(1)", url="https://doi.org/10.1000/xyz(1)"),
        ),
        ("https://example.org/@misc/a", Reference(url="https://example.org/@misc/a")),
        ("\ufeff@misc{x, title = {Owls}}", Reference(title="Owls")),
        ("From my list:\n\n@misc{x, title = {Owls}}", Reference(title="Owls")),
        ('\n [{"title": "Owls"}]', Reference(title="Owls")),
    ],
)
def test_each_way_to_name_a_paper(text: str, reference: Reference):
    assert read_reference(text) == reference


@pytest.mark.parametrize("text", ["", " \n", "GLM-5", "javascript:alert(1)", "ada@example.org", "2602.15763 and more"])
def test_anything_else_is_answered_with_the_ways(text: str):
    with pytest.raises(UnreadableReference) as refused:
        read_reference(text)
    assert str(refused.value) == WAYS


def test_what_is_too_long_is_refused():
    with pytest.raises(UnreadableReference) as refused:
        read_reference("@misc{x, title = {" + "o" * 200_000)
    assert str(refused.value) == "This is longer than 200,000 characters: give one paper alone."


def test_no_field_is_longer_than_its_column():
    for field in ("title", "arxiv_id", "version", "doi", "url"):
        most = Paper._meta.get_field(field).max_length
        Reference(**{field: "o" * most})
        with pytest.raises(UnreadableReference, match=f" is longer than {most} characters"):
            Reference(**{field: "o" * (most + 1)})


def answered(text: str) -> None:
    """Asserts that a text is read, or refused in one sentence."""
    try:
        reference = read_reference(text)
    except UnreadableReference as error:
        assert str(error).endswith(".") and "\n" not in str(error)
    else:
        assert reference.title or reference.url
        stored = "\n".join([reference.title, *reference.authors, reference.abstract, reference.url])
        assert "\0" not in stored and stored.encode()


BITS = st.one_of(
    st.sampled_from(
        '@article{ @string{ @string( @comment{ @preamble{ x, title author abstract eprint doi url year = = = { } { } " " , # \\ '
        "\\\" \\'{ \\c \\i $ \\$ ~ -- `` '' % \n \0 \ud800 and others arXiv:2602.15763 10.1000/x https://example.org/ 2026".split(
            " "
        )
    ),
    st.text(max_size=4),
)
KEYS = st.sampled_from(
    "id title subtitle author issued published date-parts raw literal family given name suffix DOI URL number note archive "
    "abstract message items archive_location non-dropping-particle".split()
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(
        ["arXiv", "2602.15763", "10.1000/x", "https://example.org/", "<i>x</i>", "&lt;jats:p&gt;", "\ud800", "2026"]
    )),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=12,
)  # fmt: skip


@given(st.text())
def test_any_text_is_answered(text: str):
    answered(text)


@given(st.lists(BITS, max_size=40))
def test_anything_like_bibtex_is_answered(bits: list[str]):
    answered("@misc{" + " ".join(bits))
    answered("@misc{x, title = {" + "".join(bits) + "}}")


@pytest.mark.slow
@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_anything_like_csl_is_answered(item: dict[str, Any]):
    answered(json.dumps(item))
    answered(json.dumps([{"title": "Owls", **item}]))


@given(st.one_of(st.binary(), st.lists(st.sampled_from(
    [b'<feed xmlns="http://www.w3.org/2005/Atom">', b"<entry>", b"<title>", b"Error", b"</title>", b"<id>", b"</id>",
     b"http://arxiv.org/abs/2602.15763v1", b"</entry>", b"</feed>", b"&amp;", b"&x;", b"<!DOCTYPE a>", b"\xff"]
)).map(b"".join)))  # fmt: skip
def test_any_feed_is_answered(document: bytes):
    try:
        assert read_feed(document, "2602.15763").arxiv_id == "2602.15763"
    except UnreadableReference as error:
        assert str(error).startswith("arXiv")
