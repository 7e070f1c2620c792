"""Quantities that respondents give, each with its unit and what it measures. Pure; the rules are rules of language."""

from __future__ import annotations

from collections.abc import Iterator

from collation.facts import Mention
from collation.near import Near, amounts_near
from collation.scores import RATING_OF, change, measure, named, rating, score
from collation.sizes import Topic, count, counted_by_label, duration, size
from collation.statements import Account

_RULES = (rating, size, change, score, count, counted_by_label, measure, duration, named)
"""In this order: the first that knows what a number measures has it."""
_TOPS = {"five": 5.0, "ten": 10.0}
_ROUND_CONTEXT = (0.97, 1.05)  # "200K" of 202,752 and "128K" of 131,072


def quantities(account: Account) -> Iterator[Mention]:
    """The quantities that one response gives and of which its words say what they measure; the others are left out.

    What is given only for comparison (for another system, for a control group, "up from 71%") is left out too.
    """
    for near in amounts_near(account):
        if topic := next((topic for rule in _RULES if (topic := rule(near))), None):
            yield _mention(account, near, topic)


def _mention(account: Account, near: Near, topic: Topic) -> Mention:
    amount = near.amount
    low, high, key = amount.low, amount.high, amount.key
    shown = " ".join(account.text[amount.start : amount.end].split())
    top = RATING_OF.match(near.rest) if topic.key.startswith("rating") else None
    if top:
        of = _TOPS.get(top["top"]) or float(top["top"]) or 1.0
        low = high = amount.figure / of
        shown, key = f"{shown}/{of:g}", f"{low:.3f}"
    elif topic.key == "tokens:context" and amount.scaled:
        low, high = low * _ROUND_CONTEXT[0], high * _ROUND_CONTEXT[1]
    return Mention(
        kind="quantity",
        topic=topic.name,
        key=topic.key,
        value=shown,
        value_key=key,
        start=near.statement.whole_start,
        end=near.statement.whole_end,
        many=topic.many,
        approximate=amount.approximate,
        low=low,
        high=high,
    )
