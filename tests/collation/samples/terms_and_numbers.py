"""Respondents who give terms and numbers on an invented model, and part on them; written for the tests."""

KITE = """## The model

The model has 30B parameters. It rests on Sparse Tree Attention (STA).

The model was trained on 9T tokens."""
WREN = """## The model

The model has 30B parameters. It rests on Shared Token Attention (STA).

The model was trained on 7T tokens. The model has 31B parameters."""
FINCH = "I do not know what STA stands for."
ABSTRACT = "We present Owl-2. The model has 30B parameters. It rests on Sparse Tree Attention (STA)."

SIZE, TOKENS = ":model have … parameter", ":model was trained on … token"
"""The keys of what they say of the model's size, and of its training."""
SAYS_SIZE, SAYS_TOKENS = "The model has … parameters", "The model was trained on … tokens"
"""The topics, as they are said."""
