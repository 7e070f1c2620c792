"""Three answers that raise points: one that two state in nearly the same words, and others that need a reader."""

ASKED = "What are the strengths and weaknesses of Owl-2?"

ADA = """## Weaknesses

- The owl corpus was collected in Norway alone, so the corpus is too narrow.
- The license of the recordings is unclear.

## Strengths

- Owl-2 was tested against hostile microphones.
"""

BERT = """## Weaknesses

- The owl corpus was collected in Norway alone, so that the corpus is too narrow.
- Owl-2 was never tested against hostile microphones.
"""

CLEO = """## Weaknesses

- A corpus of owls from Norway alone is narrow.
- Training took forty megawatt hours of electricity.
"""
