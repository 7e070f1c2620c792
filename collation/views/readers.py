"""The page of readers: who read, sheets for models, and their replies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from collation.assemble.readers import suggestions_of
from collation.assemble.replies import CheckedReply, counts_of, read_reply
from collation.assemble.sheets import (
    MOST_TOKENS,
    draw_gathering,
    draw_sheets,
    drawn_again,
    material_of,
    overhead,
    readable_texts,
)
from collation.forms.readers import ReaderReplyForm, ReaderSheetForm
from collation.pages.readers import disputed_cells, dropped_groups, fact_points, finding_points, verdict_rows
from collation.wording import listed, several
from reviews.access import EDIT, OWN
from reviews.domain.readers import give_paper_to_models, give_to_models, make_sheet, remove_reply, take_reply
from reviews.models import Reader, ReaderReply, SheetPart
from reviews.web.context import Context, comparison_act, comparison_view
from reviews.web.large_forms import large_form

_NOUNS = {
    "cells": "cell",
    "facts": "fact",
    "findings": "finding",
    "evidence_basis": "evidence basis",
    "labels": "label",
}


@comparison_view("readers")
def reader_list(context: Context) -> HttpResponse:
    """Who read; for editors, the way to a sheet and back."""
    return _show(context)


@comparison_act("readers", EDIT)
def sheet_make(context: Context) -> HttpResponse:
    """Make a sheet, or one for each respondent."""
    comparison, view, request = context.comparison, context.lens, context.request
    form = ReaderSheetForm(request.POST, respondents=_readable(context))
    if form.is_valid():
        given = form.cleaned_data
        pages = given["paper"] and comparison.paper.for_models
        material = material_of(comparison, view, with_pages=pages).only(given["respondents"])
        with form.refusals(), transaction.atomic():
            options = {"hide_names": given["hide_names"], "most_tokens": given["most_tokens"]}
            drawn = draw_sheets(material, **options)
            for sheet in drawn:
                make_sheet(comparison=comparison, by=context.user, sheet=sheet)
            root = drawn[0].token.partition("-")[0]
            return redirect(f"{reverse('collation:reader_list', args=[comparison.slug])}?sheet={root}#sheet")
    return _show(context, sheet_form=form)


@comparison_act("readers", EDIT)
def gathering_make(context: Context, reader: str) -> HttpResponse:
    """Make the sheet that asks which points of a reader belong together."""
    here = get_object_or_404(context.comparison.readers, key=reader)
    drawn = draw_gathering(here, context.lens)
    make_sheet(comparison=context.comparison, by=context.user, sheet=drawn)
    return redirect(f"{reverse('collation:reader_list', args=[context.comparison.slug])}?sheet={drawn.token}#sheet")


@comparison_view("readers", EDIT)
def sheet_text(context: Context, sheet: str) -> HttpResponse:
    """A sheet as a text file.

    404 if its texts have changed since.
    """
    drawn = drawn_again(context.comparison, context.lens, sheet.partition("-")[0])
    prompt = next((one.prompt for one in drawn if one.token == sheet), "")
    if not prompt:
        raise Http404("This sheet cannot be written again: its texts have changed.")
    response = HttpResponse(prompt, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{context.comparison.slug}-sheet-{sheet}.txt"'
    return response


@comparison_act("readers", EDIT)
@large_form
def reply_preview(context: Context) -> HttpResponse:
    """What a reply comes to, before anything is stored."""
    form = ReaderReplyForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            given = read_reply(context.comparison, context.lens, form.cleaned_data["reply"])
            return _preview(context, given, form)
    return _show(context, reply_form=form)


@comparison_act("readers", EDIT)
@large_form
def reply_take(context: Context) -> HttpResponse:
    """Take a reply in, after checking it once more."""
    form, comparison = ReaderReplyForm(context.request.POST), context.comparison
    if form.is_valid():
        given = form.cleaned_data
        with form.refusals():
            checked = read_reply(comparison, context.lens, given["reply"])
            completes = given["completes"]
            if completes is None:
                completes = checked.completes(_reader(context, given["name"]))
            stored, is_new = take_reply(
                comparison=comparison,
                by=context.user,
                name=given["name"],
                family=given["family"],
                sheet=checked.sheet,
                reply=checked.as_new(completes=completes),
            )
            where = reverse("collation:reader_list", args=[comparison.slug])
            if is_new:
                return redirect(f"{where}?taken={stored.pk}")
            messages.info(context.request, _stored_since(stored))
            return redirect(where)
    return _show(context, reply_form=form)


@comparison_act("readers", EDIT)
def reply_remove(context: Context, reply: int) -> HttpResponse:
    """Remove a reply with all that it brought."""
    here = ReaderReply.objects.filter(reader__comparison=context.comparison)
    stored = get_object_or_404(here.select_related("reader__comparison"), pk=reply)
    remove_reply(reply=stored)
    messages.success(context.request, f"The reply of {stored.reader.name} is removed. What people decided stays.")
    return redirect("collation:reader_list", context.comparison.slug)


@comparison_act("readers", OWN)
def text_give(context: Context, respondent: str) -> HttpResponse:
    """Choose whether sheets for models may hold a respondent's text."""
    transcript, allowed = context.lens.transcript(respondent), bool(context.request.POST.get("allowed"))
    give_to_models(transcript=transcript, allowed=allowed)
    return _given(context, f"The text of {context.lens.name(transcript)}", allowed=allowed)


@comparison_act("readers", OWN)
def paper_give(context: Context) -> HttpResponse:
    """Choose whether sheets for models may hold the paper's text."""
    allowed = bool(context.request.POST.get("allowed"))
    give_paper_to_models(comparison=context.comparison, allowed=allowed)
    return _given(context, "The paper’s text", allowed=allowed)


def _given(context: Context, what: str, *, allowed: bool) -> HttpResponse:
    messages.success(context.request, f"{what} may {'now' if allowed else 'no longer'} be given to models.")
    if context.request.POST.get("on") == "respondents":
        return redirect("collation:respondent_list", context.comparison.slug)
    return redirect(f"{reverse('collation:reader_list', args=[context.comparison.slug])}#make")


def _readable(context: Context) -> list[tuple[str, str]]:
    """The keys and names of those whose text models may read."""
    view = context.lens
    return [(view.key(one), view.name(one)) for one in view.columns if one.for_models]


def _reader(context: Context, name: str) -> Reader | None:
    return context.comparison.readers.filter(name__iexact=" ".join(name.split())).first()


def _stored_since(reply: ReaderReply) -> str:
    moment = date_format(localtime(reply.created_at), "j F Y, H:i")
    return f"This reply of {reply.reader.name} is stored already, since {moment}."


def _preview(context: Context, given: CheckedReply, form: ReaderReplyForm) -> HttpResponse:
    reader = _reader(context, form.cleaned_data["name"])
    checked, material = given.checked, given.material
    names = {text.key: text.name for text in material.texts}
    label_names = {label.key: label.name for label in material.labels}
    new = given.as_new(completes=False)
    stored = reader.replies.filter(sha256=new.sha256).first() if reader else None
    kept = [one.what for one in new.statements]
    shown = {
        "form": form,
        "given": given,
        "name": form.cleaned_data["name"],
        "family": form.cleaned_data["family"],
        "respondents": list(names.values()),
        "rows": verdict_rows(checked, material.questions, material.texts),
        "facts": fact_points(checked, names),
        "findings": finding_points(checked, names),
        "bases": [
            (names[one.respondent], one.value, one.quote.text if one.quote else "") for one in checked.evidence_basis
        ],
        "labels": [(label_names[one.label], names[one.quote.respondent], one.quote.text) for one in checked.labels],
        "kept": _in_words(counts_of({what: kept.count(what) for what in kept})),
        "dropped": dropped_groups(given.dropped),
        "dropped_count": len(given.dropped),
        "suspects": checked.suspects,
        "earlier": given.earlier(reader),
        "completes": given.completes(reader),
        "stored_already": _stored_since(stored) if stored else "",
    }
    return context.render("collation/readers/preview.html", shown)


def _in_words(counts: dict[str, int]) -> str:
    return listed([several(count, _NOUNS[kind]) for kind, count in counts.items() if count])


def _show(
    context: Context, *, sheet_form: ReaderSheetForm | None = None, reply_form: ReaderReplyForm | None = None
) -> HttpResponse:
    readers = _readers(context)
    replies = [reply for reader in readers for reply in reader.replies.all()]
    taken = context.request.GET.get("taken", "")
    shown: dict[str, Any] = {
        "readers": [
            (reader, [_told(reply) for reply in reader.replies.all()], _may_gather(reader)) for reader in readers
        ],
        "taken": next((_told(reply) for reply in replies if str(reply.pk) == taken), None),
        **_disputed(context),
    }
    if context.seat.may_edit:
        shown |= _steps(context, sheet_form, reply_form, max(replies, key=lambda reply: reply.pk, default=None))
    return context.render("collation/readers/page.html", shown, status=422 if sheet_form or reply_form else 200)


def _readers(context: Context) -> list[Reader]:
    """The readers with their replies, newest first."""
    standing = Count("statements", filter=Q(statements__superseded_by=None))
    replies = ReaderReply.objects.defer("raw").select_related("created_by", "sheet", "reader")
    newest_first = replies.annotate(standing=standing).order_by("-pk")
    return list(context.comparison.readers.prefetch_related(Prefetch("replies", newest_first)))


def _may_gather(reader: Reader) -> bool:
    """Whether the reader has read two respondents or more by themselves."""
    sheets = [reply.sheet for reply in reader.replies.all() if reply.standing]  # type: ignore[attr-defined]
    return len({sheet.pk for sheet in sheets if sheet and sheet.part == SheetPart.RESPONDENT}) > 1


def _told(reply: ReaderReply) -> dict[str, Any]:
    """A stored reply as the page tells of it."""
    return {"reply": reply, "kept": _in_words(counts_of(reply.kept)), "dropped": dropped_groups(reply.dropped)}


def _disputed(context: Context) -> dict[str, Any]:
    """The cells where readers differ."""
    comparison, view = context.comparison, context.lens
    material = material_of(comparison, view, with_pages=False)
    suggested = suggestions_of(comparison, view).by_readers
    questions = {pk: key for key, pk in material.asked.items()}
    columns = {pk: key for key, pk in material.transcripts.items()}
    by_keys = {
        (questions[question], columns[column]): given
        for (question, column), given in suggested.items()
        if question in questions and column in columns and not view.hides(question, column)
    }
    return {"disputed": disputed_cells(material.questions, material.texts, by_keys)}


def _steps(
    context: Context,
    sheet_form: ReaderSheetForm | None,
    reply_form: ReaderReplyForm | None,
    last: ReaderReply | None,
) -> dict[str, Any]:
    """The three steps from a sheet to its reply."""
    comparison, view = context.comparison, context.lens
    material = material_of(comparison, view, with_pages=True)
    bare = replace(material, paper=replace(material.paper, pages=()))
    root = context.request.GET.get("sheet", "").partition("-")[0]
    given = _readable(context)
    ticked = sheet_form.data.getlist("respondents") if sheet_form else [key for key, _ in given]  # type: ignore[attr-defined]
    told = {"name": last.reader.name, "family": last.reader.family} if last else {}
    first = {"paper": comparison.paper.for_models, "most_tokens": MOST_TOKENS}
    return {
        "texts": readable_texts(material, view),
        "ticked": ticked,
        "has_pages": any(page.strip() for page in material.paper.pages),
        "overhead": overhead(bare),
        "paper_tokens": overhead(material) - overhead(bare),
        "sheet_form": sheet_form or ReaderSheetForm(respondents=given, initial=first),
        "sheets": drawn_again(comparison, view, root) if root else (),
        "reply_form": reply_form or ReaderReplyForm(initial=told),
    }
