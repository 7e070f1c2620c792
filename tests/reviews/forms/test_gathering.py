"""Forms of findings: each says in its own words what is missing."""

import pytest
from django.http import QueryDict

from reviews.forms.gathering import (
    NO_KIND,
    NO_OTHER,
    NO_POINTS,
    NO_RATING,
    NO_RESPONDENT,
    NO_STANCE,
    NO_TITLE,
    NO_WORDS,
    FindingMergeForm,
    FindingNameForm,
    QuoteForm,
    RateForm,
    SplitForm,
    StanceForm,
    WriteForm,
)

BOTH = [("ada", "Ada"), ("bert", "Bert")]


def sent(*points: str, **fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    data.setlist("points", points)
    return data


@pytest.mark.parametrize(
    ("form", "errors"),
    [
        (FindingNameForm(sent(kind="elf")), {"title": [NO_TITLE], "kind": [NO_KIND]}),
        (FindingNameForm(sent(title=" ")), {"title": [NO_TITLE], "kind": [NO_KIND]}),
        (QuoteForm(sent(respondent="eve"), respondents=BOTH), {"respondent": [NO_RESPONDENT], "words": [NO_WORDS]}),
        (QuoteForm(sent(words="Owls."), respondents=BOTH), {"respondent": [NO_RESPONDENT]}),
        (
            WriteForm(sent(respondent="ada", words="Owls."), respondents=BOTH),
            {"title": [NO_TITLE], "kind": [NO_KIND]},
        ),
        (
            StanceForm(sent(respondent="eve", opposes="perhaps"), respondents=BOTH),
            {"respondent": [NO_RESPONDENT], "opposes": [NO_STANCE]},
        ),
        (RateForm(sent(value="grand")), {"value": [NO_RATING]}),
        (FindingMergeForm(sent(), others=[("finding-2", "Eyes")]), {"into": [NO_OTHER]}),
        (FindingMergeForm(sent(into="finding-3"), others=[("finding-2", "Eyes")]), {"into": [NO_OTHER]}),
        (SplitForm(sent(title="Eyes"), points=[("1", "Owls")]), {"points": [NO_POINTS]}),
        (SplitForm(sent("1", "2"), points=[("1", "Owls")]), {"points": [NO_POINTS], "title": [NO_TITLE]}),
    ],
)
def test_what_is_missing_is_said_at_its_field(form, errors):
    assert form.errors == errors


def test_what_is_given_is_taken():
    stance = StanceForm(sent(respondent="ada", opposes="yes"), respondents=BOTH)
    assert stance.is_valid()
    assert stance.cleaned_data == {"respondent": "ada", "opposes": True}
    split = SplitForm(sent("1", "3", title="Eyes"), points=[("1", "Owls"), ("2", "see"), ("3", "well")])
    assert split.is_valid()
    assert split.cleaned_data == {"points": ["1", "3"], "title": "Eyes"}
    rate = RateForm(sent(value=""))
    assert rate.is_valid(), "no value takes the rating back"


def test_the_ids_of_several_on_a_page_differ():
    forms = (FindingNameForm(), QuoteForm(respondents=BOTH), WriteForm(respondents=BOTH), RateForm())
    ids = [field.id_for_label for form in forms for field in form if field.name != "seen"]
    assert len(ids) == len(set(ids))
    assert ids[0] == "name-title"
    assert list(WriteForm(respondents=BOTH).fields) == ["title", "kind", "respondent", "words", "opposes"]
