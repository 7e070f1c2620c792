"""A publication as tables."""

from hypothesis import given
from hypothesis import strategies as st

from collation.publish.document.sheets import LONGEST, fitting, tables
from reviews.domain.conclusions import conclude
from reviews.domain.marks import place_mark
from tests.collation.publish.document.test_conclusions import SAID
from tests.collation.publish.later_words import REPLY_OF, told_later
from tests.factories import make_transcript


def test_there_is_a_table_for_whatever_there_is(drafted, bert, safe, bob):
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale="Says so.")
    found = {table.name: table for table in tables(drafted(), sha256="")}
    assert list(found) == ["Matrix", "Cells", "Marks", "What would settle it", "Not asked, not read", "About"]
    assert found["Marks"].rows == (("Is it safe?", "Bert", "Reviewer 1", "yes", "Says so.", ""),)
    assert ("Title", "Owls") in found["About"].rows
    for table in found.values():
        assert {len(row) for row in table.rows} == {len(table.head)}


def test_what_people_conclude_reply_and_miss_has_tables_and_columns(comparison, drafted, ada, bert, safe, alice):
    make_transcript(comparison, "Cleo", ("Is it safe?", "Owls can fly."))
    conclude(question=safe, by=alice, **SAID)
    document = told_later(drafted())
    found = {table.name: table.rows for table in tables(document, sha256="")}
    words = f"Bert: {SAID['evidence'][0]}"
    assert found["Conclusions"] == (
        ("Is it safe?", SAID["answer"], SAID["why"], SAID["settled_by"], "Reviewer 1", words),
    )
    assert found["What would settle it"] == (("Is it safe?", 1.0, SAID["settled_by"], "the team", ""),)
    assert found["Not asked, not read"] == (
        ("Does it work?", "Not asked", "Cleo"),
        ("Is it safe?", "Nobody has read the answer", "Cleo"),
        ("Is the code it produces safe?", "Not asked", "Cleo"),
    )
    assert found["Replies"] == (("Bert on “Is it safe?”", REPLY_OF, "It *is* safe."), ("the page", REPLY_OF, "Not so."))
    assert ("Corrects the version before", "Bert was wrong.") in found["About"]
    (table,) = (table for table in tables(document, sha256="") if table.name == "Cells")
    rows = [dict(zip(table.head, row, strict=True)) for row in table.rows]
    assert [row["missing"] for row in rows] == [
        *("", "", "Not asked"),
        *("", "", "Nobody has read the answer"),
        *("", "", "Not asked"),
    ]
    row = rows[4]
    assert [row[name] for name in ("round_2", "round_2_because", "round_2_answer", "replies")] == [
        "Then: yes → now: no",
        "Nobody tested it.",
        "No, it is not.",
        f"{REPLY_OF}\nIt *is* safe.",
    ]
    assert [row[name] for name in ("team_concludes", "team_concludes_why", "would_settle_the_question")] == [
        SAID["answer"],
        SAID["why"],
        f"{SAID['settled_by']} (says the team)",
    ]
    assert rows[0]["team_concludes"] == rows[0]["would_settle_the_question"] == ""


def test_what_the_team_says_would_settle_it_stands_there_even_if_nobody_differs(drafted, ada, safe, alice):
    conclude(question=safe, by=alice, **{**SAID, "evidence": []})
    (table,) = (table for table in tables(drafted(), sha256="") if table.name == "Cells")
    row = dict(zip(table.head, table.rows[1], strict=True))
    assert row["would_settle_the_question"] == f"{SAID['settled_by']} (says the team)"


@given(st.integers(LONGEST - 120, LONGEST + 40), st.sampled_from(["a", "𝔸", "a𝔸"]))
def test_what_fits_stays_whole_and_the_rest_is_cut_to_fit(length: int, of: str):
    text = of * length
    cut = fitting(text)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert (cut == text) == (len(text.encode("utf-16-le")) // 2 <= LONGEST)
