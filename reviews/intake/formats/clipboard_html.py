"""Read the clipboard's text/html, or a saved page, as Markdown.

Tables, headings and lists come whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reviews.intake.bytes.decode import MAX_BYTES
from reviews.intake.bytes.html_tokens import HtmlToken, attribute, tokens
from reviews.intake.document import IntakeError, Parsed, Voice
from reviews.intake.formats.format import Format
from reviews.intake.page.escaping import escaped, escaped_start
from reviews.intake.page.page import read_page
from reviews.intake.page.question_headings import Sheet

_BLOCKS = frozenset(
    "address article aside body dd details div dl dt fieldset figcaption figure footer form header html main nav p "
    "section summary user-query model-response message-content center".split()
)
_SKIPPED = frozenset(("button", "head", "select", "option"))
_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_DEEPEST_LIST, _DEEPEST_QUOTE, _MOST_COLUMNS, _DEEPEST_STYLE = 8, 4, 60, 12
_SPEAKER_SIGNS = (
    (re.compile(r"data-message-author-role=[\"']?user|data-testid=[\"']?user-message"), "#### You said:"),
    (re.compile(r"data-message-author-role=[\"']?assistant"), "#### ChatGPT said:"),
    (re.compile(r"class=[\"'][^\"']{0,300}\bfont-claude-(?:message|response)(?![\w-])"), "#### Claude said:"),
)
_SPEAKER_TAGS = {"user-query": "#### You said:", "model-response": "#### Gemini said:"}
_HIDDEN = re.compile(r"(?:^|\s)(?:hidden(?=[\s=/]|$)|aria-hidden\s*=\s*[\"']?true)|display\s*:\s*none", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INSIDE_TABLES = frozenset(("table", "tr", "td", "th", "br", "a", "code", *_STYLES))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LOOKS = re.compile(
    r"\s*(?:<!--[^>]{0,200}-->\s*)?(?:<!doctype html|<html\b|<meta charset|<body\b|<!--StartFragment-->)", re.IGNORECASE
)
_ENOUGH_WORDS = 0.8


def as_markdown(page: str) -> str:
    """The Markdown of a page.

    Nothing of its text is lost, nothing of its code kept; links are to http(s) only. Raises IntakeError for a page over
    MAX_BYTES characters.
    """
    if len(page) > MAX_BYTES:
        raise IntakeError(
            f"The pasted HTML is too large: {len(page):,} characters, where at most {MAX_BYTES:,} are read."
        )
    return markdown_of(tokens(page))


def markdown_of(html_tokens: Iterable[HtmlToken]) -> str:
    """The Markdown of tags and texts cut out of a page."""
    return _Writer().write(html_tokens)


def holds(markdown: str, plain: str) -> bool:
    """Whether Markdown made of HTML has the words of a text.

    The text is the clipboard's plain one.
    """
    letters, expected = (sum(map(str.isalnum, text)) for text in (markdown, plain))
    return 0 < _ENOUGH_WORDS * expected <= letters


def read(markdown: str, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
    """Read Markdown made of HTML."""
    return read_page(markdown, format="clipboard_html", markup="markdown", stated=stated, kind=kind, sheet=sheet)


@dataclass
class _Style:
    tag: str
    at: int
    link: str = ""


@dataclass
class _Formula:
    """An open formula: its words, and its TeX if annotated."""

    display: bool
    shown: list[str] = field(default_factory=list)
    tex: list[str] = field(default_factory=list)
    annotated: bool = False

    @property
    def said(self) -> str:
        tex, mark = "".join(self.tex).strip().replace("<", "&lt;"), "$$" if self.display else "$"
        return f"{mark}{tex}{mark}" if tex else escaped(" ".join("".join(self.shown).split()), first=False)


@dataclass
class _Writer:
    """Write Markdown from the tags and texts of a page.

    `run` is the open paragraph, `blocks` are those that are done.
    """

    blocks: list[str] = field(default_factory=list)
    listed: bool = False  # whether the last block is an item of a list that is still open
    run: list[str] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)  # the next number of each open list, 0 for bullets
    item: str = ""
    heading: int = 0
    quotes: int = 0
    rows: list[list[str]] | None = None
    tables: int = 0
    raw: list[str] | None = None
    language: str = ""
    skipping: list[str] = field(default_factory=list)
    formula: _Formula | None = None

    def write(self, html_tokens: Iterable[HtmlToken]) -> str:
        for token in html_tokens:
            if not token.name:
                self._text(token.text)
            elif token.name[0] == "/":
                self._close(token.name[1:])
            else:
                self._open(token.name, token.text)
        self._close("pre")
        self._end_formula()
        self._end_table()
        self._flush()
        return "".join(self.blocks)

    # --- tags -------------------------------------------------------------------------------------

    def _open(self, name: str, attributes: str) -> None:
        if self._skips(name, attributes):
            return
        if self.raw is not None:
            self._open_in_code(name, attributes)
        elif not self._open_in_formula(name, attributes):
            if label := _speaker_label(name, attributes):
                self._flush()
                self._emit(label)
            if self.rows is not None and name not in _INSIDE_TABLES:
                self.run.append(" ")
            elif opens := _OPENS.get(name):
                opens(self, name, attributes)

    def _skips(self, name: str, attributes: str) -> bool:
        """Whether the tag, or an element around it, is not shown."""
        if not self.skipping and name not in _SKIPPED and not _HIDDEN.search(attributes[:2000]):
            return False
        if name in _VOID:
            return bool(self.skipping)
        if not attributes.endswith("/") and len(self.skipping) < 1000:
            self.skipping.append(name)
        return True

    def _open_in_code(self, name: str, attributes: str) -> None:
        if self.raw is not None and name == "code":
            self.language = self.language or _language(attributes)
            self.raw.clear()
        elif self.raw is not None and name == "br":
            self.raw.append("\n")

    def _open_in_formula(self, name: str, attributes: str) -> bool:
        """Whether the tag begins a formula, or is part of one."""
        if self.formula and name in _BLOCKS:
            self._end_formula()
        if self.formula:
            self.formula.annotated = name == "annotation" and "tex" in attribute(attributes, "encoding")
        elif name == "math":
            self.formula = _Formula(attribute(attributes, "display") == "block")
        return self.formula is not None

    def _open_break(self, name: str, attributes: str) -> None:
        self.run.append(" " if self.heading or self.rows is not None else "\n")

    def _open_heading(self, name: str, attributes: str) -> None:
        self._flush()
        self.heading = int(name[1])

    def _open_list(self, name: str, attributes: str) -> None:
        self._flush()
        if len(self.lists) < _DEEPEST_LIST:
            start = attribute(attributes, "start")
            self.lists.append(0 if name == "ul" else int(start) if start.isdecimal() and len(start) < 7 else 1)

    def _open_item(self, name: str, attributes: str) -> None:
        self._flush()
        depth = max(1, len(self.lists))
        number = self.lists[-1] if self.lists else 0
        if number:
            self.lists[-1] += 1
        self.item = "    " * (depth - 1) + (f"{number}. " if number else "- ")

    def _open_code(self, name: str, attributes: str) -> None:
        self._flush()
        self.raw, self.language = [], _language(attributes)

    def _open_table(self, name: str, attributes: str) -> None:
        self.tables += 1
        if self.tables == 1:
            self._flush()
            self.rows = []

    def _open_row(self, name: str, attributes: str) -> None:
        if self.rows is not None:
            self._end_cell()
            self.rows.append([])

    def _open_cell(self, name: str, attributes: str) -> None:
        if self.rows is not None:
            self._end_cell()
            self.run = [""]
            if not self.rows:
                self.rows.append([])

    def _open_quote(self, name: str, attributes: str) -> None:
        self._flush()
        self.quotes += 1

    def _open_rule(self, name: str, attributes: str) -> None:
        self._flush()
        self._emit("---")

    def _open_style(self, name: str, attributes: str) -> None:
        is_normal = name == "b" and re.search(r"font-weight\s*:\s*(?:normal|400)", attributes[:500])
        if len(self.styles) < _DEEPEST_STYLE and not is_normal:
            link = attribute(attributes, "href") if name == "a" else ""
            self.styles.append(_Style(name, len(self.run), link))

    def _open_block(self, name: str, attributes: str) -> None:
        self._flush()

    def _close(self, name: str) -> None:
        if self.skipping:
            if name in self.skipping[-20:]:
                while self.skipping.pop() != name:
                    pass
            return
        if self.raw is not None:
            if name == "pre":
                self._end_code()
            return
        if self.formula:
            self.formula.annotated = False
            if name == "math":
                self._end_formula()
            return
        if name == "table":
            self.tables -= 1
            if self.tables <= 0:
                self._end_table()
        elif self.rows is not None and name in ("td", "th", "tr"):
            self._end_cell()
        elif name in _STYLES or name in ("a", "code"):
            self._end_style(name)
        elif self.rows is not None:
            self.run.append(" ")
        elif name in ("ul", "ol"):
            self._flush()
            if self.lists:
                self.lists.pop()
            self.listed = self.listed and bool(self.lists)
        elif name == "blockquote":
            self._flush()
            self.quotes = max(0, self.quotes - 1)
        elif name in _BLOCKS or name == "li" or name in _HEADINGS:
            self._flush()

    def _text(self, text: str) -> None:
        if self.skipping:
            return
        if self.raw is not None:
            self.raw.append(text)
            return
        if self.formula:
            (self.formula.tex if self.formula.annotated else self.formula.shown).append(text)
            return
        spaced = re.sub(r"\s+", " ", text)
        if any(style.tag == "code" for style in self.styles):
            self.run.append(spaced)
        elif spaced.strip() or self.run:
            words = escaped(spaced, first=False)
            if self.run and self.run[-1].endswith("]") and words[0] in "([:":
                words = f"&#{ord(words[0])};{words[1:]}"  # or it would make a link of what stands in the brackets
            self.run.append(words)

    # --- what tags come to ------------------------------------------------------------------------

    def _end_formula(self) -> None:
        if self.formula:
            self.run.append(self.formula.said)
            self.formula = None

    def _end_style(self, name: str) -> None:
        number = next((n for n in range(len(self.styles) - 1, -1, -1) if self.styles[n].tag == name), -1)
        if number < 0:
            return
        style = self.styles[number]
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
        elif "\n" not in words and (words[0], words[-1]) != ("*", "*"):
            words = f"{_STYLES[name]}{words}{_STYLES[name]}"
        self.run += [before, words, after]

    def _end_cell(self) -> None:
        cell = re.sub(r"\s+", " ", "".join(self.run)).strip().replace("|", "\\|")
        if self.rows is not None and self.run and (cell or self.run[0] == ""):
            if not self.rows:
                self.rows.append([])
            if len(self.rows[-1]) < _MOST_COLUMNS:
                self.rows[-1].append(cell)
            else:
                self.rows[-1][-1] += " " + cell
        self.run, self.styles = [], []

    def _end_table(self) -> None:
        if self.rows is None:
            return
        self._end_cell()
        rows, self.rows, self.tables = [row for row in self.rows if any(row)], None, 0
        if not rows:
            return
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        lines.insert(1, "| " + " | ".join(["---"] * width) + " |")
        self._emit("\n".join(lines))

    def _end_code(self) -> None:
        code = "".join(self.raw or []).strip("\n")
        self.raw = None
        if code.strip():
            fence = "`" * max(3, max((len(run) + 1 for run in re.findall(r"`+", code)), default=0))
            self._emit(f"{fence}{self.language}\n{code}\n{fence}")

    def _flush(self) -> None:
        """End the open paragraph."""
        if self.rows is not None:
            self.run.append(" ")
            return
        paragraph = "".join(self.run)
        self.run, self.styles = [], []
        heading, self.heading = self.heading, 0
        lines = [escaped_start(re.sub(r" +", " ", line).strip()) for line in paragraph.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        if lines:
            self._emit(("#" * heading + " " + " ".join(lines)) if heading else "  \n".join(lines))

    def _emit(self, block: str) -> None:
        indent = "    " * len(self.lists)
        lines = block.split("\n")
        if self.item:
            lines = [self.item + lines[0], *(indent + line if line else line for line in lines[1:])]
        elif self.lists:
            lines = [indent + line if line else line for line in lines]
        quote = "> " * min(self.quotes, _DEEPEST_QUOTE)
        space = "" if not self.blocks else "\n" if self.item and self.listed else "\n\n"
        self.blocks.append(space + "\n".join(quote + line for line in lines))
        self.listed, self.item = bool(self.item), ""


_OPENS: dict[str, Callable[[_Writer, str, str], None]] = {
    **dict.fromkeys(_BLOCKS, _Writer._open_block),
    **dict.fromkeys(_HEADINGS, _Writer._open_heading),
    **dict.fromkeys((*_STYLES, "a", "code"), _Writer._open_style),
    "br": _Writer._open_break,
    "ul": _Writer._open_list,
    "ol": _Writer._open_list,
    "li": _Writer._open_item,
    "pre": _Writer._open_code,
    "table": _Writer._open_table,
    "tr": _Writer._open_row,
    "td": _Writer._open_cell,
    "th": _Writer._open_cell,
    "blockquote": _Writer._open_quote,
    "hr": _Writer._open_rule,
}
"""What opening tags do; those of other names do nothing."""


def _speaker_label(name: str, attributes: str) -> str:
    """The label of a message that the tag begins, else ""."""
    if name in _SPEAKER_TAGS:
        return _SPEAKER_TAGS[name]
    return next((label for sign, label in _SPEAKER_SIGNS if sign.search(attributes[:2000])), "")


def _language(attributes: str) -> str:
    match = re.search(r"\b(?:language|lang)-([A-Za-z0-9+#-]{1,20})", attributes[:2000])
    return match[1] if match else ""


def _parse(text: str, *, stated: Voice | None, kind: str, sheet: Sheet) -> Parsed:
    markdown = as_markdown(text)
    if not markdown.strip():
        raise IntakeError("The page holds no words.")
    return read(markdown, stated=stated, kind=kind, sheet=sheet)


FORMAT = Format("clipboard_html", lambda text: _LOOKS.match(text[:2000]) is not None, _parse)
