"""Drafts of forms: theirs alone, gone when saved, in nothing that leaves."""

from reviews.models import Mark, Thread, UnsavedWords
from tests.factories import make_transcript

WORD = "sarsaparilla"


def address(comparison, place="mark-safe-ada") -> str:
    return f"/c/{comparison.slug}/unsaved/{place}/"


def test_a_draft_is_its_writers_alone(client, alice, bob, comparison):
    client.force_login(bob)
    assert client.get(address(comparison)).status_code == 204
    told = client.post(address(comparison), {"value": "no", "rationale": WORD, "seen": "abc"}).json()
    assert told["said"] == {"value": "no", "rationale": WORD, "seen": "abc"}
    assert client.get(address(comparison)).json() == told
    assert client.post(address(comparison), {"rationale": "x" * 30_000}).status_code == 422
    client.force_login(alice)
    assert client.get(address(comparison)).status_code == 204
    for page in ("matrix", "threads", "agreement", "conflicts", "marking", "collation.json"):
        assert WORD not in client.get(f"/c/{comparison.slug}/{page}{'' if '.' in page else '/'}").text
    client.force_login(bob)
    assert client.post(address(comparison), {"seen": "abc"}).status_code == 204
    assert not UnsavedWords.objects.exists()


def test_a_saved_form_forgets_its_draft_and_a_refused_one_keeps_it(client, bob, comparison):
    ada = make_transcript(comparison, "Ada", ("Is it safe?", "It is."))
    client.force_login(bob)
    cells = f"/c/{comparison.slug}/matrix/safe/{ada.key}/", f"/c/{comparison.slug}/queue/safe/{ada.key}/"
    threads = f"/c/{comparison.slug}/threads/"
    forms = [
        *((f"{cell}mark/", {"value": "yes", "draft": "mark-safe-ada"}) for cell in cells),
        (f"{threads}open/", {"body": "Why?", "draft": "thread"}),
    ]
    for there, sent in forms:
        client.post(address(comparison, sent["draft"]), {"body": WORD})
        assert client.post(there, {"draft": sent["draft"], "value": "perhaps", "body": ""}).status_code == 422
        assert UnsavedWords.objects.get().place == sent["draft"]
        assert client.post(there, sent).status_code == 302
        assert not UnsavedWords.objects.exists()
    assert Mark.objects.get().value == "yes"
    thread = Thread.objects.get().pk
    client.post(address(comparison, str(thread)), {"body": WORD})
    client.post(f"{threads}{thread}/reply/", {"body": "So.", "draft": str(thread)})
    assert not UnsavedWords.objects.exists()
