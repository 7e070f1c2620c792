"""`make pictures`: the two screenshots of the README, of the demo as a newcomer sees it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.chromium import CHROMIUM_FLAGS, system_chromium

FOLDER = Path("docs/pictures")
PICTURES = {"matrix": "/c/glm-5/matrix/safe/gemini/", "published": "/p/glm-5/#standing"}


def manage(env: dict[str, str], *words: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *words], env=env, check=True, capture_output=True, text=True
    ).stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


def take(base: str, link: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        page.goto(link)
        page.get_by_role("main").get_by_role("button").click()
        page.wait_for_url(f"{base}/")
        for name, path in PICTURES.items():
            page.goto(base + path, wait_until="networkidle")
            if "#" not in path:
                page.evaluate("scrollTo(0, 0)")  # with the bar, though the open cell was brought into view
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


def main() -> None:
    port = free_port()
    base = f"http://localhost:{port}"
    with TemporaryDirectory() as folder:
        env = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3", "DEBUG": "1", "BASE_URL": base}
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "demo")
        link = manage(env, "login_link", "alice@example.org").strip()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", f"localhost:{port}"],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(port)
            take(base, link)
        finally:
            server.terminate()
            server.wait()
    for name in PICTURES:
        sys.stdout.write(f"{FOLDER / name}.png\n")


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
