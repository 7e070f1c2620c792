"""What the values of the record say of themselves."""

from dataclasses import replace
from datetime import date

import pytest

from tests.collation.samples.rows import who


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, ()),
        ({"version": "5.2"}, ("5.2",)),
        ({"said_on": date(2026, 2, 3)}, ("3 Feb 2026",)),
        ({"version": "5.2", "said_on": date(2026, 9, 30), "round": 2}, ("5.2", "30 Sep 2026", "round 2")),
    ],
)
def test_provenance_names_what_is_known(known, words):
    assert replace(who("Ada"), **{"version": "", "said_on": None, "round": 1} | known).provenance == words
