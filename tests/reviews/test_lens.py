"""Two of one name are told apart wherever a name stands."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import freeze
from reviews.domain.annotations import annotate
from reviews.domain.blinding import set_blinding
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.marks import place_mark
from reviews.domain.phases import set_phase
from reviews.domain.threads import open_thread
from reviews.domain.transcripts import archive_transcript, choose_publishing
from reviews.lens import lens, told_apart
from reviews.models import Cell, Comparison, Transcript
from tests.factories import MembershipFactory, make_transcript

NAMES = st.lists(
    st.sampled_from(["ChatGPT", "chatgpt", "ChatGPT 2", "ChatGPT 3", "Claude", "Claude 2", " Claude"]), max_size=9
)


@given(names=NAMES)
def test_no_two_are_alike_and_a_name_of_ones_own_stays(names):
    apart = told_apart(names)
    folded = [" ".join(name.casefold().split()) for name in apart]
    assert len(set(folded)) == len(apart)
    alike = [" ".join(name.casefold().split()) for name in names]
    for at, name in enumerate(names):
        if alike.index(alike[at]) == at:
            assert apart[at] == name
        else:
            assert apart[at].startswith(f"{name} ")


@given(names=NAMES)
def test_one_who_comes_later_under_another_name_renames_nobody(names):
    assert told_apart([*names, "Gemini"])[: len(names)] == told_apart(names)
    assert told_apart([*names, "ChatGPT"])[: len(names)] == told_apart(names) or "ChatGPT" not in names


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (["ChatGPT", "Claude", "ChatGPT", "ChatGPT"], ["ChatGPT", "Claude", "ChatGPT 2", "ChatGPT 3"]),
        (["ChatGPT", "ChatGPT", "ChatGPT 2"], ["ChatGPT", "ChatGPT 3", "ChatGPT 2"]),
        (["ChatGPT", "chatGPT  "], ["ChatGPT", "chatGPT   2"]),
        ([], []),
    ],
)
def test_the_names_that_are_given(names, apart):
    assert told_apart(names) == apart


# Wherever a name stands


DSA = ("It uses Dynamic Sparse Attention (DSA).", "It uses Distributed Sparse Attention (DSA).")


@pytest.fixture
def two(comparison: Comparison):
    """Two chats of one model, of two versions, that part on safety."""
    one = make_transcript(comparison, "ChatGPT", ("Is it safe?", f"No, Owl-2 is not safe. {DSA[0]}"), version="5")
    other = make_transcript(comparison, "ChatGPT", ("Is it safe?", f"Yes, Owl-2 is safe. {DSA[1]}"), version="4o")
    return one, other


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css(selector)]


@pytest.mark.slow
def test_pages_tell_two_chats_of_one_model_apart(client, alice, comparison, two):
    open_thread(
        comparison=comparison, by=alice, body="Hm.", question=comparison.questions.get(key="safe"), transcript=two[1]
    )
    response = two[1].responses.get()
    gather_finding(comparison=comparison, by=alice, title="Safe", kind="strength", spans=[NewPoint(response, 0, 19)])
    client.force_login(alice)
    matrix = client.get("/c/owl-2/matrix/").text
    assert texts(matrix, "thead .name") == ["C ChatGPT", "C2 ChatGPT 2"]
    assert [cell.attributes["data-who"] for cell in LexborHTMLParser(matrix).css("tbody tr:first-child td.cell")] == [
        "ChatGPT",
        "ChatGPT 2",
    ]
    assert "ChatGPT no, ChatGPT 2 yes" in " ".join(texts(matrix, "main"))
    assert texts(client.get("/c/owl-2/").text, "thead .name") == ["ChatGPT", "ChatGPT 2"]
    panel = client.get("/c/owl-2/matrix/safe/chatgpt-2/", headers={"HX-Request": "true", "HX-Target": "panel"}).text
    assert texts(panel, "h2 .unseen") == ["ChatGPT 2, Is it safe?"]
    for path in ("threads/", "intake/", "publish/", "findings/", "facts/", "agreement/"):
        assert "ChatGPT 2" in client.get(f"/c/owl-2/{path}").text, path
    assert "ChatGPT 2" in client.get(f"/c/owl-2/responses/{response.pk}/").text
    assert "ChatGPT 2" in client.get("/").text
    for act in ("archive", "restore"):
        told = client.post(f"/c/owl-2/intake/transcripts/{two[1].pk}/{act}/", follow=True).text
        assert texts(told, ".messages li")[0].startswith("ChatGPT 2 is ")
    names = [each["name"] for each in client.get("/c/owl-2/collation.json").json()["respondents"]]
    assert names == ["ChatGPT", "ChatGPT 2"]


def test_what_is_published_tells_them_apart(client, alice, comparison, two):
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    page = client.get("/p/owl-2/").text
    assert texts(page, "thead .name") == ["ChatGPT", "ChatGPT 2"]
    assert "ChatGPT no, ChatGPT 2 yes" in page
    assert texts(client.get("/p/owl-2/embed/").text, "thead .name") == ["ChatGPT", "ChatGPT 2"]
    assert "| | ChatGPT | ChatGPT 2 | Divergence |" in client.get("/p/owl-2.md").text
    assert [each["name"] for each in client.get("/p/owl-2.json").json()["respondents"]] == ["ChatGPT", "ChatGPT 2"]


def test_two_chats_of_one_model_are_not_called_two_models(client, alice, comparison, two):
    def kicker() -> list[str]:
        freeze(comparison=comparison, by=alice, title="Owls", finding="")
        return texts(client.get("/p/owl-2/").text, ".kicker")

    assert kicker() == ["Two models on one paper"], "they are of two versions"
    make_transcript(comparison, "chatgpt", ("Is it safe?", "Perhaps it is safe."), version="4o")
    make_transcript(comparison, "Mara", ("", "It is safe."), kind="person")
    assert kicker() == ["Two models in three chats and one person on one paper"]
    choose_publishing(transcript=two[0], publish="nothing")
    assert kicker() == ["One model in two chats and one person on one paper"]
    make_transcript(comparison, "Mara", ("", "It is safe, I say again."), kind="person")
    assert kicker() == ["One model in two chats and one person in two texts on one paper"]


def test_the_second_stays_the_second_when_the_first_is_archived_or_not_published(client, alice, comparison, two):
    choose_publishing(transcript=two[0], publish="nothing")
    freeze(comparison=comparison, by=alice, title="Owls", finding="")
    assert texts(client.get("/p/owl-2/").text, "thead .name") == ["ChatGPT 2"]
    archive_transcript(transcript=two[0])
    comparison.refresh_from_db()
    assert comparison.summary["respondents"] == ["ChatGPT 2"]
    assert lens(None, comparison).name(two[1]) == "ChatGPT 2"


def test_a_list_kept_before_names_were_told_apart_tells_them_apart(alice, comparison):
    comparison.summary = {"respondents": ["ChatGPT", "Claude", "ChatGPT"]}
    assert lens(alice, comparison).respondent_names(comparison) == ["ChatGPT", "Claude", "ChatGPT 2"]


def test_the_command_says_which_it_stored(comparison, alice, two, tmp_path):
    third = tmp_path / "third.md"
    third.write_text("# User\n\nDoes it work?\n\n# ChatGPT\n\nIt works.\n")
    told = StringIO()
    call_command(
        "ingest", str(third), comparison="owl-2", respondent="ChatGPT", email=alice.email, json=True, stdout=told
    )
    (stored,) = json.loads(told.getvalue())["transcripts"]
    assert (stored["respondent"], stored["shown_as"]) == ("ChatGPT", "ChatGPT 3")
    told = StringIO()
    call_command("collate", "owl-2", stdout=told)
    assert "ChatGPT 3" in told.getvalue()


def test_names_cost_one_query_however_many_they_are(comparison, two, django_assert_num_queries):
    for _ in range(2):
        view = lens(None, comparison)
        with django_assert_num_queries(1):
            assert [view.name(transcript) for transcript in two] == ["ChatGPT", "ChatGPT 2"]
        make_transcript(comparison, "ChatGPT", ("Is it safe?", "Perhaps it is safe."), version="4")


# What a blind reviewer may know


@pytest.fixture
def blind(alice, bob, comparison, two):
    """The comparison with names and others hidden from Bob."""
    set_blinding(comparison=comparison, by=alice, names_hidden=True, others_hidden=True)
    return comparison


def test_a_blind_reviewer_knows_no_name_and_neither_order_nor_key(blind, bob, two):
    view = lens(bob, blind)
    assert [view.name(column) for column in view.columns] == ["Response A", "Response B"]
    for column in two:
        assert view.key(column).startswith("response-")
        assert view.transcript(view.key(column)) == column
        assert {view.version(column), view.vendor(column), view.kind(column), view.link(column)} == {""}
    with pytest.raises(Http404):
        view.transcript(two[0].key)
    assert view.respondent_names(blind) == ["Response A", "Response B"]


def test_rows_about_transcripts_are_in_the_order_of_a_blind_reviewer(blind, alice, team):
    for name in "CDEF":
        make_transcript(blind, name, ("", "It is safe."))
    set_blinding(comparison=blind, by=alice, names_hidden=True, others_hidden=False)
    taken = list(blind.transcripts.order_by("pk"))
    again = [make_transcript(blind, f"{one.key}, again", ("", "It is safe, I say.")) for one in taken]
    for transcript in taken:
        annotate(
            response=transcript.responses.get(), by=alice, quote=transcript.responses.get().text[:5], label="claim"
        )
    for first, second in zip(taken, again, strict=True):
        Transcript.objects.filter(pk=second.pk).update(first=first, round=2)

    orders = set()
    for _ in range(6):
        view = lens(MembershipFactory(team=team, role="reviewer").user, blind)
        columns = list(view.columns)
        orders.add(tuple(columns))
        assert [one for one in view.transcripts() if one.first_id is None] == columns
        assert [one.response.transcript for one in view.annotations()] == columns
        assert [one.first for one in view.later] == columns
        assert sorted(map(view.name, view.later)) == list(map(view.name, view.later))
    assert len(orders) > 1
    view = lens(alice, blind)
    assert list(view.transcripts()) == [*taken, *again]
    assert [one.response.transcript for one in view.annotations()] == taken


def test_each_reviewer_has_an_order_of_their_own_that_stays(blind, team):
    def order(person):
        view = lens(person, Comparison.objects.get(pk=blind.pk))
        return [column.pk for column in view.columns], [view.key(column) for column in view.columns]

    for name in "CDEFGH":
        make_transcript(blind, name, ("", "It is safe."))
    reviewers = [MembershipFactory(team=team, role="reviewer").user for _ in range(6)]
    orders = [order(person) for person in reviewers]
    assert orders == [order(person) for person in reviewers]
    assert len({tuple(pks) for pks, _ in orders}) > 4, "720 to 40,320 orders are possible"
    assert len({key for _, keys in orders for key in keys}) == 6 * 8


def test_owners_editors_and_readers_are_not_blind(blind, team, alice):
    for role in ("owner", "editor", "reader"):
        person = MembershipFactory(team=team, role=role).user
        assert not lens(person, blind).blind
    assert not lens(None, blind).blind


def test_others_marks_of_a_cell_are_seen_once_ones_own_is_in(blind, alice, bob, two):
    question = blind.questions.get(key="safe")
    place_mark(question=question, transcript=two[0], by=alice, value="no")
    place_mark(question=question, transcript=two[1], by=alice, value="no")
    assert not lens(bob, blind).marks().exists()
    assert not lens(bob, blind).mark_history().exists()
    place_mark(question=question, transcript=two[0], by=bob, value="yes", state="draft")
    view = lens(bob, blind)
    assert [mark.value for mark in view.marks()] == ["yes"]
    assert view.hides(question.pk, two[0].pk)
    place_mark(question=question, transcript=two[0], by=bob, value="yes")
    view = lens(bob, blind)
    assert sorted(mark.value for mark in view.marks()) == ["no", "yes"]
    assert view.mark_history().count() == 3
    assert not view.hides(question.pk, two[0].pk)
    assert view.hides(question.pk, two[1].pk)
    seen = Cell.objects.filter(lens(bob, blind).shown_cells("pk")).values_list("transcript_id")
    assert list(seen) == [(two[0].pk,)]


def test_others_annotations_are_seen_once_each_cell_of_the_respondent_has_ones_own_mark(blind, alice, bob, two):
    response = two[0].responses.get()
    annotate(response=response, by=alice, quote=response.text[:5], label="claim")
    own = annotate(response=response, by=bob, quote=response.text[:5], label="hedge")
    first, *others = blind.questions.current().filter(scored=True)
    for question in others:
        place_mark(question=question, transcript=two[0], by=bob, value="yes")
    assert list(lens(bob, blind).annotations()) == [own]
    assert lens(alice, blind).annotations().count() == 2
    place_mark(question=first, transcript=two[0], by=bob, value="yes")
    assert lens(bob, blind).annotations().count() == 2


def test_a_thread_that_may_speak_of_round_2_is_hidden_until_that_is_marked(comparison, alice, bob):
    first, again = (make_transcript(comparison, "Owl", ("Is it safe?", said)) for said in ("It is.", "It is not."))
    Transcript.objects.filter(pk=again.pk).update(first=first, round=2)
    set_blinding(comparison=comparison, by=alice, names_hidden=False, others_hidden=True)
    safe = comparison.questions.get(key="safe")
    on_row = open_thread(comparison=comparison, by=alice, body="It changed.", question=safe)
    on_cell = open_thread(comparison=comparison, by=alice, body="So?", question=safe, transcript=again)
    for question in comparison.questions.all():
        place_mark(question=question, transcript=first, by=bob, value="yes")
    threads = comparison.threads
    assert not threads.filter(lens(bob, comparison).shown_threads()).exists()
    place_mark(question=safe, transcript=again, by=bob, value="no")
    assert set(threads.filter(lens(bob, comparison).shown_threads())) == {on_row.thread, on_cell.thread}


def test_the_reveal_shows_all(blind, alice, bob, two):
    set_phase(comparison=blind, by=alice, phase="reconcile")
    assert not lens(bob, blind).blind
    set_phase(comparison=blind, by=alice, phase="mark")
    assert lens(bob, blind).blind
    set_blinding(comparison=blind, by=alice, names_hidden=False, others_hidden=False)
    assert not lens(bob, blind).blind


def test_viewers_who_may_know_different_things_share_no_fingerprint(blind, alice, bob, team):
    carol = MembershipFactory(team=team, role="reviewer").user
    people = (alice, bob, carol)
    assert len({lens(person, blind).fingerprint for person in people}) == 3
    assert len({lens(person, blind).words_fingerprint for person in people}) == 3
    set_blinding(comparison=blind, by=alice, names_hidden=False, others_hidden=True)
    assert len({lens(person, blind).fingerprint for person in people}) == 3
    assert len({lens(person, blind).words_fingerprint for person in people}) == 1
