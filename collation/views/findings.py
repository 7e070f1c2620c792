"""Findings: points that respondents raise, with whose words stand for them, and what people make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import push_url

from collation.assemble.collation import record_of
from collation.assemble.findings import dismissed_of, findings_of
from collation.findings.findings import Finding, place_of
from collation.pages.findings import PATTERN_NAMES, RATING_NAMES, Sought, filters, groups, sentence
from collation.record import Record
from collation.tables.findings import FindingTable
from collation.wording import listed
from reviews.access import MARK, READ, Seat, comparison_for
from reviews.domain.findings import (
    Span,
    dismiss_suggestion,
    dissolve_finding,
    gather_finding,
    merge_findings,
    quote_in_finding,
    rate_finding,
    rename_finding,
    restore_suggestion,
    set_opposing,
    split_finding,
)
from reviews.forms import VerbForm
from reviews.forms.gathering import MergeForm, NameForm, QuoteForm, RateForm, SplitForm, StanceForm, WriteForm
from reviews.lens import Lens, lens
from reviews.models import Comparison, Response
from reviews.models import Finding as StoredFinding
from reviews.refusal import Refused
from reviews.web.conditional import conditional
from reviews.web.requests import MemberRequest


@dataclass(frozen=True)
class _Desk:
    """The findings of a comparison, read for one viewer."""

    comparison: Comparison
    seat: Seat
    lens: Lens
    record: Record
    findings: tuple[Finding, ...]

    def at(self, key: str) -> Finding:
        """The finding with that key, or the one that was adopted from the candidate with it; else Http404."""
        found = [one for one in self.findings if one.key == key] or [
            one for one in self.findings if one.candidate == key
        ]
        if not found:
            raise Http404("There is no such finding.")
        return found[0]


def _desk(request: MemberRequest, slug: str, roles: frozenset[str] = READ) -> _Desk:
    comparison, seat = comparison_for(request.user, slug, roles)
    view = lens(request.user, comparison)
    record = record_of(comparison, view)
    return _Desk(comparison, seat, view, record, findings_of(comparison, view, record))


@login_required
@require_safe
def finding_list(request: MemberRequest, slug: str) -> HttpResponseBase:
    """All findings; to its own panel, when that is closed, nothing."""
    comparison, seat = comparison_for(request.user, slug)
    view = lens(request.user, comparison)

    def respond() -> HttpResponse:
        if request.htmx.target == "panel":
            return HttpResponse()
        return _show(request, _desk(request, slug))

    return conditional(request, comparison, seat, view, respond)


@login_required
@require_safe
def finding_detail(request: MemberRequest, slug: str, key: str) -> HttpResponseBase:
    """The findings with one of them open; to the panel, the panel alone."""
    desk = _desk(request, slug)
    finding = desk.at(key)
    if finding.key != key:
        return redirect("collation:finding_detail", slug, finding.key)
    return conditional(request, desk.comparison, desk.seat, desk.lens, lambda: _show(request, desk, finding))


@login_required
@require_POST
def finding_adopt(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Takes a suggestion up as a finding of the team."""
    desk = _desk(request, slug, MARK)
    return _answer(request, desk, _taken_up(request, desk, desk.at(key)))


@login_required
@require_POST
def finding_name(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Gives it another title or kind."""
    desk = _desk(request, slug, MARK)

    def act(finding: StoredFinding) -> StoredFinding:
        rename_finding(finding=finding, **form.cleaned_data)
        return finding

    form = NameForm(request.POST)
    return _act(request, desk, key, act, name_form=form)


@login_required
@require_POST
def finding_rate(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Sets the viewer's rating, or takes it back."""
    desk = _desk(request, slug, MARK)

    def act(finding: StoredFinding) -> StoredFinding:
        rate_finding(finding=finding, by=request.user, **form.cleaned_data)
        return finding

    form = RateForm(request.POST)
    return _act(request, desk, key, act, rate_form=form)


@login_required
@require_POST
def finding_merge(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Makes it a part of another, which is shown then."""
    desk = _desk(request, slug, MARK)

    def act(finding: StoredFinding) -> StoredFinding:
        into = _taken_up(request, desk, desk.at(form.cleaned_data["into"]))
        merge_findings(finding=finding, into=into)
        return into

    form = MergeForm(request.POST, others=_others(desk, desk.at(key)))
    return _act(request, desk, key, act, merge_form=form)


@login_required
@require_POST
def finding_split(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Makes some of its points a finding of their own, which is shown then."""
    desk = _desk(request, slug, MARK)
    said = desk.at(key).said

    def act(finding: StoredFinding) -> StoredFinding:
        stored = {(point.response_id, point.start, point.end): point for point in finding.points.all()}
        by_id = {point.pk: point for point in stored.values()}
        chosen = [
            by_id[one.point_id] if one.point_id else stored[one.response_id, one.start, one.end]
            for one in said
            if one.key in form.cleaned_data["points"]
        ]
        return split_finding(finding=finding, points=chosen, title=form.cleaned_data["title"], by=request.user)

    form = SplitForm(request.POST, points=[(one.key, one.text) for one in said])
    return _act(request, desk, key, act, split_form=form)


@login_required
@require_POST
def finding_oppose(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Says of a respondent who is quoted whether it speaks against the finding."""
    desk = _desk(request, slug, MARK)

    def act(finding: StoredFinding) -> StoredFinding:
        responses = [
            turn.response_id
            for one in desk.record.respondents
            if one.key == form.cleaned_data["respondent"]
            for turn in one.turns
        ]
        points = list(finding.points.filter(response__in=responses))
        set_opposing(finding=finding, points=points, opposes=form.cleaned_data["opposes"])
        return finding

    form = StanceForm(request.POST, respondents=_names(desk))
    return _act(request, desk, key, act, stance_form=form)


@login_required
@require_POST
def finding_quote(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Puts the words of a respondent under it."""
    desk = _desk(request, slug, MARK)

    def act(finding: StoredFinding) -> StoredFinding:
        quote_in_finding(finding=finding, span=_span(desk, form))
        return finding

    form = QuoteForm(request.POST, respondents=_names(desk))
    return _act(request, desk, key, act, quote_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def finding_write(request: MemberRequest, slug: str) -> HttpResponse:
    """A page to write a finding of one's own, which is shown then."""
    desk = _desk(request, slug, MARK)
    form = WriteForm(request.POST or None, respondents=_names(desk))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            finding = gather_finding(
                comparison=desk.comparison,
                by=request.user,
                title=said["title"],
                kind=said["kind"],
                spans=[_span(desk, form)],
            )
            return redirect("collation:finding_detail", slug, f"finding-{finding.pk}")
    context = {"comparison": desk.comparison, "seat": desk.seat, "lens": desk.lens, "here": "findings", "form": form}
    return render(request, "collation/finding_write.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def finding_dismiss(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Keeps a suggestion from being suggested again."""
    desk = _desk(request, slug, MARK)
    finding = desk.at(key)
    if finding.finding_id is None:
        dismiss_suggestion(comparison=desk.comparison, by=request.user, candidate=finding.key)
    return _answer(request, desk, None)


@login_required
@require_POST
def finding_restore(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Lets a dismissed suggestion be suggested again."""
    desk = _desk(request, slug, MARK)
    try:
        restore_suggestion(comparison=desk.comparison, candidate=key)
    except Refused as refused:
        messages.info(request, str(refused))
    return _answer(request, desk, None)


@login_required
@require_POST
def finding_dissolve(request: MemberRequest, slug: str, key: str) -> HttpResponse:
    """Takes it apart: its points form suggestions again."""
    desk = _desk(request, slug, MARK)
    finding = desk.at(key)
    if finding.finding_id:
        try:
            dissolve_finding(finding=_taken_up(request, desk, finding))
        except Refused as refused:
            messages.info(request, str(refused))
    return _answer(request, desk, None)


def _act(
    request: MemberRequest,
    desk: _Desk,
    key: str,
    act: Callable[[StoredFinding], StoredFinding],
    **forms: VerbForm,
) -> HttpResponse:
    """Does `act` with the finding, taken up where it is only a suggestion, and shows what it gives.

    A form with errors comes back as it was sent, with status 422, and nothing is stored.
    """
    finding = desk.at(key)
    (form,) = forms.values()
    shown = None
    if form.is_valid():
        with form.refusals(), transaction.atomic():
            shown = act(_taken_up(request, desk, finding))
    if form.errors:
        return _show(request, desk, finding, status=422, forms=forms)
    return _answer(request, desk, shown)


def _taken_up(request: MemberRequest, desk: _Desk, finding: Finding) -> StoredFinding:
    """The stored finding; of a suggestion, the one that it becomes now."""
    if finding.finding_id:
        return get_object_or_404(desk.comparison.findings, pk=finding.finding_id)
    responses = Response.objects.select_related("transcript").in_bulk({said.response_id for said in finding.said})
    return gather_finding(
        comparison=desk.comparison,
        by=request.user,
        title=finding.title,
        kind=finding.kind,
        spans=[Span(responses[said.response_id], said.start, said.end, said.opposes) for said in finding.said],
        candidate=finding.key,
    )


def _names(desk: _Desk) -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in desk.record.respondents]


def _span(desk: _Desk, form: QuoteForm) -> Span:
    """The words of a form, in the text where they stand. Raises Refused if they stand nowhere."""
    said = form.cleaned_data
    respondent = next(one for one in desk.record.respondents if one.key == said["respondent"])
    found = place_of(said["words"], respondent)
    if found is None:
        raise Refused(f"These words are in no answer of {respondent.name}.", "words")
    turn, start, end = found
    response = get_object_or_404(Response.objects.select_related("transcript"), pk=turn.response_id)
    return Span(response, start, end, said["opposes"])


def _answer(request: MemberRequest, desk: _Desk, stored: StoredFinding | None) -> HttpResponse:
    """After a change: the panel and the findings to htmx, the finding's own address to anyone else."""
    query = Sought.asked_by(request.GET).query
    where = reverse("collation:finding_list", args=[desk.comparison.slug])
    if stored:
        where = reverse("collation:finding_detail", args=[desk.comparison.slug, f"finding-{stored.pk}"])
    if request.htmx.target != "panel":
        return redirect(f"{where}{query}{'#panel' if stored else ''}")
    new = _desk(request, desk.comparison.slug)
    finding = new.at(f"finding-{stored.pk}") if stored else None
    return push_url(_show(request, new, finding, changed=True), where + query)


def _show(
    request: MemberRequest,
    desk: _Desk,
    finding: Finding | None = None,
    *,
    changed: bool = False,
    status: int = 200,
    forms: Mapping[str, VerbForm] | None = None,
) -> HttpResponse:
    sought = Sought.asked_by(request.GET)
    context = {
        "comparison": desk.comparison,
        "seat": desk.seat,
        "lens": desk.lens,
        "here": "findings",
        "respondents": desk.record.respondents,
        "sought": sought,
        "sentence": sentence(desk.findings),
        "findings": desk.findings,
        "filters": filters(desk.findings, sought),
        "groups": [
            (group, FindingTable(group.findings, desk.record.respondents)) for group in groups(desk.findings, sought)
        ],
        "dismissed": dismissed_of(desk.comparison, desk.lens, desk.record),
        **(_panel(desk, finding) if finding else {}),
        **(forms or {}),
    }
    panel = "collation/_finding_changed.html" if changed else "collation/_finding_panel.html"
    return render(
        request, panel if request.htmx.target == "panel" else "collation/findings.html", context, status=status
    )


def _panel(desk: _Desk, finding: Finding) -> dict[str, Any]:
    """What the panel of a finding shows."""
    names = {respondent.key: respondent.name for respondent in desk.record.respondents}
    voices = [
        (respondent, respondent.key in finding.opposed_by, theirs)
        for respondent in desk.record.respondents
        if (theirs := [said for said in finding.said if said.respondent == respondent.key])
    ]
    return {
        "finding": finding,
        "pattern": PATTERN_NAMES[finding.pattern],
        "voices": voices,
        "unquoted": listed([names[key] for key in finding.unquoted]),
        "ratings": RATING_NAMES.items(),
        "name_form": NameForm(stands={"title": finding.title, "kind": finding.kind}),
        "merge_form": MergeForm(others=_others(desk, finding)),
        "quote_form": QuoteForm(respondents=_names(desk)),
        "split_form": SplitForm(points=[(said.key, said.text) for said in finding.said]),
    }


def _others(desk: _Desk, finding: Finding) -> list[tuple[str, str]]:
    others = sorted(desk.findings, key=lambda other: (other.finding_id is None, other.title.lower()))
    return [(other.key, other.title) for other in others if other.key != finding.key]
