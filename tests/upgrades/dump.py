"""`python -m tests.upgrades.dump FOLDER`: make what the next release is tested with.

DATABASE_URL names a new, empty database. It is filled with one of each thing that people make. FOLDER gets its dump, what
every page shows of it, and its private files, each named after the kind of database.
"""

from __future__ import annotations

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from freezegun import freeze_time

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from reviews.domain.annotations import annotate  # noqa: E402
from reviews.domain.assignments import set_assignment  # noqa: E402
from reviews.domain.blinding import set_blinding  # noqa: E402
from reviews.domain.conclusions import conclude  # noqa: E402
from reviews.domain.facts import strike_value  # noqa: E402
from reviews.domain.findings import dismiss_suggestion  # noqa: E402
from reviews.domain.guidelines import write_guidelines  # noqa: E402
from reviews.domain.labels import add_label  # noqa: E402
from reviews.domain.name_consents import agree_to_be_named  # noqa: E402
from reviews.domain.phases import set_phase  # noqa: E402
from reviews.domain.readers import NewSheet, dismiss_verdict, make_sheet  # noqa: E402
from reviews.domain.redactions import redact  # noqa: E402
from reviews.domain.reminders import remind  # noqa: E402
from reviews.domain.settling import leave_open  # noqa: E402
from reviews.domain.teams import accept_invitation, invite, open_invitation  # noqa: E402
from reviews.domain.threads import open_thread  # noqa: E402
from reviews.domain.unsaved_words import keep_words  # noqa: E402
from tests.frozen_site import BEGUN, DEMO, OWNER, PASTE, fill  # noqa: E402
from tests.pdfs import make_pdf  # noqa: E402
from tests.upgrades.look import look  # noqa: E402


def fill_all() -> None:
    """Fill the database with what the frozen site shows, and with what it has none of."""
    owner, named = fill()
    by = get_user_model().objects.get(email=OWNER)
    comparison = by.memberships.get().team.comparisons.get(slug=DEMO)
    other = named["comparison without answers"]
    draft = owner.made(f"{other}intake/paste/", text=PASTE, html="", respondent="", kind="")
    owner.send(f"{draft}store/", round=1)  # Claude speaks in both comparisons
    pdf = make_pdf("An owl sees at night.", info={"Title": "Owls", "Keywords": "owl " * 100_000})
    owner.send(f"{other}paper/pdf/store/", pdf=SimpleUploadedFile("owls.pdf", pdf, "application/pdf"))
    strike_value(
        comparison=comparison, by=by, kind="acronym", topic="dsa", value="dynamic", text="Dynamic", why="A slip."
    )
    dismiss_suggestion(comparison=comparison, by=by, candidate="0" * 64)
    dismiss_verdict(question=comparison.questions.first(), transcript=comparison.transcripts.first(), by=by, value="no")
    person = get_user_model().objects.create_user("guest@example.org", name="Guest")
    _, secret = invite(team=comparison.team, comparison=comparison, role="reviewer", by=by)
    accept_invitation(invitation=open_invitation(secret), user=person)
    set_phase(comparison=comparison, by=by, phase="reconcile")
    comparison.refresh_from_db()
    remind(comparison=comparison, to=person, by=by)
    response = comparison.transcripts.first().responses.first()
    annotate(response=response, by=by, quote=response.text[:40], place="", label="claim", note="An *owl*.")
    add_label(comparison=comparison, name="Owlish")
    keep_words(comparison=comparison, by=by, place="thread", said={"body": "Hm."})
    open_thread(comparison=comparison, by=by, body="@Guest, look.")
    question = comparison.questions.current().filter(scored=True).first()
    write_guidelines(comparison=comparison, by=by, question=question, markdown="Mark *no* if it is unsure.")
    set_assignment(comparison=comparison, by=by, marks_per_cell=1, reviewers=[by.pk])
    leave_open(question=question, transcript=comparison.transcripts.first(), by=by, note="Page 4 is missing.")
    conclude(question=question, by=by, answer="It is.", why="All say so.", evidence=[response.text[:20].strip()])
    set_blinding(comparison=comparison, by=by, names_hidden=True, others_hidden=False)
    owner.send(f"/c/{DEMO}/arrange/", rows="diverging")
    agree_to_be_named(comparison=comparison, by=by)
    redact(comparison=comparison, by=by, words="quarterly bonus")
    make_sheet(comparison=comparison, by=by, sheet=NewSheet(token="owls", prompt="Read.", texts=()))


def dump() -> str:
    """The database as SQL."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(connection.settings_dict["NAME"]) as database:
            return "\n".join(database.iterdump())
    command = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", os.environ["DATABASE_URL"]]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "".join(line for line in told.splitlines(keepends=True) if not line.startswith("\\"))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with freeze_time(BEGUN, auto_tick_seconds=0.001):
        fill_all()
    private = folder / f"{connection.vendor}.private"
    rmtree(private, ignore_errors=True)
    copytree(settings.STORAGES["private"]["OPTIONS"]["location"], private, ignore=ignore_patterns("uploads"))
    (folder / f"{connection.vendor}.sql.xz").write_bytes(lzma.compress(dump().encode()))
    shown = json.dumps(look(), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"{connection.vendor}.json.xz").write_bytes(lzma.compress(shown.encode()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
