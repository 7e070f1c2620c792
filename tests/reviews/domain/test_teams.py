"""Slugs of what people name."""

from reviews.domain.teams import free_slug


def test_a_slug_has_no_tag_names():
    assert free_slug("GLM-5 <b onclick=x>bold</b>: three chats", lambda _: False, fallback="x") == (
        "glm-5-bold-three-chats"
    )
    assert free_slug("2 < 3 > 1", lambda _: False, fallback="x") == "2-3-1"
    assert free_slug("<b>", lambda _: False, fallback="nameless") == "nameless"
