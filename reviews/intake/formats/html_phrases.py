"""Write the phrases of a paragraph of HTML as Markdown.

Those are bold, slanted and raised words, links, code and formulas.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from reviews.characters import subscript, superscript
from reviews.intake.bytes.html_tokens import attribute
from reviews.intake.page.escaping import escaped

_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*"}
PHRASES = frozenset(("a", "code", "span", "font", "sup", "sub", *_STYLES))
_DEEPEST_STYLE = 12
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NORMAL = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_SLANTED = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_UPRIGHT = re.compile(r"font-style\s*:\s*normal", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)


@dataclass
class _Style:
    tag: str
    at: int
    link: str = ""
    marks: str = ""
    raised: str = ""  # "sup" or "sub"

    @property
    def says(self) -> bool:
        """Whether it changes how its words are written."""
        return bool(self.link or self.marks or self.raised or self.tag == "code")


@dataclass
class Phrases:
    """The open paragraph, or the open cell of a table.

    `run` is its Markdown so far, `words` those that were read since the last mark, not escaped yet.
    """

    run: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=list)
    unstyled: Counter[str] = field(default_factory=Counter)  # open tags that are too deep to be styles
    marked: tuple[int, str, str] = (0, "", "")  # where the last words with marks stand in `run`, they, and their marks

    @property
    def is_begun(self) -> bool:
        return bool(self.run or self.words)

    def read(self, words: str) -> None:
        """Take words, to be escaped with those around them."""
        self.words.append(words)

    def write(self, markdown: str) -> None:
        """Append Markdown behind the words that were read."""
        self.say()
        self.run.append(markdown)

    def write_formula(self, tex: str, joined: str, *, is_inline: bool) -> str:
        """Append a formula, and return it as it is written.

        Behind a letter or digit it is written as `joined`.
        """
        self.say()
        is_joined = bool(self.run) and self.run[-1][-1:].isalnum()
        if is_inline and not is_joined:
            self.marked = (len(self.run), joined, "$")
        self.run.append(joined if is_joined else tex)
        return self.run[-1]

    def take(self) -> str:
        """The Markdown of the paragraph, which ends."""
        self.say()
        markdown = "".join(self.run)
        self.run, self.styles = [], []
        self.unstyled.clear()
        return markdown

    def say(self) -> None:
        """Write the words that were read since the last mark.

        They are escaped together: a formula may stand in several elements.
        """
        if not self.words:
            return
        words = "".join(self.words)
        self.words = []
        place, inner, marks = self.marked
        if marks and words[0].isalnum() and place == len(self.run) - 1:
            self.run[place] = _tagged(inner, marks)
        self.marked = (0, "", "")
        if not any(style.tag == "code" for style in self.styles):
            words = escaped(words, first=False)
            if self.run and self.run[-1].endswith("]") and words[0] in "([:":
                words = f"&#{ord(words[0])};{words[1:]}"  # or it would make a link of what stands in the brackets
        self.run.append(words)

    def open(self, name: str, attributes: str, *, in_heading: bool) -> None:
        """Open the style that a tag states."""
        styled = attributes[:2000] if "style" in attributes else ""
        if attributes.endswith("/"):
            return
        if len(self.styles) >= _DEEPEST_STYLE:
            self.unstyled[name] += 1
            return
        marks = "" if name == "b" and in_heading else _STYLES.get(name, "")
        if styled and name != "code":
            bold = _BOLD.search(styled) or ("**" in marks and not _NORMAL.search(styled))
            slanted = _SLANTED.search(styled) or (marks == "*" and not _UPRIGHT.search(styled))
            marks = ("**" if bold and not in_heading else "") + ("*" if slanted else "")
        raised = name if name in ("sup", "sub") else ""
        if styled and (match := _RAISED.search(styled)):
            raised = "sup" if match[1].lower() == "super" else "sub"
        link = attribute(attributes, "href") if name == "a" else ""
        if link or marks or raised or name == "code":
            self.say()
        self.styles.append(_Style(name, len(self.run), link, marks, raised))

    def is_open(self, name: str) -> bool:
        """Whether a style of that tag is open."""
        return not self.unstyled[name] and any(style.tag == name for style in self.styles)

    def close(self, name: str) -> None:
        """Close the innermost style of that tag, and those in it."""
        if self.unstyled[name]:
            self.unstyled[name] -= 1
            return
        number = next((n for n in range(len(self.styles) - 1, -1, -1) if self.styles[n].tag == name), -1)
        if number < 0:
            return
        style = self.styles[number]
        if not any(other.says for other in self.styles[number:]):
            del self.styles[number:]
            return
        self.say()
        del self.styles[number:]
        inner = "".join(self.run[style.at :])
        del self.run[style.at :]
        words = inner.strip()
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        if not words:
            self.run.append(inner)
            return
        if name == "code":
            ticks = "`" * (max((len(run) for run in re.findall(r"`+", words)), default=0) + 1)
            pad = " " if "`" in (words[0], words[-1]) else ""
            words = f"{ticks}{pad}{words}{pad}{ticks}"
        elif name == "a":
            if re.match(r"https?://[^\s<>\"]{1,2000}$", style.link) and "\n" not in words:
                if before == "" and self.run and self.run[-1].endswith("!"):
                    self.run[-1] = self.run[-1][:-1] + "\\!"
                words = f"[{words}]({style.link.replace('(', '%28').replace(')', '%29')})"
        elif style.raised:
            words = _raised(words, style.raised)
        elif style.marks and "\n" not in words and (words[0], words[-1]) != ("*", "*"):
            words = self._marked(words, style.marks, joined=not before)
        self.run += filter(None, (before, words, after))

    def _marked(self, words: str, marks: str, *, joined: bool) -> str:
        """Words in bold or slanted.

        `joined`: no space stands before them. Beside a letter or digit a star may not begin or end emphasis; a tag may.
        """
        if joined and self.run and self.run[-1][-1:].isalnum():
            return _tagged(words, marks)
        self.marked = (len(self.run) + (not joined), words, marks)
        return f"{marks}{words}{marks}"


def _tagged(words: str, marks: str) -> str:
    """Words in bold or slanted between tags.

    Plain if they hold tags. A formula is itself.
    """
    if marks == "$":
        return words
    if "<" in words:
        return words
    return f"<strong>{words}</strong>" if marks == "**" else f"<em>{words}</em>"


def _raised(words: str, tag: str) -> str:
    """Raised or lowered words: numbers in signs, others between tags."""
    if note := re.fullmatch(r"\[(\d+)\](\(.*\))", words):
        return f"[{superscript(note[1]) if tag == 'sup' else note[1]}]{note[2]}"
    signs = superscript(words) if tag == "sup" else subscript(words)
    return signs or (words if "<" in words else f"<{tag}>{words}</{tag}>")
