"""Migrations 0016 to 0021: what an older version stored becomes cells, spans with quotations, papers of one each, and
gets a history."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE, CELLS, SPANS, PAPERS, HISTORIES, CLOSED_SETS = (
    "0015_every_respondent_and_scale_has_its_own",
    "0016_cells",
    "0017_spans",
    "0018_a_paper_for_each_comparison",
    "0019_what_people_decide_has_a_history",
    "0021_closed_sets",
)
TEXT = "It is safe. Five people tried it."

pytestmark = pytest.mark.django_db(transaction=True)


def each_step() -> MigrationExecutor:
    """An executor that knows every migration, but not the one that replaces them."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    loader.replace_migrations = False
    loader.build_graph()
    for key, squashed in loader.replacements.items():
        loader.graph.remove_replacement_node(key, squashed.replaces)
    return executor


def migrate(name: str) -> Apps:
    state = each_step().migrate([("reviews", name)])
    state.clear_delayed_apps_cache()
    return state.apps


@pytest.fixture
def old() -> Iterator[Apps]:
    """The tables as they were, made from nothing: to take every later migration back costs four times as much.

    In the end there are those of today.
    """
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(":memory:")) as today, closing(sqlite3.connect(":memory:")) as nothing:
            connection.connection.backup(today)
            nothing.backup(connection.connection)
            yield migrate(BEFORE)
            today.backup(connection.connection)
        return
    drop_all_tables()
    yield migrate(BEFORE)
    drop_all_tables()
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def drop_all_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def stored(apps: Apps) -> SimpleNamespace:
    """A comparison of one question, reworded once, and a transcript; Alice marked, settled and checked the cell."""

    def make(model: str, **fields):
        return apps.get_model("reviews", model).objects.create(**fields)

    now = timezone.now()
    alice = make("User", email="alice@example.org", name="Alice", password="!")
    team = make("Team", name="Owls", slug="owls")
    paper = make("Paper", title="Owl-2", authors=["Ada"])
    about = {"team": team, "created_by": alice, "changed_at": now}
    first = make("Comparison", paper=paper, slug="owl", title="Owl", **about)
    scale = make("Scale", team=team, key="verdict", name="No to yes", values=[["no", "no"], ["yes", "yes"]])
    asked = {"comparison": first, "scale": scale}
    gone = make("Question", key="safe", text="Safe?", position=0, archived_at=now, **asked)
    question = make("Question", key="safe-2", text="Is it safe?", position=0, predecessor=gone, **asked)
    source = make(
        "Source",
        comparison=first,
        sha256="0" * 64,
        data=b"",
        size=0,
        media_type="text/plain",
        format="plain",
        markup="plain",
        text=TEXT,
        pieces=[],
        voices=[],
    )
    identity = make("Identity", team=team, name="Ada", kind="model")
    respondent = make("Respondent", comparison=first, key="ada", identity=identity)
    transcript = make(
        "Transcript",
        comparison=first,
        respondent=respondent,
        source=source,
        voice=0,
        key="ada",
        position=0,
        publish="full",
    )
    response = make(
        "Response",
        transcript=transcript,
        position=0,
        prompt_found_by="format",
        source_text=TEXT,
        markdown=TEXT,
        html=f"<p>{TEXT}</p>",
        text=TEXT,
        text_chars=len(TEXT),
        blocks=[],
        ranges=[],
    )
    at = {"transcript": transcript}
    mark = make(
        "Mark",
        question=question,
        reviewer=alice,
        value="yes",
        marked_at=now,
        evidence_response=response,
        evidence_start=12,
        evidence_end=23,
        evidence_chars=len(TEXT),
        evidence_quote="Five people",
        **at,
    )
    for asked_then, value, kind in ((question, "no", "+"), (question, "yes", "~"), (gone, "no", "-")):
        make(
            "HistoricalMark",
            id=mark.pk,
            question=asked_then,
            reviewer=alice,
            value=value,
            marked_at=now,
            history_date=now,
            history_type=kind,
            **at,
        )
    make("Resolution", question=question, value="yes", why="So.", resolved_by=alice, resolved_at=now, **at)
    make("Support", question=gone, value="supported", said_by=alice, said_at=now, **at)
    opened = {"comparison": first, "opened_by": alice, "opened_at": now}
    thread = make("Thread", target="comparison", **opened)
    make("Comment", thread=thread, author=alice, markdown="Quite.", html="<p>Quite.</p>", written_at=now)
    make("Thread", target="cell", question=question, **at, **opened)
    span = {"response": response, "text_chars": len(TEXT)}
    placed = {"question": question, "belongs": True, "placed_by": alice, "placed_at": now}
    placement = make("Placement", start=0, end=11, **span, **placed)
    make("HistoricalPlacement", id=placement.pk, start=0, end=11, history_date=now, history_type="+", **span, **placed)
    finding = make("Finding", comparison=first, title="Tried", kind="strength", created_by=alice, created_at=now)
    make("Point", finding=finding, start=12, end=23, **span)
    make("Rating", finding=finding, reviewer=alice, value="minor", rated_at=now)
    make("DismissedSuggestion", comparison=first, candidate="c1", dismissed_by=alice, dismissed_at=now)
    fact = {"comparison": first, "kind": "acronym", "topic": "dsa"}
    make("FactReview", decision="confirmed", reviewed_by=alice, reviewed_at=now, **fact)
    make("StruckValue", value="d", text="D", struck_by=alice, struck_at=now, **fact)
    return SimpleNamespace(
        first=first, paper=paper, about=about, question=question, gone=gone, transcript=transcript, mark=mark, now=now
    )


def rows(apps: Apps, model: str, *fields: str) -> list:
    return list(apps.get_model("reviews", model).objects.order_by("pk").values_list(*fields))


@pytest.mark.slow
def test_an_older_record_is_carried_over(old):
    """One walk through all, since each step down and up again takes its time."""
    was = stored(old)
    now_asked, once_asked = (was.question.pk, was.transcript.pk), (was.gone.pk, was.transcript.pk)
    make = {name: old.get_model("reviews", name).objects.create for name in ("Paper", "Comparison", "PaperPage")}
    questions = old.get_model("reviews", "Question").objects.filter(pk=was.question.pk)
    make["Comparison"](paper=was.paper, slug="b", title="B", **was.about)
    make["PaperPage"](paper=was.paper, number=1, text="Owls.")
    other = make["Comparison"](paper=make["Paper"](title="Other"), slug="other", title="Other", **was.about)

    questions.update(comparison=other)
    with pytest.raises(RuntimeError, match=f"A Mark belongs to question {was.question.pk} and transcript"):
        migrate(CELLS)
    assert rows(old, "Mark", "question", "transcript") == [now_asked], "a migration that stops changes nothing"
    questions.update(comparison=was.first)

    new = migrate(CELLS)
    cells = rows(new, "Cell", "comparison", "question", "transcript")
    assert cells == [(was.first.pk, *once_asked), (was.first.pk, *now_asked)]
    where = ("cell__question", "cell__transcript")
    assert rows(new, "Mark", *where, "value") == [(*now_asked, "yes")]
    assert rows(new, "Resolution", *where, "why") == [(*now_asked, "So.")]
    assert rows(new, "Support", *where, "value") == [(*once_asked, "supported")]
    assert rows(new, "Thread", *where) == [(None, None), now_asked]
    past = [(*now_asked, "no"), (*now_asked, "yes"), (*once_asked, "no")]
    assert rows(new, "HistoricalMark", *where, "value") == past

    for model, wrong, right, words in (
        ("Placement", {"end": 90, "text_chars": 90}, {"end": 11}, "Placement .* stands on 0–90 of response"),
        ("Point", {"end": 90, "text_chars": 90}, {"end": 23}, "Point .* stands on 12–90 of response"),
        ("Mark", {"evidence_quote": "Six people"}, {"evidence_quote": "Five people"}, "Mark .* quotes other words"),
    ):
        new.get_model("reviews", model).objects.update(**wrong)
        with pytest.raises(RuntimeError, match=words):
            migrate(SPANS)
        new.get_model("reviews", model).objects.update(**right)

    new = migrate(SPANS)
    assert rows(new, "Placement", "start", "end", "quotation") == [(0, 11, "It is safe.")]
    assert rows(new, "Point", "start", "end", "quotation") == [(12, 23, "Five people")]
    assert rows(new, "Mark", "response__text", "start", "end", "quotation") == [(TEXT, 12, 23, "Five people")]
    assert rows(new, "HistoricalPlacement", "start", "end", "quotation") == [(0, 11, "It is safe.")]

    new = migrate(PAPERS)
    papers = rows(new, "Comparison", "slug", "paper__title", "paper__authors", "paper__pages__text")
    owl = ("Owl-2", ["Ada"], "Owls.")
    assert papers == [("owl", *owl), ("b", *owl), ("other", "Other", [], None)]
    assert len(set(rows(new, "Comparison", "paper"))) == 3

    invited = {"team_id": was.first.team_id, "invited_by_id": was.about["created_by"].pk, "expires_at": was.now}
    new.get_model("reviews", "Invitation").objects.create(role="reader", secret_sha256="0", **invited)
    refuse_unknown = each_step().loader.disk_migrations["reviews", HISTORIES].operations[0].code
    for model, wrong, right, words in (
        ("Mark", {"state": "lost"}, {"state": "submitted"}, "Mark .* has the state “lost”"),
        ("Mark", {"stage": "late"}, {"stage": "blind"}, "Mark .* has the stage “late”"),
        ("Response", {"prompt_found_by": "luck"}, {"prompt_found_by": "format"}, "has the prompt_found_by “luck”"),
        ("Invitation", {"accepted_at": was.now}, {"accepted_at": None}, "Invitation .* was accepted by nobody"),
    ):
        new.get_model("reviews", model).objects.update(**wrong)
        with pytest.raises(RuntimeError, match=words):
            refuse_unknown(new, None)
        new.get_model("reviews", model).objects.update(**right)

    new = migrate(HISTORIES)
    began = ("+", "Alice", was.now)
    for model, fields, values in (
        ("FactReview", ("topic", "decision", "reviewed_by__name"), ("dsa", "confirmed", "Alice")),
        ("StruckValue", ("topic", "value", "restored_at"), ("dsa", "d", None)),
        ("Finding", ("comparison__slug", "title", "kind"), ("owl", "Tried", "strength")),
        ("Point", ("finding__title", "start", "end", "quotation"), ("Tried", 12, 23, "Five people")),
        ("DismissedSuggestion", ("comparison__slug", "candidate"), ("owl", "c1")),
        ("Rating", ("finding__title", "value"), ("Tried", "minor")),
        ("Comment", ("thread__cell", "thread__comparison__slug", "deleted_at"), (None, "owl", None)),
    ):
        told = rows(new, f"Historical{model}", "id", "history_type", "history_user__name", "history_date", *fields)
        assert told == [(rows(new, model, "pk")[0][0], *began, *values)]
    assert rows(new, "Comment", "markdown") == [("Quite.",)]
    of_user = {field.name for field in new.get_model("reviews", "User")._meta.get_fields()}
    assert of_user.isdisjoint({"is_superuser", "groups", "user_permissions"})

    alice, runs = was.about["created_by"].pk, [{"ids": ["m1"], "start": 0, "end": 11}]
    reviewed = {"reviewed_by_id": alice, "reviewed_at": was.now}
    new.get_model("reviews", "FactReview").objects.create(
        comparison_id=was.first.pk, kind="name", topic="Owl", **reviewed
    )
    new.get_model("reviews", "Source").objects.update(said=runs)
    for parsed in ({"pieces": [], "said": runs}, {"pieces": []}):
        new.get_model("reviews", "IntakeDraft").objects.create(
            comparison_id=was.first.pk, owner_id=alice, text=TEXT, parsed=parsed, size=0, data=b"", expires_at=was.now
        )

    new = migrate(CLOSED_SETS)
    signed = ("created_by__name", "created_at")
    for model in ("Comment", "DismissedSuggestion", "Placement", "Resolution", "StruckValue", "Support"):
        assert rows(new, model, *signed) == [("Alice", was.now)]
    assert rows(new, "Thread", *signed) == rows(new, "FactReview", *signed) == [("Alice", was.now)] * 2
    assert rows(new, "Mark", "created_at") == rows(new, "Rating", "created_at") == [(was.now,)]
    assert rows(new, "HistoricalMark", "created_at") == [(was.now,)] * 3
    assert rows(new, "Invitation", "created_by__name") == [("Alice",)]
    assert rows(new, "FactReview", "kind", "topic") == [("acronym", "dsa"), ("name", "Owl")]
    assert rows(new, "Source", "messages") == [(runs,)]
    assert rows(new, "IntakeDraft", "parsed") == [({"pieces": [], "messages": runs},), ({"pieces": []},)]
