"""The page of findings, and people's decisions on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_htmx.http import push_url, trigger_client_event

from collation.assemble.collation import record_of
from collation.assemble.findings import dismissed_of, findings_of
from collation.findings.findings import ReviewedFinding, place_of
from collation.pages.findings import PATTERN_NAMES, RATING_NAMES, FindingFilter, filters, groups, sentence
from collation.record import Record
from collation.tables.findings import FindingTable
from collation.wording import listed
from reviews.access import DISCUSS, MARK
from reviews.domain.findings import (
    NewPoint,
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
    ungather,
)
from reviews.domain.threads import open_thread
from reviews.forms import VerbForm
from reviews.forms.discussion import CommentForm
from reviews.forms.gathering import (
    FindingMergeForm,
    FindingNameForm,
    QuoteForm,
    RateForm,
    SplitForm,
    StanceForm,
    WriteForm,
)
from reviews.lens import Lens
from reviews.models import Finding, Point, Response
from reviews.refusal import Refused
from reviews.web.context import SAFE, Context, comparison_act, comparison_page, comparison_view


@dataclass(frozen=True)
class _Findings:
    """The findings of a comparison, read for the viewer of a context."""

    record: Record
    findings: tuple[ReviewedFinding, ...]

    @classmethod
    def of(cls, context: Context) -> Self:
        record = record_of(context.comparison, context.lens)
        return cls(record, findings_of(context.comparison, context.lens, record))

    @property
    def names(self) -> list[tuple[str, str]]:
        """The respondents, as choices of a form."""
        return [(respondent.key, respondent.name) for respondent in self.record.respondents]

    def at(self, key: str) -> ReviewedFinding:
        """The finding with that key, or adopted from the candidate with it.

        Raises Http404 if there is none.
        """
        found = [one for one in self.findings if one.key == key] or [
            one for one in self.findings if one.candidate == key
        ]
        if not found:
            raise Http404("There is no such finding.")
        return found[0]

    def others(self, finding: ReviewedFinding) -> list[tuple[str, str]]:
        """The findings that it can be merged into, the team's first."""
        others = sorted(self.findings, key=lambda other: (other.finding_id is None, other.title.lower()))
        return [(other.key, other.title) for other in others if other.key != finding.key]


@comparison_page("findings")
def finding_list(context: Context) -> HttpResponse:
    """All findings; nothing for a panel that is being closed."""
    if context.request.htmx.target == "panel":
        return HttpResponse()
    return _show(context, _Findings.of(context))


@comparison_page("findings")
def finding_detail(context: Context, key: str) -> HttpResponse:
    """The findings with one open; for the panel, the panel alone."""
    findings = _Findings.of(context)
    finding = findings.at(key)
    if finding.key != key:
        return redirect("collation:finding_detail", context.comparison.slug, finding.key)
    return _show(context, findings, finding)


@comparison_act("findings", MARK)
def finding_adopt(context: Context, key: str) -> HttpResponse:
    """Adopt a suggestion as a finding of the team."""
    return _answer(context, _taken_up(context, _Findings.of(context).at(key)))


@comparison_act("findings", MARK)
def finding_name(context: Context, key: str) -> HttpResponse:
    """Change the title or the kind of a finding."""

    def act(finding: Finding) -> Finding:
        rename_finding(by=context.user, finding=finding, **form.cleaned_data)
        return finding

    form = FindingNameForm(context.request.POST)
    return _act(context, _Findings.of(context), key, act, name_form=form)


@comparison_act("findings", MARK)
def finding_rate(context: Context, key: str) -> HttpResponse:
    """Set the viewer's rating, or take it back."""

    def act(finding: Finding) -> Finding:
        rate_finding(finding=finding, by=context.user, **form.cleaned_data)
        return finding

    form = RateForm(context.request.POST)
    return _act(context, _Findings.of(context), key, act, rate_form=form)


@comparison_act("findings", MARK)
def finding_merge(context: Context, key: str) -> HttpResponse:
    """Merge a finding into another, and show that one."""
    findings = _Findings.of(context)

    def act(finding: Finding) -> Finding:
        into = _taken_up(context, findings.at(form.cleaned_data["into"]))
        merge_findings(by=context.user, finding=finding, into=into)
        return into

    form = FindingMergeForm(context.request.POST, others=findings.others(findings.at(key)))
    return _act(context, findings, key, act, merge_form=form)


@comparison_act("findings", MARK)
def finding_split(context: Context, key: str) -> HttpResponse:
    """Split some points of a finding off as a new one."""
    findings = _Findings.of(context)
    said = findings.at(key).said

    def act(finding: Finding) -> Finding:
        stored = {(point.response_id, point.start, point.end): point for point in finding.points.all()}
        by_id = {point.pk: point for point in stored.values()}
        chosen = [
            by_id[one.point_id] if one.point_id else stored[one.response_id, one.start, one.end]
            for one in said
            if one.key in form.cleaned_data["points"]
        ]
        return split_finding(finding=finding, points=chosen, title=form.cleaned_data["title"], by=context.user)

    form = SplitForm(context.request.POST, points=[(one.key, one.text) for one in said])
    return _act(context, findings, key, act, split_form=form)


@comparison_act("findings", MARK)
def finding_oppose(context: Context, key: str) -> HttpResponse:
    """Set whether a quoted respondent speaks against the finding."""
    findings = _Findings.of(context)

    def act(finding: Finding) -> Finding:
        responses = [
            turn.response_id
            for one in findings.record.respondents
            if one.key == form.cleaned_data["respondent"]
            for turn in one.turns
        ]
        points = list(finding.points.filter(response__in=responses))
        set_opposing(by=context.user, finding=finding, points=points, opposes=form.cleaned_data["opposes"])
        return finding

    form = StanceForm(context.request.POST, respondents=findings.names)
    return _act(context, findings, key, act, stance_form=form)


@comparison_act("findings", MARK)
def finding_quote(context: Context, key: str) -> HttpResponse:
    """Add a respondent's words to a finding."""
    findings = _Findings.of(context)

    def act(finding: Finding) -> Finding:
        quote_in_finding(by=context.user, finding=finding, span=_span(findings, form))
        return finding

    form = QuoteForm(context.request.POST, respondents=findings.names)
    return _act(context, findings, key, act, quote_form=form)


@comparison_act("findings", MARK)
def finding_ungather(context: Context, key: str, point: int) -> HttpResponse:
    """Undo that the viewer put words under a finding."""
    quoted = get_object_or_404(
        Point.objects.select_related("finding"), pk=point, finding__comparison=context.comparison
    )
    done = "The words are where they were."
    try:
        ungather(finding=quoted.finding, point=point, by=context.user)
    except Refused as refused:
        done = str(refused)
    if context.request.htmx:
        return trigger_client_event(HttpResponse(status=204), "words-ungathered", {"sentence": done})
    messages.info(context.request, done)
    return redirect("collation:finding_list", context.comparison.slug)


@comparison_view("findings", MARK, methods=(*SAFE, "POST"))
def finding_write(context: Context) -> HttpResponse:
    """The page to write a new finding."""
    findings, comparison = _Findings.of(context), context.comparison
    form = WriteForm(context.request.POST or None, respondents=findings.names)
    if context.request.method == "POST" and form.is_valid():
        with form.refusals():
            title, kind, spans = form.cleaned_data["title"], form.cleaned_data["kind"], [_span(findings, form)]
            finding = gather_finding(comparison=comparison, by=context.user, title=title, kind=kind, spans=spans)
            return redirect("collation:finding_detail", comparison.slug, f"finding-{finding.pk}")
    return context.render("collation/findings/write.html", {"form": form}, status=422 if form.errors else 200)


@comparison_act("findings", DISCUSS)
def finding_discuss(context: Context, key: str) -> HttpResponse:
    """Open a thread on a finding."""

    def act(finding: Finding) -> Finding:
        open_thread(comparison=context.comparison, by=context.user, body=form.cleaned_data["body"], finding=finding)
        return finding

    form = CommentForm(context.request.POST, names_hidden=context.lens.names_hidden)
    return _act(context, _Findings.of(context), key, act, comment_form=form)


@comparison_act("findings", MARK)
def finding_dismiss(context: Context, key: str) -> HttpResponse:
    """Dismiss a suggestion: it is not suggested again."""
    finding = _Findings.of(context).at(key)
    if finding.finding_id is None:
        dismiss_suggestion(comparison=context.comparison, by=context.user, candidate=finding.key)
    return _answer(context, None)


@comparison_act("findings", MARK)
def finding_restore(context: Context, key: str) -> HttpResponse:
    """Restore a dismissed suggestion."""
    try:
        restore_suggestion(by=context.user, comparison=context.comparison, candidate=key)
    except Refused as refused:
        messages.info(context.request, str(refused))
    return _answer(context, None)


@comparison_act("findings", MARK)
def finding_dissolve(context: Context, key: str) -> HttpResponse:
    """Dissolve a finding: its points form suggestions again."""
    finding = _Findings.of(context).at(key)
    if finding.finding_id:
        try:
            dissolve_finding(by=context.user, finding=_taken_up(context, finding))
        except Refused as refused:
            messages.info(context.request, str(refused))
    return _answer(context, None)


def _act(
    context: Context,
    findings: _Findings,
    key: str,
    act: Callable[[Finding], Finding],
    **forms: VerbForm,
) -> HttpResponse:
    """Call `act` with the finding, and show the one that it returns.

    A suggestion is taken up first.
    A form with errors comes back as it was sent, with status 422, and nothing is stored.
    """
    finding = findings.at(key)
    (form,) = forms.values()
    stored = None
    if form.is_valid():
        with form.refusals(), transaction.atomic():
            stored = act(_taken_up(context, finding))
    if form.errors:
        return _show(context, findings, finding, status=422, forms=forms)
    return _answer(context, stored)


def _taken_up(context: Context, finding: ReviewedFinding) -> Finding:
    """The stored finding; of a suggestion, the one that it becomes now."""
    if finding.finding_id:
        return get_object_or_404(context.comparison.findings, pk=finding.finding_id)
    responses = Response.objects.select_related("transcript").in_bulk({said.response_id for said in finding.said})
    return gather_finding(
        comparison=context.comparison,
        by=context.user,
        title=finding.title,
        kind=finding.kind,
        spans=[NewPoint(responses[said.response_id], said.start, said.end, said.opposes) for said in finding.said],
        candidate=finding.key,
    )


def _span(findings: _Findings, form: QuoteForm) -> NewPoint:
    """The span of a form's words in an answer.

    Raises Refused if they stand in none.
    """
    given = form.cleaned_data
    respondent = next(candidate for candidate in findings.record.respondents if candidate.key == given["respondent"])
    place = place_of(given["words"], respondent)
    if place is None:
        raise Refused(f"These words are in no answer of {respondent.name}.", "words")
    turn, start, end = place
    response = get_object_or_404(Response.objects.select_related("transcript"), pk=turn.response_id)
    return NewPoint(response, start, end, given["opposes"])


def _answer(context: Context, stored: Finding | None) -> HttpResponse:
    """The answer to a change.

    The panel and the list for htmx, else a redirect to the finding or the list.
    """
    query = FindingFilter.asked_by(context.request.GET).query
    where = reverse("collation:finding_list", args=[context.comparison.slug])
    if stored:
        where = reverse("collation:finding_detail", args=[context.comparison.slug, f"finding-{stored.pk}"])
    if context.request.htmx.target != "panel":
        return redirect(f"{where}{query}{'#panel' if stored else ''}")
    findings = _Findings.of(context)
    finding = findings.at(f"finding-{stored.pk}") if stored else None
    return push_url(_show(context, findings, finding, changed=True), where + query)


def _show(
    context: Context,
    read: _Findings,
    finding: ReviewedFinding | None = None,
    *,
    changed: bool = False,
    status: int = 200,
    forms: Mapping[str, VerbForm] | None = None,
) -> HttpResponse:
    sought, respondents = FindingFilter.asked_by(context.request.GET), read.record.respondents
    shown = {
        "respondents": respondents,
        "sought": sought,
        "sentence": sentence(read.findings),
        "findings": read.findings,
        "filters": filters(read.findings, sought),
        "groups": [(group, FindingTable(group.findings, respondents)) for group in groups(read.findings, sought)],
        "dismissed": dismissed_of(context.comparison, context.lens, read.record),
        **(_panel(read, finding, context.lens) if finding else {}),
        **(forms or {}),
    }
    panel = "collation/findings/_changed.html" if changed else "collation/findings/_panel.html"
    template = panel if context.request.htmx.target == "panel" else "collation/findings/page.html"
    return context.render(template, shown, status=status)


def _panel(read: _Findings, finding: ReviewedFinding, view: Lens) -> dict[str, Any]:
    """The context of the panel of a finding."""
    names = dict(read.names)
    voices = [
        (respondent, respondent.key in finding.opposed_by, theirs)
        for respondent in read.record.respondents
        if (theirs := [said for said in finding.said if said.respondent == respondent.key])
    ]
    return {
        "finding": finding,
        "pattern": PATTERN_NAMES[finding.pattern],
        "voices": voices,
        "unquoted": listed([names[key] for key in finding.unquoted]),
        "ratings": RATING_NAMES.items(),
        "threads": view.comments().filter(thread__finding=finding.finding_id).by_thread() if finding.finding_id else (),
        "comment_form": CommentForm(),
        "name_form": FindingNameForm(stored={"title": finding.title, "kind": finding.kind}),
        "merge_form": FindingMergeForm(others=read.others(finding)),
        "quote_form": QuoteForm(respondents=read.names),
        "split_form": SplitForm(points=[(said.key, said.text) for said in finding.said]),
    }
