"""Two of one name are told apart wherever a name stands."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from collation.publish.freeze import freeze
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.threads import open_thread
from reviews.domain.transcripts import archive_transcript, choose_publishing
from reviews.lens import lens, told_apart
from reviews.models import Comparison
from tests.factories import make_transcript

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
    assert texts(matrix, "thead .name") == ["ChatGPT C", "ChatGPT 2 C2"]
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
    freeze(comparison=comparison, by=alice, title="Owls", finding="", named=False)
    page = client.get("/p/owl-2/").text
    assert texts(page, "thead .name") == ["ChatGPT", "ChatGPT 2"]
    assert "ChatGPT no, ChatGPT 2 yes" in page
    assert texts(client.get("/p/owl-2/embed/").text, "thead .name") == ["ChatGPT", "ChatGPT 2"]
    assert "| | ChatGPT | ChatGPT 2 | Divergence |" in client.get("/p/owl-2.md").text
    assert [each["name"] for each in client.get("/p/owl-2.json").json()["respondents"]] == ["ChatGPT", "ChatGPT 2"]


def test_two_chats_of_one_model_are_not_called_two_models(client, alice, comparison, two):
    def kicker() -> list[str]:
        freeze(comparison=comparison, by=alice, title="Owls", finding="", named=False)
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
    freeze(comparison=comparison, by=alice, title="Owls", finding="", named=False)
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
