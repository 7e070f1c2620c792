"""Nobody is stored without a name, and how to give one stands where it is missing."""

import pytest
from django.core.management import call_command
from selectolax.lexbor import LexborHTMLParser

from reviews.domain.documents import Document
from reviews.domain.drafts import begin_draft
from reviews.domain.sources import correct_source, record_document
from reviews.intake.document import Voice
from reviews.intake.parse import parse
from reviews.models import Identity, IntakeDraft, Respondent, Source, Transcript
from reviews.refusal import Refused
from tests.factories import make_transcript

BLOG = "Owls at night\n\nBy Jane Roe\n\nI watched the owls for a year. They work. They are safe.\n"
CHAT = "User: Does it work?\n\nAssistant: It works.\n"


def document(text: str, **told: str) -> Document:
    return Document(text.encode(), "owls.txt", "text/plain", parse(text.encode(), **told))


@pytest.fixture
def draft(comparison, alice):
    def _draft(text: str, **told: str) -> str:
        begun = begin_draft(comparison=comparison, by=alice, document=document(text, **told))
        return f"/c/owl-2/intake/{begun.pk}/"

    return _draft


@pytest.fixture
def alices(client, alice):
    client.force_login(alice)
    return client


def field(html: str, name: str = "name_0") -> dict:
    return LexborHTMLParser(html).css_first(f".store [name={name}]").attributes


@pytest.mark.parametrize("name", ["Unnamed reviewer", "Unnamed model", " unnamed  MODEL ", "", "  "])
def test_what_stands_for_no_name_is_none(comparison, alice, name):
    assert not Voice(name).is_named
    with pytest.raises(Refused, match="Nobody has said who answers here") as refused:
        make_transcript(comparison, name, ("Is it safe?", "It is."))
    assert refused.value.field == "name"
    assert not Source.objects.exists()
    assert not Respondent.objects.exists()


def test_the_byline_names_who_wrote_it(alices, draft):
    url = draft(BLOG)
    tree = LexborHTMLParser(alices.get(url).text)
    assert tree.css_first(".voices .name").text(strip=True) == "Jane Roe"
    assert " ".join(tree.css_first(".doubt p").text().split()) == "The page says that Jane Roe wrote it."
    assert tree.css_first(".piece[data-role=furniture] .reason").text() == "the title, the byline"
    assert tree.css(".store [type=text]") == []
    assert alices.post(f"{url}store/", {"round": "1"}).status_code == 302
    stored = Transcript.objects.get()
    assert (stored.respondent.name, stored.respondent.kind) == ("Jane Roe", "person")


def test_no_name_is_made_up(alices, draft):
    asked = field(alices.get(draft(CHAT)).text)
    assert (asked.get("value"), "required" in asked) == (None, True)


@pytest.mark.parametrize("name", ["", "  ", "Unnamed model", "unnamed reviewer"])
def test_store_without_a_name_says_so_at_the_field_and_stores_nothing(alices, draft, name):
    url = draft(CHAT)
    refused = alices.post(f"{url}store/", {"round": "2", "name_0": name})
    assert refused.status_code == 422
    tree = LexborHTMLParser(refused.text)
    told = tree.css_first(".store .field .errorlist").text().strip()
    assert told == "Say who this is: nobody is stored without a name."
    assert field(refused.text)["aria-invalid"] == "true"
    assert "autofocus" in field(refused.text)
    assert not Source.objects.exists()
    assert IntakeDraft.objects.count() == 1


def test_a_name_of_a_model_that_is_known_brings_its_maker_along(alices, draft):
    alices.post(f"{draft(CHAT)}store/", {"round": "1", "name_0": "chatgpt"})
    stored = Respondent.objects.get()
    assert (stored.name, stored.kind, stored.vendor) == ("ChatGPT", "model", "OpenAI")


def test_who_is_named_already_is_not_asked_for(alices, draft):
    url = draft(CHAT, respondent="Owl")
    assert LexborHTMLParser(alices.get(url).text).css(".store [type=text]") == []
    assert alices.post(f"{url}store/", {"round": "1"}).status_code == 302
    assert Respondent.objects.get().name == "Owl"


def test_a_nameless_one_of_before_is_read_as_ever_and_named_when_it_is_corrected(alices, comparison, alice):
    stored = make_transcript(comparison, "Mara", ("Is it safe?", "It is safe, I think."))
    Identity.objects.update(name="Unnamed reviewer")
    Source.objects.update(voices=[{**Source.objects.get().voices[0], "name": "Unnamed reviewer"}])
    assert "Unnamed reviewer" in alices.get("/c/owl-2/").text
    url = alices.post(f"/c/owl-2/intake/sources/{stored.source_id}/reopen/").headers["Location"]
    asked = alices.get(url).text
    assert field(asked).get("value") is None
    alices.post(f"{url}store/", {"round": "1", "name_0": "Mara"})
    stored.refresh_from_db()
    assert stored.respondent.name == "Mara"
    with pytest.raises(Refused, match="Nobody has said who answers here"):
        correct_source(source=stored.source, parsed=document(CHAT).parsed, by=alice)


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        (
            CHAT,
            "owls",
            "The respondent is called “owls”, after the file, since the text names nobody. --respondent NAME says who it is.",
        ),
        (BLOG, "Jane Roe", "The page says that Jane Roe wrote it."),
    ],
)
def test_the_command_takes_the_name_from_the_byline_or_the_file_and_says_so(
    comparison, tmp_path, capsys, text: str, name: str, told: str
):
    file = tmp_path / "owls.txt"
    file.write_text(text)
    call_command("ingest", str(file), "--comparison", "owl-2", "--dry-run")
    assert f"owls.txt: {told}" in capsys.readouterr().err.splitlines()
    assert not Source.objects.exists()
    call_command("ingest", str(file), "--comparison", "owl-2")
    assert Respondent.objects.get().name == name


def test_a_name_that_is_told_is_the_name(comparison, tmp_path, capsys):
    file = tmp_path / "owls.txt"
    file.write_text(CHAT)
    call_command("ingest", str(file), "--comparison", "owl-2", "--respondent", "Owl")
    assert Respondent.objects.get().name == "Owl"
    assert "is called" not in capsys.readouterr().err


# How much of whom is published unless somebody chooses

ARTICLE = (
    "Here is a structured review of the paper.\n\n## Summary\n\nThe owls work.\n\n## Strengths\n\n- They hunt.\n\n"
    "## Weaknesses\n\n- They sleep by day.\n\nIn conclusion, the owls are safe.\n"
)


@pytest.mark.parametrize(
    ("text", "told", "kind", "extent"),
    [
        (BLOG, {"respondent": "Jane Roe", "kind": "person"}, "person", "quotations"),
        (ARTICLE, {"respondent": "The Owl Post", "kind": "model"}, "model", "quotations"),
        (ARTICLE, {"respondent": "ChatGPT"}, "model", "full"),
        (CHAT, {"respondent": "Owl"}, "model", "full"),
        (f"# User\n\nIs it safe?\n\n# Assistant\n\n{ARTICLE}", {"respondent": "Owl"}, "model", "full"),
    ],
)
def test_a_text_that_only_its_wording_shows_to_be_a_models_is_quoted(comparison, alice, text, told, kind, extent):
    (stored,) = record_document(comparison=comparison, document=document(text, **told), by=alice)
    assert (stored.respondent.kind, stored.publish) == (kind, extent)


def test_a_text_that_turns_out_to_be_a_persons_is_quoted(comparison, alice):
    (stored,) = record_document(comparison=comparison, document=document(CHAT, respondent="Owl"), by=alice)
    assert stored.publish == "full"
    corrected = document(CHAT, respondent="Owl", kind="person").parsed
    correct_source(source=stored.source, parsed=corrected, by=alice)
    stored.refresh_from_db()
    assert (stored.respondent.kind, stored.publish) == ("person", "quotations")


@pytest.mark.parametrize(
    ("file_name", "named"),
    [
        ("claude.md", ("Claude", "model", "Anthropic", "")),
        ("gemini-2.5-pro.txt", ("Gemini", "model", "Google", "2.5 Pro")),
        ("claude-review.md", ("claude-review", None, "", "")),
    ],
)
def test_a_file_called_after_a_model_alone_holds_its_answer(comparison, tmp_path, capsys, file_name, named):
    file = tmp_path / file_name
    file.write_text("## Is it safe?\n\nIt is safe, with its lid on.\n")
    call_command("ingest", str(file), "--comparison", "owl-2")
    made = Respondent.objects.get()
    assert (made.name, made.kind if named[1] else None, made.vendor, made.version) == named
    assert f"The respondent is called “{named[0]}”, after the file" in capsys.readouterr().err
