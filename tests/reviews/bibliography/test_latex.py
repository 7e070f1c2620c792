"""LaTeX of a bibliography as plain text."""

import pytest

from reviews.bibliography.latex import address_text, plain_text


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"{\"U}ber \emph{alles}", "Über alles"),
        (r"a --- b -- c ``d''", "a — b – c “d”"),
        (r"\$5 \& \'{e}t\ae", "$5 & étæ"),
        (r"$x_1$ \unknown", r"$x_1$ \unknown"),
    ],
)
def test_plain_text(latex: str, plain: str):
    assert plain_text(latex) == plain


def test_an_address_keeps_its_tildes_and_dashes():
    assert address_text(r"https://e.org/\~a--\_b") == "https://e.org/~a--_b"
