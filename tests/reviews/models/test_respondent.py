"""Respondents: who they are is the team's, in which outlet they wrote the comparison's."""

from reviews.models import Identity, Respondent


def test_a_model_has_a_maker_and_a_person_an_outlet():
    owl = Respondent(identity=Identity(name="Owl", kind="model", maker="Barn"), outlet="The Tower")
    mara = Respondent(identity=Identity(name="Mara", kind="person"), outlet="The Tower")
    assert [(one.name, one.kind, one.vendor) for one in (owl, mara)] == [
        ("Owl", "model", "Barn"),
        ("Mara", "person", "The Tower"),
    ]
