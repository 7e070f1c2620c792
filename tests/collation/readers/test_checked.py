"""What is kept of a reply, in words and numbers."""

import pytest

from collation.readers.checked import CheckedFinding, CheckedQuote, CheckedValue, Counts, KeptOf

WHOLE = KeptOf(3, 3)


def quote(respondent: str, response: int = 1) -> CheckedQuote:
    return CheckedQuote(respondent, response, 0, 9, "It is so.")


def test_the_totals_in_words_name_only_what_was_dropped():
    counts = Counts(131, 3, 1, cells=WHOLE, facts=KeptOf(9, 8), findings=KeptOf(30, 30), evidence_basis=KeptOf(2, 0))
    assert counts.sentences == (
        "3 of 131 quotations not found",
        "1 quotation found, but not usable",
        "1 of 9 facts dropped",
        "2 of 2 evidence bases dropped",
    )
    assert Counts(1, 0, 0, WHOLE, WHOLE, WHOLE, WHOLE).sentences == ("0 of 1 quotation not found",)


@pytest.mark.parametrize(
    ("raised", "opposed", "pattern"),
    [
        (("ada",), (), "single"),
        (("ada", "ada"), (), "single"),
        (("ada", "bert"), (), "shared"),
        (("ada",), ("bert",), "disputed"),
    ],
)
def test_the_pattern_of_a_finding(raised, opposed, pattern):
    finding = CheckedFinding("f1", "It is so.", "risk", tuple(map(quote, raised)), tuple(map(quote, opposed)))
    assert finding.pattern == pattern
    assert (finding.raisers, finding.opposers) == (tuple(dict.fromkeys(raised)), opposed)


@pytest.mark.parametrize(("value", "known"), [("744B", True), ("not stated", False)])
def test_a_value_that_says_nothing_is_not_known(value, known):
    assert CheckedValue(value, "ada", quote("ada")).known is known
