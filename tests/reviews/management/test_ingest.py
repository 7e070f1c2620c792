"""`manage.py ingest`, as docs/formats.md says it."""

import io
import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reviews.domain.comparisons import archive_comparison
from reviews.domain.questions import DEFAULT_QUESTIONS, keyed_questions
from reviews.management import exports
from reviews.management.commands.ingest import Command
from reviews.models import Comparison, Paper, Role, Source, Team, Transcript, User
from tests.factories import MembershipFactory, TeamFactory, make_comparison
from tests.reviews.intake.formats.office_documents import docx, p, r

PAGE = """\
Claude says:

Searched the web

It works at night, as far as I can tell.

Gemini says:

It sings by day.
"""
REVIEW = """\
---
title: The owl, reviewed
respondent: Wren 2
kind: model
---

## Prompt

Is it safe?

## Reply

Safe with the lid on.
"""


@pytest.fixture
def owl(tmp_path: Path) -> Path:
    (tmp_path / "owl.txt").write_text(PAGE)
    return tmp_path / "owl.txt"


@pytest.fixture
def wren(tmp_path: Path) -> Path:
    (tmp_path / "wren.md").write_text(REVIEW)
    return tmp_path / "wren.md"


def ingest(capsys, *args: str | Path) -> tuple[dict, str]:
    """The JSON on standard output, and what standard error says."""
    call_command("ingest", *map(str, args), "--json")
    out, err = capsys.readouterr()
    return json.loads(out), err


def refused(*args: str | Path) -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("ingest", *map(str, args))
    assert refusal.value.returncode == 1
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_an_answer_to_the_sheet_of_the_comparison_is_one_answer(capsys, tmp_path, alice, team):
    asked = [f"How good is part {number}?" for number in range(1, 13)]
    comparison = make_comparison(alice, team, questions=keyed_questions(asked))
    said = "\n\n".join(f"{n}. {text}\n\nGood. Would you like more?\n\nWhy not?" for n, text in enumerate(asked, 1))
    (tmp_path / "wren.txt").write_text(said)
    told, _ = ingest(capsys, tmp_path / "wren.txt", "--comparison", comparison.slug, "--respondent", "Wren")
    (stored,) = told["transcripts"]
    assert [response["prompt"] for response in stored["responses"]] == [""]


def test_so_is_one_to_the_default_questions_of_a_comparison_that_is_made(capsys, tmp_path, db):
    said = "\n\n".join(f"**{text}**\n\nShow me the code?\n\nWrite it again." for _key, text in DEFAULT_QUESTIONS)
    (tmp_path / "wren.md").write_text(said)
    told, _ = ingest(capsys, tmp_path / "wren.md", "--comparison", "wren", "--create", "--respondent", "Wren")
    (stored,) = told["transcripts"]
    assert [response["prompt"] for response in stored["responses"]] == [""]


@pytest.mark.django_db
class TestWhatIsStored:
    def test_the_document(self, capsys, owl, comparison):
        told, err = ingest(capsys, owl, "--comparison", comparison.slug)
        digest = sha256(PAGE.encode()).hexdigest()
        assert told["comparison"] == "owl-2"
        assert [
            (one["respondent"], one["kind"], one["evidence_basis"], one["sha256"], one["stored"])
            for one in told["transcripts"]
        ] == [("Claude", "model", "web_search", digest, True), ("Gemini", "model", "unknown", digest, True)]
        assert told["transcripts"][0]["responses"] == [
            {
                "prompt": "",
                "prompt_detected_by": "marker",
                "text_chars": 40,
                "starts": "It works at night, as far as I can tell.",
            }
        ]
        assert list(told) == ["comparison", "transcripts", "warnings"]
        assert all(warning in err for warning in told["warnings"])
        assert Transcript.objects.count() == 2

    def test_the_same_file_again_stores_nothing_twice_and_says_so(self, capsys, owl, comparison):
        first, _ = ingest(capsys, owl, "--comparison", comparison.slug)
        again, err = ingest(capsys, owl, "--comparison", comparison.slug)
        assert [one["stored"] for one in again["transcripts"]] == [False, False]
        assert [one | {"stored": True} for one in again["transcripts"]] == first["transcripts"]
        assert again["warnings"] == ["owl.txt is stored already: nothing was stored twice."]
        assert "owl.txt is stored already: nothing was stored twice." in err
        assert (Source.objects.count(), Transcript.objects.count()) == (1, 2)

    def test_several_files_and_front_matter(self, capsys, owl, wren, comparison):
        told, _ = ingest(capsys, owl, wren, "--comparison", comparison.slug, "--round", "2")
        assert [one["respondent"] for one in told["transcripts"]][:2] == ["Claude", "Gemini"]
        assert told["transcripts"][2]["respondent"] == "Wren 2"
        assert told["transcripts"][2]["responses"] == [
            {
                "prompt": "Is it safe?",
                "prompt_detected_by": "format",
                "text_chars": 21,
                "starts": "Safe with the lid on.",
            }
        ]
        assert set(Transcript.objects.values_list("round", flat=True)) == {2}

    def test_who_speaks_can_be_said(self, capsys, tmp_path, comparison):
        file = tmp_path / "digest.txt"
        file.write_text("The paper claims a lot. It shows less than it claims.\n")
        told, _ = ingest(
            capsys, file, "--comparison", comparison.slug, "--respondent", "The Barn Post", "--kind", "person"
        )
        (one,) = told["transcripts"]
        assert (one["respondent"], one["kind"], len(one["responses"])) == ("The Barn Post", "person", 1)

    def test_in_words(self, capsys, owl, comparison):
        call_command("ingest", str(owl), "--comparison", comparison.slug)
        out = capsys.readouterr().out
        assert out.startswith("Comparison owl-2\n  Claude (model, web search): 0 prompts, 1 answer, stored\n")
        assert "    no prompt on the page (marker): 40 characters\n" in out
        call_command("ingest", str(owl), "--comparison", comparison.slug)
        assert "Claude (model, web search): 0 prompts, 1 answer, was stored already" in capsys.readouterr().out

    def test_a_dry_run_tells_and_stores_nothing(self, capsys, owl):
        told, err = ingest(capsys, owl, "--comparison", "barn", "--create", "--dry-run")
        assert [(one["respondent"], one["stored"]) for one in told["transcripts"]] == [
            ("Claude", False),
            ("Gemini", False),
        ]
        assert "Made" not in err
        call_command("ingest", str(owl), "--comparison", "barn", "--create", "--dry-run")
        assert "Claude (model, web search): 0 prompts, 1 answer, would be stored" in capsys.readouterr().out
        assert not any(model.objects.exists() for model in (User, Team, Comparison, Source, Paper))


@pytest.mark.django_db
class TestCreate:
    def test_the_first_comparison_makes_its_team_and_owner(self, capsys, owl):
        _, err = ingest(capsys, owl, "--comparison", "barn", "--create", "--title", "The barn")
        comparison = Comparison.objects.get()
        assert (comparison.slug, comparison.title, comparison.team.name) == ("barn", "The barn", "Our team")
        assert [question.key for question in comparison.questions.all()] == ["works", "safe", "code_safe"]
        membership = comparison.team.memberships.get()
        assert (membership.user.email, membership.role) == ("owner@localhost", Role.OWNER)
        assert "Made the first account, owner@localhost: `manage.py login_link owner@localhost` signs it in." in err
        assert "Made the team “Our team” of owner@localhost." in err

    def test_the_title_is_the_documents_or_the_slug(self, capsys, owl, wren, alice):
        ingest(capsys, wren, "--comparison", "wren", "--create")
        ingest(capsys, owl, "--comparison", "a-plain-page", "--create")
        assert list(Comparison.objects.order_by("pk").values_list("title", flat=True))[1] == "a-plain-page"

    def test_the_paper(self, capsys, owl, alice):
        ingest(capsys, owl, "--comparison", "barn", "--create", "--paper", "arXiv:2602.15763v2")
        paper = Comparison.objects.get().paper
        assert (paper.arxiv_id, paper.version, paper.url) == ("2602.15763", "v2", "https://arxiv.org/abs/2602.15763")

    def test_whose_it_is(self, capsys, owl, alice, team, charlie):
        words = "There are several teams: name one with --team."
        assert refused(owl, "--comparison", "barn", "--create") == words
        ingest(capsys, owl, "--comparison", "barn", "--create", "--team", "triangle")
        ingest(capsys, owl, "--comparison", "nest", "--create", "--as", charlie.email)
        assert list(Comparison.objects.order_by("pk").values_list("team__name", "created_by__name")) == [
            ("Triangle", "Alice"),
            ("Elsewhere", "Charlie"),
        ]

    def test_one_that_is_there_is_used(self, capsys, owl, comparison):
        ingest(capsys, owl, "--comparison", comparison.slug, "--create", "--title", "Another")
        assert Comparison.objects.get().title == "Owl-2"


@pytest.mark.django_db
class TestRefused:
    @pytest.fixture(autouse=True)
    def stores_nothing(self, comparison):
        yield
        assert not Source.objects.exists()
        assert Comparison.objects.count() == 1
        comparison.refresh_from_db()
        assert comparison.revision == 1

    def test_a_comparison_that_is_not_there(self, owl):
        assert refused(owl, "--comparison", "barn") == "There is no comparison “barn”. With --create it is made."

    def test_a_file_that_is_not_there(self, tmp_path, comparison):
        file = tmp_path / "none.txt"
        assert refused(file, "--comparison", comparison.slug) == f"{file} cannot be read: No such file or directory."
        assert refused(tmp_path, "--comparison", comparison.slug) == f"{tmp_path} cannot be read: Is a directory."

    @pytest.mark.parametrize(
        ("data", "words"),
        [(b"", "is empty."), (b"\x89PNG\r\n\x1a\n", "is a PNG picture, not text."), (b"\n \n", "is empty.")],
    )
    def test_a_file_that_is_no_text(self, tmp_path, comparison, owl, data, words):
        file = tmp_path / "odd.bin"
        file.write_bytes(data)
        assert refused(owl, file, "--comparison", comparison.slug) == f"{file} {words}"

    def test_a_file_that_is_too_large(self, tmp_path, comparison):
        file = tmp_path / "large.txt"
        with file.open("wb") as large:
            large.truncate(50_000_000)
        words = "is too large: 50,000,000 bytes, where at most 20,971,520 are read."
        assert refused(file, "--comparison", comparison.slug) == f"{file} {words}"

    def test_a_file_that_is_all_prompts(self, tmp_path, comparison, owl):
        file = tmp_path / "asked.md"
        file.write_text("## Prompt\n\nIs it safe?\n")
        assert "asked.md" in refused(owl, file, "--comparison", comparison.slug)

    def test_who_may_not(self, owl, comparison, bob, charlie):
        words = "may not add to a comparison of Triangle: an owner or editor may."
        assert refused(owl, "--comparison", comparison.slug, "--as", bob.email) == f"Bob {words}"
        assert refused(owl, "--comparison", comparison.slug, "--as", charlie.email) == f"Charlie {words}"
        words = "There is nobody with the address no@example.org."
        assert refused(owl, "--comparison", comparison.slug, "--as", "no@example.org") == words

    def test_a_team_or_paper_that_is_none(self, owl):
        assert refused(owl, "--comparison", "barn", "--create", "--team", "none") == "There is no team “none”."
        words = "--paper owl: Give an arXiv id, a DOI, or an address that begins with https://."
        assert refused(owl, "--comparison", "barn", "--create", "--paper", "owl") == words


def test_an_archived_comparison_takes_nothing(owl, comparison):
    archive_comparison(comparison=comparison)
    words = f"“{comparison.slug}” is archived: an owner can put it back."
    assert refused(owl, "--comparison", comparison.slug) == words
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_an_editor_may(capsys, owl, comparison, team):
    editor = MembershipFactory(team=team, user__name="Edith", role=Role.EDITOR).user
    ingest(capsys, owl, "--comparison", comparison.slug, "--as", editor.email)
    assert Source.objects.get().created_by == editor


@pytest.mark.django_db
def test_a_team_without_an_owner_adds_nothing(owl, alice):
    TeamFactory(name="Nobody's", slug="nobodys")
    words = "Nobody may not add"
    assert words in refused(owl, "--comparison", "barn", "--create", "--team", "nobodys")


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["owl.txt"],
        ["owl.txt", "--comparison", "Not A Slug"],
        ["owl.txt", "--comparison", "barn", "--round", "0"],
        ["owl.txt", "--comparison", "barn", "--kind", "bird"],
        ["owl.txt", "--comparison", "barn", "--format", "song"],
        ["owl.txt", "--comparison", "barn", "--search", "owls"],
    ],
)
def test_wrong_usage_exits_with_2(args, capsys):
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "ingest", *args])
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage: manage.py ingest" in said.err


@pytest.mark.slow
def test_wrong_usage_ends_the_process_with_2():
    done = subprocess.run([sys.executable, "manage.py", "ingest"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: manage.py ingest" in done.stderr


def test_one_conversation_of_an_export_is_stored_and_no_other(db, capsys, tmp_path):
    talks = [
        {"uuid": f"owl-{number}", "chat_messages": [{"sender": "human", "text": prompt}, {"sender": "assistant", "text": "Yes."}]}
        for number, prompt in enumerate(["Is it safe?", "Is it wise?"], 1)
    ]  # fmt: skip
    export = tmp_path / "export.json"
    export.write_text(json.dumps(talks))
    with pytest.raises(
        CommandError,
        match=r"holds 2 conversations: .*owl-1 “Is it safe\?”.* Name it with --conversation ID; --list shows them all\.$",
    ):
        ingest(capsys, export, "--comparison", "owls", "--create")
    assert not Comparison.objects.exists()
    for id, prompt in (("owl-2", "Is it wise?"), ("owl-1", "Is it safe?")):
        result, _ = ingest(capsys, export, "--comparison", "owls", "--create", "--conversation", id)
        assert [response["prompt"] for response in result["transcripts"][0]["responses"]] == [prompt]
    assert [json.loads(bytes(source.data))["uuid"] for source in Source.objects.order_by("pk")] == ["owl-2", "owl-1"]
    again, warnings = ingest(capsys, export, "--comparison", "owls", "--conversation", "owl-1")
    assert (again["transcripts"][0]["stored"], Source.objects.count()) == (False, 2)
    assert "nothing was stored twice" in warnings


def talk(number: int, prompt: str = "Is it safe?", **more: str) -> dict:
    said = [{"sender": "human", "text": prompt}, {"sender": "assistant", "text": f"Yes, owl {number} is."}]
    named = {"uuid": f"owl-{number}", "name": f"Of owl {number}", "created_at": f"2025-01-{number:02}"}
    return {**named, "chat_messages": said, **more}


class TestExports:
    @pytest.fixture
    def split(self, tmp_path) -> list[Path]:
        """An export in two files, the second of them in an archive."""
        first, second = tmp_path / "conversations-000.json", tmp_path / "export.zip"
        first.write_text(json.dumps([talk(1), talk(2, "Is it  wise?", model="claude-opus-4-1")]))
        with zipfile.ZipFile(second, "w") as archive:
            archive.writestr("conversations-001.json", json.dumps([talk(3, name="A\x1b[31m title\u202e " + "x" * 60)]))
        return [first, second]

    def test_all_that_several_files_hold_is_listed_and_no_comparison_is_needed(self, capsys, split):
        call_command("ingest", *map(str, split), "--list")
        assert capsys.readouterr() == (
            f"id     date        model            prompts  {'title':<50}  first prompt\n"
            f"owl-1  2025-01-01  Claude                 1  {'Of owl 1':<50}  Is it safe?\n"
            f"owl-2  2025-01-02  Claude Opus 4.1        1  {'Of owl 2':<50}  Is it wise?\n"
            f"owl-3  2025-01-03  Claude                 1  A\ufffd[31m title {'x' * 36}…  Is it safe?\n",
            "",
        )

    def test_as_json(self, capsys, split):
        told, err = ingest(capsys, *split, "--list", "--search", "OPUS owl")
        assert (told, err) == (
            [
                {
                    "id": "owl-2",
                    "date": "2025-01-02",
                    "model": "Claude Opus 4.1",
                    "prompts": 1,
                    "title": "Of owl 2",
                    "first_prompt": "Is it wise?",
                }
            ],
            "",
        )

    def test_nothing_that_bears_the_words(self, capsys, split):
        call_command("ingest", str(split[0]), "--list", "--search", "heron")
        assert capsys.readouterr() == ("", "No conversation bears the words “heron”.\n")
        assert ingest(capsys, split[0], "--list", "--search", "heron") == ([], "")

    def test_what_is_no_export_is_not_listed(self, split, owl):
        assert refused(*split, owl, "--list") == f"{owl} is no export of conversations that is read here."

    @pytest.mark.django_db
    def test_one_is_found_in_whichever_file_holds_it_beside_what_is_no_export(self, capsys, split, owl):
        args = ("--comparison", "owls", "--create", "--conversation")
        told, _ = ingest(capsys, *split, owl, *args, "owl-3")
        assert [one["shown_as"] for one in told["transcripts"]] == ["Claude", "Claude 2", "Gemini"]
        assert [source.name for source in Source.objects.order_by("pk")] == ["export.zip", "owl.txt"]
        assert json.loads(bytes(Source.objects.earliest("pk").data))["uuid"] == "owl-3"
        told, _ = ingest(capsys, *split, *args, "owl-1")
        assert [one["responses"][0]["starts"] for one in told["transcripts"]] == ["Yes, owl 1 is."]

    @pytest.mark.django_db
    def test_one_that_no_file_holds(self, split):
        one, other = split
        args = ("--comparison", "owls", "--create", "--conversation", "owl-9")
        assert refused(one, *args) == f"{one} holds no conversation “owl-9”."
        assert refused(one, other, *args) == f"{one}, {other} hold no conversation “owl-9”."
        assert not Comparison.objects.exists()

    @pytest.mark.django_db
    def test_a_file_that_is_large_is_kept_as_its_one_conversation(self, capsys, tmp_path, monkeypatch):
        monkeypatch.setattr(exports, "MAX_BYTES", 100)
        (tmp_path / "large.json").write_text(json.dumps([{"uuid": "empty", "chat_messages": []}, talk(1)], indent=1))
        ingest(capsys, tmp_path / "large.json", "--comparison", "owls", "--create")
        assert json.loads(bytes(Source.objects.get().data)) == talk(1)
        (tmp_path / "silent.json").write_text(json.dumps([{"uuid": "empty", "chat_messages": []}] * 9))
        assert refused(tmp_path / "silent.json", "--comparison", "owls") == (
            f"{tmp_path / 'silent.json'} holds no conversation that says something."
        )

    def test_how_far_a_long_reading_is(self, capsys, tmp_path, monkeypatch):
        monkeypatch.setattr(exports, "MAX_BYTES", 100)
        export = tmp_path / "long.json"
        export.write_text(json.dumps([talk(number) for number in range(10, 30)]))
        call_command("ingest", str(export), "--list")
        lines = capsys.readouterr().err.splitlines()
        assert (lines[0], lines[-1], len(lines)) == (
            "long.json: 10 %, 3 conversations",
            "long.json: 100 %, 20 conversations",
            10,
        )

    def test_on_a_terminal_one_line_rewrites_itself(self, tmp_path, monkeypatch):
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(exports, "MAX_BYTES", 100)
        export = tmp_path / "long.json"
        export.write_text(json.dumps([talk(number) for number in range(10, 14)]))
        err = Terminal()
        call_command("ingest", str(export), "--list", stdout=io.StringIO(), stderr=err)
        assert err.getvalue() == (
            "\rlong.json: 24 %, 1 conversations\rlong.json: 49 %, 2 conversations"
            "\rlong.json: 74 %, 3 conversations\rlong.json: 99 %, 4 conversations\rlong.json: 100 %, 4 conversations\n"
        )

    @pytest.mark.django_db
    def test_an_export_that_is_cut_short_stores_nothing(self, split):
        cut = split[0]
        size = len(cut.read_bytes())
        cut.write_bytes(cut.read_bytes()[:-9])
        words = f"{cut} is no whole JSON: it ends at byte {size - 9}, cut short."
        assert refused(cut, "--comparison", "owls", "--create") == words
        assert refused(cut, "--list") == words
        assert not Comparison.objects.exists()

    @pytest.mark.django_db
    def test_a_pdf(self, tmp_path):
        (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        words = (
            f"{tmp_path / 'paper.pdf'} is a PDF, not text: if it is the paper, give it on the comparison’s Paper page."
        )
        assert refused(tmp_path / "paper.pdf", "--comparison", "owls", "--create") == words
        assert refused(tmp_path / "paper.pdf", "--list") == words


def test_a_document_of_word_is_stored_as_it_came(capsys, tmp_path, db):
    data = docx(p(r("It sings by "), r("day", "<w:b/>"), r(".")))
    (tmp_path / "owl.docx").write_bytes(data)
    told, _ = ingest(capsys, tmp_path / "owl.docx", "--comparison", "owl", "--create", "--respondent", "Claude")
    source = Source.objects.get()
    assert [response["starts"] for response in told["transcripts"][0]["responses"]] == ["It sings by day."]
    assert (source.media_type, source.sha256) == (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        sha256(data).hexdigest(),
    )
