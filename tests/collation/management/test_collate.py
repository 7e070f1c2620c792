"""The command that prints a reading."""

import json

import pytest
from django.core.management import CommandError, call_command

from collation.assemble.collation import collation_document
from reviews.domain.marks import place_mark, resolve_cell
from tests.factories import make_transcript


@pytest.fixture
def told(comparison, alice, bob):
    claude = make_transcript(comparison, "Claude", ("Does it work?", "Yes, it works."), ("Thanks!", "You are welcome."))
    gemini = make_transcript(comparison, "Gemini", ("Does it work?", "Yes, it works."))
    works, safe = comparison.questions.get(key="works"), comparison.questions.get(key="safe")
    resolve_cell(question=works, transcript=claude, by=alice, value="no", why="So it says.")
    place_mark(question=works, transcript=gemini, by=bob, value="yes")
    place_mark(question=safe, transcript=gemini, by=alice, value="no")
    place_mark(question=safe, transcript=gemini, by=bob, value="yes")
    return comparison


def test_the_table_for_people(told, capsys):
    call_command("collate", "owl-2")
    assert capsys.readouterr().out.splitlines() == [
        "Owl-2 (owl-2, reconcile)",
        "",
        "                               Claude       Gemini       divergence  read",
        "Does it work?                  no !         yes          1.00        2 of 2",
        "Is it safe?                    not asked ?  split                    1 of 1",
        "Is the code it produces safe?  not asked ?  not asked ?",
        "",
        "? suggested by readers or the rules, ! settled by the team, without a sign: what people’s marks come to;",
        "unread: nobody has read this yet",
        "1 other turn of Claude: nothing is set in a row",
    ]


def test_the_document_alone(told, capsys):
    call_command("collate", "owl-2", "--json")
    printed = capsys.readouterr()
    assert json.loads(printed.out) == collation_document(told)
    assert printed.err == ""


def test_without_answers_it_says_so(comparison, capsys):
    call_command("collate", "owl-2")
    assert capsys.readouterr().out == "Owl-2 (owl-2, collect)\n\nNobody has answered yet.\n"


def test_a_slug_that_is_not_there_is_refused_with_code_1(db):
    with pytest.raises(CommandError, match=r"^There is no comparison “nothing”\.$") as refused:
        call_command("collate", "nothing")
    assert refused.value.returncode == 1
