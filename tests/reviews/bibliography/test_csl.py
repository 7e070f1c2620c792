"""A paper out of CSL-JSON, as reference managers, DataCite and Crossref write it."""

import json
from typing import Any

import pytest

from reviews.bibliography import Reference, UnreadableReference, read_csl


def read(**item: Any) -> Reference:
    """What an item with these fields, and a title, is read as."""
    return read_csl(json.dumps({"title": "Owls", **item}))


def test_a_list_of_one_gives_every_field():
    item = {
        "id": 7,
        "type": "article-journal",
        "title": 'Owls: A <i>Model</i> of H<sub>2</sub>O &amp; <span class="nocase">p < 0.05</span>',
        "author": [{"family": "Ray", "given": "Ada"}, {"literal": "The Owl Team"}],
        "issued": {"date-parts": [[2026, 2, 11]]},
        "DOI": "10.1000/owls",
        "URL": "https://example.org/owls",
        "abstract": "We listen.\n\nThey\nhoot.",
    }
    assert read_csl(json.dumps([item])) == Reference(
        title="Owls: A Model of H2O & p < 0.05",
        authors=("Ada Ray", "The Owl Team"),
        doi="10.1000/owls",
        url="https://example.org/owls",
        abstract="We listen.\n\nThey hoot.",
        year=2026,
    )


def test_an_answer_of_crossref_is_read_as_well():
    message = {
        "DOI": "10.1000/owls",
        "URL": "http://dx.doi.org/10.1000/owls",
        "title": ["Owls"],
        "subtitle": ["A Model"],
        "author": [{"given": "Ada", "family": "Ray", "sequence": "first"}, {"name": "The Owl Team"}],
        "published": {"date-parts": [[2026]]},
        "issued": {"date-parts": [[None]]},
        "abstract": "<jats:title>Abstract</jats:title><jats:p>We <jats:italic>listen</jats:italic>.</jats:p>"
        "<jats:sec><jats:title>Results</jats:title><jats:p>They\n hoot.</jats:p></jats:sec>",
    }
    assert read_csl(json.dumps({"status": "ok", "message-type": "work", "message": message})) == Reference(
        title="Owls: A Model",
        authors=("Ada Ray", "The Owl Team"),
        doi="10.1000/owls",
        url="https://doi.org/10.1000/owls",
        abstract="We listen.\n\nResults\n\nThey hoot.",
        year=2026,
    )
    assert read_csl(json.dumps({"message": {"items": [message]}})).title == "Owls: A Model"


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ({"family": "Ray", "given": "Ada", "suffix": "Jr."}, "Ada Ray Jr."),
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, "Jan van den Berg"),
        ({"family": "Lind", "given": "Bo", "dropping-particle": "de", "non-dropping-particle": "la"}, "Bo de la Lind"),
        ({"family": "Alto", "given": "Cy", "non-dropping-particle": "d’"}, "Cy d’Alto"),
        ({"given": "Ada"}, "Ada"),
        ({"family": "Ray &amp; Sons"}, "Ray & Sons"),
        ("Ada  Ray", "Ada Ray"),
    ],
)
def test_a_name_is_put_together_in_order(author: Any, said: str):
    assert read(author=[author]).authors == (said,)


@pytest.mark.parametrize("author", [None, 7, [], [None, 7, [], {}, "", {"family": None}], {"family": 1.5}])
def test_what_is_no_name_is_passed_over(author: Any):
    assert read(author=author).authors == ()


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [["2026", "2"]]}, 2026),
        ({"date-parts": [[2026, 2], [2027, 1]]}, 2026),
        ({"date-parts": [2026]}, 2026),
        ({"raw": "11 Feb 2026"}, 2026),
        ({"literal": "Spring 2026", "season": 1}, 2026),
        ({"date-parts": [[None]], "raw": "2026-02"}, 2026),
        ("2026-02-11", 2026),
        (2026, 2026),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[True]], "raw": 10**300}, None),
        ({"season": "2"}, None),
        ([], None),
    ],
)
def test_a_year_is_found_in_every_kind_of_date(issued: Any, year: int | None):
    assert read(issued=issued).year == year


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({"DOI": "10.48550/ARXIV.2602.15763"}, ("2602.15763", "10.48550/ARXIV.2602.15763")),
        ({"DOI": "https://doi.org/10.1000/x"}, ("", "10.1000/x")),
        ({"number": "arXiv:2602.15763", "publisher": "arXiv"}, ("2602.15763", "")),
        ({"archive": "arXiv", "archive_location": "2602.15763"}, ("2602.15763", "")),
        ({"archive": "Zenodo", "archive_location": "2602.15763"}, ("", "")),
        ({"note": "arXiv:2602.15763 [cs]"}, ("2602.15763", "")),
        ({"container-title": "arXiv preprint arXiv:2602.15763"}, ("2602.15763", "")),
        ({"URL": "http://arxiv.org/abs/2602.15763"}, ("2602.15763", "")),
        ({"number": 12, "DOI": "none", "URL": ["javascript:alert(1)"]}, ("", "")),
    ],
)
def test_the_names_of_a_paper_are_found_where_they_are_written(fields: dict[str, Any], ids: tuple[str, str]):
    reference = read(**fields)
    assert (reference.arxiv_id, reference.doi) == ids


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Q&amp;A &#8212; &eacute;t&eacute;", "Q&A — été"),
        ("Search&region, AT&T; R&D &nosuch;", "Search&region, AT&T; R&D &nosuch;"),
        ("&lt;i&gt;Owls&lt;/i&gt; if a < b and c > d", "Owls if a < b and c > d"),
        ("<scp>Owls</scp> <b>and <i>mice</b></i>", "Owls and mice"),
        ("x <- y, <not a tag>, <b", "x <- y, <not a tag>, <b"),
    ],
)
def test_markup_of_a_title_becomes_plain_text(title: str, said: str):
    assert read(title=title).title == said


def test_what_cannot_be_stored_is_left_out():
    assert read_csl('{"title": "\\ud800O\\u0000wls\\u0007 \\u200b"}').title == "Owls \u200b"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"title": ', "This JSON is no whole JSON: line 1, character 11."),
        ("[" * 5000, "This JSON is nested too deep: at most 200 levels of JSON are read."),
        ("[]", "This JSON is no CSL-JSON: it has no title, author, DOI or URL."),
        ("[[]]", "This JSON is no CSL-JSON: it has no title, author, DOI or URL."),
        ('{"name": "Owls"}', "This JSON is no CSL-JSON: it has no title, author, DOI or URL."),
        ('{"title": 1.5, "URL": "nowhere"}', "This CSL-JSON has no title and no address that can be read."),
        ('{"title": "%s"}' % ("o" * 501), "The title is longer than 500 characters."),
        (
            '[{"id": 1, "title": "a"}, {"DOI": "10.1000/x"}, 7]',
            "This JSON holds 3 papers: “1”, “10.1000/x”, “without an id”. Give one of them.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, why: str):
    with pytest.raises(UnreadableReference) as refused:
        read_csl(text)
    assert str(refused.value) == why


@pytest.mark.parametrize("tag", ["<a ", "<a b=", "<a b='", "</", "<jats:", "&amp;", "<a b=''" + " " * 50])
def test_hostile_markup_is_answered(tag: str):
    """Each of these takes an hour where time grows with the square of the text."""
    assert read(note=tag * 10_000, abstract="x" + tag * (19_000 // len(tag))).title == "Owls"
