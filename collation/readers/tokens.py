"""The size of a text in tokens, roughly. Pure.

Every maker cuts texts into tokens in its own way, and none of them can be asked here. So signs are counted by their
script. Prose comes out within a quarter of what makers count, formulas and code further off.
"""

from __future__ import annotations

import re

_PER_TOKEN = (
    (re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 1.3),  # Han, kana
    (re.compile("[\u1100-\u11ff\uac00-\ud7af]"), 1.6),  # Korean
    (re.compile("[\u0370-\u1fff]"), 2.8),  # Greek, Cyrillic, Arabic, Indic scripts, Thai
    (re.compile("[0-9]"), 2.0),
    (re.compile("[A-Za-z]"), 4.1),
    (re.compile("[\u00c0-\u024f]"), 2.0),
    (re.compile(r"[!-/:-@\[-`{-~]"), 1.6),
)
"""Signs for one token, by script. Spaces belong to the word behind them."""

_OTHER = re.compile("[\u0250-\u036f\u2000-\u2fff\u3000-\u303f\uff00-\uffef\U00010000-\U0010ffff]")


def estimate_tokens(text: str) -> int:
    """The number of tokens of a text, roughly."""
    count = sum(len(signs.findall(text)) / each for signs, each in _PER_TOKEN)
    return round(count + len(_OTHER.findall(text)) + text.count("\n") / 2)
