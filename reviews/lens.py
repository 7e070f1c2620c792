"""The lens: all that one viewer may know.

The only source of respondents' names, order, keys and ids, and of others' marks. Every view, document and search asks
`lens(viewer, comparison)`. What a blinded reviewer must not know is left out here and nowhere else: only reviewers are
blinded, and what they then see is computed from what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import chain, count
from string import ascii_uppercase
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import Http404

from reviews.families import families_of
from reviews.masks import TOKEN, HiddenText, Masks, masks_of, replaced
from reviews.models import (
    Annotation,
    Comment,
    Comparison,
    Guest,
    Mark,
    MarkState,
    Membership,
    Question,
    Rating,
    ReaderQuotation,
    RespondentKind,
    Response,
    Role,
    StatementKind,
    Transcript,
    User,
)
from reviews.models.thread import CommentQuerySet
from reviews.prepared import prepared


def told_apart(names: Sequence[str]) -> list[str]:
    """The names, made distinct by numbers.

    Later ones of equal names get a number, as in ChatGPT, ChatGPT 2. Case and white space make no difference. A number
    that would make a name that somebody has is passed over.
    """
    given = Counter(map(_folded, names))
    seen: set[str] = set()
    apart = []
    for name in names:
        others = given.keys() | seen
        tries = (f"{name} {number}" for number in count(2))
        apart.append(
            name if _folded(name) not in seen else next(attempt for attempt in tries if _folded(attempt) not in others)
        )
        seen.add(_folded(apart[-1]))
    return apart


def _tells(name: str) -> bool:
    """Whether a name tells anything by itself: a number alone does not."""
    return len(name) > 1 and any(char.isalpha() for char in name)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def letters(number: int) -> str:
    """The letters that stand for a number from 0 on.

    A to Z, then AA, AB and so on.
    """
    prefix = letters(number // 26 - 1) if number >= 26 else ""
    return prefix + ascii_uppercase[number % 26]


@dataclass(frozen=True)
class Lens:
    """One viewer's view of a comparison.

    `viewer_id` is None for the team's own view of the record, as an owner sees it (commands, publishing).

    If `names_hidden`, the respondents are Response A, B and so on, in an order of the viewer's own that `secret`
    decides. If `others_hidden`, the viewer knows nothing of what others say of a cell before their own mark is in.
    """

    comparison_id: int
    viewer_id: int | None
    names_hidden: bool = False
    others_hidden: bool = False
    secret: str = ""

    @property
    def blind(self) -> bool:
        """Whether anything is hidden from the viewer."""
        return self.names_hidden or self.others_hidden

    @property
    def fingerprint(self) -> str:
        """A key that viewers share if they may know the same.

        At one revision, that is. Part of every ETag. Two blind viewers never share it.
        """
        return f"{self.words_fingerprint}:others:{self.viewer_id}" if self.others_hidden else self.words_fingerprint

    @property
    def words_fingerprint(self) -> str:
        """A key of the words and names that viewers may know.

        Part of the key of every cached value: nothing in the cache tells what somebody says of a cell.
        """
        return f"names:{self.viewer_id}" if self.names_hidden else "open"

    @cached_property
    def masks(self) -> Masks | None:
        """The names that are masked inside texts, None if none are.

        They are those of all respondents that the comparison ever had, and of their families.
        """
        if not self.names_hidden:
            return None
        models: list[list[str]] = []
        people: set[str] = set()
        for named in (transcript.respondent for transcript in self._came):
            names = [name for name in (named.name, named.vendor, named.version) if _tells(name)]
            if named.kind == RespondentKind.MODEL:
                models.append(names)
            else:
                people.update(names)
        return masks_of(tuple(sorted({*chain(*models)})), tuple(sorted(people)), families_of(models))

    def masked(self, text: str) -> str:
        """The text as this viewer may read it."""
        return self.masks.masked(text) if self.masks else text

    def shown(self, text: str) -> HiddenText:
        """A text as this viewer reads it, and the way back."""
        return self.masks.hide(text) if self.masks else replaced(text, ())

    def stored_words(self, text: str, words: str) -> str:
        """The words of `text` that this viewer sees as `words`.

        Those themselves if nothing of them is masked. Case and characters count, white space does not. A name belongs
        to them as a whole.
        """
        if self.masks is None or TOKEN not in words:
            return words
        found = self.shown(text).find(words)
        return text[slice(*found)] if found else words

    def transcripts(self) -> QuerySet[Transcript]:
        """The current transcripts with respondent, in the order of the comparison.

        If names are hidden, in this viewer's order, as `columns`.
        """
        return (
            Transcript.objects.current()
            .filter(comparison_id=self.comparison_id)
            .select_related("respondent__identity")
            .order_by(*self._in_own_order("pk", "position", "pk"))
        )

    def _in_own_order(self, transcript: str, *order: str) -> list[Case | str]:
        """The order of rows, the viewer's own first if names are hidden.

        `transcript` is the path to the transcript. Ids tell in which order texts were taken in.
        """
        own = sorted(self._came, key=self._mark_of) if self.names_hidden else []
        places = [When(**{transcript: one.pk}, then=Value(place)) for place, one in enumerate(own)]
        return [Case(*places), *order] if places else [*order]

    @cached_property
    def columns(self) -> tuple[Transcript, ...]:
        """The transcripts with a column each, in this viewer's order.

        They are as they were when first asked for. One query for them and their names.
        """
        current = (one for one in self._came if one.archived_at is None and one.first_id is None)
        if self.names_hidden:
            return tuple(sorted(current, key=self._mark_of))
        return tuple(sorted(current, key=lambda transcript: (transcript.position, transcript.pk)))

    @cached_property
    def later(self) -> tuple[Transcript, ...]:
        """The transcripts of later rounds, which stand in the columns."""
        shown: dict[int | None, int] = {column.pk: place for place, column in enumerate(self.columns)}
        current = [one for one in self._came if one.archived_at is None and one.first_id in shown]
        if self.names_hidden:
            return tuple(sorted(current, key=lambda one: (one.round, shown[one.first_id], self._mark_of(one))))
        return tuple(sorted(current, key=lambda transcript: (transcript.round, transcript.pk)))

    def transcript(self, key: str) -> Transcript:
        """The transcript that this viewer knows as `key`.

        Raises Http404 if there is none.
        """
        found = next((one for one in (*self.columns, *self.later) if self.key(one) == key), None)
        if found is None:
            raise Http404("There is no such respondent.")
        return found

    def key(self, transcript: Transcript) -> str:
        """The key of the column for this viewer.

        A blind one gets a key of their own, which stays the same if respondents are added.
        """
        return f"response-{self._mark_of(transcript)}" if self.names_hidden else transcript.key

    def name(self, transcript: Transcript) -> str:
        """The respondent's name.

        The second of one name is "ChatGPT 2", also if the first is archived. A later round is "ChatGPT, round 2".
        """
        return self._names[transcript.pk]

    @cached_property
    def _names(self) -> dict[int, str]:
        first = [transcript for transcript in self._came if transcript.first_id is None]
        if self.names_hidden:
            order = sorted(first, key=self._mark_of)
            names = {transcript.pk: f"Response {letters(number)}" for number, transcript in enumerate(order)}
        else:
            apart = told_apart([transcript.respondent.name for transcript in first])
            names = {transcript.pk: name for transcript, name in zip(first, apart, strict=True)}
        again = {one.pk: f"{names[one.first_id]}, round {one.round}" for one in self._came if one.first_id}
        return {**names, **again}

    def _mark_of(self, transcript: Transcript) -> str:
        """Eight letters and digits that tell this viewer's columns apart.

        They tell nothing else: they come from the secret, so that nobody can compute them, and each viewer has others.
        """
        return sha256(f"{self.secret}:{self.viewer_id}:{transcript.pk}".encode()).hexdigest()[:8]

    @cached_property
    def _came(self) -> tuple[Transcript, ...]:
        """Every transcript that the comparison ever had, with respondent.

        In the order in which they came.
        """
        return tuple(_transcripts(self.comparison_id))

    def version(self, transcript: Transcript) -> str:
        return "" if self.names_hidden else transcript.respondent.version

    def vendor(self, transcript: Transcript) -> str:
        return "" if self.names_hidden else transcript.respondent.vendor

    def kind(self, transcript: Transcript) -> str:
        """Whether a model or a person answered; "" if names are hidden."""
        return "" if self.names_hidden else transcript.respondent.kind

    def said_on(self, transcript: Transcript) -> date | None:
        """The day of the answers, which tells models apart."""
        return None if self.names_hidden else transcript.said_on

    def source(self, transcript: Transcript) -> str:
        """The name of the transcript's document; "" if names are hidden.

        The transcript's source is at hand.
        """
        return "" if self.names_hidden else str(transcript.source)

    def prompt_found_by(self, response: Response) -> str:
        """What told the prompt; "" if names are hidden.

        The format of a document tells from where it comes.
        """
        return "" if self.names_hidden else response.prompt_found_by

    def link(self, transcript: Transcript) -> str:
        return "" if self.names_hidden else transcript.link

    def respondent_names(self, comparison: Comparison) -> list[str]:
        """The names for a list, from the comparison's summary."""
        names = comparison.summary.get("respondents", [])
        return (
            [f"Response {letters(number)}" for number in range(len(names))] if self.names_hidden else told_apart(names)
        )

    @cached_property
    def own_cells(self) -> frozenset[tuple[int, int]]:
        """The cells of which the viewer has submitted a mark.

        As (question id, transcript id). One query.
        """
        own = Mark.objects.filter(
            cell__comparison_id=self.comparison_id, reviewer_id=self.viewer_id, state=MarkState.SUBMITTED
        )
        return frozenset(own.values_list("cell__question_id", "cell__transcript_id"))

    def hides(self, question_id: int, transcript_id: int) -> bool:
        """Whether what others say of this cell is hidden yet.

        That is their marks, resolution, support, comments and history, and what readers and rules suggest. No query if
        nothing is hidden, else one for all cells.
        """
        return self.others_hidden and (question_id, transcript_id) not in self.own_cells

    def shown_cells(self, cell: str = "cell") -> Q:
        """The condition for rows about cells that are not hidden.

        `cell` is the path to the cell. Rows about no cell meet it, too.
        """
        if not self.others_hidden:
            return Q()
        own = Mark.objects.filter(cell=OuterRef(cell), reviewer_id=self.viewer_id, state=MarkState.SUBMITTED)
        return Q(**{cell: None}) | Q(Exists(own))

    def marks(self) -> QuerySet[Mark]:
        """The marks that stand and that this viewer may see, with reviewer.

        Submitted ones, and their own drafts.
        """
        marks = Mark.objects.standing().filter(cell__comparison_id=self.comparison_id)
        return self._shown(marks.select_related("reviewer", "cell")).order_by("pk")

    def annotations(self) -> QuerySet[Annotation]:
        """The annotations that this viewer may see, with label and author.

        Those whose words are gone are among them, deleted ones are not. If others' marks are hidden, so are their
        annotations of a transcript, until each of its cells has the viewer's mark.
        """
        annotations = Annotation.objects.current().filter(response__transcript__comparison_id=self.comparison_id)
        if self.others_hidden:
            annotations = annotations.filter(Q(created_by=self.viewer_id) | self._marked_transcripts())
        order = self._in_own_order("response__transcript", "response_id", "start", "end", "pk")
        return annotations.select_related("label", "created_by").order_by(*order)

    def suggested_labels(self, *, dismissed: bool = False) -> QuerySet[ReaderQuotation]:
        """The words on which readers suggest a label, or dismissed ones.

        With label, reader and transcript. They are hidden as others' annotations are. Left out are words that address
        the reader or are gone, and those on which a person's annotation has the label.
        """
        place = {name: OuterRef(name) for name in ("response", "start", "end")}
        label = OuterRef("statement__label")
        said = ReaderQuotation.objects.filter(**place, statement__label=label)
        was_dismissed = Exists(said.exclude(statement__dismissed_at=None))
        suggested = ReaderQuotation.objects.filter(
            was_dismissed if dismissed else ~was_dismissed,
            ~Exists(Annotation.objects.current().filter(**place, label=label)),
            statement__what=StatementKind.LABEL,
            statement__superseded_by=None,
            statement__suspect=False,
            statement__label__archived_at=None,
            response__transcript__in=self.transcripts(),
            response__superseded_at=None,
            orphaned=False,
        )
        if self.others_hidden:
            suggested = suggested.filter(self._marked_transcripts())
        order = self._in_own_order("response__transcript", "response_id", "start", "end", "pk")
        return suggested.select_related(
            "statement__label", "statement__reply__reader", "response__transcript"
        ).order_by(*order)

    def _marked_transcripts(self) -> Q:
        """The condition for words of transcripts that are marked.

        That is, each of their cells has the viewer's mark.
        """
        own = Mark.objects.filter(
            cell__question=OuterRef("pk"),
            cell__transcript=OuterRef(OuterRef("response__transcript")),
            reviewer_id=self.viewer_id,
            state=MarkState.SUBMITTED,
        )
        scored = Question.objects.current().filter(comparison=self.comparison_id, scored=True)
        return ~Q(Exists(scored.filter(~Exists(own))))

    def mark_history(self) -> QuerySet[Any]:
        """The history of the marks that this viewer may see.

        Oldest first, with reviewer and author of the change.
        """
        records = Mark.history.filter(cell__comparison_id=self.comparison_id)
        return self._shown(records.select_related("reviewer", "history_user")).order_by("history_id")

    @cached_property
    def _hidden_rows(self) -> frozenset[int]:
        """The ids of the scored questions with a cell that is hidden.

        Cells of later rounds are among them.
        """
        if not self.others_hidden:
            return frozenset()
        asked = Question.objects.current().filter(comparison_id=self.comparison_id, scored=True)
        answered = [transcript.pk for transcript in (*self.columns, *self.later)]
        rows = asked.values_list("pk", flat=True)
        return frozenset(row for row in rows if any(self.hides(row, transcript) for transcript in answered))

    def shown_ratings(self, ratings: Collection[Rating]) -> Collection[Rating]:
        """The ratings of one finding that the viewer may see.

        All, once their own is in."""
        return () if self.others_hidden and all(self.viewer_id != one.reviewer_id for one in ratings) else ratings

    def comments(self) -> CommentQuerySet:
        """The comments that the viewer may see.

        They are their own, and those of threads that tell nothing hidden.
        """
        own = Q(created_by=self.viewer_id)
        told = self._tells_nothing("thread__")
        return Comment.objects.filter(told | own if told else told, thread__comparison_id=self.comparison_id)

    def shown_threads(self, path: str = "") -> Q:
        """The condition for threads that the viewer may see.

        They are their own, and those that tell nothing hidden. `path` leads to the thread, as in "threads__". A thread
        on a question may speak of every cell of its row, any other thread of every cell.
        """
        told = self._tells_nothing(path)
        return told | Q(**{f"{path}created_by": self.viewer_id}) if told else told

    def _tells_nothing(self, path: str) -> Q:
        """Empty if all threads are told of."""
        if not self._hidden_rows:
            return Q()
        on_cell = Q(**{f"{path}cell__isnull": False}) & self.shown_cells(f"{path}cell")
        on_row = Q(**{f"{path}question__isnull": False}) & ~Q(**{f"{path}question__in": self._hidden_rows})
        return on_cell | on_row

    def _shown(self, marks: QuerySet[Any]) -> QuerySet[Any]:
        seen = Q(state=MarkState.SUBMITTED) & self.shown_cells()
        return marks.filter(seen if self.viewer_id is None else seen | Q(reviewer_id=self.viewer_id))

    def person(self, user: User) -> str:
        """What the viewer calls another person."""
        return str(user)


@prepared
def _transcripts(comparison: int) -> QuerySet[Transcript]:
    return Transcript.objects.filter(comparison_id=comparison).select_related("respondent__identity").order_by("pk")


_PERSON = ("pk", "name", "email")


def columns_of(user: str) -> list[str]:
    """The columns of a user that `user_of` takes."""
    return [f"{user}__{column}" for column in _PERSON]


def user_of(values: Sequence[Any]) -> User:
    """The user with these values of `columns_of`, as `Lens.person` takes one."""
    return User(**dict(zip(_PERSON, values, strict=True)))


def lens(viewer: User | AnonymousUser | None, comparison: Comparison, role: str | None = None) -> Lens:
    """What `viewer` may know of the comparison; None for the team itself.

    `role` is their role in it. It is looked up if it is not given and something is hidden from reviewers: one query,
    and none if the comparison says it (`ComparisonQuerySet.with_roles`).
    """
    if viewer is None:
        return Lens(comparison.pk, None)
    if not (comparison.hides_names or comparison.hides_others):
        return Lens(comparison.pk, viewer.pk)
    if (role or _role(viewer, comparison)) != Role.REVIEWER:
        return Lens(comparison.pk, viewer.pk)
    return Lens(comparison.pk, viewer.pk, comparison.hides_names, comparison.hides_others, comparison.secret)


def _role(viewer: User | AnonymousUser, comparison: Comparison) -> str | None:
    if hasattr(comparison, "member"):
        return Role.strongest(comparison.member, comparison.guest)  # type: ignore[attr-defined]
    members = Membership.objects.filter(team=comparison.team_id, user=viewer.pk).order_by()
    guests = Guest.objects.filter(comparison=comparison.pk, user=viewer.pk).order_by()
    return Role.strongest(*members.values_list("role", flat=True).union(guests.values_list("role", flat=True)))
