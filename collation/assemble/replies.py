"""What readers' replies come to, checked against the stored texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from collation.assemble.sheets import Material, digest, gathered_points, material_of
from collation.readers.check import check_reply
from collation.readers.checked import Checked, CheckedCell, CheckedQuote, PaperQuote
from collation.readers.gathering import check_points, expand
from collation.readers.names import NameMap
from collation.readers.repair import repair_prompt
from collation.readers.reply import Reply, parse_reply
from reviews.characters import one_newline, without
from reviews.domain.readers import NewQuotation, NewReply, NewStatement
from reviews.lens import Lens
from reviews.models import (
    Comparison,
    Reader,
    ReaderReply,
    ReaderSheet,
    ReaderStatement,
    Response,
    SheetPart,
    StatementKind,
    Transcript,
)
from reviews.refusal import Refused


@dataclass(frozen=True)
class CheckedReply:
    """A reply, and what of it can be taken in.

    `raw` has "\\n" for every line break, and no white space around it. `sheet` is the stored sheet that it answers.
    """

    raw: str
    reply: Reply
    checked: Checked
    sheet: ReaderSheet | None
    material: Material
    warnings: tuple[str, ...]
    names: NameMap | None = None

    @property
    def repair(self) -> str:
        """The prompt that asks for what is missing, or ""."""
        if self.sheet is None:
            return ""
        return repair_prompt(self.checked.missing, sheet_id=self.sheet.token, names=self.names)

    def earlier(self, reader: Reader | None) -> ReaderReply | None:
        """The reader's last reply that this one may supersede or complete.

        None if there is no choice: about another respondent it does neither, and points that are gathered are always
        superseded.
        """
        if reader is None or (self.sheet and self.sheet.part == SheetPart.GROUPING):
            return None
        standing = ReaderStatement.objects.current().filter(reply__reader=reader)
        if self.sheet and self.sheet.part == SheetPart.RESPONDENT:
            here = Q(cell__transcript__in=self._here) | Q(transcript__in=self._here)
            standing = standing.filter(here | Q(quotations__response__transcript__in=self._here))
        return reader.replies.filter(statements__in=standing).order_by("pk").last()

    @property
    def _here(self) -> list[int]:
        """The ids of the transcripts that it may speak of."""
        return [self.material.transcripts[text.key] for text in self.material.texts]

    def completes(self, reader: Reader | None) -> bool:
        """Whether it rather adds to the reader's earlier replies than supersedes them.

        It does if they answer the same sheet and left a part of it out, as this one does; and if they speak of
        respondents who are not in this sheet.
        """
        if reader is None or self.sheet is None:
            return False
        of_others = ReaderStatement.objects.current().filter(reply__reader=reader, what=StatementKind.CELL)
        if self.sheet.part == SheetPart.WHOLE and of_others.exclude(cell__transcript__in=self._here).exists():
            return True
        if not self.checked.missing:
            return False
        earlier = [reply.kept for reply in reader.replies.filter(sheet=self.sheet)]
        cells = len(self.material.questions) * len(self.material.texts)
        told = {kind: sum(kept.get(kind, 0) for kept in earlier) for kind in StatementKind.values}
        whole = told[StatementKind.CELL] >= cells and told[StatementKind.BASIS] >= len(self.material.texts)
        return bool(earlier) and not (whole and told[StatementKind.FINDING])

    def as_new(self, *, completes: bool) -> NewReply:
        """The reply as a verb takes it in."""
        return NewReply(self.raw, _statements(self.checked, self.material), self.dropped, completes)

    @property
    def dropped(self) -> tuple[dict[str, str], ...]:
        """What was dropped: {what, place, why, quote}."""
        return tuple(
            {"what": one.what, "place": one.place, "why": one.why, "quote": one.quote} for one in self.checked.dropped
        )


def read_reply(comparison: Comparison, view: Lens, raw: str) -> CheckedReply:
    """Check a reply against the texts, and store nothing.

    If it names a stored sheet, it may speak of the respondents in that sheet alone. Raises Refused, with the place, if
    nothing of it can be used.
    """
    raw = without(one_newline(raw).removeprefix("\ufeff")).strip()
    reply = parse_reply(raw)
    if reply.is_empty:
        problem = reply.problems[0] if reply.problems else None
        told = f"{problem.place} {problem.message}".strip() if problem else "This reply says nothing."
        raise Refused(told, "reply")
    sheet = comparison.reader_sheets.filter(token=reply.sheet).first() if reply.sheet else None
    material = material_of(comparison, view, with_pages=True)
    names, warnings = None, []
    if sheet is not None:
        held = {response for response, _ in sheet.texts}
        of_sheet = Transcript.objects.filter(responses__in=held).values_list("pk", flat=True)
        given = frozenset(of_sheet)
        material = material.only([key for key, pk in material.transcripts.items() if pk in given])
        names = NameMap.of_json(sheet.names) if sheet.names else None
        if _changed(sheet, material):
            warnings.append(
                "Texts have changed since this sheet was made. Quotations are searched for in the new ones."
            )
    elif reply.sheet:
        warnings.append(f"This comparison has no sheet “{reply.sheet}”. All respondents are taken as given.")
    if sheet is not None and sheet.part == SheetPart.GROUPING:
        reply = _with_quotations(reply, comparison, view)
    checked = _checked(reply, material, names)
    if sheet is not None and sheet.part == SheetPart.GROUPING:
        checked = replace(checked, missing=replace(checked.missing, cells=(), bases=()))
    if checked.is_empty:
        first = f" {checked.dropped[0].place}: {checked.dropped[0].why}" if checked.dropped else ""
        raise Refused(f"Nothing in this reply can be taken in.{first}", "reply")
    return CheckedReply(raw, reply, checked, sheet, material, (*warnings, *checked.warnings), names)


def _with_quotations(reply: Reply, comparison: Comparison, view: Lens) -> Reply:
    """The reply about gathered points, with quotations in place of keys."""
    found = [gathered_points(reader, view) for reader in comparison.readers.all()]
    points = [point for points, _ in found for point in points]
    return expand(reply, points, [statement for _, statements in found for statement in statements])


def _changed(sheet: ReaderSheet, material: Material) -> bool:
    """Whether a text is another than the sheet held."""
    answers = material.answers
    return {response: digest(text) for response, text in answers.items()} != dict(map(tuple, sheet.texts))


def _checked(reply: Reply, material: Material, names: NameMap | None) -> Checked:
    """The check; points of a single respondent become findings."""
    given = (reply, material.questions, material.texts, material.paper, names, material.labels)
    if not reply.points and not reply.statements:
        return check_reply(*given)
    (only,) = material.texts if len(material.texts) == 1 else (None,)
    gathered = check_points(*given, respondent=only.key if only else "")
    return replace(gathered.checked, findings=gathered.raised, facts=gathered.stated)


def _statements(checked: Checked, material: Material) -> tuple[NewStatement, ...]:
    """All that is kept, the findings first."""
    responses = {pk: Response(pk=pk, text=text) for pk, text in material.answers.items()}

    def words(quote: CheckedQuote, value: str = "", *, opposes: bool = False) -> NewQuotation:
        return NewQuotation(responses[quote.response_id], quote.start, quote.end, value, opposes)

    def place(question: str, respondent: str) -> tuple[int, int]:
        return material.asked[question], material.transcripts[respondent]

    findings = [
        NewStatement(
            what=StatementKind.FINDING,
            kind=one.kind,
            title=one.title,
            quotations=(*map(words, one.raised_by), *(words(quote, opposes=True) for quote in one.opposed_by)),
            suspect=_suspect(one.quotes),
        )
        for one in checked.findings
    ]
    index = {one.key: at for at, one in enumerate(checked.findings)}
    facts = [
        NewStatement(
            what=StatementKind.FACT,
            kind=one.kind,
            title=one.topic,
            diverges=one.diverges,
            quotations=tuple(words(value.quote, value.value) for value in one.values),
            settled_by=one.settled_by.text if one.settled_by else "",
            settles=tuple(place(*cell) for cell in one.settled_by.cells) if one.settled_by else (),
            suspect=_suspect(one.quotes),
        )
        for one in checked.facts
    ]
    cells = [
        NewStatement(
            what=StatementKind.CELL,
            cell=place(one.question, one.respondent),
            value=(one.verdict or "") if one.state == "answered" else one.state,
            why=one.reason,
            quotations=(words(one.quote),) if one.quote else (),
            grounds=tuple(index[key] for key in one.grounds if key in index),
            suspect=_suspect([one.quote] if one.quote else []),
            paper_quote=of_paper.text if (of_paper := _of_paper(one)) else "",
            paper_page=of_paper.page if of_paper else None,
            paper_contradicts=one.paper_against is not None,
        )
        for one in checked.cells
    ]
    bases = [
        NewStatement(
            what=StatementKind.BASIS,
            transcript=material.transcripts[one.respondent],
            value=one.value,
            quotations=(words(one.quote),) if one.quote else (),
            suspect=_suspect([one.quote] if one.quote else []),
        )
        for one in checked.evidence_basis
    ]
    labels = [
        NewStatement(
            what=StatementKind.LABEL,
            label=one.label,
            quotations=(words(one.quote),),
            suspect=one.quote.suspect,
        )
        for one in checked.labels
    ]
    return (*findings, *facts, *cells, *bases, *labels)


def _suspect(quotes: Iterable[CheckedQuote]) -> bool:
    return any(quote.suspect for quote in quotes)


def _of_paper(cell: CheckedCell) -> PaperQuote | None:
    """The paper's own sentence; if there are two, the one against."""
    return cell.paper_against or cell.paper_for


def counts_of(kept: dict[str, int]) -> dict[str, int]:
    """The statements of a stored reply, by the lists of a reply."""
    lists = {
        "cells": StatementKind.CELL,
        "facts": StatementKind.FACT,
        "findings": StatementKind.FINDING,
        "evidence_basis": StatementKind.BASIS,
        "labels": StatementKind.LABEL,
    }
    return {name: kept.get(kind, 0) for name, kind in lists.items()}
