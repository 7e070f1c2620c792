"""The comparison of pictured pages says what differs, and nothing else."""

import struct
import zlib
from pathlib import Path

import pytest
from django.urls import get_resolver, resolve
from playwright.sync_api import Page

from tests.frozen_site import path_of, routes
from tests.page_comparison import Difference, changed_lines, differences, in_browser, kinds, lasting, outline

PAGE = """<!doctype html><html lang="en"><head><title>Owls</title></head><body class="b" data-a="1">
<form><input value="a1b2" name="csrfmiddlewaretoken"><p>Is it
   <b>safe</b>?</p></form></body></html>"""
OUTLINE = """\
<html lang="en">
 <head>
  <title>
   Owls
 <body class="b" data-a="1">
  <form>
   <input name="csrfmiddlewaretoken" value="…">
   <p>
    Is it
    <b>
     safe
    ?
"""


def test_an_outline_has_a_line_for_each_element_and_each_text():
    assert outline(PAGE) == OUTLINE


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ('{"X-CSRFToken": "aB3"}', '{"X-CSRFToken": "…"}'),
        ("http://localhost/invitation/aB3-aB3_aB3aB3aB3/", "http://localhost/invitation/…/"),
        ("/in/MQ/d0abcd-0123456789abcdef/", "/in/MQ/…/"),
        ("/in/1/used/", "/in/1/used/"),
        ("2026-06-15T09:00:17.123456+00:00", "2026-06-15T09:00+00:00"),
        ("2026-06-15T09:00:17Z and 15 June, 09:00", "2026-06-15T09:00Z and 15 June, 09:00"),
        ("/c/invitation/matrix/", "/c/invitation/matrix/"),
    ],
)
def test_what_each_run_makes_anew_is_left_out(text, stays):
    assert lasting(text) == stays


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("safe", "safe", []),
        ("safe", "sound", ["text"]),
        ("<b>", "<i>", ["structure"]),
        ('class="b"', 'class="c"', ["structure"]),
        ("<title>", "<title id='t'>", ["head"]),
        ("Owls", "Barn owls", ["head"]),
        ("<b>safe</b>", "safe", ["text", "structure"]),
    ],
)
def test_a_difference_is_in_the_head_the_text_or_the_structure(before, after, found):
    assert kinds(outline(PAGE), outline(PAGE.replace(before, after))) == found


def folder_of(at: Path, **files: str) -> Path:
    at.mkdir()
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (at / f"{stem}.{ending}").write_text(text)
    return at


def test_files_that_differ_are_named_and_pictures_by_their_share(tmp_path: Path):
    before = folder_of(
        tmp_path / "before",
        same_png="=",
        home_png="a",
        grain_png="a",
        gone_png="a",
        home_html="<body>\n  a",
        feed_txt="1",
    )
    after = folder_of(
        tmp_path / "after",
        same_png="=",
        home_png="b",
        grain_png="=a",
        new_png="a",
        home_html="<body>\n  b",
        feed_txt="2",
    )
    assert list(differences(before, after, lambda one, other: 0.0 if other == b"=a" else 0.0125)) == [
        Difference("feed.txt", "words"),
        Difference("gone.png", "only before"),
        Difference("home.html", "text"),
        Difference("home.png", "1.250 % of pixels", 0.0125),
        Difference("new.png", "only after"),
    ]


def test_changed_lines_are_counted_by_file_whatever_their_depth(tmp_path: Path):
    before = folder_of(tmp_path / "before", one_html="<p>\n owl\n <a>\n", two_html="<p>\n owl\n", three_html="<p>\n")
    after = folder_of(tmp_path / "after", one_html="<p>\n  owls\n <b>\n", two_html="<p>\n owls\n", three_html=" <p>\n")
    assert changed_lines(before, after) == [("+ owls", 2), ("- owl", 2), ("+ <b>", 1), ("- <a>", 1)]


def png(rows: list[list[tuple[int, int, int]]]) -> bytes:
    """A picture of these pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    body = b"".join(b"\0" + b"".join(map(bytes, row)) for row in rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


PAPER, INK = (255, 255, 255), (254, 255, 255)


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ([[PAPER] * 4] * 3000, [[PAPER] * 4] * 3000, 0.0),
        ([[PAPER] * 4] * 3000, [[PAPER] * 4] * 2999 + [[PAPER, PAPER, PAPER, INK]], 1 / 12_000),
        ([[PAPER] * 4], [[INK, INK, PAPER, PAPER]], 0.5),
        ([[PAPER] * 4] * 2, [[PAPER] * 4] * 4, 0.5),
        ([[PAPER] * 2], [[PAPER] * 8], 0.75),
    ],
    ids=["none", "one in the second strip", "half", "higher", "wider"],
)
def test_the_share_of_pixels_is_exact(page: Page, before, after, share):
    assert in_browser(page)(png(before), png(after)) == share


OVERLAID = {"account_confirm_email"}
"""Addresses of allauth that one of ours stands before, of another form."""


def test_every_address_of_the_url_configuration_is_opened():
    found = [(name, route, path_of(route)) for name, route in routes(get_resolver().url_patterns)]
    assert len({name for name, _, _ in found}) == len(found)
    assert {name for name, route, path in found if resolve(path).route != route.replace("^", "")} == OVERLAID
