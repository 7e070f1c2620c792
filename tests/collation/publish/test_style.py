"""The one style sheet of published pages."""

from collation.publish import style
from collation.publish.style import STYLESHEETS, asset, style_sheet


def test_it_holds_all_and_its_hash_changes_with_it(monkeypatch, settings):
    css, digest = style_sheet()
    for name in STYLESHEETS:
        assert asset(f"css/{name}").decode() in css
    settings.DEBUG = True
    assert style_sheet() == (css, digest)
    monkeypatch.setattr(style, "asset", lambda name: b"p { margin: 0 }")
    assert style_sheet()[1] != digest


def test_browsers_keep_it(client):
    answer = client.get("/style.css?abc")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text == style_sheet()[0]
