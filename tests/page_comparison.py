"""What differs between two sets of pictured pages: text, structure, head, and the share of pixels."""

from __future__ import annotations

import base64
import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Page

Share = Callable[[bytes, bytes], float]
"""The share of pixels, from 0 to 1, in which two pictures differ."""

_SECRETS = (
    (re.compile(r"(X-CSRFToken\W+)\w+"), r"\1…"),
    (re.compile(r"/(invitation|in/\w+|account/address/\w+|password/reset/key)[/-][\w-]{16,}/"), r"/\1/…/"),
)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)[\d:.]*(?=\+|Z)")
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())

_COUNT = """
async ([before, after]) => {
  const [one, other] = await Promise.all([before, after].map(async (data) =>
    createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob())))
  const width = Math.max(one.width, other.width), height = Math.max(one.height, other.height)
  const strip = 2048
  let differing = 0
  const pixels = (image, top) => {
    const canvas = new OffscreenCanvas(width, strip), context = canvas.getContext("2d", {willReadFrequently: true})
    context.drawImage(image, 0, -top)
    return new Uint32Array(context.getImageData(0, 0, width, strip).data.buffer)
  }
  for (let top = 0; top < height; top += strip) {
    const left = pixels(one, top), right = pixels(other, top)
    for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) differing++
  }
  return differing / (width * height)
}
"""


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._depth = 0
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_text()
        given = {name: value or "" for name, value in attrs}
        if given.get("name") == "csrfmiddlewaretoken":
            given["value"] = "…"
        words = "".join(f' {name}="{value}"' for name, value in sorted(given.items()))
        self._add(f"<{tag}{words}>")
        self._depth += tag not in _EMPTY

    def handle_endtag(self, tag: str) -> None:
        self._end_text()
        self._depth -= tag not in _EMPTY

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_text()

    def _end_text(self) -> None:
        words = " ".join("".join(self._text).split())
        self._text.clear()
        if words:
            self._add(words)

    def _add(self, line: str) -> None:
        self.lines.append(" " * self._depth + lasting(line))


def lasting(text: str) -> str:
    """The text without what each run makes anew: tokens, secrets of links, and seconds of moments."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return _MOMENT.sub(r"\1", text)


def outline(html: str) -> str:
    """A page as the browser holds it: a line for each element and each text, indented by depth, as `lasting` has it."""
    parser = _Outline()
    parser.feed(html)
    parser.close()
    return "\n".join(parser.lines) + "\n"


def kinds(before: str, after: str) -> list[str]:
    """In what two outlines differ: "head", "text", "structure". A move in depth alone is a difference in structure."""
    first, second = _parts(before), _parts(after)
    return [kind for kind in first if first[kind] != second[kind]]


def _parts(page: str) -> dict[str, list[str]]:
    lines = page.splitlines()
    body = next((at for at, line in enumerate(lines) if line.lstrip().startswith("<body")), 0)
    return {
        "head": lines[:body],
        "text": [line.strip() for line in lines[body:] if not line.lstrip().startswith("<")],
        "structure": [line for line in lines[body:] if line.lstrip().startswith("<")],
    }


@dataclass(frozen=True)
class Difference:
    name: str
    """The file's."""
    what: str
    """In words."""
    share: float = 0.0
    """Of its pixels, from 0 to 1."""


def differences(before: Path, after: Path, share: Share) -> Iterator[Difference]:
    """Every file of two folders that differs, by name; `share` is asked for pictures whose bytes differ."""
    for name in sorted({path.name for folder in (before, after) for path in folder.iterdir() if path.is_file()}):
        first, second = before / name, after / name
        if not second.exists():
            yield Difference(name, "only before")
        elif not first.exists():
            yield Difference(name, "only after")
        elif first.read_bytes() == second.read_bytes():
            continue
        elif name.endswith(".png"):
            part = share(first.read_bytes(), second.read_bytes())
            if part:
                yield Difference(name, f"{100 * part:.3f} % of pixels", part)
        elif name.endswith(".html"):
            yield Difference(name, ", ".join(kinds(first.read_text(), second.read_text())))
        else:
            yield Difference(name, "words")


def changed_lines(before: Path, after: Path) -> list[tuple[str, int]]:
    """Each line that went ("-") or came ("+") in the files that are no pictures, and in how many; the most first."""
    counted: Counter[str] = Counter()
    for path in sorted(before.iterdir()):
        other = after / path.name
        if path.suffix == ".png" or not other.exists():
            continue
        first, second = (_lines(one) for one in (path, other))
        counted.update({line for line in difflib.ndiff(first, second) if line[0] in "+-"} if first != second else ())
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _lines(path: Path) -> Sequence[str]:
    return [line.strip() for line in path.read_text().splitlines()]


def in_browser(page: Page) -> Share:
    """Counts pixels on a canvas of the page, whose smaller picture is filled up with nothing."""

    def share(before: bytes, after: bytes) -> float:
        return page.evaluate(_COUNT, [base64.b64encode(one).decode() for one in (before, after)])

    return share
