"""Facts of short accounts, for the tests of facts."""

from hypothesis import strategies as st

from collation.facts.compare import facts
from collation.facts.fact import Fact
from tests.collation.samples.answers import respondent, turn


def facts_of(*accounts: str) -> tuple[Fact, ...]:
    """The facts of accounts by "a", "b", "c" …"""
    return facts([respondent("abcdef"[i], turn(i + 1, "", text)) for i, text in enumerate(accounts)])


def fact_of_key(key: str, *accounts: str) -> Fact:
    """The fact of that key."""
    return next(fact for fact in facts_of(*accounts) if fact.key == key)


def speakers(fact: Fact) -> dict[str, str]:
    """The keys of the respondents who give each value."""
    return {value.value: "".join(value.respondents) for value in fact.values}


PIECES = st.sampled_from(
    "744B 745B 40% nearly ~ parameters tokens context DSA (DSA) Sparse Attention Dynamic stands for not known PPO MIT "
    "license trained on HumanEval : | . , ; ( ) 7/10 score 17 February 2026 mg K T 9 1e999 … – to from “ ” \n \t 1,204 patients".split(
        " "
    )
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200)
