"""Days and times as pages print them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.page.dates import DAY, moment_in


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("Feb 17, 2026, 3:08:20\u202fPM EST", "2026-02-17T15:08:20"),
        ("1 Sept 2025, 12:02:03 AM BST", "2025-09-01T00:02:03"),
        ("10 de mai. de 2026, 03:46:09 BRT", "2026-05-10T03:46:09"),
        ("14.03.2026, 13:08:30 MEZ", "2026-03-14T13:08:30"),
        ("2026. 7. 16. 오후 8:02:03 KST", "2026-07-16T20:02:03"),
        ("2026年7月16日 GMT+8 20:02:03", "2026-07-16T20:02:03"),
        ("12/17/2025 14:21:32", "2025-12-17T14:21:32"),
        ("3/4/2025, 10:00:01 AM", "2025-03-04T10:00:01"),
        ("Created: 2025-08-09", "2025-08-09T00:00:00"),
        ("February 10, 2026", "2026-02-10T00:00:00"),
        ("10 Febr. 2026", "2026-02-10T00:00:00"),
        ("1er août 2026", "2026-08-01T00:00:00"),
        ("3 juil. 2026", "2026-07-03T00:00:00"),
        ("4 июня 2026", "2026-06-04T00:00:00"),
        ("5 Mrz 2026", "2026-03-05T00:00:00"),
        ("2 września 2026", "2026-09-02T00:00:00"),
    ],
)
def test_moments(words, moment):
    found = moment_in(words)
    assert found is not None
    assert found.isoformat() == moment + "+00:00"


@pytest.mark.parametrize(
    "words",
    [
        "3/4/2025 10:00",
        "31.02.2026",
        "10 de xyz. de 2026, 03:46",
        "no day at all",
        "version 2026",
        "10 Janeroe 2026",
        "3 jui 2026",
    ],
)
def test_what_is_no_one_day(words):
    assert moment_in(words) is None


@given(st.text(alphabet="0123456789 .:/-,年月日AMPdeMay", max_size=60))
def test_any_words_are_looked_at(words):
    found = moment_in(words)
    assert found is None or 2000 <= found.year < 2100


@pytest.mark.parametrize(
    "day", ["May 2026", "3 March", "Sept. 3, 2026", "2026-02-03", "gennaio 2026", "Mon, 3 feb. 2026"]
)
def test_a_day_of_which_the_year_may_be_missing(day):
    assert re.fullmatch(DAY, day, re.IGNORECASE)


@pytest.mark.parametrize(
    "words", ["janeroe 2026", "Marble 2026", "Junior 3", "Decade 2020", "3 Mayor", "Octopus 12, 2026"]
)
def test_a_word_that_begins_like_a_month_is_none(words):
    assert not re.search(DAY, words, re.IGNORECASE)
    assert moment_in(words) is None
