"""Lines of code among lines of prose."""

import pytest

from reviews.intake.page.code_lines import is_code_line


@pytest.mark.parametrize(
    ("line", "is_code"),
    [
        ("import os", True),
        ("x = 1", True),
        ("    indented", True),
        ("$ make", True),
        ("</div>", True),
        ("Import duties rose.", False),
        ("Kites fly because the wind pushes on them.", False),
        ("", False),
    ],
)
def test_lines(line: str, is_code: bool):
    assert is_code_line(line) is is_code
