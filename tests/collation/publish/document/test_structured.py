"""A publication in the words of schema.org."""

from datetime import UTC, datetime

from collation.publish.document.structured import structured
from reviews.domain.marks import place_mark, say_support
from reviews.models import Support
from tests.factories import make_transcript

PAGE = "https://owls.example/p/owl-2/"


def graph(document: dict, **known) -> list[dict]:
    told = structured(document, sha256="abc", url=PAGE, **known)
    assert told["@context"] == "https://schema.org"
    return told["@graph"]


def test_the_whole_is_a_dataset_and_a_review_of_the_paper(drafted, bert, safe, bob):
    place_mark(question=safe, transcript=bert, by=bob, value="yes")
    document = drafted()
    document["publication"] |= {"number": 2, "published_at": "2026-03-01T12:00:00+00:00"}
    document["paper"] |= {"authors": ["A. Owl"], "doi": "10.1/owl", "arxiv_id": "2602.15763"}
    dataset, review = graph(document, version_url=f"{PAGE}v2/", files=[("application/json", f"{PAGE}v2.json")])
    assert (dataset["@type"], dataset["name"], dataset["description"]) == ("Dataset", "Owls", "They part.")
    assert (dataset["version"], dataset["sameAs"], dataset["identifier"]) == ("2", f"{PAGE}v2/", "urn:sha256:abc")
    assert dataset["distribution"] == [
        {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{PAGE}v2.json"}
    ]
    assert (review["@type"], review["datePublished"]) == ("Review", "2026-03-01T12:00:00+00:00")
    assert review["author"] == [{"@type": "Person", "name": "Reviewer 1"}]
    paper = review["itemReviewed"]
    assert (paper["@type"], paper["author"]) == ("ScholarlyArticle", [{"@type": "Person", "name": "A. Owl"}])
    assert paper["identifier"] == ["doi:10.1/owl", "arXiv:2602.15763"]
    assert dataset["isBasedOn"] == paper


def test_only_a_cell_whose_support_a_person_settled_is_a_reviewed_claim(drafted, ada, bert, safe, bob):
    assert [thing["@type"] for thing in graph(drafted())] == ["Dataset", "Review"]
    passage = "“Five people” </script> tested it."
    say_support(question=safe, transcript=bert, by=bob, value="contradicted", quote=passage)
    say_support(question=safe, transcript=ada, by=bob, value="not_found")
    document = drafted()
    document["publication"]["published_at"] = "2026-03-01T12:00:00+00:00"
    _, _, first, second = graph(document)
    assert second["@type"] == "ClaimReview"
    assert second["url"] == f"{PAGE}#safe-bert"
    assert second["claimReviewed"].startswith("Is it safe? Bert: yes. “Yes, Owl-2 is safe.")
    support = Support.objects.get(cell__question=safe, cell__transcript=bert)
    assert second["datePublished"] == support.created_at.date().isoformat()
    assert second["author"] == {"@type": "Person", "name": "Reviewer 1"}
    assert second["itemReviewed"] == {
        "@type": "Claim",
        "author": {"@type": "SoftwareApplication", "name": "Bert"},
    }
    assert second["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 1,
        "worstRating": 1,
        "bestRating": 3,
        "alternateName": "The paper says otherwise",
        "ratingExplanation": f"The paper says otherwise: “{passage}”",
    }
    assert first["url"] == f"{PAGE}#safe-ada"
    assert first["itemReviewed"]["datePublished"] == "2026-02-24"
    assert first["reviewRating"]["ratingValue"] == 2
    assert first["reviewRating"]["ratingExplanation"] == "Not found in the paper, Reviewer 1 says."


def test_a_claim_dates_from_the_day_on_which_a_person_said_so(drafted, bert, safe, bob):
    say_support(question=safe, transcript=bert, by=bob, value="supported")
    Support.objects.update(created_at=datetime(2026, 2, 27, 23, 30, tzinfo=UTC))
    document = drafted()
    document["publication"]["published_at"] = "2026-03-01T12:00:00+00:00"
    assert graph(document)[2]["datePublished"] == "2026-02-27"
    (support,) = (cell["support"] for row in document["rows"] for cell in row["cells"] if cell["support"])
    del support["at"]
    assert graph(document)[2]["datePublished"] == "2026-03-01T12:00:00+00:00", "an earlier release kept no day"


def test_a_person_is_a_person_and_a_model_has_its_version_and_maker(drafted, comparison, ada, safe, bob):
    mara = make_transcript(comparison, "Mara", ("Is it safe?", "It is safe."), kind="person")
    for transcript in (ada, mara):
        say_support(question=safe, transcript=transcript, by=bob, value="supported")
    document = drafted()
    document["transcripts"][0]["vendor"] = "Owlworks"
    authors = [claim["itemReviewed"]["author"] for claim in graph(document)[2:]]
    assert authors == [
        {
            "@type": "SoftwareApplication",
            "name": "Ada",
            "softwareVersion": "2.1",
            "creator": {"@type": "Organization", "name": "Owlworks"},
        },
        {"@type": "Person", "name": "Mara"},
    ]
