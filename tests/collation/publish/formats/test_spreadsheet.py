"""CSV and XLSX, opened as a spreadsheet opens them: nothing calculates, and numbers stay numbers."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from collation.publish.document.sheets import CUT, LONGEST
from collation.publish.formats.edition import Edition
from collation.publish.formats.registry import draft_edition
from collation.publish.formats.spreadsheet import CSV, XLSX, disarmed
from reviews.domain.marks import place_mark
from reviews.models import Comparison

HOSTILE = ["=1+1", "+1+1", "-5+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", " =1", "＝1+1", "|calc", "- a list", "--5", "-"]
NUMBERS = ["-5", "+3", "-5.25", "1,234", "-1e9", "50%", "-0.5%"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_calculates_is_disarmed(text: str):
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", [*NUMBERS, "", "yes", "a=b", "5-3", "'=1"])
def test_numbers_and_other_words_are_left_alone(text: str):
    assert disarmed(text) == text


@given(st.text(st.sampled_from("=+-@|\t\r\n 0123456789.,e%acd＝"), max_size=8))
def test_whatever_is_left_alone_is_a_number_or_begins_harmlessly(text: str):
    kept = disarmed(text)
    if kept == text and text.strip() and text.lstrip()[0] in "=+-@":
        assert text[0] in "+-"
        float(text.rstrip("%").replace(",", ""))


def with_rationale(comparison: Comparison, bert, bob, words: str) -> Edition:
    safe = comparison.questions.get(key="safe")
    place_mark(question=safe, transcript=bert, by=bob, value="yes", rationale=words)
    return draft_edition(comparison)


def rows(edition: Edition) -> list[dict[str, str]]:
    written = CSV.write(edition)
    assert written.startswith(b"\xef\xbb\xbf"), "a spreadsheet takes it for UTF-8"
    return list(csv.DictReader(StringIO(written.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_each_cell(edition):
    table = rows(edition)
    assert len(table) == 6
    (bert,) = (row for row in table if (row["question_key"], row["respondent"]) == ("safe", "Bert"))
    assert (bert["verdict"], bert["state"], bert["rank"]) == ("yes", "answered", "3.0")
    assert float(bert["divergence_of_row"]) == pytest.approx(1.0)
    assert bert["answer"] == "Is it safe?\nYes, Owl-2 is safe. It was tested by five people for a year."


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "-5", "-5+cmd"])
def test_a_question_that_calculates_is_disarmed_in_csv(comparison, ada, bert, text: str):
    comparison.questions.filter(key="safe").update(text=text)
    assert {row["question"] for row in rows(draft_edition(comparison)) if row["question_key"] == "safe"} == {
        text if text == "-5" else f"'{text}"
    }


def test_xlsx_has_sheets_with_numbers_as_numbers(comparison, ada, bert, bob):
    edition = with_rationale(comparison, bert, bob, "=cmd|' /C calc'!A0")
    book = load_workbook(BytesIO(XLSX.write(edition)))
    assert book.sheetnames == ["Matrix", "Cells", "Marks", "What would settle it", "Not asked, not read", "About"]
    matrix = [[cell.value for cell in row] for row in book["Matrix"].rows]
    assert matrix[0] == ["Question", "Ada", "Bert", "Divergence", "Rests on"]
    assert matrix[2] == ["Is it safe?", "no (suggested)", "yes", 1.0, "2 of 2 read"]
    assert book["Matrix"]["D3"].data_type == "n"
    (rationale,) = (cell for cell in book["Marks"][2] if "calc" in str(cell.value))
    assert (rationale.value, rationale.data_type, rationale.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert {cell.data_type for sheet in book for row in sheet.rows for cell in row} <= {"s", "n", "inlineStr"}


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so(edition):
    document = json.loads(edition.text)
    long = "𝔸" * 20_000
    document["rows"][0]["cells"][0]["passages"][0]["text"] = long
    longer = Edition(document, edition.text, edition.sha256, edition.url)
    (answer,) = (row["answer"] for row in rows(longer) if row["answer"].startswith("𝔸"))
    assert answer.endswith(CUT)
    assert LONGEST - 3 < len(answer.encode("utf-16-le")) // 2 <= LONGEST
    cells = load_workbook(BytesIO(XLSX.write(longer)))["Cells"]
    assert answer in {cell.value for row in cells.rows for cell in row}
