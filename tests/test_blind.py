"""What a blind reviewer is served: every address, and every byte of it.

Others are hidden if nothing that others say changes a single byte of any page before the reviewer's own mark is in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from collation.assemble.cache import forget_computed
from reviews.domain.annotations import annotate
from reviews.domain.blinding import set_blinding
from reviews.domain.documents import Document
from reviews.domain.findings import NewPoint, gather_finding, rate_finding
from reviews.domain.marks import place_mark, resolve_cell, say_support
from reviews.domain.readers import NewQuotation, NewReply, NewStatement, take_reply
from reviews.domain.sources import record_document
from reviews.domain.threads import open_thread
from reviews.intake.document import Parsed, Piece, Voice
from reviews.lens import lens
from reviews.models import Comparison, Identity, Mark, Response, Role, Transcript, User
from tests.factories import MembershipFactory, make_comparison, make_transcript, put_in_order
from tests.made_once import made_once
from tests.test_permissions import ADDRESSES, OPENED, ROLES, SENT, path_to

MARKED, OTHER = "quagmire", "sarsaparilla"
"""Words of others, which no page of a blind reviewer may hold."""

SEES = "Owl-2 sees well. It is safe for owls, and it was tested with 40 of them."
DOUBTS = "Owl-2 is not safe. Nobody has tested it."
VARYING = re.compile(
    rb'<time[^>]*>[^<]*</time>|[0-9]{2}:[0-9]{2}(?::[0-9]{2}[.0-9]*)?|data-csrf="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"|nonce-[^\' "]*|X-CSRFToken&quot;: &quot;[^&]*&quot;'
)
"""What no two answers have in common."""

LENGTH = re.compile(rb"\('Content-Length', '[0-9]+'\)")
"""It changes with the length of what varies."""


@made_once
def make_hidden(alice: User, team: Any) -> Comparison:
    return make_comparison(alice, team, title="Hidden owls", others_hidden=True)


@pytest.fixture
def hidden(alice, team) -> Comparison:
    """A comparison whose reviewers mark before they see others' marks."""
    comparison = make_hidden(alice, team)
    make_transcript(comparison, "Ada", ("Is it safe?", SEES))
    make_transcript(comparison, "Bert", ("Is it safe?", DOUBTS))
    return comparison


def say(comparison: Comparison, by: User, transcript: Transcript, word: str, value: str) -> None:
    """Say all that one can say of a cell."""
    here = {"question": comparison.questions.get(key="safe"), "transcript": transcript}
    place_mark(**here, by=by, value=value, rationale=f"{word} 1", confidence=2, evidence="Owl-2")
    resolve_cell(**here, by=by, value=value, why=f"{word} 2")
    say_support(**here, by=by, value="supported", quote=f"{word} 3")
    for where in (here, {"question": here["question"]}, {}):
        open_thread(comparison=comparison, by=by, body=f"{word} 4", **where)
    response = transcript.responses.get()
    place = here["question"].pk, transcript.pk
    said = NewStatement(
        what="cell", cell=place, value=value, why=f"{word} 5", quotations=(NewQuotation(response, 0, 5),)
    )
    label = {"no": "hedge", "yes": "claim"}[value]
    labelled = NewStatement(what="label", label=label, quotations=(NewQuotation(response, 0, 5),))
    take_reply(comparison=comparison, by=by, name="Skimmer", reply=NewReply("{}", (said, labelled)), sheet=None)
    for finding in comparison.findings.all():
        rate_finding(finding=finding, by=by, value={"no": "wrong", "yes": "major"}[value])


def opened(client: Client, comparison: Comparison, *needed: str, **known: Any) -> Iterator[tuple[str, bytes]]:
    """All that is served at every address that can be opened, with htmx and without.

    If parts of an address are named, then at those addresses alone that have them all.
    """
    values = {"slug": comparison.slug, "team": comparison.team.slug, "question": "safe", **known}
    for name, pattern in sorted(ADDRESSES.items()):
        parts = pattern.pattern.converters
        if set(parts) - set(values) or set(needed) - set(parts) or name in ("reviews:sign_out", "collation:demo"):
            continue
        try:
            path = reverse(name, kwargs={part: values[part] for part in parts})
        except NoReverseMatch:
            continue
        panel = {"HX-Request": "true", "HX-Target": "panel"}
        for asked, headers in (("", {}), ("", panel), ("?since=1", {})):
            answer = client.get(path + asked, headers=headers)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            told = sorted((key, value) for key, value in answer.headers.items() if key != "ETag")
            yield f"{name} {asked} {headers} {answer.status_code}", VARYING.sub(b"", body + repr(told).encode())


@pytest.mark.slow
def test_nothing_that_others_say_changes_a_byte_for_a_blind_reviewer(client, alice, bob, hidden):
    ada = hidden.transcripts.earliest("pk")
    gather_finding(
        comparison=hidden, by=bob, title="It sees", kind="other", spans=[NewPoint(ada.responses.get(), 0, 5)]
    )
    client.force_login(bob)
    known = {"response": ada.responses.get().pk, "respondent": lens(bob, hidden).key(ada)}

    def served(word: str, value: str) -> dict[str, bytes]:
        with transaction.atomic():
            say(hidden, alice, ada, word, value)
            pages = dict(opened(client, hidden, **known))
            pages |= answered(client, hidden, ("nonsense",), **known)
            transaction.set_rollback(True)
        hidden.refresh_from_db()
        return pages

    first, second = served(MARKED, "no"), served(OTHER, "yes")
    assert len(first) > 100
    assert [name for name, body in first.items() if MARKED.encode() in body] == []
    assert [name for name in first if first[name] != second.get(name)] == []


def test_after_ones_own_mark_the_others_are_shown(client, alice, bob, hidden):
    ada, bert = hidden.transcripts.order_by("pk")
    for transcript in (ada, bert):
        say(hidden, alice, transcript, MARKED, "no")
    place_mark(question=hidden.questions.get(key="safe"), transcript=ada, by=bob, value="yes")
    client.force_login(bob)
    assert MARKED in client.get(f"/c/{hidden.slug}/matrix/safe/{ada.key}/").text
    of_bert = client.get(
        f"/c/{hidden.slug}/matrix/safe/{bert.key}/", headers={"HX-Request": "true", "HX-Target": "panel"}
    )
    assert MARKED not in of_bert.text
    assert "What others say is shown once you have marked it." in of_bert.text
    set_blinding(comparison=hidden, by=alice, names_hidden=False, others_hidden=False)
    assert MARKED in client.get(f"/c/{hidden.slug}/matrix/safe/{bert.key}/").text


def test_what_others_say_of_a_reviewers_own_annotation_is_hidden_too(client, alice, bob, hidden):
    response = hidden.transcripts.earliest("pk").responses.get()
    own = annotate(response=response, by=bob, quote=response.text[:5], label="claim", note="Hm.")
    open_thread(comparison=hidden, by=alice, body=f"It is {MARKED}.", annotation=own)
    client.force_login(bob)
    page = client.get(f"/c/{hidden.slug}/annotations/{own.pk}/").text
    assert "Hm." in page
    assert MARKED not in page
    client.force_login(alice)
    set_blinding(comparison=hidden, by=alice, names_hidden=False, others_hidden=False)
    client.force_login(bob)
    assert MARKED in client.get(f"/c/{hidden.slug}/annotations/{own.pk}/").text


NAME, MAKER, VERSION = "Zephyrinella Quux-9", "Obsidianworks", "Vermilion 7b"
"""What no page of a reviewer may hold who marks without names, nor any word of it."""

TELLS = (
    "zephyri",
    "rinella",
    "quux",
    "obsidia",
    "ianworks",
    "vermil",
    "ilion",
    "chatgpt",
    "openai",
    "anthropic",
    "claude",
    "gpt-4",
)
"""Whole names, and halves of long ones."""

UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u206f\ufeff]|\\\\u(?:00ad|200[b-f]|206[0-9a-f]|feff)")


def told_in(body: bytes) -> list[str]:
    """What a body tells to somebody who reads it, or looks for names in it."""
    read = UNSEEN.sub("", unescape(body.decode(errors="replace"))).lower()
    return [word for word in TELLS if word in read]


@pytest.fixture
def nameless(alice, team) -> Comparison:
    """A comparison whose reviewers know no names."""
    comparison = make_hidden(alice, team)
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    said = f"I am {NAME} by {MAKER}. Unlike ChatGPT by OpenAI, *Zephy*rinella says that Owl-2 is safe. See [Claude](https://claude.ai/x)."
    make_transcript(comparison, NAME, ("Is it safe, Zephyrinella?", said), version=VERSION, vendor=MAKER)
    make_transcript(comparison, "Claude", ("Is it safe?", "Claude by Anthropic says that it is not safe."))
    return comparison


def told(by: User, comparison: Comparison, transcript: Transcript) -> dict[str, Any]:
    """All that people can say with names in it, and what addresses of it need."""
    say(comparison, by, transcript, f"{NAME} beats GPT-4, says", "no")
    response = transcript.responses.get()
    finding = gather_finding(
        comparison=comparison, by=by, title="Zephyrinella boasts", kind="other", spans=[NewPoint(response, 0, 25)]
    )
    thread = comparison.threads.earliest("pk")
    return {
        "response": response.pk,
        "key": f"finding-{finding.pk}",
        "thread": thread.pk,
        "comment": thread.comments.earliest("pk").pk,
        "reader": "skimmer",
        "start": 0,
        "end": 25,
    }


@pytest.mark.slow
def test_no_name_is_in_any_byte_for_a_reviewer_who_may_know_none(client, alice, bob, nameless):
    transcript = nameless.transcripts.earliest("pk")
    known = told(alice, nameless, transcript)
    client.force_login(bob)
    every = dict(opened(client, nameless, **known, respondent=lens(bob, nameless).key(transcript)))
    by_its_name = dict(opened(client, nameless, "respondent", **known, respondent=transcript.key))
    assert len(every) > 100
    assert len(by_its_name) > 10
    for pages in (every, by_its_name):
        leaks = [(name, word) for name, body in pages.items() for word in told_in(body)]
        assert leaks == []
    client.force_login(alice)
    pages = dict(opened(client, nameless, **known, respondent=transcript.key))
    assert sum(b"Zephyrinella" in body for body in pages.values()) > 15, "an owner sees them at the same addresses"


FORMS = {
    "nothing": {},
    "nonsense": dict.fromkeys(
        "value evidence_at at response question to finding kind label title words support seen key".split(),
        "nonsense …",
    ),
    "what is asked for": {
        "value": "no",
        "confidence": "2",
        "rationale": "So it reads.",
        "evidence": "[name] says",
        "quote": "[name] says",
        "body": "It is so.",
        "note": "It is so.",
        "label": "claim",
        "title": "It is so",
        "kind": "other",
        "to": "safe",
        "question": "safe",
    },
}
"""What is sent to every address."""


def answered(
    client: Client, comparison: Comparison, forms: Collection[str] = (), **known: Any
) -> Iterator[tuple[str, bytes]]:
    """All that is served to forms at every address that a reviewer may send one to, and to HEAD.

    Redirects are followed, with the messages on the page that they lead to.
    """
    safe = comparison.questions.get(key="safe")
    values = {"slug": comparison.slug, "question": "safe", "question_id": safe.pk, **known}
    here = {name for name, one in ADDRESSES.items() if set(one.pattern.converters) <= set(values)}
    here -= {name for name in here if not str(ADDRESSES[name].pattern).startswith("c/")}
    reviewer = ROLES.index("reviewer")
    for name in sorted(here & SENT.keys()):
        path, row = path_to(name, values), SENT[name]
        asked = forms or FORMS if row.split()[reviewer] != "403" else ("nothing",)
        for form in asked:
            fields = FORMS[form]
            for headers in ({"HX-Request": "true", "HX-Target": "panel"} if form == "nonsense" else {},):
                sent = {"response": str(known["response"]), **fields} if fields else {}
                with transaction.atomic():
                    answers = [client.post(path, sent, headers=headers)]
                    for _ in range(2):
                        if answers[-1].status_code == 302:
                            answers.append(client.get(answers[-1].headers["Location"]))
                    transaction.set_rollback(True)
                for answer in answers:
                    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                    served = VARYING.sub(b"", body + repr(sorted(answer.headers.items())).encode())
                    yield f"{name} {form} {headers} {answer.status_code}", served
    for name in sorted(here & OPENED.keys()):
        answer = client.head(path_to(name, values))
        told = sorted((key, value) for key, value in answer.headers.items() if key not in ("ETag", "Content-Length"))
        yield f"HEAD {name} {answer.status_code}", answer.content + repr(told).encode()


@pytest.mark.slow
def test_no_name_is_in_any_answer_to_a_form(client, alice, bob, nameless):
    transcript = nameless.transcripts.earliest("pk")
    known = told(alice, nameless, transcript)
    client.force_login(bob)
    answers = list(answered(client, nameless, **known, respondent=lens(bob, nameless).key(transcript)))
    statuses = Counter(name.rpartition(" ")[2] for name, _ in answers)
    assert min(statuses[status] for status in ("200", "302", "403", "404", "422")) > 2, statuses
    assert [(name, word) for name, body in answers for word in told_in(body)] == []


def test_a_comment_with_a_name_is_held_up_with_a_question(client, alice, bob, nameless):
    client.force_login(bob)
    where = f"/c/{nameless.slug}/threads/open/"
    asked = client.post(where, {"body": "Surely Claude."})
    assert asked.status_code == 422
    assert "This names Claude, and names are hidden." in asked.text
    assert "Surely Claude." in asked.text
    assert not nameless.threads.exists()
    client.post(where, {"body": "Surely Claude.", "anyway": "1"})
    assert nameless.threads.count() == 1
    assert "Surely Claude." in client.get(f"/c/{nameless.slug}/threads/").text, "what they wrote themselves"
    client.force_login(MembershipFactory(team=nameless.team, role=Role.REVIEWER).user)
    assert "Surely [name]." in client.get(f"/c/{nameless.slug}/threads/").text


def test_typed_names_do_not_tell_who_is_compared(client, bob, nameless):
    client.force_login(bob)
    where = f"/c/{nameless.slug}/threads/"
    typed = "Claude, Gemini, Kimi; Zephyrinella, Owlina"
    asked = client.post(f"{where}open/", {"body": typed})
    assert "This names Claude, Gemini, Kimi, and names are hidden." in asked.text
    client.post(f"{where}open/", {"body": typed, "anyway": "1"})
    assert f"<p>{typed}</p>" in client.get(where).text
    response = nameless.transcripts.latest("pk").responses.get()
    own = annotate(response=response, by=bob, quote="not safe", note=typed)
    page = client.get(f"/c/{nameless.slug}/annotations/{own.pk}/").text
    assert f"<p>{typed}</p>" in page
    assert f">\n{typed}</textarea>" in page


def test_evidence_with_a_mask_is_stored_with_the_whole_name(client, bob, nameless):
    transcript = nameless.transcripts.latest("pk")
    client.force_login(bob)
    where = f"/c/{nameless.slug}/matrix/safe/{lens(bob, nameless).key(transcript)}/"
    sent = {"value": "no", "evidence": "[name] by [name] says", "rationale": "Claude, I guess"}
    assert client.post(f"{where}mark/", sent).status_code == 302
    mark = Mark.objects.get()
    assert mark.quotation == "Claude by Anthropic says"
    shown = client.get(where).text
    assert "[name] by [name] says" in shown
    assert "Claude, I guess" in shown, "what they wrote themselves"
    assert "Anthropic" not in shown


def test_the_list_holds_no_name_of_a_title(client, alice, bob, nameless):
    Comparison.objects.filter(pk=nameless.pk).update(title="Is Claude right?", slug="one")
    client.force_login(bob)
    assert "Is [name] right?" in client.get("/").text
    assert "Is Claude right?" not in client.get("/?q=right").text
    assert "[name] right?" not in client.get("/?q=claude").text
    client.force_login(alice)
    assert "Is Claude right?" in client.get("/?q=claude").text


def test_others_ratings_are_shown_after_ones_own(client, alice, bob, hidden):
    response = hidden.transcripts.earliest("pk").responses.get()
    point = NewPoint(response, 0, 5)
    finding = gather_finding(comparison=hidden, by=alice, title="It sees", kind="other", spans=[point])
    rate_finding(finding=finding, by=alice, value="wrong")
    client.force_login(bob)
    where = f"/c/{hidden.slug}/findings/finding-{finding.pk}/"
    assert 'data-rating="wrong"' not in client.get(where).text
    rate_finding(finding=finding, by=bob, value="minor")
    assert 'data-rating="wrong"' in client.get(where).text


def test_no_half_of_a_name_is_in_what_is_cut(client, alice, bob, team):
    comparison = make_hidden(alice, team)
    said = "It is safe for owls of all kinds and ages, as Zephyrinella holds, who has read all of it, quite alone."
    response = make_transcript(comparison, "Zephyrinella", ("Is it safe?", said)).responses.get()
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    words = said.split()
    for at in range(len(words)):
        own = annotate(response=response, by=bob, quote=" ".join(words[at:]), note=f"note {at}")
        open_thread(comparison=comparison, by=bob, body="So?", annotation=own)
    client.force_login(bob)
    for page in ("threads/", "annotations/", "annotations.jsonld"):
        answer = client.get(f"/c/{comparison.slug}/{page}")
        assert "[name]" in answer.text
        assert "note 3" in answer.text or "So?" in answer.text
        assert re.findall(r"(?i)zephy\w*|\w*(?:rin|nel)la|\b[a-z]*hyrin[a-z]*", answer.text) == []


FILE = "larkspur-minutes"
"""The name of a document, of which no page of a reviewer may hold a word who marks without names."""

SAID = {
    "Ada": "Owl-2 is safe. Its RTO (rate of tame owls) is 3.",
    "Bert": "Owl-2 is safe. Its RTO (rate of tame owls) is 4.",
    "Cleo": "Owl-2 is not safe. Its RTO (range of tired owls) is 7.",
    "Dora": "Owl-2 is not safe. Its RTO (range of tired owls) is 8.",
}
"""What respondents say, in the order in which they are taken in."""


def record_together(comparison: Comparison, by: User, *names: str) -> None:
    """Store one document with a voice for each name."""
    text, pieces = "", []
    for voice, name in enumerate(names):
        for role, words in (("prompt", "Is it safe?"), ("answer", SAID[name])):
            pieces.append(Piece(len(text), len(text) + len(words), role, voice, "format"))
            text += f"{words}\n\n"
    parsed = Parsed(text, "markdown", "markdown", tuple(pieces), tuple(Voice(name, "model") for name in names))
    document = Document(text.encode(), f"{FILE}.md", "text/markdown", parsed)
    record_document(comparison=comparison, document=document, by=by)


@pytest.fixture
def reversed_for_bob(alice, bob, team) -> Comparison:
    """Two models of one file, a model, a person: Bob sees the last first."""
    comparison = make_hidden(alice, team)
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=False)
    record_together(comparison, alice, "Ada", "Bert")
    make_transcript(comparison, "Cleo", ("Is it safe?", SAID["Cleo"]))
    make_transcript(comparison, "Dora", ("Is it safe?", SAID["Dora"]), kind="person")
    put_in_order(comparison, bob, "dora", "cleo", "bert", "ada")
    return comparison


def said_of_all(comparison: Comparison, by: User, reviewer: User) -> dict[str, Any]:
    """What can be said of each respondent, said in the reviewer's order, and what addresses of it need.

    So a page is in another order only if the order is not the reviewer's.
    """
    columns = lens(reviewer, comparison).columns
    known = told(by, comparison, columns[0])
    safe, spans = comparison.questions.get(key="safe"), []
    for transcript in columns:
        response = transcript.responses.get()
        annotation = annotate(response=response, by=by, quote="Owl-2", label="claim", note="So.")
        spans.append(NewPoint(response, 0, 14))
    for transcript in reversed(columns):  # the newest thread comes first
        open_thread(comparison=comparison, by=by, body="Is it?", question=safe, transcript=transcript)
    finding = gather_finding(comparison=comparison, by=by, title="Safety", kind="other", spans=spans)
    known |= {"key": f"finding-{finding.pk}", "annotation": annotation.pk}
    return known | {"respondent": lens(reviewer, comparison).key(columns[0])}


def in_order_of_appearance(words: Sequence[str], body: bytes) -> list[int]:
    """The places in `words` of those that a body holds, in the order in which they come first."""
    places = {word.encode(): place for place, word in enumerate(words)}
    found = re.findall(rb"Response [A-Z]+\b|response-[0-9a-f]{8}", body)
    return list(dict.fromkeys(places[one] for one in found if one in places))


@pytest.mark.slow
def test_on_every_page_respondents_are_in_the_order_of_the_reviewer(client, alice, bob, reversed_for_bob):
    known = said_of_all(reversed_for_bob, alice, bob)
    view = lens(bob, reversed_for_bob)
    client.force_login(bob)
    # The queue has another order of the reviewer's own, one for each question.
    pages = {name: body for name, body in opened(client, reversed_for_bob, **known) if ":queue" not in name}
    for asked in ("?q=owl", "?pinned=", "matrix/?q=owl", "findings/?q=owl", "annotations/?q=owl", "threads/?q=owl"):
        pages[asked] = client.get(f"/c/{reversed_for_bob.slug}/{asked}").content
    complete = 0
    for words in ([view.name(one) for one in view.columns], [view.key(one) for one in view.columns]):
        orders = {name: in_order_of_appearance(words, body) for name, body in pages.items()}
        assert {name: order for name, order in orders.items() if order != sorted(order)} == {}
        complete += sum(len(order) == len(words) for order in orders.values())
    assert complete > 40
    assert [name for name, body in pages.items() if FILE.encode() in body] == []


def know_otherwise(comparison: Comparison) -> None:
    """Change all that is known of respondents and their documents, but no word that they said."""
    identities = Identity.objects.filter(respondents__comparison=comparison)
    for identity in identities:
        identity.kind = "person" if identity.kind == "model" else "model"
        identity.maker = "Barn" if identity.kind == "model" else ""
        identity.save()
    comparison.respondents.update(version="9", outlet="Barn")
    comparison.sources.update(name="minutes.md")
    first, second, third, fourth = comparison.transcripts.order_by("pk")
    for place, one in enumerate((third, first, fourth, second)):
        one.position, one.said_on, one.link = 10 + place, "2026-02-03", f"https://barn.example/{place}"
        one.publish = "nothing" if one == first else "quotations"
        one.for_models = not one.for_models
        one.save()
    Transcript.objects.filter(pk=first.pk).update(source=third.source, voice=1)
    Response.objects.filter(transcript__comparison=comparison).update(prompt_found_by="timestamp")
    forget_computed()


@pytest.mark.slow
def test_nothing_that_is_known_of_respondents_changes_a_byte_for_a_reviewer(client, alice, bob, reversed_for_bob):
    known = said_of_all(reversed_for_bob, alice, bob)
    client.force_login(bob)

    def served() -> dict[str, bytes]:
        return {name: LENGTH.sub(b"", body) for name, body in opened(client, reversed_for_bob, **known)}

    before = served()
    know_otherwise(reversed_for_bob)
    after = served()
    assert len(before) > 100
    assert [name for name in before if before[name] != after.get(name)] == []
