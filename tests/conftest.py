"""What all tests share: a browser, and the real documents where they are at hand."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import redis
from django.contrib.contenttypes.management import create_contenttypes
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import TransactionTestCase

from collation.assemble.cache import RECENT
from reviews.models import Comparison, Guest, Role, Team, User
from reviews.tasks.running import sweep
from tests.chromium import CHROMIUM_FLAGS, system_chromium
from tests.factories import MembershipFactory, TeamFactory, UserFactory, make_comparison
from tests.made_once import begin_test, made_once
from tests.migrated import copied_to, kept
from tests.own_processes import ROOT, fill, manage
from tests.things import make_things

# No test is timed: on a busy machine a slow example is no failure.
hypothesis.settings.register_profile(
    "thorough", max_examples=500, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
# The same examples in every run: a change fails by its own fault, and never by an unlucky draw.
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.get_profile("thorough"), max_examples=25, derandomize=True
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "quick")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-the-database", action="store_true", help="only tests that use the database, and none of a browser"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One more than there are cores, since a test waits for its browser; without browsers, what xdist takes."""
    return None if "not browser" in config.option.markexpr else (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark, order and choose the tests.

    Those that are only for a thorough run are left out, and if asked, those that a database cannot change: pytest-django
    lets no test use the database that has neither mark nor fixture.
    """
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")
    # A worker that took a slow test last would leave the others idle.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if "thorough" not in config.option.markexpr:
        _keep(config, items, lambda item: item.get_closest_marker("thorough") is None)
    if config.getoption("--touching-the-database"):
        _keep(config, items, lambda item: _uses_the_database(item) and not item.get_closest_marker("browser"))


def _keep(config: pytest.Config, items: list[pytest.Item], wanted: Callable[[pytest.Item], bool]) -> None:
    kept = [item for item in items if wanted(item)]
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    items[:] = kept


def _uses_the_database(item: pytest.Item) -> bool:
    a_test_case = isinstance(item.cls, type) and issubclass(item.cls, TransactionTestCase)
    marked = item.get_closest_marker("django_db") is not None
    return a_test_case or marked or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what was imported: it stays to the end."""
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser: the system's Chromium where there is one, else Playwright's own."""
    path = system_chromium()
    return {**browser_type_launch_args, "args": CHROMIUM_FLAGS, **({"executable_path": path} if path else {})}


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether the database that is there when the tests begin is theirs: with SQLite it is a migrated copy."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def _migrated(django_db_modify_db_settings: None, django_db_keepdb: bool) -> Iterator[Callable[[], None]]:
    with ExitStack() as stack:
        if django_db_keepdb:
            stack.enter_context(copied_to(Path(connection.settings_dict["TEST"]["NAME"])))
        yield stack.close


@pytest.fixture(scope="session")
def django_db_setup(_migrated: Callable[[], None], django_db_setup: None) -> None:
    """pytest-django's, on a migrated copy; the first to be migrated is kept for the next.

    What Django then makes for each table, nothing here uses: after a test that commits it is not made again.
    """
    _migrated()
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Every test begins with no rows, which `tests.made_once` counts on, and with an empty cache.

    Readings are kept by ids and revisions, which begin again from 1 in every test.
    """
    cache.clear()
    RECENT.clear()
    begin_test()


@pytest.fixture(scope="session", autouse=True)
def _no_clock() -> Iterator[None]:
    """No test hangs on the time: an export is read to its end in one step, and the hour of an ETag stands still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reviews.views.exports.A_STEP", float("inf"))
        patch.setattr("reviews.web.conditional.hour", lambda: "an hour")
        yield


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real documents (TRIANGULATE_REAL, or ../shared/real), which is no part of the repository."""
    folder = Path(os.environ.get("TRIANGULATE_REAL") or Path(__file__).resolve().parents[2] / "shared" / "real")
    if not folder.is_dir():
        pytest.skip(
            "the real documents are not at hand: TRIANGULATE_REAL names no folder, and ../shared/real is absent"
        )
    return folder


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Static files as `make run` collects them for its server, by the first of xdist's workers, if they are not new."""
    manifest = ROOT / "staticfiles" / "staticfiles.json"
    with (tmp_path_factory.getbasetemp().parent / "collecting").open("w") as lock:
        flock(lock, LOCK_EX)
        newest = max(path.stat().st_mtime for path in (ROOT / "static").rglob("*"))
        if not manifest.exists() or manifest.stat().st_mtime < newest:
            manage("collectstatic", "--noinput", "--verbosity", "0")


@pytest.fixture(scope="session")
def _filled(collected: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filled database, and with the link to sign in there, made by the first of xdist's workers."""
    folder = tmp_path_factory.getbasetemp().parent / "filled"
    folder.mkdir(exist_ok=True)
    with (folder / "filling").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "link").exists():
            if kept().exists():
                shutil.copyfile(kept(), folder / "filled.sqlite3")
            link = fill(folder, DATABASE_URL=f"sqlite:///{folder}/filled.sqlite3")
            (folder / "link").write_text(link)
    return folder


@pytest.fixture
def own_database(_filled: Path, tmp_path: Path) -> str:
    """DATABASE_URL of a database of their own for processes of the product, with an account and a comparison."""
    shutil.copy(_filled / "filled.sqlite3", tmp_path / "own.sqlite3")
    return f"sqlite:///{tmp_path}/own.sqlite3"


@pytest.fixture
def printed_link(_filled: Path) -> str:
    """The link by which Alice can sign in to `own_database`, as the command printed it."""
    return (_filled / "link").read_text()


REDIS = os.environ.get("TEST_REDIS_URL") or "redis://127.0.0.1:6379"
OURS_IN_REDIS = "triangulate-tests"


@pytest.fixture
def redis_url(worker_id: str) -> Iterator[str]:
    """The address of an empty database of a Redis server; without one the test is skipped, and says so loudly.

    Each of xdist's workers has its own. A database that holds what no test has put there is left alone.
    """
    number = 11 + int(worker_id.removeprefix("gw") or 0) if worker_id != "master" else 11
    url = f"{REDIS}/{number}"
    client = redis.Redis.from_url(url)
    try:
        if client.dbsize() and not client.exists(OURS_IN_REDIS):
            pytest.fail(f"{url} holds data that no test has put there; TEST_REDIS_URL may name another server")
        client.flushdb()
    except redis.ConnectionError:
        pytest.skip(f"NOT TESTED WITH REDIS: no server answers at {REDIS}; TEST_REDIS_URL may name one")
    client.set(OURS_IN_REDIS, 1)
    yield url
    client.flushdb()
    client.close()


@pytest.fixture
def mailed(db) -> Callable[[], list[EmailMessage]]:
    """All mail that was sent until now, after doing the work that waits, as a worker does."""

    def mailed() -> list[EmailMessage]:
        sweep()
        return list(getattr(mail, "outbox", []))

    return mailed


@pytest.fixture
@made_once
def team(db) -> Team:
    return TeamFactory(name="Triangle", slug="triangle")


@pytest.fixture
@made_once
def alice(team: Team) -> User:
    """The owner of the team."""
    return MembershipFactory(team=team, user__name="Alice", role=Role.OWNER).user


@pytest.fixture
@made_once
def bob(team: Team) -> User:
    """A reviewer in the team."""
    return MembershipFactory(team=team, user__name="Bob", role=Role.REVIEWER).user


@pytest.fixture
@made_once
def charlie(db) -> User:
    """An outsider, with a team of his own."""
    return MembershipFactory(team__name="Elsewhere", user__name="Charlie", role=Role.OWNER).user


@pytest.fixture
def dana(comparison: Comparison) -> User:
    """A guest: a reviewer in Alice's comparison alone, and in no team."""
    user = UserFactory(name="Dana")
    Guest.objects.create(comparison=comparison, user=user, role=Role.REVIEWER)
    return user


@pytest.fixture
def comparison(alice: User, team: Team) -> Comparison:
    """Alice's comparison, with the three default questions and no transcript."""
    return make_comparison(alice, team)


@pytest.fixture
def things(comparison: Comparison, alice: User, bob: User) -> dict[str, Any]:
    """One of everything that an address may name: see `make_things`."""
    return make_things(comparison, alice, bob)
