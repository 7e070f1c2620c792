"""How these tests look at what a page reads as."""

from reviews.intake.document import turns

TWO = [("Why do bees hum?", "Their wings beat."), ("All day?", "While they fly.")]


def labelled(user: str, model: str, *, rule: str = "", head: str = "", foot: str = "") -> str:
    said = [line for prompt, answer in TWO for line in (user, prompt, rule, model, answer, rule)]
    return head + "\n\n".join(filter(None, said)) + "\n\n" + foot


THREE_CHATS = """What three assistants made of the kite paper

\u00a0

Claude says:

Searched the web
favicon

Kites fly because the wind pushes on them.


Lift

The string holds them at an angle.

So does it fly in the rain?

11:57 AM

Only a little. I only had access to the abstract \u2014 not the full paper.

ChatGPT responds:

The paper describes a kite of paper and cane.

If you like, I can draw the frame. Would you like that?

Yes. But leave out the tail.

Understood. Here is the frame without the tail:

  \u2022 Two canes, crossed

  \u2022 One sheet

Gemini responds:


Gemini said\u00a0

A kite is a wing on a string.

You said\u00a0

And the wind?\u00a0

Gemini said\u00a0

Wind is what the wing leans on.

Comments

Popular posts from this blog

On boats and other slow things
"""


def said(parsed):
    """(respondent, prompt, how it was found, first words of the answer) of each turn."""
    return [
        (parsed.voices[turn.voice].name, turn.prompt, turn.prompt_found_by if turn.prompt else "", turn.answer[:24])
        for turn in turns(parsed)
    ]


def aside(parsed):
    return [parsed.text[piece.start : piece.end].strip() for piece in parsed.pieces if piece.role == "furniture"]
