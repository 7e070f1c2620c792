import json
from dataclasses import replace

from collation.agreement.alpha import FEW
from collation.answers.engine import read
from collation.answers.verdicts import apply_judgements
from collation.cells import Verdict
from collation.document import document
from collation.record import Mark, Resolution
from tests.collation.samples.answers import ALL_THREE, record, respondent, turn
from tests.collation.samples.rows import collation, mark, row, settled, unread, who

SMALL = record(
    replace(
        respondent("quill", turn(11, ALL_THREE, "## Is it safe?\n\nNo. It deletes files."), transcript_id=5),
        evidence_basis="abstract_only",
        evidence_quote="I saw the abstract.",
    ),
    marks=(Mark(question_id=2, transcript_id=5, by="Ada", value="qualified", confidence=4, rationale="so far"),),
    resolutions=(Resolution(3, 5, "Ben", "silent", "says nothing of code"),),
)
COMPARISON = {"slug": "heron", "title": "Heron", "phase": "mark", "revision": 7, "secret": "not for print"}
PAPER = {"title": "Heron-2", "arxiv_id": "", "doi": "", "url": "", "authors": ["A. Linnet"]}

OPENS = {"verdict": "no", "quote": "No.", "reason": "the answer opens with “no”", "source": "rules"}


def test_the_document():
    made = document(apply_judgements(read(SMALL), SMALL), comparison=COMPARISON, paper=PAPER)
    assert json.loads(json.dumps(made)) == made
    assert list(made) == [
        "format",
        "comparison",
        "paper",
        "respondents",
        "questions",
        "rows",
        "facts",
        "findings",
        "readers",
        "ungrounded",
        "agreement",
    ]
    assert made["format"] == "collation/2"
    assert made["comparison"] == {"slug": "heron", "title": "Heron", "phase": "mark", "revision": 7}
    assert made["paper"] == PAPER
    assert made["respondents"] == [
        {
            "key": "quill",
            "name": "Quill",
            "kind": "model",
            "version": "",
            "round": 1,
            "evidence_basis": {"value": "abstract_only", "quote": "I saw the abstract."},
        }
    ]
    assert made["questions"][1] == {
        "key": "safe",
        "text": "Is it safe?",
        "scored": True,
        "scale": ["no", "unclear", "qualified", "yes"],
    }
    assert (made["facts"], made["findings"], made["readers"], made["ungrounded"]) == ([], [], [], [])
    nothing = {"alpha": None, "ac2": None, "interval": None, "pairs": []}
    assert made["agreement"] == {
        "respondents": nothing,
        "reviewers": nothing,
        "why_undefined": f"Respondents: {FEW} Reviewers: {FEW}",
    }


def test_the_cells():
    rows = document(apply_judgements(read(SMALL), SMALL), comparison=COMPARISON, paper=PAPER)["rows"]
    assert [(row["question"], row["divergence"]) for row in rows] == [
        ("works", None),
        ("safe", None),
        ("code_safe", None),
    ]
    assert rows[1]["cells"] == [
        {
            "respondent": "quill",
            "state": "answered",
            "prompt_as_asked": ALL_THREE,
            "asked": "alike",
            "led": False,
            "passages": [
                {
                    "response": 0,
                    "response_id": 11,
                    "start": 0,
                    "end": 33,
                    "text": "Is it safe?\nNo. It deletes files.",
                    "placed_by": "engine",
                }
            ],
            "suggestion": OPENS,
            "suggestions": [OPENS],
            "marks": [{"by": "Ada", "verdict": "qualified", "confidence": 4, "rationale": "so far", "evidence": None}],
            "resolution": None,
            "verdict": {"value": "qualified", "rank": 2, "from": "marks", "split": False},
            "round_2": None,
            "grounds": [],
            "different_grounds": False,
            "support": None,
        }
    ]
    assert rows[2]["cells"][0]["resolution"] == {"verdict": "silent", "by": "Ben", "why": "says nothing of code"}
    assert rows[2]["cells"][0]["verdict"] == {"value": "silent", "rank": None, "from": "resolution", "split": False}
    assert (rows[0]["cells"][0]["state"], rows[0]["cells"][0]["verdict"]["from"]) == ("unread", None)


def test_a_cell_that_nobody_has_read_and_one_that_only_a_person_has():
    reason = "This answer is in Welsh. The built-in rules read English only."
    nobody = unread(who("Ada"), reason, words="Mae'n ddiogel.")
    told = row(
        nobody,
        replace(nobody, marks=(mark("Bob", "yes"),), verdict=Verdict("yes", "marks", rank=3.0)),
        replace(nobody, resolution=settled("silent"), verdict=Verdict("silent", "resolution")),
        replace(nobody, marks=(mark("Bob", "no"), mark("Eve", "yes")), verdict=Verdict(None, "marks", True, 1.5)),
    )
    [made] = document(collation(told), comparison=COMPARISON, paper=PAPER)["rows"]
    assert [(cell["state"], cell["verdict"]) for cell in made["cells"]] == [
        ("unread", {"value": None, "rank": None, "from": None, "split": False}),
        ("answered", {"value": "yes", "rank": 3.0, "from": "marks", "split": False}),
        ("silent", {"value": "silent", "rank": None, "from": "resolution", "split": False}),
        ("answered", {"value": None, "rank": 1.5, "from": "marks", "split": True}),
    ]
    assert [cell["suggestions"] for cell in made["cells"]] == [[], [], [], []]
    assert made["cells"][0]["suggestion"] == {"verdict": None, "quote": "", "reason": reason, "source": "rules"}
    assert [passage["text"] for passage in made["cells"][0]["passages"]] == ["Mae'n ddiogel."]
    assert made["divergence"] == 0.5
