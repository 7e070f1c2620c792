"""The compare page."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from reviews.domain.blinding import set_blinding
from reviews.domain.comparisons import archive_comparison
from reviews.domain.marks import place_mark, resolve_cell
from reviews.domain.placements import place_passage
from reviews.domain.transcripts import choose_publishing
from reviews.models import Question, Response
from tests.collation.views.compare_page import ALL, CHATGPT, REWORDED, cell, get, words
from tests.factories import make_transcript

# What is shown


def test_blind_is_explained_on_demand(client, alice, bob, filled):
    assert get(client, alice, filled).css_first("#why-blind") is None
    set_blinding(comparison=filled, by=alice, names_hidden=False, others_hidden=True)
    shown = "What others mark and write about a cell is shown once your own mark of it is in."
    assert words(get(client, bob, filled).css_first("button[popovertarget=why-blind] + #why-blind")) == shown
    set_blinding(comparison=filled, by=alice, names_hidden=True, others_hidden=False)
    shown = "The names of the respondents are hidden from you."
    assert words(get(client, bob, filled).css_first("#why-blind")) == shown


def test_rows_are_questions_and_columns_respondents(client, alice, filled):
    page = get(client, alice, filled)
    assert [words(node) for node in page.css("tbody > tr > th .row-link")] == [
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
        evidence="Nobody can know that yet.",
    )
    said = cell(get(client, alice, filled), "safe", "Claude").css_first(".said")
    answer = Response.objects.get(transcript=claude)
    assert said.html == (
        f'<div class="said" data-at="{answer.pk}:{answer.text.index("Is it safe?")}" data-size="53" hx-disable="">'
        "<h1>Is it safe?</h1><p><mark>Nobody can know that yet.</mark></p>"
        "<ul><li>red-teaming</li><li>refusal tests</li></ul></div>"
    )


def test_the_head_says_version_date_and_what_was_read(client, alice, filled):
    heads = get(client, alice, filled).css("thead th")
    assert words(heads[0]) == "Claude Opus, 24 February 2026 Saw the abstract only I only saw the abstract."
    assert [node.css_first(".chip").attributes.get("data-thin", "solid") for node in heads] == [None, "solid", None]


def test_the_rule_is_said_on_demand(client, alice, filled):
    why = cell(get(client, alice, filled), "safe", "Claude").css_first("details.why")
    assert "open" not in why.attributes
    assert words(why.css_first("p")) == (
        "Found here: under the heading “Is it safe?”. Read turn 1 whole Link to this passage Copy with its source"
    )


def test_the_verdict_stands_above_its_words_and_leads_to_the_matrix(client, alice, bob, filled):
    claude = filled.transcripts.get(key="claude")
    works = filled.questions.get(key="works")
    place_mark(
        question=works,
        transcript=claude,
        by=bob,
        value="qualified",
        evidence="on every owl we tried",
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
    assert words(cell(page, "works", "Mara")) == (
        "unread Nobody has read this yet. The rules find no words that answer this. Mark it"
    )


def test_what_marks_quote_from_elsewhere_is_shown_where_there_is_no_passage(client, alice, bob, filled):
    gemini = filled.transcripts.get(key="gemini")
    place_mark(
        question=filled.questions.get(key="works"),
        transcript=gemini,
        by=bob,
        value="yes",
        evidence="designed to be safe",
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
    assert " ".join(asked.text().split()) == f"The prompt as asked: “{REWORDED}”"
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
    figures = {row.id.removeprefix("q-"): words(row.css_first(".figures")) for row in page.css("tbody > tr[id]")}
    assert figures["safe"] == "divergence 0.67, 3 of 3 read"
    assert figures["code_safe"] == "not enough verdicts; 1 of 1 read; 2 not asked"


def test_a_long_cell_opens_clamped_with_a_box_to_show_all(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Does it work?", "It works. " * 400))
    make_transcript(comparison, "ChatGPT", ("Does it work?", "It works."))
    page = get(client, alice, comparison)
    long, short = cell(page, "works", "Claude"), cell(page, "works", "ChatGPT")
    assert "data-long" in long.css_first(".passages").attributes
    assert words(long.css_first(".more")) == "Show all Show less of what Claude says here"
    assert (short.css_first("[data-long]"), short.css_first(".more")) == (None, None)


def test_from_six_respondents_on_each_cell_folds_under_the_sentence_that_carries_it(client, alice, comparison):
    for name in ("Ada", "Bert", "Carl", "Dora", "Emil"):
        make_transcript(comparison, name, ("Does it work?", "## Verdict\n\nYes, it works. Every owl was tried."))
    assert get(client, alice, comparison).css_first(".fold") is None
    make_transcript(comparison, "Fritz", ("Does it work?", "Owls fly. They do so at night."))
    page = get(client, alice, comparison)
    ada, fritz = (cell(page, "works", who).css_first(".fold") for who in ("Ada", "Fritz"))
    assert [(words(fold.css_first(".key")), fold.id, "open" in fold.attributes) for fold in (ada, fritz)] == [
        ("Yes, it works.", "fold-works-ada", False),
        ("Owls fly.", "fold-works-fritz", False),
    ]
    assert words(ada.css_first(".passage .said")) == "Verdict Yes, it works. Every owl was tried."
    assert words(cell(page, "works", "Fritz").css_first(".coded")) == "unread"
    assert words(fritz.css_first("details > .origin")).startswith("Nobody has read this yet.")


def test_the_density_is_the_readers_and_stays_with_the_columns(client, alice, filled):
    page = get(client, alice, filled, "?columns=gemini,claude&density=compact")
    assert len(page.css(".fold")) == len(page.css(".passages")) > 0
    assert page.css_first(".arrange input[name=density]").attributes["value"] == "compact"
    choices = [
        (words(node), node.attributes["value"], node.attributes["aria-pressed"]) for node in page.css(".choices button")
    ]
    assert choices == [
        ("Whole answers", "?columns=gemini,claude&density=comfortable", "false"),
        ("Key sentences", "?columns=gemini,claude&density=compact", "true"),
        ("All rows", "?columns=gemini,claude&density=compact", "true"),
        ("Diverging rows", "?columns=gemini,claude&rows=diverging&density=compact", "false"),
    ]
    assert get(client, alice, filled, "?density=comfortable").css_first(".fold") is None


def test_the_first_respondent_is_the_one_that_a_phone_shows_first(client, alice, filled):
    tabs = get(client, alice, filled, "?columns=gemini,claude").css("thead .name > input[type=radio]")
    assert [(tab.id, "checked" in tab.attributes) for tab in tabs] == [
        ("reading-gemini", True),
        ("reading-claude", False),
    ]


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
    assert [node.attributes["data-who"] for node in page.css("tr#q-safe > td")] == ["Gemini", "Claude"]
    boxes = page.css("#arrange-columns input[type=checkbox]")
    assert [(box.attributes["value"], "checked" in box.attributes) for box in boxes] == [
        ("gemini", True),
        ("claude", True),
        ("chatgpt", False),
    ]
    assert [(node.attributes["aria-label"], node.attributes["value"]) for node in page.css(".arrange li button")] == [
        ("Move Gemini to the right", "?columns=claude,gemini"),
        ("Move Claude to the left", "?columns=claude,gemini"),
    ]


def test_only_rows_that_diverge(client, alice, filled):
    page = get(client, alice, filled, "?rows=diverging")
    assert [row.id for row in page.css("tbody > tr[id]")] == ["q-works"]
    assert words(page.css_first(".counted")) == "1 of 3 rows. Arranged as the link says. Show the standard arrangement"


def test_without_two_verdicts_nothing_is_said_of_agreement(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Is it safe?", "Owls are birds."))
    nothing = "Nothing can diverge yet: no row shows you two verdicts to compare. Mark some cells first."
    for query in ("?rows=diverging", "?rows=diverging&q=owls"):
        assert words(get(client, alice, comparison, query).css_first(".nothing")) == nothing


def test_a_diverging_row_without_a_hit(client, alice, filled):
    shown = get(client, alice, filled, "?rows=diverging&q=untrusted")
    assert words(shown.css_first(".nothing")) == "No diverging row holds what you look for."


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
        "1 other turn of ChatGPT Nothing of it is set in a row. It will not be published."
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
    response = client.post(url, {"response": turn.pk, "anyway": "on"})
    assert response["Location"] == f"/c/{filled.slug}/#turn-{turn.pk}"
    turn.refresh_from_db()
    assert turn.publish_anyway
    others = get(client, eve, filled).css_first("#others-chatgpt")
    assert words(others.css_first("summary")).endswith("Nothing of it is set in a row. It will be published whole.")
    client.post(url, {"response": turn.pk})
    turn.refresh_from_db()
    assert not turn.publish_anyway


# Empty states


def test_without_transcripts_the_page_teaches(client, alice, comparison):
    page = get(client, alice, comparison)
    assert words(page.css_first(".empty h2")) == "Nobody has answered yet"
    assert [(words(node), node.attributes["href"]) for node in page.css(".empty a")] == [
        ("Paste the first transcript", reverse("reviews:intake", args=[comparison.slug])),
        ("Get the prompts to ask every model alike", reverse("reviews:ask", args=[comparison.slug])),
    ]
    assert page.css_first("table") is None


def test_a_reader_is_not_sent_to_intake(client, erin, comparison):
    links = [node.attributes["href"] for node in get(client, erin, comparison).css(".empty a")]
    assert links == [reverse("reviews:ask", args=[comparison.slug])]


@pytest.mark.parametrize("name", ["compare", "matrix", "fact_list", "finding_list", "publish"])
def test_nothing_is_asked_for_where_nothing_can_be_added(client, alice, comparison, name):
    archive_comparison(comparison=comparison)
    client.force_login(alice)
    empty = HTMLParser(client.get(reverse(f"collation:{name}", args=[comparison.slug])).text).css_first(".empty")
    assert words(empty.css_first("p:last-child")) == "This comparison is archived, so nothing is added."
    assert empty.css("a") == [] and "Paste" not in words(empty)


def test_one_transcript_asks_for_a_second(client, alice, comparison):
    make_transcript(comparison, "Claude", ("Does it work?", "It works."))
    page = get(client, alice, comparison)
    assert words(page.css_first(".empty .button")) == "Add a second to compare"
    assert page.css_first("tr#q-works") is not None


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
            evidence="mostly works",
        )
    client.force_login(alice)
    with django_assert_num_queries(19):
        client.get(reverse("collation:compare", args=[comparison.slug]))


def test_six_respondents_and_twelve_questions(client, alice, comparison, django_assert_num_queries):
    for number in range(9):
        Question.objects.create(
            comparison=comparison, key=f"q{number}", text=f"Is owl {number} safe?", position=10 + number, scored=False
        )
    fill(comparison, 6)
    client.force_login(alice)
    with django_assert_num_queries(19):
        response = client.get(reverse("collation:compare", args=[comparison.slug]))
    assert len(HTMLParser(response.content.decode()).css("tbody > tr[id]")) == 12


def test_words_asked_of_one_alone_are_marked_and_the_mark_is_told(client, alice, filled):
    page = get(client, alice, filled)
    marked = [words(node) for node in page.css(".asked em")]
    assert marked
    entry = page.css_first("#show-wording").parent
    assert words(entry) == "words in a prompt that nobody else was asked"
    off = get(client, alice, filled, "?off=wording")
    assert (off.css(".asked em"), len(off.css(".asked"))) == ([], len(page.css(".asked")))
    assert "checked" not in off.css_first("#show-wording").attributes


def test_without_such_words_there_is_no_legend(client, alice, comparison):
    make_transcript(comparison, "Ada", ("Does it work?", "It works."))
    assert get(client, alice, comparison).css_first("#show-wording") is None


LONG = "An owl is a bird of prey that hunts by night, and whoever builds one of brass has much to explain. " * 4


def test_a_turn_of_which_part_stands_in_a_row_is_not_said_to_answer_nothing(client, alice, filled):
    mara = make_transcript(filled, "Mara", ("", f"# Is it safe?\n\nNo.\n\n# On owls\n\n{LONG}"), kind="person")

    def told() -> str:
        return words(get(client, alice, filled).css_first("#others-mara summary"))

    assert told() == "1 turn of Mara Part of it stands in a row. It will be published in quotations."
    choose_publishing(transcript=mara, publish="full")
    assert told() == "1 turn of Mara Part of it stands in a row. It will be published whole."
    others = get(client, alice, filled).css_first("#others-mara")
    assert [words(node) for node in others.css(".actions > *")] == ["Read the whole turn", "will be published whole"]
    choose_publishing(transcript=mara, publish="nothing")
    assert told() == "1 turn of Mara Part of it stands in a row. It will not be published."


def test_of_several_turns_it_is_counted_what_stands_where(client, alice, filled):
    make_transcript(
        filled,
        "Nell",
        ("", f"# Is it safe?\n\nNo.\n\n# On owls\n\n{LONG}"),
        ("Thank you.", "You are welcome."),
        ("Bye.", "Farewell."),
    )
    told = words(get(client, alice, filled).css_first("#others-nell summary"))
    assert told == (
        "3 other turns of Nell Part of 1 stands in the rows, nothing of 2. 1 will be published whole and 2 will not be published."
    )
