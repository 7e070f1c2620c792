import warnings

from django.core.cache import CacheKeyWarning

from collation.assemble.cache import kept, words_of
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

    kept("work:1", [turn(1, "one"), turn(2, "two")], work)
    look_up = kept("work:1", [turn(1, "one"), turn(2, "two"), turn(3, "three")], work)

    assert asked == ["one", "two", "three"]
    assert [look_up(turn(number, "")) for number in (1, 2, 3)] == ["ONE", "TWO", "THREE"]


def test_a_new_version_of_the_work_is_done_anew():
    kept("work:1", [turn(1, "one")], lambda turn: "old")

    assert kept("work:2", [turn(1, "one")], lambda turn: "new")(turn(1, "one")) == "new"


def test_a_turn_that_was_not_named_is_worked_out():
    assert kept("work:1", [], lambda turn: turn.text)(turn(9, "late")) == "late"


def test_other_words_under_the_same_number_are_another_turn():
    kept("work:1", [turn(1, "one")], lambda turn: turn.text)

    assert kept("work:1", [turn(1, "another")], lambda turn: turn.text)(turn(1, "another")) == "another"


def test_a_record_read_after_a_change_is_kept_apart_from_the_one_before(comparison):
    view = lens(None, comparison)
    before = words_of(comparison, view, record_of(comparison, view).respondents)
    assert words_of(comparison, view, record_of(comparison, view).respondents) == before

    stale = type(comparison).objects.get(pk=comparison.pk)
    make_transcript(comparison, "Claude", ("Does it work?", "It does."))

    assert words_of(stale, view, record_of(stale, view).respondents) != before


def test_no_key_is_too_long_for_any_cache_however_many_answer(client, alice, comparison):
    """memcached takes 250 characters, and Django warns of more."""
    for number in range(30):
        make_transcript(comparison, f"Owl {number}", ("Does it work?", f"Yes. It has {number} wings."))
    client.force_login(alice)
    with warnings.catch_warnings():
        warnings.simplefilter("error", CacheKeyWarning)
        for page in ("", "matrix/", "facts/", "findings/", "agreement/", "publish/"):
            assert client.get(f"/c/{comparison.slug}/{page}").status_code == 200
