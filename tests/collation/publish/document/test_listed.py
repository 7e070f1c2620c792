"""A publication in a list."""

from collation.publish.document.listed import about, words


def test_it_says_who_is_compared_and_is_found_by_what_it_holds(drafted, bert):
    document = drafted()
    document["paper"] |= {"title": "Owls see", "authors": ["A. Owl"], "arxiv_id": "2602.15763", "doi": None}
    document["facts"] = [{"topic": "DSA"}]
    document["findings"] = [{"title": "No\n  red-teaming"}]
    assert about(document) == "Ada and Bert on “Owls see”"
    assert words(document) == (
        "A. Owl 2602.15763 Does it work? Is it safe? Is the code it produces safe? DSA No red-teaming"
    )
