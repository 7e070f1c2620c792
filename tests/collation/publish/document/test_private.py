"""What is pointed out as private, and what is not."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.publish.document.private import ACCOUNT, CARD, CHAT, EMAIL, KEY, PATH, PHONE, alarms
from collation.publish.document.redaction import KeptOut

PRIVATE = {
    "ada.lovelace+owls@example.co.uk": EMAIL,
    "sk-proj-Abc123Def456Ghi789Jkl0": KEY,
    "sk-ant-api03-abcdefghijklmnop": KEY,
    "ghp_0123456789abcdefghijABCDEFGHIJ012345": KEY,
    "AKIAIOSFODNN7EXAMPLE": KEY,
    "xoxb-123456789012-abcdef": KEY,
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N": KEY,
    "+44 20 7946 0958": PHONE,
    "+1 (415) 555-2671": PHONE,
    "415-555-2671": PHONE,
    "DE89 3704 0044 0532 0130 00": ACCOUNT,
    "GB82WEST12345698765432": ACCOUNT,
    "4111 1111 1111 1111": CARD,
    "378282246310005": CARD,
    "/Users/ada/Documents/secret plan.txt": PATH,
    "/home/bob.smith/.ssh/id_rsa": PATH,
    "C:\\Users\\Ada\\Desktop\\owls.docx": PATH,
    "https://chatgpt.com/c/67a1b2c3-1234-8001-9abc-def012345678": CHAT,
    "https://claude.ai/chat/3f2504e0-4f89-11d3-9a0c-0305e82c3301": CHAT,
    "https://gemini.google.com/app/0123456789abcdef": CHAT,
}
NAMED = {
    "password=hunter2!x": "hunter2!x",
    "API key: a1b2c3d4e5f6": "a1b2c3d4e5f6",
    "Authorization: Bearer abcDEF123456789012": "abcDEF123456789012",
    "https://ada:s3cret@owls.example/": "ada:s3cret",
    "Tel. 030 123 4567 89": "030 123 4567 89",
}
PUBLIC = (
    "arXiv:2602.15763v2, https://arxiv.org/abs/2602.15763",
    "https://doi.org/10.48550/arXiv.2602.15763 and 10.1145/3366423.3380193",
    "ISBN 978-0-13-468599-1, ISBN 9780134685991, ISSN 1234-5679, ORCID 0000-0002-1825-0097",
    "In 1998-2024, 744B parameters, 28.5T tokens, 202,752 context, +12.5 points, 3.141592653589793",
    "2026-02-24 11:30:00, 2026.02.24-2026.03.01, 12:34:56, v1.2.3-4567, pp. 1234-1256",
    "The token: sparse attention. Password: required. A secret: nobody knows. api_key=YOUR_API_KEY",
    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "git@github.com:zai-org/GLM-5.git, @ada, 5 @ 3, x@y",
    "/home/user/project, /Users/you/file, /usr/local/bin, C:\\Users\\Public\\x",
    "https://chatgpt.com/share/67a1b2c3-1234-8001-9abc-def012345678 and https://claude.ai/share/3f2504e0",
    "SWE-bench 77.8, 1234567890123456, 0000 1111 2222 3333, 192.168.100.200, 1,234,567,890",
    "| 73.8 | 92.7 | 50.4 | 2,543 | 77 415 5552 671 |",
    "RTX-4090-2024, GPT-4-0613, 555-0199",
)


@pytest.mark.parametrize(("words", "kind"), PRIVATE.items())
def test_what_has_the_form_of_something_private_is_pointed_out(words: str, kind: str):
    text = f"See {words}, please."
    (found,) = alarms(text)
    said = text[found.start : found.end]
    assert (words.startswith(said), found.kind) == (True, kind)
    if " plan" not in words:  # a path ends at a blank
        assert said == words


@pytest.mark.parametrize(("text", "words"), NAMED.items())
def test_of_what_is_named_a_secret_the_secret_is_pointed_out(text: str, words: str):
    (found,) = alarms(text)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("text", PUBLIC)
def test_figures_identifiers_and_prose_are_no_alarm(text: str):
    assert [text[one.start : one.end] for one in alarms(text)] == []


PIECES = st.lists(st.sampled_from([*PRIVATE, *PUBLIC, *NAMED]) | st.text(max_size=12), max_size=6)


@given(PIECES.map("\n".join))
def test_alarms_are_in_order_and_apart_and_none_is_left_when_all_are_redacted(text: str):
    found = alarms(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    words = KeptOut(text[one.start : one.end] for one in found)
    left = words.out_of(text) if words else text
    assert [left[one.start : one.end] for one in alarms(left) if one.kind in (KEY, EMAIL, CHAT, ACCOUNT)] == []


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str):
    assert all(text[one.start : one.end] for one in alarms(text))


def test_real_texts_raise_few_false_alarms(real: Path):
    """Every alarm in texts that people published is looked at here: each is what it says."""
    found = [
        (path.name[:3], one.kind, re.sub(r"\s+", " ", text[one.start : one.end]))
        for path in sorted(real.glob("*.txt"))
        for text in [path.read_text(encoding="utf-8")]
        for one in alarms(text)
    ]
    assert found == []
