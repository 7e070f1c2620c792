"""Conversations with every marker taken out: the wording alone says who speaks."""

from reviews.intake.document import turns
from reviews.intake.page import prompt_search
from reviews.intake.parse import parse

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


def test_a_page_without_blank_lines():
    page = (
        "how long does sourdough have to rest\nSourdough rests twice: once in the bowl and once in its basket.\n"
        "The first rest takes four to six hours at room temperature.\nThe second one takes two hours, or a night in the fridge.\n"
        "A cold rest makes the crust crisper.\nDoes your kitchen run warm or cold?\nrather cold, 17 degrees or so\n"
        "Got it. Give the first rest eight hours then.\nThe dough is ready when it has grown by half.\nBubbles at the rim are a good sign.\n"
        "A dough that springs back at once needs longer.\nOne that never springs back has had too much.\n"
        "Would you like a timetable for a whole day?\nyes please\nSure! Here is one that starts at breakfast.\n"
        "Feed the starter at seven.\nMix the dough at eleven.\nFold it at noon and at one.\nShape it at seven in the evening.\n"
        "Bake it the next morning.\nEnjoy the bread!\n"
    )
    assert [turn.prompt for turn in turns(parse(page.encode()))] == [
        "how long does sourdough have to rest",
        "rather cold, 17 degrees or so",
        "yes please",
    ]


def test_a_listing_stays_with_the_prompt_that_brings_it():
    page = (
        "what is a shell script\n\nA shell script is a file of commands that a shell runs one by one.\n\n"
        "Would you like to see one?\n\nno, but why does mine stop here?\n\nimport time as clock\n\n"
        "def wait(seconds):\n    clock.sleep(seconds)\n\nwait('3')\n\n"
        "The error comes from the last line: `'3'` is a text, and `sleep` wants a number.\n\nWrite `wait(3)`.\n"
    )
    assert [turn.prompt for turn in turns(parse(page.encode()))] == [
        "what is a shell script",
        "no, but why does mine stop here?\n\nimport time as clock\n\ndef wait(seconds):\n    clock.sleep(seconds)\n\nwait('3')",
    ]


def test_numbered_questions_inside_an_answer_are_no_labels():
    page = (
        "i have two riddles for you, what has keys but opens no door, and what gets wetter the more it dries?\n\n"
        "Here are both answers:\n\nQ1: A piano.\nQ2: A towel.\n\nDo you have another one?\n\nnot today, thanks!\n\n"
        "You're welcome! Come back when you do.\n"
    )
    assert [turn.prompt[:14] for turn in turns(parse(page.encode()))] == ["i have two rid", "not today, tha"]


def test_what_has_too_many_blocks_is_not_weighed(monkeypatch):
    monkeypatch.setattr(prompt_search, "MOST_BLOCKS", 3)
    assert [turn.prompt for turn in turns(parse(KITCHEN.encode()))] == [""]


CODE = """hi, can you look at my code?

Of course! Paste it here and tell me what it should do.

```python
def sail(wind):
    return wind / 0
```

The function divides by zero, so it fails for every wind. Divide by the area of the sail:

```python
def sail(wind, area):
    return wind / area
```

Let me know if you would like a test for it.

Traceback (most recent call last):
  File "boat.py", line 4, in <module>
TypeError: sail() missing 1 required positional argument: 'area'

The error says that the call still passes one value only. Add the area: `sail(5, 12)`.

write a haiku about it

Wind over nothing,
the sail folds without a word.
Divide, then set out.

a list of rhymes with sail

- pale
- tale
- whale
"""


def test_prompts_that_are_only_a_listing_an_error_or_a_wish():
    assert [turn.prompt for turn in turns(parse(CODE.encode()))] == [
        "hi, can you look at my code?",
        "```python\ndef sail(wind):\n    return wind / 0\n```",
        "Traceback (most recent call last):\n"
        '  File "boat.py", line 4, in <module>\n'
        "TypeError: sail() missing 1 required positional argument: 'area'",
        "write a haiku about it",
        "a list of rhymes with sail",
    ]
