"""What a database shows: every page of every comparison as an owner of its team sees it."""

import json
import sys
import time
from datetime import timedelta
from http import HTTPStatus
from importlib import import_module
from shutil import copytree
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

PAGES = "", "matrix/", "facts/", "findings/", "agreement/", "publish/", "threads/", "paper/", "intake/", "ask/"


def look() -> dict[str, Any]:
    """The status of every page by its address, and the body of every document and of the threads."""
    pages: dict[str, int] = {}
    documents: dict[str, str] = {}
    model = {name: apps.get_model("reviews", name) for name in ("Comparison", "Publication", "IntakeDraft", "Comment")}
    for name in ("IntakeDraft", "IntakeExport"):  # what has expired since the dump is looked at, too
        apps.get_model("reviews", name).objects.update(expires_at=timezone.now() + timedelta(days=1))
    for comparison in model["Comparison"].objects.order_by("pk"):
        client, base = Client(headers={"host": "localhost"}), f"/c/{comparison.slug}/"
        client.force_login(comparison.team.memberships.filter(role="owner").earliest("pk").user)
        drafts = [f"intake/{draft.pk}/" for draft in model["IntakeDraft"].objects.filter(comparison=comparison)]
        exports = [f"intake/exports/{export.pk}/" for export in comparison.exports.all()]
        addresses = [f"{base}{page}" for page in (*PAGES, *drafts, *exports)]
        numbers = [publication.number for publication in comparison.publications.order_by("number")]
        addresses += [f"/p/{comparison.slug}/v{number}/" for number in numbers]
        pages |= {address: status(client, address) for address in addresses}
        formats = [f"{base}collation.json", *(f"/p/{comparison.slug}/v{number}.json" for number in numbers)]
        documents |= {address: client.get(address).content.decode() for address in formats}
    comments = model["Comment"].objects.order_by("pk").values_list("thread_id", "markdown")
    return {"pages": pages, "documents": documents, "comments": [list(comment) for comment in comments]}


def status(client: Client, address: str) -> int:
    """The status of a page, once the worker has done what the page waits for.

    It has half a minute for that.
    """
    worker = import_module("reviews.tasks.running")  # it has models, which are there only now
    code = client.get(address).status_code
    end = time.monotonic() + 30
    while code == HTTPStatus.ACCEPTED and time.monotonic() < end:
        worker.sweep()
        if not worker.run_one():
            time.sleep(0.2)
        code = client.get(address).status_code
    return code


if __name__ == "__main__":  # with DATABASE_URL, and the folder of private files that belong to the database
    django.setup()
    call_command("migrate", verbosity=0)
    copytree(sys.argv[1], settings.STORAGES["private"]["OPTIONS"]["location"], dirs_exist_ok=True)
    sys.stdout.write(json.dumps(look(), ensure_ascii=False, indent=1, sort_keys=True))
