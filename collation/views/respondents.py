"""The page of respondents, in the order of the columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from collation.assemble.collation import respondents_of
from collation.assemble.readers import Basis, suggestions_of
from collation.forms.respondents import RespondentForm
from collation.wording import listed
from reviews.access import EDIT
from reviews.domain.transcripts import describe_transcript, described, move_transcript
from reviews.models import Transcript
from reviews.web.context import Context, comparison_act, comparison_page


@dataclass(frozen=True)
class RespondentRow:
    """A transcript on the page.

    `same` names the other columns of its model or person, and `read` is what readers say that it could read.
    """

    transcript: Transcript
    same: str
    read: Basis | None
    form: RespondentForm


@comparison_page()
def respondent_list(context: Context) -> HttpResponse:
    """The transcripts in the order of the columns.

    If names are hidden, nothing of them that Compare does not show.
    """
    if context.lens.names_hidden:
        shown = {"respondents": respondents_of(context.comparison, context.lens)}
        return context.render("collation/respondents/nameless.html", shown)
    return _show(context)


@comparison_act("", EDIT)
def respondent_describe(context: Context, respondent: str) -> HttpResponse:
    """Change what is said of a respondent."""
    transcript = context.lens.transcript(respondent)
    known = {column.respondent.identity for column in context.lens.columns} - {transcript.respondent.identity}
    others = [(identity.name, identity.kind) for identity in known]
    form = RespondentForm(context.request.POST, others=others, auto_id=f"{respondent}-%s")
    if form.is_valid():
        voice, given = form.voice(), form.cleaned_data
        with form.refusals():
            describe_transcript(transcript=transcript, voice=voice, publish=given["publish"], seen=given["seen"])
            if transcript.publish != given["publish"]:
                messages.info(context.request, "It is a person’s text now: only quotations of it are published.")
            return redirect(f"{_address(context)}#respondent-{respondent}")
    return _show(context, refused=(respondent, form))


@comparison_act("", EDIT)
def respondent_move(context: Context, respondent: str) -> HttpResponse:
    """Move a column one place to the left or right."""
    left = context.request.POST.get("to") == "left"
    move_transcript(transcript=context.lens.transcript(respondent), left=left)
    # Without a fragment: a browser that has one to go to leaves the focus alone.
    return redirect(f"{_address(context)}?moved={'left' if left else 'right'}-{respondent}")


def _address(context: Context) -> str:
    return reverse("collation:respondent_list", args=[context.comparison.slug])


def _show(context: Context, *, refused: tuple[str, RespondentForm] | None = None) -> HttpResponse:
    """The page, with a refused form instead of a fresh one."""
    comparison, view = context.comparison, context.lens
    heavy = [f"source__{name}" for name in ("data", "text", "pieces", "voices", "messages")]
    columns = Transcript.objects.counted().filter(pk__in=[one.pk for one in view.columns]).order_by("position", "pk")
    transcripts = list(columns.select_related("respondent__identity", "source").defer(*heavy))
    alike = defaultdict(list)
    for transcript in transcripts:
        alike[transcript.respondent.identity_id].append(transcript)
    read, forms = suggestions_of(comparison, view).bases, dict([refused] if refused else [])
    rows = [
        RespondentRow(
            transcript,
            listed([view.name(one) for one in alike[transcript.respondent.identity_id] if one != transcript]),
            read.get(transcript.pk),
            forms.get(key) or RespondentForm(stored=described(transcript), auto_id=f"{key}-%s"),
        )
        for transcript in transcripts
        for key in [view.key(transcript)]
    ]
    archived = comparison.transcripts.exclude(archived_at=None).select_related("respondent__identity")
    shown = {"rows": rows, "archived": archived, "moved": context.request.GET.get("moved", "")}
    return context.render("collation/respondents/page.html", shown, status=422 if refused else 200)
