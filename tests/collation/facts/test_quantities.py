"""Numbers in clauses that are alike but for the number."""

import pytest

from collation.facts.fact import Mention
from collation.facts.quantities import quantities
from collation.language.statements import account
from tests.collation.samples.accounts import facts_of, speakers
from tests.collation.samples.answers import plain_turn


def apart(one: str, other: str) -> list[dict[str, str]]:
    """The values of each fact on which two accounts diverge."""
    return [speakers(fact) for fact in facts_of(one, other) if fact.diverges]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge carries 12 trams an hour.", "The bridge carries 15 trams per hour."),
        ("The trial enrolled 412 patients.", "According to the authors, the trial enrolled 421 patients."),
        (
            "The cathedral tower is 98 metres high.",
            "The cathedral tower is 112 metres high; the nave is a ruin.",
        ),
        ("The reactor ran for 14 days.", "The reactor ran for three weeks."),
        ("8 of 20 sampled joints were loose.", "2 out of 20 sampled joints were loose."),
        ("The paper reports 88% accuracy on the held-out set.", "The paper reports 91% accuracy on the held-out set."),
        ("The jar holds 10^7 grains of sand.", "The jar holds 3 x 10^9 grains of sand."),
        (
            "| Item | Value |\n|---|---|\n| Mean waiting time | 12 minutes |",
            "- Mean waiting time: 15 minutes.",
        ),
        ("The ticket sales in Lisbon reached $1.2 million.", "The ticket sales in Lisbon reached $900,000."),
        ("The new stable would have 410 boxes.", "The new stable would have 380 boxes."),
        ("A reserve of 10 % is included.", "A reserve of 15% is included."),
        ("- The stable has 410 boxes", "The stable has 380 boxes."),
        ("The fever was seen in fewer than one calf in ten.", "The fever was seen in more than one calf in ten."),
        ("The level rose by 1.5 metres in June.", "The level rose by 2.5 metres in June."),
        ("The level rose to 1.5 metres in June.", "The level rose to 2.5 metres in June."),
        ("The first calf weighed 40 kg at birth.", "The first calf weighed 44 kg at birth."),
        ("However, the fare is 3 euros a trip.", "The fare is 4 euros per trip."),
        ("The bus has a range of 300 km, and the seats are soft.", "The bus has a range of 250 km."),
    ],
)
def test_two_clauses_that_are_the_same_but_for_the_number_diverge(one, other):
    (fact,) = apart(one, other)
    assert list(fact.values()) == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About 12 buses an hour pass the gate.", "About 300 buses a day pass the gate."),
        ("A small room costs $0.04/hr.", "A large hall costs $0.09/hr."),
        ("For small rooms, the price is 5 euros per hour.", "For large halls, the price is 9 euros per hour."),
        ("The survey covered 1,200 households in 2018.", "The survey covered 900 households in 2021."),
        ("The old model had 32 million parameters.", "The model has 70 million parameters."),
        ("The number of active users grew from 32 to 40.", "The number of active users grew to 60."),
        ("Imagine a city with 2 million people.", "Imagine a city with 5 million people."),
        ("You would need at least 30 interviews.", "You would need at least 60 interviews."),
        ("The sample does not reach 500 cells.", "The sample does not reach 300 cells."),
        ("I would give the paper 6/10.", "I would give the paper 8/10."),
        ("The final rating is 6 out of 10.", "The final rating is 8 out of 10."),
        ("Section 4 describes the main experiments.", "Section 5 describes the main experiments."),
        ("Table 3 lists the species fact.", "Table 4 lists the species fact."),
        ("7 Limitations and future work", "6 Limitations and future work"),
        ("## 7 Limitations of the data", "## 6 Limitations of the data"),
        ("Version 2.1 of the tool adds tests.", "Version 2.2 of the tool adds tests."),
        (
            "Holm, J. (2019). Birds of the bay. Bay Journal 12, 30-44.",
            "Holm, J. (2019). Birds of the bay. Bay Journal 13, 20-34.",
        ),
        ("The paper has three weaknesses.", "The paper has two weaknesses."),
        ("Harbour United beat Mill Town by 12 points.", "Mill Town beat Harbour United by 3 points."),
        (
            "The red engine leads the blue engine by 5 seconds here.",
            "The blue engine leads the red engine by 3 seconds here.",
        ),
        ("The rooms cost $4, $5 and $6.", "The rooms cost $7, $8 and $9."),
        ("## Pump\n\nIt cost $300 in all.", "## Filter\n\nIt cost $500 in all."),
        ("Doses were between 5 and 10 mg in adults.", "Doses were between 8 and 12 mg in adults."),
        ("More than 100 villages were flooded.", "More than 300 villages were flooded."),
        ("Up to 40 guests can stay in the house.", "At least 20 guests can stay in the house."),
        ("The jar holds 2 x 109 grains of sand.", "The jar holds 3 x 109 grains of sand."),
        ("The tower (98 m) is closed to visitors.", "The tower (112 m) is closed to visitors."),
        ("The author says “the tower is 98 metres high”.", "The author says “the tower is 112 metres high”."),
        ("The pass mark is 40% in maths.", "The pass mark is 40 percentage points in maths."),
        ("The level rose by 1.5 metres in June.", "The level rose to 2.5 metres in June."),
        ("The level rose 1.5 metres in June.", "The level rose to 2.5 metres in June."),
        ("The level rose by 1.5 metres in June.", "The level fell by 2.5 metres in June."),
        ("The first calf weighed 40 kg at birth.", "The second calf weighed 44 kg at birth."),
        ("The herd had 40 cows before the flood.", "The herd had 30 cows after the flood."),
        ("The herd had 40 cows in June.", "The herd has 30 cows in June."),
        ("The 40 boys met the girls at noon.", "The boys met the 30 girls at noon."),
        ("Only the nave holds 500 people.", "The nave holds 600 people."),
        ("The library now has 40 rooms.", "The library has 30 rooms."),
        ("The milk costs 2 euros per litre.", "The milk costs 3 euros per bottle."),
        ("The path runs 5 km around the lake.", "The path runs 2 km to the lake."),
        ("The survey covered 1,200 barns (2018).", "The survey covered 900 barns (2021)."),
        (
            "In 2019 the mill had 40 looms, and the barn held 3 pigs.",
            "In 2021 the mill had 50 looms, and the barn held 5 pigs.",
        ),
        ("The fee is 5 euros, but only for children.", "The fee is 8 euros, and the stamp is free."),
        ("The fee is 5 euros, according to the mayor.", "The fee is 8 euros."),
        ("The mayor says that the tower is 98 metres high.", "The tower is 112 metres high."),
        ("## Rome\n\nThe old tower is 98 metres high.", "## Milan\n\nThe old tower is 112 metres high."),
        ("Some say the tower is 98 metres high.", "Some say the tower is 112 metres high."),
        ("Phase one: the plan has 40 flats.", "Phase two: the plan has 60 flats."),
        ("On average, the ferry takes 40 cars.", "At most, the ferry takes 60 cars."),
        ("The pass rate was 40%, which counts the girls.", "The pass rate was 50%, which counts the staff."),
        ("The rent is 400 euros – with heating.", "The rent is 500 euros – without heating."),
        ("Last year 40 cows died.", "This year 50 cows died."),
        ("The train ran 5 minutes early.", "The train ran 7 minutes late."),
        ("Every second bus has 40 seats.", "Every third bus has 50 seats."),
        ("The herd lost 40 cows; at least in the first year.", "The herd lost 60 cows."),
        ("The net price is 40 euros.", "The gross price is 50 euros."),
        ("| Bus | 2019 |\n|---|---|\n| Mean fare | 3 euros |", "| Bus | 2020 |\n|---|---|\n| Mean fare | 4 euros |"),
        ("## Study 1\n\nThe sample had 98 cows.", "## Study 2\n\nThe sample had 112 cows."),
        ("Few of the 40 cows were sold.", "A few of the 30 cows were sold."),
        ("The herd must have 40 cows in June.", "The herd will have 30 cows in June."),
        ("The wells number 12, 14 and 16.", "The wells number 13, 15 and 17."),
        ("Der Turm ist laut Plan 98 Meter hoch.", "Der Turm ist laut Plan 112 Meter hoch."),
    ],
)
def test_nothing_is_said_to_part_that_could_be_of_something_else(one, other):
    assert apart(one, other) == []


def test_a_mention_has_its_clause_as_topic_and_a_gap_for_the_number():
    text = "The bridge carries 12 trams an hour."
    assert list(quantities(account(plain_turn(1, "", text)))) == [
        Mention(
            kind="quantity",
            topic="The bridge carries … trams an hour",
            key=":bridge carry … tram per hour",
            value="12",
            value_key="12",
            start=0,
            end=36,
            low=12.0,
            high=12.0,
        )
    ]


def test_a_text_in_another_language_has_no_quantities():
    text = "Die Brücke trägt 12 Züge in der Stunde und das ist nicht viel für eine Brücke."
    assert list(quantities(account(plain_turn(1, "", text)))) == []
