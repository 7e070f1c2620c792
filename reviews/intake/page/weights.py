"""The weight of each feature of a prompt, in log-odds.

Above zero it speaks for a prompt, below against it. The names are the words that a boundary gives as its reasons. The
numbers were set by hand and measured on real conversations whose markers were taken out; fitting them to such a set
made them no better on another.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # in the words of a block itself
        "a short reply": 3.2,
        "a short word of praise": 2.2,
        "the name of a language": -4.0,
        "a list": -3.0,
        "formatted": -2.5,
        "code": -0.8,
        "symbols that models use": -2.0,
        "a heading": -2.2,
        "a long dash": -1.3,
        "a quotation": -1.5,
        "opens like a reply": -1.6,
        "an offer": -3.0,
        "leads on to something": -1.6,
        "an error message": 1.8,
        "long": -0.8,
        "short and unformatted": 0.4,
        "asks for something": 1.5,
        "begins like a question": 1.5,
        "begins with a clause": 0.3,
        "begins with oneself": 1.2,
        "comes to a request": 1.3,
        "goes on like an answer": -1.6,
        "a statement": -0.6,
        "refers back": 0.8,
        "ends in a question": 1.2,
        "a question to the reader": -1.4,
        "could be a heading": -1.6,
        "ends without a full stop": 0.8,
        "begins in lower case": 1.7,
        "typed in haste": 1.3,
        "speaks to the assistant": 1.0,
        "speaks of oneself": 0.9,
        "speaks to the reader": -0.7,
        "a stray space before it": 1.2,
        "one of a series": -1.7,
        "reacts to an answer": 0.8,
        "shouts": 0.8,
        "a typewriter's apostrophe": 0.3,
        "a printer's quotation marks": -0.3,
        # in what stands before it
        "after a line that leads on": -3.5,
        "after an unfinished sentence": -3.0,
        "after a heading": -3.0,
        "after the name of a language": -4.0,
        "after an offer": 2.8,
        "after what could be a heading": -1.2,
        "after a question to the reader": 2.4,
        "after a question": 1.4,
        "after a summing-up": 0.8,
        "after a list": -0.3,
        "after an answer": 0.0,
        "a little below an offer": 0.8,
        # in what follows it
        "before an opening that answers it": 2.4,
        "before an opening that may answer it": 2.4,
        "before a list": -1.2,
        "before code": -0.6,
        "a listing is broken off": -2.0,
        "its words come back in what follows": 1.0,
        "before what models format": 0.4,
        "a prompt that leads on is answered": -1.5,
        "nothing blank before what follows": -0.4,
        # in the course of the page
        "the gap before it is like before other prompts": 1.0,
        "the gap after it is like after other prompts": 1.0,
        "a stray space after it": 1.0,
        "a prompt begins": -3.0,
        "a prompt begins on the next line": -4.0,
        "an opening inside an answer": -1.2,
        "a prompt goes on": -2.6,
        "a prompt goes on after a listing": -0.8,
        "a prompt goes on with the listing it speaks of": 0.6,
        "a prompt goes on with a listing": -0.8,
        "a prompt goes on from listing to listing": -0.1,
        "a prompt goes on after a colon": 0.3,
        "a prompt goes on after a colon, formatted": -1.0,
        "a prompt goes on on the next line": 0.0,
        "a prompt goes on on the next line, unlike it": -1.5,
        "a prompt goes on with what opens a reply": -2.0,
        "a prompt goes on with a heading": -1.0,
        "a prompt goes on with what reacts to an answer": -1.5,
        "a prompt goes on in lower case only now": -1.0,
        "the page begins with a request": 0.6,
        "the page begins with a statement": -1.5,
        "the page ends with a prompt": -2.0,
    }
)
