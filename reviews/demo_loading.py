"""The verb of the demo: loads the comparison under reviews/demo/ through the same verbs that people use."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from reviews.comparing import choose_publishing, set_phase, start_comparison
from reviews.discussion import open_thread, reply, resolve_thread
from reviews.documents import Document
from reviews.fact_reviewing import review_fact
from reviews.gathering import Span, gather_finding, rate_finding
from reviews.intake import formats
from reviews.marking import find_evidence, place_mark, resolve_cell, say_support
from reviews.models import Comment, Comparison, Membership, Phase, Team, Thread, Transcript, User
from reviews.placing import place_passage
from reviews.recording import record_document
from reviews.teaming import found_team

FOLDER = Path(__file__).parent / "demo"
TEAM_NAME = "Demo"
DOCUMENTS = ("claude.md", "chatgpt.md", "gemini.md", "lindqvist.md", "weekly-preprint.md")


def owner() -> User:
    """The demo's first person, whose account is made where there is none."""
    return _user(told()["people"][0])


def demo_comparison(team: Team) -> Comparison | None:
    """The team's demo comparison, where it is loaded."""
    return team.comparisons.filter(slug__startswith="glm-5", title=told()["title"]).first()


@transaction.atomic
def load_demo(*, by: User, team: Team | None = None) -> Comparison:
    """Loads the demo for `by`, who becomes the owner of its team; again, it changes nothing and gives the first one.

    The people of the demo get accounts without a password, at addresses that receive no mail.
    """
    team = (
        team or Team.objects.filter(name=TEAM_NAME, memberships__user=by).first() or found_team(name=TEAM_NAME, by=by)
    )
    loaded = demo_comparison(team)
    if loaded:
        return loaded
    story = told()
    people = {person["email"]: _person(team, person) for person in story["people"]}
    comparison = start_comparison(
        team=team,
        by=by,
        title=told()["title"],
        slug=story["slug"],
        paper=story["paper"],
        questions=[(question["key"], question["text"]) for question in story["questions"]],
    )
    for name in DOCUMENTS:
        data = (FOLDER / name).read_bytes()
        document = Document(data, name, "text/markdown", formats.parse(data, name=name))
        record_document(comparison=comparison, document=document, by=by)
    set_phase(comparison=comparison, phase=Phase.RECONCILE)
    columns = {transcript.key: transcript for transcript in comparison.transcripts.all()}
    _mark(comparison, story, people, columns)
    for fact in story["facts"]:
        review_fact(comparison=comparison, **{**fact, "by": people[fact["by"]]})
    for finding in story["findings"]:
        _gather(comparison, finding, people, columns)
    for thread in story["threads"]:
        _discuss(comparison, thread, people, columns)
    for key, publish in story["publication"]["publish"].items():
        choose_publishing(transcript=columns[key], publish=publish)
    return comparison


def told() -> dict[str, Any]:
    """The demo's people, marks, facts, findings, threads and publication, as they stand in comparison.json."""
    return json.loads((FOLDER / "comparison.json").read_text(encoding="utf-8"))


def _user(person: dict[str, str]) -> User:
    known = User.objects.filter(email=person["email"]).first()
    return known or User.objects.create_user(person["email"], name=person["name"])


def _person(team: Team, person: dict[str, str]) -> User:
    user = _user(person)
    Membership.objects.get_or_create(team=team, user=user, defaults={"role": person["role"]})
    return user


def _mark(
    comparison: Comparison, story: dict[str, Any], people: dict[str, User], columns: dict[str, Transcript]
) -> None:
    questions = {question.key: question for question in comparison.questions.all()}
    for mark in story["marks"]:
        transcript = columns[mark["respondent"]]
        place_mark(
            question=questions[mark["question"]],
            transcript=transcript,
            by=people[mark["by"]],
            value=mark["value"],
            confidence=mark["confidence"],
            rationale=mark["rationale"],
            evidence=find_evidence(transcript, mark["quote"]) if mark["quote"] else None,
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
    said = [
        (find_evidence(columns[point["respondent"]], point["quote"]), point.get("opposes", False))
        for point in story["points"]
    ]
    finding = gather_finding(
        comparison=comparison,
        by=people[story["by"]],
        title=story["title"],
        kind=story["kind"],
        spans=[Span(found.response, found.start, found.end, opposes) for found, opposes in said],
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
    Thread.objects.filter(pk=comment.thread.pk).update(opened_at=_ago(first))
    comments = [comment, *(reply(thread=comment.thread, by=people[c["by"]], body=c["body"]) for c in others)]
    for written, words in zip(comments, story["comments"], strict=True):
        Comment.objects.filter(pk=written.pk).update(written_at=_ago(words))
    if story["state"] == "resolved":
        resolve_thread(thread=comment.thread, by=people[story["comments"][-1]["by"]])


def _ago(comment: dict[str, Any]) -> datetime:
    return timezone.now() - timedelta(minutes=comment["minutes_ago"])
