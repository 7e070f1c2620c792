"""A paper out of BibTeX, as people, journals and programs write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.bibliography import Reference, UnreadableReference, read_bibtex
from reviews.bibliography.bibtex import names

OWLS = Reference(
    title="Owls: A Model",
    authors=("Ada Ray", "Bo Lind"),
    arxiv_id="2602.15763",
    version="v2",
    doi="10.1000/owls_2",
    url="https://example.org/~ray/owls--final",
    abstract="We listen.\n\nThey hoot.",
    year=2026,
)


def title(value: str) -> str:
    """The title of an entry that has this value for it."""
    return read_bibtex(f"@misc{{x, title = {value}}}").title


def test_an_entry_gives_every_field():
    entry = r"""
    Exported on a rainy day.
    % @misc{an-old-one, title = {Not this}}
    @Article{ray26,
      author         = "Ray, Ada and Bo Lind",
      title          = {{Owls}: A Model},
      year           = 2026,
      month          = feb,
      doi            = {https://doi.org/10.1000/owls\_2},
      url            = {\url{https://example.org/\~{}ray/owls--final}},
      eprint         = {2602.15763v2},
      archivePrefix  = {arXiv},
      abstract       = {We
                        listen.

                        They hoot.},
    }
    """
    assert read_bibtex(entry) == OWLS


def test_parentheses_enclose_an_entry_as_braces_do():
    assert read_bibtex('@misc(x, title = "Owls (again)", year = {1999})') == Reference(title="Owls (again)", year=1999)


def test_macros_are_expanded_and_joined():
    text = r"""
    @string{who = "Ada " # {Ray}}  @STRING(what = {Owls})
    @preamble{"\newcommand{\x}{y}" # what}
    @comment{ @misc{z, title = {Not this}} }
    @misc{x, author = WHO # { and } # who, title = what # ": " # unknown # { in } # 1999, year = "19" # 99}
    """
    assert read_bibtex(text) == Reference(title="Owls: unknown in 1999", authors=("Ada Ray", "Ada Ray"), year=1999)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (r"{M{\"u}ller, M\"uller and M\"{u}ller}", "Müller, Müller and Müller"),
        (r"{\'Etude d'\'{e}t\'e, na\"{\i}ve, \'\i}", "Étude d'été, naïve, í"),
        (r"{{\c C}a, Fran\c{c}ois, \v{S}koda, Erd\H{o}s, {\AA}ngstr\"om, \k{a}, \r{u}, \u{g}, \.Z, \=o, \d{s}}",
         "Ça, François, Škoda, Erdős, Ångström, ą, ů, ğ, Ż, ō, ṣ"),
        (r"{Vi\d{\^e}t, Nguy\~{\^{e}}n}", "Việt, Nguyễn"),
        (r"{Stra\ss e, \L{}ukasz, {\O}re, \AE sir, \oe uvre, \o, \aa, \th}", "Straße, Łukasz, Øre, Æsir, œuvre, ø, å, þ"),
        (r"{Ünïcödé 論文 passes}", "Ünïcödé 論文 passes"),
        (r"{100\% of R\&D, \$5, \#1, a\_b, \{x\}}", "100% of R&D, $5, #1, a_b, {x}"),
        (r"{Pages 1--2, yes---no, ``so'' it~is \ldots}", "Pages 1–2, yes—no, “so” it is …"),
        (r"{A \emph{fast} {\em and} \textbf{\textit{bold}} \textsc{Title}, H\textsubscript{2}O}", "A fast and bold Title, H2O"),
        (r"{On $O(n^{2})$ and $\alpha$-divergence}", r"On $O(n^{2})$ and $\alpha$-divergence"),
        (r"{Cost: $5 {and} more}", "Cost: $5 and more"),
        (r"{See \href{https://example.org/}{our page} and \cite{ray26}}", "See our page and ray26"),
        (r"{The \LLM way of \LaTeX{} and \TeX}", r"The \LLM way of LaTeX and TeX"),
        (r"{Two\\lines,\ a \- hy\-phen\/}", "Two lines, a hyphen"),
        (r"{\^{} and \~{} and \"{}}", '^ and ~ and "'),
        ('{Say "hello" {"} twice}', 'Say "hello" " twice'),
        ('"A {"}quoted{"} word"', 'A "quoted" word'),
        ('{a\n   long\ttitle}', "a long title"),
        ("{ends in \\ }", "ends in"),
        ("{{{{deep}}}}", "deep"),
    ],
)  # fmt: skip
def test_latex_reads_as_what_it_stands_for(value: str, said: str):
    assert title(value) == said


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ("Ada Ray", ["Ada Ray"]),
        ("Ray, Ada", ["Ada Ray"]),
        ("van den Berg, Jan and de la Cruz, Mar{\\'\\i}a", ["Jan van den Berg", "María de la Cruz"]),
        ("King, Jr., Martin", ["Martin King Jr."]),
        ("{Barnes and Noble, Inc.} AND Ray, Ada", ["Barnes and Noble, Inc.", "Ada Ray"]),
        ("{The Owl Team} and others", ["The Owl Team"]),
        ("Ada\n and\n\tBo", ["Ada", "Bo"]),
        ("Anders Sand and Andrea Land", ["Anders Sand", "Andrea Land"]),
        ("Ray, A., Lind, B., Noor, C.", ["Ray, A., Lind, B., Noor, C."]),
        (" and and , and {}", []),
        ("", []),
    ],
)
def test_names_come_first_name_first(author: str, said: list[str]):
    assert list(names(author)) == said


WORDS = st.lists(st.text("AbcÉéøßŁ’.", min_size=1, max_size=8), min_size=1, max_size=2).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4), st.booleans())
def test_names_make_the_round_trip(people: list[tuple[str, str]], family_first: bool):
    written = [f"{last}, {first}" if family_first else f"{first} {last}" for first, last in people]
    assert list(names(" and ".join(written))) == [f"{first} {last}" for first, last in people]


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ("eprint = {arXiv:2602.15763}", ("2602.15763", "", "", "https://arxiv.org/abs/2602.15763")),
        ("eprint = {2602.15763}, eprinttype = {arxiv}", ("2602.15763", "", "", "https://arxiv.org/abs/2602.15763")),
        ("eprint = {2602.15763}, archivePrefix = {HAL}", ("", "", "", "")),
        ("journal = {arXiv preprint arXiv:2602.15763v3}", ("2602.15763", "v3", "", "https://arxiv.org/abs/2602.15763")),
        ("journal = {CoRR}, volume = {abs/2602.15763}", ("2602.15763", "", "", "https://arxiv.org/abs/2602.15763")),
        ("eid = {arXiv:2602.15763}", ("2602.15763", "", "", "https://arxiv.org/abs/2602.15763")),
        ("note = {arXiv:hep-th/9901001}", ("hep-th/9901001", "", "", "https://arxiv.org/abs/hep-th/9901001")),
        ("DOI = {10.1000/A(1)}", ("", "", "10.1000/A(1)", "https://doi.org/10.1000/A(1)")),
        ("doi = {none}, url = {nowhere}", ("", "", "", "")),
        (
            "doi = {10.48550/arXiv.2602.15763}",
            ("2602.15763", "", "10.48550/arXiv.2602.15763", "https://arxiv.org/abs/2602.15763"),
        ),
        ("url = {https://dx.doi.org/10.1000/x}", ("", "", "10.1000/x", "https://doi.org/10.1000/x")),
        ("howpublished = {\\url{https://example.org/a\\_b}}", ("", "", "", "https://example.org/a_b")),
        ("url = {https://example.org/}, eprint = {2602.15763}", ("2602.15763", "", "", "https://example.org/")),
        (
            "eprint = {2602.15763}, url = {http://arxiv.org/pdf/2602.15763v4}",
            ("2602.15763", "v4", "", "https://arxiv.org/abs/2602.15763"),
        ),
        (
            "eprint = {2602.15763}, note = {after arXiv:2501.00001v4}",
            ("2602.15763", "", "", "https://arxiv.org/abs/2602.15763"),
        ),
    ],
)
def test_the_names_of_a_paper_are_found_where_they_are_written(fields: str, ids: tuple[str, str, str, str]):
    read = read_bibtex(f"@misc{{x, title = {{Owls}}, {fields}}}")
    assert (read.arxiv_id, read.version, read.doi, read.url) == ids


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year = {2026}", 2026),
        ("year = {in press, 2026}", 2026),
        ("date = {2026-02-11}", 2026),
        ("year = {soon}, date = {2025/2026}", 2025),
        ("year = {20266}", None),
        ("year = {0987}", None),
    ],
)
def test_a_year_is_four_digits(fields: str, year: int | None):
    assert read_bibtex(f"@misc{{x, title = {{Owls}}, {fields}}}").year == year


def test_of_a_field_that_stands_twice_the_first_counts():
    assert title("{One}, TITLE = {Two}") == "One"


def test_a_subtitle_follows_its_title():
    assert title("{Owls}, subtitle = {A Model}") == "Owls: A Model"


def test_what_an_entry_refers_to_is_no_second_paper():
    text = "@inproceedings{x, title = {Owls}, crossref = {conf}} @proceedings{Conf, title = {A Conference}}"
    assert read_bibtex(text).title == "Owls"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("@misc{x, title = {Owls", "BibTeX, line 1: what begins here with “@misc” is not closed."),
        ("\n\n@misc{x, title = {Owls}", "BibTeX, line 3: what begins here with “@misc” is not closed."),
        ("@string{a = {b}\n}@misc{x, title = \"Owls}", "BibTeX, line 2: a “}” closes nothing."),
        ("@misc{x,\n title = {A}\n year = 1}", "BibTeX, line 3: a comma is missing before “year”."),
        ("@misc{x,\n title {A}}", "BibTeX, line 2: “=” is missing after “title”."),
        ("@misc{x, title = , year = 1}", "BibTeX, line 1: a value is missing before “,”."),
        ("@misc{x, = {A}}", "BibTeX, line 1: the name of a field is missing before “=”."),
        ("@misc{x, title = {A} # }", "BibTeX, line 1: a value is missing before “}”."),
        ("@comment{@misc{x}}", "This BibTeX holds no entry."),
        ("@misc{x,\n}", "The BibTeX entry in line 1 has no title and no address."),
        ("@misc{x, title={%s}}" % ("o" * 501), "The title is longer than 500 characters."),
        ("@misc{x, author={%s}}" % ("o" * 301), "The name of author 1 is longer than 300 characters."),
        ("@misc{x, author={o%s}}" % (" and o" * 10_000), "There are more than 10,000 authors."),
        ("@misc{x, url={https://example.org/%s}}" % ("o" * 500), "The link is longer than 500 characters."),
        ("@misc{x, doi={10.1000/%s}}" % ("o" * 200), "The DOI is longer than 200 characters."),
        ("@misc{x, title={o}, abstract={%s}}" % ("o" * 20_001), "The abstract is longer than 20,000 characters."),
        ("@a{one,}@a{two,}", "This BibTeX holds 2 papers: “one”, “two”. Give one of them."),
        (
            "".join(f"@a{{k{number},}}" for number in range(7)),
            "This BibTeX holds 7 papers: “k0”, “k1”, “k2”, “k3”, “k4”, …. Give one of them.",
        ),
        ("@a{t={x}}@a{t={y}}", "This BibTeX holds 2 papers: “without a key”, “without a key”. Give one of them."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(text: str, why: str):
    with pytest.raises(UnreadableReference) as refused:
        read_bibtex(text)
    assert str(refused.value) == why


def test_macros_made_of_macros_do_not_grow_without_end():
    doubled = "".join(f"@string{{m{n + 1} = {' # '.join([f'm{n}'] * 10)}}}\n" for n in range(30))
    with pytest.raises(UnreadableReference) as refused:
        read_bibtex("@string{m0 = {oooooooooo}}\n" + doubled + "@misc{x, title = m30}")
    assert str(refused.value) == "BibTeX, line 6: its values grow beyond 1,000,000 characters."


@pytest.mark.parametrize(
    "text",
    [
        "@misc{x, title = " + "{" * 50_000,
        "@misc{x, title = " + "{" * 50_000 + "o" + "}" * 50_000 + "}",
        "@misc{x, title = {" + "\\'{" * 50_000 + "}" * 50_000 + "}}",
        "@misc{x, title = {o}, note = {" + "$" * 100_001 + "}}",
        "@misc{x, title = {o}, note = {" + "\\" * 100_001 + "}}",
        "@misc{x, title = {o}, author = {" + " and " * 30_000 + "}}",
        "@misc{x, title = {o}, note = {" + "arxiv:a-" * 20_000 + "}}",
        "@" * 100_000,
        "@a " * 50_000,
        "@a{" * 50_000,
        "\n%" * 50_000,
        "@misc{x" + " " * 100_000,
    ],
    ids=lambda text: text[:24].strip(),
)
def test_hostile_text_is_answered(text: str):
    """Each of these takes an hour where time grows with the square of the text."""
    try:
        assert read_bibtex(text).title == "o"
    except UnreadableReference as error:
        assert str(error)[-1] == "."
