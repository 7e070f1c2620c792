"""Texts that grow without end: what `make bench` feeds to everything that reads what people paste.

A pattern is a name and a function from a number of characters to a text of that length. Each is one shape that a
careless parser pays for more than once per character: runs, openings that nothing closes, deep nesting, and long lists
of whatever the reading looks for. Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, cycle

Pattern = Callable[[int], str]

SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~…–—“”«»•"

VOCABULARY = """
    water salt filter pump solar membrane cost yield storage grid battery panel household village trial survey sample
    error margin control group dose placebo kiln clay glaze timber beam load wind harbour tide
""".split()

# What is written again and again, with nothing between.
REPEATED = {
    "a letter": "q", "a capital": "Q", "a digit": "7", "a space": " ", "a tab": "\t", "a newline": "\n",
    "space and newline": " \n", "carriage returns": "\r", "form feeds": "\f", "a no-break space": "\u00a0",
    "line separators": "\u2028", "accents": "\u0301", "joiners": "\u200d", "zero-width spaces": "w\u200b",
    "soft hyphens": "so\u00adft", "right-to-left marks": "\u202e", "Chinese": "水泵便宜。", "Arabic": "الماء نظيف. ",
    "Thai": "น้ำสะอาด", "emoji": "🚰", "flags": "🇪🇺", "wide letters": "Ｗ", "letters of mathematics": "𝒳", "ligatures": "ﬄ",
    "replacement characters": "\ufffd", "private use": "\ue000", "Greek": "λ ", "fractions": "½ ", "superscripts": "x²³ ",
    # Markdown
    "open emphasis": "*w ", "open strong": "**w ", "mixed emphasis": "*w **w _w __w ", "closed emphasis": "*w* **w** ",
    "inner underscores": "w_w_", "open code": "`w ", "open double code": "``w ", "open deletion": "~~w ",
    "fences": "```\n", "wavy fences": "~~~\n", "fences in items": "- ```\n", "one open fence": "```\nw\n~~~\n",
    "open links": "[w](", "nested links": "[w", "closed brackets": "w]", "images": "![w](", "links": "[w](https://w.example/) ",
    "links to references": "[w][v] ", "empty links": "[]() ", "footnote marks": "[^1]", "numbers in brackets": "[12] ",
    "addresses in brackets": "<https://w.example/> ", "bare addresses": "https://w.example/?q=1 ", "www": "www.w.example ",
    "e-mail addresses": "w@w.example ", "half e-mail addresses": "w@", "dotted names": "w.w.", "rules": "---\n\n",
    "starred rules": "* * *\n", "underlined lines": "w\n---\n", "doubly underlined lines": "w\n===\n", "indented code": "    w\n",
    "hard breaks": "w  \n", "broken lines": "w\\\n", "escaped signs": "\\*", "callouts": "> [!tip] w\n", "ticked items": "- [x] w\n",
    "definitions": "w\n: v\n", "cells": "w|", "rows": "| w | v |\n", "heads of tables": "| w |\n|---|\n", "tables": "| w |\n|---|\n| v |\n\n",
    "delimiters": "|:-:", "mathematics": "$w$ ", "open mathematics": "$w ", "displayed mathematics": "$$w$$ ",
    "open displayed mathematics": "$$w ", "mathematics in parentheses": "\\(w\\) ", "open mathematics in parentheses": "\\(w ",
    "mathematics in brackets": "\\[w\\] ", "open mathematics in brackets": "\\[w ",
    # HTML
    "elements": "<div>", "ends of elements": "</div>", "paragraphs": "<p>w", "nested b": "<b>w", "nested sub": "<sub>w",
    "closed sub": "<sub>w</sub>", "open attributes": '<a href="', "open images": '<img alt="w" ', "comments": "<!--", "closed comments": "<!-- w -->",
    "CDATA": "<![CDATA[", "instructions": "<?w ", "breaks": "<br>", "open tables": "<table><tr><td>w", "open items": "<ul><li>w",
    "svg": "<svg><p>", "styles": "<style>w", "templates": "<template>w", "names of characters": "&lt;", "open names": "&l",
    "numbers of characters": "&#x71;", "impossible numbers": "&#9999999999;", "half a tag": "<w ", "odd tags": "< w >",
    # JSON, exports, pages
    "objects": '{"w":[', "open strings": '"w', "strings": '"w",', "escapes": '"\\u0041', "MIME parts": "--w\n", "boundaries": "\n\n--w--\n",
    "speakers": "User: w\n\nAssistant: v\n\n", "one speaker": "User: ", "answers alone": "Assistant:\n", "said": "You said:\nw\nChatGPT said:\nv\n",
    "buttons": "Copy\nShare\nRegenerate\n", "sources": "Sources\n", "thinking": "Thought for 9 seconds\n", "headings of a model": "## Gemini\n",
    "labels in bold": "**Claude:** w\n", "turns": "--- Turn 3 ---\n", "front matter": "---\ntitle: w\n---\n",
    # Prose
    "questions": "Is it clean? ", "one word questions": "Why? ", "yes": "Yes. ", "no": "No, ", "not": "not ", "hedges": "perhaps it may possibly ",
    "verdicts that change": "It is clean. It is not clean. ", "abbreviations": "e.g. i.e. Dr. ", "ellipses": "w... ", "semicolons": "w; ",
    "asides": "w — v — ", "hyphens": "off-grid-low-cost-", "quoted words": "“w” ", "quoted sentences": "“It was tried there.” ", "reasons": "Changed because of:\n\n", "joined letters": "iiffi iiiiiii ",
    "open quotations": "“w ", "apostrophes": "it's ",
    "open parentheses": "(w ", "parentheses": "(w) ", "all brackets": "([{<", "closed mixed": "([{<>}])", "one sentence": "The trial lacks a control group. ",
    "advice": "They should repeat it. ", "slashes": "and/or/", "capitalised words": "Solar Panel ", "capitals": "WHO ", "capitals in parentheses": "(WHO) ",
    "dotted capitals": "W.H.O. ", "stands for": "WHO stands for ", "licences": "MIT License ", "citations": "(Okafor et al., 2021) ",
    "DOIs": "10.1234/w.5 ", "arXiv ids": "arXiv:2401.01234v2 ",
    # Numbers
    "thousands": "1,000,", "version numbers": "1.2.3.", "per cent": "7% ", "units": "3 kg of 5 kg ", "ranges": "1-2–3 to 4 ", "money": "$5.00 €6 ",
    "scores": "7/10 ", "ISO dates": "2024-03-01 ", "short dates": "1/2/", "clock times": "09:15 ", "months": "March ", "ordinals": "1st 2nd ",
    "powers": "10^-9 ", "signed numbers": "-5 +5 ± ", "words for numbers": "twenty two hundred thousand ",
}  # fmt: skip

# What is written line after line, with a number that grows.
NUMBERED = {
    "headings": "{hashes} Part {at}", "items": "- point {at}", "numbered items": "{n}. point {at}", "ones": "1. point {at}",
    "ever deeper items": "{deep}- point {at}", "ever deeper quotations": "{quoted} point {at}", "items in quotations": "{quoted} - {at}",
    "rows of numbers": "| {at} | {twice} |", "references": "[r{at}]: https://w.example/{at}", "prompts": "Is part {at} clean?",
    "names with colons": "Name{at}: words", "labels": "**Person {at}:** words", "times of day": "10:{minutes:02} AM",
    "facts of one kind": "The plant yields {at} litres per day.", "facts of two kinds": "It costs {at} dollars and weighs {twice} kilograms.",
    "per cent of accuracy": "Accuracy is {at}.{n}% on the test.", "sizes": "It has {at} billion parameters.",
    "days": "It was tried on {day} March {year}.", "acronyms": "Reverse Osmosis Plant {letters} ({letters}) is used.",
    "one acronym, many meanings": "Rapid Osmosis {word} {at} (ROP) is used.", "one acronym explained": "ROP stands for Rapid {word} Plant{at}.",
    "makers": "It was made by Firm{at}.", "ratings": "I rate it {n}/10.", "sentences": "Sentence {at} says that the {word} is {other} because of {third}.",
    "weaknesses": "It lacks {word} for the {other} of {third}.", "recommendations": "The authors should add {word} to the {other}.",
    "opposed": "The {word} is {other}. The {word} is not {other}.", "labelled points": "- **The {word} of {other}**: it is {third}.",
    "titled paragraphs": "The {word} {at}\n\nIt is {other} and {third}.\n", "tools": "Tool{at} v{n}.{at}", "levels": "{n}.{n}.{at} Part",
    "keys of front matter": "key{at}: {word}", "comma lists": "{word}, {other}, {third} and {at},",
}  # fmt: skip


def repeated(unit: str) -> Pattern:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def numbered(line: str) -> Pattern:
    def text(size: int) -> str:
        lines, length = [], 0
        for at in count(1):
            lines.append(line.format(**_numbers(at)))
            length += len(lines[-1]) + 1
            if length >= size:
                return "\n".join(lines)[:size]
        raise AssertionError

    return text


def _numbers(at: int) -> dict[str, object]:
    words = [VOCABULARY[at * step % len(VOCABULARY)] for step in (1, 5, 7)]
    return {
        "at": at, "twice": 2 * at, "n": at % 9 + 1, "minutes": at % 60, "day": at % 28 + 1, "year": 1900 + at % 200,
        "hashes": "#" * (at % 6 + 1), "deep": "  " * (at % 120), "quoted": ">" * (at % 120 + 1),
        "letters": "".join(chr(65 + at // 26**place % 26) for place in range(4)),
        "word": words[0], "other": words[1], "third": words[2],
    }  # fmt: skip


def _prose(size: int) -> Iterator[str]:
    words, length = cycle(VOCABULARY), 0
    while length < size:
        sentence = " ".join(next(words) for _ in range(13)).capitalize() + ". "
        length += len(sentence)
        yield sentence


PATTERNS: dict[str, Pattern] = {
    **{f"{sign} run": repeated(sign) for sign in SIGNS},
    **{f"{sign} on lines": repeated(sign + "\n") for sign in SIGNS},
    **{f"{sign} apart": repeated(sign + " ") for sign in SIGNS},
    **{f"{sign} after a word": repeated("w" + sign) for sign in SIGNS},
    **{f"repeated: {name}": repeated(unit) for name, unit in REPEATED.items()},
    **{f"numbered: {name}": numbered(line) for name, line in NUMBERED.items()},
    "prose in one line": lambda size: "".join(_prose(size))[:size],
    "prose in paragraphs": lambda size: "\n\n".join(_prose(size))[:size],
    "a gap": lambda size: "w" + " " * (size - 2) + "w",
    "a gap of tabs": lambda size: "w" + "\t" * (size - 2) + "w",
    "a gap of lines": lambda size: "w" + "\n" * (size - 2) + "w",
    "one long address": lambda size: "https://w.example/" + "w" * size,
    "an address of parentheses": lambda size: "https://w.example/" + "(" * size,
    "an address of dots": lambda size: "https://" + "w." * (size // 2),
    "an address of an e-mail": lambda size: "w." * (size // 2) + "@" + "w." * 20,
    "brackets opened, then closed": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "parentheses opened, then closed": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "elements opened, then closed": lambda size: "<b>" * (size // 7) + "</b>" * (size // 7),
    "runs of ticks": lambda size: " ".join("`" * (at % 60 + 1) for at in range(size // 31))[:size],
    "one wide table": lambda size: "| w " * (size // 12) + "|\n" + "|---" * (size // 12) + "|\n" + "| v " * (size // 12) + "|",
    "one long table": lambda size: "| w | v |\n|---|---|\n" + "| 1 | two |\n" * (size // 12),
    "a file with a boundary": lambda size: 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="w"\n\n' + "--w\n" * (size // 4),
    "a heading and a run": lambda size: "# User\n\nIs it clean?\n\n# Assistant\n\n" + "?!" * (size // 2),
    "a conversation of JSON": lambda size: '{"messages": [' + '{"role": "user", "content": "w"},' * (size // 33) + '{"role": "assistant", "content": "v"}]}',
}  # fmt: skip
