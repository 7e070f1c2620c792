"""Verbs of round sheets: respondents see the comparison, and answer again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils import timezone
from django.utils.crypto import get_random_string

from reviews.models import Comparison, Respondent, RoundSheet, User
from reviews.refusal import Refused

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_TOKEN = re.compile(rf"(?<![\w-])round-[{_SIGNS}]{{8}}(?![\w-])")


def new_token() -> str:
    """An id that stands in a sheet and comes back."""
    return f"round-{get_random_string(8, _SIGNS)}"


def make_round_sheet(
    *, comparison: Comparison, by: User, respondent: Respondent, token: str, text: str, names: Mapping[str, str]
) -> RoundSheet:
    """Store a sheet, with all that it shows.

    Raises Refused for a respondent of another comparison.
    """
    if respondent.comparison_id != comparison.pk:
        raise Refused("This respondent answers in another comparison.", "respondent")
    return RoundSheet.objects.create(
        comparison=comparison,
        respondent=respondent,
        token=token,
        text=text,
        names=dict(names),
        created_by=by,
        created_at=timezone.now(),
    )


def sheet_named_in(comparison: Comparison, text: str) -> RoundSheet | None:
    """The sheet whose id stands last in a text, or None.

    One query, and none for a text without such an id.
    """
    tokens = [found[0] for found in _TOKEN.finditer(text)]
    known = comparison.round_sheets.select_related("respondent__identity").filter(token__in=tokens) if tokens else ()
    return max(known, key=lambda sheet: text.rindex(sheet.token), default=None)
