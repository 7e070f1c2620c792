"""Records for tests, made by the verbs that make them for people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import factory
from factory.django import DjangoModelFactory

from reviews.domain.comparisons import start_comparison
from reviews.domain.documents import Document
from reviews.domain.name_consents import agree_to_be_named
from reviews.domain.questions import DEFAULT_QUESTIONS
from reviews.domain.sources import record_document
from reviews.intake.document import Parsed, Piece, Voice
from reviews.lens import lens
from reviews.models import Comparison, Membership, Role, Team, Transcript, User
from tests.made_once import made_once


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda person: f"{person.name.lower().replace(' ', '.')}@example.org")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or "a long password")
        if create:
            self.save()


class TeamFactory(DjangoModelFactory[Team]):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")
    slug = factory.Sequence(lambda n: f"team-{n}")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.REVIEWER


@made_once
def make_comparison(
    owner: User,
    team: Team,
    *,
    title: str = "Owl-2",
    questions: Sequence[tuple[str, str]] = DEFAULT_QUESTIONS,
    others_hidden: bool = False,
) -> Comparison:
    """A comparison without transcripts.

    Reviewers see each other's marks at once, unless a test is about what is hidden from them.
    """
    return start_comparison(team=team, by=owner, title=title, questions=questions, others_hidden=others_hidden)


@made_once
def make_transcript(
    comparison: Comparison, name: str, *turns: tuple[str, str], kind: str = "model", **voice: str
) -> Transcript:
    """A transcript of `name` with (prompt, answer) turns in Markdown."""
    text, cut = "", []
    for prompt, answer in turns:
        for role, said in (("prompt", prompt), ("answer", answer)):
            if said:
                start, text = len(text), f"{text}{said}\n\n"
                cut.append(Piece(start, len(text), role, 0, "format"))
    parsed = Parsed(text, "markdown", "markdown", tuple(cut), (Voice(name, kind, **voice),))
    document = Document(f"{name}\n{text}".encode(), f"{name}.md", "text/markdown", parsed)
    (transcript,) = record_document(comparison=comparison, document=document, by=comparison.created_by)
    return transcript


def put_in_order(comparison: Comparison, reviewer: User, *keys: str) -> None:
    """Choose a secret with which a reviewer who knows no names sees the columns in this order."""
    for number in count():
        comparison.secret = f"secret {number}"
        if [column.key for column in lens(reviewer, comparison).columns] == list(keys):
            break
    comparison.save(update_fields=["secret"])


def agree(comparison: Comparison, *people: User) -> None:
    """Each of them agrees to be named in publications."""
    for person in people:
        agree_to_be_named(comparison=comparison, by=person)
