"""Reading a page needs no cache: one that cannot be read or written slows it and changes nothing of it."""

import base64
import errno
import pickle
import re
import shutil
import socket
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings as configured
from django.core.cache import cache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCacheClient
from django.core.management import call_command
from django.db import connection

from collation.assemble.cache import KEPT_SECONDS, RECENT, forget_computed
from config.caching import BETWEEN_LINES, DatabaseCache, FileCache
from config.redis_caching import RedisCache
from reviews.bibliography import Reference, lookup, read_reference
from reviews.models import Comparison, User
from tests.factories import make_transcript

pytestmark = pytest.mark.django_db

PAGES = ["", "matrix/", "facts/", "findings/", "agreement/", "publish/", "threads/", "paper/", "collation.json"]


OWLS = Reference(title="Owls", authors=("A. Owl",), arxiv_id="2602.15763")
ASKED = "Does it work? Is it safe?"
ANSWERS = {
    "Ada": "Yes. It works on all 12 benchmarks.\n\nNo. It is not safe: it leaks 3% of its prompts.",
    "Bert": "No. It works on 4 benchmarks only.\n\nYes. It is safe, and DSA stands for Dense Sparse Attention.",
    "Cleo": "Yes. It works on all 12 benchmarks.\n\nUnclear. DSA stands for Dynamic Slow Attention.",
}


@pytest.fixture
def reader(client, alice: User, comparison: Comparison):
    """A browser in which the owner of a comparison of three answers is signed in."""
    for name, answer in ANSWERS.items():
        make_transcript(comparison, name, (ASKED, answer))
    client.force_login(alice)
    return client


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time as the caches see it, in `now`; each test begins with caches that have not failed yet."""
    for kind in (FileCache, DatabaseCache, RedisCache):
        monkeypatch.setattr(kind, "_resting_until", 0.0)
        monkeypatch.setattr(kind, "_silent_until", 0.0)
    clock = type("Clock", (), {"now": 1000.0})
    monkeypatch.setattr("config.caching.time.monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def in_files(settings, tmp_path: Path) -> Path:
    """The folder of a cache in files."""
    folder = tmp_path / "cache"
    settings.CACHES = {"default": {"BACKEND": "config.caching.FileCache", "LOCATION": str(folder)}}
    return folder


def use_redis(settings, url: str) -> None:
    settings.CACHES = {"default": {"BACKEND": "config.redis_caching.RedisCache", "LOCATION": url}}


def read(client) -> list[str]:
    """All pages of the comparison as a new process shows them, without what is another at every look."""
    RECENT.clear()
    slug = Comparison.objects.get().slug
    answers = [client.get(f"/c/{slug}/{page}") for page in PAGES]
    assert [answer.status_code for answer in answers] == [200] * len(PAGES)
    return [re.sub(r"\b\w{64}\b", "", answer.text) for answer in answers]


class Entries:
    """What a cache holds, as bytes: `names` are its keys without their numbers; `spoil` writes over all of them."""

    def names(self) -> set[str]:
        found = [re.fullmatch(r"(?::1:)?(?:computed:[0-9a-f]{16}:)?([a-z]+):.*", key) for key in self.keys()]
        return {match[1] for match in found if match}

    def keys(self) -> list[str]:
        raise NotImplementedError

    def spoil(self, content: bytes) -> None:
        raise NotImplementedError


class EntriesInFiles(Entries):
    def __init__(self, settings, request: pytest.FixtureRequest) -> None:
        self.folder = request.getfixturevalue("in_files")
        self.asked: set[str] = set()
        through = FileCache._key_to_file

        def key_to_file(cache: FileCache, key: str, version: int | None = None) -> str:
            self.asked.add(key)
            return through(cache, key, version)

        request.getfixturevalue("monkeypatch").setattr(FileCache, "_key_to_file", key_to_file)

    def keys(self) -> list[str]:
        return list(self.asked)  # a file is named by a hash of its key

    def spoil(self, content: bytes) -> None:
        assert garbage(self.folder, pickle.dumps(time.time() + 1000) + zlib.compress(content)) >= len(self.names())


class EntriesInDatabase(Entries):
    def __init__(self, settings, request: pytest.FixtureRequest) -> None:
        settings.CACHES = {"default": {"BACKEND": "config.caching.DatabaseCache", "LOCATION": "cached"}}
        call_command("createcachetable")

    def keys(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key FROM cached")
            return [key for (key,) in cursor.fetchall()]

    def spoil(self, content: bytes) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cached SET value = %s", [base64.b64encode(content).decode()])


class EntriesInRedis(Entries):
    def __init__(self, settings, request: pytest.FixtureRequest) -> None:
        url = request.getfixturevalue("redis_url")
        use_redis(settings, url)
        self.client = redis.Redis.from_url(url)

    def keys(self) -> list[str]:
        return [key.decode() for key in self.client.scan_iter(":1:*")]

    def spoil(self, content: bytes) -> None:
        for key in self.keys():
            self.client.set(key, content)


@pytest.fixture(params=[EntriesInFiles, EntriesInDatabase, EntriesInRedis])
def entries(settings, request: pytest.FixtureRequest) -> Entries:
    """The entries of each cache that is shared between processes, which a test begins to use."""
    made: Entries = request.param(settings, request)
    return made


def full_disk(*args: Any, **kwargs: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def garbage(folder: Path, content: bytes) -> int:
    """Writes it over every file of the cache; says how many there are."""
    files = list(folder.glob("*.djcache"))
    for file in files:
        file.write_bytes(content)
    return len(files)


@pytest.mark.slow
def test_a_full_disk_changes_no_page(reader, in_files: Path, monkeypatch, caplog):
    wanted = read(reader)
    shutil.rmtree(in_files)
    monkeypatch.setattr("tempfile.mkstemp", full_disk)
    assert read(reader) == wanted
    assert not in_files.exists() or not list(in_files.iterdir())
    said = "The cache fails, and pages are slower: OSError: [Errno 28] No space left on device"
    assert [record.getMessage() for record in caplog.records] == [said], "one line, however many looks"


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"garbage", b"\x80\x05N.garbage", b"\x80\x05cno_module\nno_name\n."])
def test_garbage_in_files_changes_no_page_and_is_written_over(reader, in_files: Path, clock, caplog, content: bytes):
    wanted = read(reader)
    assert garbage(in_files, content) > 10
    assert read(reader) == wanted
    lines = len(caplog.records)
    assert lines == bool(content), "an empty file counts as one that has expired"
    clock.now += BETWEEN_LINES
    assert read(reader) == wanted
    assert len(caplog.records) == lines, "what could not be read was written anew"


OLDER = {
    "a module that is gone": b"\x80\x05cno_module\nNoClass\n.",
    "a class that is gone": b"\x80\x05ccollation.cells\nNoLongerThere\n.",
    "truncated": pickle.dumps({"value": "truncated"})[:-4],
    "garbage": b"garbage",
    "empty": b"",
}


@pytest.mark.slow
def test_what_an_older_version_left_is_ignored_by_every_reader(
    reader, entries: Entries, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def from_arxiv(name: str) -> Reference:
        asked.append(name)
        return OWLS

    monkeypatch.setattr(lookup, "_from_arxiv", from_arxiv)
    wanted = read(reader)
    assert lookup.look_up(read_reference("arXiv:2602.15763")) == OWLS
    readers = {"reading", "sections", "facts", "discounts", "mentions", "findings", "points", "fragments", "paper"}
    assert readers <= entries.names(), "each reader of the cache has an entry"

    for number, (kind, content) in enumerate(OLDER.items(), 2):
        entries.spoil(content)
        assert read(reader) == wanted, kind
        assert lookup.look_up(read_reference("arXiv:2602.15763")) == OWLS, kind
        assert asked == ["2602.15763"] * number, kind
        assert lookup.look_up(read_reference("arXiv:2602.15763")) == OWLS, kind
        assert len(asked) == number, f"what could not be read was written over: {kind}"


@pytest.mark.slow
def test_computed_values_are_deleted_and_other_entries_stay(reader, entries: Entries):
    wanted = read(reader)
    cache.set("wrong:passwords", 7)
    cache.set("computedly:other", 8)
    forget_computed()
    asked = [key.removeprefix(":1:") for key in sorted(entries.keys())]
    assert {key for key in asked if cache.get(key) is not None} == {"wrong:passwords", "computedly:other"}
    assert read(reader) == wanted


def test_a_cache_that_cannot_choose_is_emptied(reader):
    read(reader)
    cache.set("wrong:passwords", 7)
    forget_computed()
    assert not cache._cache  # type: ignore[attr-defined]


def test_nothing_is_kept_for_ever(reader):
    read(reader)
    kept = cache._expire_info  # type: ignore[attr-defined]
    assert len(kept) > 10
    assert all(expires is not None and expires <= time.time() + KEPT_SECONDS for expires in kept.values())


@pytest.mark.slow
def test_a_folder_deleted_between_requests_and_at_every_look_changes_no_page(reader, in_files: Path, monkeypatch):
    wanted = read(reader)
    shutil.rmtree(in_files)
    assert read(reader) == wanted
    assert len(list(in_files.glob("*.djcache"))) > 10, "it is made anew"

    def vanishing(self: FileBasedCache, file: Any, timeout: Any, value: Any) -> None:
        shutil.rmtree(self._dir)

    monkeypatch.setattr(FileBasedCache, "_write_content", vanishing)
    shutil.rmtree(in_files)
    assert read(reader) == wanted


@pytest.mark.slow
def test_a_folder_that_cannot_be_made_changes_no_page(reader, settings, tmp_path: Path):
    wanted = read(reader)
    (tmp_path / "file").write_text("no folder")
    settings.CACHES = {"default": {"BACKEND": "config.caching.FileCache", "LOCATION": str(tmp_path / "file" / "cache")}}
    assert read(reader) == wanted


@pytest.mark.parametrize(
    "method", ["get", "set", "add", "touch", "delete", "has_key", "get_many", "set_many", "delete_many"]
)
@pytest.mark.parametrize("kind", [FileCache, DatabaseCache, RedisCache])
def test_no_method_of_a_cache_that_fails_raises(kind: type, method: str, tmp_path: Path, monkeypatch):
    below = kind.__mro__[2]
    monkeypatch.setattr(below, method, full_disk)
    store = kind(str(tmp_path), {})
    arguments: dict[str, list[Any]] = {
        "set": ["k", 1],
        "add": ["k", 1],
        "get_many": [["k"]],
        "set_many": [{"k": 1}],
        "delete_many": [["k"]],
    }
    given = getattr(store, method)(*arguments.get(method, ["k"]))
    assert given == {
        "add": True,
        "touch": False,
        "delete": False,
        "has_key": False,
        "get_many": {},
        "set_many": [],
    }.get(method)
    if method == "get":
        assert store.get("k", "default") == "default"


@pytest.mark.slow
@pytest.mark.parametrize("down", ["refused", "not in the network"])
def test_a_redis_that_is_down_changes_no_page_and_is_asked_once(
    reader, settings, clock, caplog, monkeypatch, down: str
):
    wanted = read(reader)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    use_redis(settings, f"redis://127.0.0.1:{port}/1")
    asked = []
    through = RedisCacheClient.get_client

    def get_client(self: RedisCacheClient, *args: Any, **kwargs: Any) -> Any:
        asked.append(1)
        if down == "not in the network":
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        return through(self, *args, **kwargs)

    monkeypatch.setattr(RedisCacheClient, "get_client", get_client)
    assert read(reader) == wanted
    assert len(asked) == 1, "it rests after a fault"
    assert len(caplog.records) == 1
    clock.now += RedisCache.rest
    assert read(reader) == wanted
    assert len(asked) == 2
    assert len(caplog.records) == 1, "a line a minute at most"
    clock.now += BETWEEN_LINES
    read(reader)
    assert len(caplog.records) == 2


@pytest.mark.slow
def test_redis_keeps_what_pages_need(reader, settings, redis_url: str, caplog):
    wanted = read(reader)
    use_redis(settings, redis_url)
    assert read(reader) == wanted
    assert read(reader) == wanted
    assert caplog.records == []
    cache.set("a", {"b": 1}, timeout=None)
    assert cache.get_many(["a", "none"]) == {"a": {"b": 1}}
    assert cache.add("a", 2) is False


def test_people_get_in_and_stay_in_without_a_cache(client, alice: User, in_files: Path, monkeypatch):
    monkeypatch.setattr(FileBasedCache, "get", full_disk)
    monkeypatch.setattr(FileBasedCache, "set", full_disk)
    monkeypatch.setattr(FileBasedCache, "has_key", full_disk)
    answer = client.post("/accounts/login/", {"login": alice.email, "password": "a long password"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/account/").status_code == 200
    assert client.post("/in/", {"email": alice.email}).status_code == 302
    assert configured.SESSION_ENGINE == "reviews.web.sessions"


def test_what_is_wrong_in_our_own_code_is_not_forgiven_in_tests():
    """The tests' cache raises for what cannot be kept, which a forgiving one would only log."""
    keep: Callable[..., None] = cache.set
    with pytest.raises((AttributeError, TypeError)):
        keep("key", lambda: None)
