"""Forms of a comparison."""

import pytest
from django.http import QueryDict

from reviews.domain.questions import DEFAULT_QUESTIONS
from reviews.forms.comparison import ComparisonForm, DeletionForm, QuestionForm
from reviews.models import Team
from tests.factories import TeamFactory


def sent(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def started(**fields: str) -> ComparisonForm:
    return ComparisonForm(sent(**{"questions": "Is it safe?", **fields}), teams=Team.objects.none())


@pytest.mark.django_db
def test_it_is_called_after_what_is_given_else_after_its_paper():
    for fields, title in (
        ({"title": "Owls", "paper_title": "On owls"}, "Owls"),
        ({"paper_title": "On owls"}, "On owls"),
        ({}, ""),
    ):
        form = started(**fields)
        assert form.is_valid()
        assert form.chosen_title() == title


@pytest.mark.django_db
def test_questions_are_lines_of_at_most_2000_characters():
    asked = started(questions="Is it safe?\n\n Does it work? \nIs it safe?")
    assert asked.is_valid()
    assert asked.cleaned_data["questions"] == ["Is it safe?", "Does it work?"]
    assert started(questions="o" * 2000).is_valid()
    long = started(questions=f"Is it safe?\n{'o' * 2001}")
    assert long.errors == {"questions": ["A question has at most 2,000 characters."]}
    new = ComparisonForm(teams=Team.objects.none())
    assert new["questions"].value() == "\n".join(text for _, text in DEFAULT_QUESTIONS)


@pytest.mark.django_db
def test_only_someone_with_several_teams_is_asked_for_one():
    nobodys = started()
    assert nobodys.is_valid()
    assert nobodys.chosen_team() is None
    first = TeamFactory()
    alone = ComparisonForm(sent(questions="Is it safe?", team=str(first.pk)), teams=Team.objects.all())
    assert alone.is_valid()
    assert ("team" in alone.fields, alone.chosen_team()) == (False, first)
    second = TeamFactory()
    both = ComparisonForm(sent(questions="Is it safe?", team=str(second.pk)), teams=Team.objects.all())
    assert both.is_valid()
    assert both.chosen_team() == second
    other = ComparisonForm(sent(questions="Is it safe?", team=str(second.pk + 1)), teams=Team.objects.all())
    assert list(other.errors) == ["team"]


@pytest.mark.parametrize("typed", ["GLM-5: three chats", " glm-5:  three\tchats ", "GLM-5: three\u200b chats"])
def test_a_name_is_typed_as_people_see_it(typed):
    form = DeletionForm(sent(name=typed, seen="x"), called="GLM-5:\u00a0three chats")
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("typed", "told"),
    [("GLM-5", "This is not its name. Nothing was deleted."), ("", "Type the name."), ("  ", "Type the name.")],
)
def test_another_name_deletes_nothing(typed, told):
    assert DeletionForm(sent(name=typed, seen="x"), called="GLM-5: three chats").errors == {"name": [told]}


def test_a_question_has_a_scale_that_there_is():
    assert QuestionForm(sent(text="Is it safe?", scored="on", scale="verdict")).is_valid()
    assert list(QuestionForm(sent(text=" ", scale="elf")).errors) == ["text", "scale"]
    assert QuestionForm()["scored"].value() is True
