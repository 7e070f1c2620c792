"""What all tests share: a browser, and the real documents where they are at hand."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import system_chromium

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser: the system's Chromium where there is one, else Playwright's own."""
    path = system_chromium()
    return {**browser_type_launch_args, "args": CHROMIUM_FLAGS, **({"executable_path": path} if path else {})}


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real documents (TRIANGULATE_REAL, or ../shared/real), which is no part of the repository."""
    folder = Path(os.environ.get("TRIANGULATE_REAL") or Path(__file__).resolve().parents[2] / "shared" / "real")
    if not folder.is_dir():
        pytest.skip(
            "the real documents are not at hand: TRIANGULATE_REAL names no folder, and ../shared/real is absent"
        )
    return folder
