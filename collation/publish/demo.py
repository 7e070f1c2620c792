"""The demo: loaded into the record and published once."""

from __future__ import annotations

from collation.assemble.replies import read_reply
from collation.publish.freeze import freeze
from reviews.domain.demo import FOLDER, demo_story, load_demo
from reviews.domain.phases import set_phase
from reviews.domain.readers import take_reply
from reviews.lens import lens
from reviews.models import Comparison, Phase, Team, User

READER = "A reader made up for this demo"


def show_demo(*, by: User, team: Team | None = None) -> Comparison:
    """Load and publish the demo, read by one reader.

    Its marks stay open, so that whoever tries it can mark. The second time changes nothing.
    """
    comparison = load_demo(by=by, team=team)
    if not comparison.publications.exists():
        _read(comparison, by)
        publication = demo_story()["publication"]
        freeze(comparison=comparison, by=by, title=publication["title"], finding=publication["finding"])
        set_phase(comparison=comparison, by=by, phase=Phase.RECONCILE)
    return comparison


def _read(comparison: Comparison, by: User) -> None:
    """Take in the reply that was written for the demo."""
    raw = (FOLDER / "reader_reply.json").read_text(encoding="utf-8")
    reply = read_reply(comparison, lens(None, comparison), raw)
    take_reply(comparison=comparison, by=by, name=READER, reply=reply.as_new(completes=False))
