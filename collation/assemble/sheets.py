"""What readers are given of a comparison."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import Q
from django.utils.crypto import get_random_string

from collation.assemble.collation import respondents_of
from collation.readers.names import NameMap, name_map
from collation.readers.sheet import (
    RESPONDENT,
    WHOLE,
    GatheredPoint,
    SplitSheet,
    delimiter,
    foreign_texts,
    render_gather_sheet,
    render_sheet,
    split_sheets,
)
from collation.readers.texts import SheetLabel, SheetPaper, SheetQuestion, SheetText, SheetTurn
from collation.readers.tokens import estimate_tokens
from collation.record import Respondent
from reviews.domain.labels import labels_of
from reviews.domain.readers import NewSheet
from reviews.lens import Lens
from reviews.models import (
    Comparison,
    Reader,
    ReaderSheet,
    ReaderStatement,
    SheetPart,
    StatementKind,
    Transcript,
)
from reviews.refusal import Refused

MOST_TOKENS = 100_000
"""The largest sheet about all respondents, in tokens.

If it is larger, each has one of its own.
"""

_TOKEN = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 -- signs of an id that nobody takes for others
_TOKEN_LENGTH = 8
_NO_LIMIT = 10**9


@dataclass(frozen=True)
class Material:
    """What a reader gets of a comparison.

    `makers` names the maker of a respondent, if it is known. `stored` has the texts by the ids of their responses.
    `transcripts` and `asked` are the ids behind the keys of texts and questions.
    """

    paper: SheetPaper
    questions: tuple[SheetQuestion, ...]
    texts: tuple[SheetText, ...]
    makers: Mapping[str, str]
    transcripts: Mapping[str, int]
    asked: Mapping[str, int]
    stored: Mapping[int, str]
    labels: tuple[SheetLabel, ...] = ()

    @property
    def answers(self) -> dict[int, str]:
        """The stored texts by the ids of their responses.

        Those of `texts` have their marks of citations masked.
        """
        return {turn.response_id: self.stored[turn.response_id] for text in self.texts for turn in text.turns}

    def only(self, keys: Collection[str]) -> Material:
        """The material with the texts of these respondents alone."""
        return replace(self, texts=tuple(text for text in self.texts if text.key in keys))


def material_of(comparison: Comparison, view: Lens, *, with_pages: bool) -> Material:
    """All that one viewer may know of the texts.

    Three queries, whatever the size, and three more if something was said since. `with_pages` if the paper's own text
    belongs to it.
    """
    respondents = respondents_of(comparison, view)
    questions = list(comparison.questions.current().select_related("scale"))
    paper = comparison.paper
    pages = tuple(paper.pages.values_list("text", flat=True)) if with_pages else ()
    return Material(
        SheetPaper(paper.title, tuple(paper.authors), paper.link, pages),
        tuple(SheetQuestion(one.key, one.text, one.scale.ranks if one.scale else ()) for one in questions),
        tuple(map(_text, respondents)),
        {view.key(transcript): view.vendor(transcript) for transcript in view.columns if view.vendor(transcript)},
        {one.key: one.transcript_id for one in respondents},
        {one.key: one.pk for one in questions},
        {turn.response_id: turn.text for one in respondents for turn in one.turns},
        tuple(SheetLabel(label.key, label.name) for label in labels_of(comparison)),
    )


def _text(respondent: Respondent) -> SheetText:
    turns = tuple(
        SheetTurn(
            turn.response_id,
            turn.prompt,
            turn.legible,
            tuple((block.start, block.end) for block in turn.blocks if block.kind == "quote"),
        )
        for turn in respondent.turns
    )
    return SheetText(respondent.key, respondent.name, respondent.kind, turns)


@dataclass(frozen=True)
class DrawnSheet:
    """A sheet as it is given to a reader.

    `names` are the respondents in it. `prompt` is "" if it cannot be written again: its texts have changed since.
    """

    token: str
    part: str
    names: tuple[str, ...]
    prompt: str
    tokens: int


@dataclass(frozen=True)
class ReadableText:
    """A respondent's text, its size, and whether models may read it."""

    transcript: Transcript
    key: str
    name: str
    tokens: int


def readable_texts(material: Material, view: Lens) -> tuple[ReadableText, ...]:
    """The respondents in their order, with the size of their texts."""
    sizes = {
        text.key: sum(estimate_tokens(turn.prompt) + estimate_tokens(turn.answer) for turn in text.turns)
        for text in material.texts
    }
    return tuple(
        ReadableText(transcript, view.key(transcript), view.name(transcript), sizes[view.key(transcript)])
        for transcript in view.columns
    )


def overhead(material: Material) -> int:
    """The size of a sheet without the respondents' texts, in tokens."""
    bare = material.only(())
    given = bare.paper, bare.questions, ()
    limits = delimiter("", foreign_texts(*given, bare.labels))
    return estimate_tokens(render_sheet(*given, sheet_id="x", delimiter=limits, labels=bare.labels))


def draw_sheets(
    material: Material,
    *,
    hide_names: bool = False,
    most_tokens: int = MOST_TOKENS,
    alone: bool = False,
) -> tuple[NewSheet, ...]:
    """Draw the sheets for this material.

    It is one, or one for each respondent if that is larger than `most_tokens`; `alone` if each has one in any case.
    Raises Refused if there is nothing to read.
    """
    if not material.texts or not material.questions:
        what = "nobody’s text may be given to models" if material.questions else "there are no questions"
        raise Refused(f"There is nothing to read: {what}.", "respondents")
    root = get_random_string(_TOKEN_LENGTH, _TOKEN)
    names = None
    if hide_names:
        foreign = foreign_texts(material.paper, material.questions, (), material.labels)
        names = name_map(material.texts, seed=root, makers=material.makers, foreign=foreign)
    sheets = _written(material, root, names, 0 if alone else most_tokens)
    keys = {text.key for text in material.texts}
    return tuple(
        _new(token, sheet.part, sheet.text, material.only({sheet.respondent} - {""} or keys), names)
        for token, sheet in sheets.items()
    )


def gathered_points(reader: Reader, view: Lens) -> tuple[tuple[GatheredPoint, ...], tuple[GatheredPoint, ...]]:
    """The points and statements of a reader's sheets on single respondents.

    Also those that were gathered since. Three queries.
    """
    keys = {transcript.pk: view.key(transcript) for transcript in view.columns}
    stand = Q(superseded_by=None) | Q(superseded_by__sheet__part=SheetPart.GROUPING)
    said = ReaderStatement.objects.filter(
        stand,
        reply__reader=reader,
        reply__sheet__part=SheetPart.RESPONDENT,
        what__in=[StatementKind.FINDING, StatementKind.FACT],
    )
    found: dict[str, list[GatheredPoint]] = {StatementKind.FINDING: [], StatementKind.FACT: []}
    for one in said.prefetch_related("quotations__response").order_by("pk"):
        for quote in one.quotations.all()[:1]:
            if not quote.orphaned and (key := keys.get(quote.response.transcript_id)):
                name = f"{key}-{'f' if one.what == StatementKind.FINDING else 's'}{one.pk}"
                point = GatheredPoint(name, key, one.kind, one.title, quote.quotation, quote.value)
                found[one.what].append(point)
    return tuple(found[StatementKind.FINDING]), tuple(found[StatementKind.FACT])


def draw_gathering(reader: Reader, view: Lens) -> NewSheet:
    """Draw the sheet that asks which points of a reader belong together.

    Raises Refused if there are no points of two respondents.
    """
    points, statements = gathered_points(reader, view)
    voices = {point.respondent for point in (*points, *statements)}
    if len(voices) < 2:
        raise Refused("There are no points of two respondents to be gathered yet.", "respondents")
    material = material_of(reader.comparison, view, with_pages=False).only(voices)
    root = get_random_string(_TOKEN_LENGTH, _TOKEN)
    hidden = ReaderSheet.objects.filter(replies__reader=reader, part=SheetPart.RESPONDENT).exclude(names={}).exists()
    names = name_map(material.texts, seed=root, makers=material.makers) if hidden else None
    drawn = _gathering(material, root, names, points, statements)
    return _new(root, drawn.part, drawn.prompt, material, names)


def _gathering(
    material: Material,
    root: str,
    names: NameMap | None,
    points: Sequence[GatheredPoint],
    statements: Sequence[GatheredPoint],
) -> DrawnSheet:
    words = [
        *(part for one in (*points, *statements) for part in (one.key, one.title, one.quote, one.value)),
        *(part for question in material.questions for part in (question.text, *question.scale)),
    ]
    given = material.questions, points, statements
    prompt = render_gather_sheet(*given, sheet_id=root, delimiter=delimiter(root, words), names=names)
    held = tuple(text.name for text in material.texts)
    return DrawnSheet(root, SheetPart.GROUPING, held, prompt, estimate_tokens(prompt))


def _gathering_again(comparison: Comparison, view: Lens, sheet: ReaderSheet, names: NameMap | None) -> DrawnSheet:
    """A sheet of points, written again if they are the same."""
    whole = material_of(comparison, view, with_pages=False)
    for reader in comparison.readers.all():
        points, statements = gathered_points(reader, view)
        voices = {point.respondent for point in (*points, *statements)}
        if names is None or voices <= {key for key, _ in names.keys}:
            drawn = _gathering(whole.only(voices), sheet.token, names, points, statements)
            if digest(drawn.prompt) == sheet.sha256:
                return drawn
    return DrawnSheet(sheet.token, sheet.part, (), "", 0)


def drawn_again(comparison: Comparison, view: Lens, root: str) -> tuple[DrawnSheet, ...]:
    """The sheets that were made together under this id, written again.

    () if there are none. They are not stored, since they hold all texts; the hash of each says whether it is the same.
    """
    stored = list(comparison.reader_sheets.filter(Q(token=root) | Q(token__startswith=f"{root}-")))
    if not stored:
        return ()
    names = NameMap.of_json(stored[0].names) if stored[0].names else None
    if stored[0].part == SheetPart.GROUPING:
        return (_gathering_again(comparison, view, stored[0], names),)
    split = stored[0].part == SheetPart.RESPONDENT
    whole = material_of(comparison, view, with_pages=True)
    held = {response for sheet in stored for response, _ in sheet.texts}
    keys = {text.key for text in whole.texts if any(turn.response_id in held for turn in text.turns)}
    prompts: dict[str, SplitSheet] = {}
    for paper in (whole.paper, replace(whole.paper, pages=())):  # with the paper's text, or it was not given
        material = replace(whole.only(keys), paper=paper)
        hidden = names is not None and {key for key, _ in names.keys} != keys
        written = {} if hidden else _written(material, root, names, 0 if split else _NO_LIMIT)
        same = {one.token for one in stored if one.token in written and digest(written[one.token].text) == one.sha256}
        prompts |= {token: sheet for token, sheet in written.items() if token in same}
    return tuple(
        _drawn(whole.only(keys), one.token, prompts[one.token])
        if one.token in prompts
        else DrawnSheet(one.token, one.part, (), "", 0)
        for one in stored
    )


def _written(material: Material, root: str, names: NameMap | None, most_tokens: int) -> dict[str, SplitSheet]:
    """The sheets by their ids: one, or one for each respondent."""
    given = material.paper, material.questions, material.texts
    limits = delimiter(root, foreign_texts(*given, material.labels))
    if most_tokens == 0 and len(material.texts) == 1:
        token = f"{root}-1"
        text = render_sheet(
            *given, sheet_id=token, delimiter=limits, labels=material.labels, names=names, part=RESPONDENT
        )
        return {token: SplitSheet(RESPONDENT, material.texts[0].key, text, estimate_tokens(text))}
    sheets = split_sheets(
        *given, sheet_id=root, delimiter=limits, labels=material.labels, names=names, most_tokens=most_tokens
    )
    if sheets[0].part == WHOLE:
        return {root: sheets[0]}
    return {f"{root}-{at}": sheet for at, sheet in enumerate(sheets, start=1)}


def _drawn(material: Material, token: str, sheet: SplitSheet) -> DrawnSheet:
    names = tuple(text.name for text in material.texts if sheet.respondent in ("", text.key))
    return DrawnSheet(token, sheet.part, names, sheet.text, sheet.tokens)


def _new(token: str, part: str, prompt: str, material: Material, names: NameMap | None) -> NewSheet:
    texts = tuple((response, digest(text)) for response, text in material.answers.items())
    return NewSheet(token, prompt, texts, SheetPart(part), names.to_json() if names else {})


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return sha256(text.encode()).hexdigest()
