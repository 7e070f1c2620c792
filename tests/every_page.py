"""Every page of the site as pictures and as text, to see what a change of the code moves.

`python -m tests.every_page DIR` opens every address of the URL configuration, on the demo at a standstill
(tests/frozen_site.py), as its owner and as a stranger. For each page DIR gets `NAME.WHO.WIDTH.SCHEME.png` and
`NAME.WHO.WIDTH.html` (an outline of the document); for each other answer `NAME.WHO.txt`. NAME is that of the URL.
`answers.txt` says of every address what it answers, and so why some are not pictured, and what the browser complains of.

With `--only PATTERN` it opens those whose name holds the pattern, say "matrix|panel".

`python -m tests.every_page --compare BEFORE AFTER` lists what differs, and fails if anything does.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, TimeoutError, sync_playwright

from tests.chromium import CHROMIUM_FLAGS, system_chromium
from tests.page_comparison import changed_lines, differences, in_browser, lasting, outline
from tests.pictures import free_port

WIDTHS = {1440: 900, 390: 844}
SCHEMES = ("light", "dark")
HIGHEST = 16_000  # pixels: Chromium draws nothing beyond some 16,384
MOST_LINES = 60
UNSEEN = """
Math.max(0, ...[...document.querySelectorAll("body :not(textarea)")]
  .filter((box) => /auto|scroll/.test(getComputedStyle(box).overflowY))
  .map((box) => box.scrollHeight - box.clientHeight))
"""
"""How many pixels of a box that scrolls by itself are out of sight."""
STEADY = [*CHROMIUM_FLAGS, "--force-color-profile=srgb", "--font-render-hinting=none", "--disable-partial-raster"]


def unfold(page: Page) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


def swap(page: Page, selector: str) -> None:
    """Press what htmx answers, and wait until the page has settled. No pointer stays over what was pressed."""
    with page.expect_response(lambda answer: "hx-request" in answer.request.headers):
        page.locator(selector).first.dispatch_event("click")
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')")


PANELS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "panel.cell": ("collation.matrix", lambda page: swap(page, "#cell-safe-gemini a.open")),
    "panel.cell-with-thread": ("collation.matrix", lambda page: swap(page, "#cell-works-claude a.open")),
    "panel.finding": ("collation.finding_list", lambda page: swap(page, "a.finding-title")),
    "panel.columns": ("collation.compare", lambda page: swap(page, "#compare-controls a[hx-boost]")),
    "panel.rows-of-a-draft": ("other.draft-of-a-correction", lambda page: swap(page, ".fold a[hx-get]")),
    "panel.sorted": ("reviews.comparison_list", lambda page: swap(page, "a[id^=sort-]")),
    "panel.account": ("reviews.comparison_list", lambda page: page.get_by_role("button", name="Account of").click()),
}
"""What is opened on a page: the name of its picture, the page's address, and what is pressed there."""


@contextmanager
def site() -> Iterator[tuple[str, dict[str, Any]]]:
    """The address of the demo at a standstill, and what it says of itself."""
    with TemporaryDirectory() as folder:
        port = free_port()
        command = [sys.executable, "-m", "tests.frozen_site", folder, str(port)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            if not said:
                raise SystemExit(f"The site did not start: try `python -m tests.frozen_site /tmp {port}`.")
            yield f"http://localhost:{port}", json.loads(said)
        finally:
            server.terminate()
            server.wait()


class Camera:
    """Pictures of pages as one person sees them."""

    def __init__(self, browser: Browser, base: str, folder: Path, who: str, session: str) -> None:
        self.folder, self.base, self.who = folder, base, who
        self.context: BrowserContext = browser.new_context(reduced_motion="reduce")
        if session:
            self.context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.page.route("**/read/", lambda route: None)  # an export reads itself on while it is looked at: hold it
        self.complaints: set[str] = set()
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.add(str(error)))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "/static/" in message.location["url"] + message.text:
            self.complaints.add(message.text.replace(self.base, ""))

    def look(self, name: str, path: str) -> str:
        """Keep what an address answers; give it in words."""
        answer = self.context.request.get(self.base + path, max_redirects=0)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if answer.status == 405:
            return "takes only what is sent to it"
        if 300 <= answer.status < 400:
            return f"{answer.status}, leads to {lasting(answer.headers['location'])}"
        if kind != "text/html":
            body = answer.body()
            text = lasting(body.decode()) if kind != "application/pdf" else f"{len(body)} bytes"
            (self.folder / f"{name}.{self.who}.txt").write_text(text)
        elif "<html" in answer.text():
            self.picture(name, path)
            if self.page.locator("main details:not([open])").count() or self.page.evaluate(UNSEEN):
                self.picture(f"{name}.unfolded", path, unfold)
        else:
            (self.folder / f"{name}.{self.who}.html").write_text(outline(answer.text()))
        return f"{answer.status}, {kind}"

    def open(self, name: str, path: str, press: Callable[[Page], None]) -> str:
        """Picture what opens on a page; say in words whether it did."""
        try:
            self.picture(name, path, press)
        except TimeoutError:
            return f"{name}: does not open at {path}"
        return f"{name}: opens at {path}"

    def picture(self, name: str, path: str, press: Callable[[Page], None] | None = None) -> None:
        """Picture a page; with `press`, what that opens, in a window in which it fits."""
        for width, height in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme="light")
            self.page.goto("about:blank")
            self.page.goto(self.base + path, wait_until="load")
            if press:
                press(self.page)
                unseen = min(self.page.evaluate(UNSEEN), HIGHEST // 2)
                self.page.set_viewport_size({"width": width, "height": height + unseen})
            self.page.evaluate("document.fonts.ready")
            self.page.evaluate("scrollTo(0, 0)")
            stem = f"{name}.{self.who}.{width}"
            text = outline(self.page.content()).replace(self.base, "http://localhost")
            (self.folder / f"{stem}.html").write_text(text)
            tall = self.page.evaluate("document.documentElement.scrollHeight")
            cut = {"clip": {"x": 0, "y": 0, "width": width, "height": HIGHEST}} if tall > HIGHEST else {}
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme)
                file = self.folder / f"{stem}.{scheme}.png"
                self.page.screenshot(path=file, full_page=True, animations="disabled", **cut)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=system_chromium(), args=STEADY)
        yield started
        started.close()


def take(folder: Path, only: str) -> None:
    """Picture every page whose name holds `only`, a pattern, into the folder, which is made."""
    folder.mkdir(parents=True)
    with site() as (base, here), browser() as chromium:
        others = {f"other.{re.sub(r'[^a-z]+', '-', name)}": path for name, path in here["others"].items()}
        paths = here["addresses"] | others
        chosen = {name: path for name, path in paths.items() if re.search(only, name)}
        panels = {name: panel for name, panel in PANELS.items() if re.search(only, name)}
        answers = []
        for who, session in (("owner", here["session"]), ("stranger", "")):
            camera = Camera(chromium, base, folder, who, session)
            for name, path in chosen.items():
                answers.append(f"{name} {who}: {camera.look(name, path)}")
            if session:
                answers += [camera.open(name, paths[page], press) for name, (page, press) in panels.items()]
            answers += [f"complaint of the browser, {who}: {words}" for words in sorted(camera.complaints)]
            camera.context.close()
        (folder / "answers.txt").write_text("\n".join(answers) + "\n")
    pictures = len(list(folder.glob("*.png")))
    pages = len({path.name.rsplit(".", 3)[0] for path in folder.glob("*.png")})
    sys.stdout.write(f"{pictures} pictures of {pages} pages; {folder / 'answers.txt'} says what else there is\n")


def compare(before: Path, after: Path) -> bool:
    """Say what differs; whether anything does."""
    with browser() as chromium:
        found = list(differences(before, after, in_browser(chromium.new_page())))
    for one in found:
        sys.stdout.write(f"{one.name}: {one.what}\n")
    lines = changed_lines(before, after)
    if lines:
        sys.stdout.write("\nLines that went or came, and in how many files:\n")
    for line, count in lines[:MOST_LINES]:
        sys.stdout.write(f"{count:>4}  {line[:300]}\n")
    if len(lines) > MOST_LINES:
        sys.stdout.write(f"      and {len(lines) - MOST_LINES} others\n")
    sys.stdout.write(f"\n{len(found)} files differ\n" if found else "Nothing differs\n")
    return bool(found)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.every_page", description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="where the pictures go; two to compare")
    parser.add_argument("--compare", action="store_true", help="say what differs between two folders")
    parser.add_argument("--only", default="", metavar="PATTERN", help="picture these pages, by their names")
    given = parser.parse_args()
    if len(given.folders) != 1 + given.compare:
        parser.error("one folder to take pictures, two to compare")
    if given.compare:
        sys.exit(compare(*given.folders))
    take(*given.folders, only=given.only)


if __name__ == "__main__":
    main()
