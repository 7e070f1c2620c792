"""Verbs of bundles: the whole record as one file, and back.

A bundle is a ZIP with `bundle.json`, the rows of every table, and `files/`, the documents as they came in. Whoever
takes it in owns what comes of it. People are in it by name alone: taken in, each is a new account that cannot sign in,
so that a bundle can put no words into a real person's mouth. What gives access is left out, and so are drafts and
publications, which stay where they were published: what was in the phase Published comes back in Reconcile.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from reviews.characters import BARRED
from reviews.domain.changes import summarise
from reviews.domain.files import read_stored, stored
from reviews.domain.phases import move
from reviews.models import Comparison, Conclusion, Paper, Phase, Response, Team, User
from reviews.models.stored_bytes import StoredBytes
from reviews.refusal import Refused
from reviews.richtext.reading import read
from reviews.richtext.sanitiser import settled

FORMAT = "triangulate-bundle/1"
CONTENT = "bundle.json"
MOST_ENTRIES, MOST_BYTES, MOST_ROWS = 2_000, 400_000_000, 200_000

LEFT_OUT = frozenset(
    {
        *("Assignment", "Guest", "Invitation", "Reminder", "Job", "Publication", "Rejoinder", "NameConsent"),
        *("RememberedView", "UnsavedWords", "CommentMention"),
        *("IntakeDraft", "EndedDraft", "IntakeExport", "ExportedConversation"),
    }
)
"""What is no part of a bundle: access, consents, drafts, publications, replies."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WHOLE = (Team, User)
"""Tables that no bundle holds rows of."""

_QUOTATION: dict[str, type | tuple[type, ...]] = {
    "response": (int, type(None)),
    "start": int,
    "end": int,
    "text": str,
    "page": (int, type(None)),
}
"""What a quotation of a conclusion holds."""

_SHAPES: dict[str, Any] = {
    "Comparison.summary": {str: object},
    "Paper.authors": [str],
    "ReaderReply.dropped": [{str: object}],
    "ReaderReply.kept": {str: int},
    "ReaderSheet.names": {str: str},
    "ReaderSheet.texts": [(int, str)],
    "Response.blocks": [object],  # those of its HTML (`_check_answer`)
    "Response.citations": [(int, int)],
    "Response.ranges": [(int, int, str)],
    "Response.sources": [(str, str)],
    "RoundSheet.names": {str: str},
    "Scale.values": [(str, str)],
    "Source.messages": [object],
    "Source.pieces": [object],
    "Source.voices": [object],
}
"""What each column of JSON holds.

A mapping to one kind, a list of one kind, or a list of so many values.
"""

Row = dict[str, Any]
Model = Any
"""A class of the models."""
BUNDLE = "bundle"
"""The key in a comparison's summary of its bundle's SHA-256."""


class _Exactly(DjangoJSONEncoder):
    """Writes times to the microsecond, as the database has them."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class NoBundle(Refused):
    """A file that is no bundle of ours."""


def write_bundle(comparison: Comparison) -> bytes:
    """The bundle of a comparison.

    The same record gives the same bytes.
    """
    found = _collected(comparison)
    people: dict[int, int] = {}
    files: dict[str, bytes] = {}
    tables: dict[str, list[Row]] = {}
    for model in _in_order(found):
        rows = model._base_manager.filter(pk__in=found[model]).order_by("pk")
        tables[model.__name__] = [_row(row, found, people) for row in rows]
        if issubclass(model, StoredBytes):
            files |= {f"files/{row.sha256}": read_stored(row) for row in rows}
    names = User.objects.in_bulk(people)
    content = {
        "format": FORMAT,
        "comparison": comparison.slug,
        "people": [names[pk].name for pk in people],
        "tables": tables,
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        text = json.dumps(content, cls=_Exactly, ensure_ascii=False, sort_keys=True)
        for name, data in {CONTENT: text.encode(), **dict(sorted(files.items()))}.items():
            archive.writestr(ZipInfo(name, _EPOCH), data, ZIP_DEFLATED)
    return out.getvalue()


def is_bundle(data: bytes) -> bool:
    """Whether the bytes are a ZIP with a bundle's content."""
    if not data.startswith(b"PK"):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            return CONTENT in archive.namelist()
    except BadZipFile:
        return False


def restore_bundle(*, data: bytes, team: Team, by: User, slug: str) -> Comparison:
    """Make the comparison of a bundle, at `slug`, in `team`.

    Raises Refused, and stores nothing, if the slug is taken, and for a bundle that is broken, too large, or holds what
    this version does not know; the reason names the place.
    """
    if Comparison.objects.filter(slug=slug).exists():
        raise Refused(f"There is a comparison “{slug}” already: a bundle makes a new one.")
    content, files = _opened(data)
    try:
        with transaction.atomic():
            return _Restoring(content, files, team, by, slug, sha256(data).hexdigest()).comparison()
    except IntegrityError as error:
        raise NoBundle(f"{CONTENT}: its rows contradict each other ({error}).") from error


def _collected(comparison: Comparison) -> dict[Model, set[int]]:
    """The ids of every row of the record, by table."""
    found: dict[Model, set[int]] = defaultdict(set)
    _follow({Comparison: {comparison.pk}}, found)
    _follow({Paper: {comparison.paper_id}}, found)
    for model in list(found):
        for field in _references(model):
            target = field.related_model
            if target not in found and target not in _WHOLE:
                used = model._base_manager.filter(pk__in=found[model]).values_list(field.attname, flat=True)
                found[target] = {pk for pk in used.distinct() if pk is not None}
    return {model: pks for model, pks in found.items() if pks}


def _follow(begin: dict[Model, set[int]], found: dict[Model, set[int]]) -> None:
    """Add the rows that refer to rows, and so on."""
    queue = dict(begin)
    while queue:
        model, pks = queue.popitem()
        new = pks - found[model]
        found[model] |= new
        for relation in model._meta.get_fields(include_hidden=True) if new else ():
            if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
                continue
            other = relation.related_model
            if other._meta.auto_created or _original(other).__name__ in LEFT_OUT:
                continue
            referring = set(
                other._base_manager.filter(**{f"{relation.field.name}__in": new}).values_list("pk", flat=True)
            )
            if referring - found[other]:
                queue[other] = queue.get(other, set()) | referring


def _original(model: Model) -> Model:
    """The table that a history is of; another table itself."""
    return getattr(model, "instance_type", None) or model


def _references(model: Model) -> list[models.ForeignKey[Any, Any]]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _in_order(found: Iterable[Model]) -> list[Model]:
    """The tables, each after those that its rows refer to."""
    left = sorted(found, key=lambda model: model.__name__)
    order: list[Model] = []
    while left:
        for soft in (False, True):
            ready = next((one for one in left if not (_needs(one, firm_only=soft) & set(left) - {one})), None)
            if ready:
                break
        order.append(ready or left[0])
        left.remove(order[-1])
    return order


def _needs(model: Model, *, firm_only: bool) -> set[Model]:
    needed = {field.related_model for field in _references(model) if not (firm_only and field.null)}
    original = _original(model)
    quoted = {Response} if original is Conclusion else set()
    return needed | quoted | ({original} if original is not model else set())


def _row(row: models.Model, found: dict[Model, set[int]], people: dict[int, int]) -> Row:
    """A row as JSON values: references by id, people by their place."""
    told: Row = {}
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if isinstance(field, models.ForeignKey):
            target = field.related_model
            if target is Team:
                continue
            if target is User:
                value = None if value is None else people.setdefault(value, len(people))
            elif value not in found.get(target, ()):
                value = None
        elif isinstance(field, models.BinaryField) or (field.name == "in_file" and isinstance(row, StoredBytes)):
            continue
        told[field.name] = value
    for field in row._meta.local_many_to_many:
        told[field.name] = sorted(getattr(row, field.name).values_list("pk", flat=True))
    return told


def _opened(data: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The content of a bundle and its files, within bounds."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise NoBundle("The bundle is too large.")
            held = {entry.filename: _read(archive, entry) for entry in entries}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NoBundle(f"This is no ZIP that can be read: {error}.") from error
    try:
        content = json.loads(held.pop(CONTENT, b""))
    except (ValueError, RecursionError) as error:
        raise NoBundle(f"{CONTENT}: this is no JSON: {error}.") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise NoBundle(f"{CONTENT}: its format is not {FORMAT}.")
    tables, people = content.get("tables"), content.get("people")
    if not isinstance(tables, dict) or not all(isinstance(rows, list) for rows in tables.values()):
        raise NoBundle(f"{CONTENT}, tables: not a list of rows for each table.")
    if not isinstance(people, list) or not all(isinstance(name, str) for name in people):
        raise NoBundle(f"{CONTENT}, people: not a list of names.")
    if sum(map(len, tables.values())) + len(people) > MOST_ROWS:
        raise NoBundle("The bundle is too large.")
    return content, held


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """The bytes of an entry, no more than it says."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise NoBundle(f"{entry.filename}: not as long as the archive says.")
    return data


class _Restoring:
    """A bundle on its way into the database."""

    def __init__(
        self, content: dict[str, Any], files: dict[str, bytes], team: Team, by: User, slug: str, digest: str
    ) -> None:
        self._digest = digest
        self._tables, self._names, self._files = content["tables"], content["people"], files
        self._team, self._by, self._slug = team, by, slug
        self._made: dict[Model, dict[int, Any]] = {}
        self._later: list[tuple[Model, str, str, tuple[int, Any]]] = []
        self._people: dict[int, User] = {}

    def comparison(self) -> Comparison:
        known = {model.__name__: model for model in apps.get_app_config("reviews").get_models()}
        for name in self._tables:
            if name not in known or _original(known[name]).__name__ in LEFT_OUT or known[name] in _WHOLE:
                raise NoBundle(f"{CONTENT}, tables: this version knows no “{name}” in a bundle.")
        if len(self._tables.get("Comparison", ())) != 1:
            raise NoBundle(f"{CONTENT}, Comparison: not one row.")
        for model in _in_order(known[name] for name in self._tables):
            self._restore(model)
        self._refer()
        made = Comparison.objects.get(slug=self._slug)
        made.summary = {**made.summary, **summarise(made), BUNDLE: self._digest}
        made.save(update_fields=["summary"])
        if made.phase == Phase.PUBLISHED:  # its publications stayed where they are public
            move(made, self._by, Phase.RECONCILE, by_act=True)
        return made

    def _restore(self, model: Model) -> None:
        made: dict[int, Any] = {}
        stamped: list[tuple[models.Model, Row]] = []
        for number, row in enumerate(self._tables[model.__name__]):
            where = f"{CONTENT}, {model.__name__}[{number}]"
            key = model._meta.pk.name
            if not isinstance(row, dict) or not isinstance(row.get(key), int) or row[key] in made:
                raise NoBundle(f"{where}: no row with a “{key}” of its own.")
            values = dict(self._values(model, row, where))
            made[row[key]] = self._existing(model, values) or model(**values)
            stamped.append((made[row[key]], values))
        self._made[model] = made
        new = [one for one in made.values() if one.pk is None]
        model._base_manager.bulk_create(new, batch_size=500)
        automatic = [field.name for field in model._meta.concrete_fields if getattr(field, "auto_now_add", False)]
        if automatic and new:
            for one, values in stamped:
                for name in automatic:
                    setattr(one, name, values.get(name))
            model._base_manager.bulk_update(new, automatic, batch_size=500)

    def _values(self, model: Model, row: Row, where: str) -> Iterator[tuple[str, Any]]:
        """The fields of a row to make, checked."""
        if model is Response:
            _check_answer(row, where)
        for field in model._meta.concrete_fields:
            at = f"{where}.{field.name}"
            if field.primary_key or isinstance(field, models.BinaryField):
                continue
            if isinstance(field, models.ForeignKey):
                yield from self._reference(model, field, row, at)
            elif field.name == "id" and _original(model) is not model:
                yield "id", self._id_of(_original(model), row.get("id"))
            elif field.name == "slug" and model is Comparison:
                yield "slug", self._slug
            elif field.name == "takes_rejoinders":
                yield field.name, False  # only an owner opens the form to everybody
            elif field.name == "in_file" and issubclass(model, StoredBytes):
                yield from self._bytes(row, where)
            elif field.name == "evidence" and _original(model) is Conclusion:
                yield "evidence", [self._quotation(place, at) for place in _checked(field, row.get("evidence"), at)]
            elif field.name in row and not (field.name in ("sha256", "size") and issubclass(model, StoredBytes)):
                yield field.name, _checked(field, row[field.name], at)

    def _reference(
        self, model: Model, field: models.ForeignKey[Any, Any], row: Row, at: str
    ) -> Iterator[tuple[str, Any]]:
        target, value = field.related_model, row.get(field.name)
        if target is Team:
            yield field.name, self._team
        elif target is User:
            is_own = model is Comparison and field.name == "created_by"
            yield field.name, self._by if is_own else self._person(value, field, at)
        elif value is None and field.null:
            yield field.name, None
        elif isinstance(value, int) and value in self._made.get(target, {}):
            yield field.name, self._made[target][value]
        elif field.null and target.__name__ in self._tables:
            self._later.append((model, field.name, at, (row[model._meta.pk.name], value)))
            yield field.name, None
        else:
            raise NoBundle(f"{at}: it refers to no {target.__name__} in the bundle.")

    def _quotation(self, place: Any, at: str) -> Row:
        """A quotation of a conclusion, in the response made here."""
        if not isinstance(place, dict) or place.keys() != _QUOTATION.keys():
            raise NoBundle(f"{at}: no quotation.")
        if not all(isinstance(place[name], kinds) for name, kinds in _QUOTATION.items()):
            raise NoBundle(f"{at}: no quotation.")
        if place["response"] is None:
            return place
        if place["response"] not in self._made.get(Response, {}):
            raise NoBundle(f"{at}: it refers to no Response in the bundle.")
        return {**place, "response": self._made[Response][place["response"]].pk}

    def _refer(self) -> None:
        """Set the references to rows that came later."""
        for model, name, at, (row, value) in self._later:
            target = model._meta.get_field(name).related_model
            if value not in self._made.get(target, {}):
                raise NoBundle(f"{at}: it refers to no {target.__name__} in the bundle.")
            own = self._made[model][row]
            model._base_manager.filter(pk=own.pk).update(**{name: self._made[target][value]})
        for model, made in self._made.items():
            for field in model._meta.local_many_to_many:
                for row in self._tables[model.__name__]:
                    others = [self._made[field.related_model].get(pk) for pk in row.get(field.name) or ()]
                    if None in others:
                        raise NoBundle(f"{CONTENT}, {model.__name__}.{field.name}: it refers to no row in the bundle.")
                    getattr(made[row[model._meta.pk.name]], field.name).set(others)

    def _person(self, value: Any, field: models.ForeignKey[Any, Any], at: str) -> User | None:
        """The account of a person of the bundle, new and closed."""
        if value is None and field.null:
            return None
        if not isinstance(value, int) or not 0 <= value < len(self._names):
            raise NoBundle(f"{at}: it names no person of the bundle.")
        if value not in self._people:
            name = self._names[value].strip()[:100] or "Somebody"
            email = f"{secrets.token_hex(12)}@bundle.invalid"
            self._people[value] = User.objects.create_user(email, name=name, is_active=False)
        return self._people[value]

    def _existing(self, model: Model, values: Row) -> models.Model | None:
        """The row that says the same, of what teams share."""
        if "team" not in values or model is Comparison:
            return None
        same = {name: value for name, value in values.items() if name != "created_at"}
        found = model._base_manager.filter(**same).first()
        if (
            found is None
            and "key" in values
            and model._base_manager.filter(team=self._team, key=values["key"]).exists()
        ):
            values["key"] = f"{values['key'][:30]}-{secrets.token_hex(4)}"
        return found

    def _bytes(self, row: Row, where: str) -> Iterator[tuple[str, Any]]:
        digest = row.get("sha256")
        data = self._files.get(f"files/{digest}")
        if data is None or sha256(data).hexdigest() != digest:
            raise NoBundle(f"{where}: its document is not in the bundle, or is another.")
        yield from stored(data).items()

    def _id_of(self, model: Model, value: Any) -> int:
        """The id of the row that a history is of.

        One that was deleted keeps a number that no row has.
        """
        if not isinstance(value, int):
            raise NoBundle(f"{CONTENT}, {model.__name__}: a history of nothing.")
        row = self._made.get(model, {}).get(value)
        return row.pk if row is not None else -abs(value)


def _checked(field: models.Field[Any, Any], value: Any, at: str) -> Any:
    """The value of a field.

    Raises NoBundle for one that it cannot have.
    """
    if value is None and field.null:
        return None
    if any(BARRED.search(text) for text in _texts(value)):
        raise NoBundle(f"{at}: a control character.")
    try:
        made = field.to_python(value) if not isinstance(field, models.JSONField) else value
        if not _is_shaped(made, _SHAPES.get(f"{field.model.__name__}.{field.name}", object)):
            raise ValidationError("not what this version keeps there")
        if made is None or (field.choices and made not in dict(field.flatchoices)):
            raise ValidationError("not a value that it can have")
        if made not in field.empty_values:
            field.run_validators(made)
    except (ValidationError, TypeError, ValueError, OverflowError) as error:
        why = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise NoBundle(f"{at}: {why}") from error
    if field.name.endswith("html") and isinstance(made, str) and made and settled(made) != made:
        raise NoBundle(f"{at}: HTML that no page may show.")
    return made


def _is_shaped(value: Any, shape: Any) -> bool:
    if isinstance(shape, type):
        return isinstance(value, shape)
    if isinstance(shape, dict):
        (kind,) = shape.values()
        return isinstance(value, dict) and all(isinstance(each, kind) for each in value.values())
    if not isinstance(value, list):
        return False
    if isinstance(shape, tuple):
        return len(value) == len(shape) and all(map(_is_shaped, value, shape))
    return all(_is_shaped(each, shape[0]) for each in value)


def _texts(value: Any) -> Iterator[str]:
    """All texts in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _texts(one)


def _check_answer(row: Row, where: str) -> None:
    """Refuse an answer whose text is not that of its HTML."""
    html, text, blocks = row.get("html"), row.get("text"), row.get("blocks")
    if not isinstance(html, str) or not isinstance(text, str):
        raise NoBundle(f"{where}: an answer without a text.")
    read_text, read_blocks = read(html)
    if read_text != text or [list(block) for block in read_blocks] != blocks:
        raise NoBundle(f"{where}: its text is not that of its HTML.")
