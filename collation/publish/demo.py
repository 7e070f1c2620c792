"""The demo: loaded into the record and published once."""

from __future__ import annotations

from collation.publish.freeze import freeze
from reviews.domain.demo import demo_story, load_demo
from reviews.models import Comparison, Team, User


def show_demo(*, by: User, team: Team | None = None) -> Comparison:
    """Load and publish the demo; the second time changes nothing."""
    comparison = load_demo(by=by, team=team)
    if not comparison.publications.exists():
        publication = demo_story()["publication"]
        freeze(comparison=comparison, by=by, title=publication["title"], finding=publication["finding"], named=True)
    return comparison
