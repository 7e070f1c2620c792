"""Verbs of deletion: a stored document or a comparison, for good.

Everything else in the record is archived. These are for what should never have come in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Set
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from reviews.domain.changes import changing
from reviews.domain.erasing import erase
from reviews.domain.history import save_by
from reviews.domain.mentions import recount
from reviews.domain.optimistic_lock import token
from reviews.domain.own_words import OwnWords
from reviews.domain.publications import bury
from reviews.domain.redactions import alias_of
from reviews.domain.standing import ask_again
from reviews.domain.unsaved_words import stored_place
from reviews.models import (
    Annotation,
    Cell,
    Comment,
    CommentMention,
    Comparison,
    Conclusion,
    EndedDraft,
    ExportedConversation,
    FactReview,
    Finding,
    Guest,
    Identity,
    IntakeDraft,
    IntakeExport,
    Mark,
    Paper,
    PaperFile,
    Placement,
    Point,
    Publication,
    Question,
    ReaderQuotation,
    ReaderReply,
    ReaderSheet,
    ReaderStatement,
    Redaction,
    Resolution,
    Respondent,
    Response,
    RoundSheet,
    Source,
    StatementKind,
    StruckValue,
    Support,
    Thread,
    Transcript,
    UnsavedWords,
    User,
)
from reviews.models.annotation import AnnotationQuerySet
from reviews.refusal import Refused

CHANGED = "What would go has changed since you opened this page, so nothing was deleted. Look at the list again."
WHY_BURIED = "A document that it showed was deleted."
"""What a tombstone says, if the version was public until then."""

TITLE_GONE = "A finding whose title was deleted"

Counted = tuple[int, str, str]
"""A number, and the thing in the singular and in the plural."""


@dataclass(frozen=True)
class Version:
    """A publication that shows what is to be deleted."""

    number: int
    published_at: datetime
    is_public: bool


@dataclass(frozen=True)
class Deletion:
    """What goes if something is deleted.

    `goes` are things with their numbers, in words. `findings` and `questions` are the titles and texts of those that
    go. `elsewhere` are the titles of the team’s other comparisons that hold the same document; `branches` counts the
    other branches of the conversation, which stay.
    """

    goes: tuple[str, ...]
    versions: tuple[Version, ...] = ()
    findings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    branches: int = 0
    elsewhere: tuple[str, ...] = ()

    @property
    def token(self) -> str:
        """The token of all that it tells."""
        return token(asdict(self))


def source_deletion(source: Source) -> Deletion:
    """What goes if a stored document is deleted.

    Raises Refused if it was deleted meanwhile.
    """
    return _Doomed(source).told()


def comparison_deletion(comparison: Comparison) -> Deletion:
    """What goes if a comparison is deleted."""
    here, cells = {"comparison": comparison}, Cell.objects.filter(comparison=comparison)
    return Deletion(
        goes=_in_words(
            (Source.objects.filter(**here).count(), "document", "documents"),
            (PaperFile.objects.filter(paper=comparison.paper_id).count(), "PDF of the paper", "PDFs of the paper"),
            (Transcript.objects.filter(**here).count(), "transcript", "transcripts"),
            (Response.objects.filter(transcript__comparison=comparison).count(), "turn", "turns"),
            (Question.objects.filter(**here).count(), "question", "questions"),
            *_judged(cells),
            (Placement.objects.filter(question__comparison=comparison).count(), "placement", "placements"),
            _annotated(Annotation.objects.filter(response__transcript__comparison=comparison)),
            (ReaderReply.objects.filter(reader__comparison=comparison).count(), "reader’s reply", "readers’ replies"),
            (Finding.objects.filter(**here, merged_into=None).count(), "finding", "findings"),
            (FactReview.objects.filter(**here).count(), "decision on a fact", "decisions on facts"),
            *_discussed(Thread.objects.filter(**here)),
            *_not_stored(IntakeDraft.objects.filter(**here), IntakeExport.objects.filter(**here)),
            (Guest.objects.filter(**here).count(), "guest’s access", "guests’ access"),
        ),
        versions=_versions(comparison.publications.defer("document")),
    )


def delete_source(*, source: Source, by: User, seen: str | None = None) -> Deletion:
    """Delete a stored document and what rests on it, for good.

    With it go the earlier exports of its conversation, the drafts and kept exports that hold it, its transcripts, what
    people placed, marked, annotated, settled, backed, quoted and discussed there, or typed and did not save, and the
    history of all this. A finding without any other quotation goes, and so does a question that was adopted from a
    prompt of this document alone. A redaction that quotes it goes; a shorter one stays while it stands, since people
    may have written its words elsewhere. Publications that show the document are withdrawn, and lose their documents.

    `seen` is the token of the Deletion that the person was told. Raises Refused if something else would go now, and if
    the document was deleted meanwhile. Its file goes with the next sweep, unless another row names it.
    """
    comparison = source.comparison
    with changing(comparison, words=True):
        doomed = _Doomed(source, lock=True)
        told = doomed.told()
        _refuse_stale(seen, told)
        bury(comparison=comparison, by=by, numbers={version.number for version in told.versions}, why=WHY_BURIED)
        doomed.delete(by)
    return told


def delete_comparison(*, comparison: Comparison, seen: str | None = None) -> Deletion:
    """Delete a comparison with its paper and publications, for good.

    A model or a person that no other comparison of the team has goes, too. `seen` as in `delete_source`. Raises Refused
    if something else would go now, and if the comparison was deleted meanwhile.
    """
    with transaction.atomic():
        if not _lock(Comparison.objects.filter(pk=comparison.pk)):
            raise Refused("This comparison was deleted meanwhile.")
        _lock(Source.objects.filter(comparison=comparison))
        told = comparison_deletion(comparison)
        _refuse_stale(seen, told)
        identities = set(comparison.respondents.values_list("identity", flat=True))
        ask_again(comparison.slug)
        mentioned = _mentioned(Thread.objects.filter(comparison=comparison))
        erase(Paper.objects.filter(pk=comparison.paper_id))
        recount(mentioned)
        forget_identities(identities)
    return told


class _Doomed:
    """A stored document to delete, and what rests on it.

    With `lock`, no draft begins to refer to it until the transaction ends.
    """

    def __init__(self, source: Source, *, lock: bool = False) -> None:
        self.comparison, self.conversation = source.comparison, source.conversation
        chain = self.comparison.sources.filter(Q(pk=source.pk) | Q(continued_by=source.pk))
        if lock:
            _lock(chain)
        self.sources = list(chain.only("sha256", "name"))
        self.hashes = [one.sha256 for one in self.sources]
        if source not in self.sources:
            raise Refused("This document was deleted meanwhile.")
        self.transcripts = Transcript.objects.filter(source__in=self.sources)
        self.responses = Response.objects.filter(transcript__in=self.transcripts)
        self.points = Point.objects.filter(response__in=self.responses)
        self.own_words = OwnWords(self.comparison, self.responses)
        self.questions = self._questions()
        self.cells = Cell.objects.filter(Q(transcript__in=self.transcripts) | Q(question__in=self.questions))
        self.placements = Placement.objects.filter(Q(response__in=self.responses) | Q(question__in=self.questions))
        self.emptied, self.quoting = self._findings()

    def told(self) -> Deletion:
        """What goes, in words and numbers."""
        return Deletion(
            goes=_in_words(
                (len(self.sources) - 1, "earlier export of this conversation", "earlier exports of this conversation"),
                (self.transcripts.count(), "transcript", "transcripts"),
                (self.responses.count(), "turn", "turns"),
                *_judged(self.cells),
                (self.placements.count(), "placement", "placements"),
                _annotated(Annotation.objects.filter(response__in=self.responses)),
                (self.points.count(), "quotation under a finding", "quotations under findings"),
                (self._statements().count(), "statement of a reader", "statements of readers"),
                (len(self.emptied), "finding without any other quotation", "findings without any other quotation"),
                (len(self.quoting), "title of a finding that quotes it", "titles of findings that quote it"),
                (len(self.questions), "question adopted from its prompts", "questions adopted from its prompts"),
                (
                    len(self._facts()),
                    "decision on a fact that it alone states",
                    "decisions on facts that it alone states",
                ),
                *_discussed(self._threads()),
                *_not_stored(self._drafts(), self._exports()),
            ),
            versions=_versions(self._publications()),
            findings=tuple(finding.title for finding in self.emptied),
            questions=tuple(question.text for question in self.questions),
            branches=self._branches().count(),
            elsewhere=tuple(
                Comparison.objects.filter(team=self.comparison.team_id, sources__sha256__in=self.hashes)
                .exclude(pk=self.comparison.pk)
                .distinct()
                .values_list("title", flat=True)
            ),
        )

    def delete(self, by: User) -> None:
        """Delete all of it, inside a transaction."""
        names = {one.name for one in self.sources} | set(self._drafts().values_list("name", flat=True))
        respondents = dict(self.transcripts.values_list("respondent", "respondent__identity"))
        mentioned = _mentioned(self._threads())
        erase(self._threads())
        recount(mentioned)
        self._delete_facts()
        self._delete_findings(by)
        self._forget_names()
        self._forget_evidence()
        self._forget_typed_words()
        self._delete_readings()
        erase(Question.objects.filter(pk__in=[question.pk for question in self.questions]))
        ended = EndedDraft.objects.filter(comparison=self.comparison)
        erase(ended.filter(Q(source__in=self.sources) | Q(source=None, name__in=names - {""})))
        erase(self._drafts())
        erase(self._exports())
        erase(Source.objects.filter(pk__in=[one.pk for one in self.sources]))
        erase(Respondent.objects.filter(pk__in=respondents, transcripts=None))
        forget_identities(set(respondents.values()))

    def _questions(self) -> list[Question]:
        """Questions adopted from a prompt of this document alone.

        They go with their later wordings, since their keys repeat the prompt.
        """
        said = Question.history.filter(comparison=self.comparison).exclude(prompt_key="")
        gone = {pk for pk, text in said.values_list("id", "text") if self.own_words.quotes(text)}
        questions = list(self.comparison.questions.order_by("pk"))
        for question in questions:  # a later wording has a higher id
            if question.predecessor_id in gone:
                gone.add(question.pk)
        return [question for question in questions if question.pk in gone]

    def _findings(self) -> tuple[list[Finding], list[Finding]]:
        """Findings that lose their last point, and others whose titles quote.

        Those that were merged into another have no points.
        """
        findings = list(self.comparison.findings.select_related("merged_into"))
        lose = set(self.points.values_list("finding", flat=True))
        keep = set(Point.objects.filter(finding__in=lose).exclude(pk__in=self.points).values_list("finding", flat=True))
        emptied = [finding for finding in findings if finding.pk in lose - keep]
        staying = [one for one in findings if one not in emptied and one.merged_into not in emptied]
        return emptied, [finding for finding in staying if self.own_words.quotes(finding.title)]

    def _facts(self) -> list[FactReview | StruckValue]:
        """What people decided of facts that this document alone states."""
        reviews = [one for one in self.comparison.fact_reviews.all() if self.own_words.names(one.topic)]
        struck = [one for one in self.comparison.struck_values.all() if self.own_words.names(f"{one.topic} {one.text}")]
        return [*reviews, *struck]

    def _threads(self) -> QuerySet[Thread]:
        """Threads on what goes."""
        facts = [one.pk for one in self._facts() if isinstance(one, FactReview)]
        on = Q(cell__in=self.cells) | Q(question__in=self.questions) | Q(fact__in=facts)
        on |= Q(annotation__response__in=self.responses)
        return Thread.objects.filter(on | Q(finding__in=self.emptied) | Q(finding__merged_into__in=self.emptied))

    def _drafts(self) -> QuerySet[IntakeDraft]:
        """Drafts that correct it, go on from it, or hold the same."""
        same = Q(source__in=self.sources) | Q(continues__in=self.sources) | Q(sha256__in=self.hashes)
        if self.conversation:
            same |= Q(parsed__conversation=self.conversation)
        return IntakeDraft.objects.filter(same, comparison=self.comparison)

    def _exports(self) -> QuerySet[IntakeExport]:
        """Kept exports in which its conversation was found."""
        found = ExportedConversation.objects.filter(conversation=self.conversation[:200]).exclude(conversation="")
        return IntakeExport.objects.filter(comparison=self.comparison, pk__in=found.values("export"))

    def _branches(self) -> QuerySet[Source]:
        """Other stored branches of its conversation."""
        others = self.comparison.sources.filter(continued_by=None).exclude(pk__in=[one.pk for one in self.sources])
        return others.filter(conversation=self.conversation).exclude(conversation="")

    def _publications(self) -> list[Publication]:
        keys = {name for one in self.transcripts for name in (one.key, alias_of(one))}
        asked = {name for one in self.questions for name in (one.key, alias_of(one))}
        return [one for one in self.comparison.publications.readable() if _shows(one.document, keys, asked)]

    def _delete_facts(self) -> None:
        doomed, comparison, names = self._facts(), self.comparison, self.own_words.names
        for model in (FactReview, StruckValue):
            erase(model.objects.filter(pk__in=[one.pk for one in doomed if isinstance(one, model)]))
        for rows in (FactReview.objects, FactReview.history):
            merged = rows.filter(comparison=comparison).exclude(merged_into="")
            targets = [topic for topic in set(merged.values_list("merged_into", flat=True)) if names(topic)]
            merged.filter(merged_into__in=targets).update(merged_into="")

    def _delete_findings(self, by: User) -> None:
        """Delete the emptied findings; give others titles of their own."""
        erase(Finding.objects.filter(Q(pk__in=[one.pk for one in self.emptied]) | Q(merged_into__in=self.emptied)))
        for finding in self.quoting:
            finding.title = self._title_without(finding)
            save_by(finding, by)
        titles = dict(self.comparison.findings.values_list("pk", "title"))
        for row in Finding.history.filter(comparison=self.comparison):
            if self.own_words.quotes(row.title):
                row.title = titles.get(row.id, TITLE_GONE)
                row.save(update_fields=["title"])

    def _forget_names(self) -> None:
        """Empty what other threads were about, if it quotes."""
        about = self.comparison.threads.exclude(about="")
        quoting = [thread.pk for thread in about if self.own_words.names(thread.about)]
        about.filter(pk__in=quoting).update(about="")

    def _forget_evidence(self) -> None:
        """Take its words out of conclusions and their history."""
        gone = set(self.responses.values_list("pk", flat=True))
        for rows in (Conclusion.objects, Conclusion.history):
            for row in rows.filter(question__comparison=self.comparison):
                left = [place for place in row.evidence if place["response"] not in gone]
                if left != row.evidence:
                    rows.filter(pk=row.pk).update(evidence=left)

    def _forget_typed_words(self) -> None:
        """Delete what nobody saved of it, and redactions of it."""
        quotes, names = self.own_words.quotes, self.own_words.names
        forms, picked = self._forms(), {str(pk) for pk in self.responses.values_list("pk", flat=True)}
        typed = UnsavedWords.objects.filter(comparison=self.comparison)
        gone = [
            one.pk
            for one in typed
            if one.place in forms
            or one.said.get("evidence_at", "").partition(":")[0] in picked
            or any(map(quotes, one.said.values()))
        ]
        erase(typed.filter(pk__in=gone))
        redactions = Redaction.objects.filter(comparison=self.comparison)
        quoting = [one.pk for one in redactions if (names if one.undone_at else quotes)(one.words)]
        erase(redactions.filter(pk__in=quoting))

    def _forms(self) -> set[str]:
        """The places of unsaved words on its cells.

        Pages name them by their keys.
        """
        questions = dict(self.comparison.questions.values_list("pk", "key"))
        columns = dict(self.comparison.transcripts.values_list("pk", "key"))
        gone = set(self.transcripts.values_list("pk", flat=True)), {question.pk for question in self.questions}
        cells = [
            f"{question}-{column}"
            for asked, question in questions.items()
            for said, column in columns.items()
            if said in gone[0] or asked in gone[1]
        ]
        return {stored_place(f"{form}-{cell}") for form in ("mark", "thread") for cell in cells}

    def _statements(self) -> QuerySet[ReaderStatement]:
        """What readers say of it.

        Statements about others stay, unless their own words quote it, or they lose their last quotation.
        """
        statements = ReaderStatement.objects.filter(reply__reader__comparison=self.comparison)
        quoting = ReaderQuotation.objects.filter(response__in=self.responses)
        emptied = statements.filter(quotations__in=quoting).exclude(
            pk__in=ReaderQuotation.objects.exclude(pk__in=quoting).values("statement")
        )
        own = [
            one.pk
            for one in statements
            if any(map(self.own_words.quotes, (one.title, one.why, one.settled_by, one.paper_quote)))
            or (one.what == StatementKind.FACT and self.own_words.names(one.title))
        ]
        about = Q(cell__in=self.cells) | Q(transcript__in=self.transcripts)
        return statements.filter(about | Q(pk__in=own) | Q(pk__in=emptied.values("pk")))

    def _delete_readings(self) -> None:
        """Delete what readers say of it, and what they replied.

        A reply may quote it anywhere, and a sheet has the hashes of its texts.
        """
        erase(self._statements())
        ReaderReply.objects.filter(reader__comparison=self.comparison).update(raw="", dropped=[])
        erase(ReaderSheet.objects.filter(comparison=self.comparison))
        keys = set(self.transcripts.values_list("key", flat=True))
        sheets = list(RoundSheet.objects.filter(comparison=self.comparison))
        for sheet in sheets:
            sheet.text, sheet.names = "", {letter: key for letter, key in sheet.names.items() if key not in keys}
        RoundSheet.objects.bulk_update(sheets, ["text", "names"])

    def _title_without(self, finding: Finding) -> str:
        """The shortest quotation that is left under it, in quotation marks.

        A finding that was merged into another has none.
        """
        left = Point.objects.filter(finding=finding).exclude(pk__in=self.points).values_list("quotation", flat=True)
        words = min(map(str.split, left), key=lambda quotation: len(" ".join(quotation)), default=None)
        return f"“{' '.join(words)[:298]}”" if words else TITLE_GONE


def _in_words(*counted: Counted) -> tuple[str, ...]:
    return tuple(f"{count:,} {one if count == 1 else many}" for count, one, many in counted if count)


def _judged(cells: QuerySet[Cell]) -> tuple[Counted, ...]:
    marks = Mark.objects.filter(cell__in=cells)
    reviewers = marks.values("reviewer").distinct().count()
    by = f"by {reviewers} reviewer{'' if reviewers == 1 else 's'}"
    return (
        (marks.count(), f"mark {by}", f"marks {by}"),
        (Resolution.objects.filter(cell__in=cells).count(), "settled cell", "settled cells"),
        (Support.objects.filter(cell__in=cells).count(), "check against the paper", "checks against the paper"),
    )


def _annotated(annotations: AnnotationQuerySet) -> Counted:
    return annotations.current().count(), "annotation", "annotations"


def _discussed(threads: QuerySet[Thread]) -> tuple[Counted, ...]:
    comments = Comment.objects.filter(thread__in=threads).count()
    held = f"with {comments} comment{'' if comments == 1 else 's'}"
    return ((threads.count(), f"thread {held}", f"threads {held}"),)


def _mentioned(threads: QuerySet[Thread]) -> list[int]:
    """The ids of those whom threads mention."""
    return list(CommentMention.objects.filter(comment__thread__in=threads).values_list("to", flat=True).distinct())


def _not_stored(drafts: QuerySet[IntakeDraft], exports: QuerySet[IntakeExport]) -> tuple[Counted, ...]:
    return (
        (drafts.count(), "draft that is not stored yet", "drafts that are not stored yet"),
        (exports.count(), "upload of many conversations", "uploads of many conversations"),
    )


def _versions(publications: Iterable[Publication]) -> tuple[Version, ...]:
    return tuple(Version(one.number, one.created_at, one.withdrawn_at is None) for one in publications)


def _shows(document: str, transcripts: Set[str], questions: Set[str]) -> bool:
    """Whether a publication’s document has one of these keys or aliases.

    An answer of a later round stands in the cells of the first.
    """
    published = json.loads(document)
    later = (cell.get("round_2") for row in published["rows"] for cell in row["cells"])
    shown = {respondent["key"] for respondent in published["respondents"]}
    shown |= {answer["respondent"] for answer in later if answer}
    asked = {question["key"] for question in published["questions"]}
    return bool(shown & transcripts or asked & questions)


def _refuse_stale(seen: str | None, told: Deletion) -> None:
    if seen is not None and seen != told.token:
        raise Refused(CHANGED)


def _lock(rows: QuerySet[Any]) -> list[int]:
    """Let no other transaction refer to these rows; give their ids.

    It lasts until the transaction ends. Those that refer to them already end first.
    """
    return list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def forget_identities(identities: Set[int]) -> None:
    """Delete those that no comparison of their team has any more."""
    locked = _lock(Identity.objects.filter(pk__in=identities))
    erase(Identity.objects.filter(pk__in=locked, respondents=None))
