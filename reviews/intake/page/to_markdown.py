"""Turn the answer of a plain paste into Markdown.

It reads like what the model wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviews.characters import one_newline
from reviews.intake.page.blocks import code_share
from reviews.intake.page.escaping import escaped, looks_like_markdown
from reviews.intake.page.flattened_tables import table_at
from reviews.pipe_tables import pipe_table_at
from reviews.tex import formula_end

_SPACE = r"[ \t\u00a0\u202f\u2007\u200b\ufeff]"
_BULLET = re.compile(
    rf"(?P<indent>{_SPACE}*)(?:[•◦▪●○‣⁃∙·]|[o§](?=\t))(?:{_SPACE}+(?P<said>\S.*)|{_SPACE}*)"
    rf"|(?P<indent2>{_SPACE}*)[-–*+]{_SPACE}+(?P<said2>\S.*)"
)
_NUMBER = re.compile(rf"(?P<indent>{_SPACE}*)(?P<number>\d{{1,3}})[.)]{_SPACE}+(?P<said>\S.*)")
_DISPLAY = re.compile(r"\$\$|\\\[|\\begin\{")
_MOST_LINES_OF_FORMULA = 200
_SYMBOL = re.compile(r"[\u2300-\u23ff\u2460-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_CHECK = re.compile(r"[✔✘✓✗✅❌☑➡→➜]")
_SMALL = frozenset(
    "a an and as at but by for from in is it its of on or the to vs via with your does do are be".split()
)
_LONGEST_HEADING = 90
_DEEPEST = 8
_WRAPPED = (60, 100)


def plain_to_markdown(text: str) -> str:
    """Markdown of a plain-text answer.

    Lists, headings, tables and line breaks are found, all else is escaped. Every character of `text` is kept, in order,
    but for the signs of its lists, the pipes and lines of its tables, and white space. A text that is Markdown already
    is returned as it is.
    """
    text = one_newline(text)
    if looks_like_markdown(text):
        return text.strip("\n")
    return _MarkdownReader(text.split("\n")).markdown()


class _MarkdownReader:
    """One pass over the lines.

    `out` holds the blocks of Markdown so far.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = [line.rstrip() if line.strip() else "" for line in lines]
        self.at = 0
        self.out: list[str] = []

    def markdown(self) -> str:
        while self.at < len(self.lines):
            if not self.lines[self.at]:
                self.at += 1
            elif not (self._formula() or self._code() or self._table() or self._heading() or self._list()):
                self._paragraph()
        return "\n\n".join(self.out)

    def _after(self, index: int) -> str:
        """The next line that is not blank, or an empty one."""
        return next((line for line in self.lines[index + 1 : index + 6] if line), "")

    def _blank(self, index: int) -> bool:
        return not 0 <= index < len(self.lines) or not self.lines[index]

    # --- blocks -----------------------------------------------------------------------------------

    def _formula(self) -> bool:
        """Keep a formula that fills lines of its own as it is."""
        count = self._formula_lines()
        if count:
            self.out.append("\n".join(self.lines[self.at : self.at + count]).lstrip())
            self.at += count
        return count > 0

    def _formula_lines(self) -> int:
        """The number of lines that the formula here fills, if one does."""
        if not _DISPLAY.match(self.lines[self.at].lstrip()):
            return 0
        end = self.at
        while not self._blank(end) and end - self.at < _MOST_LINES_OF_FORMULA:
            end += 1
        text = "\n".join(self.lines[self.at : end]).lstrip()
        stop = formula_end(text, 0)
        if stop is None or text[stop:].split("\n", 1)[0].strip(" .,;:"):
            return 0
        return text.count("\n", 0, stop) + 1

    def _code(self) -> bool:
        end = self.at
        while not self._blank(end):
            end += 1
        block = self.lines[self.at : end]
        if len(block) < 3 or code_share(block) < 0.7:
            return False
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", "\n".join(block)) or [""]))
        self.out.append("\n".join([fence, *block, fence]))
        self.at = end
        return True

    def _table(self) -> bool:
        rows, taken = self._rows()
        if not taken:
            return False
        if not rows:  # its rows differ, so nobody can say which cells belong together
            self.out.append("\n".join(["```", *self.lines[self.at : self.at + taken], "```"]))
            self.at += taken
            return True
        cells = [[escaped(cell, first=False).replace("|", "\\|") for cell in row] for row in rows]
        rule = ["---"] * len(rows[0])
        self.out.append("\n".join("| " + " | ".join(row) + " |" for row in [cells[0], rule, *cells[1:]]))
        self.at += taken
        return True

    def _rows(self) -> tuple[Sequence[Sequence[str]], int]:
        """The rows of the table that begins here, and its lines.

        A list whose signs stand before tabs is none.
        """
        line = self.lines[self.at]
        if line.count("\t") == 1 and _item(line):
            return [], 0
        if piped := pipe_table_at(self.lines, self.at):
            return piped.rows, piped.lines
        rows = table_at(self.lines, self.at)
        return rows, len(rows)

    def _heading(self) -> bool:
        line = self.lines[self.at]
        gap = next((count for count in range(3) if not self._blank(self.at - 1 - count)), 2)
        level = self._level(line, 2 if not self.at or not any(self.lines[: self.at][-3:]) else gap)
        if not level:
            return False
        self.out.append("#" * level + " " + escaped(line.strip(), first=False))
        self.at += 1
        return True

    def _level(self, line: str, gap: int) -> int:
        """The level of the heading that a line is, else 0."""
        words = line.strip()
        if len(words) > _LONGEST_HEADING or words[-1] in ".,;:!…—–" or not self._after(self.at) or not gap:
            return 0
        followed = self._blank(self.at + 1)
        number = _NUMBER.fullmatch(line)
        if number:
            following = _NUMBER.fullmatch(self._after(self.at))
            return 3 if not number["indent"] and not following and words[-1] not in "?" else 0
        if line[0].isspace() or _BULLET.fullmatch(line):
            return 0
        if _SYMBOL.match(words):
            if _CHECK.match(words) and not (followed and (gap > 1 or _titled(words[1:]))):
                return 0
            return 2 if gap > 1 else 3
        if not followed or "\t" in line:
            return 0
        if gap > 1 and words[0].isalnum() and not words[0].islower() and len(words) <= 70:
            return 2
        return 3 if _titled(words) else 0

    def _list(self) -> bool:
        if not _item(self.lines[self.at]):
            return False
        out: list[str] = []
        open_items: list[tuple[int, bool]] = []  # the indent and kind (numbered) of each list around the item
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line:
                following = self._after(self.at)
                if not _item(following) or self._heads(following):
                    break
                self.at += 1
                continue
            item = _item(line)
            if item is None:
                if not line[0].isspace():
                    break
                out[-1] += "  "
                out.append("    " * len(open_items) + escaped(line.strip()))
                self.at += 1
                continue
            indent, number, words = item
            if not words and not self._blank(self.at + 1) and not _item(self.lines[self.at + 1]):
                self.at += 1  # the bullet stands on a line of its own, above its words
                words = self.lines[self.at].strip()
            while open_items and open_items[-1][0] > indent:
                open_items.pop()
            numbered = bool(number)
            if open_items and open_items[-1] == (indent, not numbered):
                if numbered and (indent, True) in open_items:
                    open_items.pop()
                elif not numbered and len(open_items) < _DEEPEST:
                    open_items.append((indent, False))
            elif not open_items or (open_items[-1][0] < indent and len(open_items) < _DEEPEST):
                open_items.append((indent, numbered))
            depth = len(open_items) - 1
            out.append("    " * depth + (f"{number}. " if numbered else "- ") + escaped(words or line.strip()))
            self.at += 1
        self.out.append("\n".join(out))
        return True

    def _heads(self, line: str) -> bool:
        """Whether a numbered line below a list is a heading."""
        at = self.lines.index(line, self.at)
        kept, self.at = self.at, at
        gap = 2 if self._blank(at - 1) and self._blank(at - 2) else 1
        level = self._level(line, gap)
        self.at = kept
        return bool(level)

    def _paragraph(self) -> None:
        start = self.at
        self.at += 1
        while not self._blank(self.at) and not _item(self.lines[self.at]) and not self._starts_block():
            self.at += 1
        lines = [escaped(line.strip()) for line in self.lines[start : self.at]]
        shortest, longest = _WRAPPED
        wrapped = len(lines) > 2 and all(shortest <= len(line) <= longest for line in lines[:-1])
        self.out.append(("\n" if wrapped else "  \n").join(lines))

    def _starts_block(self) -> bool:
        return self._rows()[1] > 0 or self._formula_lines() > 0


def _item(line: str) -> tuple[int, str, str] | None:
    """Indent, number and words of a line that is an item."""
    if bullet := _BULLET.fullmatch(line):
        indent = bullet["indent"] if bullet["indent"] is not None else bullet["indent2"]
        return len(indent.expandtabs(4)), "", bullet["said"] or bullet["said2"] or ""
    if number := _NUMBER.fullmatch(line):
        return len(number["indent"].expandtabs(4)), number["number"], number["said"]
    return None


def _titled(words: str) -> bool:
    """Whether a line is in Title Case."""
    counted = [word for word in re.split(r"[\s/—–-]+", words) if any(map(str.isalnum, word))]
    large = [word for word in counted if word.lower() not in _SMALL]
    capital = sum(1 for word in large if not next(letter for letter in word if letter.isalnum()).islower())
    return (
        bool(large)
        and len(counted) <= 12
        and capital >= 0.8 * len(large)
        and (len(counted) > 1 or len(words) > 5)
        and (words[-1] != "?" or len(large) > 2)
    )
