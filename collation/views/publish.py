"""Publishing a comparison: what becomes public is shown, then frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collation.forms.publish import PublicationForm, WithdrawalForm
from collation.publish.addresses import dress, embed_code, permanent_address
from collation.publish.document.changes import changes
from collation.publish.document.preview import becomes_public, unmarked
from collation.publish.freeze import Words, draft, freeze, words_for
from collation.publish.render import Links, document_of, render_page
from collation.wording import listed
from reviews.access import EDIT, OWN, Seat, comparison_for
from reviews.domain.comparisons import choose_publishing
from reviews.domain.publications import next_number, unnumbered, withdraw
from reviews.lens import Lens, lens
from reviews.models import Comparison, Publication, Publish, Response
from reviews.refusal import Refused
from reviews.web.requests import MemberRequest


@login_required
@require_safe
def publish(request: MemberRequest, slug: str) -> HttpResponse:
    """What would become public, what changed since the last version, and the button that publishes it."""
    comparison, seat = comparison_for(request.user, slug, EDIT, even_archived=True)
    return _page(request, comparison, seat)


@login_required
@require_POST
def publish_transcript(request: MemberRequest, slug: str, respondent: str) -> HttpResponse:
    """Says how much of a transcript is published; htmx gets what that comes to."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    transcript = lens(request.user, comparison).transcript(respondent)
    try:
        choose_publishing(transcript=transcript, publish=request.POST.get("publish", ""))
    except Refused as refused:
        return _page(request, comparison, seat, refused=refused)
    if request.htmx:
        context = _outlook(comparison, lens(request.user, comparison), words_for(comparison))
        return render(request, "collation/_publish_outlook.html", context)
    return redirect(f"{reverse('collation:publish', args=[slug])}#transcripts")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish_preview(request: MemberRequest, slug: str) -> HttpResponse:
    """The page as it would be published now, in the words sent or, without them, those of the last version."""
    comparison, _ = comparison_for(request.user, slug, EDIT)
    words = words_for(comparison)
    form = PublicationForm(request.POST)
    if form.is_valid():
        words = Words(**form.cleaned_data)
    document = draft(comparison, title=words.title, finding=words.finding, named=words.named)
    banner = "Not published yet. This is what everybody would see."
    links = Links(**dress(), banner=banner, back=reverse("collation:publish", args=[slug]))
    response = HttpResponse(render_page(document, sha256="", links=links))
    patch_cache_control(response, private=True, no_cache=True)
    return response


@login_required
@require_POST
def publish_freeze(request: MemberRequest, slug: str) -> HttpResponse:
    """Publishes the comparison as it stands, as the next version."""
    comparison, seat = comparison_for(request.user, slug, EDIT)
    form = PublicationForm(request.POST)
    if form.is_valid():
        newest = comparison.publications.standing().first()
        with form.refusals():
            publication = freeze(comparison=comparison, by=request.user, **form.cleaned_data)
            if publication == newest:
                messages.info(request, f"Nothing has changed: version {newest.number} stays the newest.")
            else:
                messages.success(request, f"Version {publication.number} is public.")
            return redirect("collation:publish", slug)
    return _page(request, comparison, seat, form=form)


@login_required
def publication_withdraw(request: MemberRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Asks, then withdraws a version, or all of them, for good. An owner may, of an archived comparison too."""
    comparison, seat = comparison_for(request.user, slug, OWN, even_archived=True)
    publications = comparison.publications.defer("document").select_related("withdrawn_by")
    chosen = list(publications if number is None else publications.filter(number=number))
    if not chosen:
        raise Http404("There is no such version.")
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        gone = withdraw(comparison=comparison, by=request.user, number=number, **form.cleaned_data)
        messages.success(request, _withdrawn(gone))
        return redirect("collation:publish", slug)
    context = {
        "comparison": comparison,
        "seat": seat,
        "here": "publish",
        "versions": [one for one in chosen if one.withdrawn_at is None],
        "stays": publications.standing().exclude(pk__in=[one.pk for one in chosen]).first(),
        "form": form,
    }
    return render(request, "collation/publication_withdraw.html", context, status=422 if form.errors else 200)


def _withdrawn(gone: Sequence[Publication]) -> str:
    if not gone:
        return "This was withdrawn already."
    numbers = listed([str(one.number) for one in reversed(gone)])
    return f"Version{'s' if len(gone) > 1 else ''} {numbers} {'are' if len(gone) > 1 else 'is'} withdrawn."


def _page(
    request: MemberRequest,
    comparison: Comparison,
    seat: Seat,
    *,
    form: PublicationForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    view = lens(request.user, comparison)
    words = words_for(comparison)
    publications = list(comparison.publications.defer("document").select_related("withdrawn_by"))
    public = [one for one in publications if one.withdrawn_at is None]
    context = {
        "comparison": comparison,
        "seat": seat,
        "lens": view,
        "here": "publish",
        "transcripts": view.transcripts(),
        "choices": Publish.choices,
        "apart": Response.objects.current()
        .filter(transcript__in=view.transcripts(), transcript__publish=Publish.FULL, publish_apart=True)
        .select_related("transcript__respondent"),
        "form": form or PublicationForm(initial=vars(words)),
        "refused": refused,
        "public": public,
        "withdrawn": [one for one in publications if one.withdrawn_at],
        "permanent": permanent_address(public[0]) if public else "",
        "embed": embed_code(public[0]) if public else "",
        **_outlook(comparison, view, words),
    }
    status = 422 if refused or (form and form.errors) else 200
    response = render(request, "collation/publish.html", context, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _outlook(comparison: Comparison, view: Lens, words: Words) -> dict[str, Any]:
    """What would become public under these words, and what that changes."""
    document = draft(comparison, title=words.title, finding=words.finding, named=words.named)
    newest = comparison.publications.standing().first()
    left_out = view.transcripts().filter(publish=Publish.NOTHING)
    return {
        "comparison": comparison,
        "newest": newest,
        "next_number": next_number(comparison),
        "anything": bool(document["respondents"]),
        "becomes_public": becomes_public(document, [view.name(transcript) for transcript in left_out]),
        "unmarked": unmarked(document),
        "changes": changes(unnumbered(document_of(newest)), unnumbered(document)) if newest else (),
    }
