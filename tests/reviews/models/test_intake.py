"""Drafts and exports of the intake."""

import pytest

from reviews.models import IntakeExport


@pytest.mark.parametrize(("read_to", "is_read"), [(0, False), (9, False), (10, True)])
def test_an_export_is_read_at_its_last_byte(read_to, is_read):
    assert IntakeExport(size=10, read_to=read_to).is_read is is_read
