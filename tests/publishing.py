"""`make bench`: how long publishing takes, and how much a reader of the demo's page loads.

Runs in a process and a database of its own. A comparison of 6 respondents × 12 questions with answers of 6 KB is
rendered in every format that can be written here; the site of 200 comparisons holds the demo's document 200 times.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.test import Client  # noqa: E402
from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from collation.assemble.cache import forget_computed  # noqa: E402
from collation.publish.demo import show_demo  # noqa: E402
from collation.publish.formats.registry import FORMATS, published_edition  # noqa: E402
from collation.publish.freeze import freeze  # noqa: E402
from collation.publish.pages import document_of, live_links, render_page  # noqa: E402
from collation.publish.site import whole_site  # noqa: E402
from collation.publish.write import write_site  # noqa: E402
from reviews.domain.publications import canonical  # noqa: E402
from reviews.domain.teams import found_team  # noqa: E402
from reviews.models import Publication, User  # noqa: E402
from reviews.refusal import Refused  # noqa: E402
from tests.benchmarks import SEED, answer, measure, paragraphs  # noqa: E402
from tests.factories import make_comparison, make_transcript  # noqa: E402
from tests.own_processes import PYTHON, environment  # noqa: E402

RESPONDENTS, QUESTIONS, SITES = 6, 12, 200
SUBJECTS = "safety cost code data memory training evaluation licence bias speed scope language".split()


def large(owner: User) -> Publication:
    random, known = Random(SEED), paragraphs()
    asked = [(f"q{at}", f"What does part {at} say of {SUBJECTS[at]}?") for at in range(QUESTIONS)]
    comparison = make_comparison(owner, found_team(name="Bench", by=owner), title="Large", questions=asked)
    for number in range(RESPONDENTS):
        make_transcript(comparison, f"model-{number}", *((text, answer(random, known)) for _, text in asked))
    return freeze(comparison=comparison, by=owner, title="Large", finding="")


def render(publication: Publication) -> None:
    document, links = document_of(publication), live_links(publication, versions=True)
    whole = f"{RESPONDENTS} x {QUESTIONS} x 6 KB"
    measure(f"page of {whole}", lambda: render_page(document, sha256=publication.sha256, links=links))
    edition = published_edition(publication)
    for name, form in FORMATS.items():
        try:
            measure(f"{name} of {whole}", lambda form=form: form.write(edition), runs=3)
        except Refused:
            sys.stdout.write(f"{f'{name} of {whole}':<58}  cannot be written here\n")
    client, path = Client(), f"/p/{publication.comparison.slug}/"
    client.get(path)
    measure(f"the page of {whole}, from the cache", lambda: client.get(path))


def site(owner: User, folder: Path) -> None:
    demo = show_demo(by=owner).publications.get()
    comparisons = {}
    for number in range(SITES):
        comparison = make_comparison(owner, demo.comparison.team, title=f"Paper {number}")
        document = document_of(demo)
        document["publication"]["slug"] = comparison.slug
        comparisons[comparison.slug] = [
            Publication(
                pk=-number - 1,
                comparison=comparison,
                number=1,
                title=demo.title,
                finding=demo.finding,
                document=canonical(document),
                sha256=f"{number:064}",
                created_at=demo.created_at,
            )
        ]
    for name in ("the first time", "again"):
        start = perf_counter()
        files = whole_site(comparisons, "https://owls.example/")
        write_site(folder / "site", files)
        size = sum(map(len, files.values())) / 1e6
        took = perf_counter() - start
        said = f"a site of {SITES} comparisons, {name}"
        sys.stdout.write(f"{said:<58}{took:>10.1f} s   ({len(files)} files, {size:.0f} MB)\n")
        sys.stdout.flush()


def loaded() -> None:
    client = Client(headers={"Accept-Encoding": "identity"})
    page = client.get("/p/glm-5/")
    sheets = [
        link.attributes["href"] or ""
        for link in LexborHTMLParser(page.text).css("link[rel=stylesheet], link[rel=icon]")
    ]
    held = [page.content, *(client.get(sheet).content for sheet in sheets if sheet.startswith("/style"))]
    held += [Path("static/img/favicon.svg").read_bytes()]
    plain, packed = sum(map(len, held)), sum(len(gzip.compress(content)) for content in held)
    sys.stdout.write(
        f"{'the demo’s page with all it loads':<58}{packed / 1000:>10.1f} KB  ({plain / 1000:.1f} KB unpacked, "
        f"{len(held)} files)\n"
    )


def child(folder: Path) -> None:
    owner = User.objects.create_user("owner@example.org", name="Owner")
    render(large(owner))
    forget_computed()
    site(owner, folder)
    loaded()


def main() -> None:
    with TemporaryDirectory() as folder:
        env = environment(
            ALLOWED_HOSTS="*",
            DATABASE_URL=f"sqlite:///{folder}/db.sqlite3",
            CACHE_URL=f"filecache://{folder}/cache",
            DJANGO_SETTINGS_MODULE="config.settings",
        )
        subprocess.run([PYTHON, "manage.py", "migrate", "-v0"], env=env, check=True, capture_output=True)
        subprocess.run([PYTHON, "manage.py", "collectstatic", "--noinput", "-v0"], env=env, check=True)
        subprocess.run([PYTHON, "-m", "tests.publishing", folder], env=env, check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(Path(sys.argv[1]))
    else:
        main()
