"""Who gets what: every address × every role. The addresses come from the URL configuration; one without a row fails.

Each is opened and, if it takes something, sent an empty form. Whatever that changes is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from reviews.models import Role
from tests.factories import MembershipFactory, make_comparison

ROLES = ("anonymous", "outsider", "reader", "reviewer", "editor", "owner")

OPENED = {
    # An address, and what a GET gives to each role: IN is the sign-in page.
    "reviews:comparison_list": "200 200 200 200 200 200",
    "reviews:comparison_new": "IN 200 403 403 200 200",
    "reviews:healthz": "200 200 200 200 200 200",
    "reviews:link_request": "200 200 200 200 200 200",
    "reviews:link_open": "410 410 410 410 410 410",
    "reviews:account": "IN 200 200 200 200 200",
    "reviews:address_confirm": "410 410 410 410 410 410",
    "reviews:invitation_open": "200 200 200 200 200 200",
    "reviews:team_list": "IN 200 200 200 200 200",
    "reviews:team_detail": "IN 404 200 200 200 200",
    "reviews:member_remove": "IN 404 403 403 403 200",
    "reviews:people": "IN 404 200 200 200 200",
    "reviews:guest_remove": "IN 404 403 403 403 200",
    "reviews:ask": "IN 404 200 200 200 200",
    "reviews:comparison_settings": "IN 404 403 403 200 200",
    "reviews:marking": "IN 404 200 200 200 200",
    "reviews:paper": "IN 404 200 200 200 200",
    "reviews:pdf_open": "IN 404 200 200 200 200",
    "reviews:thread_list": "IN 404 200 200 200 200",
    "reviews:thread_open": "IN 404 403 200 200 200",
    "reviews:thread_detail": "IN 404 200 200 200 200",
    "reviews:intake": "IN 404 403 403 200 200",
    # A draft and an export are the owner's own.
    "reviews:export_detail": "IN 404 403 403 302 200",
    "reviews:draft_detail": "IN 404 403 403 404 200",
    "reviews:draft_rows": "IN 404 403 403 404 200",
    "collation:compare": "IN 404 200 200 200 200",
    "collation:words_detail": "IN 404 302 302 302 302",
    "collation:response_detail": "IN 404 200 200 200 200",
    "collation:agreement": "IN 404 200 200 200 200",
    "collation:agreement_csv": "IN 404 200 200 200 200",
    "collation:words_tools": "IN 404 200 200 200 200",
    "collation:annotation_list": "IN 404 200 200 200 200",
    "collation:annotation_new": "IN 404 403 404 404 404",  # it names no response
    "reviews:unsaved_words": "IN 404 403 204 204 204",
    "reviews:people_mentionable": "IN 404 403 200 200 200",
    "reviews:for_you": "IN 200 200 200 200 200",
    "reviews:mention_open": "IN 404 404 302 404 404",
    "reviews:mails_end": "410 410 410 410 410 410",
    "collation:annotation_detail": "IN 404 200 200 200 200",
    "collation:annotation_jsonld": "IN 404 200 200 200 200",
    "collation:annotation_import": "IN 404 403 200 200 200",
    "collation:label_list": "IN 404 403 403 200 200",
    "collation:finding_list": "IN 404 200 200 200 200",
    "collation:finding_write": "IN 404 403 200 200 200",
    "collation:finding_detail": "IN 404 200 200 200 200",
    "collation:reader_list": "IN 404 200 200 200 200",
    "collation:sheet_text": "IN 404 403 403 404 404",  # its text has changed
    "collation:round_sheet_list": "IN 404 403 403 200 200",
    "collation:round_sheet_text": "IN 404 403 403 404 404",  # there is no such sheet
    "collation:respondent_list": "IN 404 200 200 200 200",
    "collation:fact_list": "IN 404 200 200 200 200",
    "collation:fact_discussion": "IN 404 404 404 404 404",  # an empty address names no fact
    "collation:conclusion_list": "IN 404 200 200 200 200",
    "collation:conflict_list": "IN 404 200 200 200 200",
    "collation:document": "IN 404 200 200 200 200",
    "collation:matrix": "IN 404 200 200 200 200",
    "collation:matrix_row": "IN 404 302 302 302 302",
    "collation:cell_history": "IN 404 200 200 200 200",
    "collation:cell_words": "IN 404 302 302 302 302",
    "collation:cell_detail": "IN 404 200 200 200 200",
    "collation:queue": "IN 404 403 200 200 200",
    "collation:queue_cell": "IN 404 403 200 200 200",
    "collation:publish": "IN 404 403 403 200 200",
    "collation:publish_leaving": "IN 404 403 403 200 200",
    "collation:publish_preview": "IN 404 403 403 200 200",
    "collation:publish_export": "IN 404 403 403 200 200",
    "collation:publish_blog": "IN 404 403 403 200 200",
    "collation:publish_bundle": "IN 404 403 403 403 200",
    "collation:publication_withdraw": "IN 404 403 403 403 200",
    "collation:version_withdraw": "IN 404 403 403 403 200",
    "collation:source_delete": "IN 404 403 403 403 200",
    "collation:comparison_delete": "IN 404 403 403 403 200",
    "collation:published": "200 200 200 200 200 200",
    "collation:published_version": "200 200 200 200 200 200",
    "collation:published_version_markdown": "200 200 200 200 200 200",
    "collation:published_version_json": "200 200 200 200 200 200",
    "collation:rejoinder_write": "404 404 404 404 404 404",  # off, unless an owner lets them reply
    "collation:rejoinder_check": "410 410 410 410 410 410",
    "collation:published_embed": "200 200 200 200 200 200",
    "collation:published_markdown": "200 200 200 200 200 200",
    "collation:published_json": "200 200 200 200 200 200",
    "collation:published_export": "200 200 200 200 200 200",
    "collation:published_version_export": "200 200 200 200 200 200",
    "collation:published_card": "200 200 200 200 200 200",
    "collation:style": "200 200 200 200 200 200",
    "collation:published_index": "200 200 200 200 200 200",
    "collation:feed": "200 200 200 200 200 200",
    "collation:sitemap": "200 200 200 200 200 200",
    "collation:llms": "200 200 200 200 200 200",
    "collation:robots": "200 200 200 200 200 200",
    "collation:oembed": "404 404 404 404 404 404",
}

SENT = {
    # An address, and what an empty form gives to each role.
    "reviews:comparison_list": "200 200 200 200 200 200",
    "reviews:comparison_new": "IN 200 403 403 200 200",
    "reviews:comparison_look_up": "IN 422 403 403 422 422",
    "reviews:link_request": "200 200 200 200 200 200",
    "reviews:link_open": "410 410 410 410 410 410",
    "reviews:account": "IN 200 200 200 200 200",
    "reviews:address_ask": "IN 422 422 422 422 422",
    "reviews:address_forget": "IN 302 302 302 302 302",
    "reviews:address_confirm": "410 410 410 410 410 410",
    "reviews:invitation_open": "422 302 302 302 302 302",
    "reviews:team_list": "IN 200 200 200 200 200",
    "reviews:team_detail": "IN 404 200 200 200 200",
    "reviews:team_invite": "IN 404 403 403 403 422",
    "reviews:invitation_withdraw": "IN 404 403 403 403 302",
    "reviews:member_change": "IN 404 403 403 403 422",
    "reviews:member_remove": "IN 404 403 403 403 302",
    "reviews:people_named": "IN 404 403 302 302 302",
    "reviews:people_invite": "IN 404 403 403 403 422",
    "reviews:people_remind": "IN 404 403 403 403 422",
    "reviews:people_invitation_withdraw": "IN 404 403 403 403 302",
    "reviews:guest_change": "IN 404 403 403 403 422",
    "reviews:guest_remove": "IN 404 403 403 403 302",
    "reviews:comparison_settings": "IN 404 403 403 200 200",
    "reviews:marking_assign": "IN 404 403 403 422 422",
    "reviews:general_guidelines_write": "IN 404 403 403 302 302",
    "reviews:guidelines_write": "IN 404 403 403 302 302",
    "reviews:question_rescale": "IN 404 403 403 422 422",
    "reviews:phase_set": "IN 404 403 403 422 422",
    "reviews:comparison_archive": "IN 404 403 403 403 302",
    "reviews:comparison_restore": "IN 404 403 403 403 302",
    "reviews:question_add": "IN 404 403 403 422 422",
    "reviews:question_reword": "IN 404 403 403 422 422",
    "reviews:question_move": "IN 404 403 403 302 302",
    "reviews:question_archive": "IN 404 403 403 302 302",
    "reviews:question_restore": "IN 404 403 403 404 404",  # it is not archived
    "reviews:paper": "IN 404 403 403 302 302",
    "reviews:paper_look_up": "IN 404 403 403 422 422",
    "reviews:pdf_store": "IN 404 403 403 422 422",
    "reviews:pdf_fetch": "IN 404 403 403 302 302",
    "reviews:full_text_store": "IN 404 403 403 422 422",
    "reviews:full_text_forget": "IN 404 403 403 302 302",
    "reviews:thread_open": "IN 404 403 422 422 422",
    "reviews:blinding_set": "IN 404 403 403 302 302",
    "reviews:thread_reply": "IN 404 403 422 422 422",
    "reviews:thread_resolve": "IN 404 403 302 302 302",
    "reviews:thread_reopen": "IN 404 403 302 302 302",
    # A comment is its author's own.
    "reviews:comment_edit": "IN 404 403 403 403 422",
    "reviews:comment_delete": "IN 404 403 403 403 302",
    "reviews:draft_paste": "IN 404 403 403 422 422",
    "reviews:draft_upload": "IN 404 403 403 422 422",
    "reviews:source_reopen": "IN 404 403 403 302 302",
    "reviews:transcript_archive": "IN 404 403 403 302 302",
    "reviews:transcript_restore": "IN 404 403 403 302 302",
    "reviews:export_read": "IN 404 403 403 404 302",
    "reviews:export_take": "IN 404 403 403 404 422",
    "reviews:export_take_one": "IN 404 403 403 404 302",
    "reviews:export_discard": "IN 404 403 403 404 302",
    "reviews:draft_correct": "IN 404 403 403 404 422",
    "reviews:draft_undo": "IN 404 403 403 404 302",
    "reviews:draft_describe": "IN 404 403 403 404 422",
    "reviews:draft_branch": "IN 404 403 403 404 302",
    "reviews:draft_store": "IN 404 403 403 404 422",
    "reviews:draft_unstore": "IN 404 403 403 404 302",
    "reviews:draft_discard": "IN 404 403 403 404 302",
    "collation:demo_load": "IN 302 403 403 302 302",
    "collation:arrangement_choose": "IN 404 302 302 302 302",
    "collation:passage_place": "IN 404 403 422 422 422",
    "collation:placement_withdraw": "IN 404 403 422 422 422",
    "collation:prompt_adopt": "IN 404 403 422 422 422",
    "collation:turn_publish": "IN 404 403 403 422 422",
    "collation:response_place": "IN 404 403 422 422 422",
    "collation:words_place": "IN 404 403 422 422 422",
    "collation:words_gather": "IN 404 403 422 422 422",
    "collation:words_discuss": "IN 404 403 422 422 422",
    "collation:annotation_new": "IN 404 403 422 422 422",
    "collation:annotation_import": "IN 404 403 422 422 422",
    "collation:label_list": "IN 404 403 403 422 422",
    "collation:annotation_gather": "IN 404 403 422 422 422",
    "collation:label_take": "IN 404 403 302 302 302",
    "collation:label_dismiss": "IN 404 403 302 302 302",
    "collation:label_suggest_again": "IN 404 403 404 404 404",  # it is not dismissed
    # An annotation is its author's own.
    "collation:annotation_edit": "IN 404 403 403 403 422",
    "collation:annotation_delete": "IN 404 403 403 403 302",
    "collation:annotation_restore": "IN 404 403 403 403 302",
    "collation:finding_write": "IN 404 403 200 200 200",
    "collation:finding_adopt": "IN 404 403 302 302 302",
    "collation:finding_name": "IN 404 403 422 422 422",
    "collation:finding_rate": "IN 404 403 302 302 302",
    "collation:finding_merge": "IN 404 403 422 422 422",
    "collation:finding_split": "IN 404 403 422 422 422",
    "collation:finding_oppose": "IN 404 403 422 422 422",
    "collation:finding_quote": "IN 404 403 422 422 422",
    "collation:finding_discuss": "IN 404 403 422 422 422",
    "collation:finding_dismiss": "IN 404 403 302 302 302",
    "collation:finding_restore": "IN 404 403 302 302 302",
    "collation:finding_dissolve": "IN 404 403 302 302 302",
    "collation:round_sheet_make": "IN 404 403 403 422 422",
    "collation:rejoinder_write": "404 404 404 404 404 404",
    "collation:rejoinder_check": "410 410 410 410 410 410",
    "collation:rejoinders_take": "IN 404 403 403 403 302",
    "collation:rejoinder_decide": "IN 404 403 403 403 404",  # there is none
    "collation:sheet_make": "IN 404 403 403 422 422",
    "collation:gathering_make": "IN 404 403 403 409 409",  # nothing to be gathered
    "collation:reply_preview": "IN 404 403 403 422 422",
    "collation:reply_take": "IN 404 403 403 422 422",
    "collation:reply_remove": "IN 404 403 403 302 302",
    "collation:text_give": "IN 404 403 403 403 302",
    "collation:paper_give": "IN 404 403 403 403 302",
    "collation:respondent_describe": "IN 404 403 403 422 422",
    "collation:respondent_move": "IN 404 403 403 302 302",
    # An empty form names no fact.
    "collation:conclusion_save": "IN 404 403 403 422 422",
    "collation:conclusion_undo": "IN 404 403 403 302 302",
    "collation:conflict_settle": "IN 404 403 403 422 422",
    "collation:conflict_leave": "IN 404 403 403 422 422",
    "collation:conflict_reopen": "IN 404 403 403 302 302",
    "collation:settle_unanimous": "IN 404 403 403 422 422",
    "collation:settlements_undo": "IN 404 403 403 302 302",
    "collation:conflict_undo": "IN 404 403 403 302 302",
    "reviews:unsaved_words": "IN 404 403 204 204 204",
    "reviews:mentions_see": "IN 302 302 302 302 302",
    "reviews:mails_end": "410 410 410 410 410 410",
    "collation:mark_undo": "IN 404 403 302 302 302",
    "collation:queue_undo": "IN 404 403 302 302 302",
    "collation:settlement_undo": "IN 404 403 403 302 302",
    "collation:support_undo": "IN 404 403 302 302 302",
    "collation:finding_ungather": "IN 404 403 302 302 302",
    "collation:fact_discuss": "IN 404 403 404 404 404",
    "collation:fact_review": "IN 404 403 404 404 404",
    "collation:fact_relabel": "IN 404 403 404 404 404",
    "collation:fact_merge": "IN 404 403 404 404 404",
    "collation:fact_strike": "IN 404 403 404 404 404",
    "collation:fact_restore": "IN 404 403 404 404 404",
    "collation:cell_mark": "IN 404 403 422 422 422",
    "collation:cell_unmark": "IN 404 403 302 302 302",
    "collation:queue_mark": "IN 404 403 422 422 422",
    "collation:queue_unmark": "IN 404 403 302 302 302",
    "collation:cell_settle": "IN 404 403 403 422 422",
    "collation:cell_unsettle": "IN 404 403 403 302 302",
    "collation:cell_support": "IN 404 403 422 422 422",
    "collation:suggestion_dismiss": "IN 404 403 422 422 422",
    "collation:suggestion_restore": "IN 404 403 422 422 422",
    "collation:cell_unsupport": "IN 404 403 302 302 302",
    "collation:publish_preview": "IN 404 403 403 200 200",
    "collation:publication_withdraw": "IN 404 403 403 403 302",
    "collation:version_withdraw": "IN 404 403 403 403 302",
    "collation:source_delete": "IN 404 403 403 403 200",
    "collation:comparison_delete": "IN 404 403 403 403 200",
    "collation:publish_freeze": "IN 404 403 403 422 422",
    "collation:publish_redact": "IN 404 403 403 422 422",
    "collation:publish_unredact": "IN 404 403 403 302 302",
    "collation:publish_transcript": "IN 404 403 403 422 422",
}


OPENED_ONLY = "405"
"""What a POST gives an owner at an address that is only opened."""


def addresses(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address of reviews and collation. Those of allauth have no namespace, and know no comparison."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif namespace and pattern.name:
            yield namespace + pattern.name, pattern


ADDRESSES = dict(addresses())


def outcome(response: HttpResponse) -> str:
    """The status in digits, or IN if the response leads to the sign-in page."""
    leads_to = response.headers.get("Location", "")
    return "IN" if leads_to.startswith(reverse(settings.LOGIN_URL)) else str(response.status_code)


@pytest.fixture
def cast(alice, bob, charlie, team) -> dict[str, Client]:
    """A client for each role; Alice is the owner, Bob a reviewer, Charlie an outsider."""
    people = {
        "outsider": charlie,
        "reader": MembershipFactory(team=team, user__name="Erin", role=Role.READER).user,
        "reviewer": bob,
        "editor": MembershipFactory(team=team, user__name="Eve", role=Role.EDITOR).user,
        "owner": alice,
    }
    clients = {role: Client() for role in ROLES}
    for role, person in people.items():
        clients[role].force_login(person)
    return clients


def path_to(name: str, things: dict[str, Any]) -> str:
    """The path of an address. A team's slug and a question's number go by the same names as others."""
    pattern = ADDRESSES[name].pattern
    parts = {part: things[part] for part in pattern.converters}
    if str(pattern).startswith("teams/") and "slug" in parts:
        parts["slug"] = things["team"]
    if isinstance(pattern.converters.get("question"), IntConverter):
        parts["question"] = things["question_id"]
    return reverse(name, kwargs=parts)


def outcomes(method: str, path: str, cast: dict[str, Client]) -> str:
    """What each role gets, in the order of ROLES."""
    found = []
    for role in ROLES:
        with transaction.atomic():
            found.append(outcome(getattr(cast[role], method)(path)))
            transaction.set_rollback(True)
    return " ".join(found)


def test_every_address_has_a_row():
    assert ADDRESSES.keys() == OPENED.keys() | SENT.keys()


@pytest.mark.slow
@pytest.mark.django_db
def test_who_may_open_what(cast, things):
    expected = {name: OPENED.get(name, "IN 405 405 405 405 405") for name in ADDRESSES}
    assert {name: outcomes("get", path_to(name, things), cast) for name in ADDRESSES} == expected


@pytest.mark.slow
@pytest.mark.django_db
def test_who_may_send_what(cast, things):
    expected = {name: SENT.get(name, OPENED_ONLY) for name in ADDRESSES}
    given = {name: outcomes("post", path_to(name, things), cast) for name in ADDRESSES}
    assert {name: row if name in SENT else row.split()[-1] for name, row in given.items()} == expected


OF_A_TEAM = {name for name in ADDRESSES if str(ADDRESSES[name].pattern).startswith("teams/<")}
OF_ONES_OWN = {"reviews:comparison_new", "reviews:comparison_look_up", "collation:demo_load", "reviews:mention_open"}
"""What is one’s own: a team that somebody in none would found, and who is mentioned."""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_guest_gets_what_a_reviewer_gets_in_that_comparison_and_nothing_else(things, dana, alice, team):
    """Nothing of the team, and nothing of its other comparisons, whatever they hold."""
    guest, other = Client(), make_comparison(alice, team, title="Kite-1")
    guest.force_login(dana)
    asked = {name: ("get", row) for name, row in OPENED.items()} | {name: ("post", row) for name, row in SENT.items()}
    reviewers = {name: row.split()[ROLES.index("reviewer")] for name, (_, row) in asked.items()}
    expected = {name: "404" if name in OF_A_TEAM else reviewers[name] for name in ADDRESSES.keys() - OF_ONES_OWN}

    def given(name: str, things: dict[str, Any]) -> str:
        with transaction.atomic():
            answer = outcome(getattr(guest, asked[name][0])(path_to(name, things)))
            transaction.set_rollback(True)
        return answer

    assert {name: given(name, things) for name in expected} == expected
    within = [name for name in ADDRESSES if str(ADDRESSES[name].pattern).startswith("c/<")]
    assert {given(name, {**things, "slug": other.slug}) for name in within} == {"404"}
