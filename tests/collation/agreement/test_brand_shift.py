"""How marks move once a name is known."""

from hypothesis import given
from hypothesis import strategies as st

from collation.agreement.brand_shift import MarkedTwice, brand_shifts

SCALE = ("no", "unclear", "qualified", "yes")
VALUES = st.sampled_from((*SCALE, "silent", "abstained"))


def test_the_mean_of_the_differences_in_steps():
    marks = [MarkedTwice("Ada", SCALE, "no", "qualified"), MarkedTwice("Ada", SCALE, "yes", "qualified")]
    (shift,) = brand_shifts(["Ada"], marks)
    assert (shift.mean, shift.n, shift.told) == (0.5, 2, "+0.50 steps")
    assert shift.unsure


def test_without_pairs_it_is_undefined_and_says_why():
    for marks in ([], [MarkedTwice("Ada", SCALE, "silent", "yes")]):
        (shift,) = brand_shifts(["Ada"], marks)
        assert (shift.mean, shift.n) == (None, 0)
        assert shift.told == "Undefined: nobody has given it a verdict both without its name and with it."


@given(pairs=st.lists(st.tuples(VALUES, VALUES), max_size=8))
def test_the_other_way_round_it_has_the_other_sign(pairs):
    (there,) = brand_shifts(["Ada"], [MarkedTwice("Ada", SCALE, before, after) for before, after in pairs])
    (back,) = brand_shifts(["Ada"], [MarkedTwice("Ada", SCALE, after, before) for before, after in pairs])
    assert there.n == back.n
    assert there.mean is None if back.mean is None else abs(there.mean + back.mean) < 1e-9
