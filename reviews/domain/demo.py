"""The verb that loads the demo.

It calls the verbs that people use, on the documents in reviews/demo/.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from reviews.domain.comparisons import start_comparison
from reviews.domain.conclusions import conclude
from reviews.domain.documents import Document
from reviews.domain.facts import review_fact
from reviews.domain.findings import NewPoint, gather_finding, rate_finding
from reviews.domain.marks import find_evidence, place_mark, resolve_cell, say_support
from reviews.domain.name_consents import agree_to_be_named
from reviews.domain.phases import set_phase
from reviews.domain.placements import place_passage
from reviews.domain.sources import record_document
from reviews.domain.teams import found_team
from reviews.domain.threads import open_thread, reply, resolve_thread
from reviews.domain.transcripts import choose_publishing
from reviews.domain.users import lock_person, open_account
from reviews.intake import parse as formats
from reviews.models import Comment, Comparison, Phase, Role, Team, Thread, Transcript, User

FOLDER = Path(__file__).parent.parent / "demo"
TEAM_NAME = "Demo"
DEFAULT_OWNER = "alice@example.org"
DOCUMENTS = ("claude.md", "chatgpt.md", "gemini.md", "lindqvist.md", "weekly-preprint.md")


def demo_owner(email: str) -> User:
    """The account that the demo command loads the demo for.

    It is made if there is none at this address. At the default address a new account is the demo’s first person. Raises
    Refused as `open_account` does.
    """
    default = email.strip().lower() == DEFAULT_OWNER
    return open_account(email=email, name=_first_person()["name"] if default else "")


def demo_comparison(team: Team) -> Comparison | None:
    """The team's demo comparison, if it is loaded."""
    return team.comparisons.filter(slug__startswith="glm-5", title=demo_story()["title"]).first()


@transaction.atomic
def load_demo(*, by: User, team: Team | None = None) -> Comparison:
    """Load the demo for `by`, the owner of its team.

    A second time changes nothing. Without `team` it is the demo of a team that `by` owns, else that of a new one. The
    people of the demo belong to no team and cannot sign in: they are made with it, and never looked up by name or
    address. `by` takes the part of the one who has the same name.
    """
    lock_person(by)  # two clicks at once load one demo
    loaded = demo_comparison(team) if team else _own_demo(by)
    if loaded:
        return loaded
    team = team or found_team(name=TEAM_NAME, by=by)
    story = demo_story()
    people = {person["key"]: by if person["name"] == by.name else _invented(person) for person in story["people"]}
    comparison = start_comparison(
        team=team,
        by=by,
        title=story["title"],
        slug=story["slug"],
        paper=story["paper"],
        questions=[(question["key"], question["text"]) for question in story["questions"]],
    )
    for name in DOCUMENTS:
        data = (FOLDER / name).read_bytes()
        document = Document(data, name, "text/markdown", formats.parse(data, name=name))
        record_document(comparison=comparison, document=document, by=by)
    set_phase(comparison=comparison, by=by, phase=Phase.RECONCILE)
    columns = {transcript.key: transcript for transcript in comparison.transcripts.all()}
    _mark(comparison, story, people, columns)
    for fact in story["facts"]:
        review_fact(comparison=comparison, **{**fact, "by": people[fact["by"]]})
    for finding in story["findings"]:
        _gather(comparison, finding, people, columns)
    for conclusion in story["conclusions"]:
        question = comparison.questions.get(key=conclusion["question"])
        conclude(**{**conclusion, "question": question, "by": people[conclusion["by"]]})
    for thread in story["threads"]:
        _discuss(comparison, thread, people, columns)
    for person in people.values():
        if person != by:  # who loads the demo has not been asked
            agree_to_be_named(comparison=comparison, by=person)
    for key, publish in story["publication"]["publish"].items():
        choose_publishing(transcript=columns[key], publish=publish)
    return comparison


def demo_story() -> dict[str, Any]:
    """The demo’s people and what they decide, from comparison.json."""
    return json.loads((FOLDER / "comparison.json").read_text(encoding="utf-8"))


def _first_person() -> dict[str, str]:
    return demo_story()["people"][0]


def _own_demo(user: User) -> Comparison | None:
    owned = Team.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    return next(filter(None, map(demo_comparison, owned)), None)


def _invented(person: dict[str, str]) -> User:
    """A new account that cannot sign in.

    Its address cannot exist (RFC 2606).
    """
    email = f"{person['key']}.{secrets.token_hex(8)}@demo.invalid"
    return User.objects.create_user(email, name=person["name"], is_active=False)


def _mark(
    comparison: Comparison, story: dict[str, Any], people: dict[str, User], columns: dict[str, Transcript]
) -> None:
    questions = {question.key: question for question in comparison.questions.all()}
    for mark in story["marks"]:
        place_mark(
            question=questions[mark["question"]],
            transcript=columns[mark["respondent"]],
            by=people[mark["by"]],
            value=mark["value"],
            confidence=mark["confidence"],
            rationale=mark["rationale"],
            evidence=mark["quote"],
        )
    for settled in story["resolutions"]:
        resolve_cell(
            question=questions[settled["question"]],
            transcript=columns[settled["respondent"]],
            by=people[settled["by"]],
            value=settled["value"],
            why=settled["why"],
        )
    for support in story["supports"]:
        say_support(
            question=questions[support["question"]],
            transcript=columns[support["respondent"]],
            by=people[support["by"]],
            value=support["value"],
            quote=support["quote"],
        )
    for placed in story["placements"]:
        evidence = find_evidence(columns[placed["respondent"]], placed["quote"])
        place_passage(
            response=evidence.response,
            start=evidence.start,
            end=evidence.end,
            question=questions[placed["question"]],
            belongs=placed["belongs"],
            by=people[placed["by"]],
        )


def _gather(
    comparison: Comparison, story: dict[str, Any], people: dict[str, User], columns: dict[str, Transcript]
) -> None:
    points = [
        (find_evidence(columns[point["respondent"]], point["quote"]), point.get("opposes", False))
        for point in story["points"]
    ]
    finding = gather_finding(
        comparison=comparison,
        by=people[story["by"]],
        title=story["title"],
        kind=story["kind"],
        spans=[NewPoint(span.response, span.start, span.end, opposes) for span, opposes in points],
    )
    for who, value in story["ratings"].items():
        rate_finding(finding=finding, by=people[who], value=value)


def _discuss(
    comparison: Comparison, story: dict[str, Any], people: dict[str, User], columns: dict[str, Transcript]
) -> None:
    cell: dict[str, Any] = {}
    if story["target"] != "comparison":
        cell = {
            "question": comparison.questions.get(key=story["target"]["question"]),
            "transcript": columns[story["target"]["respondent"]],
        }
    first, *others = story["comments"]
    comment = open_thread(comparison=comparison, by=people[first["by"]], body=first["body"], **cell)
    Thread.objects.filter(pk=comment.thread.pk).update(created_at=_ago(first))
    comments = [comment, *(reply(thread=comment.thread, by=people[c["by"]], body=c["body"]) for c in others)]
    for written, words in zip(comments, story["comments"], strict=True):
        Comment.objects.filter(pk=written.pk).update(created_at=_ago(words))
    if story["state"] == "resolved":
        resolve_thread(thread=comment.thread, by=people[story["comments"][-1]["by"]])


def _ago(comment: dict[str, Any]) -> datetime:
    return timezone.now() - timedelta(minutes=comment["minutes_ago"])
