"""Write HTML as Markdown.

Tables, headings and lists come whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reviews.intake.bytes.decode import MAX_BYTES
from reviews.intake.bytes.html_tokens import HtmlToken, attribute, tokens
from reviews.intake.document import IntakeError
from reviews.intake.formats.html_formulas import Formula, classes_of, glyphs, opened
from reviews.intake.formats.html_phrases import PHRASES, Phrases
from reviews.intake.formats.html_speakers import speaker_label, with_messages_marked
from reviews.intake.formats.html_tables import Table
from reviews.intake.formats.html_thoughts import with_thoughts_marked
from reviews.intake.page.escaping import escaped, escaped_start

_BLOCKS = frozenset(
    "address article aside body dd details div dl dt fieldset figcaption figure footer form header html main nav p "
    "section summary user-query model-response message-content center".split()
)
_SKIPPED = frozenset(("button", "head", "select", "option"))
_DEEPEST_LIST, _DEEPEST_QUOTE = 8, 4
_MOST_TAGS = 400_000  # of a page
_MOST_PIECES = 160_000  # tags and texts that are shown: a formula that is drawn has many that are not
_MOST_TEXT = 2_500_000  # characters of its text; reading its turns takes longer than reading its tags
_WORD_ITEM = re.compile(r"mso-list\s*:\s*\S+\s+level(\d)", re.IGNORECASE)
_WORD_SIGN = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_WORD_NUMBER = re.compile(r"(\d{1,9})[.)]")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PICTURES_OF_FORMULAS = frozenset(("mwe-math-fallback-image-inline", "mwe-math-fallback-image-display", "latex", "tex"))
_LEFT_OUT = {
    "video": "video",
    "audio": "sound",
    "iframe": "frame",
    "embed": "frame",
    "object": "frame",
    "canvas": "drawing",
}
_HIDDEN = re.compile(r"(?:^|\s)(?:hidden(?=[\s=/]|$)|aria-hidden\s*=\s*[\"']?true)|display\s*:\s*none", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INSIDE_TABLES = frozenset(("table", "tr", "td", "th", "br", "img", "caption", *PHRASES))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True)
class Converted:
    """The Markdown of a page, and what it lacks, in words."""

    markdown: str
    notes: tuple[str, ...] = ()


def convert(page: str) -> Converted:
    """The Markdown of a page.

    Nothing of its text is lost, nothing of its code kept; links are to http(s) only. Raises IntakeError for a page over
    MAX_BYTES characters, or with more tags or text than is read in some seconds.
    """
    if len(page) > MAX_BYTES:
        raise IntakeError(
            f"The pasted HTML is too large: {len(page):,} characters, where at most {MAX_BYTES:,} are read."
        )
    if page.count("<") > _MOST_TAGS:
        raise _too_much("tags", _MOST_TAGS)
    return _Writer().write(with_thoughts_marked(with_messages_marked(tokens(page))))


def _too_much(what: str, most: int) -> IntakeError:
    return IntakeError(f"The pasted HTML has more than {most:,} {what}: paste it in parts.")


def as_markdown(page: str) -> str:
    """The Markdown of a page, as `convert` gives it."""
    return convert(page).markdown


def markdown_of(html_tokens: Iterable[HtmlToken]) -> str:
    """The Markdown of tags and texts cut out of a page."""
    return _Writer().write(with_thoughts_marked(with_messages_marked(html_tokens))).markdown


@dataclass
class _Writer:
    """Write Markdown from the tags and texts of a page.

    `open` is the open paragraph, `blocks` are those that are done.
    """

    blocks: list[str] = field(default_factory=list)
    listed: bool = False  # whether the last block is an item of a list that is still open
    open: Phrases = field(default_factory=Phrases)
    lists: list[int] = field(default_factory=list)  # the next number of each open list, 0 for bullets
    item: str = ""
    heading: int = 0
    quotes: int = 0
    table: Table | None = None
    tables: int = 0
    in_cell: bool = False
    raw: list[str] | None = None
    language: str = ""
    skipping: list[str] = field(default_factory=list)
    formula: Formula | None = None
    drawn_from: str = ""  # the source of the formula that KaTeX draws next
    word_level: int = 0  # of the item of a Word list that the open paragraph is
    word_sign: list[str] | None = None  # the sign of that item while it is read
    left_out: Counter[str] = field(default_factory=Counter)
    buttons: list[str] = field(default_factory=list)  # the words of buttons
    in_dollars: bool = False  # whether a formula between dollars is open in the paragraph
    behind: list[str] = field(default_factory=list)  # words of buttons in it, which come behind it
    unread: list[str] = field(default_factory=list)  # formulas without a source, as they look

    def write(self, html_tokens: Iterable[HtmlToken]) -> Converted:
        shown = said = 0
        for token in html_tokens:
            if not self.skipping:
                shown, said = shown + 1, said + (0 if token.name else len(token.text))
                if shown > _MOST_PIECES:
                    raise _too_much("tags and pieces of text", _MOST_PIECES)
                if said > _MOST_TEXT:
                    raise _too_much("characters of text", _MOST_TEXT)
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
        return Converted("".join(self.blocks), tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.unread:
            shown = ", ".join(f"“{words[:40]}”" for words in self.unread[:3])
            count = "A formula came" if len(self.unread) == 1 else f"{len(self.unread):,} formulas came"
            yield f"{count} without TeX, and may not read as meant: look at {shown}."
        for what, number in self.left_out.items():
            things = f"A {what}" if number == 1 else f"{number:,} {what}s"
            yield f"{things} of the page cannot be kept."
        if self.buttons:
            shown = ", ".join(f"“{words[:40]}”" for words in list(dict.fromkeys(self.buttons))[:4])
            yield f"The words of buttons are left out: {shown}."

    # --- tags -------------------------------------------------------------------------------------

    def _open(self, name: str, attributes: str) -> None:
        if self._skips(name, attributes):
            return
        if self.raw is not None:
            self._open_in_code(name, attributes)
        elif not self._open_in_formula(name, attributes):
            if label := speaker_label(name, attributes):
                self._flush()
                self._emit(label)
            if what := _LEFT_OUT.get(name):
                self.left_out[what] += 1
            elif self.table is not None and name not in _INSIDE_TABLES:
                self.open.read(" ")
            elif opens := _OPENS.get(name):
                opens(self, name, attributes)

    def _skips(self, name: str, attributes: str) -> bool:
        """Whether the tag, or an element around it, is not shown."""
        if not self.skipping and not self.formula and (formula := glyphs(name, attributes)):
            if not self.drawn_from:
                self.formula = formula
                return True
            self.drawn_from = ""
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
        if self.formula and name in _BLOCKS and name != self.formula.tag:
            self._end_formula()
        if self.formula:
            self.formula.open(name, attributes)
        elif formula := opened(name, attributes):
            self.formula = formula
            if attributes.endswith("/"):
                self._end_formula()
            return True
        return self.formula is not None

    def _open_break(self, name: str, attributes: str) -> None:
        self.open.write(" " if self.heading or self.table is not None else "\n")

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
            self.table = Table()

    def _open_caption(self, name: str, attributes: str) -> None:
        if self.table is not None:
            self._end_cell()

    def _open_row(self, name: str, attributes: str) -> None:
        if self.table is not None:
            self._end_cell()
            self.table.open_row()

    def _open_cell(self, name: str, attributes: str) -> None:
        if self.table is not None:
            self._end_cell()
            self.table.open_cell(attributes)
            self.in_cell = True

    def _open_picture(self, name: str, attributes: str) -> None:
        words = _SPACES.sub(" ", attribute(attributes, "alt")).strip()
        self.open.say()
        if words and _PICTURES_OF_FORMULAS & classes_of(attributes):
            self.open.write(f"${words}$")
        elif words and len(words) < 9 and not any(map(str.isalnum, words)):
            self.open.write(escaped(words, first=False))  # a picture of an emoji
        elif not re.search(r"\b(?:width|height)=[\"']?[01]\b", attributes[:2000]):
            self.left_out["picture"] += 1

    def _open_quote(self, name: str, attributes: str) -> None:
        self._flush()
        self.quotes += 1

    def _open_rule(self, name: str, attributes: str) -> None:
        self._flush()
        self._emit("---")

    def _open_style(self, name: str, attributes: str) -> None:
        if "style" in attributes and _WORD_SIGN.search(attributes[:2000]):
            self.word_sign = []
        self.open.open(name, attributes, in_heading=bool(self.heading))

    def _open_block(self, name: str, attributes: str) -> None:
        self._flush()
        if "mso-list" in attributes and (level := _WORD_ITEM.search(attributes[:2000])):
            self.word_level = int(level[1]) or 1

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
            if self.formula.close(name):
                self._end_formula()
            return
        if name == "table":
            self.tables -= 1
            if self.tables <= 0:
                self._end_table()
        elif self.table is not None and name in ("td", "th", "tr"):
            self._end_cell()
        elif name == "caption" and self.table is not None:
            self.table.caption = _SPACES.sub(" ", self.open.take()).strip()
        elif name in PHRASES:
            if self.word_sign is not None and self.open.is_open(name):
                self._end_word_sign()
            self.open.close(name)
        elif self.table is not None:
            self.open.read(" ")
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
            if self.skipping[0] == "button" and text.strip():
                (self.behind if self.in_dollars else self.buttons).append(" ".join(text.split()))
            return
        if self.raw is not None:
            self.raw.append(text)
            return
        if self.formula:
            self.formula.say(text)
            return
        spaced = _SPACES.sub(" ", text)
        if self.word_sign is not None:
            self.word_sign.append(spaced)
            return
        spaced = self._with_buttons(spaced)
        if spaced.strip(" "):
            self.drawn_from = ""
        if spaced.strip(" ") or self.open.is_begun:
            self.open.read(spaced)

    def _with_buttons(self, text: str) -> str:
        """The text, with the words of a formula's buttons behind it.

        NotebookLM prints the numbers of its sources so.
        """
        before, ends, rest = text.partition("$$")
        closes = self.in_dollars and bool(ends)
        self.in_dollars ^= text.count("$$") % 2 == 1
        if not closes or not self.behind:
            return text
        words, self.behind = " ".join(self.behind), []
        return f"{before}{ends} {words}{rest}"

    # --- what tags come to ------------------------------------------------------------------------

    def _end_formula(self) -> None:
        if self.formula is None:
            return
        formula, self.formula = self.formula, None
        is_inline = bool(formula.tex) and not formula.display
        written = self.open.write_formula(formula.markdown(), formula.markdown(joined=True), is_inline=is_inline)
        if formula.tex or formula.tag == "math":
            self.drawn_from = written
        if not formula.tex and formula.words and (not formula.read or len(formula.words) > 1):
            self.unread.append(formula.words)

    def _end_word_sign(self) -> None:
        """Make the open paragraph an item of a Word list."""
        sign = "".join("".join(self.word_sign or []).split())
        self.word_sign = None
        number = _WORD_NUMBER.fullmatch(sign)
        self.item = "    " * (max(self.word_level, 1) - 1) + (f"{number[1]}. " if number else "- ")
        if not number and any(map(str.isalnum, sign)) and sign not in ("o", "§"):
            self.open.read(sign + " ")

    def _end_cell(self) -> None:
        words = self.open.take()
        if self.table is not None and (self.in_cell or words.strip()):
            self.table.end_cell(words)
        self.in_cell = False

    def _end_table(self) -> None:
        if self.table is None:
            return
        self._end_cell()
        table, self.table, self.tables = self.table, None, 0
        if table.caption:
            self._emit(escaped_start(table.caption))
        if markdown := table.markdown():
            self._emit(markdown)

    def _end_code(self) -> None:
        code = "".join(self.raw or []).strip("\n")
        self.raw = None
        if code.strip():
            fence = "`" * max(3, max((len(run) + 1 for run in re.findall(r"`+", code)), default=0))
            self._emit(f"{fence}{self.language}\n{code}\n{fence}")

    def _flush(self) -> None:
        """End the open paragraph."""
        if self.table is not None:
            self.open.say()
            self.open.read(" ")
            return
        paragraph = self.open.take()
        self.buttons += self.behind
        self.behind, self.in_dollars = [], False
        if self.word_sign is not None:
            self._end_word_sign()
        self.word_level = 0
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
    **dict.fromkeys(PHRASES, _Writer._open_style),
    "img": _Writer._open_picture,
    "caption": _Writer._open_caption,
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


def _language(attributes: str) -> str:
    match = re.search(r"\b(?:language|lang)-([A-Za-z0-9+#-]{1,20})", attributes[:2000])
    return match[1] if match else ""
