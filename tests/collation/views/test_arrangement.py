"""How a reader arranges Compare, and what is remembered of it."""

import pytest
from django.urls import reverse

from reviews.domain.blinding import set_blinding
from reviews.domain.comparisons import archive_comparison
from reviews.models import RememberedView, Response
from tests.collation.views.compare_page import cell, get, words
from tests.factories import make_comparison, make_transcript


def address(comparison, name="compare", *args) -> str:
    return reverse(f"collation:{name}", args=[comparison.slug, *args])


def choose(client, user, comparison, **chosen) -> str:
    client.force_login(user)
    response = client.post(address(comparison, "arrangement_choose"), chosen)
    assert response.status_code == 302
    return response["Location"]


def test_a_choice_has_an_address_and_is_remembered_for_this_person_alone(client, alice, bob, filled):
    there = choose(client, alice, filled, view="?columns=gemini,claude&density=compact")
    assert there == f"{address(filled)}?columns=gemini,claude&density=compact"
    assert client.get(address(filled))["Location"] == there
    page = get(client, alice, filled, "?columns=gemini,claude&density=compact")
    assert words(page.css_first(".counted")) == "3 rows. Arranged as you left it. Show the standard arrangement"
    assert words(get(client, bob, filled).css_first(".counted")) == "3 rows."


def test_a_full_address_wins_and_everybodys_view_has_one(client, alice, filled):
    choose(client, alice, filled, view="?density=compact")
    other = get(client, alice, filled, "?columns=claude")
    assert words(other.css_first(".counted")).startswith("3 rows. Arranged as the link says.")
    everybody = get(client, alice, filled, "?view=everybody")
    assert len(everybody.css("thead .name")) == 3
    assert words(everybody.css_first(".counted")) == "3 rows. The standard arrangement. Show yours"
    assert RememberedView.objects.get().arranged["density"] == "compact", "looking changes nothing"


def test_everybodys_view_chosen_is_forgotten(client, alice, filled):
    choose(client, alice, filled, view="?density=compact")
    assert choose(client, alice, filled, view="?view=everybody") == f"{address(filled)}?view=everybody"
    assert not RememberedView.objects.exists()
    assert client.get(address(filled)).status_code == 200


def test_a_row_and_a_turn_are_kept_on_the_way_to_the_last_view(client, alice, filled):
    choose(client, alice, filled, view="?density=compact")
    assert client.get(f"{address(filled)}?turns=chatgpt")["Location"].endswith("/?turns=chatgpt&density=compact")


def test_the_page_is_sent_again_if_the_remembered_view_is_another(client, alice, filled):
    client.force_login(alice)
    etag = client.get(f"{address(filled)}?density=compact")["ETag"]
    choose(client, alice, filled, view="?density=compact")
    again = client.get(f"{address(filled)}?density=compact", headers={"If-None-Match": etag})
    assert again.status_code == 200


def test_the_form_of_columns_and_of_highlights(client, alice, filled):
    assert choose(client, alice, filled, columns=["claude", "gemini"], rows="diverging").endswith(
        "?columns=claude,gemini&rows=diverging"
    )
    assert choose(client, alice, filled, kinds=["evidence", "wording"], on=["wording"]).endswith("?off=evidence")
    off, on = get(client, alice, filled, "?off=evidence"), get(client, alice, filled, "?view=everybody")
    assert (off.css("td mark"), len(on.css("td mark")) > 0) == ([], True)
    assert "checked" not in off.css_first("#show-evidence").attributes


def test_hostile_choices_say_nothing(client, alice, filled):
    there = choose(client, alice, filled, view="?columns=<script>&density=x&next=//evil.example")
    assert there == address(filled)


def test_an_archived_comparison_can_still_be_arranged(client, bob, filled):
    archive_comparison(comparison=filled)
    assert choose(client, bob, filled, view="?density=compact").endswith("?density=compact")


# Two pinned


def test_two_are_read_side_by_side_with_the_others_in_a_strip(client, alice, filled):
    page = get(client, alice, filled, "?density=pinned&pinned=gemini,claude")
    assert [words(node) for node in page.css("thead .name")] == ["Gemini", "Claude", "The other respondent"]
    assert [node.attributes.get("data-who") for node in page.css("tr#q-safe > td")] == ["Gemini", "Claude", None]
    strip = page.css("tr#q-safe .strip > li")
    assert [words(node.css_first("summary")) for node in strip] == ["no : ChatGPT".replace(" :", ":")]
    assert words(strip[0].css_first(".said")) == "Is it safe? No, it is not safe."
    assert [button.attributes["value"] for button in strip[0].css("button")] == [
        "?density=pinned&pinned=chatgpt,claude",
        "?density=pinned&pinned=gemini,chatgpt",
    ]


# Words


def place(comparison, who: str, said: str) -> tuple[int, int, int]:
    answer = Response.objects.get(transcript__key=who, position=0, transcript__comparison=comparison)
    start = answer.text.index(said)
    return answer.pk, start, start + len(said)


def test_words_in_a_row_are_shown_there_painted_and_unfolded(client, alice, filled):
    client.force_login(alice)
    at = place(filled, "claude", "red-teaming")
    key = "-".join(map(str, at))
    there = client.get(address(filled, "words_detail", *at))["Location"]
    assert there == f"{address(filled)}?words={key}&row=safe#r-{key}"
    page = get(client, alice, filled, f"?words={key}&density=compact")
    [held] = page.css(f'[id="r-{key}"]')
    assert held.css_first("mark").text() == "red-teaming"
    assert "open" in cell(page, "safe", "Claude").css_first(".fold").attributes
    assert "open" not in cell(page, "works", "Claude").css_first(".fold").attributes
    assert "checked" in page.css_first("#reading-claude").attributes


def test_every_passage_has_an_address_of_its_own(client, alice, filled):
    page = get(client, alice, filled)
    passages = [node.id for node in page.css(".passage")]
    assert passages and len(set(passages)) == len(passages)
    link = page.css_first(".passage a[data-link]").attributes["href"]
    assert link == address(filled, "words_detail", *passages[0].removeprefix("r-").split("-"))


def test_words_in_no_row_are_shown_in_their_turn(client, alice, filled):
    turn = Response.objects.get(transcript__key="chatgpt", position=1)
    client.force_login(alice)
    there = client.get(address(filled, "words_detail", turn.pk, 0, 9))["Location"]
    assert there == f"{address(filled, 'response_detail', turn.pk)}?words={turn.pk}-0-9#r-{turn.pk}-0-9"


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (0, 99_999), (0, 10**12)])
def test_there_are_no_such_words(client, alice, filled, start, end):
    response = Response.objects.get(transcript__key="claude")
    client.force_login(alice)
    assert client.get(address(filled, "words_detail", response.pk, start, end)).status_code == 404
    assert client.get(address(filled, "words_detail", response.pk + 999, 0, 5)).status_code == 404


def test_words_of_another_comparison_are_not_shown(client, alice, filled):
    foreign = make_transcript(
        make_comparison(alice, filled.team, title="Other"), "Eva", ("Hm?", "A secret.")
    ).responses.get()
    client.force_login(alice)
    assert client.get(address(filled, "words_detail", foreign.pk, 0, 5)).status_code == 404
    assert "secret" not in client.get(f"{address(filled)}?words={foreign.pk}-0-5").content.decode()


# Search


def test_a_search_leaves_the_rows_with_a_hit_and_counts(client, alice, filled):
    page = get(client, alice, filled, "?q=SAFE+designed")
    assert [row.id for row in page.css("tbody > tr[id]")] == ["q-safe"]
    assert [node.text() for node in cell(page, "safe", "Gemini").css("mark")] == ["designed", "safe", "safe"]
    assert words(page.css_first(".tally")).startswith("1 passage in 1 row with all of these words.")
    assert [words(node) for node in page.css("thead .hits")] == ["0 passages", "0 passages", "1 passage"]


def test_what_stands_in_no_row_is_listed(client, alice, filled):
    page = get(client, alice, filled, "?q=teenager")
    assert words(page.css_first(".nothing")) == "No row holds what you look for."
    assert words(page.css_first("#found-elsewhere li")) == "ChatGPT, turn 2 A teenager , surely."
    turn = Response.objects.get(transcript__key="chatgpt", position=1)
    link = page.css_first("#found-elsewhere a").attributes["href"]
    assert link == address(filled, "words_detail", turn.pk, 2, 10)


def test_a_search_in_folded_cells_opens_those_with_a_hit(client, alice, filled):
    page = get(client, alice, filled, "?q=red-teaming&rows=every&density=compact")
    assert [row.id for row in page.css("tbody > tr[id]")] == ["q-works", "q-safe", "q-code_safe"]
    assert [fold.id for fold in page.css(".fold[open]")] == ["fold-safe-claude"]


def test_words_that_no_passage_has_all_of(client, alice, filled):
    page = get(client, alice, filled, "?q=designed+zeppelin")
    assert words(page.css_first(".tally")) == "No passage has all of these words. Clear the search"


def test_nobody_says_it(client, alice, filled):
    page = get(client, alice, filled, "?q=zeppelin&density=compact")
    assert words(page.css_first(".tally")) == "Nobody says “zeppelin”. Clear the search"
    assert page.css_first(".tally a").attributes["href"] == f"{address(filled)}?density=compact"


def test_hidden_columns_are_not_searched(client, alice, filled):
    page = get(client, alice, filled, "?q=designed&columns=claude,chatgpt")
    assert words(page.css_first(".tally")).startswith("Nobody says “designed”.")


def test_who_is_not_told_the_names_finds_nobody_by_them(client, alice, bob, filled):
    make_transcript(filled, "Zephyr", ("Is it safe?", "Unlike Gemini I say: it is not safe."))
    assert words(get(client, bob, filled, "?q=gemini").css_first(".tally")).startswith("1 hit in 1 row")
    set_blinding(comparison=filled, by=alice, names_hidden=True, others_hidden=False)
    page = get(client, bob, filled, "?q=gemini")
    assert page.css("mark.hit") == [] and page.css_first(".tally").text().strip().startswith("Nobody says")
    assert page.css("mark.hit") == get(client, bob, filled, "?q=gem").css("mark.hit")
