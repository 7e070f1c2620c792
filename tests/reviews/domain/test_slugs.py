"""Slugs and keys."""

from reviews.domain.slugs import free_key, free_slug


def test_a_slug_has_no_tag_names():
    assert free_slug("GLM-5 <b onclick=x>bold</b>: three chats", lambda _: False, fallback="x") == (
        "glm-5-bold-three-chats"
    )
    assert free_slug("2 < 3 > 1", lambda _: False, fallback="x") == "2-3-1"
    assert free_slug("<b>", lambda _: False, fallback="nameless") == "nameless"


def test_a_taken_slug_gets_a_random_suffix():
    slug = free_slug("Owls", {"owls"}.__contains__, fallback="x")
    assert slug.startswith("owls-") and len(slug) == len("owls-123456")


def test_a_taken_key_gets_the_next_number():
    assert free_key("Claude Opus", []) == "claude-opus"
    assert free_key("Claude", ["claude", "claude-2", "owl"]) == "claude-3"
    assert free_key("", {"respondent"}) == "respondent-2"
