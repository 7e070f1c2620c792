"""The documentation names only what exists, and whatever people can use is documented."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from collation.assemble.collation import collation_document
from collation.publish.demo import show_demo
from collation.publish.freeze import freeze
from reviews.domain.conclusions import conclude
from reviews.intake.parse import FORMATS
from reviews.models import Rejoinder, User

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")})
NAMING = [page for page in PAGES if page.name != "CHANGELOG.md"]
"""The pages that are held to what exists now; what the changelog names existed once."""

ROOMS = ("collation", "config", "docs", "requirements", "reviews", "static", "templates", "tests")
LOOSE = ("Makefile", "manage.py", "pyproject.toml", ".ci/run", ".gitignore")
TEXT = (".css", ".html", ".json", ".mjs", ".py", ".txt")
OURS = ("reviews", "collation")
KNOWN_BY_SUFFIX = (".css", ".mjs", ".py", ".toml")
ELSEWHERE = ("/etc/", "/srv/")
FOREIGN = {"client_max_body_size", "proxy_read_timeout"}
"""What other programs call their own."""

LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`]+)`")
INDENTED = re.compile(r"^ {4,}(\S.*)$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
IDENTIFIER = re.compile(r"([A-Za-z]\w*_\w+|[A-Z]\w*[a-z]\w*[A-Z]\w*|[A-Z]{2,}|[a-z]\w*(?=\())(?:\(.*\))?")
ASSIGNED = re.compile(r"(?<![\w-])([A-Z][A-Z_]+)=")
MODULE = re.compile(r"(?<![\w/.@-])(?:reviews|collation|config|tests)(?:\.\w+)+")
IMPORT = re.compile(r"from ([\w.]+) import (\w+)")
PATH = re.compile(r"[\w.{},<>*/-]+")
ADDRESS = re.compile(r"/[\w<>:/.-]*")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def unknown(text: str, page: Path) -> list[str]:
    """What a page of documentation names although it is not there: links, targets, commands, settings, files, names."""
    spans = [span.replace("\\|", "|") for span in SPAN.findall(text)]
    lines = INDENTED.findall(text)
    found = [link for link in LINK.findall(text) if not leads_somewhere(link, page)]
    for code in [*spans, *lines]:
        found += [name for name in MODULE.findall(code) if ".example" not in name and not is_module(name)]
        found += [f"{module}.{name}" for module, name in IMPORT.findall(code) if not is_module(f"{module}.{name}")]
        found += [name for name in ASSIGNED.findall(code) if name not in words()]
        found += unknown_commands(code)
    for span in spans:
        if (name := IDENTIFIER.fullmatch(span)) and name[1] not in words() | FOREIGN:
            found.append(span)
        if is_path(span) and not all(map(is_there, expanded(span))):
            found.append(span)
        if ADDRESS.fullmatch(span) and not span.startswith(ELSEWHERE) and not is_address(span):
            found.append(span)
    return found


def leads_somewhere(link: str, page: Path) -> bool:
    """Whether what a link of a page leads to is in the repository, with the heading that it names."""
    if re.match(r"\w+:", link):
        return True
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not heading or heading in anchors(target.read_text()))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(text)}


def unknown_commands(code: str) -> list[str]:
    """The make targets, management commands and options of a piece of code that do not exist."""
    found = []
    if target := re.match(r"make ([a-z-]+)", code):
        found += [] if target[1] in targets() else [f"make {target[1]}"]
    managed = re.search(r"manage\.py ([a-z_]+)(.*)", code)
    ours = re.match(r"([a-z_]+)(.*)", code)
    if managed or (ours and ours[1] in our_commands()):
        name, rest = (managed or ours).groups()  # type: ignore[union-attr]  # one of them matched
        if name not in get_commands():
            return [*found, f"manage.py {name}"]
        found += [f"{name} {option}" for option in OPTION.findall(rest) if option not in options(name)]
    elif OPTION.match(code):
        found += [
            option for option in OPTION.findall(code) if not any(option in options(one) for one in our_commands())
        ]
    return found


def is_path(span: str) -> bool:
    """Whether a piece of code has the form of a path in this repository."""
    if not PATH.fullmatch(span) or MODULE.fullmatch(span) or ADDRESS.fullmatch(span):
        return False
    return ("/" in span and span.split("/")[0] in (*ROOMS, "var")) or span.endswith(KNOWN_BY_SUFFIX)


def expanded(path: str) -> list[str]:
    """A path with braces as several, and with every `<placeholder>` as a `*`."""
    path = re.sub(r"<[^>]*>", "*", path)
    if not (braces := re.search(r"\{([^}]*)\}", path)):
        return [path]
    return [one for part in braces[1].split(",") for one in expanded(path.replace(braces[0], part, 1))]


def is_there(path: str) -> bool:
    """Whether a file or folder has this path, or one that ends with it; in `var/`, what the settings put there."""
    folder, _, name = path.partition("/")
    if folder == "var":
        return name.rstrip("/") in (ROOT / "config" / "settings.py").read_text()
    wanted = path.rstrip("/")
    return wanted in paths() or ("*" in wanted and any(fnmatch(known, wanted) for known in paths()))


def is_module(name: str) -> bool:
    """Whether a dotted name is a module of ours, or a name in one."""
    *parents, last = name.split(".")
    place = ROOT.joinpath(*parents)
    if (place / f"{last}.py").exists() or (place / last).is_dir():
        return True
    module = place.with_suffix(".py") if place.with_suffix(".py").exists() else place / "__init__.py"
    return module.exists() and re.search(rf"\b{last}\b", module.read_text()) is not None


def is_address(address: str) -> bool:
    """Whether something answers at an address, or below it."""
    wanted = re.sub(r"/v\d+", "/v<>", re.sub(r"<[^>]*>", "<>", address))
    return wanted in routes() or (wanted.endswith("/") and any(route.startswith(wanted) for route in routes()))


@cache
def paths() -> frozenset[str]:
    """The paths of the repository's files and folders, and what each of them ends with: `a/b/c`, `b/c`, `c`."""
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*") if "__pycache__" not in path.parts]
    names = [path.relative_to(ROOT).parts for path in (*found, *PAGES)] + [(name,) for name in (*ROOMS, *LOOSE)]
    return frozenset("/".join(parts[at:]) for parts in names for at in range(len(parts)))


@cache
def words() -> frozenset[str]:
    """Every word in the code, but in this module, which invents some."""
    files = [path for room in ROOMS if room != "docs" for path in (ROOT / room).rglob("*") if path.suffix in TEXT]
    files = [path for path in files if path != Path(__file__)] + [ROOT / name for name in LOOSE]
    return frozenset(word for path in files for word in re.findall(r"\w+", path.read_text()))


@cache
def targets() -> frozenset[str]:
    """The make targets that are there for people."""
    return frozenset(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


@cache
def our_commands() -> tuple[str, ...]:
    return tuple(sorted(name for name, app in get_commands().items() if app in OURS))


@cache
def options(name: str) -> frozenset[str]:
    """The options of a management command."""
    app = get_commands()[name]
    command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
    parser = command.create_parser("manage.py", name)
    return frozenset(option for action in parser._actions for option in action.option_strings)


@cache
def routes() -> frozenset[str]:
    """The addresses of the site, with `<>` for what varies."""

    def below(resolver: URLResolver, before: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            route = before + re.sub(r"<[^>]*>", "<>", str(one.pattern).lstrip("^"))
            if isinstance(one, URLPattern):
                yield route
            else:
                yield from below(one, route)

    return frozenset(below(get_resolver(), "/"))


@pytest.mark.parametrize("path", NAMING, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_names_only_what_exists(path):
    assert unknown(path.read_text(), path) == []


@pytest.mark.parametrize(
    "text, named",
    [
        ("Run `make frobnicate`.", "make frobnicate"),
        ("Run:\n\n    make frobnicate\n", "make frobnicate"),
        ("Run `make run FROB_LEVEL=3`.", "FROB_LEVEL"),
        ("Set `FROB_URL`.", "FROB_URL"),
        ("Run `manage.py frobnicate`.", "manage.py frobnicate"),
        ("Run:\n\n    .venv/bin/python manage.py frobnicate SLUG\n", "manage.py frobnicate"),
        ("Run `ingest --frobnicate`.", "ingest --frobnicate"),
        ("Run:\n\n    .venv/bin/python manage.py collate SLUG [--frobnicate]\n", "collate --frobnicate"),
        ("With `--frobnicate` it does.", "--frobnicate"),
        ("See `reviews/frobnicate.py`.", "reviews/frobnicate.py"),
        ("See `frobnicate.py`.", "frobnicate.py"),
        ("See `reviews/{models,frobnicate}/`.", "reviews/{models,frobnicate}/"),
        ("See `templates/<frob>/nothing.html`.", "templates/<frob>/nothing.html"),
        ("See `var/frobnicate`.", "var/frobnicate"),
        ("See `reviews.frobnicate`.", "reviews.frobnicate"),
        ("See `reviews.scale.frobnicate`.", "reviews.scale.frobnicate"),
        ("    from reviews.scale import frobnicate", "reviews.scale.frobnicate"),
        ("Call `frob_cells(comparison)`.", "frob_cells(comparison)"),
        ("A `FrobReader` does it.", "FrobReader"),
        ("It is at `/c/<slug>/frobnicate/`.", "/c/<slug>/frobnicate/"),
        ("It is [here](frobnicate.md).", "frobnicate.md"),
        ("It is [here](README.md#frobnicate).", "README.md#frobnicate"),
        ("It is [here](#frobnicate).", "#frobnicate"),
    ],
)
def test_what_was_invented_is_found(text, named):
    assert unknown(f"# A page\n\n{text}\n", ROOT / "INVENTED.md") == [named]


def test_what_exists_is_left_alone():
    text = """# A page

    make run DEMO=0 OWNER=you@example.org
    .venv/bin/python manage.py ingest FILE… --comparison SLUG [--create]
    from reviews.domain.marks import place_mark

`make test`, `DATABASE_URL`, `manage.py migrate`, `collate --json`, `--dry-run`, `reviews/{models,domain}/`, `models/job.py`,
`reviews/intake/formats/<name>.py`, `var/private`, `reviews.scale`, `config.processes`, `place_mark(mark)`, `/p/<slug>/v2.md`,
`/c/`, `/etc/triangulate.env`, `conversations.json`, [the settings](README.md#settings),
[there](https://example.org/nothing).
"""
    assert unknown(text, ROOT / "INVENTED.md") == []


class TestEverythingIsDocumented:
    def test_make_targets(self):
        told = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
        assert {target for target in targets() if f"make {target}" not in told} == {"help"}

    @pytest.mark.parametrize("name", our_commands())
    def test_commands_and_their_options(self, name):
        told = (ROOT / "docs" / "formats.md").read_text()
        common = frozenset(BaseCommand().create_parser("manage.py", name)._option_string_actions)
        assert re.search(rf"^\| `{name}\b", told, re.MULTILINE)
        assert {option for option in options(name) - common if f"{option}" not in told} == set()

    def test_formats(self):
        told = (ROOT / "docs" / "intake.md").read_text()
        assert re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE) == [known.name for known in FORMATS]

    def test_pages_are_led_to_from_the_readme(self):
        seen: set[Path] = set()
        waiting = {ROOT / "README.md"}
        while waiting:
            page = waiting.pop()
            seen.add(page)
            links = [link.partition("#")[0] for link in LINK.findall(page.read_text())]
            waiting |= ({(page.parent / link).resolve() for link in links} & set(PAGES)) - seen
        assert set(PAGES) - seen == set()


@pytest.fixture
def document(alice: User) -> tuple[dict[str, Any], dict[str, Any]]:
    """The collation document of the demo, and that of a publication of it to which somebody replied."""
    comparison = show_demo(by=alice)
    words = comparison.transcripts.first().responses.first().text[:60]
    conclude(question=comparison.questions.first(), by=alice, answer="It may be.", evidence=[words])
    Rejoinder.objects.create(
        comparison=comparison,
        says="author",
        name="Wren",
        domain="owls.example",
        text="No.",
        html="<p>No.</p>",
        created_at=timezone.now(),
        checked_at=timezone.now(),
        published=True,
    )
    comparison.refresh_from_db()
    published = freeze(comparison=comparison, by=alice, title="GLM-5", finding="They part.")
    return collation_document(comparison), json.loads(published.document)


@pytest.mark.slow
def test_the_keys_of_documents(document):
    told = (ROOT / "docs" / "formats.md").read_text()
    collated, published = document
    shape, rest = (told.partition(f"\n## The {name} document\n")[2] for name in ("collation", "published"))
    block = "\n".join(INDENTED.findall(shape.partition("\n## ")[0]))
    assert set(re.findall(r'"(\w+)"', block)) == keys(collated)
    added = "\n".join(INDENTED.findall(rest.partition("\n## ")[0]))
    assert set(re.findall(r'"(\w+)"[,:}\]]', added)) | {"html"} == keys(
        {name: published[name] for name in published.keys() - collated.keys()}
    ) | {"html"}
    assert f'"{collated["format"]}"' in block


def keys(value: Any) -> set[str]:
    """Every key in a document."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()
