"""A publication's document as Markdown, for models and programs. Pure."""

from __future__ import annotations

import re
from typing import Any

from collation.pages.facts import ShownValue
from collation.publish.document.page import FOUND_BY, PageMark, PageRow, PublishedPage, page, passages
from reviews.characters import without

_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(document: dict[str, Any], *, sha256: str, url: str = "") -> str:
    """The publication as Markdown, in the order of its page.

    The words of respondents are block quotes, with all Markdown characters escaped, so that pasted text cannot pass
    for our words. `sha256` and `url` are as in `page`.
    """
    shown = page(document, sha256=sha256, url=url)
    texts = {key: [passage["text"] for passage in shown_here] for key, shown_here in passages(document).items()}
    out = [f"# {plain(shown.title)}", plain(shown.finding)]
    out.append(plain(shown.sentence) if shown.sentence != shown.finding else "")
    paper = shown.paper
    link = f" <{paper['url']}>" if paper["url"] else ""
    out.append(f"On: {plain(paper['title'])}{link}")
    out.append(_table(shown))
    for row in shown.rows:
        out.append(f"## {plain(row.row.text)}")
        out.append(f"Divergence: {_figure(row)}. {plain(row.row.stands)}.")
        for column, cell in zip(shown.columns, row.cells, strict=True):
            out.append(f"### {plain(column.name)}: {cell.shown.word}")
            out.append(plain(cell.rests_on))
            out.append(plain(f"{cell.how_asked} The prompt: “{cell.prompt}”" if cell.prompt else cell.how_asked))
            out.append(plain(cell.shown.note) if cell.shown.value != "unread" else "")
            out.append(plain(FOUND_BY.format(cell.shown.words_by)) if cell.shown.words_by else "")
            out += [_quoted(text) for text in texts[row.row.key, column.key]]
            out.append("\n".join(f"- {_source(*source)}" for source in cell.sources))
            out.append("\n".join(f"- {plain(_mark(mark))}" for mark in cell.marks))
            out.append(plain(f"Settled as {cell.settled_as}. {cell.why_settled}") if cell.settled_as else "")
            out.append(plain(f"{cell.support}. {cell.support_quote}") if cell.support else "")
    if shown.facts:
        out.append("## Facts")
    for fact in shown.facts:
        out.append(f"### {plain(fact.title)}")
        out.append("\n".join(_value(value) for value in fact.values))
        out.append(plain(". ".join(fact.notes)) + "." if fact.notes else "")
        out.append(f"{fact.together.capitalize()}." if fact.together else "")
    if shown.findings:
        out.append("## What they raise")
    for finding in shown.findings:
        out.append(f"### {plain(finding.title)}")
        out.append(plain(f"{f'{finding.kind.capitalize()}. ' if finding.kind else ''}{finding.who} {finding.rated}"))
        for quoted in finding.quoted:
            out.append(plain(f"{quoted.name}{', against it' if quoted.opposes else ''}:"))
            out += [_quoted(text) for text in quoted.texts]
    if shown.agreements:
        out.append("## How far they agree")
    for agreement in shown.agreements:
        out.append(f"The {agreement.side}: {agreement.sentence}")
        out.append("\n".join(f"- {plain(pair)}" for pair in agreement.pairs))
    if shown.alike:
        out.append("## Also asked alike")
    for prompt in shown.alike:
        out.append(f"### {plain(prompt.text)}")
        for column, _ in prompt.answers:
            out += [f"#### {plain(column.name)}", *(_quoted(text) for text in texts[prompt.key, column.key])]
    out.append("## What each could see")
    out.append(
        "\n".join(
            f"- {plain(column.name)} ({plain(column.about) or 'version unknown'}): {column.basis}."
            + (f" “{plain(column.basis_quote)}”" if column.basis_quote else "")
            for column in shown.columns
        )
    )
    out.append("## How this was made")
    out += [plain(sentence) for sentence in shown.method]
    out.append("## To cite")
    out.append(plain(shown.citation.text))
    return "\n\n".join(filter(None, out)) + "\n"


def _figure(row: PageRow) -> str:
    """The divergence of a row, and what it rests on."""
    return ", ".join(filter(None, [row.row.divergence, row.row.counted]))


def _mark(mark: PageMark) -> str:
    return " ".join(filter(None, [f"{mark.by}: {mark.word}.", mark.why, mark.quote and f"“{mark.quote}”"]))


def _source(title: str, url: str) -> str:
    return f"{plain(title)} <{url}>".lstrip()


def _value(value: ShownValue) -> str:
    status = f" ({value.status})" if value.status else ""
    words = "; ".join(f"“{quote.before}{quote.value}{quote.after}” ({quote.name})" for quote in value.quotes)
    return f"- {plain(f'{value.text}: {value.who}{status}. {words}')}"


def _table(shown: PublishedPage) -> str:
    lines = [
        "| | " + " | ".join(plain(column.name) for column in shown.columns) + " | Divergence |",
        "| --- |" + " --- |" * (len(shown.columns) + 1),
    ]
    for row in shown.rows:
        cells = (f"{cell.shown.word}{' (suggested)' if cell.shown.provisional else ''}" for cell in row.cells)
        lines.append(f"| {plain(row.row.text)} | {' | '.join(cells)} | {_figure(row)} |")
    return "\n".join(lines)


def plain(text: str) -> str:
    """The text on one line, Markdown escaped, invisible characters removed."""
    line = _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", " ".join(without(text).split())))
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", line))


def _quoted(text: str) -> str:
    """Foreign text as a block quote, a paragraph for each line."""
    return "\n>\n".join(f"> {plain(line)}" for line in text.split("\n") if line.strip())
