"""The features of the step from one block to the next."""

from reviews.intake.page.blocks import blocks_of, lines_of
from reviews.intake.page.features import Feature, Features
from reviews.intake.page.transitions import (
    begins_prompt,
    brings,
    brings_more,
    ends_brought,
    ends_turn,
    opens_answer,
)

OFFER, QUESTION = "Would you like me to draw the frame?", "Is it safe?"
LISTING = "```python\nkite.fly()\n```"


def observed(*texts: str) -> list[Features]:
    page = "\n\n".join(texts)
    return [Features(block) for block in blocks_of(list(lines_of(page, fences=True)))]


def names(features: list[Feature]) -> set[str]:
    return {feature.name for feature in features}


def test_the_blocks_around_a_boundary():
    offer, question = observed(OFFER, QUESTION)
    assert ends_turn(offer).name == "after an offer"
    (answer,) = observed("- one point")
    assert "before a list" in names(opens_answer(question, [answer]))


def test_a_prompt_begins_below_what_ends_an_answer():
    offer, question = observed(OFFER, QUESTION)
    assert {"a prompt begins", "after an offer"} <= names(begins_prompt(offer, question, is_tight=False))
    end, listing = observed("The kite is ready.", LISTING)
    assert "a listing that nothing leads to" in names(begins_prompt(end, listing, is_tight=False))
    lead, listing = observed("The kite needs this:", LISTING)
    assert "a listing that nothing leads to" not in names(begins_prompt(lead, listing, is_tight=False))


def test_lines_that_look_alike_speak_for_no_boundary():
    one, other = observed("Tie the tail to the frame.", "Hold the line in the wind.")
    assert "like what stands before it" in names(begins_prompt(one, other, is_tight=False))
    assert "like what follows it" in names(opens_answer(one, [other]))
    opening = observed("Sure, hold the line then.")
    assert "like what follows it" not in names(opens_answer(one, opening))


def test_a_text_that_was_asked_for_opens_the_answer():
    prompt, letter = observed("write a letter to the kite club", "Dear members,")
    assert {"what it asks for follows", "a text that it asks for follows"} <= names(opens_answer(prompt, [letter]))
    explain, letter = observed("what does this letter say?", "Dear members,")
    assert not {"what it asks for follows", "a text that it asks for follows"} & names(opens_answer(explain, [letter]))


def test_new_words_of_a_prompt_that_come_back_in_its_answer():
    prompt, answer = observed("and the bamboo?", "Bamboo is light and strong.")
    prompt.new = frozenset({"bamboo"})
    assert "its new words come back in what follows" in names(opens_answer(prompt, [answer]))
    prompt.new = frozenset()
    assert "its new words come back in what follows" not in names(opens_answer(prompt, [answer]))


def test_a_prompt_brings_the_listing_it_speaks_of():
    prompt, listing, answer = observed("why does this code stop?", LISTING, "Sure, it stops as no wind is set.")
    assert names(brings(prompt, listing)) == {"a prompt goes on with the listing it speaks of"}
    assert names(brings_more(listing, answer)) == {"what it brings goes on with what opens a reply"}
    assert names(ends_brought(listing, answer)) == {
        "after what was brought",
        "what was brought is answered",
        "after what was brought, prose",
    }
