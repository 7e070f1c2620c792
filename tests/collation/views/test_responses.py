"""The page of one response."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.placements import place_passage
from reviews.domain.sources import correct_source
from reviews.intake.document import Parsed, Piece, Voice
from reviews.models import Placement, Response
from tests.factories import make_transcript

PARTS = "Owls see well.\n\n## Is it safe?\n\nNo, it is not safe.\n\n- They bite.\n- They scratch.\n\nThat is all."


@pytest.fixture
def transcript(comparison):
    return make_transcript(
        comparison,
        "Claude",
        ("What about owls?", PARTS),
        ("Thanks!", "You are welcome."),
        version="Opus",
        said_on="2026-02-24",
        link="https://example.org/chat",
    )


@pytest.fixture
def turn(transcript):
    return transcript.responses.get(position=0)


def url(response, view="response_detail") -> str:
    return reverse(f"collation:{view}", args=[response.transcript.comparison.slug, response.pk])


def get(client, user, response) -> LexborHTMLParser:
    client.force_login(user)
    got = client.get(url(response))
    assert got.status_code == 200
    return LexborHTMLParser(got.content.decode())


def words(node) -> str:
    return " ".join(node.text(separator=" ").split())


def span(response, said: str) -> str:
    start = response.text.index(said)
    return f"{start}-{start + len(said)}"


def placed() -> list[tuple[str, str]]:
    return [
        (placement.question.key, placement.response.text[placement.start : placement.end])
        for placement in Placement.objects.all()
    ]


def test_the_turn_stands_whole_with_its_prompt_and_provenance(client, alice, turn):
    page = get(client, alice, turn)
    assert words(page.css_first("h1")) == "Claude, turn 1"
    assert words(page.css_first(".turn-title > p:last-child")) == "Opus · 24 February 2026 · from Claude.md · original"
    assert page.css_first(".turn-title a[rel]").attributes["href"] == "https://example.org/chat"
    assert words(page.css_first("section.prompt")) == "What about owls? Prompt, told by the format of the file"
    assert [node.inner_html for node in page.css(".chunk > .said")] == [
        "<p>Owls see well.</p>",
        "<h2>Is it safe?</h2>",
        "<p>No, it is not safe.</p>",
        "<ul><li>They bite.</li></ul>",
        "<ul><li>They scratch.</li></ul>",
        "<p>That is all.</p>",
    ]


def test_the_question_that_a_passage_serves_stands_beside_it(client, alice, bob, comparison, turn):
    works = comparison.questions.get(key="works")
    place_passage(response=turn, start=0, end=14, question=works, belongs=True, by=bob)
    first, *others = get(client, alice, turn).css(".chunk")
    assert words(first.css_first(".serves")) == "Does it work? placed here by a person"
    assert first.css_first(".serves a").attributes["href"] == f"/c/{comparison.slug}/#q-works"
    assert "data-held" in first.attributes
    assert [words(node) for chunk in others for node in chunk.css(".serves a")] == ["Is it safe?"]


def test_a_passage_of_a_part_is_painted_there(client, alice, bob, comparison, turn):
    works = comparison.questions.get(key="works")
    place_passage(response=turn, start=5, end=8, question=works, belongs=True, by=bob)
    chunk = get(client, alice, turn).css_first("#at-0")
    assert "data-held" not in chunk.attributes
    assert words(chunk.css_first("mark")) == "see"


def test_the_turns_before_and_after(client, alice, turn, transcript):
    last = transcript.responses.get(position=1)
    links = get(client, alice, turn).css("nav.turns a")
    assert [(words(link), link.attributes["href"]) for link in links] == [("Turn 2 →", url(last))]
    links = get(client, alice, last).css("nav.turns a")
    assert [(words(link), link.attributes["href"]) for link in links] == [("← Turn 1", url(turn))]


def test_an_answer_without_a_prompt_says_so(client, alice, comparison):
    response = make_transcript(comparison, "Mara", ("", "It works."), kind="person").responses.get()
    assert (
        words(get(client, alice, response).css_first("section.prompt")) == "The source shows no prompt for this answer."
    )


def test_a_replaced_turn_leads_to_its_successors(client, alice, transcript, turn):
    text = transcript.source.text
    middle, end = text.index("That is all."), text.index("Thanks!")
    start = text.index(PARTS)
    cut = [
        Piece(0, start, "prompt", 0, "format"),
        Piece(start, middle, "answer", 0, "format"),
        Piece(middle, end, "prompt", 0, "person"),
        Piece(end, len(text), "answer", 0, "format"),
    ]
    parsed = Parsed(text, "markdown", "markdown", tuple(cut), (Voice("Claude", "model"),))
    correct_source(source=transcript.source, parsed=parsed, by=alice)
    new = Response.objects.current().get(transcript=transcript, position=0)
    page = get(client, alice, turn)
    assert words(page.css_first(".refused")).endswith("Its words stand in turn 1 and turn 2 .")
    assert page.css_first(".refused a").attributes["href"] == url(new)
    assert page.css_first("[name=span]") is None


WALL = "Owls see. They hunt at night! Do they sing? " * 30 + "So it is."
LINES = (
    "First line. It has two sentences.  \nSecond line.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```\nx = 1\ny = 2\n```"
)


def ticks(page: LexborHTMLParser, response) -> list[str]:
    """The words behind each box."""
    spans = [node.attributes["value"].split("-") for node in page.css("[name=span]")]
    return [response.text[int(start) : int(end)] for start, end in spans]


def test_each_line_has_a_box_and_each_sentence_row_and_line_of_code_one_of_its_own(client, alice, comparison):
    response = make_transcript(comparison, "Mara", ("", LINES), kind="person").responses.get()
    page = get(client, alice, response)
    assert ticks(page, response) == [
        "First line. It has two sentences.", "First line.", "It has two sentences.",
        "Second line.",
        "a\tb\n1\t2", "a\tb", "1\t2",
        "x = 1\ny = 2", "x = 1", "y = 2",
    ]  # fmt: skip
    assert [words(node) for node in page.css(".parts summary")] == [
        "Choose sentences : First line. It has two sentences.",
        "Choose rows : a b 1 2",
        "Choose lines : x = 1 y = 2",
    ]


@pytest.mark.parametrize("wall", [WALL, "word " * 900, "字" * 3000, "猫は見る。鳥は歌う！" * 200])
def test_no_box_covers_a_wall_of_text(client, alice, comparison, wall):
    response = make_transcript(comparison, "Mara", ("", wall), kind="person").responses.get()
    found = ticks(get(client, alice, response), response)
    assert max(map(len, found)) <= 400
    assert "".join("".join(found).split()) == "".join(response.text.split())


def test_an_address_leads_to_words(client, bob, turn):
    client.force_login(bob)
    start = turn.text.index("not safe")
    end = turn.text.index("scratch")
    words_of = f"{turn.pk}-{start}-{end}"
    page = LexborHTMLParser(client.get(f"{url(turn)}?words={words_of}").text)
    assert [mark.text() for mark in page.css("mark.linked")] == ["not safe.", "They bite.", "They "]
    (led_to,) = page.css(f"#r-{words_of}")
    assert "it is not safe" in led_to.parent.text()
    for nothing in (f"{turn.pk + 1}-{start}-{end}", f"{turn.pk}-{start}-99999", f"{turn.pk}-5-5", "x"):
        page = client.get(f"{url(turn)}?words={nothing}")
        assert page.status_code == 200 and 'class="linked"' not in page.text


def test_parts_that_follow_each_other_become_one_passage(client, bob, comparison, turn):
    client.force_login(bob)
    sent = {"span": [span(turn, said) for said in ("They bite.", "They scratch.", "Owls see well.")], "to": "works"}
    response = client.post(url(turn, "response_place"), sent)
    assert response["Location"] == url(turn)
    assert placed() == [("works", "Owls see well."), ("works", "They bite.\nThey scratch.")]
    page = get(client, bob, turn)
    assert words(page.css_first("#just-placed span")) == "Placed under “Does it work?”."
    form = page.css_first("#just-placed form")
    sent = {
        "placement": [node.attributes["value"] for node in form.css("[name=placement]")],
        "response": form.css_first("[name=response]").attributes["value"],
    }
    response = client.post(form.attributes["action"], sent)
    assert response["Location"] == url(turn)
    assert placed() == []


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"to": "works"}, "Choose at least one part of the answer."),
        ({"span": ["0-5"], "to": ""}, "Choose the question that this answers."),
        ({"span": ["0-5"], "to": "nothing"}, "There is no such question in this comparison."),
        ({"span": ["0-5", "x"], "to": "works"}, "This span is not inside the answer."),
        ({"span": ["0-5", "7-99999"], "to": "works"}, "This span is not inside the answer."),
        ({"span": ["5-5"], "to": "works"}, "This span is not inside the answer."),
        ({"span": ["٠-٥"], "to": "works"}, "This span is not inside the answer."),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_in_words_and_stores_nothing(client, bob, turn, sent, complaint):
    client.force_login(bob)
    response = client.post(url(turn, "response_place"), sent)
    assert response.status_code == 422
    assert words(LexborHTMLParser(response.content.decode()).css_first("#just-placed")) == complaint
    assert placed() == []


def test_a_stranger_signs_in(client, turn):
    for address, got in (
        (url(turn), client.get(url(turn))),
        (url(turn, "response_place"), client.post(url(turn, "response_place"))),
    ):
        assert (got.status_code, got["Location"]) == (302, f"/accounts/login/?next={address}")


def test_an_outsider_finds_nothing(client, charlie, turn):
    client.force_login(charlie)
    assert client.get(url(turn)).status_code == 404
    assert client.post(url(turn, "response_place"), {"span": ["0-5"], "to": "works"}).status_code == 404


def test_a_reader_reads_and_places_nothing(client, erin, turn):
    page = get(client, erin, turn)
    assert page.css_first("main [name=span]") is None and page.css_first(".whole button") is None
    assert client.post(url(turn, "response_place"), {"span": ["0-5"], "to": "works"}).status_code == 403
    assert placed() == []


def test_a_turn_of_another_comparison_is_not_here(client, alice, comparison, turn):
    client.force_login(alice)
    assert client.get(reverse("collation:response_detail", args=[comparison.slug, turn.pk + 99])).status_code == 404


@pytest.mark.parametrize("parts", [1, 3])
def test_the_queries_do_not_grow_with_the_parts(client, alice, comparison, parts, django_assert_num_queries):
    response = make_transcript(comparison, "Claude", ("Is it safe?", PARTS * parts)).responses.get()
    client.force_login(alice)
    with django_assert_num_queries(13):
        client.get(url(response))


def test_the_cells_that_a_turn_answers_are_marked_from_it(client, alice, bob, turn, comparison):
    page = get(client, bob, turn)
    assert words(page.css_first(".answers")) == "Mark what it answers: Is it safe?"
    assert page.css_first(".answers a").attributes["href"] == f"/c/{comparison.slug}/matrix/safe/claude/"
    thanks = turn.transcript.responses.get(position=1)
    assert words(get(client, bob, thanks).css_first(".answers")) == (
        "Nothing here stands under a question that is marked. Choose parts, and place them at the foot of this page."
    )


def test_a_label_is_never_without_its_value(client, bob, turn, comparison):
    assert "from " in words(get(client, bob, turn).css_first(".turn-title"))
    comparison.names_hidden = True
    comparison.save()
    assert words(get(client, bob, turn).css_first(".turn-title")) == "Side by side Response A, turn 1"
