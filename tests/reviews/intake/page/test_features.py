"""The features of blocks: evidence for and against a prompt."""

from reviews.intake.page.blocks import blocks_of, lines_of
from reviews.intake.page.features import Features, is_model_like, own_features
from reviews.intake.page.weights import WEIGHTS


def observed(text: str) -> list[Features]:
    return [Features(block) for block in blocks_of(list(lines_of(text)))]


def names(text: str) -> list[str]:
    """The names of the first block's own features."""
    return [feature.name for feature in own_features(observed(text)[0])]


def test_a_prompt_and_an_answer_by_their_wording():
    assert names("thanks") == ["a short reply"]
    assert "asks for something" in names("Write a poem about kites")
    assert "a list" in names("- a kite") and "asks for something" not in names("- a kite")


def test_each_feature_has_its_weight():
    (block,) = observed("Write a poem about kites")
    assert all(feature.weight == WEIGHTS[feature.name] * feature.amount for feature in own_features(block))


def test_models_speak_of_themselves():
    assert [is_model_like(text) for text in ("As an AI, I fly no kites.", "Kites fly.")] == [True, False]
