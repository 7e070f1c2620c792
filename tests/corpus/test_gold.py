"""The corpus is whole, its gold stands in its texts, and a file that contradicts itself is refused."""

from pathlib import Path

import pytest

from reviews import richtext
from tests.corpus.gold import GoldError, corpus, locate, number, parse, places

CORPUS = corpus()

TWO_ANSWERS = '''
title = "Owl-2"
field = "law"

[[questions]]
key = "works"
text = "Does it work?"

[[respondents]]
name = "Ada Bell"
kind = "person"

[[respondents.turns]]
prompt = "Does it work?"
answer = """
**Yes.** It ran for 1,200 hours.
"""

[respondents.gold]
works = { state = "answered", verdicts = ["yes"], explicit = true, words = "Yes.", in = "0" }

[[respondents]]
name = "Bert"
kind = "model"

[[respondents.turns]]
prompt = "Is it dear?"
answer = "It ran for 900 hours."

[respondents.gold]
works = "not_asked"

[[divergences]]
topic = "hours"
kind = "quantity"
values = { "1,200" = ["ada-bell"], "900" = ["bert"] }

[[shared]]
point = "It ran"
near = true
kind = "strength"
words = { ada-bell = "It ran for 1,200 hours.", bert = "It ran for 900 hours." }
'''


class TestTheCorpus:
    def test_has_fields_languages_and_transcripts_enough(self):
        respondents = [one for comparison in CORPUS for one in comparison.respondents]
        assert len({comparison.field for comparison in CORPUS}) == 8
        assert {"en", "de", "es"} <= {one.language for one in respondents}
        assert len(CORPUS) >= 16
        assert len(respondents) >= 70

    @pytest.mark.parametrize("comparison", CORPUS, ids=lambda one: one.name)
    def test_finds_its_gold_in_the_text_as_it_is_stored(self, comparison):
        texts = {one.key: [richtext.render(turn.answer).text for turn in one.turns] for one in comparison.respondents}
        lost = [
            words
            for one in comparison.respondents
            for cell in one.cells.values()
            for words in (cell.words, *cell.also, *(place for place in cell.places if not place.isdigit()))
            if words and not locate(words, texts[one.key])
        ]
        lost += [
            cell.words
            for one in comparison.respondents
            for cell in one.cells.values()
            if cell.places and not any(locate(cell.words, texts[one.key], at) for at in places(cell, texts[one.key]))
        ]
        lost += [
            words
            for point in (*comparison.shared, *comparison.contradictions)
            for key, words in point.words.items()
            if not locate(words, texts[key])
        ]
        assert lost == []


class TestParse:
    def test_reads_a_comparison(self):
        comparison = parse(TWO_ANSWERS, "owls")
        ada, bert = comparison.respondents
        assert (ada.key, ada.language, ada.turns[0].answer) == ("ada-bell", "en", "**Yes.** It ran for 1,200 hours.")
        assert (ada.cells["works"].verdicts, ada.cells["works"].asked) == (("yes",), True)
        assert (bert.cells["works"].state, bert.cells["works"].asked) == ("not_asked", False)
        assert comparison.divergences[0].values == {"1,200": ("ada-bell",), "900": ("bert",)}
        assert comparison.questions[0].values == ("no", "unclear", "qualified", "yes")

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ('words = "Yes."', 'words = "No."', "owls: ada-bell, works: nobody says “No.”"),
            ('["yes"]', '["perhaps"]', "owls: ada-bell, works: a verdict that is not on the scale: ('perhaps',)"),
            ('in = "0"', 'in = "1"', "owls: ada-bell, works: there is no response 1"),
            ('in = "0"', 'in = "It ran … hours."', "owls: ada-bell, works: “Yes.” is not in “It ran … hours.”"),
            ('in = "0"', 'in = ["It slept … hours.", "0"]', "owls: ada-bell, works: nobody says “It slept … hours.”"),
            ('"not_asked"', '"answered"', "owls: bert, works: an answer has verdicts, and nothing else has"),
            ('"not_asked"', '"asleep"', "owls: bert, works: unknown state asleep"),
            ('["bert"] }', '["cleo"] }', "owls: hours: there is no cleo"),
            ('bert = "It ran for 900', 'bert = "It ran for 800', "owls: It ran: bert does not say “It ran for 800 hours.”"),
            ('kind = "strength"', 'kind = "virtue"', "owls: It ran: unknown kind virtue"),
            ('field = "law"', "", "owls: field is missing"),
            ("[respondents.gold]\nworks = \"not_asked\"", '[respondents.gold]\nsafe = "silent"',
             "owls: bert has gold for ['safe'] and not for ['works']"),
        ],
    )  # fmt: skip
    def test_refuses_what_contradicts_itself(self, old, new, fault):
        assert old in TWO_ANSWERS
        with pytest.raises(GoldError) as refused:
            parse(TWO_ANSWERS.replace(old, new), "owls")
        assert str(refused.value) == fault

    def test_refuses_what_is_no_toml(self):
        with pytest.raises(GoldError, match=r"^owls: "):
            parse("title =", "owls")


def test_a_folder_without_a_comparison_is_refused(tmp_path):
    with pytest.raises(GoldError) as refused:
        corpus(tmp_path)
    assert str(refused.value) == f"{tmp_path} holds no comparison"


class TestLocate:
    TEXTS = ("Nobody came.", "He said “no”.\n\nNo. Not\nyet, he said.")

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("No", (1, 15, 17)),
            ('"no"', (1, 8, 12)),
            ("Not yet", (1, 19, 26)),
            ("He said … yet,", (1, 0, 27)),
            ("never", None),
        ],
    )
    def test_finds_words_whatever_the_space_and_the_quotation_marks(self, words, found):
        assert locate(words, self.TEXTS) == found

    def test_stays_within_a_span(self):
        assert locate("he said", self.TEXTS, (1, 19, 36)) == (1, 28, 35)
        assert locate("no", self.TEXTS, (0, 0, 12)) is None


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("£11.2 million", (11_200_000,)),
        ("11,200,000 pounds", (11_200_000,)),
        ("214 Millionen", (214_000_000,)),
        ("11.400", (11_400,)),
        ("1,08", (1.08,)),
        ("310B", (310e9,)),
        ("6/10", (6, 10)),
        ("7.5", (7.5,)),
        ("10^6", (1_000_000,)),
        ("3 × 10^6 grains", (3_000_000,)),
        ("2 x 10⁷", (20_000_000,)),
        ("cinco", ()),
    ],
)
def test_numbers_of_a_value(value, numbers):
    assert number(value) == numbers


def test_no_text_stands_in_two_files():
    answers = [turn.answer for one in CORPUS for respondent in one.respondents for turn in respondent.turns]
    assert len(answers) == len(set(answers))
    assert all(path.suffix == ".toml" for path in (Path(__file__).parent / "texts").iterdir())
