"""The text that LaTeX in a bibliography stands for.

Accents, letters and dashes become characters, formatting and braces fall away, mathematics stays as it was written.
A command that is not known here keeps its name, for a person to see.
"""

from __future__ import annotations

import re
import unicodedata

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
"""The combining character of each accent command of LaTeX."""

WORDS = {
    "AA": "Å", "AE": "Æ", "BibTeX": "BibTeX", "DH": "Ð", "DJ": "Đ", "L": "Ł", "LaTeX": "LaTeX", "NG": "Ŋ", "O": "Ø",
    "OE": "Œ", "P": "¶", "S": "§", "TH": "Þ", "TeX": "TeX", "aa": "å", "ae": "æ", "copyright": "©", "dag": "†",
    "dh": "ð", "dj": "đ", "dots": "…", "euro": "€", "i": "ı", "j": "ȷ", "l": "ł", "ldots": "…", "ng": "ŋ", "o": "ø",
    "oe": "œ", "pounds": "£", "ss": "ß", "textasciicircum": "^", "textasciitilde": "~", "textbackslash": "\\",
    "textbar": "|", "textbraceleft": "{", "textbraceright": "}", "textbullet": "•", "textdegree": "°",
    "textdollar": "$", "textellipsis": "…", "textemdash": "—", "textendash": "–", "texteuro": "€", "textgreater": ">",
    "textless": "<", "textmu": "µ", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textregistered": "®", "textsterling": "£", "texttimes": "×", "texttrademark": "™",
    "textunderscore": "_", "textvisiblespace": "␣", "th": "þ",
    "newline": " ", "par": "\n\n", "quad": " ", "qquad": " ", "space": " ",
}  # fmt: skip

FORMATTING = frozenset(
    "bf bfseries boldmath centering em emph ensuremath footnotesize hbox it itshape large Large mathrm mbox md "
    "mdseries normalfont normalsize protect relax rm rmfamily sc scriptsize scshape sf sffamily sl slshape small "
    "text textbf textit textlf textmd textnormal textrm textsc textsf textsl textsubscript textsuperscript texttt "
    "textup tiny tt ttfamily underline uline up upshape url path".split()
)
"""Commands that only change how their argument looks."""

SIGNS = {"\\": " ", " ": " ", "\n": " ", "\t": " ", ",": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "", "@": ""}
LIGATURES = {"~": " ", "---": "—", "--": "–", "``": "“", "''": "”"}

_LINKED = re.compile(r"\\href\s*+\{[^{}]*+\}")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_IN_ADDRESSES = re.compile(r"\\(?:url\b|(?=[%&#_~$^{}]))|[{}]")
_TILDE = re.compile(r"\\textasciitilde\b\s*|\$\\sim\$")
_TOKEN = re.compile(
    r"""\\(?P<word>[A-Za-z]++)\*?[^\S\n]*+\n?[^\S\n]*+
      | \\(?P<sign>.)
      | (?P<math>\$\$?+[^$\\]*+(?:\\.[^$\\]*+)*+\$\$?+)
      | (?P<brace>[{}])
      | (?P<ligature>~|--?-?|``|'')
      | (?P<plain>[^\\${}~`'-]++|.)""",
    re.VERBOSE | re.DOTALL,
)


def plain_text(latex: str) -> str:
    """The text of a bibliography field in LaTeX.

    White space is left as it is. Takes one pass.
    """
    latex = _LINKED.sub("", latex)
    plain: list[str] = []
    waiting: list[str] = []  # accents for the next character, the outermost first
    for token in _TOKEN.finditer(latex):
        if (accent := token["word"] or token["sign"]) in ACCENTS:
            waiting.append(accent)
        elif not waiting:
            plain.append(_read(token))
        elif token["brace"] != "{" and (text := _read(token).lstrip()):
            plain.append(_accented(text, waiting))
            waiting.clear()
        elif token["brace"] == "}":
            plain.extend(accent for accent in waiting if not accent.isalpha())
            waiting.clear()
    return unicodedata.normalize("NFC", "".join(plain))


def address_text(latex: str) -> str:
    """The text of an address or a DOI in LaTeX.

    "~" and "--" stay as they are.
    """
    return _IN_ADDRESSES.sub("", _TILDE.sub("~", latex))


def _read(token: re.Match[str]) -> str:
    if token["brace"]:
        return ""
    if token["sign"]:
        return SIGNS.get(token["sign"], token["sign"])
    if token["ligature"]:
        return LIGATURES.get(token[0], token[0])
    if not (word := token["word"]):
        return token[0]
    if word in FORMATTING or (token.string.startswith("{", token.end()) and word not in WORDS):
        return ""
    return WORDS.get(word, token[0])


def _accented(text: str, accents: list[str]) -> str:
    """The text with the accents on its first character.

    The last accent is next to the character.
    """
    marks = "".join(ACCENTS[accent] for accent in reversed(accents))
    return _DOTLESS.get(text[0], text[0]) + marks + text[1:]
