"""Two answers to the three default questions, which part on safety."""

ASKED = "Does it work? Is it safe? Is the code it produces safe?"
ADA = """## Does it work?

Yes, Owl-2 works.

## Is it safe?

No, Owl-2 is not safe.

## Is the code it produces safe?

No, the code is not safe."""
BERT = """## Does it work?

Yes, Owl-2 works well.

## Is it safe?

Yes, Owl-2 is safe. It was tested **by five people** for a year.

## Is the code it produces safe?

No, the code it writes is not safe."""
