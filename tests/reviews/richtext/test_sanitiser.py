"""What HTML may stay, to the letter."""

from reviews import richtext

REL = 'rel="nofollow noopener noreferrer ugc"'


def test_no_class_stays() -> None:
    for foreign in ("evil", "note evil", "notes", ""):
        assert richtext.painted(f'<mark class="{foreign}" onclick="b">c</mark>') == "<mark>c</mark>"
    assert richtext.safe('<p class="x"><mark>c</mark></p>') == "<p>c</p>"
    assert "<mark" not in richtext.render("<mark>c</mark>").html


def test_a_mark_keeps_what_says_why_it_is_there() -> None:
    kept = '<mark class="evidence note" data-annotations="12 3" data-slot="2" data-depth="2">c</mark>'
    assert richtext.painted(kept) == kept
    foreign = '<mark data-annotations="12;x" data-slot="a" data-depth="" data-other="1" data-ref="9">c</mark>'
    assert richtext.painted(foreign) == '<mark data-ref="9">c</mark>'
    assert richtext.painted('<mark data-ref="9"></mark>') == ""
    assert richtext.safe(kept) == "c"


def test_stored_html_that_somebody_changed_is_sanitised_again() -> None:
    assert richtext.safe('<p id=a onclick=b>x<script>y</script><img src=z><a href="javascript:q">l</a></p>') == (
        f"<p>x<a {REL}>l</a></p>"
    )
    assert "script" not in richtext.paint("<p>x<script>y</script></p>", [(0, 1)])


def test_no_attribute_passes_that_is_not_on_the_list():
    assert richtext.safe('<p title="x" lang="de">a <a href="https://e.org" title="y" hreflang="de">b</a></p>') == (
        '<p>a <a href="https://e.org" rel="nofollow noopener noreferrer ugc">b</a></p>'
    )


def test_a_character_that_no_text_holds_is_none_when_spelt_by_number_either():
    assert richtext.safe("<p>a&#xFFFE;b&#65535;c&#x0001fffe;d&#27;e&#x9d;f&#65;&#146;&#99999999999;</p>") == (
        "<p>a\ufffdb\ufffdc\ufffdd\ufffde\ufffdfA’\ufffd</p>"
    )
    assert richtext.render("a&#xFFFE;b&#27;c").text == "a\ufffdb\ufffdc"
