"""One file that asks nobody for anything."""

import base64
import hashlib
import re

from selectolax.lexbor import LexborHTMLParser

from collation.publish.formats.html_file import HTML


def test_the_file_holds_all_it_needs_and_lets_nothing_else_in(edition):
    html = HTML.write(edition).decode()
    tree = LexborHTMLParser(html)
    (policy,) = (node.attributes["content"] for node in tree.css("meta[http-equiv]"))
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert "url(" not in style
    assert "@import" not in style
    assert tree.css("script, img, iframe, link[rel=stylesheet], [style]") == []
    assert [link.attributes["href"][:11] for link in tree.css("link[rel=icon]")] == ["data:image/"]
    assert tree.css_first("h1").text() == "Owls"
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("</head>")
