"""The forms of django-allauth, in our words."""

from django.test import RequestFactory

from reviews.forms.signing_in import NewPasswordForm, SignInForm
from reviews.models import Job


def test_fields_are_called_in_our_words():
    sign_in = SignInForm(request=RequestFactory().get("/"))
    assert [sign_in.fields[name].label for name in ("login", "remember")] == [
        "E-mail address",
        "Stay signed in on this device",
    ]
    assert NewPasswordForm().fields["email"].label == "E-mail address"
    for field in (sign_in.fields["login"], sign_in.fields["password"], NewPasswordForm().fields["email"]):
        assert "placeholder" not in field.widget.attrs


def test_a_new_password_asks_nobody_whether_there_is_an_account(db, django_assert_num_queries):
    form = NewPasswordForm({"email": "nobody@example.org"})
    with django_assert_num_queries(0):
        assert form.is_valid()
    assert form.save(RequestFactory().post("/")) == "nobody@example.org"
    (job,) = Job.objects.all()
    assert job.details == {"letter": "new_password", "to": "nobody@example.org", "context": {}}


def test_what_is_no_address_asks_for_no_mail():
    assert list(NewPasswordForm({"email": "no address"}).errors) == ["email"]
