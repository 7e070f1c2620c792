"""Asking the respondents again, with all answers before them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from collation.assemble.round_sheets import addressees, round_material
from collation.forms.round_sheets import RoundSheetForm
from collation.readers.round_sheet import TooSmall, fit
from collation.readers.tokens import estimate_tokens
from reviews.access import EDIT
from reviews.domain.round_sheets import make_round_sheet, new_token
from reviews.models import Transcript
from reviews.refusal import Refused
from reviews.web.context import Context, comparison_act, comparison_view


@comparison_view("ask", EDIT)
def round_sheet_list(context: Context) -> HttpResponse:
    """The sheets that were made, and the form of a new one."""
    return _show(context)


@comparison_act("ask", EDIT)
def round_sheet_make(context: Context) -> HttpResponse:
    """Make a sheet that asks one respondent again."""
    comparison = context.comparison
    asked = {context.lens.key(one): one for one in addressees(context.lens)}
    form = _form(context, context.request.POST)
    if form.is_valid():
        with form.refusals():
            given = form.cleaned_data
            sheet = make_round_sheet(
                comparison=comparison,
                by=context.user,
                respondent=asked[given["respondent"]].respondent,
                **_drawn(context, asked[given["respondent"]], given),
            )
            address = reverse("collation:round_sheet_list", args=[comparison.slug])
            return redirect(f"{address}?sheet={sheet.token}#sheet")
    return _show(context, form)


@comparison_view("ask", EDIT)
def round_sheet_text(context: Context, sheet: str) -> HttpResponse:
    """A sheet as a Markdown file."""
    stored = get_object_or_404(context.comparison.round_sheets.exclude(text=""), token=sheet)
    response = HttpResponse(stored.text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{context.comparison.slug}-{sheet}.md"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def _drawn(context: Context, addressee: Transcript, given: dict[str, Any]) -> dict[str, Any]:
    """The sheet for a verb.

    Raises Refused if nothing fits.
    """
    material, names = round_material(context.comparison, context.lens, addressee)
    if not names or not material.questions:
        raise Refused("There is nothing to show: no answer may be given to models yet.")
    if given["only_disputed"] and not any(question.disputed for question in material.questions):
        raise Refused("Nobody differs on anything yet: show the whole comparison.", "only_disputed")
    token = new_token()
    size = estimate_tokens if given["unit"] == "tokens" else len
    try:
        fitted = fit(material, token=token, most=given["most"], size=size, only_disputed=given["only_disputed"])
    except TooSmall as small:
        raise Refused(f"The smallest sheet has {small.least:,} {given['unit']}.", "most") from small
    return {"token": token, "text": fitted.text, "names": names}


def _form(context: Context, sent: Any = None) -> RoundSheetForm:
    view = context.lens
    return RoundSheetForm(sent, respondents=[(view.key(one), view.name(one)) for one in addressees(view)])


def _show(context: Context, form: RoundSheetForm | None = None) -> HttpResponse:
    sheets = list(context.comparison.round_sheets.select_related("respondent__identity").prefetch_related("replies"))
    chosen = context.request.GET.get("sheet", "")
    sheet = next((one for one in sheets if one.token == chosen), None)
    shown = {
        "form": form or _form(context),
        "sheets": sheets,
        "sheet": sheet,
        "tokens": estimate_tokens(sheet.text) if sheet else 0,
        "asked": bool(addressees(context.lens)),
    }
    return context.render("collation/rounds/page.html", shown, status=422 if form else 200)
