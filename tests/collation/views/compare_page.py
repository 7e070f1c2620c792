"""What the tests of the compare page share: three respondents' words, and how to find them on the page."""

from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from reviews.models import Response

CLAUDE = """\
# Does it work?

**Yes, it works** on every owl we tried.

# Is it safe?

Nobody can know that yet.

- red-teaming
- refusal tests
"""
CHATGPT = """\
## Does it work?

It mostly works, with some supervision.

## Is it safe?

No, it is not safe.

## Is the code it produces safe?

No. Treat it as untrusted.
"""
GEMINI = "It is designed to be safe, and it is safe."
ALL = "Does it work? Is it safe? Is the code it produces safe?"
REWORDED = "Going by the abstract: does it work? Is it safe?"


def get(client, user, comparison, query="", **headers) -> HTMLParser:
    client.force_login(user)
    response = client.get(reverse("collation:compare", args=[comparison.slug]) + query, headers=headers)
    assert response.status_code == 200
    return HTMLParser(response.content.decode())


def words(node: Node | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def cell(page: HTMLParser, row: str, who: str) -> Node:
    found = page.css_first(f'tr[id="q-{row}"] > td[data-who="{who}"]')
    assert found is not None
    return found


def passage(comparison, row="safe", who="ChatGPT", **changed) -> dict[str, str]:
    """What the form of a cell's first passage sends."""
    answer = Response.objects.get(
        transcript__respondent__identity__name=who, position=0, transcript__comparison=comparison
    )
    start = answer.text.index("Is it safe?")
    end = answer.text.index("not safe.") + len("not safe.")
    return {"response": answer.pk, "start": start, "end": end, "row": row, "to": "", "how": "move", **changed}
