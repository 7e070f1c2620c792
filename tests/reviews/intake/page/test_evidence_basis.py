"""What a respondent says it could read, and what only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.intake.page.evidence_basis import evidence_basis

PIECES = (
    "I ", "we ", "have ", "only ", "not ", "read ", "the ", "full ", "paper ", "abstract", " end to end", "in full", ". ", "? ",
    "\n", "What I could read: ", "**", ": ", "if ", "and ", "results ", "searched ", "web ", "based on ", "abstract only; ",
    "full text ", "Ich habe ", "nur das Abstract ", "gelesen", "je n'ai lu que le résumé", "全文", "我", "通读", "只看了摘要", "。",
)  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "I could only read the abstract.",
        "I only had access to the abstract and landing page, not to the rest.",
        "This is based only on the abstract.",
        "I did not have access to the full paper.",
    ],
)
def test_who_read_the_abstract_alone(said: str):
    assert evidence_basis(f"Yes, it works. {said} Ask me again.")[0] == "abstract_only"


@pytest.mark.parametrize(
    "said",
    [
        "I only saw the abstract and the results section.",
        "I could only open the abstract and the tables.",
        "I had just the abstract, plus the methods section, at hand.",
        "A summary based only on the abstract would be unfair.",
        "The abstract alone could mislead you.",
    ],
)
def test_who_read_more_or_says_nothing_of_it_is_not_said_to_have_read_the_abstract_alone(said: str):
    assert evidence_basis(f"Yes, it works. {said} Ask me again.") == ("unknown", "")


@pytest.mark.parametrize(
    ("said", "basis"),
    [
        ("I read the GLM-5 paper end-to-end and treated it as a system paper.", "full_paper"),
        ("I've read the whole paper twice.", "full_paper"),
        ("I read all 40 pages.", "full_paper"),
        ("After reading the full paper, I am not convinced.", "full_paper"),
        ("I read the report carefully.", "full_paper"),
        ("I have only seen the abstract.", "abstract_only"),
        ("Only the abstract was available to me.", "abstract_only"),
        ("The full text was behind a paywall.", "abstract_only"),
        ("I searched the web for it.", "web_search"),
        ("I searched the society's pages.", "web_search"),
        ("I fetched the page directly.", "web_search"),
        ("What I could read: the abstract only", "abstract_only"),
        ("## What I could read\n\nThe full text, as a PDF.", "full_paper"),
        ("1. What I could read\nPages about it that I found on the web.", "web_search"),
        ("**What I could read:** not the full paper, just its abstract", "abstract_only"),
        ("What I could read\n\nNothing.", "unknown"),
        ("## What I could read\n\n## 1. Does it work?\n\nThe full paper says so.", "unknown"),
        ("If I had read the full paper, I would know.", "unknown"),
        ("Did you read the full paper?", "unknown"),
        ("I read the paper on a train.", "unknown"),
        ("I read the paper through the lens of safety.", "unknown"),
        ("The authors read the full paper aloud.", "unknown"),
        ("I read the abstract.", "unknown"),
        ("I read the whole paper, not just the abstract.", "full_paper"),
        ("**Depth.** We read the full text.", "full_paper"),
        ("Their figures were read from the abstract only.", "abstract_only"),
        ("It fell, not because I read the paper carefully enough.", "unknown"),
        ("Wenn du nur das Abstract gelesen hättest, wüsstest du es nicht.", "unknown"),
        ("我只读了摘要、引言。", "unknown"),
        ("Where can I read the full paper?", "unknown"),
        ("A hint does not mean I read the full paper.", "unknown"),
        ("I have not read the entire paper yet.", "unknown"),
        ("After reading the full paper, write down its claims.", "unknown"),
        ("Judge nothing from a source that we only read the abstract of.", "unknown"),
        ("Never judge by the abstract alone.", "unknown"),
        ("Say so if you only had access to the abstract.", "unknown"),
        ("Tell them that the full text was not available.", "unknown"),
        ("How many kites fell cannot be told from the abstract.", "abstract_only"),
        ("This note is based on the abstract and metadata.", "abstract_only"),
        ("Could not open the full article.", "abstract_only"),
        ("Source: abstract only; full text not found.", "abstract_only"),
        ("Coverage of this review: the entire paper, appendix too", "full_paper"),
        ("Davon habe ich nur das Abstract gelesen.", "abstract_only"),
        ("Wer nur das Abstract liest, weiß davon nichts.", "unknown"),
        ("Ich habe die ganze Studie von vorn bis hinten gelesen.", "full_paper"),
        ("Ich habe die ganze Studie noch nicht gelesen.", "unknown"),
        ("Ich habe im Netz danach gesucht.", "web_search"),
        ("Je n'ai lu que le résumé.", "abstract_only"),
        ("Si tu n'as lu que le résumé, dis-le.", "unknown"),
        ("J'ai lu l'article en entier.", "full_paper"),
        ("J'ai cherché d'autres avis sur internet.", "web_search"),
        ("Solo he leído el resumen.", "abstract_only"),
        ("Leí el artículo de principio a fin.", "full_paper"),
        ("Só li o resumo.", "abstract_only"),
        ("Li o artigo inteiro.", "full_paper"),
        ("Ho letto solo l'abstract.", "abstract_only"),
        ("Ho letto lo studio per intero.", "full_paper"),
        ("Ik heb alleen de samenvatting gelezen.", "abstract_only"),
        ("Ik heb het hele artikel gelezen.", "full_paper"),
        ("Я читал только аннотацию.", "abstract_only"),
        ("Я прочитала статью целиком.", "full_paper"),
        ("这篇论文我只看了摘要。", "abstract_only"),
        ("如果只看了摘要，请注明。", "unknown"),
        ("我通读了全文。", "full_paper"),
        ("我在网上搜索了相关网页。", "web_search"),
        ("要旨だけ読みました。", "abstract_only"),
        ("論文を最後まで読みました。", "full_paper"),
        ("초록만 읽었습니다.", "abstract_only"),
        ("초록만 읽으면 알 수 없다.", "unknown"),
        ("논문 전체를 읽었습니다.", "full_paper"),
    ],
)
def test_what_people_write_of_their_reading(said: str, basis: str):
    found, quote = evidence_basis(said)
    assert (found, bool(quote)) == (basis, basis != "unknown")
    assert quote in said


def test_the_line_on_what_could_be_read_outranks_other_statements():
    said = "What I could read: the full paper\n\nI searched the web too, and I could only read the abstract of another."
    assert evidence_basis(said) == ("full_paper", "the full paper")
    assert evidence_basis("It works.", searched="Searched the web") == ("web_search", "Searched the web")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_basis_has_its_words_in_the_text(text: str):
    basis, quote = evidence_basis(text)
    assert (basis == "unknown") == (quote == "")
    assert quote in text
