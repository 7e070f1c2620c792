"""A byline is suggested where a line is one, and nobody is made up."""

import pytest

from reviews.intake.page.byline import byline


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Owls at night\n\nBy Jane Roe\n\nThey hunt.", "Jane Roe"),
        ("# Owls\n\n**By Dr. J. Q. van der Meer**, 3 May 2026\n\nThey hunt.", "Dr. J. Q. van der Meer"),
        ("Written by Åsa Öberg-Lind · 12 minutes", "Åsa Öberg-Lind"),
        ("Author: Jane\nPaper: Owls", "Jane"),
        ("*Reviewer:* Mara O’Neill", "Mara O’Neill"),
        ("Posted by Ana María de la Cruz on 4 March", "Ana María de la Cruz"),
        ("BY Jane Roe", "Jane Roe"),
        ("By design, it works.", ""),
        ("By Monday the owls had left.", ""),
        ("By Jane Roe's account the owls had left.", ""),
        ("By night owls hunt", ""),
        ("Read by Jane Roe and others", ""),
        ("The author: who is it?", ""),
        ("Author: unknown", ""),
        ("They hunt.\n" * 30 + "By Jane Roe", ""),
        ("By " + "A" * 50_000, ""),
        ("By " + "Aa " * 50_000, ""),
        ("", ""),
    ],
)
def test_the_name_of_a_byline(text, name):
    assert byline(text) == name
