"""Tags about who is here at all."""

from django import template

from reviews.models import User

register = template.Library()


@register.simple_tag
def anybody_here() -> bool:
    """Whether anybody can sign in to this server."""
    return User.objects.filter(is_active=True).exists()
