"""Publishing a comparison: preview, freeze, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from collation.forms.publish import LastLookForm, PublicationForm, WithdrawalForm
from collation.publish.document.changes import changes
from collation.publish.document.complete import faults
from collation.publish.document.leaving import pointed_out, public_texts
from collation.publish.document.preview import becomes_public, unmarked
from collation.publish.document.quoted import as_text
from collation.publish.formats.citations import citation_of
from collation.publish.formats.download import download
from collation.publish.formats.registry import FORMATS, draft_edition, published_edition
from collation.publish.freeze import draft, freeze, proposal
from collation.publish.pages import Links, document_of, dress, embed_code, permanent_address, render_page
from collation.publish.public_lens import number_of
from collation.wording import listed
from reviews.access import EDIT, OWN
from reviews.domain.bundles import write_bundle
from reviews.domain.publications import Unseen, fingerprint, next_number, unnumbered, withdraw
from reviews.domain.transcripts import choose_publishing
from reviews.models import Publication, Publish, Response
from reviews.refusal import Refused
from reviews.web.context import SAFE, Context, comparison_act, comparison_view


@comparison_view("publish", EDIT, even_archived=True)
def publish(context: Context) -> HttpResponse:
    """The preview of the next version, its changes, the button to publish."""
    return _show(context)


@comparison_act("publish", EDIT)
def publish_transcript(context: Context, respondent: str) -> HttpResponse:
    """Sets how much of a transcript is published."""
    transcript = context.lens.transcript(respondent)
    try:
        choose_publishing(transcript=transcript, publish=context.request.POST.get("publish", ""))
    except Refused as refused:
        return _show(context, refused=refused)
    if context.request.htmx:
        _, document = proposal(context.comparison)
        return context.render("collation/publish/_outlook.html", _outlook(context, document))
    return redirect(f"{reverse('collation:publish', args=[context.comparison.slug])}#transcripts")


@comparison_view("publish", EDIT, methods=(*SAFE, "POST"))
def publish_preview(context: Context) -> HttpResponse:
    """The page as it would be published now.

    It has the words that were sent, else those of the last version.
    """
    form = PublicationForm(context.request.POST)
    if form.is_valid():
        document = draft(context.comparison, **form.cleaned_data)
    else:
        _, document = proposal(context.comparison)
    banner = "Not published yet. This is what everybody would see."
    links = Links(**dress(), banner=banner, back=reverse("collation:publish", args=[context.comparison.slug]))
    response = HttpResponse(render_page(document, sha256="", links=links))
    patch_cache_control(response, private=True, no_cache=True)
    return response


@comparison_view("publish", EDIT)
def publish_export(context: Context, form: str) -> HttpResponse:
    """The draft of the next version as a file."""
    if form not in FORMATS:
        raise Http404("There is no such format.")
    edition = draft_edition(context.comparison)
    if not edition.document["respondents"]:
        raise Refused("There is nothing to export yet: no respondent of which anything would be shown.")
    response = download(FORMATS[form], edition)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@comparison_view("publish", OWN, even_archived=True)
def publish_bundle(context: Context) -> HttpResponse:
    """The whole record as a bundle, for owners."""
    response = HttpResponse(write_bundle(context.comparison), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{context.comparison.slug}-bundle.zip")
    patch_cache_control(response, private=True, no_store=True)
    return response


@comparison_view("publish", EDIT, even_archived=True)
def publish_blog(context: Context) -> HttpResponse:
    """The HTML for a blog, to copy."""
    newest = context.comparison.publications.standing().select_related("comparison").first()
    edition = published_edition(newest) if newest else draft_edition(context.comparison)
    if not edition.document["respondents"]:
        raise Refused("There is nothing to copy yet: no respondent of which anything would be shown.")
    fragment = FORMATS["blog"].write(edition).decode()
    response = context.render(
        "collation/publish/blog.html",
        {"newest": newest, "address": edition.url, "fragment": fragment, "plain": as_text(fragment)},
    )
    patch_cache_control(response, private=True, no_cache=True)
    return response


@comparison_act("publish", EDIT)
def publish_freeze(context: Context) -> HttpResponse:
    """Shows what changes, then publishes what was shown as the next version."""
    request, comparison = context.request, context.comparison
    form, last = PublicationForm(request.POST), LastLookForm(request.POST)
    if not form.is_valid() or "back" in request.POST:
        return _show(context, form=form)
    if not last.is_valid():
        return _review(context, form, last if "seen" in request.POST else LastLookForm())
    newest = comparison.publications.standing().first()
    try:
        publication = freeze(comparison=comparison, by=context.user, **form.cleaned_data, **last.cleaned_data)
    except Unseen as unseen:
        return _review(context, form, LastLookForm(initial=last.cleaned_data), refused=unseen)
    except Refused as refused:
        return _show(context, form=form, refused=refused)
    if publication == newest:
        messages.info(request, f"Nothing has changed: version {newest.number} stays the newest.")
    else:
        messages.success(request, f"Version {publication.number} is public.")
    return redirect("collation:publish", comparison.slug)


@comparison_view("publish", OWN, methods=(*SAFE, "POST"), even_archived=True)
def publication_withdraw(context: Context, number: int | None = None) -> HttpResponse:
    """Asks, then withdraws a version, or all of them, for good.

    Owners may, even if the comparison is archived.
    """
    request, comparison = context.request, context.comparison
    publications = comparison.publications.defer("document").select_related("withdrawn_by")
    chosen = list(publications if number is None else publications.filter(number=number))
    if not chosen:
        raise Http404("There is no such version.")
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        gone = withdraw(comparison=comparison, by=context.user, number=number, **form.cleaned_data)
        messages.success(request, _withdrawn(gone))
        return redirect("collation:publish", comparison.slug)
    shown = {
        "versions": [one for one in chosen if one.withdrawn_at is None],
        "stays": publications.standing().exclude(pk__in=[one.pk for one in chosen]).first(),
        "form": form,
    }
    return context.render("collation/publish/withdraw.html", shown, status=422 if form.errors else 200)


def _review(
    context: Context, form: PublicationForm, last: LastLookForm, *, refused: Refused | None = None
) -> HttpResponse:
    """The last look before a version is published."""
    document = draft(context.comparison, **form.cleaned_data)
    shown = {
        "form": form,
        "words": form.cleaned_data,
        "last": last,
        "seen": fingerprint(document),
        "refused": refused,
        **_outlook(context, document),
    }
    status = 422 if refused or last.errors else 200
    response = context.render("collation/publish/review.html", shown, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _withdrawn(gone: Sequence[Publication]) -> str:
    if not gone:
        return "This was withdrawn already."
    numbers = listed([str(one.number) for one in reversed(gone)])
    return f"Version{'s' if len(gone) > 1 else ''} {numbers} {'are' if len(gone) > 1 else 'is'} withdrawn."


def _show(context: Context, *, form: PublicationForm | None = None, refused: Refused | None = None) -> HttpResponse:
    comparison, lens = context.comparison, context.lens
    words, document = proposal(comparison)
    publications = list(comparison.publications.defer("document").select_related("withdrawn_by"))
    public = [one for one in publications if one.withdrawn_at is None]
    shown = {
        "transcripts": lens.transcripts(),
        "choices": Publish.choices,
        "apart": Response.objects.current()
        .filter(transcript__in=lens.transcripts(), transcript__publish=Publish.FULL, publish_anyway=True)
        .select_related("transcript__respondent__identity"),
        "form": form or PublicationForm(initial=vars(words)),
        "refused": refused,
        "number": number_of(comparison, context.user),
        "public": public,
        "rejoinders": comparison.rejoinders.checked().select_related("question", "transcript__respondent__identity"),
        "withdrawn": [one for one in publications if one.withdrawn_at],
        "formats": FORMATS.values(),
        "citation": citation_of(published_edition(public[0])) if public else None,
        "permanent": permanent_address(public[0]) if public else "",
        "embed": embed_code(public[0]) if public else "",
        **_outlook(context, document),
    }
    status = 422 if refused or (form and form.errors) else 200
    response = context.render("collation/publish/page.html", shown, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _outlook(context: Context, document: dict[str, Any]) -> dict[str, Any]:
    """The context on a document: what becomes public, and what changes."""
    comparison, lens = context.comparison, context.lens
    newest = comparison.publications.standing().first()
    left_out = lens.transcripts().filter(publish=Publish.NOTHING)
    return {
        "newest": newest,
        "next_number": next_number(comparison),
        "anything": bool(document["respondents"]),
        "becomes_public": becomes_public(document, [lens.name(transcript) for transcript in left_out]),
        "unmarked": unmarked(document),
        "faults": faults(document),
        "pointed": pointed_out(public_texts(document)),
        "changes": changes(unnumbered(document_of(newest)), unnumbered(document)) if newest else (),
    }
