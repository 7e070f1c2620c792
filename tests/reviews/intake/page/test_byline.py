"""What a line says of author, day and reading time, and lines that only look so."""

import pytest

from reviews.intake.page.byline import Byline, bare_name, byline, far_name, is_name, lower_words


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("**By Dr. J. Q. van der Meer**, 3 May 2026", "Dr. J. Q. van der Meer"),
        ("Written by Åsa Öberg-Lind · 12 minutes", "Åsa Öberg-Lind"),
        ("Author: Jane", "Jane"),
        ("Author: jane roe", "jane roe"),
        ("*Reviewer:* Mara O’Neill", "Mara O’Neill"),
        ("Posted by Ana María de la Cruz on 4 March", "Ana María de la Cruz"),
        ("BY JANE ROE AND MAX MOE", "Jane Roe and Max Moe"),
        ("By [Jane Roe](https://example.org/jane) @janeroe", "Jane Roe"),
        ("By Jane Roe and John Doe, Senior Reporter", "Jane Roe and John Doe"),
        ("By Jane Roe, Reuters | Updated 3 hours ago", "Jane Roe"),
        ("March 3, 2026 by Jane Roe", "Jane Roe"),
        ("By Oliver", "Oliver"),
        ("By Jane Roe Follow", "Jane Roe"),
        ("by jane_roe", "jane_roe"),
        ("Par Jeanne Rue, le 3 mai 2026", "Jeanne Rue"),
        ("作者：数科邦 发布时间:2026-02-12 202 0 0", "数科邦"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("Le , par Jeanne Rue", "Jeanne Rue"),
        ("Le 3 mai 2026 à 10h30, par Jeanne Rue", "Jeanne Rue"),
        ("By : https://x.com/jane_roe", "jane_roe"),
        ("by kitefan 2026. 3. 3.", "kitefan"),
        ("홍길동 기자", "홍길동"),
        ("편집: 홍길동 기자", "홍길동"),
        ("by kitefan", ""),
        ("by design 2026", ""),
        ("By design, it works.", ""),
        ("By Monday the owls had left.", ""),
        ("By Jane Roe's account the owls had left.", ""),
        ("By night owls hunt", ""),
        ("Read by Jane Roe and others", ""),
        ("The author: who is it?", ""),
        ("Author: unknown", ""),
        ("| By Jane Roe |", ""),
        ("By " + "A" * 50_000, ""),
        ("By " + "Aa " * 50_000, ""),
        ("", ""),
    ],
)
def test_who_a_line_says_wrote_it(line, name):
    found = byline(line)
    assert (found.name if found and found.certain else "") == name


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Jane Roe · Mar 3, 2026 · 5 min read", Byline("Jane Roe", dated=True, timed=True, day="2026-03-03")),
        ("Estimated reading time: ~12–15 minutes", Byline(timed=True)),
        ("7 min read", Byline(timed=True)),
        ("Posted on Mar 3 • Edited on Mar 5", Byline(dated=True)),
        ("2 days ago", Byline(dated=True)),
        ("Nov 7, 2023 2:00 AM", Byline(dated=True, day="2023-11-07")),
        ("9:39AM BST 05 Oct 2011", Byline(dated=True, day="2011-10-05")),
        ("June 26th, 2014", Byline(dated=True, day="2014-06-26")),
        (
            "March 3, 2026 · 9 min · 1803 words · Jane Roe | Suggest Changes",
            Byline("Jane Roe", dated=True, timed=True, day="2026-03-03"),
        ),
        ("2026년 3월 3일", Byline(dated=True, day="2026-03-03")),
        ("03.03.2026 - 18:47:12", Byline(dated=True, day="2026-03-03")),
        ("Publié le", Byline(dated=True)),
        ("发布时间: 2026-03-03 07:27:08 阅读量: 89 订阅数: 26", Byline(dated=True, day="2026-03-03")),
        ("발행: 2026.03.03 18:45", Byline(dated=True, day="2026-03-03")),
        ("2026-03-03 (화)", Byline(dated=True, day="2026-03-03")),
        ("San Francisco · Mar 3, 2026", None),
        ("Deep Learning · Mar 3, 2026", None),
        ("Künstliche Intelligenz · 3. März 2026", None),
        ("Owl Watching · 5 min read", None),
        ("In 2014 it was a 5 min read, as many said.", None),
        ("·", None),
        ("JANE ROE", None),
    ],
)
def test_what_a_line_says_of_the_article(line, said):
    assert byline(line, known=frozenset(["owl", "watching"])) == said


def test_words_that_the_text_writes_in_lower_case_are_no_name():
    known = lower_words(iter(["We trained a model of machine learning on owls."]))
    assert (bare_name("Machine Learning", known), bare_name("JANE ROE", known)) == ("", "Jane Roe")
    assert bare_name("Related Articles", frozenset()) == ""


def test_names_of_other_scripts_alone_on_a_line():
    assert [far_name(words) for words in ("김민수", "王小明", "人工智能", "Jane Roe")] == ["김민수", "王小明", "", ""]


def test_one_persons_name():
    assert [is_name(words) for words in ("Aohan Zeng", "Ludwig van Beethoven", "the owl", "Jane Roe and Max")] == [
        True, True, False, False,
    ]  # fmt: skip
