"""The context of a comparison's views, made once where access is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from reviews.access import READ, Seat, comparison_for
from reviews.domain.readings import StillReading, someone_waits
from reviews.domain.unsaved_words import forget_words
from reviews.lens import Lens, lens
from reviews.models import Comparison, User
from reviews.models.thread import ThreadQuerySet
from reviews.refusal import Refused
from reviews.web.conditional import conditional
from reviews.web.masking import masked, restore_places, restore_quotations
from reviews.web.requests import MemberRequest

SAFE = ("GET", "HEAD")

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Context:
    """A request for a page of a comparison.

    `seat` is what its user may do, `lens` what they may know. `here` names the page in the bar of the comparison, ""
    if it has none there.
    """

    request: MemberRequest
    comparison: Comparison
    seat: Seat
    lens: Lens
    here: str

    @property
    def user(self) -> User:
        return self.request.user

    @property
    def threads(self) -> ThreadQuerySet:
        """The threads that the viewer may see."""
        return self.comparison.threads.filter(self.lens.shown_threads())

    @property
    def version(self) -> tuple[object, ...]:
        """The state that a page shows: part of its ETag.

        Within the hour after a change it holds the minute, since pages say how long ago things happened.
        """
        minutes = int((timezone.now() - self.comparison.changed_at).total_seconds() // 60)
        return self.comparison.pk, self.comparison.revision, self.lens.fingerprint, self.seat.role, min(minutes, 60)

    def forget_draft(self) -> None:
        """Forget the draft of the form that was sent and saved."""
        place = self.request.POST.get("draft", "")
        if place:
            forget_words(comparison=self.comparison, by=self.user, place=place)

    def render(self, template: str, shown: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
        """The template with `shown` and the shared context."""
        shared = {"comparison": self.comparison, "seat": self.seat, "lens": self.lens, "here": self.here}
        return render(self.request, template, {**shared, **(shown or {})}, status=status)


def comparison_view(
    here: str = "",
    roles: frozenset[str] = READ,
    *,
    methods: Sequence[str] = SAFE,
    even_archived: bool = False,
    as_typed: bool = False,
) -> Callable[[View], View]:
    """Make a view of a `Context` a view of a request.

    The rest of the address is passed on. Whoever is signed out is sent to sign in, another method gets 405, and
    `comparison_for` says who gets 404 or 403. A refusal that no form shows is a page of its own: 409.

    With `as_typed`, the view gets what a form quotes as the viewer sees it, and answers with nothing but what that
    viewer typed: no name in it is restored or masked.
    """

    def decorate(view: View) -> View:
        @login_required
        @require_http_methods(list(methods))
        @wraps(view)
        def with_context(request: Any, slug: str, **address: Any) -> HttpResponseBase:
            comparison, seat = comparison_for(request.user, slug, roles, even_archived=even_archived)
            view_of = lens(request.user, comparison, seat.role)
            context = Context(request, comparison, seat, view_of, here)
            sent = request.POST if view_of.masks else QueryDict()  # else a large form is read by its view alone
            try:
                if view_of.masks and not as_typed:
                    restore_places(request, view_of, address)
                    restore_quotations(request, view_of, address.get("respondent", ""))
                with someone_waits():
                    response = view(context, **address)
            except Refused as refused:
                response = render(request, "409.html", {"why": refused}, status=409)
            except StillReading as reading:
                response = _when_read(context, reading)
            return response if as_typed else masked(response, view_of, sent, address.get("response", 0))

        return with_context

    return decorate


def _when_read(context: Context, reading: StillReading) -> HttpResponse:
    """The page that is there until the texts are read.

    It asks again every five seconds. htmx asks for the whole page.
    """
    if context.request.htmx:
        return HttpResponseClientRefresh()
    home = "" if context.request.method in SAFE else reverse("collation:compare", args=[context.comparison.slug])
    response = context.render("reviews/still_reading.html", {"reading": reading, "home": home}, status=202)
    response.headers["Retry-After"] = "5"
    return response


def comparison_act(here: str, roles: frozenset[str]) -> Callable[[View], View]:
    """A `comparison_view` that changes something: POST alone."""
    return comparison_view(here, roles, methods=("POST",))


def comparison_page(here: str = "") -> Callable[[View], View]:
    """A `comparison_view` for every member, sent again only if it changed."""

    def decorate(view: View) -> View:
        @comparison_view(here)
        @wraps(view)
        def unless_unchanged(context: Context, **address: Any) -> HttpResponseBase:
            return conditional(context.request, context.version, lambda: view(context, **address))

        return unless_unchanged

    return decorate
