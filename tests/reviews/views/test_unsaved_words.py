"""Drafts of forms: theirs alone, gone when saved, in nothing that leaves."""

from reviews.domain.blinding import set_blinding
from reviews.lens import lens
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


def test_a_draft_comes_back_as_it_was_typed_and_can_be_sent(client, alice, bob, comparison):
    gpt = make_transcript(
        comparison, "ChatGPT", ("Is it safe?", "As ChatGPT I say it is safe. ChatGPT tested it well.")
    )
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    client.force_login(bob)
    shown, response = "As [name] I say it is safe. [name] tested it well.", gpt.responses.get()
    said = {
        "value": "yes",
        "rationale": "ChatGPT, or [name], hedges here.",
        "evidence": "[name] tested it well.",
        "evidence_at": f"{response.pk}:{shown.index('[name] tested')}+0",
    }
    assert client.post(address(comparison), said).json()["said"] == said
    assert client.get(address(comparison)).json()["said"] == said
    cell = f"/c/{comparison.slug}/matrix/safe/{lens(bob, comparison).key(gpt)}/"
    assert client.post(f"{cell}mark/", said).status_code == 302
    mark = Mark.objects.get()
    assert (mark.quotation, mark.start) == ("ChatGPT tested it well.", response.text.index("ChatGPT tested"))
    assert mark.rationale == said["rationale"]


def test_a_draft_does_not_tell_who_is_compared(client, alice, bob, comparison):
    make_transcript(comparison, "ChatGPT", ("Is it safe?", "It is safe."))
    make_transcript(comparison, "Jane Roe", ("Is it safe?", "It is not."), kind="person")
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    client.force_login(bob)
    guesses = dict.fromkeys(("body", "rationale", "evidence"), "Claude, Gemini, ChatGPT; Jane Roe, John Doe")
    assert client.post(address(comparison), guesses).json()["said"] == guesses


def test_a_long_name_of_a_form_is_forgotten_too(client, bob, comparison):
    place = f"thread-{'q' * 60}-{'r' * 58}"
    client.force_login(bob)
    client.post(address(comparison, place), {"body": WORD})
    client.post(f"/c/{comparison.slug}/threads/open/", {"body": WORD, "draft": place})
    assert (Thread.objects.count(), UnsavedWords.objects.count()) == (1, 0)
