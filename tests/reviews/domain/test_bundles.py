"""Bundles: the whole record there and back, and what is refused."""

import hashlib
import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.apps import apps
from django.db import models

from collation.assemble.collation import collation_document
from collation.publish.demo import show_demo
from reviews.domain import bundles
from reviews.domain.bundles import BUNDLE, CONTENT, LEFT_OUT, NoBundle, is_bundle, restore_bundle, write_bundle
from reviews.domain.conclusions import conclude, conclusion_says
from reviews.domain.demo import load_demo
from reviews.domain.findings import dismiss_suggestion
from reviews.domain.marks import place_mark
from reviews.domain.papers import store_pdf
from reviews.domain.questions import ask_question, reword_question
from reviews.domain.rejoinders import take_rejoinders
from reviews.domain.round_sheets import make_round_sheet
from reviews.models import (
    Comment,
    Comparison,
    Conclusion,
    Mark,
    Membership,
    Phase,
    ReaderReply,
    Response,
    Source,
    Team,
    User,
)
from reviews.pdf.reading import PdfText
from reviews.refusal import Refused
from tests.factories import TeamFactory
from tests.made_once import made_once

CONCLUDED = {
    "answer": "Nobody knows.",
    "settled_by": "A red-team report of the model itself.",
    "evidence": ["The model underwent extensive red teaming before release"],
}


@pytest.fixture
@made_once
def full(db, alice, team) -> Comparison:
    """A comparison with something in nearly every table."""
    comparison = load_demo(by=alice, team=team)
    store_pdf(comparison=comparison, data=b"%PDF-", name="glm.pdf", text=PdfText(("It is large.",)))
    dismiss_suggestion(comparison=comparison, by=alice, candidate="0" * 64)
    asked = ask_question(comparison=comparison, by=alice, text="Is it fast?")
    place_mark(question=asked, transcript=comparison.transcripts.first(), by=alice, value="yes")
    reword_question(question=asked, text="Is it fast at night?", by=alice)
    conclude(question=comparison.questions.get(key="works"), by=alice, **CONCLUDED)
    first = comparison.transcripts.first()
    sheet = {"respondent": first.respondent, "token": "round-abcdefgh", "text": "Again.", "names": {"A": first.key}}
    make_round_sheet(comparison=comparison, by=alice, **sheet)
    return comparison


def content_of(bundle: bytes) -> dict[str, Any]:
    with ZipFile(BytesIO(bundle)) as archive:
        return json.loads(archive.read(CONTENT))


def changed(bundle: bytes, change) -> bytes:
    """The bundle with its content changed."""
    out = BytesIO()
    with ZipFile(BytesIO(bundle)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == CONTENT:
                content = json.loads(data)
                change(content)
                data = json.dumps(content).encode()
            after.writestr(name, data)
    return out.getvalue()


def without_ids(content: dict[str, Any]) -> dict[str, Any]:
    """The rows with every id replaced by the place of its row, people by name."""
    places = {
        name: {row.get("id", row.get("history_id")): at for at, row in enumerate(rows)}
        for name, rows in content["tables"].items()
    }
    models = {model.__name__: model for model in apps.get_app_config("reviews").get_models()}

    def told(name: str, row: dict[str, Any]) -> dict[str, Any]:
        model, out = models[name], {}
        for field in model._meta.get_fields():
            if field.name not in row or field.name in ("history_id", "created_at", "changed_at", "slug", "summary"):
                continue
            value = row[field.name]
            if field.name == "id":
                continue
            if field.is_relation and field.related_model is User:
                value = None if value is None else content["people"][value]
            elif field.is_relation and isinstance(value, list):
                value = sorted(places[field.related_model.__name__][one] for one in value)
            elif field.is_relation and value is not None:
                value = places[field.related_model.__name__][value]
            elif field.name == "evidence":
                value = [{**place, "response": places["Response"][place["response"]]} for place in value]
            out[field.name] = value
        return out

    return {name: [told(name, row) for row in rows] for name, rows in content["tables"].items()}


def test_the_whole_record_comes_back_the_same(full, bob):
    bundle = write_bundle(full)
    elsewhere = TeamFactory(name="Elsewhere")
    made = restore_bundle(data=bundle, team=elsewhere, by=bob, slug="glm-5-again")
    assert (made.slug, made.team, made.created_by) == ("glm-5-again", elsewhere, bob)
    before, after = content_of(bundle), content_of(write_bundle(made))
    for content in (before, after):
        content["tables"]["Comparison"][0].pop("created_by")
    assert without_ids(after) == without_ids(before)
    assert bytes(made.sources.first().data) == bytes(full.sources.first().data)
    assert made.summary["marked"] == full.summary["marked"]
    assert made.summary[BUNDLE] == hashlib.sha256(bundle).hexdigest()
    assert write_bundle(full) == bundle, "the same record gives the same bytes"


def test_what_comes_back_collates_the_same_to_the_last_value(alice, bob):
    shown = show_demo(by=alice)
    ReaderReply.objects.update(created_at=datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC))
    made = restore_bundle(data=write_bundle(shown), team=TeamFactory(), by=bob, slug="again")
    before, after = (collation_document(one) for one in (shown, made))
    assert before["readers"][0]["at"] == "2026-03-01T12:00:00.123456+00:00"
    assert any(len(cell["grounds"]) > 1 for row in before["rows"] for cell in row["cells"])
    for document in (before, after):
        del document["comparison"]
        for row in document["rows"]:
            for cell in row["cells"]:
                for quoting in (*cell["passages"], *(one["evidence"] for one in cell["marks"] if one["evidence"])):
                    del quoting["response_id"]
    assert after == before


def test_a_form_for_replies_is_not_open_at_the_new_place(full, bob):
    take_rejoinders(comparison=full, taken=True)
    assert not restore_bundle(data=write_bundle(full), team=TeamFactory(), by=bob, slug="again").takes_rejoinders


def test_the_quotations_of_a_conclusion_come_back_in_the_answers_made_here(full, bob):
    made = restore_bundle(data=write_bundle(full), team=TeamFactory(), by=bob, slug="again")
    conclusion = Conclusion.objects.get(question__comparison=made, question__key="works")
    assert conclusion_says(conclusion) == {"why": "", **CONCLUDED}
    for (place,) in (conclusion.evidence, conclusion.history.get().evidence):
        response = Response.objects.get(pk=place["response"])
        assert response.transcript.comparison == made
        assert response.text[place["start"] : place["end"]] == place["text"]


def test_people_come_back_by_name_alone_and_cannot_sign_in(full, alice, bob, team):
    bundle = write_bundle(full)
    assert b"example.org" not in bundle
    assert not any("@" in name for name in content_of(bundle)["people"])
    made = restore_bundle(data=bundle, team=team, by=bob, slug="again")
    reviewers = User.objects.filter(marks__cell__comparison=made).distinct()
    assert {person.name for person in reviewers} == {
        person.name for person in User.objects.filter(marks__cell__comparison=full)
    }
    assert alice not in reviewers
    assert {(person.is_active, person.has_usable_password()) for person in reviewers} == {(False, False)}
    assert not Membership.objects.filter(user__in=reviewers).exists()


def test_every_table_of_a_comparison_is_held_or_left_out_on_purpose(full):
    held = set(content_of(write_bundle(full))["tables"])
    assert {"Mark", "HistoricalMark", "Thread", "Comment", "Finding", "FactReview", "PaperPage", "Identity"} <= held
    assert not held & LEFT_OUT
    assert not held & {"User", "Team", "Membership"}


def test_every_column_of_json_has_a_shape():
    columns = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("reviews").get_models()
        if model.__name__ not in LEFT_OUT and not hasattr(model, "instance_type")
        for field in model._meta.concrete_fields
        if isinstance(field, models.JSONField)
    }
    assert columns - {"Conclusion.evidence"} == bundles._SHAPES.keys()


def test_a_taken_slug_is_refused(full, alice, team):
    with pytest.raises(Refused, match="There is a comparison “glm-5” already"):
        restore_bundle(data=write_bundle(full), team=team, by=alice, slug="glm-5")


PLACE = {"response": None, "start": 0, "end": 3, "text": "It.", "page": 0}


def set_in(table: str, name: str, value: Any):
    def change(content: dict[str, Any]) -> None:
        content["tables"][table][0][name] = value

    return change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda content: content.update(format="triangulate-bundle/9"), "its format is not triangulate-bundle/1"),
        (lambda content: content["tables"].update(User=[{"id": 1}]), "knows no “User”"),
        (lambda content: content["tables"].update(Job=[{"id": 1}]), "knows no “Job”"),
        (lambda content: content["tables"].update(Waxtablet=[]), "knows no “Waxtablet”"),
        (lambda content: content["tables"]["Comparison"].append({}), "Comparison: not one row"),
        (lambda content: content["tables"]["Mark"].append("x"), r"Mark\[\d+\]: no row"),
        (lambda content: content.update(people="Bob"), "people: not a list"),
        (set_in("Mark", "cell", 999_999), r"Mark\[0\].cell: it refers to no Cell"),
        (set_in("Mark", "reviewer", 999), r"Mark\[0\].reviewer: it names no person"),
        (set_in("Mark", "state", "gone"), r"Mark\[0\].state: "),
        (set_in("Mark", "confidence", 9), "contradict each other"),
        (set_in("Mark", "rationale", "\x00"), r"Mark\[0\].rationale: a control character"),
        (set_in("Comment", "html", "<script>alert(1)</script>"), r"Comment\[0\].html: HTML that no page may show"),
        (set_in("Response", "html", "<p onclick='x'>It.</p>"), r"Response\[0\]: its text is not that of its HTML"),
        (set_in("Response", "blocks", []), r"Response\[0\]: its text is not that of its HTML"),
        (set_in("Source", "sha256", "0" * 64), r"Source\[0\]: its document is not in the bundle"),
        (set_in("Comparison", "title", "x" * 999), r"Comparison\[0\].title: "),
        (set_in("Question", "predecessor", 999_999), r"refers to no Question"),
        (set_in("Conclusion", "evidence", [{"text": "It."}]), r"Conclusion\[0\].evidence: no quotation"),
        (set_in("Conclusion", "evidence", [{**PLACE, "response": 999_999}]), r"evidence: it refers to no Response"),
        (set_in("RoundSheet", "names", ["A"]), r"RoundSheet\[0\].names: not what this version keeps there"),
        (set_in("RoundSheet", "names", {"A": 1}), r"RoundSheet\[0\].names: not what this version keeps there"),
        (set_in("Comparison", "summary", "x"), r"Comparison\[0\].summary: not what"),
        (set_in("Response", "sources", [["x"]]), r"Response\[0\].sources: not what"),
        (set_in("HistoricalConclusion", "evidence", [{**PLACE, "text": 7}]), r"evidence: no quotation"),
    ],
)
def test_a_broken_or_hostile_bundle_is_refused_with_the_place_and_stores_nothing(full, alice, team, change, why: str):
    bundle = changed(write_bundle(full), change)
    people = User.objects.count()
    with pytest.raises(NoBundle, match=why):
        restore_bundle(data=bundle, team=team, by=alice, slug="again")
    assert (Comparison.objects.count(), User.objects.count()) == (1, people)


def test_a_bomb_is_refused_before_it_is_unpacked(full, alice, team, monkeypatch):
    bundle = write_bundle(full)
    monkeypatch.setattr(bundles, "MOST_BYTES", 1_000)
    with pytest.raises(NoBundle, match="too large"):
        restore_bundle(data=bundle, team=team, by=alice, slug="again")
    monkeypatch.setattr(bundles, "MOST_BYTES", 10**9)
    monkeypatch.setattr(bundles, "MOST_ROWS", 10)
    with pytest.raises(NoBundle, match="too large"):
        restore_bundle(data=bundle, team=team, by=alice, slug="again")


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + b"x" * 40, b"{}"])
def test_what_is_no_bundle_is_told_from_one(data: bytes, alice, team):
    assert not is_bundle(data)
    with pytest.raises(NoBundle):
        restore_bundle(data=data, team=team, by=alice, slug="again")


def test_what_a_team_shares_is_found_again(full, alice, team):
    before = team.identities.count()
    restore_bundle(data=write_bundle(full), team=team, by=alice, slug="again")
    assert team.identities.count() == before
    assert Team.objects.count() == 1
    assert Source.objects.count() == 2 * full.sources.count()
    assert (
        Comment.objects.exclude(thread__comparison=full).count()
        == Comment.objects.filter(thread__comparison=full).count()
    )
    assert Mark.objects.count() and Response.objects.count()


def test_what_was_published_comes_back_with_its_marks_open(full, alice, team):
    """Nothing is published at its new address."""
    Comparison.objects.update(phase=Phase.PUBLISHED)
    made = restore_bundle(data=write_bundle(full), team=team, by=alice, slug="again")
    assert Comparison.objects.get(pk=made.pk).phase == "reconcile"
    newest = made.phase_moves.first()
    assert (newest.before, newest.after, newest.by_act, newest.created_by) == ("published", "reconcile", True, alice)
