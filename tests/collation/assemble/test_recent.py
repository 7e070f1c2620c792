"""What a process keeps in its memory for a short time."""

from hypothesis import given
from hypothesis import strategies as st

from collation.assemble import recent
from collation.assemble.recent import Recent


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self, monkeypatch):
        self.now = 0.0
        monkeypatch.setattr(recent, "monotonic", lambda: self.now)


def test_a_value_is_kept_for_its_seconds(monkeypatch):
    clock, values = Clock(monkeypatch), Recent(seconds=60, size=1000)
    kept = ["words"]
    values.keep("key", kept)
    clock.now = 60.0
    assert values.get("key") is kept
    assert values.get("other") is None
    clock.now = 60.1
    assert values.get("key") is None


def test_asking_again_does_not_prolong_it(monkeypatch):
    clock, values = Clock(monkeypatch), Recent(seconds=60, size=1000)
    values.keep("key", "words")
    for second in (20.0, 40.0, 60.0):
        clock.now = second
        assert values.get("key") == "words"
        values.keep("key", "words")
    clock.now = 61.0
    assert values.get("key") is None


def test_the_oldest_goes_when_there_is_no_room():
    values = Recent(seconds=60, size=1000)
    for number in range(12):
        values.keep(f"key {number}", "x" * 90)  # pickled, about 100 bytes each
    held = [number for number in range(12) if values.get(f"key {number}")]
    assert held == list(range(12 - len(held), 12))
    assert 8 <= len(held) <= 10


def test_what_is_too_large_is_not_kept_and_displaces_nothing():
    values = Recent(seconds=60, size=1000)
    values.keep("small", "x")
    values.keep("half", "x" * 450)
    values.keep("large", "x" * 510)
    assert values.get("small") == "x"
    assert values.get("half") == "x" * 450
    assert values.get("large") is None


def test_what_is_too_large_is_measured_once(monkeypatch):
    values, measured = Recent(seconds=60, size=1000), []
    dumps = recent.pickle.dumps
    monkeypatch.setattr(
        recent.pickle, "dumps", lambda value, protocol: measured.append(value) or dumps(value, protocol)
    )
    for _ in range(3):
        values.keep("large", "x" * 510)
    assert measured == ["x" * 510]


def test_all_values_are_dropped():
    values = Recent(seconds=60, size=1000)
    values.keep("key", "words")
    values.clear()
    assert values.get("key") is None
    values.keep("key", "other words")
    assert values.get("key") == "other words"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 200))))
def test_never_more_than_fits(asked):
    values = Recent(seconds=60, size=1000)
    for key, length in asked:
        values.keep(str(key), bytes(length))
        held = [values.get(str(key)) for key in range(10)]
        assert sum(len(value) for value in held if value is not None) <= 1000
