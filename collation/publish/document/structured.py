"""A publication for search engines, in the words of schema.org. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from collation import wording
from collation.cells import Cell
from collation.pages.matrix import carrying
from collation.publish.document.cite import reviewers
from collation.publish.document.parse import thaw
from collation.record import Support

_RATINGS = {"contradicted": 1, "not_found": 2, "supported": 3}
"""How well the paper backs what a cell says."""
_LONGEST_CLAIM = 300

Thing = dict[str, Any]


def structured(
    document: Thing,
    *,
    sha256: str,
    url: str,
    version_url: str = "",
    image: str = "",
    files: Sequence[tuple[str, str]] = (),
) -> Thing:
    """The document as JSON-LD: a Dataset, a Review, and ClaimReviews.

    What a cell says is a reviewed claim only if a person said whether the paper supports it, and dates from that day.
    `url` is the address of the page, `version_url` that of the version. `files` are the media types and addresses of
    the document itself.
    """
    head, paper = document["publication"], _paper(document["paper"])
    scored = [row for row in thaw(document).rows if row.question.scored]
    told = _told(
        name=head["title"],
        description=head["finding"] or wording.where_they_differ(scored),
        url=url,
        datePublished=head.get("published_at"),
        author=[_person(name) for name in reviewers(document)],
        image=image,
    )
    dataset = _told(
        version=str(head.get("number", "")),
        identifier=f"urn:sha256:{sha256}" if sha256 else "",
        sameAs=version_url,
        isBasedOn=paper,
        isAccessibleForFree=True,
        distribution=[{"@type": "DataDownload", "encodingFormat": kind, "contentUrl": at} for kind, at in files],
    )
    transcripts = {each["respondent"]: each for each in document["transcripts"]}
    claims = [
        _claim(cell, cell.support, url, head.get("published_at"), transcripts[cell.respondent.key])
        for row in scored
        for cell in row.cells
        if cell.support
    ]
    return {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Dataset", "@id": f"{url}#data", **told, **dataset},
            {"@type": "Review", "@id": f"{url}#review", **told, "itemReviewed": paper},
            *claims,
        ],
    }


def _claim(cell: Cell, support: Support, url: str, published_at: str | None, transcript: Thing) -> Thing:
    place, word = f"{url}#{cell.question.key}-{cell.respondent.key}", wording.support(cell)
    return {
        "@type": "ClaimReview",
        **_told(
            url=place,
            claimReviewed=_claimed(cell),
            datePublished=support.said_on.isoformat() if support.said_on else published_at,
            author=_person(support.by),
            itemReviewed={
                "@type": "Claim",
                **_told(author=_respondent(cell, transcript["vendor"]), datePublished=transcript["said_on"]),
            },
            reviewRating={
                "@type": "Rating",
                "ratingValue": _RATINGS[support.value],
                "worstRating": min(_RATINGS.values()),
                "bestRating": max(_RATINGS.values()),
                "alternateName": word,
                "ratingExplanation": f"{word}: “{support.quote}”" if support.quote else f"{word}, {support.by} says.",
            },
        ),
    }


def _claimed(cell: Cell) -> str:
    """What the cell says: question, respondent, verdict, and the words."""
    quoted = [one.quote for one in carrying(cell)] or [passage.text for passage in cell.reading.passages]
    words = wording.shortened(" ".join(quoted[:1]), _LONGEST_CLAIM)
    said = f"{cell.question.text} {cell.respondent.name}: {wording.stands_at(cell)}"
    return f"{said}. “{words}”" if words else f"{said}."


def _respondent(cell: Cell, vendor: str) -> Thing:
    who = cell.respondent
    if who.kind == "person":
        return _person(who.name)
    maker = {"@type": "Organization", "name": vendor} if vendor else None
    return {"@type": "SoftwareApplication", **_told(name=who.name, softwareVersion=who.version, creator=maker)}


def _paper(paper: Thing) -> Thing:
    ids = {"doi": paper["doi"], "arXiv": paper["arxiv_id"]}
    return {
        "@type": "ScholarlyArticle",
        **_told(
            name=paper["title"],
            author=[_person(name) for name in paper["authors"]],
            url=paper["url"],
            identifier=[f"{scheme}:{value}" for scheme, value in ids.items() if value],
        ),
    }


def _person(name: str) -> Thing:
    return {"@type": "Person", "name": name}


def _told(**values: Any) -> Thing:
    """Those of the values that are known."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
