"""Read documents of word processors, which are XML in a ZIP archive.

They are read in this process, unlike PDFs: nothing but the standard library touches them, every part is bounded before
it is unpacked, the XML comes as a stream without entities, and the time grows with the length alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from reviews.intake.bytes.archive import Archive
from reviews.intake.bytes.decode import MAX_BYTES, clean
from reviews.intake.bytes.html_tokens import HtmlToken
from reviews.intake.document import IntakeError

MOST_TOKENS = 150_000
MOST_CHARACTERS = 2_000_000

_ANY = re.compile("")
_WIDEST = 60


class OfficeText(NamedTuple):
    """The tags and texts of a document, and what they lack."""

    tokens: list[HtmlToken]
    notes: tuple[str, ...] = ()


class OfficeFormat(NamedTuple):
    """A format of word processors by name, with its reader."""

    name: str
    read: Callable[[Package], OfficeText]


class Package:
    """The files of an office document, by name.

    Raises IntakeError, naming the document, for an archive that is broken or not safe to unpack.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if len(data) > MAX_BYTES:
            raise IntakeError(
                f"{name} is too large: {len(data):,} bytes, where at most {MAX_BYTES:,} are read. Take out its "
                "pictures, or copy the text and paste it."
            )
        self._archive = Archive(BytesIO(data), name)
        self.names = frozenset(self._archive.names(_ANY))

    def read(self, part: str) -> bytes:
        """The content of a file; nothing for one that is not there."""
        return self._archive.read(part, MAX_BYTES) if part in self.names else b""

    def place(self, part: str) -> str:
        """The words by which sentences name a file."""
        return f"{self.name} ({part[:100]})"


class Flow:
    """Writes a document as the tags and texts of HTML.

    Runs of the same look are one run, whatever the document cuts them into. Raises IntakeError for more than
    MOST_TOKENS tags and texts, or MOST_CHARACTERS.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._tokens: list[HtmlToken] = []
        self._characters = 0
        self._block = ""
        self._styles: tuple[str, ...] = ()
        self._link = ""
        self._lists: list[tuple[str, int]] = []  # the tag of each open list, and its next number
        self._tables: list[list[tuple[str, int]]] = []  # the lists around each open table

    def written(self) -> list[HtmlToken]:
        """All that was written, with nothing left open."""
        self._end_all()
        return self._tokens

    def begin(self, tag: str, *, in_item: bool = False) -> None:
        """Begin a block that is no item of a list.

        `in_item`: it goes on in the open item.
        """
        if tag == self._block == "pre":
            self._text("\n")
            return
        if in_item:
            self._end_block()
        else:
            self._end_all()
        self._block = tag
        self._tag(tag)

    def begin_item(self, level: int, *, number: int = 0) -> None:
        """Begin an item of a list, 0 being the outermost.

        `number` is that of a numbered one.
        """
        self._end_block()
        tag = "ol" if number else "ul"
        while len(self._lists) > level + 1 or (len(self._lists) == level + 1 and self._lists[-1] != (tag, number)):
            self._end_list()
        while len(self._lists) <= level:
            self._lists.append((tag, number))
            self._tag(tag, f' start="{number}"' if number else "")
        self._lists[-1] = (tag, number + 1 if number else 0)
        self._block = "li"
        self._tag("li")

    def end_block(self) -> None:
        """End a block; a listing stays open for the next one."""
        self._end_run()
        if self._block != "pre":
            self._end_block()

    def say(self, text: str, styles: tuple[str, ...] = (), link: str = "") -> None:
        """Write words in the look of `styles`, the tags around them."""
        if self._block == "pre":
            styles, link = (), ""
        if (styles, link) != (self._styles, self._link):
            self._end_run()
            if link:
                self._tag("a", f' href="{html.escape(link)}"')
            for style in styles:
                self._tag(style)
            self._styles, self._link = styles, link
        self._text(text)

    def line_break(self) -> None:
        if self._block == "pre":
            self._text("\n")
        else:
            self._tag("br")

    def formula(self, tex: str, *, display: bool) -> None:
        self._end_run()
        self._tag("math", ' display="block"' if display else "")
        self._tag("annotation", ' encoding="application/x-tex"')
        self._text(tex)
        self._tag("/annotation")
        self._tag("/math")

    def begin_table(self) -> None:
        if not self._tables:
            self._end_all()
        self._tables.append(self._lists)
        self._lists = []
        self._tag("table")

    def begin_row(self) -> None:
        self._tag("tr")

    def begin_cell(self, *, columns: int = 1, rows: int = 1) -> None:
        spans = f' colspan="{min(columns, _WIDEST)}"' * (columns > 1) + f' rowspan="{rows}"' * (rows > 1)
        self._tag("td", spans)

    def end_cell(self) -> None:
        self._end_all()
        self._tag("/td")

    def end_table(self) -> None:
        self._end_all()
        self._tag("/table")
        self._lists = self._tables.pop() if self._tables else []

    def _end_all(self) -> None:
        self._end_block()
        while self._lists:
            self._end_list()

    def _end_list(self) -> None:
        self._tag("/" + self._lists.pop()[0])

    def _end_block(self) -> None:
        self._end_run()
        if self._block:
            self._tag("/" + self._block)
            self._block = ""

    def _end_run(self) -> None:
        for style in reversed(self._styles):
            self._tag("/" + style)
        if self._link:
            self._tag("/a")
        self._styles, self._link = (), ""

    def _tag(self, name: str, attributes: str = "") -> None:
        if len(self._tokens) >= MOST_TOKENS:
            raise IntakeError(
                f"{self._place} has more than {MOST_TOKENS:,} paragraphs, cells and styled words: give it in parts."
            )
        self._tokens.append(HtmlToken(name, attributes))

    def _text(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise IntakeError(f"{self._place} has more than {MOST_CHARACTERS:,} characters: give it in parts.")
        if self._tokens and not self._tokens[-1].name and len(self._tokens[-1].text) < _LONGEST_RUN:
            self._tokens[-1] = HtmlToken("", self._tokens[-1].text + clean(text))
        else:
            self._tag("", clean(text))


_LONGEST_RUN = 2_000  # characters; longer ones are not joined, so that time stays linear


def ordered_styles(styles: set[str]) -> tuple[str, ...]:
    """The tags of a look, in the order in which they nest."""
    return tuple(tag for tag in ("b", "i", "code", "sup", "sub") if tag in styles)
