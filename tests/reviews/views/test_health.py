"""Whether the site is fit to serve."""

from unittest.mock import patch

import pytest
from django.db import DatabaseError


@pytest.mark.django_db
def test_ok_where_every_migration_is_applied(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", "text/plain")


def test_whoever_asks_for_an_icon_where_icons_once_were_gets_it(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, "/static/img/favicon.svg")


@pytest.mark.django_db
def test_unfit_where_a_migration_is_missing(client):
    with patch("reviews.views.health.MigrationExecutor.migration_plan", return_value=["0002"]):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"migrations are not applied\n")


def test_unfit_where_the_database_does_not_answer(client):
    with patch("reviews.views.health.MigrationExecutor", side_effect=DatabaseError):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"the database does not answer\n")
