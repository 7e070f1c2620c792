"""The demo is published once, and its page says that it is one."""

import pytest

from collation.publish.demo import show_demo
from reviews.domain.demo import demo_story


@pytest.mark.slow
def test_it_is_published_once_and_says_that_it_is_a_demonstration(client, alice, team):
    comparison = show_demo(by=alice, team=team)
    assert show_demo(by=alice, team=team) == comparison
    (publication,) = comparison.publications.all()
    story = demo_story()["publication"]
    assert (publication.title, publication.finding, publication.created_by) == (story["title"], story["finding"], alice)
    page = client.get("/p/glm-5/").text
    assert "(A demonstration: the models’ answers are retold, the people are invented.)" in page
    assert page.count('class="name"') == 5
