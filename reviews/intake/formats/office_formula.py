"""Write the formulas of Word as TeX.

Format: ECMA-376, part 1, section 22.1 (Office MathML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEFORE = {
    "m:e": "{", "m:sup": "^{", "m:sub": "_{", "m:lim": "_{", "m:num": "{", "m:den": "{", "m:fName": "{", "m:deg": "[",
    "m:f": r"\frac", "m:rad": r"\sqrt",
}  # fmt: skip
_AFTER = {**dict.fromkeys(("m:e", "m:sup", "m:sub", "m:lim", "m:num", "m:den", "m:fName"), "}"), "m:deg": "]"}
_SPECIAL = re.compile(r"[\\{}$#%&_^~]")
_NAMED = {"\\": r"\backslash ", "^": r"\hat{}", "~": r"\sim "}


@dataclass
class _FormulaFence:
    """The brackets around the parts of a formula, and their separator."""

    opens: str = "("
    closes: str = ")"
    parted_by: str = "|"
    parts: int = 0


class OfficeFormula:
    """The TeX of one formula, from its elements and texts.

    What is no power, index, fraction, root, sum or bracket keeps its words in their order.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._fences: list[_FormulaFence] = []

    @property
    def tex(self) -> str:
        return "".join(self._parts).replace("[]", "").strip()

    def say(self, words: str) -> None:
        self._parts.append(_SPECIAL.sub(lambda sign: _NAMED.get(sign[0], "\\" + sign[0]), words))

    def open(self, name: str, value: str, parent: str) -> None:
        """Take the beginning of an element; `value` is its attribute."""
        fence = self._fences[-1] if self._fences else _FormulaFence()
        match name:
            case "m:d" | "m:nary":
                self._fences.append(_FormulaFence(opens="\u222b" if name == "m:nary" else "("))
            case "m:begChr" | "m:chr" if parent in ("m:dPr", "m:naryPr"):
                fence.opens = value
            case "m:endChr":
                fence.closes = value
            case "m:sepChr":
                fence.parted_by = value
            case "m:e" if parent == "m:d":
                self.say(fence.parted_by if fence.parts else fence.opens)
                fence.parts += 1
        self._parts.append(_BEFORE.get(name, ""))

    def close(self, name: str) -> None:
        """Take the end of an element."""
        self._parts.append(_AFTER.get(name, ""))
        if name == "m:naryPr" and self._fences:
            self.say(self._fences[-1].opens)
        elif name == "m:nary" and self._fences:
            self._fences.pop()
        elif name == "m:d" and self._fences:
            self.say(self._fences.pop().closes)
