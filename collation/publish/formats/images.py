"""The matrix as SVG and PNG.

A font of ours goes with it: a server may have none.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import resvg_py
from django.contrib.staticfiles import finders

from collation.publish.document.picture import FONT, WIDTH, card, picture
from collation.publish.formats.edition import Edition, PublicationFormat

FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_HELD = ((0x20, 0x24F), (0x300, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x25A0, 0x25FF))
"""The characters that our fonts hold, about.

Others are looked for in the fonts of the system.
"""


def font_files() -> list[Path]:
    """The paths of our fonts."""
    return [Path(str(finders.find(f"fonts/{name}"))) for name in FONTS]


def _svg(edition: Edition) -> bytes:
    return _picture(edition).encode()


def _png(edition: Edition) -> bytes:
    return drawn(_picture(edition))


def card_png(edition: Edition) -> bytes:
    """The matrix as the picture beside links, 1200 × 630."""
    return drawn(card(edition.document, sha256=edition.sha256, url=edition.url, shown=edition.page))


def drawn(svg: str) -> bytes:
    """A drawing as PNG."""
    return _drawn(svg, tuple(map(str, font_files())))


@lru_cache(maxsize=2)
def _drawn(svg: str, fonts: tuple[str, ...]) -> bytes:
    """The same, kept: if all rows fit, the card is the picture."""
    foreign = {char for char in svg if char != "\n" and not any(low <= ord(char) <= high for low, high in _HELD)}
    written: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=WIDTH,
        font_files=list(fonts),
        font_family=FONT,
        sans_serif_family=FONT,
        skip_system_fonts=not foreign,
    )
    return bytes(written)


def _picture(edition: Edition) -> str:
    return picture(edition.document, sha256=edition.sha256, url=edition.url, shown=edition.page)


SVG = PublicationFormat("svg", "SVG", "the matrix as a drawing", ".svg", "image/svg+xml", _svg)
PNG = PublicationFormat("png", "PNG", "the matrix as a picture, for a card", ".png", "image/png", _png)
