"""Verbs of round sheets: respondents see the comparison, and answer again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone
from django.utils.crypto import get_random_string

from reviews.intake.corrections import carve, piece_at
from reviews.intake.document import Parsed
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
    """The sheet whose id comes up last in a text, or None.

    A reply may name an earlier sheet of the same chat at its end. One query, and none for a text without such an id.
    """
    tokens = list(dict.fromkeys(found[0] for found in _TOKEN.finditer(text)))
    known = comparison.round_sheets.select_related("respondent__identity").filter(token__in=tokens) if tokens else ()
    return max(known, key=lambda sheet: tokens.index(sheet.token), default=None)


def as_reply(comparison: Comparison, parsed: Parsed) -> Parsed:
    """The document as a reply to the sheet that it names.

    Others stay as they are. What stands above the reply, such as the first round of the same chat and the sheet, is set
    aside. The sheet’s respondent speaks in it, and it is a conversation of its own: it never goes on from the first
    round. One query, and none for a document that names no sheet. Raises Refused for a sheet without a reply.
    """
    sheet = sheet_named_in(comparison, parsed.text)
    if sheet is None or parsed.conversation.endswith(sheet.token):
        return parsed
    begins = _reply_begins(parsed.text, sheet)
    parsed = carve(parsed, 0, begins, "furniture")
    first = parsed.pieces[piece_at(parsed, begins)]
    if first.role != "answer":
        parsed = carve(parsed, first.start, first.end, "answer")
    said = parsed.voices[parsed.pieces[piece_at(parsed, begins)].voice or 0]
    respondent = sheet.respondent
    voice = replace(
        said,
        name=respondent.name,
        kind=respondent.kind,  # type: ignore[arg-type]  # one of RespondentKind
        vendor=respondent.vendor,
        version=respondent.version,
    )
    return replace(
        parsed,
        pieces=tuple(piece if piece.voice is None else replace(piece, voice=0) for piece in parsed.pieces),
        voices=(voice,),
        warnings=(),
        settled=("gap-0-first",),  # the sheet is its prompt
        conversation=parsed.conversation and f"{parsed.conversation[:170]}#{sheet.token}",
    )


def _reply_begins(text: str, sheet: RoundSheet) -> int:
    """The offset at which the reply begins.

    It is behind the last whole sheet, or behind the first mention of the sheet's id if no whole sheet is there. The
    line with which a reply begins is not part of it. Raises Refused if nothing follows.
    """
    mentions = [found.end() for found in _TOKEN.finditer(text) if found[0] == sheet.token]
    rest = "".join(filter(str.isalnum, sheet.text.partition(sheet.token)[2]))
    ends = [end for mention in mentions if rest and (end := _end_of(rest, text, mention))]
    begins = ends[-1] if ends else mentions[0]
    line = next((mention for mention in mentions if mention > begins), None)
    if line and _letters(text[line:]) > _letters(text[begins:line]):  # else the reply names its sheet at its end
        begins = line
    begins = text.find("\n", begins) + 1
    if not begins or not _letters(text[begins:]):
        raise Refused("This is a sheet without a reply: paste what the model says to it.")
    return begins


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _end_of(solid: str, text: str, start: int) -> int | None:
    """The offset in a text at which the letters of `solid` end.

    Digits count as letters. None if others stand there.
    """
    at = start
    for char in solid:
        at = next((place for place in range(at, len(text)) if text[place].isalnum()), len(text))
        if text[at : at + 1] != char:
            return None
        at += 1
    return at
