"""Every documented setting, started and used: real servers, workers and commands that are given it."""

import ast
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import psycopg
import pytest
import redis
import trustme

from tests import postgres
from tests.own_processes import OURS, PYTHON, ROOT, Browser, environment, fill, manage, serving, start, wait_until
from tests.smtp import mail_server

ALICE = "alice@example.org"


def path_of(link: str) -> str:
    return re.sub(r"^https?://[^/]+", "", link.strip())


def sign_in(browser: Browser, printed_link: str) -> None:
    """Alice signs in by a printed link and reads her comparison."""
    assert browser.post(path_of(printed_link)).status == 302
    for page in ("", "matrix/", "collation.json"):
        answer = browser.get(f"/c/owl/{page}")
        assert answer.status == 200
        assert "Gemini" in answer.text


@pytest.mark.slow
@pytest.mark.setting("DATABASE_URL", "PORT", "SECRET_KEY")
def test_a_server_on_sqlite_signs_in_whom_its_own_key_signed(own_database: str):
    with serving(DATABASE_URL=own_database, SECRET_KEY="a key of ours") as browser:
        elsewhere = manage("login_link", ALICE, DATABASE_URL=own_database, SECRET_KEY="another key")
        assert browser.get(path_of(elsewhere)).status == 410
        sign_in(browser, manage("login_link", ALICE, DATABASE_URL=own_database, SECRET_KEY="a key of ours"))


@pytest.mark.slow
@pytest.mark.setting("DATABASE_URL")
def test_a_server_on_postgres(collected: None, postgres_url: str, tmp_path: Path):
    link = fill(tmp_path, DATABASE_URL=postgres_url)
    with serving(DATABASE_URL=postgres_url) as browser:
        sign_in(browser, link)


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database of a PostgreSQL server; without one the test is skipped, and says so loudly."""
    server = next((url for url in postgres.candidates() if not postgres.refusal(url)), None)
    if server is None:
        pytest.skip(
            "NOT TESTED WITH POSTGRESQL: no server lets us in on 127.0.0.1:5432; TEST_DATABASE_URL may name one"
        )
    name = f"test_triangulate_settings_{id(request)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield re.sub(r"/[^/]*$", f"/{name}", server)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
@pytest.mark.setting("CACHE_URL")
def test_a_cache_in_files(own_database: str, printed_link: str, tmp_path: Path):
    with serving(DATABASE_URL=own_database, CACHE_URL=f"filecache://{tmp_path}/cache") as browser:
        sign_in(browser, printed_link)
        assert list((tmp_path / "cache").glob("*.djcache"))


@pytest.mark.slow
@pytest.mark.setting("CACHE_URL")
def test_a_cache_in_redis(own_database: str, printed_link: str, redis_url: str):
    with serving(DATABASE_URL=own_database, CACHE_URL=redis_url) as browser:
        sign_in(browser, printed_link)
    keys = kept(redis_url)
    assert any(key.startswith(":1:") for key in keys)
    assert not any(key.startswith("rq:") for key in keys), "the queue stays in the database"


@pytest.mark.slow
@pytest.mark.setting("REDIS_URL", "EMAIL_URL", "EMAIL_FROM", "BASE_URL")
def test_cache_and_queue_in_redis_at_once(own_database: str, redis_url: str):
    ours = {"DATABASE_URL": own_database, "REDIS_URL": redis_url, "BASE_URL": "http://127.0.0.1:1/base"}
    with mail_server() as mails:
        sends = {"EMAIL_URL": mails.url, "EMAIL_FROM": "Owls <owls@example.org>"}
        worker = start([PYTHON, "manage.py", "worker"], env=environment(**ours, **sends))
        try:
            with serving(**{**ours, "CACHE_URL": ""}) as browser:
                assert browser.post("/in/", email=ALICE).status == 302
                (message,) = wait_until(lambda: mails.messages, "a mail")
                assert (message["From"], message["To"]) == ("Owls <owls@example.org>", ALICE)
                link = re.search(r"^http://127\.0\.0\.1:1/base(/in/\S+)\s", message.get_payload(), re.MULTILINE)
                assert link, "it begins with BASE_URL"
                assert browser.get(link[1]).status == 200
            keys = kept(redis_url)
            assert any(key.startswith("rq:") for key in keys) and any(key.startswith(":1:") for key in keys)
        finally:
            worker.send_signal(signal.SIGTERM)
            assert worker.communicate(timeout=60) == ("", None)


@pytest.mark.slow
@pytest.mark.setting("REDIS_URL", "CACHE_URL")
def test_a_cache_that_is_named_wins_over_redis(own_database: str, printed_link: str, redis_url: str):
    with serving(DATABASE_URL=own_database, REDIS_URL=redis_url, CACHE_URL="locmem://") as browser:
        sign_in(browser, printed_link)
    assert not any(key.startswith(":1:") for key in kept(redis_url))


def kept(url: str) -> list[str]:
    with redis.Redis.from_url(url) as client:
        return [key.decode() for key in client.scan_iter()]


@pytest.mark.slow
def test_an_empty_variable_counts_as_one_that_is_not_set(own_database: str):
    empty = dict.fromkeys([name for name in OURS if name not in ("DATABASE_URL", "PORT", "DJANGO_SETTINGS_MODULE")], "")
    with serving(**{**empty, "DATABASE_URL": own_database}) as browser:
        assert browser.get("/accounts/login/").status == 200


@pytest.mark.slow
@pytest.mark.setting("BASE_URL")
def test_a_server_at_a_path_behind_a_proxy_that_takes_the_path_away(own_database: str):
    ours = {"DATABASE_URL": own_database, "BASE_URL": "http://127.0.0.1:1/base/"}
    assert manage("login_link", ALICE, **ours).startswith("http://127.0.0.1:1/base/in/")
    with serving(**ours) as browser:
        assert browser.get("/c/owl/").headers["Location"].startswith("/base/accounts/login/?next=/base/c/owl/")
        page = browser.get("/accounts/login/").text
        places = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
        assert places and all(place.startswith("/base/") for place in places)
        style = next(place for place in places if place.endswith(".css"))
        assert browser.get(style.removeprefix("/base")).status == 200


@pytest.mark.slow
@pytest.mark.setting("ALLOWED_HOSTS", "BASE_URL")
def test_only_hosts_that_are_allowed_are_answered(own_database: str):
    def statuses(browser: Browser) -> list[int]:
        hosts = ("owls.example.org", "other.example.org", "evil.example.org")
        return [browser.get("/accounts/login/", Host=host).status for host in hosts]

    with serving(DATABASE_URL=own_database, BASE_URL="http://owls.example.org") as browser:
        assert statuses(browser) == [200, 400, 400]
    with serving(DATABASE_URL=own_database, ALLOWED_HOSTS="owls.example.org,other.example.org") as browser:
        assert statuses(browser) == [200, 200, 400]


@pytest.mark.slow
@pytest.mark.setting("TRUSTED_PROXIES")
@pytest.mark.parametrize(("proxies", "another"), [("0", 429), ("1", 200)])
def test_attempts_are_counted_by_the_address_that_the_trusted_proxy_saw(
    own_database: str, tmp_path: Path, proxies: str, another: int
):
    ours = {"DATABASE_URL": own_database, "TRUSTED_PROXIES": proxies, "CACHE_URL": f"filecache://{tmp_path}/cache"}
    with serving(**ours) as browser:

        def attempt(address: str, number: int) -> int:
            person = Browser(browser.port, {"X-Forwarded-For": address})
            return person.post("/accounts/login/", login=f"owl-{number}@example.org", password="wrong").status

        assert any(attempt("192.0.2.1", number) == 429 for number in range(40))
        assert attempt("198.51.100.7", 99) == another


@pytest.mark.slow
@pytest.mark.setting("DEBUG")
def test_debug_shows_what_went_wrong_to_whoever_asks(own_database: str):
    with serving(DATABASE_URL=own_database) as browser:
        assert "DEBUG = True" not in browser.get("/no-such-page").text
    with serving(DATABASE_URL=own_database, DEBUG="1") as browser:
        assert "DEBUG = True" in browser.get("/no-such-page").text


@pytest.mark.slow
@pytest.mark.setting("PAPER_LOOKUP")
def test_a_server_that_looks_nothing_up_says_so(own_database: str, printed_link: str):
    with serving(DATABASE_URL=own_database, PAPER_LOOKUP="off") as browser:
        sign_in(browser, printed_link)
        answer = browser.post("/new/look-up/", form_at="/new/", where="2401.00001")
        assert "Looking papers up is switched off here" in answer.text


@pytest.mark.slow
@pytest.mark.setting("RELEASE")
def test_another_release_makes_kept_pages_void(own_database: str):
    def tag(release: str) -> str:
        with serving(DATABASE_URL=own_database, RELEASE=release) as browser:
            return browser.get("/feed.xml").headers["ETag"]

    assert tag("one") != tag("two")


@pytest.mark.slow
@pytest.mark.setting("EMAIL_URL")
@pytest.mark.parametrize("scheme", ["smtp", "smtp+tls", "smtp+ssl"])
def test_mail_goes_to_a_server_that_asks_for_a_password(own_database: str, tmp_path: Path, scheme: str):
    authority = trustme.CA()
    tls = SSLContext(PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    with serving(DATABASE_URL=own_database) as browser:
        browser.post("/in/", email=ALICE)
    with mail_server(tls, from_the_first_word=scheme == "smtp+ssl") as mails:
        url = f"{scheme}://owl:p%40ss@localhost:{mails.port}"
        given = environment(DATABASE_URL=own_database, EMAIL_URL=url, SSL_CERT_FILE=str(tmp_path / "authority.pem"))
        worker = start([PYTHON, "manage.py", "worker"], env=given)
        try:
            (message,) = wait_until(lambda: mails.messages, "a mail")
        finally:
            worker.terminate()
            worker.communicate(timeout=60)
        assert message["To"] == ALICE
        assert mails.people == ["\0owl\0p@ss"]


@pytest.mark.slow
@pytest.mark.setting("EMAIL_URL")
def test_mail_is_printed_where_the_worker_runs_unless_a_server_is_named(own_database: str):
    with serving(DATABASE_URL=own_database) as browser:
        browser.post("/accounts/password/reset/", email=ALICE)
    worker = start([PYTHON, "manage.py", "worker"], env=environment(DATABASE_URL=own_database, CACHE_URL="locmem://"))
    try:
        printed = "".join(iter(worker.stdout.readline, "-" * 79 + "\n"))
    finally:
        worker.terminate()
        worker.communicate(timeout=60)
    assert "Subject: A new password for Triangulate\nFrom: Triangulate <noreply@localhost>\n" in printed
    assert f"To: {ALICE}\n" in printed
    assert "http://localhost:8000/accounts/password/reset/key/" in printed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("package", "ours", "said"),
    [
        (
            "redis",
            {"CACHE_URL": "redis://127.0.0.1:6379"},
            "A cache in Redis needs what is not installed here: {} -m pip install redis",
        ),
        (
            "django_tasks_rq",
            {"REDIS_URL": "redis://127.0.0.1:6379"},
            "REDIS_URL needs what is not installed here: {} -m pip install redis django-tasks-rq",
        ),
        (
            "psycopg",
            {"DATABASE_URL": "postgres://u@h/n"},
            "PostgreSQL needs what is not installed here: {} -m pip install 'psycopg[binary]'",
        ),
    ],
)
def test_a_missing_package_is_named_in_one_line_with_how_to_install_it(package: str, ours: dict[str, str], said: str):
    hidden = (
        "import importlib.util as u, runpy, sys; find = u.find_spec; "
        f"u.find_spec = lambda name, *rest: None if name == {package!r} else find(name, *rest); "
        "sys.argv = ['manage.py', 'check']; runpy.run_path('manage.py', run_name='__main__')"
    )
    command = [PYTHON, "-c", hidden]
    done = subprocess.run(command, cwd=ROOT, env=environment(**ours), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said.format(PYTHON) + "\n")


def test_every_setting_is_documented_and_every_documented_setting_is_used_by_a_test():
    table = (ROOT / "README.md").read_text().partition("## Settings")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    assert documented == read_from_the_environment()
    texts = (path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    marked = {name for text in texts if "pytest.mark.setting" in text for name in marks(ast.parse(text))}
    assert marked == documented
    assert documented | {"DJANGO_SETTINGS_MODULE"} == set(OURS)


def read_from_the_environment() -> set[str]:
    """The names of the variables that the settings read, and PORT, which gunicorn and the Makefile do."""
    settings = ast.parse((ROOT / "config" / "settings.py").read_text())
    calls = [node for node in ast.walk(settings) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    read = {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func.value) in ("env", "os.environ")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    return {*read, "PORT"}


def marks(tree: ast.AST) -> Iterator[str]:
    """The settings that the tests of a module say they use."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.setting":
            yield from (argument.value for argument in node.args)
