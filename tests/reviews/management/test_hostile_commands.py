"""No argument brings in, and no output shows, what a terminal would obey."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from reviews.management.command import Command
from reviews.models import Comparison, Source
from tests.factories import make_transcript

OURS = [name for name, app in get_commands().items() if app in ("reviews", "collation")]


def printed(*args: str, **options: object) -> str:
    out = StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_every_command_is_one_of_them():
    assert {"ingest", "collate", "publish", "demo", "login_link"} <= set(OURS)
    commands = [load_command_class(get_commands()[name], name) for name in OURS]
    assert [one for one in commands if not isinstance(one, Command)] == []


@pytest.mark.parametrize("option", ["title", "paper", "respondent", "email", "team", "conversation"])
def test_a_control_character_in_an_argument_is_named_and_nothing_is_stored(db, tmp_path, option):
    file = tmp_path / "owl.md"
    file.write_text("# Owl\n\nIt works.")
    with pytest.raises(CommandError) as refused:
        call_command("ingest", str(file), comparison="owl", create=True, **{option: "a\x1b[31mb"})
    name = "--as" if option == "email" else f"--{option}"
    assert str(refused.value) == f"{name}: a control character, U+001B, at place 2."
    assert refused.value.returncode == 2
    assert not Comparison.objects.exists()


def test_the_name_of_a_file_is_kept_without_them(db, tmp_path):
    file = tmp_path / "o\x1bwl\udcfc.md"
    file.write_text("# User\n\nIs it safe?\n\n# Claude\n\nYes.")
    told = printed("ingest", str(file), comparison="owl", create=True)
    assert "stored" in told and "\x1b" not in told
    assert [source.name for source in Source.objects.all()] == ["o\ufffdwl\ufffd.md"]


def test_what_is_stored_already_never_reaches_a_terminal_raw(comparison):
    make_transcript(comparison, "Claude", ("Does it work?", "Yes."))
    Comparison.objects.filter(pk=comparison.pk).update(title="Owl\x1b[2J\x9b31m-2")
    comparison.questions.filter(key="works").update(text="Does it \x1b[31mwork?\U0001ffff")
    words = printed("collate", comparison.slug)
    assert "Owl\\u001b[2J\\u009b31m-2" in words and "Does it \\u001b[31mwork?\\ud83f\\udfff" in words
    told = printed("collate", comparison.slug, json=True)
    for text in (words, told):
        assert not {"\x1b", "\x9b", "\U0001ffff"} & set(text)
    assert json.loads(told)["comparison"]["title"] == "Owl\x1b[2J\x9b31m-2"


def test_what_went_wrong_is_told_without_them_too(db, tmp_path, capfd):
    with pytest.raises(SystemExit) as ended:
        command_called("ingest").run_from_argv(
            ["manage.py", "ingest", str(Path(tmp_path, "no\x1bne.md")), "--comparison", "owl"]
        )
    said = capfd.readouterr()
    assert ended.value.code == 1
    assert "no\\u001bne.md cannot be read" in said.err and "\x1b" not in said.err


def command_called(name: str) -> Command:
    found = load_command_class(get_commands()[name], name)
    assert isinstance(found, Command)
    return found
