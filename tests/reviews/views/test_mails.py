"""The mails and labels of django-allauth, in our words."""

import re

import pytest
from django.conf import settings


def test_a_new_password_comes_by_a_link(client, alice, mailed):
    client.post("/accounts/password/reset/", {"email": alice.email})
    (message,) = mailed()
    assert (message.subject, message.to) == ("A new password for Triangulate", [alice.email])
    assert message.from_email == settings.DEFAULT_FROM_EMAIL == "Triangulate <noreply@localhost>"
    assert message.body.startswith("Hello Alice,\n\nThis link lets you choose a new password for Triangulate:\n\nhttp")
    link = re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", message.body)[1]
    assert "Choose a new password" in client.get(link, follow=True).text


def test_an_address_without_account_is_told_so(client, db, mailed):
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    (message,) = mailed()
    assert message.subject == "No account at Triangulate has this address"
    assert "Someone asked for a new password for nobody@example.org at Triangulate" in message.body


@pytest.mark.parametrize(
    ("address", "labels"),
    [
        ("/accounts/login/", ["E-mail address", "Password", "Stay signed in on this device"]),
        ("/accounts/password/reset/", ["E-mail address"]),
    ],
)
def test_labels_are_ours(client, db, address, labels):
    found = re.findall(r'<label for="id_\w+">([^<]+?) ?(?:<|</label>)', client.get(address).text)
    assert [label.strip() for label in found] == labels
