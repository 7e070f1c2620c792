"""The first page, and new comparisons."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers
from django_tables2 import RequestConfig

from reviews.access import EDIT, may_start, teams_of
from reviews.bibliography.lookup import complete
from reviews.domain.comparisons import just_started, start_comparison
from reviews.domain.papers import store_pdf
from reviews.domain.progress import own_progress
from reviews.domain.questions import keyed_questions
from reviews.domain.teams import own_team
from reviews.forms.comparison import ComparisonForm
from reviews.forms.paper import Pdf
from reviews.models import Comparison, Publication, Team, User
from reviews.tables import ComparisonFilter, ComparisonTable, comparison_rows
from reviews.web.requests import MemberRequest, Request

TABLE_ID = "comparisons"


@cache_control(private=True, no_cache=True)
@vary_on_headers("HX-Request")
def comparison_list(request: Request) -> HttpResponse:
    """The comparisons that the viewer may see.

    Anyone who is not signed in gets an introduction and the published comparisons.
    """
    if not request.user.is_authenticated:
        return render(request, "reviews/home/front.html", {"publications": newest_publications()})
    visible = Comparison.objects.visible_to(request.user).with_roles(request.user.pk).select_related("team", "paper")
    chosen = ComparisonFilter(request.GET, queryset=visible, request=request)
    found = list(chosen.qs)
    table = ComparisonTable(comparison_rows(found, request.user, own_progress(request.user, found)))
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "table": table,
        "filter": chosen,
        "table_id": TABLE_ID,
        "may_start": may_start(request.user),
        "any": bool(table.rows) or visible.exists(),
        "sifted": any(request.GET.get(name) for name in chosen.filters),
    }
    part = request.htmx.target == TABLE_ID
    return render(request, "reviews/home/_table.html" if part else "reviews/home/list.html", context)


def newest_publications() -> QuerySet[Publication]:
    """The newest public version of each comparison, latest first, without documents."""
    return Publication.objects.newest_each().select_related("comparison__paper").defer("document")


@login_required
def comparison_new(request: MemberRequest) -> HttpResponse:
    """Start a comparison, store its PDF, and lead to its intake."""
    user = request.user
    form = ComparisonForm(request.POST or None, request.FILES or None, teams=_teams_to_start_in(user))
    if form.is_valid():
        pdf: Pdf | None = form.cleaned_data["pdf"]
        with form.refusals(), transaction.atomic():
            team, title = form.chosen_team() or own_team(by=user), form.chosen_title()
            started = just_started(team=team, by=user, title=title)
            if started:
                return redirect("reviews:intake", started.slug)
            questions = keyed_questions(form.cleaned_data["questions"])
            comparison = start_comparison(team=team, by=user, title=title, paper=form.paper(), questions=questions)
            if pdf:
                store_pdf(comparison=comparison, data=pdf.data, name=pdf.name, text=pdf.text)
            return redirect("reviews:intake", comparison.slug)
    return _new_page(request, form)


@login_required
@require_POST
def comparison_look_up(request: MemberRequest) -> HttpResponse:
    """The form after a look-up of the paper; nothing is stored."""
    form = ComparisonForm(request.POST, request.FILES, teams=_teams_to_start_in(request.user))
    given = form.given_reference()
    if given is not None:
        form.fill_in(complete(given))
    return _new_page(request, form)


def _teams_to_start_in(user: User) -> QuerySet[Team]:
    if not may_start(user):
        raise PermissionDenied("Your role in this team doesn’t allow that. An owner of the team can change your role.")
    return teams_of(user, EDIT)


def _new_page(request: MemberRequest, form: ComparisonForm) -> HttpResponse:
    part = request.htmx.target == "paper-fields"
    context = {"form": form, "look_up_url": reverse("reviews:comparison_look_up"), "part": part}
    template = "reviews/paper/_fields.html" if part else "reviews/home/new.html"
    return render(request, template, context, status=422 if form.errors else 200)
