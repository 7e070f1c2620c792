"""The paper of a comparison: its reference, its PDF, its text."""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control

from reviews.access import EDIT
from reviews.bibliography.identifiers import canonical_address
from reviews.bibliography.lookup import complete, fetch_pdf
from reviews.domain.files import FileMissing, read_stored
from reviews.domain.optimistic_lock import token
from reviews.domain.papers import StoredPdf, describe_paper, paper_says, store_pages, store_pdf, stored_text
from reviews.forms import VerbForm
from reviews.forms.paper import FullTextForm, KnownPaperForm, Pdf, PdfForm
from reviews.models import PaperFile
from reviews.pdf.reading import read_pdf
from reviews.pdf.search import read_pages
from reviews.refusal import Refused
from reviews.web.context import Context, comparison_act, comparison_page, comparison_view
from reviews.web.requests import MemberRequest

MOST_AUTHORS = 10
"""How many authors are shown before the rest is folded."""


def paper(request: MemberRequest, slug: str) -> HttpResponseBase:
    """The paper, searched for `q`; a POST changes its reference."""
    return (_describe if request.method == "POST" else _read)(request, slug)


@comparison_page("paper")
def _read(context: Context) -> HttpResponse:
    return _show(context)


@comparison_act("paper", EDIT)
def _describe(context: Context) -> HttpResponse:
    form = KnownPaperForm(context.request.POST)
    if form.is_valid():
        with form.refusals():
            describe_paper(comparison=context.comparison, paper=form.paper(), seen=form.cleaned_data["seen"])
            messages.success(context.request, "Saved.")
            return redirect("reviews:paper", context.comparison.slug)
    return _show(context, paper_form=form)


@comparison_act("paper", EDIT)
def paper_look_up(context: Context) -> HttpResponse:
    """The form after a look-up of the paper; nothing is stored."""
    form = KnownPaperForm(context.request.POST, context.request.FILES)
    given = form.given_reference()
    if given is not None:
        form.fill_in(complete(given))
    return _show(context, paper_form=form)


@cache_control(private=True, no_cache=True)
@csp({"default-src": [NONE], "sandbox": True})
@comparison_view("paper", methods=("GET",))
def pdf_open(context: Context) -> HttpResponse:
    """The stored PDF as a download.

    No browser opens it as a page of this site.
    """
    file = get_object_or_404(PaperFile, paper=context.comparison.paper_id)
    disposition = content_disposition_header(True, file.name) or "attachment"
    try:
        return HttpResponse(read_stored(file), "application/pdf", headers={"Content-Disposition": disposition})
    except FileMissing as missing:
        messages.error(context.request, str(missing))
        return redirect("reviews:paper", context.comparison.slug)


@comparison_act("paper", EDIT)
def pdf_store(context: Context) -> HttpResponse:
    """Store an uploaded PDF and its text instead of the text before."""
    form = PdfForm(context.request.POST, context.request.FILES)
    if form.is_valid():
        pdf: Pdf = form.cleaned_data["pdf"]
        with form.refusals():
            given = {"data": pdf.data, "name": pdf.name, "text": pdf.text, "seen": form.cleaned_data["seen"]}
            _say(context, store_pdf(comparison=context.comparison, **given))
            return _to_the_text(context)
    return _show(context, pdf_form=form)


@comparison_act("paper", EDIT)
def pdf_fetch(context: Context) -> HttpResponse:
    """Fetch the paper's PDF from arXiv and store it."""
    known, seen = context.comparison.paper, context.request.POST.get("seen")
    name = f"{known.arxiv_id.replace('/', '-')}{known.version}.pdf"
    try:
        if not known.arxiv_id:
            raise Refused("Give the paper’s arXiv id first.")
        data = fetch_pdf(known.arxiv_id, known.version)
        text = read_pdf(data, name)
        _say(context, store_pdf(comparison=context.comparison, data=data, name=name, text=text, seen=seen))
    except Refused as refused:
        messages.error(context.request, str(refused))
    return _to_the_text(context)


@comparison_act("paper", EDIT)
def full_text_store(context: Context) -> HttpResponse:
    """Store pasted text of the paper instead of the text before."""
    form = FullTextForm(context.request.POST)
    if form.is_valid():
        text, seen = form.cleaned_data["full_text"], form.cleaned_data["seen"]
        with form.refusals():
            count = store_pages(comparison=context.comparison, text=text, seen=seen)
            messages.success(context.request, f"{_pages(count)} stored.")
            return _to_the_text(context)
    return _show(context, full_text_form=form)


@comparison_act("paper", EDIT)
def full_text_forget(context: Context) -> HttpResponse:
    """Remove the paper's text, and the PDF that it is from."""
    request = context.request
    try:
        store_pages(comparison=context.comparison, text="", seen=request.POST.get("seen"))
        messages.success(request, "Forgotten. What respondents say is looked up in the abstract alone.")
    except Refused as refused:
        messages.error(request, str(refused))
    return _to_the_text(context)


def _to_the_text(context: Context) -> HttpResponse:
    return redirect(f"{reverse('reviews:paper', args=[context.comparison.slug])}#text")


def _pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"


def _say(context: Context, stored: StoredPdf) -> None:
    if stored.again:
        messages.info(context.request, "This very PDF is stored already: nothing was changed.")
        return
    filled = f" Filled in from it: {', '.join(stored.filled)}." if stored.filled else ""
    messages.success(context.request, f"{_pages(stored.pages)} stored.{filled}")


def _show(context: Context, **forms: VerbForm) -> HttpResponse:
    """The page with `forms` in it; for htmx its fields alone."""
    request, known = context.request, context.comparison.paper
    look_up_url = reverse("reviews:paper_look_up", args=[context.comparison.slug])
    status = 422 if any(form.errors for form in forms.values()) else 200
    if request.htmx.target == "paper-fields":
        fields = {"form": forms["paper_form"], "look_up_url": look_up_url}
        return context.render("reviews/paper/_fields.html", fields, status=status)
    sought, text = request.GET.get("q", "").strip(), stored_text(known)
    pages = read_pages(known.pages.values_list("number", "text"), sought)
    shown = {
        "paper": known,
        "first_authors": known.authors[:MOST_AUTHORS] if len(known.authors) > MOST_AUTHORS + 2 else known.authors,
        "more_authors": known.authors[MOST_AUTHORS:] if len(known.authors) > MOST_AUTHORS + 2 else [],
        "elsewhere": known.url and known.url != canonical_address(known.arxiv_id, known.doi),
        "file": PaperFile.objects.filter(paper=known).defer("data").first(),
        "pages": pages,
        "sought": sought,
        "found_on": [page for page in pages if page.hits],
        "hits": sum(page.hits for page in pages),
        "paper_form": KnownPaperForm(stored=paper_says(known)),
        "pdf_form": PdfForm(stored=text),
        "full_text_form": FullTextForm(stored=text),
        "text_seen": token(text),
        "look_up_url": look_up_url,
        "may_fetch": settings.PAPER_LOOKUP,
        **forms,
    }
    return context.render("reviews/paper/page.html", shown, status=status)
