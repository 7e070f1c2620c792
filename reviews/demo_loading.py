"""The verb of the demo: loads the comparison under reviews/demo/ through the same verbs that people use."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from reviews.comparing import choose_publishing, set_phase, start_comparison
from reviews.discussion import open_thread, reply, resolve_thread
from reviews.intake import formats
from reviews.marking import find_evidence, place_mark, resolve_cell
from reviews.models import Comment, Comparison, Membership, Phase, Team, Transcript, User
from reviews.placing import place_passage
from reviews.recording import Document, record_document
from reviews.teaming import found_team

FOLDER = Path(__file__).parent / "demo"
TEAM = "demo"
DOCUMENTS = ("claude.md", "chatgpt.md", "gemini.md", "lindqvist.md", "weekly-preprint.md")


def demo_comparison(team: Team) -> Comparison | None:
    """The team's demo comparison, where it is loaded."""
    return team.comparisons.filter(slug__startswith="glm-5", title=_told()["title"]).first()


@transaction.atomic
def load_demo(*, by: User, team: Team | None = None) -> Comparison:
    """Loads the demo for `by`, who becomes the owner of its team; again, it changes nothing and gives the first one.

    The people of the demo get accounts without a password, at addresses that receive no mail.
    """
    team = team or Team.objects.filter(slug=TEAM, memberships__user=by).first() or found_team(name="Demo", by=by)
    loaded = demo_comparison(team)
    if loaded:
        return loaded
    told = _told()
    people = {person["email"]: _person(team, person) for person in told["people"]}
    comparison = start_comparison(
        team=team,
        by=by,
        title=told["title"],
        slug=told["slug"],
        paper=told["paper"],
        questions=[(question["key"], question["text"]) for question in told["questions"]],
    )
    for name in DOCUMENTS:
        data = (FOLDER / name).read_bytes()
        document = Document(data, name, "text/markdown", formats.parse(data, name=name))
        record_document(comparison=comparison, document=document, by=by)
    set_phase(comparison=comparison, phase=Phase.RECONCILE)
    columns = {transcript.key: transcript for transcript in comparison.transcripts.all()}
    _mark(comparison, told, people, columns)
    for thread in told["threads"]:
        _discuss(comparison, thread, people, columns)
    for key, publish in told["publication"]["publish"].items():
        choose_publishing(transcript=columns[key], publish=publish)
    return comparison


def _told() -> dict[str, Any]:
    return json.loads((FOLDER / "comparison.json").read_text(encoding="utf-8"))


def _person(team: Team, person: dict[str, str]) -> User:
    user = User.objects.filter(email=person["email"]).first() or User.objects.create_user(
        person["email"], name=person["name"]
    )
    Membership.objects.get_or_create(team=team, user=user, defaults={"role": person["role"]})
    return user


def _mark(
    comparison: Comparison, told: dict[str, Any], people: dict[str, User], columns: dict[str, Transcript]
) -> None:
    questions = {question.key: question for question in comparison.questions.all()}
    for mark in told["marks"]:
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
    for settled in told["resolutions"]:
        resolve_cell(
            question=questions[settled["question"]],
            transcript=columns[settled["respondent"]],
            by=people[settled["by"]],
            value=settled["value"],
            why=settled["why"],
        )
    for placed in told["placements"]:
        evidence = find_evidence(columns[placed["respondent"]], placed["quote"])
        place_passage(
            response=evidence.response,
            start=evidence.start,
            end=evidence.end,
            question=questions[placed["question"]],
            belongs=placed["belongs"],
            by=people[placed["by"]],
        )


def _discuss(
    comparison: Comparison, told: dict[str, Any], people: dict[str, User], columns: dict[str, Transcript]
) -> None:
    cell = {}
    if told["target"] != "comparison":
        cell = {
            "question": comparison.questions.get(key=told["target"]["question"]),
            "transcript": columns[told["target"]["respondent"]],
        }
    first, *others = told["comments"]
    comment = open_thread(comparison=comparison, by=people[first["by"]], body=first["body"], **cell)
    comments = [comment, *(reply(thread=comment.thread, by=people[c["by"]], body=c["body"]) for c in others)]
    for written, words in zip(comments, told["comments"], strict=True):
        at = timezone.now() - timedelta(minutes=words["minutes_ago"])
        Comment.objects.filter(pk=written.pk).update(written_at=at)
    if told["state"] == "resolved":
        resolve_thread(thread=comment.thread, by=people[told["comments"][-1]["by"]])
