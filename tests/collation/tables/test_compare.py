"""The compare table: questions down, respondents across."""

from collation.pages.columns import Head
from collation.tables.compare import compare_table


def head(key: str, name: str) -> Head:
    return Head(key, name, version="", said_on=None, round=1, basis="unknown", thin=False, quote="")


ROWS = [{"question": "Is it safe?", "cells": ["Ada’s", "Bert’s"]}, {"question": "Does it work?", "cells": ["A", "B"]}]


def test_each_respondent_has_a_column_after_the_question():
    table = compare_table(ROWS, [head("ada", "Ada"), head("bert", "Bert")], empty="Nothing here.")
    assert [(column.name, column.header) for column in table.columns] == [
        ("question", "Question"),
        ("of_ada", "Ada"),
        ("of_bert", "Bert"),
    ]
    assert [str(column.accessor) for column in table.columns.iterall()][1:] == ["cells__0", "cells__1"]
    assert table.columns["of_bert"].column.head.name == "Bert"
    assert not any(column.orderable for column in table.columns)


def test_two_of_one_name_have_a_column_each():
    table = compare_table(ROWS, [head("ada", "Ada"), head("ada-2", "Ada")], empty="")
    assert [column.name for column in table.columns] == ["question", "of_ada", "of_ada-2"]


def test_without_rows_it_says_so():
    table = compare_table([], [head("ada", "Ada")], empty="No row diverges.")
    assert (len(table.rows), table.empty_text) == (0, "No row diverges.")
