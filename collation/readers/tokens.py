"""The size of a text in tokens, roughly. Pure.

Every maker cuts texts in its own way, and none can be asked here. So signs are counted by their script, at rates fitted
to the vocabulary o200k_base. On 92 answers of 300 to 3,450 characters in English, German and Spanish, and on eight
documents of up to 49 KB, the result was 0.84 to 1.24 times the true number. Other vocabularies differ.
"""

from __future__ import annotations

import re

_PER_TOKEN = (
    (re.compile("[A-Za-z]"), 3.9),
    (re.compile("[\u00c0-\u024f]"), 1.2),
    (re.compile("[0-9]"), 2.0),
    (re.compile(r"[!-/:-@\[-`{-~]"), 1.8),
    (re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 1.4),  # Han, kana
    (re.compile("[\u1100-\u11ff\uac00-\ud7af]"), 1.35),  # Korean
    (re.compile("[\u0370-\u10ff\u1200-\u1fff]"), 2.8),  # Greek, Cyrillic, Arabic, Indic scripts, Thai
    (re.compile("[\u0250-\u036f\u2000-\u303f\uff00-\uffef\U00010000-\U0010ffff]"), 1.0),
    (re.compile("\n"), 2.0),
)
"""Signs for one token, by script.

A space belongs to the word behind it.
"""


def estimate_tokens(text: str) -> int:
    """The number of tokens of a text, roughly."""
    return round(sum(len(signs.findall(text)) / each for signs, each in _PER_TOKEN))
