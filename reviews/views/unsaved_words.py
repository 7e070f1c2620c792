"""What a person has typed and not saved: theirs alone."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse

from reviews.access import DISCUSS
from reviews.domain.unsaved_words import keep_words, kept_words
from reviews.forms.unsaved_words import UnsavedForm
from reviews.web.context import SAFE, Context, comparison_view


@comparison_view("", DISCUSS, methods=(*SAFE, "POST"), as_typed=True)
def unsaved_words(context: Context, place: str) -> HttpResponse:
    """What the viewer has typed there; a POST keeps it.

    204 if there is nothing, and 422 for more than a form takes. It comes back as it was typed, also where names are
    hidden: a name in it would else be told from others by being masked.
    """
    comparison, user = context.comparison, context.user
    if context.request.method == "POST":
        form = UnsavedForm(context.request.POST)
        if not form.is_valid():
            return HttpResponse(status=422)
        keep_words(comparison=comparison, by=user, place=place, said=form.words())
    kept = kept_words(comparison=comparison, by=user, place=place)
    return JsonResponse({"at": kept.created_at, "said": kept.said}) if kept else HttpResponse(status=204)
