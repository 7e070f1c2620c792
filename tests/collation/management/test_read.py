"""The command that prints a sheet and takes a reply in."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from reviews.models import ReaderReply, ReaderSheet, Role
from tests.collation.samples.replies import ADA, BERT, cell, reply, written
from tests.factories import MembershipFactory, make_transcript


@pytest.fixture
def told(comparison):
    make_transcript(comparison, "Ada", ("Is it safe?", ADA))
    make_transcript(comparison, "Bert", ("Is it safe?", BERT))
    return comparison


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "reply.json"
    path.write_text(written())
    return path


def run(capsys, *arguments):
    call_command("read", "owl-2", *map(str, arguments))
    return capsys.readouterr()


def refused(*arguments) -> tuple[str, int]:
    with pytest.raises(CommandError) as error:
        call_command("read", *map(str, arguments))
    return str(error.value), error.value.returncode


def test_a_sheet_goes_to_standard_output(told, alice, capsys):
    printed = run(capsys, "--sheet")
    sheet = ReaderSheet.objects.get()
    assert (len(printed.out), sheet.part, sheet.created_by) == (sheet.chars, "whole", alice)
    assert printed.out.startswith("You read for a comparison.")
    assert printed.err.startswith(f"Sheet {sheet.token}: 2 respondents, about ")


def test_a_large_sheet_says_how_to_split_it(told, capsys, monkeypatch):
    monkeypatch.setattr("collation.management.commands.read.MOST_TOKENS", 100)
    assert run(capsys, "--sheet").err.splitlines()[1:] == [
        "That is more than many models read. --respondent KEY prints a sheet of one alone."
    ]


def test_a_sheet_goes_to_a_file(told, capsys, tmp_path):
    printed = run(capsys, "--sheet", "--hide-names", "--out", tmp_path / "sheet.txt")
    assert printed.out == ""
    assert "Ada" not in (tmp_path / "sheet.txt").read_text()


def test_people_are_left_out_until_an_owner_allows_it(told, capsys):
    make_transcript(told, "Mara", ("Is it safe?", "I tried it myself."), kind="person")
    printed = run(capsys, "--sheet")
    assert "Mara" not in printed.out
    assert printed.err.splitlines()[1] == "Left out, since an owner has not allowed it: Mara."
    assert refused("owl-2", "--sheet", "--respondent", "mara") == (
        "The text of “mara” may not be given to models: an owner can allow it.",
        1,
    )


def test_a_sheet_of_one_respondent(told, capsys):
    printed = run(capsys, "--sheet", "--respondent", "bert")
    assert "Seven people" in printed.out
    assert "Five people" not in printed.out
    assert ReaderSheet.objects.get().part == "respondent"


def test_a_reply_is_taken_in(told, alice, capsys, file):
    printed = run(capsys, "--reply", file, "--reader", "GPT-5.2", "--family", "OpenAI", "--json")
    kept = {"cells": 6, "facts": 1, "findings": 1, "evidence_basis": 2, "labels": 0}
    assert json.loads(printed.out) == {"reader": "GPT-5.2", "stored": True, "kept": kept, "dropped": []}
    stored = ReaderReply.objects.get()
    assert (stored.reader.family, stored.created_by, stored.raw) == ("OpenAI", alice, written())


def test_the_same_reply_again_stores_nothing(told, capsys, file):
    run(capsys, "--reply", file, "--reader", "GPT-5.2")
    printed = run(capsys, "--reply", file, "--reader", "gpt-5.2", "--json")
    assert json.loads(printed.out)["stored"] is False
    assert printed.err.startswith("This reply of GPT-5.2 is stored since ")
    assert ReaderReply.objects.count() == 1


def test_a_dry_run_tells_and_stores_nothing(told, capsys, file):
    file.write_text(
        written(cells=[*reply()["cells"][1:], cell("ada", "works", "answered", "yes", "It works really well.")])
    )
    printed = run(capsys, "--reply", file, "--reader", "GPT-5.2", "--dry-run")
    assert printed.out.splitlines() == [
        "GPT-5.2: 5 cells, 1 fact, 1 finding and 2 evidence bases, would be taken in",
        "  1 of 9 quotations not found",
        "  1 of 6 cells dropped",
        "  dropped cells[5]: The quotation is not found: “It works really well.”",
    ]
    assert not ReaderReply.objects.exists()
    assert told.readers.count() == 0


def test_standard_input(told, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written().encode())))
    assert "taken in" in run(capsys, "--reply", "-", "--reader", "GPT-5.2").out


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Hello.", "No JSON object with cells, facts or findings was found."),
        (b"", "The reply is empty."),
        (
            b'{"cells": [{"respondent": "ada", "question": "x", "state": "silent"}]}',
            "Nothing in this reply can be taken in. cells[0].question: There is no question “x”.",
        ),
    ],
)
def test_what_is_refused_names_file_and_place(told, file, content, why):
    file.write_bytes(content)
    assert refused("owl-2", "--reply", file, "--reader", "GPT") == (f"{file}: {why}", 1)
    assert told.readers.count() == 0


def test_what_is_no_text_is_refused_with_its_place(told, file):
    file.write_bytes(b"owl\xff")
    assert refused("owl-2", "--reply", file, "--reader", "GPT") == (f"{file}, byte 4: this is no UTF-8 text.", 1)
    missing = file.with_name("nothing.json")
    assert refused("owl-2", "--reply", missing, "--reader", "GPT") == (
        f"{missing} cannot be read: No such file or directory.",
        1,
    )


def test_endpoints_come_later(told):
    why, code = refused("owl-2", "--model", "gpt-5.2")
    assert why.startswith("gpt-5.2 cannot be asked from here yet: asking endpoints comes later.")
    assert code == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nothing", "--sheet"), "There is no comparison “nothing”."),
        (("owl-2", "--sheet", "--respondent", "cleo"), "“owl-2” has no respondent “cleo”."),
        (("owl-2", "--sheet", "--as", "nobody@example.org"), "There is nobody with the address nobody@example.org."),
        (
            ("owl-2", "--sheet", "--out", "/nowhere/sheet"),
            "/nowhere/sheet cannot be written: No such file or directory.",
        ),
    ],
)
def test_refusals(told, arguments, why):
    assert refused(*arguments) == (why, 1)
    assert not ReaderSheet.objects.exists()


def test_only_an_editor_may(told, team):
    reviewer = MembershipFactory(team=team, user__name="Rita", role=Role.REVIEWER).user
    why = "Rita may not give sheets or replies here: an owner or editor may."
    assert refused("owl-2", "--sheet", "--as", reviewer.email) == (why, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--sheet", "--reader", "GPT"),
        ("--reply", "x.json"),
        ("--reply", "x.json", "--reader", " "),
        ("--reply", "x.json", "--reader", "GPT", "--hide-names"),
        ("--sheet", "--reply", "x.json", "--reader", "GPT"),
    ],
)
def test_wrong_usage(told, arguments):
    with pytest.raises(CommandError):
        call_command("read", "owl-2", *arguments)
