"""The figures and drawings of `make map`, on a house small enough to count by hand."""

import pytest
from django.apps import apps

from tests.map import (
    ARCHITECTURE,
    HOUSE,
    PARTS,
    Part,
    arrows_of,
    drawings,
    figures,
    part,
    redrawn,
    room_in,
    rooms_drawn,
    tables_drawn,
)
from tests.test_imports import modules

SOURCES = {
    "config.__init__": "",
    "config.settings": "import os\n",
    "reviews.__init__": "",
    "reviews.apps": "from reviews import scale\n",
    "reviews.scale": "",
    "reviews.models.__init__": "from reviews.models.team import Team\n",
    "reviews.models.team": "from ..scale import VERDICTS\n",
    "reviews.intake.__init__": "",
    "reviews.intake.pieces": "",
    "reviews.intake.formats.__init__": "from reviews.intake.pieces import Parsed\n",
    "reviews.intake.formats.plain": "from . import Parsed\nfrom reviews.intake import pieces\n",
    "reviews.forms": "import reviews.mail\nfrom reviews.models import Team\n",
    "reviews.mail": "from reviews.forms import Form\n",
    "collation.__init__": "",
    "collation.record": "from reviews.scale import VERDICTS\n",
    "collation.collate": "from collation import record\nfrom reviews.models import Team\n",
}


def test_a_name_is_found_in_the_module_that_holds_it():
    arrows = arrows_of(SOURCES)
    assert arrows["reviews.models.team"] == {"reviews.scale"}
    assert arrows["reviews.intake.formats.plain"] == {"reviews.intake.formats.__init__", "reviews.intake.pieces"}
    assert arrows["reviews.forms"] == {"reviews.mail", "reviews.models.__init__"}
    assert arrows["config.settings"] == set()


@pytest.mark.parametrize(
    ("module", "inside", "room"),
    [
        ("reviews.models.team", "reviews", "models"),
        ("reviews.scale", "reviews", "scale"),
        ("reviews.__init__", "reviews", None),
        ("reviews.apps", "reviews", None),
        ("collation.record", "reviews", None),
        ("reviews.intake.formats.plain", "reviews.intake", "formats"),
        ("reviews.intake.__init__", "reviews.intake", None),
        ("collation.record", HOUSE, "collation"),
        ("reviews.models.team", HOUSE, "models"),
    ],
)
def test_the_room_of_a_module(module: str, inside: str, room: str | None):
    assert room_in(module, inside) == room


def test_the_arrows_and_floors_of_a_part():
    house = part(arrows_of(SOURCES), HOUSE)
    assert house.rooms == ["collation", "config", "forms", "intake", "mail", "models", "scale"]
    assert house.arrows == [
        ("collation", "models"),
        ("collation", "scale"),
        ("forms", "mail"),
        ("forms", "models"),
        ("mail", "forms"),
        ("models", "scale"),
    ]
    assert house.floors == {
        "collation": 3,
        "config": 1,
        "forms": 3,
        "intake": 1,
        "mail": 3,
        "models": 2,
        "scale": 1,
    }
    assert house.circles == [("forms", "mail")]


def test_a_room_above_a_circle_is_above_it():
    assert part({"x.bee": ["x.cat"], "x.cat": ["x.bee"], "x.ant": ["x.bee"]}, "x").floors == {
        "bee": 1,
        "cat": 1,
        "ant": 2,
    }


def test_the_figures():
    assert figures(arrows_of(SOURCES)).splitlines() == [
        "                     rooms  floors  arrows  circles",
        "the whole house          7       3       6  forms ↔ mail",
        "collation/               2       2       1  none",
        "reviews/                 5       3       4  forms ↔ mail",
        "reviews/intake/          2       2       1  none",
    ]


def test_an_arrow_that_a_longer_way_replaces_is_not_needed():
    straight = Part({"views": ["forms", "models"], "forms": ["models"], "models": []})
    assert straight.needed == [("forms", "models"), ("views", "forms")]
    round_and_round = Part({"views": ["forms", "mail"], "forms": ["mail", "models"], "mail": ["forms"], "models": []})
    assert round_and_round.needed == [*round_and_round.arrows]


def test_the_rooms_are_drawn():
    assert rooms_drawn(arrows_of(SOURCES), HOUSE).splitlines() == [
        "```mermaid",
        "flowchart TD",
        '  collation["collation/"]',
        '  forms["forms.py"]',
        '  mail["mail.py"]',
        '  models["models/"]',
        '  scale["scale.py"]',
        "  collation --> models",
        "  forms --> mail",
        "  forms --> models",
        "  mail --> forms",
        "  models --> scale",
        "```",
    ]


def test_the_tables_are_drawn():
    tables = [apps.get_model("reviews", name) for name in ("Invitation", "Team", "Response", "User")]
    assert tables_drawn(tables).splitlines() == [
        "```mermaid",
        '%%{init: {"flowchart": {"wrappingWidth": 300}}}%%',
        "flowchart RL",
        '  Invitation["<b>Invitation</b><br>team<br>created_by: User<br>accepted_by: User ?"]',
        '  Response["<b>Response</b><br>predecessors: Response *"]',
        '  Team["<b>Team</b>"]',
        '  User["<b>User</b>"]',
        "  Invitation --> Team",
        "```",
    ]


def test_a_drawing_takes_its_place_between_its_marks():
    text = "Before.\n<!-- rooms -->\nold\n<!-- /rooms -->\nAfter.\n"
    drawn = redrawn(text, {"rooms": "new\n"})
    assert drawn == "Before.\n<!-- rooms -->\nnew\n<!-- /rooms -->\nAfter.\n"
    assert redrawn(drawn, {"rooms": "new\n"}) == drawn
    with pytest.raises(ValueError, match="no marks for tables"):
        redrawn(text, {"tables": "new\n"})


def test_no_rooms_form_a_circle():
    arrows = arrows_of({name: path.read_text() for name, path in modules()})
    assert {name: circles for name in PARTS if (circles := part(arrows, name).circles)} == {}


@pytest.mark.slow
def test_the_drawings_of_the_docs_are_what_the_code_gives():
    arrows = arrows_of({name: path.read_text() for name, path in modules()})
    text = ARCHITECTURE.read_text()
    assert redrawn(text, drawings(arrows, apps.get_app_config("reviews").get_models())) == text, "run make map"
