"""Even shares: every cell gets as many reviewers as asked for, and every reviewer as many cells as the others."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from reviews.domain.even_shares import Place, Shares, share_out

PLACES = st.integers(1, 5).flatmap(
    lambda questions: st.integers(1, 6).map(lambda columns: list(product(range(questions), range(columns))))
)
PEOPLE = st.sets(st.integers(1, 30), min_size=1, max_size=7)


def counts(shares: Shares, people) -> list[int]:
    counted = Counter(one for reviewers in shares.values() for one in reviewers)
    return [counted[one] for one in sorted(people)]


def uneven(counted) -> int:
    """What no choice may lower: the squares of the counts."""
    return sum(count * count for count in counted)


@given(PLACES, PEOPLE, st.integers(1, 8))
def test_each_cell_gets_its_number_and_shares_differ_by_one_at_most(places, people, each):
    shares = share_out(places, people, each)
    assert set(shares) == set(places)
    assert {len(reviewers) for reviewers in shares.values()} == {min(each, len(people))}
    assert all(reviewers <= people for reviewers in shares.values())
    counted = counts(shares, people)
    assert max(counted) - min(counted) <= 1
    assert share_out(places, people, each) == shares
    assert share_out(places, people, each, standing=shares) == shares


@given(PLACES, PEOPLE, PEOPLE, st.integers(1, 4))
def test_people_come_and_go_before_anything_is_marked(places, before, after, each):
    shares = share_out(places, after, each, standing=share_out(places, before, each))
    assert {len(reviewers) for reviewers in shares.values()} == {min(each, len(after))}
    counted = counts(shares, after)
    assert sum(counted) == len(places) * min(each, len(after))
    assert max(counted) - min(counted) <= 1


@given(PLACES, PEOPLE, PEOPLE, st.integers(1, 4), st.data())
def test_marks_stay_with_whoever_made_them(places, before, after, each, data):
    standing = share_out(places, before, each)
    marked = {
        place: data.draw(st.permutations(sorted(data.draw(st.sets(st.sampled_from(sorted(before | after)))))))
        for place in places
    }
    shares = share_out(places, after, each, standing=standing, marked=marked)
    for place in places:
        first = [one for one in marked[place] if one in standing[place]][:each]
        assert set(first) <= shares[place]
        assert shares[place] & set(marked[place]) <= set(marked[place][:]), "a marked cell is given to nobody anew"
        gone = shares[place] - after
        assert gone <= set(marked[place])
        free = after - set(marked[place]) - shares[place]
        assert len(shares[place]) == each or not free
        assert len(shares[place]) <= each
        assert len(shares[place] & set(marked[place])) == min(each, len(marked[place]))


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 2), st.data())
def test_no_other_choice_is_more_even(number_of_places, people, each, data):
    places: list[Place] = [(0, column) for column in range(number_of_places)]
    everyone = list(range(people))
    marked = {place: sorted(data.draw(st.sets(st.sampled_from(everyone), max_size=each))) for place in places}
    shares = share_out(places, everyone, each, marked=marked)
    choices = [
        [
            {*marked[place], *more}
            for more in combinations(sorted(set(everyone) - set(marked[place])), min(each, people) - len(marked[place]))
        ]
        for place in places
    ]
    best = min(
        uneven(counts({place: frozenset(chosen) for place, chosen in zip(places, choice, strict=True)}, everyone))
        for choice in product(*choices)
    )
    assert uneven(counts(shares, everyone)) == best


def test_a_newcomer_takes_from_everyone_and_little_else_moves():
    places = [(question, column) for question in range(3) for column in range(4)]
    before = share_out(places, [1, 2, 3], 2)
    after = share_out(places, [1, 2, 3, 4], 2, standing=before)
    assert counts(after, [1, 2, 3, 4]) == [6, 6, 6, 6]
    assert sum(len(before[place] - after[place]) for place in places) == 6


def test_a_mark_by_somebody_else_takes_a_place_only_while_one_is_free():
    place = (1, 1)
    assert share_out([place], [1, 2, 3], 2, standing={place: [1, 2]}, marked={place: [3]})[place] >= {3}
    assert share_out([place], [1, 2, 3], 2, standing={place: [1, 2]}, marked={place: [3, 1, 2]})[place] == {1, 2}


def test_nobody_to_mark():
    assert share_out([(1, 1)], [], 2) == {(1, 1): frozenset()}
    assert share_out([], [1, 2], 2) == {}
