"""Sessions in the database, each read by a prepared query."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from reviews.prepared import prepared


class SessionStore(db.SessionStore):
    """Django's store, whose sessions it shares.

    The salt is made of the class's name, which is the same.
    """

    def _get_session_from_db(self) -> Session | None:
        found = _stored.first(self.session_key or "")
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None


@prepared
def _stored(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)
