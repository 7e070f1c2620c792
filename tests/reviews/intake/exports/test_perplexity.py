"""Threads of Perplexity: each question a heading, each answer up to its stars, the pages that it cites as links."""

from tests.reviews.intake.exports.reading import read, talk

LOGO = '<img src="https://r2cdn.perplexity.ai/logo.png" class="logo" width="120"/>\n\n'
THREAD = f"""{LOGO}# why is the sea salty?

Rivers bring **salt**.[^1_1][^1_2]

***

## More

---

# Sources of salt

Vents.[^1_9]
<span style="display:none">[^1_2]</span>

<div align="center">⁂</div>

[^1_1]: https://example.org/rivers

[^1_2]: javascript:alert(1)


---

# and lakes?

Some are.[^2_1]

<div align="center">⁂</div>

[^2_1]: https://example.com/lakes
"""


def test_a_thread():
    parsed = read(THREAD)
    (voice,) = parsed.voices
    assert talk(parsed) == [
        (
            "why is the sea salty?",
            "Rivers bring **salt**. ([example.org](https://example.org/rivers))[^1_2]\n\n***\n\n## More\n\n---\n\n"
            "# Sources of salt\n\nVents.[^1_9]",
        ),
        ("and lakes?", "Some are. ([example.com](https://example.com/lakes))"),
    ]
    assert (voice.name, voice.evidence_basis, parsed.format) == ("Perplexity", "web_search", "perplexity")


def test_an_older_thread_has_a_rule_below_the_question():
    older = (
        f'{LOGO}# why salt?\n\n---\nRivers.\n\n---\n\n### More\n\nVents.\n\n<div style="text-align: center">⁂</div>\n'
    )
    assert talk(read(older)) == [("why salt?", "Rivers.\n\n---\n\n### More\n\nVents.")]


def test_a_thread_cut_short():
    assert talk(read(THREAD[: THREAD.index("Vents")])) == [
        (
            "why is the sea salty?",
            "Rivers bring **salt**.[^1_1][^1_2]\n\n***\n\n## More\n\n---\n\n# Sources of salt",
        )
    ]
