"""An article is told from a chat, and what its page prints around it is set aside."""

import pytest

from reviews.intake.document import Parsed, is_partition, turns
from reviews.intake.page.article import is_of_models, read_article
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.speaker_labels import find_markers
from reviews.intake.parse import parse
from tests.reviews.intake.page.reading import aside

BODY = (
    "The kite paper opens with a storm. Its authors stood on a hill for one winter and counted what fell down, and "
    "they say so plainly, which is more than most papers on kites do.\n\n"
    "Would you fly one of them in the rain? I would not. Imagine a wet string in the dark: it is heavy, it is slow, and "
    "nobody can tell you where its other end is.\n\n"
    "“We did not expect so many to fall,” Gale said. According to Frost, the string was to blame.\n\n"
    "What is left is a table, and the table is good. Let me know if you would like to see more of it."
)
TWELVE = "Ann Gale, Bo Frost, Cy Storm, Di Hail, Ed Sleet, Flo Squall, Gus Drift, Hal Rime"


def read(page: str, **told: str) -> Parsed:
    parsed = parse(page.encode(), **told)
    assert is_partition(parsed)
    return parsed


def whole(parsed: Parsed) -> tuple[str, str, int, str]:
    """Name, kind, number of prompts, and the one answer."""
    (voice,) = parsed.voices
    found = turns(parsed)
    return voice.name, voice.kind, sum(bool(turn.prompt) for turn in found), "\n\n".join(turn.answer for turn in found)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Kites in the storm\n\nBy Jane Roe\n\n", "Jane Roe"),
        ("Home\nKites in the storm\nJane Roe\n\nFollow\n\n7 min read\n·\nMar 3, 2026\n\n12\n\n", "Jane Roe"),
        ("Kites in the storm | The Weather Post\n\nKites in the storm\n\nMarch 3, 2026\n\n", "The Weather Post"),
        ("# Kites in the storm\n\n**Author:** jane roe  \n**Paper:** Kites of the North (arXiv 2402.01234)\n\n", "jane roe"),
        ("Kites in the storm\nSource: The Weather Post\nMarch 3, 2026\n", "The Weather Post"),
        ("Kites in the storm\n\n5 min read\n\n", "Unnamed reviewer"),
    ],
    ids=["byline", "beside", "site", "labels", "source", "nobody"],
)  # fmt: skip
def test_an_article_is_its_authors_in_one_answer_without_its_head(head, name):
    parsed = read(head + BODY)
    assert whole(parsed) == (name, "person", 0, BODY)
    assert parsed.title == "Kites in the storm"


@pytest.mark.parametrize(
    ("page", "name", "title"),
    [
        (
            "The Gust\nSubscribe\nSign in\n\nKites in the storm\n\nJANE ROE\nMAR 03, 2026\n\n14\n\n3\nShare\n\n{}",
            "Jane Roe",
            "Kites in the storm",
        ),
        (
            "Skip to content\nMind the Wind\nnotes on kites\n\nMenu\n\nKites in the storm\nPosted on March 3, 2026 by Jane Roe\n\n{}",
            "Jane Roe",
            "Kites in the storm",
        ),
        (
            "Home » Posts\nKites in the storm\nMarch 3, 2026 · 9 min · Jane Roe | Suggest Changes\n\nTable of Contents\n\n{}",
            "Jane Roe",
            "Kites in the storm",
        ),
        (
            "AI\nKites fall in the storm\n\nBy Jane Roe\nSenior weather reporter\nMarch 3, 2026 at 9:12 AM EST\n\n{}",
            "Jane Roe",
            "Kites fall in the storm",
        ),
        (
            "velog\n로그인\n\n폭풍 속의 연에 대하여\n김민수\n·\n2026년 3월 3일\n팔로우\n5\n\n{}",
            "김민수",
            "폭풍 속의 연에 대하여",
        ),
    ],
    ids=["newsletter", "blog", "generator", "press", "korean"],
)
def test_the_heads_of_common_sites(page, name, title):
    parsed = read(page.format(BODY))
    found_name, kind, prompts, answer = whole(parsed)
    assert (found_name, kind, prompts, parsed.title) == (name, "person", 0, title)
    assert answer.removeprefix("Table of Contents\n\n") == BODY
    assert parsed.voices[0].said_on == "2026-03-03"


def test_a_name_that_is_printed_twice_above_a_day_that_was_not_copied():
    page = "Wind Community\n\nCover image for Kites in the storm\nJane Roe\nJane Roe\n\nPosted on\n\nKites in the storm\n\n"
    assert whole(read(page + BODY)) == ("Jane Roe", "person", 0, f"Kites in the storm\n\n{BODY}")


def test_the_end_of_a_title_is_no_outlet():
    title = "I let the kites fly for a week — Here’s What Happened"
    page = f"News {title}\n\nMarch 3, 2026\n\n{title}\n\n{BODY}"
    assert whole(read(page))[0] == "Unnamed reviewer"


def test_a_table_of_contents_is_set_aside_if_its_lines_come_again():
    page = f"By Jane Roe\n\nOn this page\nThe storm\nThe hill\n\n{BODY}\n\nThe storm\n\nIt rained.\n\nThe hill\n\nIt is steep."
    assert whole(read(page))[3] == f"{BODY}\n\nThe storm\n\nIt rained.\n\nThe hill\n\nIt is steep."


LONG = (
    "Nobody on the hill had seen such a storm, and the kites, which were made for lighter winds, fell in an hour. " * 2
).strip()


def test_prose_below_links_to_more_and_below_a_count_of_comments_stays():
    parsed = read(
        f"Kites\n\nBy Jane Roe\n\n718 Comments\n\n{BODY}\n\nRelated articles\n\nBoats\n\nWalks\n\nThe hill\n\n{LONG}\n\n{LONG}"
    )
    assert whole(parsed)[3] == f"{BODY}\n\nThe hill\n\n{LONG}\n\n{LONG}"


@pytest.mark.parametrize(
    "heading",
    ["About the benchmark", "More on safety", "Discussion", "Terms and definitions", "Related work", "Next steps"],
)
def test_headings_that_only_look_like_links_to_more_stay(heading):
    answer = f"{BODY}\n\n{heading}\n\nThe hill is steep."
    assert whole(read(f"Kites in the storm\n\nBy Jane Roe\n\n{answer}"))[3] == answer


def test_day_and_address_come_from_the_head():
    page = f"https://weather.example/kites\nKites in the storm\nJane Roe\nPosted on March 3, 2026\n\n{BODY}"
    (voice,) = read(page).voices
    assert (voice.name, voice.said_on, voice.link) == ("Jane Roe", "2026-03-03", "https://weather.example/kites")


def test_the_papers_address_is_not_the_articles():
    (voice,) = read(f"https://arxiv.org/abs/2402.01234\nKites in the storm\nBy Jane Roe\n\n{BODY}").voices
    assert voice.link == ""


@pytest.mark.parametrize(
    "foot",
    [
        "tags: kites, weather\n🇰🇷 Korean version on Velog: https://velog.example/kites\nTop comments (0)",
        "#kites #weather\n\nShare this post\n\nFacebook\nLinkedIn\nCopy link",
        "Filed under: Kites\n\nRelated posts\n\nBoats in the storm\n\nA walk on the hill",
        "3 Comments\n\nBo\nI liked it, and I have flown kites for years on that very hill.\nReply",
        "Read this in Spanish\n\n© 2026 The Weather Post. All rights reserved.",
        "📄 https://arxiv.org/abs/2402.01234\nDownload PDF",
        "Authors\n- Ann Gale\n- Bo Frost\n- Cy Storm\n\nPaper Information\n- arXiv ID: 2402.01234\n- PDF: Download PDF",
        "Jane Roe is a staff writer at The Weather Post.",
        "Originally published at https://weather.example/kites on March 3, 2026.",
        "Enjoyed this article? Tell a friend.\n\n12 claps",
        "Share this: Twitter Facebook\nTags: kites\nTop comments (0)",
    ],
    ids=[
        "dev",
        "share",
        "related",
        "comments",
        "translation",
        "paper",
        "authors",
        "bio",
        "originally",
        "claps",
        "share bar",
    ],
)
def test_the_foot_of_the_page_is_set_aside_and_shown(foot):
    parsed = read(f"Kites in the storm\n\nBy Jane Roe\n\n{BODY}\n\n{foot}")
    assert whole(parsed) == ("Jane Roe", "person", 0, BODY)
    assert aside(parsed)[-1] == foot


def test_what_is_set_aside_says_why_and_the_answer_says_why_it_is_one():
    parsed = read(f"Kites in the storm\n\nBy Jane Roe\n5 min read\n\n{BODY}\n\ntags: kites\nTop comments (2)")
    assert [(piece.role, piece.why) for piece in parsed.pieces] == [
        ("furniture", "the title, the byline, the reading time"),
        ("answer", "an article: comments below it, a byline, a reading time, tags, no turns"),
        ("furniture", "tags, the foot of the page"),
    ]
    assert parsed.warnings == ("The page says that Jane Roe wrote it.",)


def test_a_list_of_the_papers_authors_is_no_byline():
    parsed = read(f"Kites in the storm\n{TWELVE}\narXiv: 2402.01234\n\n{BODY}")
    assert whole(parsed) == ("Unnamed reviewer", "person", 0, BODY)
    assert read_article(list(lines_of(TWELVE.replace("Ann Gale", "We counted")))).aside == {}


def test_lines_between_paragraphs():
    first, rest = BODY.split("\n\n", 1)
    parsed = read(f"By Jane Roe\n\n{first}\n\nAdvertisement\n\nEstimated reading time: 3 minutes\n\n{rest}")
    assert whole(parsed) == ("Jane Roe", "person", 0, BODY)


def test_whom_the_text_is_about_is_not_its_author():
    page = (
        "Kites in the storm\n\nAnn Gale\n\nMarch 3, 2026\n\n"
        + BODY
        + "\n\nThis week we sat down with Ann Gale on the hill where it all began for her."
        + "\n\nWhat will Ann Gale do next? She laughs, and points at the harbour below us."
    )
    assert whole(read(page))[0] == "Unnamed reviewer"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This article was written by ChatGPT.", "ChatGPT"),
        ("Summary generated by Claude Opus 4.8", "Claude"),
        ("By Gemini", "Gemini"),
        ("AI-generated summary", "Unnamed model"),
        ("Notes are generated by GPT-4. Prompt by Jane Roe.", "ChatGPT"),
        ("🤖 This analysis and review was primarily generated and structured by an AI. It may err.", "Unnamed model"),
    ],
)
def test_a_model_wrote_it_if_the_page_says_so(line, name):
    parsed = read(f"Kites in the storm\n{line}\nMarch 3, 2026\n\n{BODY}")
    assert whole(parsed)[:3] == (name, "model", 0)


def test_a_word_about_a_model_in_the_text_makes_it_nobodys():
    page = (
        f"Kites in the storm\n\nBy Jane Roe\n\n{BODY}\n\nThe code in the appendix was written by ChatGPT, says Frost."
    )
    assert whole(read(page))[:2] == ("Jane Roe", "person")


def test_whose_kind_was_not_told_is_a_person_if_the_text_is_an_article():
    assert whole(read(f"By Jane Roe\n\n{BODY}", respondent="The Weather Post"))[:2] == ("The Weather Post", "person")
    assert whole(read(f"By Jane Roe\n\n{BODY}", respondent="Claude"))[:2] == ("Claude", "model")
    assert whole(read(f"By Jane Roe\n\n{BODY}", respondent="The Weather Post", kind="model"))[1] == "model"


@pytest.mark.parametrize("kind", ["", "person"])
def test_one_sentence_of_a_named_respondent_is_an_answer(kind):
    said = "I read the report end to end."
    assert whole(read(said, respondent="Ada", kind=kind)) == ("Ada", "person", 0, said)


OF_ONESELF = (
    "I've been thinking about kites for a while now. I flew a few a long time ago, but this year I want to do it properly, "
    "say on one hill a week.\n\n"
    "Another reason is that writing helps me to order my thoughts. My friends have heard enough of it by now, I think.\n\n"
    "But the question remains: if you fly a kite every week, what would you write about it?\n\n"
    "I think that I should say what I thought of each hill. First, was there wind? Then, did my kite stay up in it?"
)
LEAD = (
    "You switch on the evening news, and a kite has fallen on a hill. The horror of it is, as so often, in inverse "
    "proportion to the size of the kite. Now over to you to explain why it fell.\n\n"
    "A report on kites usually asks the following.\n\n"
    "Is the string long enough? Is the hill fit for it? Was there any wind to speak of?"
)


@pytest.mark.parametrize(
    "text", [OF_ONESELF, LEAD, f"Fly A Kite With Me: Introduction\n\n{BODY}"], ids=["oneself", "lead", "title"]
)
def test_prose_without_head_and_foot_is_a_persons_too(text):
    assert whole(read(text)) == ("Unnamed reviewer", "person", 0, text)


def test_a_chat_stays_a_chat():
    chat = (
        "does the kite paper hold up?\n\nSure! Here is what I found:\n\n- Most kites fall.\n- The table is good.\n\n"
        "Would you like me to go through the table?\n\nyes please, but shorter\n\nCertainly! Half of them fell.\n"
    )
    parsed = read(chat)
    assert [turn.prompt for turn in turns(parsed)] == ["does the kite paper hold up?", "yes please, but shorter"]
    assert parsed.voices[0].kind == "model"


@pytest.mark.parametrize(
    ("asked", "is_prompt"),
    [
        ("write a short article on the kite paper", True),
        ("Can you please write a blog post about kites?", True),
        ("Is the era of the kite over?", False),
        ("Can you trust a kite?", False),
        ("Stop flying kites in the rain", False),
    ],
)
def test_an_article_below_a_prompt_that_asks_for_one_is_its_answer(asked, is_prompt):
    (turn,) = turns(read(f"{asked}\n\nKites in the storm\n\nBy Jane Roe\n\nMarch 3, 2026\n\n{BODY}\n\n#kites #weather"))
    assert turn.prompt == (asked if is_prompt else "")


def test_a_list_of_news_is_no_chat_with_clock_times():
    news = "".join(f"Kite number {n} has fallen on the hill\n\n{18 - n}:51\n\n" for n in range(6))
    assert whole(read(f"Kites in the storm\n\nBy Jane Roe\n\n{BODY}\n\n{news}"))[:3] == ("Jane Roe", "person", 0)


SECTIONS = (
    "# Three assistants on the kite paper\n\nI asked each of them the same thing.\n\n### ChatGPT\n\nChatGPT was quick. "
    "It found the table and missed the footnote.\n\n### Claude\n\nClaude was careful, and slow.\n\n### Verdict\n\nI would "
    "use Claude.\n"
)


def test_headings_named_after_models_do_not_split_one_persons_article():
    assert whole(read(f"---\nrespondent: Jo Reed\nkind: person\n---\n\n{SECTIONS}")) == (
        "Jo Reed", "person", 0, SECTIONS.strip(),
    )  # fmt: skip
    assert whole(read(SECTIONS))[1:] == ("person", 0, SECTIONS.strip())


def test_headings_over_what_models_said_are_labels():
    said = "## Claude\n\nYes, it works. I tried it.\n\n## ChatGPT\n\nNo. It fails on the test.\n"
    parsed = read(said)
    assert [(parsed.voices[turn.voice].name, turn.answer) for turn in turns(parsed)] == [
        ("Claude", "Yes, it works. I tried it."),
        ("ChatGPT", "No. It fails on the test."),
    ]
    lines = list(lines_of(said))
    assert not is_of_models(lines, find_markers(lines), by_a_person=False)
    assert is_of_models(lines, find_markers(lines), by_a_person=True)
    assert not is_of_models(lines, [], by_a_person=True)


MENU = "\n".join(f"  • {entry}" for entry in ("HOME", "KITES", "Big kites", "Small kites", "STRINGS", "WEATHER") * 9)


def test_a_long_menu_above_the_title_hides_neither_title_nor_author():
    head = f"{MENU}\nNewsletter\n© 2003 - 2026 The Weather Post\n\nKites in the storm\n\nJane Roe\nStand: 03. März 2026\nTeilen\n\n"
    parsed = read(head + BODY)
    assert whole(parsed) == ("Jane Roe", "person", 0, BODY)
    assert (parsed.title, parsed.voices[0].said_on) == ("Kites in the storm", "2026-03-03")


def test_a_numbered_table_of_contents_goes_with_all_its_entries():
    contents = "Contents\n  1. The storm\n  2. The string\n  3. What is cited\n\n"
    parsed = read(f"Kites in the storm\n\nBy Jane Roe\n\n{contents}The storm\n\n{BODY}")
    assert whole(parsed)[3] == f"The storm\n\n{BODY}"


@pytest.mark.parametrize(
    ("introduction", "name"),
    [
        ("My name is Jane Roe, and I fly kites in every weather that the north of this country has.", "Jane Roe"),
        ("Меня зовут Анна Берг, я пускаю змеев в любую погоду, какая бывает на севере этой страны.", "Анна Берг"),
        (
            "Ich heiße Jane Roe und lasse Drachen steigen, bei jedem Wetter, das der Norden dieses Landes hat.",
            "Jane Roe",
        ),
        (
            "He asked whether my name is Jane Roe-like, which nobody had asked before him in all those years.",
            "Unnamed reviewer",
        ),
    ],
)
def test_a_writer_who_gives_a_name(introduction, name):
    parsed = read(f"Kites in the storm\n\n5 min read\n\n{introduction}\n\n{BODY}")
    assert whole(parsed)[:3] == (name, "person", 0)


def test_a_byline_in_indented_code_is_code():
    page = f"Kites in the storm\n\n5 min read\n\n{'So it went, for a long while, in wind and rain. ' * 5}\n\n    # by Jane Roe\n    x = 1\n\n{BODY}"
    assert whole(read(page))[0] == "Unnamed reviewer"
    assert "# by Jane Roe" in whole(read(page))[3]
