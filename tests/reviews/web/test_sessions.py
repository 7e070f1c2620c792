"""Sessions are Django's: those of its own store are read, and those that have expired are none."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from reviews.web.sessions import SessionStore


@pytest.fixture
def stored(db) -> SessionStore:
    store = SessionStore()
    store["owl"] = "snowy"
    store.save()
    return store


def test_the_product_uses_them(settings):
    assert import_module(settings.SESSION_ENGINE).SessionStore is SessionStore


def test_either_store_reads_what_the_other_kept(stored):
    assert SessionStore(stored.session_key)["owl"] == "snowy"
    assert db.SessionStore(stored.session_key)["owl"] == "snowy"
    other = db.SessionStore()
    other["owl"] = "barn"
    other.save()
    assert SessionStore(other.session_key)["owl"] == "barn"


def test_one_that_has_expired_or_never_was_is_empty_and_loses_its_key(stored):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    for key in (stored.session_key, "nothing-has-this-key"):
        store = SessionStore(key)
        assert store.get("owl") is None
        assert store.session_key is None


def test_reading_one_is_one_query(stored, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert SessionStore(stored.session_key)["owl"] == "snowy"


def test_whoever_signs_out_has_no_session(client, alice):
    client.force_login(alice)
    key = client.session.session_key
    client.post("/accounts/logout/")
    assert SessionStore(key).get("_auth_user_id") is None
