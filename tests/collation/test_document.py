import json
from dataclasses import replace

from collation.agreement import FEW
from collation.document import document
from collation.read import lay, read
from collation.record import Mark, Resolution
from tests.collation.voices import ALL_THREE, record, respondent, turn

SMALL = record(
    replace(
        respondent("quill", turn(11, ALL_THREE, "## Is it safe?\n\nNo. It deletes files."), transcript_id=5),
        evidence_basis="abstract_only",
        evidence_quote="I saw the abstract.",
    ),
    marks=(Mark(2, 5, "Ada", "qualified", 4, "so far"),),
    resolutions=(Resolution(3, 5, "Ben", "silent", "says nothing of code"),),
)
COMPARISON = {"slug": "heron", "title": "Heron", "phase": "mark", "revision": 7, "secret": "not for print"}
PAPER = {"title": "Heron-2", "arxiv_id": "", "doi": "", "url": "", "authors": ["A. Linnet"]}


def test_the_document_of_the_contract():
    made = document(lay(read(SMALL), SMALL), comparison=COMPARISON, paper=PAPER)
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
        "ungrounded",
        "agreement",
    ]
    assert made["format"] == "collation/1"
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
    assert (made["facts"], made["findings"], made["ungrounded"]) == ([], [], [])
    nothing = {"alpha": None, "ac2": None, "interval": None, "pairs": []}
    assert made["agreement"] == {
        "respondents": nothing,
        "reviewers": nothing,
        "why_undefined": f"Respondents: {FEW} Reviewers: {FEW}",
    }


def test_the_cells_of_the_contract():
    rows = document(lay(read(SMALL), SMALL), comparison=COMPARISON, paper=PAPER)["rows"]
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
            "suggestion": {"verdict": "no", "quote": "No.", "reason": "the answer opens with “no”"},
            "marks": [{"by": "Ada", "verdict": "qualified", "confidence": 4, "rationale": "so far", "evidence": None}],
            "resolution": None,
            "verdict": {"value": "qualified", "from": "marks", "split": False},
            "support": None,
        }
    ]
    assert rows[2]["cells"][0]["resolution"] == {"verdict": "silent", "by": "Ben", "why": "says nothing of code"}
    assert rows[2]["cells"][0]["verdict"] == {"value": "silent", "from": "resolution", "split": False}
    assert (rows[0]["cells"][0]["state"], rows[0]["cells"][0]["verdict"]["from"]) == ("silent", "suggestion")
