"""Read the formulas of a page: MathML, and what KaTeX draws.

A formula comes out as TeX if the page holds it. Else it comes out in words that keep what is raised, lowered
or divided: `x^2`, `x_i`, `(a+b)/c`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reviews.intake.bytes.html_tokens import attribute
from reviews.intake.page.escaping import escaped
from reviews.tex import tex_of

_KEEPS_TEX = re.compile(r"(?:^|\s)(data-(?:math|latex|tex))\s*=")
_CLASSES = re.compile(r"class\s*=\s*[\"']([^\"']{0,500})")
_DEEPEST = 200
_VOID = frozenset("br hr img input wbr".split())


@dataclass
class Formula:
    """An open formula, and how deep in its elements the reading is."""

    tag: str
    display: bool = False
    tex: str = ""
    read: bool = True  # whether the page says what the formula is, not only what it looks like
    annotated: bool = False
    depth: int = 1
    parts: list[tuple[str, list[str]]] = field(default_factory=lambda: [("", [])])

    def open(self, name: str, attributes: str) -> None:
        """Read a tag inside it."""
        self.annotated = name == "annotation" and "tex" in attribute(attributes, "encoding").lower()
        if name == self.tag and not attributes.endswith("/"):
            self.depth += 1
        if name in _COMBINED and len(self.parts) < _DEEPEST:
            self.parts.append((name, []))
        elif name == "span" and not self.read:
            classes = classes_of(attributes)
            if "msupsub" in classes:
                self.parts[-1][1].append("^")
            elif "vlist-t2" in classes and self.parts[-1][1][-1:] == ["^"]:
                self.parts[-1][1][-1] = "_"

    def close(self, name: str) -> bool:
        """Read a closing tag inside it; whether it ends the formula."""
        self.annotated = False
        if name in _COMBINED and len(self.parts) > 1 and self.parts[-1][0] == name:
            _, parts = self.parts.pop()
            self.parts[-1][1].append(_COMBINED[name](parts))
        if name == self.tag:
            self.depth -= 1
        return self.depth <= 0

    def say(self, text: str) -> None:
        """Read words inside it."""
        if self.annotated:
            self.tex += text
        elif text.strip():
            self.parts[-1][1].append(" ".join(text.split()))

    @property
    def words(self) -> str:
        """What it looks like, in a line."""
        return " ".join("".join("".join(parts) for _, parts in self.parts).split()).replace("\u200b", "")

    def markdown(self, *, joined: bool = False) -> str:
        """Its TeX between dollars; without TeX its words.

        `joined`: a letter or digit stands beside it, where dollars would be money.
        """
        source = " ".join(self.tex.split())
        if not source:
            return escaped(self.words, first=False)
        opening, closing = ("$$", "$$") if self.display else ("\\(", "\\)") if joined else ("$", "$")
        formula = f"{opening}{source}{closing}"
        return formula if tex_of(formula) else escaped(formula, first=False)


def opened(name: str, attributes: str) -> Formula | None:
    """The formula that a tag begins, if it begins one."""
    if name == "math":
        return Formula("math", attribute(attributes, "display") == "block")
    if keeps := _KEEPS_TEX.search(attributes[:2000]):
        return Formula(name, "block" in attributes[:2000], attribute(attributes, keeps[1]))
    return None


def glyphs(name: str, attributes: str) -> Formula | None:
    """The drawing that a tag of KaTeX begins.

    It is all that is left if the page holds no source.
    """
    return Formula(name, read=False) if name == "span" and "katex-html" in classes_of(attributes) else None


def classes_of(attributes: str) -> frozenset[str]:
    """The classes of a tag."""
    classes = _CLASSES.search(attributes[:2000])
    return frozenset(classes[1].split()) if classes else frozenset()


def _grouped(words: str) -> str:
    return words if len(words) < 2 or words.isdecimal() else f"({words})"


def _script(words: str) -> str:
    return words if len(words) < 2 or words.isdecimal() else f"{{{words}}}"


def _scripts(signs: str) -> Callable[[list[str]], str]:
    def combined(parts: list[str]) -> str:
        base, rest = "".join(parts[:1]), parts[1:]
        return base + "".join(f"{sign}{_script(part)}" for sign, part in zip(signs, rest, strict=False))

    return combined


def _fraction(parts: list[str]) -> str:
    return "/".join(_grouped(part) for part in parts)


def _root(parts: list[str]) -> str:
    return f"√({''.join(parts)})"


_COMBINED: dict[str, Callable[[list[str]], str]] = {
    "mrow": "".join,
    "mstyle": "".join,
    "mtd": lambda parts: "".join(parts) + " ",
    "mtr": lambda parts: "".join(parts).strip() + "; ",
    "msup": _scripts("^"),
    "mover": _scripts("^"),
    "msub": _scripts("_"),
    "munder": _scripts("_"),
    "msubsup": _scripts("_^"),
    "munderover": _scripts("_^"),
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": lambda parts: f"√({''.join(parts[:1])})[{''.join(parts[1:])}]",
}
"""How the parts of an element are written in a line."""
