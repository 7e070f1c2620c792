"""Two reviewers mark without names; after the reveal one of them revises."""

from django.test import Client

from collation.assemble.marked_twice import brand_shift_of
from collation.publish.freeze import freeze
from reviews.domain.blinding import set_blinding
from reviews.domain.marks import place_mark
from reviews.lens import lens
from reviews.models import Mark
from tests.factories import MembershipFactory, make_transcript

WORDS = "caterwaul"


def test_blind_then_revealed_then_revised_in_two_browsers(alice, bob, team, comparison):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    ada = make_transcript(comparison, "Zephyrine", ("Is it safe?", "Zephyrine says that it is safe."))
    carol = MembershipFactory(team=team, user__name="Carol", role="reviewer").user
    clients = {person: Client() for person in (alice, bob, carol)}
    for person, client in clients.items():
        client.force_login(person)
    at = {person: f"/c/owl-2/matrix/safe/{lens(person, comparison).key(ada)}/" for person in clients}
    clients[carol].post(f"{at[carol]}mark/", {"value": "no", "rationale": WORDS})
    for path in (at[bob], "/c/owl-2/", "/c/owl-2/agreement/", "/c/owl-2/collation.json", "/"):
        shown = clients[bob].get(path)
        assert shown.status_code == 200
        assert WORDS not in shown.text
        assert "Zephyrine" not in shown.text
    clients[bob].post(f"{at[bob]}mark/", {"value": "unclear"})
    shown = clients[bob].get(at[bob]).text
    assert WORDS in shown
    assert "Zephyrine" not in shown
    assert "Brand shift" not in clients[bob].get("/c/owl-2/agreement/").text
    revealed = clients[alice].post("/c/owl-2/settings/blinding/", {}, follow=True)
    assert "revealed all" in revealed.text
    assert "Zephyrine" in clients[bob].get("/c/owl-2/").text
    told = clients[bob].get("/c/owl-2/agreement/").text
    assert "Undefined: nobody has given it a verdict both without its name and with it." in told
    clients[bob].post(f"/c/owl-2/matrix/safe/{ada.key}/mark/", {"value": "yes"})
    kept = Mark.objects.filter(reviewer=bob).order_by("pk").values_list("value", "stage", "saw_names")
    assert list(kept) == [("unclear", "blind", False), ("yes", "revealed", True)]
    comparison.refresh_from_db()
    (shift,) = brand_shift_of(comparison, lens(alice, comparison))
    assert (shift.respondent, shift.mean, shift.n) == ("Zephyrine", 2.0, 1)
    assert "+2.00 steps" in clients[alice].get("/c/owl-2/agreement/").text


def test_a_publication_says_how_many_marked_without_names(client, alice, bob, comparison):
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    ada = make_transcript(comparison, "Zephyrine", ("Is it safe?", "Zephyrine says that it is safe."))
    for person in (alice, bob):
        place_mark(question=comparison.questions.get(key="safe"), transcript=ada, by=person, value="yes")
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    assert "One of 2 reviewers marked without names, before those were revealed." in client.get("/p/owl-2/").text
    assert client.get("/p/owl-2.json").json()["publication"]["without_names"] == 1
