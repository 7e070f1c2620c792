"""Filters for names, stored HTML and moments.

They show the record as a viewer may know it.
"""

from datetime import datetime

from django import template
from django.utils import timezone

from reviews import richtext, scale
from reviews.access import Seat
from reviews.domain.optimistic_lock import token
from reviews.lens import Lens
from reviews.models import Transcript, User
from reviews.soft_hyphens import softened
from reviews.web.comparison_pages import Page, pages_for

register = template.Library()

_UNITS = ((365 * 24, "year"), (30 * 24, "month"), (24, "day"))


@register.filter
def person(user: User, lens: Lens) -> str:
    """What the viewer calls somebody."""
    return lens.person(user)


@register.filter
def respondent(transcript: Transcript, lens: Lens) -> str:
    """What the viewer calls a respondent."""
    return lens.name(transcript)


@register.simple_tag
def seen(**stored: str) -> str:
    """The token of the stored value that a form replaces.

    {% seen body=comment.markdown %}
    """
    return token(stored)


@register.simple_tag
def comparison_pages(seat: Seat) -> list[tuple[str, list[Page]]]:
    """The pages of the bar, in groups, that this seat may open."""
    return pages_for(seat)


@register.filter
def column_key(transcript: Transcript, lens: Lens) -> str:
    """The key under which the viewer finds a respondent's column."""
    return lens.key(transcript)


@register.filter
def masked(text: str, lens: Lens) -> str:
    """The text as the viewer may read it, before it is cut."""
    return lens.masked(text)


@register.filter
def basis(value: str) -> str:
    """What a respondent could read, in words."""
    return scale.BASES[value].capitalize()


@register.filter
def thin(value: str) -> bool:
    """Whether that was little, or is not known."""
    return value in scale.THIN_BASES


@register.filter
def grouped(count: int) -> str:
    """A count as people read it: "2,000"."""
    return f"{count:,}"


@register.filter
def word(value: str) -> str:
    """A verdict as it is read."""
    return scale.word(value)


@register.filter
def shape(value: str) -> str:
    """The value whose shape and colour draw a verdict.

    "none" if the marks leave it open.
    """
    return "none" if value == "undecided" else value


@register.filter
def confidence(level: int) -> str:
    """A reviewer's confidence, from 1 to 3: "high confidence"."""
    return f"{scale.CONFIDENCES[level]} confidence"


@register.filter
def cut_at_word(text: str, most: int) -> str:
    """The text on one line, cut after a word if long.

    Letters without a space between them are cut anywhere.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[:most]
    return f"{head if line[most] == ' ' else head.rpartition(' ')[0] or head} …"


@register.filter
def soft(text: str) -> str:
    """The text with soft hyphens in its long words."""
    return softened(text)


@register.filter
def rich(html: str) -> str:
    """Stored HTML, safe to show."""
    return richtext.safe(html)


@register.filter
def ago(moment: datetime) -> str:
    """The time since a moment, in the largest whole unit.

    From "just now" to years: "4 min ago", "3 h ago", "2 days ago".
    """
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    hours = minutes // 60
    if hours < 24:
        return f"{hours} h ago"
    size, unit = next((size, unit) for size, unit in _UNITS if hours >= size)
    count = hours // size
    return f"{count} {unit}{'s' if count > 1 else ''} ago"
