"""A form as it stands on a page, to be sent as a browser sends it."""

from selectolax.lexbor import LexborHTMLParser


def sent(page: str, action: str, **typed: str) -> dict[str, str]:
    """What the first form of the page that goes to an address ending in `action` sends, with `typed` in its fields."""
    form = next(
        form
        for form in LexborHTMLParser(page).css("form")
        if (form.attributes["action"] or "").split("?")[0].endswith(action)
    )
    fields = {}
    for field in form.css("input, textarea, select"):
        name, kind = field.attributes.get("name"), field.attributes.get("type")
        if not name or (kind in ("radio", "checkbox") and "checked" not in field.attributes):
            continue
        chosen = field.css_first("option[selected]") or field.css_first("option")
        if field.tag == "select":
            fields[name] = chosen.attributes["value"] or "" if chosen else ""
        else:
            fields[name] = field.text() if field.tag == "textarea" else field.attributes.get("value") or ""
    return {**fields, **typed}
