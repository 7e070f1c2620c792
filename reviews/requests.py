"""The requests that reach our views, as the middleware has dressed them; for the reader and the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from reviews.models import User


class Request(HttpRequest):
    """Anybody's request."""

    htmx: HtmxDetails


class MemberRequest(Request):
    """A request of somebody who is signed in: what a view behind `login_required` receives."""

    user: User
