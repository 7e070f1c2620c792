"""Respondents who give terms and numbers on an invented model, and part on them; written for the tests."""

KITE = """## The model

The model has 30B parameters and rests on Sparse Tree Attention (STA).

It was trained on 9T tokens."""
WREN = """## The model

The model has 30B parameters and rests on Shared Token Attention (STA).

It was trained on 7T tokens. Later on, the model has 31B parameters."""
FINCH = "I do not know what STA stands for."
ABSTRACT = "We present Owl-2, a model with 30B parameters. It rests on Sparse Tree Attention (STA)."
