"""The size of a text in tokens."""

from collation.readers.tokens import estimate_tokens


def test_nothing_has_no_tokens():
    assert estimate_tokens("") == 0


def test_dense_scripts_have_more_tokens_for_a_sign():
    english = estimate_tokens("The code that it writes is not safe to run without a review. " * 10)
    chinese = estimate_tokens("它写的代码未经审查就运行是不安全的。" * 10)
    assert 110 <= english <= 150
    assert 110 <= chinese <= 160
