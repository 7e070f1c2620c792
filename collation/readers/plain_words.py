"""A reader's own words as plain text of bounded length. Pure."""

from __future__ import annotations

import re
import unicodedata

from collation.wording import shortened
from reviews.characters import BARRED, UNSEEN

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:|javascript:|data:[a-z]+/)[^\s<>]*", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_EMPHASIS = re.compile(r"\*+|`+|~~|(?<!\w)_+|_+(?!\w)|^\s*#+\s+")
_INVISIBLE = re.compile(f"[{''.join(sorted(UNSEEN))}]")


def plain_words(words: str, most: int) -> str:
    """The words on one line, at most so many characters.

    Links are removed, of those with a text the text stays; so are tags, marks of emphasis and invisible characters.
    """
    line = unicodedata.normalize("NFC", _INVISIBLE.sub("", BARRED.sub("", words[: 8 * most])))
    for pattern, kept in ((_LINK, r"\1"), (_TAG, " "), (_ADDRESS, ""), (_EMPHASIS, "")):
        line = pattern.sub(kept, line)
    return shortened(line, most).strip()
