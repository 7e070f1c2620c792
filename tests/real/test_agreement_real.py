"""Krippendorff's alpha against rating tables with published coefficients."""

from __future__ import annotations

import json
from pathlib import Path

from collation.agreement.alpha import agreement
from collation.agreement.gwet import gwet

GWET = {f"gwet_ac1_ac2/{weights}": weights for weights in ("identity", "ordinal", "quadratic")}
METRICS = {
    "nominal": "nominal",
    "ordinal": "ordinal",
    "interval": "interval",
    "krippendorff/identity": "nominal",
    "krippendorff/quadratic": "interval",
}


def test_every_table_that_publishes_an_alpha(real: Path):
    compared = 0
    for table in json.loads((real / "agreement" / "agreement.json").read_text())["datasets"]:
        if not table["kind"].endswith("(None = missing)"):
            continue
        rows = table["data"]
        units = list(zip(*rows, strict=True)) if table["kind"].startswith("rater_x_unit") else rows
        values = sorted({value for unit in units for value in unit if value is not None}, key=str)
        rank = {value: value if isinstance(value, int | float) else at for at, value in enumerate(values)}
        numbers = [[None if value is None else rank[value] for value in unit] for unit in units]
        for name, alpha in table["expected"].items():
            if name in METRICS:
                compared += 1
                assert abs(agreement(numbers, METRICS[name], resamples=0).alpha - alpha) < 0.0006, (table["name"], name)
    assert compared == 11


def test_every_table_that_publishes_gwets_coefficient(real: Path):
    """AC1 for nominal values, AC2 with ordinal and quadratic weights."""
    compared = 0
    for table in json.loads((real / "agreement" / "agreement.json").read_text())["datasets"]:
        if not table["kind"].endswith("(None = missing)"):
            continue
        rows = table["data"]
        units = list(zip(*rows, strict=True)) if table["kind"].startswith("rater_x_unit") else rows
        values = sorted({value for unit in units for value in unit if value is not None}, key=str)
        numbers = [[None if value is None else values.index(value) for value in unit] for unit in units]
        for name, expected in table["expected"].items():
            if name in GWET:
                compared += 1
                assert round(gwet(numbers, range(len(values)), GWET[name]), 3) == expected, (table["name"], name)
    assert compared == 7
