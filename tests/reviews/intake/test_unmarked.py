"""Conversations with every marker taken out: the wording alone says who speaks."""

from reviews.intake.formats import parse
from reviews.intake.pieces import turns

KITCHEN = """how do i get rust off a cast iron pan

Rust on cast iron is only on the surface, so it comes off with a little work.

Steps

1. Scrub the pan with steel wool.
2. Rinse it and dry it at once.
3. Rub in a thin coat of oil and bake it for an hour.

Would you like advice on which oil to use?

yes please

Flaxseed oil makes the hardest coat, but any oil with a high smoke point will do.

Use very little of it. A thick coat turns sticky.

ok and can i use soap on it afterwards?

You can. Modern dish soap holds no lye and will not harm the coat.

What ruins a pan is water left standing in it.

My pan got this message from the oven, what does it mean?

Error: probe not found at slot 2
  retrying in 5s

The oven cannot find its temperature probe. It is a matter of the plug, not of the pan.

Push the plug in until it clicks.

Thanks

You're welcome! Enjoy the pan.
"""


def test_prompts_are_found_by_their_wording():
    parsed = parse(KITCHEN.encode())
    assert [turn.prompt for turn in turns(parsed)] == [
        "how do i get rust off a cast iron pan",
        "yes please",
        "ok and can i use soap on it afterwards?",
        "My pan got this message from the oven, what does it mean?\n\nError: probe not found at slot 2\n  retrying in 5s",
        "Thanks",
    ]
    assert parsed.voices[0].kind == "model"


def test_each_boundary_says_how_it_was_found():
    parsed = parse(KITCHEN.encode())
    prompts = [piece for piece in parsed.pieces if piece.role == "prompt"]
    assert {piece.found_by for piece in prompts} == {"heuristic"}
    assert prompts[1].why.startswith("a short reply, after an offer")
    assert all(piece.why for piece in parsed.pieces)


def test_an_answers_own_questions_are_no_prompts():
    page = (
        "ChatGPT responds:\n\nThe plan is sound.\n\n\nDoes it scale?\n\nUp to a point, and the paper says which.\n\n\n"
        "Is it cheap?\n\nNo figure is given anywhere.\n\nIf you like, I can work one out.\n\nno thanks, that is enough for me\n\n"
        "Understood. Good luck with the plan!\n"
    )
    assert [turn.prompt for turn in turns(parse(page.encode()))] == ["", "no thanks, that is enough for me"]


def test_a_prompt_and_its_answer_with_no_blank_line_between():
    page = (
        "what is a sextant\nA sextant is an instrument that measures the angle between two things in sight.\n\n"
        "Sailors use it with the sun and the horizon.\n\n\n\n\ncan you explain how they read it?\n"
        "Sure! The angle stands on the arc at the foot of the instrument.\n\nA small drum gives the minutes.\n"
    )
    assert [turn.prompt for turn in turns(parse(page.encode()))] == [
        "what is a sextant",
        "can you explain how they read it?",
    ]
