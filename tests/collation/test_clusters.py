import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.bags import abbreviations, bags, cosine, names_in, words_of
from collation.clusters import clusters


def weighed(*texts: str):
    return bags([[(words_of(text), 1.0)] for text in texts], names_in(texts), abbreviations(texts))


def test_rare_words_make_texts_alike_and_common_ones_do_not():
    a, b, c = weighed(
        "the perineuronal nets stabilise late", "perineuronal nets are remodelled by light", "the paper is late"
    )
    assert cosine(a, b) > 0.2 > 0.05 > cosine(a, c)


def test_short_forms_are_read_as_what_they_stand_for():
    stands_for = abbreviations(["Perineuronal nets (PNNs) close.", "predictive processing (PP)", "nothing (ABC) here"])
    assert stands_for == {"pnn": ("perineuronal", "nets"), "pp": ("predictive", "processing")}
    a, b = bags([[(["pnns"], 1.0)], [(["perineuronal", "nets"], 1.0)]], stands_for=stands_for)
    assert a == b != {}


def test_forms_that_stand_for_two_things_are_left_alone():
    assert abbreviations(["sparse attention (SA)", "stochastic annealing (SA)"]) == {}


def test_a_chain_of_neighbours_makes_no_group():
    texts = ["otter kelp urchin coast", "urchin coast lighthouse keeper", "lighthouse keeper violin sonata"]
    assert max(map(len, clusters(weighed(*texts), ["a", "b", "c"]))) == 2


def test_compounds_are_read_apart_but_for_those_with_figures():
    assert words_of("Well-known GLM-5 re-runs") == ["well", "known", "glm-5", "re", "runs"]


@given(st.lists(st.text("abcdef ", max_size=20), max_size=12))
def test_every_text_is_in_exactly_one_group(texts):
    found = clusters(weighed(*texts), [str(at % 3) for at in range(len(texts))])
    assert sorted(i for group in found for i in group) == list(range(len(texts)))


@given(st.lists(st.text("abcdefgh ", max_size=30), min_size=2, max_size=6))
def test_likeness_is_a_share_and_symmetric(texts):
    first, second, *_ = weighed(*texts)
    assert 0 <= cosine(first, second) <= 1 + 1e-9
    assert cosine(first, second) == pytest.approx(cosine(second, first))
