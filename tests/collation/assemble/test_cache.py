import gc
import warnings

import pytest
from django.core.cache import CacheKeyWarning, cache

from collation.assemble.cache import ENGINE, ROOT, cached, engine_number, per_turn, reading_key
from collation.assemble.collation import record_of
from collation.record import Turn
from reviews.lens import lens
from tests.factories import make_transcript


def turn(number, text):
    return Turn(number, 0, "", text, ())


def test_one_turn_more_costs_one_analysis():
    asked = []

    def work(turn):
        asked.append(turn.text)
        return turn.text.upper()

    per_turn("work:1", [turn(1, "one"), turn(2, "two")], work)
    look_up = per_turn("work:1", [turn(1, "one"), turn(2, "two"), turn(3, "three")], work)

    assert asked == ["one", "two", "three"]
    assert [look_up(turn(number, "")) for number in (1, 2, 3)] == ["ONE", "TWO", "THREE"]


def test_nobody_looks_for_circles_while_a_value_is_loaded(monkeypatch):
    enabled = []
    monkeypatch.setattr(cache, "get", lambda key: enabled.append(gc.isenabled()) or "known")
    assert cached("work", lambda: "new") == "known"
    assert (enabled, gc.isenabled()) == ([False], True)


def test_a_new_version_of_the_work_is_done_anew():
    per_turn("work:1", [turn(1, "one")], lambda turn: "old")

    assert per_turn("work:2", [turn(1, "one")], lambda turn: "new")(turn(1, "one")) == "new"


def test_another_engine_computes_anew_and_reads_nothing_of_the_one_before(monkeypatch):
    assert cached("work", lambda: "old") == "old"
    assert cached("work", lambda: "new") == "old"
    per_turn("work", [turn(1, "one")], lambda turn: "old")
    monkeypatch.setattr("collation.assemble.cache.ENGINE", "another")

    assert cached("work", lambda: "new") == "new"
    assert per_turn("work", [turn(1, "one")], lambda turn: "new")(turn(1, "one")) == "new"


def test_the_engine_has_another_number_after_every_change_of_a_rule_or_class(tmp_path):
    for name in ("collation/answers/stance.py", "reviews/richtext/painting.py", "reviews/scale.py", "reviews/lens.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("rule = 1\n")
    numbers = [engine_number(tmp_path)]
    assert engine_number(tmp_path) == numbers[0]
    (tmp_path / "reviews/lens.py").write_text("rule = 2\n")
    assert engine_number(tmp_path) == numbers[0], "nothing that is cached depends on it but by its key"
    for name in ("collation/answers/stance.py", "reviews/richtext/painting.py", "reviews/scale.py"):
        (tmp_path / name).write_text("rule = 2\n")
        numbers.append(engine_number(tmp_path))
    (tmp_path / "reviews/scale.py").rename(tmp_path / "collation/scale.py")
    numbers.append(engine_number(tmp_path))
    assert len(set(numbers)) == 5
    assert engine_number(ROOT) == ENGINE


def test_a_turn_that_was_not_named_is_worked_out():
    assert per_turn("work:1", [], lambda turn: turn.text)(turn(9, "late")) == "late"


def test_other_words_under_the_same_number_are_another_turn():
    per_turn("work:1", [turn(1, "one")], lambda turn: turn.text)

    assert per_turn("work:1", [turn(1, "another")], lambda turn: turn.text)(turn(1, "another")) == "another"


def test_a_record_read_after_a_change_is_kept_apart_from_the_one_before(comparison):
    view = lens(None, comparison)
    before = reading_key(comparison, view, record_of(comparison, view).respondents)
    assert reading_key(comparison, view, record_of(comparison, view).respondents) == before

    stale = type(comparison).objects.get(pk=comparison.pk)
    make_transcript(comparison, "Claude", ("Does it work?", "It does."))

    view = lens(None, stale)
    assert reading_key(stale, view, record_of(stale, view).respondents) != before


@pytest.mark.slow
def test_no_key_is_too_long_for_any_cache_however_many_answer(client, alice, comparison):
    """memcached takes 250 characters, and Django warns of more."""
    for number in range(30):
        make_transcript(comparison, f"Owl {number}", ("Does it work?", f"Yes. It has {number} wings."))
    client.force_login(alice)
    with warnings.catch_warnings():
        warnings.simplefilter("error", CacheKeyWarning)
        for page in ("", "matrix/", "facts/", "findings/", "agreement/", "publish/"):
            assert client.get(f"/c/{comparison.slug}/{page}").status_code == 200
