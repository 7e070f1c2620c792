"""The first page and how a comparison starts."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects, assertTemplateNotUsed

from reviews.bibliography import Reference
from reviews.domain.comparisons import archive_comparison
from reviews.domain.marks import place_mark
from reviews.domain.phases import set_phase
from reviews.models import Comparison, Membership, Paper, Publication, Role, Team
from tests.factories import MembershipFactory, UserFactory, make_comparison, make_transcript
from tests.pdfs import make_pdf

ANSWER = ("Does it work?", "It does.")


def summed_up(comparison: Comparison, **summary) -> Comparison:
    """The comparison with these figures in its summary, as the verbs would keep them."""
    comparison.summary.update(summary)
    comparison.save(update_fields=["summary"])
    return comparison


def titles(answer) -> list[str]:
    """The titles in the list, from top to bottom."""
    return [row.record.comparison.title for row in answer.context["table"].paginated_rows]


@pytest.fixture
def three(alice, team) -> list[Comparison]:
    """Ape, Bee and Cat, changed in this order, with figures in another."""
    made = []
    for days, (title, marked, divergence, threads) in enumerate(
        [("Ape", 3, 0.22, 0), ("Bee", 5, None, 2), ("Cat", 4, 0.67, 1)], 1
    ):
        comparison = summed_up(
            make_comparison(alice, team, title=title),
            respondents=[f"{title}GPT"],
            cells=6,
            marked=marked,
            divergence=divergence,
            open_threads=threads,
        )
        Comparison.objects.filter(pk=comparison.pk).update(changed_at=timezone.now() - timedelta(days=4 - days))
        made.append(comparison)
    return made


def test_a_row_says_what_the_summary_says(client, alice, comparison):
    make_transcript(comparison, "Claude", ANSWER)
    make_transcript(comparison, "ChatGPT", ANSWER)
    summed_up(comparison, marked=3, divergence=0.666, open_threads=1)
    client.force_login(alice)
    answer = client.get("/")
    assertContains(answer, f'<a class="name" href="/c/{comparison.slug}/matrix/">Owl-2</a>', html=True)
    assertContains(answer, "Claude, ChatGPT")
    assertContains(answer, "3 of 6 by anyone")
    assertContains(answer, '<span class="num">0.67</span>', html=True)
    assertContains(answer, '<span class="small quiet num">3 of 6 read</span>', html=True)
    assertContains(answer, f'<a class="num" href="/c/{comparison.slug}/threads/">1 open</a>', html=True)
    assertContains(answer, "Collect")
    summed_up(comparison, marked=2)
    answer = client.get("/")
    assertNotContains(answer, "0.67")
    assertContains(answer, '<span class="absent">not yet</span>', html=True)


def test_a_new_reviewer_sees_their_own_progress(client, alice, bob, team, comparison):
    erin = MembershipFactory(team=team, user__name="Erin", role=Role.READER).user
    claude = make_transcript(comparison, "Claude", ANSWER)
    for question in comparison.questions.all():
        place_mark(question=question, transcript=claude, by=alice, value="yes")
    client.force_login(bob)
    answer = client.get("/")
    assertContains(answer, '0 of 3 <span class="unit">by you</span>')
    assertContains(answer, "3 of 3 by anyone")
    assertContains(answer, f'href="/c/{comparison.slug}/queue/"')
    client.force_login(alice)
    assertContains(client.get("/"), 'all 3 <span class="unit">by you</span>')
    client.force_login(erin)
    answer = client.get("/")
    assertContains(answer, '3 of 3 <span class="unit">cells</span>')
    assertContains(answer, '<rect class="part" width="100" height="4"/>', html=True)
    assertNotContains(answer, "by you")


def test_a_comparison_without_anything_says_so(client, alice, comparison):
    client.force_login(alice)
    answer = client.get("/")
    assertContains(answer, "none yet")
    assertContains(answer, "nothing to mark")
    assertContains(answer, "not yet")


def test_everyone_sees_the_comparisons_of_their_teams_alone(client, alice, bob, charlie, comparison):
    for user, seen in ((alice, ["Owl-2"]), (bob, ["Owl-2"]), (charlie, [])):
        client.force_login(user)
        answer = client.get("/")
        assert titles(answer) == seen
        assert ("Owl-2" in answer.content.decode()) is bool(seen)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "Cat Bee Ape"),
        ("changed", "Ape Bee Cat"),
        ("title", "Ape Bee Cat"),
        ("-title", "Cat Bee Ape"),
        ("-marked", "Bee Cat Ape"),
        ("-divergence", "Cat Ape Bee"),
        ("divergence", "Bee Ape Cat"),
        ("-open_threads", "Bee Cat Ape"),
        ("nonsense", "Cat Bee Ape"),
        ("a.b", "Cat Bee Ape"),
        ("-title.upper", "Cat Bee Ape"),
        ("marked_share", "Cat Bee Ape"),
    ],
)
def test_every_column_sorts(client, alice, three, sort: str, order: str):
    client.force_login(alice)
    assert titles(client.get("/", {"sort": sort} if sort else {})) == order.split()


def test_the_sorted_column_says_so_and_turns_round(client, alice, three):
    client.force_login(alice)
    answer = client.get("/", {"sort": "-marked", "phase": "mark", "page": 1})
    assertContains(answer, 'aria-sort="descending"', count=1)
    assertContains(answer, 'href="?sort=marked&amp;phase=mark"')


@pytest.mark.parametrize(
    ("words", "found"),
    [("bee", ["Bee"]), ("CATgpt", ["Cat"]), ("e", ["Bee", "Ape"]), ("ape apegpt", ["Ape"]), ("ape bee", [])],
)
def test_search_reads_title_paper_and_respondents(client, alice, three, words: str, found: list[str]):
    client.force_login(alice)
    answer = client.get("/", {"q": words})
    assert titles(answer) == found
    if not found:
        assertContains(answer, "No comparison fits these words and filters.")


def test_if_every_comparison_is_archived_the_list_says_so(client, alice, three):
    for each in three:
        archive_comparison(comparison=each)
    client.force_login(alice)
    for answer in (client.get("/", {"sort": "title", "q": "", "phase": ""}), client.get("/")):
        assertContains(answer, 'Every comparison is archived. <a href="/?archived=on">Show them</a>')
        assertNotContains(answer, "No comparison fits")
    assert titles(client.get("/?archived=on")) == ["Cat", "Bee", "Ape"]
    sifted = client.get("/", {"phase": "reconcile"})
    assertContains(sifted, "No comparison fits these words and filters.")
    assertNotContains(sifted, "Every comparison is archived.")


def test_filters_by_phase_team_and_archive(client, alice, three):
    ape, bee, _cat = three
    other = MembershipFactory(user=alice, team__slug="second", team__name="Second", role=Role.OWNER).team
    make_comparison(alice, other, title="Dog")
    set_phase(comparison=bee, by=alice, phase="reconcile")
    archive_comparison(comparison=ape)
    client.force_login(alice)
    assert titles(client.get("/")) == ["Bee", "Dog", "Cat"]
    assert titles(client.get("/", {"phase": "reconcile"})) == ["Bee"]
    assert titles(client.get("/", {"team": "second"})) == ["Dog"]
    assert titles(client.get("/", {"archived": "on"})) == ["Ape"]
    assert titles(client.get("/", {"team": "elsewhere"})) == ["Bee", "Dog", "Cat"]


@pytest.mark.slow
def test_twenty_five_a_page(client, alice, team):
    for number in range(27):
        make_comparison(alice, team, title=f"Owl {number}")
    client.force_login(alice)
    first, second, beyond = (client.get("/", {"page": page}) for page in (1, 2, 99))
    assert [len(titles(answer)) for answer in (first, second, beyond)] == [25, 2, 2]
    assertContains(first, "1–25 of 27")
    assertContains(first, 'rel="next" href="?page=2"')
    assertContains(second, 'rel="prev" href="?page=1"')


def test_htmx_gets_the_table_alone_and_the_whole_page_when_it_goes_back(client, alice, comparison):
    client.force_login(alice)
    part = client.get("/", headers={"HX-Request": "true", "HX-Target": "comparisons"})
    assertTemplateNotUsed(part, "base.html")
    assert part.content.decode().lstrip().startswith('<div id="comparisons"')
    assertContains(part, "Owl-2")
    assert "HX-Request" in part["Vary"]
    whole = client.get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assertContains(whole, "<!doctype html>")


def test_the_list_costs_as_many_queries_for_three_as_for_one(client, alice, team):
    client.force_login(alice)
    counts = []
    for title in ("Ape", "Bee", "Cat"):
        make_transcript(make_comparison(alice, team, title=title), "Claude", ANSWER)
        with CaptureQueriesContext(connection) as queries:
            client.get("/", {"q": "claude"})
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 14


def test_the_first_time_teaches(client, alice, team):
    client.force_login(alice)
    answer = client.get("/")
    assertContains(answer, "<h1>Paste your first transcript</h1>")
    assertContains(answer, 'href="/new/"')
    assertContains(answer, 'action="/demo/"')
    assertNotContains(answer, "No comparison fits")


def test_someone_who_may_not_start_one_sees_no_button(client, bob):
    client.force_login(bob)
    answer = client.get("/")
    assertContains(answer, "Its owners and editors can start one.")
    assertNotContains(answer, 'href="/new/"')
    assert client.get("/new/").status_code == 403


def test_a_stranger_reads_what_this_is_and_what_was_published(client, alice, comparison):
    for number, title in enumerate(("Old words", "Does the owl see?"), 1):
        Publication.objects.create(
            comparison=comparison,
            number=number,
            title=title,
            finding="It sees at night.",
            document="{}",
            sha256=str(number),
            created_by=alice,
            created_at=timezone.now(),
        )
    answer = client.get("/")
    assertContains(answer, "Ask several models. See where they part.")
    assertContains(answer, f'<h3><a href="/p/{comparison.slug}/">Does the owl see?</a></h3>', html=True)
    assertContains(answer, "It sees at night.", count=1)
    assertContains(answer, "version 2")
    assertNotContains(answer, "Old words")
    assertContains(answer, 'href="/accounts/login/"')


def test_the_front_page_costs_one_query_and_reads_no_document(client, alice, team):
    counts = []
    for title in ("Ape", "Bee", "Cat"):
        Publication.objects.create(
            comparison=make_comparison(alice, team, title=title),
            number=1,
            title=title,
            document="a long document",
            created_by=alice,
            created_at=timezone.now(),
        )
        with CaptureQueriesContext(connection) as queries:
            assertContains(client.get("/"), title)
        counts.append(len(queries))
    assert counts == [1, 1, 1]
    assert '"document"' not in queries.captured_queries[0]["sql"]


def test_a_comparison_starts_with_its_paper_and_questions(client, alice, team):
    client.force_login(alice)
    assertContains(client.get("/new/"), "Does it work?\nIs it safe?\nIs the code it produces safe?")
    answer = client.post(
        "/new/",
        {
            "title": "Does the owl see?",
            "where": "https://arxiv.org/pdf/2602.00001v2",
            "paper_title": "Owl-2",
            "authors": "A. Owl\n\n B. Kite \nA. Owl",
            "abstract": "It sees.",
            "questions": "Does it work?\nDoes it see at night?\nWorks\n",
        },
    )
    assertRedirects(answer, "/c/does-the-owl-see/intake/", fetch_redirect_response=False)
    comparison = Comparison.objects.select_related("paper").get()
    paper = comparison.paper
    assert (comparison.team, comparison.created_by) == (team, alice)
    assert (paper.title, paper.authors, paper.abstract) == ("Owl-2", ["A. Owl", "B. Kite"], "It sees.")
    assert (paper.arxiv_id, paper.version, paper.url) == ("2602.00001", "v2", "https://arxiv.org/abs/2602.00001")
    assert list(comparison.questions.values_list("key", "text", "scored"))[:2] == [
        ("works", "Does it work?", True),
        ("does-it-see-at-night", "Does it see at night?", True),
    ]
    assert comparison.questions.filter(text="Works").exclude(key="works").exists()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_starts(client, alice):
    client.force_login(alice)
    answer = client.post("/new/", {"title": "", "where": "the owl paper", "questions": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "where": ["Give an arXiv id, a DOI, an address that begins with https://, BibTeX or CSL-JSON."],
        "questions": ["This field is required."],
    }
    nameless = client.post("/new/", {"title": " ", "where": "2602.00001", "questions": "Does it work?"})
    assert nameless.status_code == 422
    assert nameless.context["form"].errors == {"title": ["Give the comparison a title."]}
    assert not Comparison.objects.exists() and not Paper.objects.exists()


def test_bibtex_names_the_paper_and_the_comparison(client, alice):
    client.force_login(alice)
    bibtex = "@article{owl, title={Owls See}, author={Owl, Ada and Kite, Bo}, doi={10.1000/owl}}"
    answer = client.post("/new/", {"where": bibtex, "questions": "Does it work?"})
    assertRedirects(answer, "/c/owls-see/intake/", fetch_redirect_response=False)
    paper = Paper.objects.get()
    assert (paper.title, paper.authors, paper.doi) == ("Owls See", ["Ada Owl", "Bo Kite"], "10.1000/owl")
    assert paper.url == "https://doi.org/10.1000/owl"


def test_a_pdf_names_the_paper_and_is_kept(client, alice):
    client.force_login(alice)
    pdf = make_pdf([(17, "Owls see at night"), "They do, and we show it."], "More.", info={"Author": "A. Owl; B. Kite"})
    answer = client.post(
        "/new/", {"questions": "Does it work?", "pdf": SimpleUploadedFile("owl.pdf", pdf, "application/pdf")}
    )
    assertRedirects(answer, "/c/owls-see-at-night/intake/", fetch_redirect_response=False)
    paper = Paper.objects.get()
    assert (paper.title, paper.authors, paper.file.name) == ("Owls see at night", ["A. Owl", "B. Kite"], "owl.pdf")
    assert [page.number for page in paper.pages.all()] == [1, 2]


def test_with_a_pdf_that_cannot_be_read_nothing_starts(client, alice):
    client.force_login(alice)
    upload = SimpleUploadedFile("owl.pdf", b"no PDF at all")
    answer = client.post("/new/", {"title": "Owl", "questions": "Does it work?", "pdf": upload})
    assertContains(answer, "owl.pdf is not a PDF.", status_code=422)
    assertContains(answer, 'value="Owl"', status_code=422)
    assert not Comparison.objects.exists()


def test_a_new_comparisons_paper_is_looked_up_and_nothing_starts(client, alice, monkeypatch):
    found = Reference(title="Owls See", authors=("Ada Owl",), arxiv_id="2602.00001", version="v2", abstract="At night.")
    monkeypatch.setattr("reviews.bibliography.lookup.look_up", lambda asked: found)
    client.force_login(alice)
    typed = {"where": "2602.00001", "questions": "Does it fly?"}
    answer = client.post("/new/look-up/", typed)
    assertContains(answer, "Found: Owls See. Nothing is stored before you start.")
    assertContains(answer, 'name="title" value="Owls See"')
    assertContains(answer, "Does it fly?")
    part = client.post(
        "/new/look-up/", typed | {"title": "Mine"}, headers={"HX-Request": "true", "HX-Target": "paper-fields"}
    )
    assertContains(part, 'name="title" value="Mine"')
    assertContains(part, "At night.")
    assertNotContains(part, "Does it fly?")
    assertNotContains(part, "<html")
    assert not Comparison.objects.exists() and not Paper.objects.exists()


def test_a_chosen_pdf_says_what_to_look_up(client, alice, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "reviews.bibliography.lookup.look_up", lambda one: asked.append(one) or Reference(title="Owls See")
    )
    client.force_login(alice)
    pdf = make_pdf(["arXiv:2602.15763v1 [cs.LG] 17 Feb 2026", "Owls"])
    answer = client.post("/new/look-up/", {"questions": "x", "pdf": SimpleUploadedFile("owl.pdf", pdf)})
    assert [(one.arxiv_id, one.version) for one in asked] == [("2602.15763", "v1")]
    assertContains(answer, 'name="arxiv_id" value="2602.15763v1"')
    silent = SimpleUploadedFile("owl.pdf", make_pdf("it says nothing of itself"))
    answer = client.post("/new/look-up/", {"questions": "x", "pdf": silent})
    silence = "owl.pdf does not say which paper it is: fill its title in by hand."
    assertContains(answer, silence, count=1, status_code=422)
    silent.seek(0)
    part = {"HX-Request": "true", "HX-Target": "paper-fields"}
    answer = client.post("/new/look-up/", {"questions": "x", "pdf": silent}, headers=part)
    assertContains(answer, silence, count=1, status_code=422)


def test_who_may_not_start_looks_nothing_up(client, bob, db):
    client.force_login(bob)
    assert client.post("/new/look-up/", {"where": "2602.00001"}).status_code == 403
    assert client.get("/new/look-up/").status_code == 405


def test_someone_with_two_teams_chooses_between_those_where_they_may_edit(client, alice, team):
    second = MembershipFactory(user=alice, team__slug="second", role=Role.EDITOR).team
    read_only = MembershipFactory(user=alice, role=Role.READER).team
    client.force_login(alice)
    assert list(client.get("/new/").context["form"].fields["team"].queryset) == sorted([team, second], key=str)
    words = {"title": "Owl", "questions": "Does it work?"}
    assert client.post("/new/", words | {"team": read_only.pk}).status_code == 422
    client.post("/new/", words | {"team": second.pk})
    assert Comparison.objects.get().team == second


def test_someone_without_a_team_gets_one(client, db):
    dora = UserFactory(name="Dora")
    client.force_login(dora)
    assert not Team.objects.exists(), "looking at the form makes nothing"
    assert client.get("/new/").status_code == 200
    client.post("/new/", {"title": "Owl", "questions": "Does it work?"})
    comparison = Comparison.objects.select_related("team").get()
    assert comparison.team.name == "Dora’s team"
    assert Membership.objects.get(team=comparison.team).role == Role.OWNER


@pytest.mark.slow
def test_the_demo_loads_at_a_click(client, alice):
    client.force_login(alice)
    assert client.get("/demo/").status_code == 405
    answer = client.post("/demo/")
    comparison = Comparison.objects.get()
    assertRedirects(answer, f"/c/{comparison.slug}/matrix/", fetch_redirect_response=False)
    assert comparison.team.memberships.get(user=alice).role == Role.OWNER
    assert len(comparison.summary["respondents"]) == 5
    client.post("/demo/")
    assert Comparison.objects.count() == 1, "a second click loads nothing twice"


@pytest.mark.parametrize("path", ["/new/", "/new/look-up/", "/demo/"])
def test_who_starts_something_signs_in_first(client, db, path: str):
    assertRedirects(client.post(path), f"/accounts/login/?next={path}")


@pytest.mark.parametrize("path", ["/", "/accounts/login/"])
def test_an_empty_server_says_how_to_make_the_first_account(client, db, path: str):
    words = "Nobody has an account on this server yet."
    command = "manage.py login_link you@example.org --create"
    empty = client.get(path)
    assertContains(empty, words)
    assertContains(empty, command)
    UserFactory(is_active=False)  # the demo's people are no accounts
    assertContains(client.get(path), words)
    UserFactory()
    assertNotContains(client.get(path), words)
