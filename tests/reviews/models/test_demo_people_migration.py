"""Migration 0004: the people of an older demo leave the teams that they were put into."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(name: str):
    executor = MigrationExecutor(connection)
    executor.migrate([("reviews", name)])
    return MigrationExecutor(connection).loader.project_state([("reviews", name)]).apps


@pytest.mark.django_db(transaction=True)
def test_they_leave_other_peoples_demo_teams_and_stay_in_their_own():
    old = migrate("0003_exports_and_pdf")
    user, team, membership = (old.get_model("reviews", name) for name in ("User", "Team", "Membership"))
    people = {
        name: user.objects.create(email=f"{name}@example.org", name=name, password="!unusable")
        for name in ("alice", "bob", "nora")
    }
    own, other = (team.objects.create(name="Demo", slug=slug) for slug in ("demo", "demo-2"))
    for where, who in ((own, "alice"), (own, "bob"), (other, "nora"), (other, "alice"), (other, "bob")):
        membership.objects.create(team=where, user=people[who], role="owner")
    new = migrate("0004_demo_people")
    members = new.get_model("reviews", "Membership").objects.values_list("team__slug", "user__name")
    assert sorted(members) == [("demo", "alice"), ("demo-2", "nora")]
    active = new.get_model("reviews", "User").objects.values_list("name", "is_active")
    assert sorted(active) == [("alice", True), ("bob", False), ("nora", True)]
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
