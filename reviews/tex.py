"""Formulas in TeX, as people and models write them in text. Pure.

`$x_{i}$`, `$$…$$`, `\\(…\\)`, `\\[…\\]` and `\\begin{align}…\\end{align}`. The signs in a formula are its own:
they are no Markdown, and none of them is an escape.
"""

from __future__ import annotations

import re

STARTS = re.compile(r"[\\$]")
"""What a formula can begin with."""

_ENVIRONMENTS = (
    "equation|align|alignat|aligned|gather|gathered|multline|eqnarray|cases|array|split|[pbBvV]?matrix|smallmatrix"
)
# What is between the marks. A backslash and the sign behind it are one; a backtick would begin code.
_CANDIDATE = re.compile(
    r"(?P<open>\$\$)(?P<tex>(?:[^\\$`\x02\x03]|\\[^`\x02\x03])++)\$\$"
    r"|(?<![^\W_])(?<!\$)(?P<open1>\$)(?![\s$])(?P<tex1>(?:[^\\$`\x02\x03]|\\[^`\x02\x03])++)(?<!\s)\$(?![^\W_]|\$)"
    r"|(?P<open2>\\\()(?P<tex2>(?:[^\\`\x02\x03]|\\[^()`\x02\x03])++)\\\)"
    r"|(?P<open3>\\\[)(?P<tex3>(?:[^\\`\x02\x03]|\\[^\[\]`\x02\x03])++)\\\]"
)
_BEGIN = re.compile(rf"\\begin\{{((?:{_ENVIRONMENTS})\*?)\}}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ESCAPED_SIGN = re.compile(r"\\[^\w\s]")
_TEX_SIGN = re.compile(r"\\[A-Za-z]|[\^_={}]")
_OPERATION = re.compile(r"[\w)]\s*[-+*/<>|]\s*[\w(\\]")
_WORD = re.compile(r"[^\W\d_]{3}")
_NOT_TEX = re.compile(r"\A\d[\d.,]*\w*\*{0,2}[,;.]?\s+\S*[^\W\d_]{2}|\*\*|\]\(")  # money, or Markdown
_LONGEST_INLINE = 400
_LONGEST_ENVIRONMENT = 5000


def formula_end(text: str, start: int) -> int | None:
    """The end of the formula that begins at `start`.

    None if none begins there. Dollars may be money, and a backslash before a bracket may be an escape of Markdown:
    what is between them decides.
    """
    if begin := _BEGIN.match(text, start):
        closing = f"\\end{{{begin[1]}}}"
        end = text.find(closing, begin.end(), begin.end() + _LONGEST_ENVIRONMENT)
        return None if end < 0 or _BLANK_LINE.search(text, start, end) else end + len(closing)
    candidate = _CANDIDATE.match(text, start)
    if candidate is None:
        return None
    opening, tex = (part for part in candidate.groups() if part is not None)
    if not tex.strip() or _BLANK_LINE.search(tex):
        return None
    plain = _ESCAPED_SIGN.sub("", tex)
    signed, end = _TEX_SIGN.search(plain) is not None, candidate.end()
    if opening == "$" and (len(tex) > _LONGEST_INLINE or ("\n" in tex and not signed) or _NOT_TEX.search(tex)):
        return None
    if opening == r"\[":
        return end if signed or _OPERATION.search(plain) else None
    return end if signed or not _WORD.search(plain) else None


def tex_of(formula: str) -> tuple[str, bool] | None:
    """The TeX between the marks of a formula.

    With it comes whether it is set on lines of its own. None if the text is not one formula and nothing else.
    """
    if formula_end(formula, 0) != len(formula):
        return None
    if _BEGIN.match(formula):
        return formula, True
    width = 1 if formula[1:2] != "$" and formula[0] == "$" else 2
    return formula[width:-width], formula[:2] in ("$$", r"\[")
