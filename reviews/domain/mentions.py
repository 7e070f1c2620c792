"""Verbs of mentions: whoever is named in a comment is told.

They are told in the app, and by mail if they want that. Neither holds the words: the page shows them, as far as the
person may know them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from reviews.domain.mail import Letter, send_mail_later
from reviews.models import Comment, CommentMention, Comparison, User

_SIGNER = Signer(salt="mails of mentions")


def people_to_mention(comparison: Comparison) -> list[User]:
    """Who may read the comparison: its team, and its guests."""
    here = Q(memberships__team=comparison.team_id) | Q(guest_in__comparison=comparison)
    return list(User.objects.filter(here, is_active=True).distinct().order_by("name", "pk"))


def mentioned(words: str, people: Iterable[User]) -> list[User]:
    """The people whom the words name after an “@”.

    By their whole name, or its first word if nobody else has it; the longest name counts. Case does not.
    """
    by_name: dict[str, list[User]] = {}
    firsts = Counter(str(person).casefold().split()[0] for person in people if str(person).split())
    for person in people:
        name = " ".join(str(person).casefold().split())
        first = name.partition(" ")[0]
        for handle in {name, first} if firsts[first] == 1 else {name}:
            by_name.setdefault(handle, []).append(person)
    handles = sorted(filter(None, by_name), key=len, reverse=True)
    if not handles:
        return []
    pattern = re.compile(rf"(?<![\w.])@({'|'.join(map(re.escape, handles))})(?!\w)")
    found = pattern.findall(" ".join(words.casefold().split()))
    return list(dict.fromkeys(person for handle in found for person in by_name[handle]))


def tell_mentioned(comment: Comment) -> None:
    """Tell the people whom a comment names and has not told yet.

    Not its author. Call it inside `changing`. No query if it holds no “@”.
    """
    if "@" not in comment.markdown:
        return
    told = set(comment.mentions.values_list("to", flat=True))
    named = mentioned(comment.markdown, people_to_mention(comment.thread.comparison))
    for person in sorted(named, key=lambda person: person.pk):  # as everywhere: two comments never wait for each other
        if person.pk not in told | {comment.created_by_id}:
            mention = CommentMention.objects.create(comment=comment, to=person, created_at=timezone.now())
            if person.mails_mentions:
                send_mail_later(Letter.MENTION, to=person.email, by=comment.created_by, mention=mention.pk)
            recount([person.pk])


@transaction.atomic
def see_mentions(*, user: User, mentions: Iterable[CommentMention] | None = None) -> None:
    """Note that a person has seen some of their mentions, or all."""
    unseen = CommentMention.objects.filter(to=user, seen_at=None)
    if mentions is not None:
        unseen = unseen.filter(pk__in=[mention.pk for mention in mentions])
    unseen.update(seen_at=timezone.now())
    recount([user.pk])


def choose_mails(*, user: User, wanted: bool) -> None:
    """Let mail tell a person who mentions them, or not."""
    User.objects.filter(pk=user.pk).update(mails_mentions=wanted)


def no_more_mail_token(user: User) -> str:
    """The secret of the link in a mail that ends such mails."""
    return _SIGNER.sign(str(user.pk))


def user_of_no_more_mail(token: str) -> User | None:
    """Whose such mails a link ends."""
    try:
        return User.objects.filter(pk=_SIGNER.unsign(token)).first()
    except BadSignature:
        return None


def recount(people: Iterable[int]) -> None:
    """Count the mentions that people have not seen, where they may read.

    `people` are ids of users.
    """
    for user in User.objects.filter(pk__in=people).order_by("pk"):
        here = Comparison.objects.visible_to(user)
        unseen = CommentMention.objects.filter(to=user, seen_at=None, comment__thread__comparison__in=here).count()
        User.objects.filter(pk=user.pk).update(unseen=unseen)
