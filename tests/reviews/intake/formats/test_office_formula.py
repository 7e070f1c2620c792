"""Formulas of Word as TeX."""

import pytest

from reviews.intake.bytes.xml_events import xml_events
from reviews.intake.formats.office_formula import OfficeFormula

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def tex(inner: str) -> str:
    formula, path = OfficeFormula(), [""]
    for event in xml_events(f'<m:oMath xmlns:m="{M}">{inner}</m:oMath>'.encode(), "tea", {M: "m"}):
        if not event.name:
            formula.say(event.text)
        elif event.name[0] == "/":
            path.pop()
            formula.close(event.name[1:])
        else:
            formula.open(event.name, event.attributes.get("m:val", ""), path[-1])
            path.append(event.name)
    return formula.tex


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<m:r><m:t>a+b</m:t></m:r>", "a+b"),
        ("<m:sSup><m:e>x</m:e><m:sup>24</m:sup></m:sSup>", "{x}^{24}"),
        ("<m:sSubSup><m:e>x</m:e><m:sub>i</m:sub><m:sup>2</m:sup></m:sSubSup>", "{x}_{i}^{2}"),
        ("<m:f><m:num>1</m:num><m:den>2</m:den></m:f>", r"\frac{1}{2}"),
        ("<m:rad><m:deg>3</m:deg><m:e>x</m:e></m:rad>", r"\sqrt[3]{x}"),
        ("<m:rad><m:deg/><m:e>x</m:e></m:rad>", r"\sqrt{x}"),
        ("<m:d><m:e>a</m:e><m:e>b</m:e></m:d>", "({a}|{b})"),
        ('<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e>a</m:e></m:d>', r"\{{a}"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>i</m:sub><m:sup>n</m:sup><m:e>x</m:e></m:nary>',
            "∑_{i}^{n}{x}",
        ),
        ("50% of a_b", r"50\% of a\_b"),
    ],
)
def test_formulas(inner, expected):
    assert tex(inner) == expected
