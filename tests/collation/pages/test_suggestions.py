"""The suggestions of a cell, as its panel shows them."""

from dataclasses import replace
from datetime import date

from collation.cells import Verdict
from collation.pages.suggestions import shown_suggestions
from collation.record import Suggestion
from tests.collation.samples.rows import cell, unread, who

ADA = who("Ada")
RULES = Suggestion("yes", "It is safe.", "", 7, 3, 14)
GPT = Suggestion("no", "It is not.", "says so", 7, 20, 30, source="gpt", by="GPT-5.2", read_on=date(2026, 11, 29))


def shown(one):
    return [(each.who, each.value, each.note, each.place) for each in shown_suggestions(one)]


def test_readers_come_before_the_rules_and_what_leads_nothing_comes_last():
    others = (replace(GPT, by="Mira", read_on=None, suspect=True), GPT, replace(GPT, by="Owl", own_family=True))
    one = replace(cell(ADA, "no", "suggestion", suggestion=RULES), suggestions=others)
    assert shown(one) == [
        ("GPT-5.2 on 29 Nov 2026", "no", "", "7:20+0"),
        ("Owl on 29 Nov 2026", "no", "reads its own family", "7:20+0"),
        ("the built-in rules", "yes", "", "7:3+0"),
        ("Mira", "no", "its words address the reader: it leads nothing", "7:20+0"),
    ]


def test_rules_that_have_not_read_a_cell_suggest_nothing():
    assert shown(unread(ADA)) == []


def test_an_absence_is_a_value_and_orphaned_words_have_no_place():
    silent = replace(GPT, verdict=None, state="silent", quote="", response_id=None)
    lost = replace(GPT, orphaned=True)
    assert shown(replace(unread(ADA), suggestions=(silent, lost), verdict=Verdict("silent", "suggestion"))) == [
        ("GPT-5.2 on 29 Nov 2026", "silent", "", ""),
        ("GPT-5.2 on 29 Nov 2026", "no", "its words are no longer in the text", ""),
    ]


def test_a_dismissed_suggestion_says_so():
    one = replace(cell(ADA, None, None, suggestion=RULES), suggestions=(replace(GPT, dismissed=True),))
    assert [each.note for each in shown_suggestions(one)] == ["dismissed"]
