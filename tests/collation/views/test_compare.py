"""The compare page, and what people do on it."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from reviews.marking import find_evidence, place_mark, resolve_cell
from reviews.models import Placement, Question, Response, Role
from reviews.placing import place_passage
from tests.factories import MembershipFactory, make_transcript

CLAUDE = """\
# Does it work?

**Yes, it works** on every owl we tried.

# Is it safe?

Nobody can know that yet.

- red-teaming
- refusal tests
"""
CHATGPT = """\
## Does it work?

It mostly works, with some supervision.

## Is it safe?

No, it is not safe.

## Is the code it produces safe?

No. Treat it as untrusted.
"""
GEMINI = "It is designed to be safe, and it is safe."
ALL = "Does it work? Is it safe? Is the code it produces safe?"
REWORDED = "Going by the abstract: does it work? Is it safe?"


@pytest.fixture
def filled(comparison):
    """Alice's comparison with three respondents; Gemini was asked about safety only, and ChatGPT chatted on."""
    make_transcript(
        comparison,
        "Claude",
        (REWORDED, CLAUDE),
        version="Opus",
        said_on="2026-02-24",
        evidence_basis="abstract_only",
        evidence_quote="I only saw the abstract.",
    )
    make_transcript(
        comparison,
        "ChatGPT",
        (ALL, CHATGPT),
        ("If it were a person?", "A teenager, surely."),
        evidence_basis="web_search",
    )
    make_transcript(comparison, "Gemini", ("And safety?", GEMINI))
    return comparison


@pytest.fixture
def eve(team):
    """An editor in the team."""
    return MembershipFactory(team=team, user__name="Eve", role=Role.EDITOR).user


def get(client, user, comparison, query="", **headers) -> HTMLParser:
    client.force_login(user)
    response = client.get(reverse("collation:compare", args=[comparison.slug]) + query, headers=headers)
    assert response.status_code == 200
    return HTMLParser(response.content.decode())


def words(node: Node | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def cell(page: HTMLParser, row: str, who: str) -> Node:
    found = page.css_first(f'tr[id="{row}"] > td[data-who="{who}"]')
    assert found is not None
    return found


def passage(comparison, row="safe", who="ChatGPT", **changed) -> dict[str, str]:
    """What the form of a cell's first passage sends."""
    answer = Response.objects.get(transcript__respondent__name=who, position=0, transcript__comparison=comparison)
    start = answer.text.index("Is it safe?")
    end = answer.text.index("not safe.") + len("not safe.")
    return {"response": answer.pk, "start": start, "end": end, "row": row, "to": "", "how": "move", **changed}


def place(client, user, comparison, data, query="", **headers):
    client.force_login(user)
    return client.post(reverse("collation:passage_place", args=[comparison.slug]) + query, data, headers=headers)


def placed() -> list[tuple[str, str, bool]]:
    return [
        (placement.question.key, placement.response.text[placement.start : placement.end], placement.belongs)
        for placement in Placement.objects.order_by("question__position")
    ]


# What is shown


def test_rows_are_questions_and_columns_respondents(client, alice, filled):
    page = get(client, alice, filled)
    assert [words(node) for node in page.css("tbody > tr > th > .row-link")] == [
        "Does it work?",
        "Is it safe?",
        "Is the code it produces safe?",
    ]
    assert [words(node) for node in page.css("thead .name")] == ["Claude", "ChatGPT", "Gemini"]
    assert [node.attributes["scope"] for node in page.css("thead th")] == ["col"] * 3
    assert [node.attributes["scope"] for node in page.css("tbody > tr > th")] == ["row"] * 3


def test_a_cell_holds_the_passage_with_its_headings_and_lists(client, alice, bob, filled):
    claude = filled.transcripts.get(key="claude")
    place_mark(
        question=filled.questions.get(key="safe"),
        transcript=claude,
        by=bob,
        value="unclear",
        evidence=find_evidence(claude, "Nobody can know that yet."),
    )
    said = cell(get(client, alice, filled), "safe", "Claude").css_first(".said")
    assert said.html == (
        '<div class="said" hx-disable=""><h1>Is it safe?</h1><p><mark>Nobody can know that yet.</mark></p>'
        "<ul><li>red-teaming</li><li>refusal tests</li></ul></div>"
    )


def test_the_head_says_version_date_and_what_was_read(client, alice, filled):
    heads = get(client, alice, filled).css("thead th")
    assert words(heads[0]) == "Claude Opus, 24 February 2026 Saw the abstract only I only saw the abstract."
    assert [node.css_first(".chip").attributes.get("data-thin", "solid") for node in heads] == [None, "solid", None]


def test_the_rule_is_said_on_demand(client, alice, filled):
    why = cell(get(client, alice, filled), "safe", "Claude").css_first("details.why")
    assert "open" not in why.attributes
    assert words(why.css_first("p")) == "Found here: under the heading “Is it safe?”. Read turn 1 whole"


def test_the_verdict_stands_above_its_words_and_leads_to_the_matrix(client, alice, bob, filled):
    claude = filled.transcripts.get(key="claude")
    works = filled.questions.get(key="works")
    place_mark(
        question=works,
        transcript=claude,
        by=bob,
        value="qualified",
        evidence=find_evidence(claude, "on every owl we tried"),
    )
    shown = cell(get(client, alice, filled), "works", "Claude")
    verdict = shown.css_first(".verdict")
    assert (words(verdict), verdict.attributes["data-v"]) == ("qualified", "qualified")
    assert verdict.attributes["href"] == reverse("collation:cell_detail", args=[filled.slug, "works", "claude"])
    assert "data-provisional" not in verdict.attributes
    assert [words(node) for node in shown.css("mark")] == ["on every owl we tried"]


def test_a_suggestion_is_drawn_as_one(client, alice, filled):
    shown = cell(get(client, alice, filled), "safe", "ChatGPT")
    assert words(shown.css_first(".coded")) == "no suggested"
    assert "data-provisional" in shown.css_first(".verdict").attributes
    assert [words(node) for node in shown.css("mark")] == ["No, it is not safe."]


def test_a_settled_cell_says_so(client, alice, filled):
    resolve_cell(
        question=filled.questions.get(key="safe"),
        transcript=filled.transcripts.get(key="chatgpt"),
        by=alice,
        value="unclear",
        why="It depends.",
    )
    assert words(cell(get(client, alice, filled), "safe", "ChatGPT").css_first(".coded")) == "unclear settled"


def test_absence_is_said_in_words(client, alice, filled):
    page = get(client, alice, filled)
    assert words(cell(page, "code_safe", "Gemini")) == "Not asked. The prompt here was “And safety?”"
    assert words(cell(page, "code_safe", "Claude")) == f"Not asked. The prompt here was “{REWORDED}”"


def test_asked_but_not_answered(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Is the code it produces safe?", "Owls are birds of prey."))
    make_transcript(comparison, "Mara", ("", "Owls are birds of prey."), kind="person")
    page = get(client, alice, comparison)
    assert words(cell(page, "works", "Mara")) == "Says nothing about this."


def test_what_marks_quote_from_elsewhere_is_shown_where_there_is_no_passage(client, alice, bob, filled):
    gemini = filled.transcripts.get(key="gemini")
    place_mark(
        question=filled.questions.get(key="works"),
        transcript=gemini,
        by=bob,
        value="yes",
        evidence=find_evidence(gemini, "designed to be safe"),
    )
    shown = cell(get(client, alice, filled), "works", "Gemini")
    assert words(shown.css_first(".coded")) == "yes"
    assert words(shown.css_first(".quoted-words")) == (
        "No passage was found here. The marks quote: designed to be safe In turn 1"
    )
    assert shown.css_first(".absent") is None


def test_a_prompt_worded_otherwise_is_shown_once_with_its_own_words_marked(client, alice, filled):
    page = get(client, alice, filled)
    asked = cell(page, "works", "Claude").css_first(".asked")
    assert asked.text() == f"Asked in other words: “{REWORDED}”"
    assert [words(node) for node in asked.css("em")] == ["Going by", "abstract"]
    assert cell(page, "safe", "Claude").css_first(".asked") is None


def test_prompts_asked_alike_are_not_repeated(client, alice, comparison):
    for name in ("Claude", "ChatGPT"):
        make_transcript(comparison, name, (ALL, CHATGPT))
    assert get(client, alice, comparison).css_first(".asked") is None


def test_the_row_says_how_far_they_part(client, alice, filled):
    for key, value in (("claude", "unclear"), ("chatgpt", "no"), ("gemini", "yes")):
        resolve_cell(
            question=filled.questions.get(key="safe"),
            transcript=filled.transcripts.get(key=key),
            by=alice,
            value=value,
            why="It says so.",
        )
    page = get(client, alice, filled)
    figures = {row.id: words(row.css_first(".figures")) for row in page.css("tbody > tr[id]")}
    assert figures["safe"] == "divergence 0.67"
    assert figures["code_safe"] == "needs two verdicts; two not asked"


def test_a_long_cell_opens_clamped_with_a_box_to_show_all(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Does it work?", "It works. " * 400))
    make_transcript(comparison, "ChatGPT", ("Does it work?", "It works."))
    page = get(client, alice, comparison)
    long, short = cell(page, "works", "Claude"), cell(page, "works", "ChatGPT")
    assert "data-long" in long.css_first(".passages").attributes
    assert words(long.css_first(".more")) == "Show all that Claude says here"
    assert (short.css_first("[data-long]"), short.css_first(".more")) == (None, None)


def test_hostile_words_stay_words(client, alice, comparison):
    make_transcript(
        comparison, "<i>Eve", ("Does it <b>work</b>?", "It works <script>alert(1)</script> <img src=x onerror=y>")
    )
    page = get(client, alice, comparison)
    assert page.css_first("main script") is None and page.css_first("main img") is None
    assert words(page.css_first("thead .name")) == "<i>Eve"


# How the reader arranges it


def test_columns_are_hidden_and_reordered_by_the_address(client, alice, filled):
    page = get(client, alice, filled, "?columns=gemini,claude")
    assert [words(node) for node in page.css("thead .name")] == ["Gemini", "Claude"]
    assert [node.attributes["data-who"] for node in page.css("tr#safe > td")] == ["Gemini", "Claude"]
    boxes = page.css(".arrange input[type=checkbox]")
    assert [(box.attributes["value"], "checked" in box.attributes) for box in boxes] == [
        ("gemini", True),
        ("claude", True),
        ("chatgpt", False),
    ]
    assert [(node.attributes["aria-label"], node.attributes["href"]) for node in page.css(".arrange li a")] == [
        ("Move Gemini to the right", "?columns=claude,gemini"),
        ("Move Claude to the left", "?columns=claude,gemini"),
    ]


def test_only_rows_that_diverge(client, alice, filled):
    page = get(client, alice, filled, "?rows=diverging")
    assert [row.id for row in page.css("tbody > tr[id]")] == ["works", "safe"]
    assert words(page.css_first(".controls p")) == "2 of 3 rows: only those that diverge. Show all rows"


def test_no_row_diverges(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Does it work?", "Yes, it works."))
    make_transcript(comparison, "ChatGPT", ("Does it work?", "Yes, it works."))
    page = get(client, alice, comparison, "?rows=diverging")
    assert words(page.css_first(".nothing")) == "No row diverges: wherever two have a verdict, it is the same."


def test_htmx_gets_the_table_without_the_page(client, alice, filled):
    client.force_login(alice)
    response = client.get(reverse("collation:compare", args=[filled.slug]), headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<div id="side-by-side"')
    assert "HX-Request" in response["Vary"]


# Other turns


def test_turns_that_answer_no_question_fold_below(client, alice, filled):
    page = get(client, alice, filled)
    (others,) = page.css(".other-turns > details")
    assert "open" not in others.attributes
    assert words(others.css_first("summary")) == (
        "1 other turn of ChatGPT It answers none of these questions, and is not published."
    )
    assert words(others.css_first(".prompt")) == "“If it were a person?”"
    assert words(others.css_first("li .said")) == "A teenager, surely."


def test_the_address_opens_other_turns(client, alice, filled):
    page = get(client, alice, filled, "?turns=chatgpt")
    assert "open" in page.css_first("#others-chatgpt").attributes


def test_an_editor_publishes_a_turn_all_the_same(client, eve, filled):
    turn = Response.objects.get(transcript__key="chatgpt", position=1)
    client.force_login(eve)
    url = reverse("collation:turn_publish", args=[filled.slug])
    response = client.post(url, {"response": turn.pk, "apart": "on"})
    assert response["Location"] == f"/c/{filled.slug}/#turn-{turn.pk}"
    turn.refresh_from_db()
    assert turn.publish_apart
    others = get(client, eve, filled).css_first("#others-chatgpt")
    assert words(others.css_first("summary")).endswith("It answers none of these questions, and is published.")
    client.post(url, {"response": turn.pk})
    turn.refresh_from_db()
    assert not turn.publish_apart


# Empty states


def test_without_transcripts_the_page_teaches(client, alice, comparison):
    page = get(client, alice, comparison)
    assert words(page.css_first(".empty h2")) == "Nobody has answered yet"
    assert [(words(node), node.attributes["href"]) for node in page.css(".empty a")] == [
        ("Paste your first transcript", reverse("reviews:intake", args=[comparison.slug])),
        ("Get the prompts to ask every model alike", reverse("reviews:ask", args=[comparison.slug])),
    ]
    assert page.css_first("table") is None


def test_a_reader_is_not_sent_to_intake(client, erin, comparison):
    links = [node.attributes["href"] for node in get(client, erin, comparison).css(".empty a")]
    assert links == [reverse("reviews:ask", args=[comparison.slug])]


def test_one_transcript_asks_for_a_second(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Does it work?", "It works."))
    page = get(client, alice, comparison)
    assert words(page.css_first(".empty .button")) == "Add a second to compare"
    assert page.css_first("tr#works") is not None


# Placements


def test_a_passage_moves_under_another_question(client, bob, filled):
    response = place(client, bob, filled, passage(filled, to="works"))
    assert response.status_code == 302 and response["Location"] == f"/c/{filled.slug}/#safe"
    assert placed() == [
        ("works", "Is it safe?\nNo, it is not safe.", True),
        ("safe", "Is it safe?\nNo, it is not safe.", False),
    ]
    page = get(client, bob, filled)
    moved = cell(page, "works", "ChatGPT").css(".passage")[-1]
    assert words(moved.css_first("summary")) == "placed by Bob · Place elsewhere"
    assert words(moved.css_first(".said")) == "Is it safe? No, it is not safe."
    emptied = cell(page, "safe", "ChatGPT")
    assert words(emptied.css_first(".absent")) == "Asked, but no answer was found."
    assert words(emptied.css_first("details.why p")) == "Bob took away “Is it safe? No, it is not safe.”"


def test_a_passage_is_shown_under_two_questions(client, bob, filled):
    place(client, bob, filled, passage(filled, to="code_safe", how="also"))
    page = get(client, bob, filled)
    assert words(cell(page, "safe", "ChatGPT").css_first(".said")) == "Is it safe? No, it is not safe."
    assert words(cell(page, "code_safe", "ChatGPT").css_first(".said")) == "Is it safe? No, it is not safe."


def test_a_passage_is_taken_away(client, bob, filled):
    place(client, bob, filled, passage(filled, how="away"))
    assert placed() == [("safe", "Is it safe?\nNo, it is not safe.", False)]
    assert cell(get(client, bob, filled), "safe", "ChatGPT").css_first(".passage") is None


def test_what_was_done_is_said_once_and_undone_with_a_button(client, bob, filled):
    place(client, bob, filled, passage(filled, to="works"))
    said = get(client, bob, filled).css_first("#just-placed")
    assert words(said.css_first("span")) == "Placed under “Does it work?”, taken from “Is it safe?”."
    ids = [node.attributes["value"] for node in said.css("input[name=placement]")]
    assert words(get(client, bob, filled).css_first("#just-placed")) == ""
    client.post(reverse("collation:placement_withdraw", args=[filled.slug]), {"placement": ids})
    assert placed() == []
    assert (
        words(cell(get(client, bob, filled), "safe", "ChatGPT").css_first(".said")) == "Is it safe? No, it is not safe."
    )


def test_a_placement_is_taken_back_later_by_another(client, alice, bob, filled):
    place(client, bob, filled, passage(filled, how="away"))
    form = cell(get(client, alice, filled), "safe", "ChatGPT").css_first("details.why form")
    assert words(form.css_first("button")) == "Put it back"
    data = {"placement": form.css_first("input[name=placement]").attributes["value"]}
    client.post(form.attributes["action"], data)
    assert placed() == []


def test_htmx_follows_to_the_table_that_says_what_was_done(client, bob, filled):
    client.force_login(bob)
    response = client.post(
        reverse("collation:passage_place", args=[filled.slug]) + "?columns=chatgpt",
        passage(filled, how="away"),
        headers={"HX-Request": "true"},
        follow=True,
    )
    assert response.redirect_chain == [(f"/c/{filled.slug}/?columns=chatgpt#safe", 302)]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"start": "-1"}, "This span is not inside the answer."),
        ({"end": "99999"}, "This span is not inside the answer."),
        ({"start": "5", "end": "5"}, "This span is not inside the answer."),
        ({"start": "x"}, "Enter a whole number."),
        ({"start": ""}, "Say where the passage starts."),
        ({"response": "999999"}, "There is no such answer in this comparison."),
        ({"response": "x"}, "There is no such answer in this comparison."),
        ({"to": ""}, "Choose the question that this passage answers."),
        ({"to": "nothing"}, "There is no such question in this comparison."),
        ({"row": "nothing"}, "There is no such question in this comparison."),
        ({"to": "safe"}, "This passage stands there already."),
        ({"how": "sideways"}, "There is no such way."),
    ],
    ids=str,
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_makes_no_sense_is_refused_in_words_and_stores_nothing(client, bob, filled, changed, complaint, headers):
    response = place(client, bob, filled, passage(filled, to="works") | changed, **headers)
    assert response.status_code == 422
    assert words(HTMLParser(response.content.decode()).css_first("#just-placed .refused")) == complaint
    assert placed() == []


def test_an_answer_of_another_comparison_is_not_placed(client, bob, filled, alice, team):
    foreign = make_transcript(
        type(filled).objects.create(
            team=team, paper=filled.paper, slug="other", title="Other", created_by=alice, changed_at=filled.changed_at
        ),
        "Claude",
        ("Does it work?", "It works."),
    ).responses.get()
    response = place(client, bob, filled, passage(filled, to="works", response=foreign.pk, start=0, end=5))
    assert response.status_code == 422
    assert placed() == []


# Prompts asked alike


@pytest.fixture
def alike(comparison):
    """Two respondents who were asked the same thing that is no question yet."""
    for name in ("Claude", "ChatGPT"):
        make_transcript(comparison, name, ("Tell a story about owls!", f"{name} likes owls."), (ALL, CHATGPT))
    return comparison


def test_a_prompt_asked_alike_makes_a_row(client, bob, alike):
    row = get(client, bob, alike).css_first("tr[data-computed]")
    assert words(row.css_first(".row-link")) == "Tell a story about owls!"
    assert words(row.css_first(".figures")) == "asked alike, 2 answers"
    assert [words(node) for node in row.css(".said")] == ["Claude likes owls.", "ChatGPT likes owls."]
    assert row.css_first(".verdict") is None


def test_the_row_is_kept_as_a_question(client, bob, alike):
    row = get(client, bob, alike).css_first("tr[data-computed]")
    response = client.post(reverse("collation:prompt_adopt", args=[alike.slug]), {"row": row.id})
    kept = Question.objects.get(text="Tell a story about owls!")
    assert response["Location"] == f"/c/{alike.slug}/#{kept.key}"
    assert (kept.scored, kept.comparison) == (False, alike)
    page = get(client, bob, alike)
    assert page.css_first("tr[data-computed]") is None
    assert words(page.css_first(f'tr[id="{kept.key}"] .figures')) == "not scored, 2 answers"


def test_a_row_that_is_not_there_is_not_kept(client, bob, alike):
    client.force_login(bob)
    response = client.post(reverse("collation:prompt_adopt", args=[alike.slug]), {"row": "asked-nothing"})
    assert response.status_code == 422
    assert Question.objects.filter(comparison=alike).count() == 3


def test_a_passage_placed_under_it_makes_it_a_question(client, bob, alike):
    row = get(client, bob, alike).css_first("tr[data-computed]")
    place(client, bob, alike, passage(alike_answer(alike), to=row.id, how="also"))
    kept = Question.objects.get(text="Tell a story about owls!")
    assert placed() == [(kept.key, "Is it safe?\nNo, it is not safe.", True)]


def alike_answer(comparison):
    """The comparison, whose ChatGPT answers the questions in its second turn, brought to the first."""
    answer = Response.objects.get(transcript__comparison=comparison, transcript__key="chatgpt", position=1)
    Response.objects.filter(transcript=answer.transcript, position=0).update(position=7)
    Response.objects.filter(pk=answer.pk).update(position=0)
    comparison.refresh_from_db()
    return comparison


# Who may


VIEWS = {
    "passage_place": lambda comparison: passage(comparison, to="works"),
    "placement_withdraw": lambda comparison: {"placement": "1"},
    "prompt_adopt": lambda comparison: {"row": "works"},
    "turn_publish": lambda comparison: {"response": str(passage(comparison)["response"])},
}


def test_a_stranger_signs_in_whether_the_comparison_exists_or_not(client, filled):
    for slug in (filled.slug, "nothing"):
        response = client.get(f"/c/{slug}/")
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next=/c/{slug}/")


def test_an_outsider_finds_nothing(client, charlie, filled):
    client.force_login(charlie)
    assert client.get(f"/c/{filled.slug}/").status_code == 404


@pytest.mark.parametrize("view", VIEWS)
def test_a_stranger_is_sent_to_sign_in(client, filled, view):
    url = reverse(f"collation:{view}", args=[filled.slug])
    response = client.post(url, VIEWS[view](filled))
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={url}")


@pytest.mark.parametrize("view", VIEWS)
def test_an_outsider_may_do_nothing(client, charlie, filled, view):
    client.force_login(charlie)
    assert client.post(reverse(f"collation:{view}", args=[filled.slug]), VIEWS[view](filled)).status_code == 404
    assert placed() == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_reader_may_read_only(client, erin, filled, view):
    client.force_login(erin)
    assert client.post(reverse(f"collation:{view}", args=[filled.slug]), VIEWS[view](filled)).status_code == 403
    assert placed() == []


def test_a_reader_sees_no_button_that_leads_there(client, erin, bob, alike):
    place_passage(
        response=Response.objects.filter(transcript__comparison=alike).first(),
        start=0,
        end=6,
        question=alike.questions.get(key="works"),
        belongs=True,
        by=bob,
    )
    page = get(client, erin, alike)
    assert [form.attributes.get("method") for form in page.css("main form")] == ["get"]
    assert page.css_first("details.why p") is not None


def test_a_reviewer_publishes_no_turn(client, bob, filled):
    client.force_login(bob)
    turn = Response.objects.get(transcript__key="chatgpt", position=1)
    url = reverse("collation:turn_publish", args=[filled.slug])
    assert client.post(url, {"response": turn.pk, "apart": "on"}).status_code == 403
    turn.refresh_from_db()
    assert not turn.publish_apart
    assert get(client, bob, filled).css_first(".other-turns form") is None


@pytest.mark.parametrize("view", VIEWS)
def test_looking_changes_nothing(client, alice, filled, view):
    client.force_login(alice)
    assert client.get(reverse(f"collation:{view}", args=[filled.slug])).status_code == 405


# Queries


def fill(comparison, respondents: int) -> None:
    for number in range(respondents):
        make_transcript(comparison, f"Model {number}", (ALL, CHATGPT), ("Thanks!", "You are welcome."))


@pytest.mark.parametrize("respondents", [1, 3])
def test_the_queries_do_not_grow_with_the_respondents(
    client, alice, bob, comparison, respondents, django_assert_num_queries
):
    fill(comparison, respondents)
    for transcript in comparison.transcripts.all():
        answer = transcript.responses.first()
        question = comparison.questions.get(key="works")
        place_passage(response=answer, start=0, end=13, question=question, belongs=True, by=bob)
        place_mark(
            question=question,
            transcript=transcript,
            by=bob,
            value="yes",
            evidence=find_evidence(transcript, "mostly works"),
        )
    client.force_login(alice)
    with django_assert_num_queries(14):
        client.get(reverse("collation:compare", args=[comparison.slug]))


def test_six_respondents_and_twelve_questions(client, alice, comparison, django_assert_num_queries):
    for number in range(9):
        Question.objects.create(
            comparison=comparison, key=f"q{number}", text=f"Is owl {number} safe?", position=10 + number, scored=False
        )
    fill(comparison, 6)
    client.force_login(alice)
    with django_assert_num_queries(14):
        response = client.get(reverse("collation:compare", args=[comparison.slug]))
    assert len(HTMLParser(response.content.decode()).css("tbody > tr[id]")) == 12
