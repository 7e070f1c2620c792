"""The addresses of reviews."""

from django.urls import path
from django.views.generic import RedirectView

from reviews.views import (
    accounts,
    ask,
    drafts,
    exports,
    health,
    home,
    intake,
    marking,
    paper,
    people,
    settings,
    storing,
    teams,
    threads,
    unsaved_words,
)

app_name = "reviews"

urlpatterns = [
    path("", home.comparison_list, name="comparison_list"),
    path("new/", home.comparison_new, name="comparison_new"),
    path("new/look-up/", home.comparison_look_up, name="comparison_look_up"),
    path("healthz", health.healthz, name="healthz"),
    # People
    path("in/", accounts.link_request, name="link_request"),
    path("in/<uid>/<token>/", accounts.link_open, name="link_open"),
    path("account/", accounts.account, name="account"),
    path("account/address/", accounts.address_ask, name="address_ask"),
    path("account/address/forget/", accounts.address_forget, name="address_forget"),
    path("account/address/<uid>/<token>/", accounts.address_confirm, name="address_confirm"),
    path("accounts/confirm-email/", RedirectView.as_view(pattern_name="reviews:account")),
    path("accounts/confirm-email/<key>/", accounts.no_such_confirmation),
    path("accounts/email/", RedirectView.as_view(pattern_name="reviews:account")),
    path("invitation/<secret>/", teams.invitation_open, name="invitation_open"),
    path("teams/", teams.team_list, name="team_list"),
    path("teams/<slug:slug>/", teams.team_detail, name="team_detail"),
    path("teams/<slug:slug>/invite/", teams.team_invite, name="team_invite"),
    path(
        "teams/<slug:slug>/invitations/<int:invitation>/withdraw/",
        teams.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("teams/<slug:slug>/members/<int:membership>/role/", teams.member_change, name="member_change"),
    path("teams/<slug:slug>/members/<int:membership>/remove/", teams.member_remove, name="member_remove"),
    # One comparison
    path("c/<slug:slug>/ask/", ask.ask, name="ask"),
    path("c/<slug:slug>/marking/", marking.marking, name="marking"),
    path("c/<slug:slug>/marking/assign/", marking.marking_assign, name="marking_assign"),
    path("c/<slug:slug>/marking/guidelines/", marking.guidelines_write, name="general_guidelines_write"),
    path("c/<slug:slug>/marking/questions/<int:question>/", marking.guidelines_write, name="guidelines_write"),
    path("c/<slug:slug>/marking/questions/<int:question>/scale/", marking.question_rescale, name="question_rescale"),
    path("c/<slug:slug>/settings/", settings.comparison_settings, name="comparison_settings"),
    path("c/<slug:slug>/settings/phase/", settings.phase_set, name="phase_set"),
    path("c/<slug:slug>/settings/blinding/", settings.blinding_set, name="blinding_set"),
    path("c/<slug:slug>/settings/archive/", settings.comparison_archive, name="comparison_archive"),
    path("c/<slug:slug>/settings/restore/", settings.comparison_restore, name="comparison_restore"),
    path("c/<slug:slug>/settings/questions/", settings.question_add, name="question_add"),
    path("c/<slug:slug>/settings/questions/<int:question>/", settings.question_reword, name="question_reword"),
    path("c/<slug:slug>/settings/questions/<int:question>/move/", settings.question_move, name="question_move"),
    path(
        "c/<slug:slug>/settings/questions/<int:question>/archive/", settings.question_archive, name="question_archive"
    ),
    path(
        "c/<slug:slug>/settings/questions/<int:question>/restore/", settings.question_restore, name="question_restore"
    ),
    # Who is in
    path("c/<slug:slug>/people/", people.people, name="people"),
    path("c/<slug:slug>/people/named/", people.people_named, name="people_named"),
    path("c/<slug:slug>/people/invite/", people.people_invite, name="people_invite"),
    path("c/<slug:slug>/people/remind/", people.people_remind, name="people_remind"),
    path("c/<slug:slug>/people/guests/<int:guest>/role/", people.guest_change, name="guest_change"),
    path("c/<slug:slug>/people/guests/<int:guest>/remove/", people.guest_remove, name="guest_remove"),
    path(
        "c/<slug:slug>/people/invitations/<int:invitation>/withdraw/",
        people.people_invitation_withdraw,
        name="people_invitation_withdraw",
    ),
    # The paper
    path("c/<slug:slug>/paper/", paper.paper, name="paper"),
    path("c/<slug:slug>/paper/look-up/", paper.paper_look_up, name="paper_look_up"),
    path("c/<slug:slug>/paper/pdf/", paper.pdf_open, name="pdf_open"),
    path("c/<slug:slug>/paper/pdf/store/", paper.pdf_store, name="pdf_store"),
    path("c/<slug:slug>/paper/pdf/fetch/", paper.pdf_fetch, name="pdf_fetch"),
    path("c/<slug:slug>/paper/text/", paper.full_text_store, name="full_text_store"),
    path("c/<slug:slug>/paper/text/forget/", paper.full_text_forget, name="full_text_forget"),
    # Discussion
    path("c/<slug:slug>/unsaved/<slug:place>/", unsaved_words.unsaved_words, name="unsaved_words"),
    path("c/<slug:slug>/threads/", threads.thread_list, name="thread_list"),
    path("c/<slug:slug>/threads/open/", threads.thread_open, name="thread_open"),
    path("c/<slug:slug>/threads/<int:thread>/", threads.thread_detail, name="thread_detail"),
    path("c/<slug:slug>/threads/<int:thread>/reply/", threads.thread_reply, name="thread_reply"),
    path("c/<slug:slug>/threads/<int:thread>/resolve/", threads.thread_resolve, name="thread_resolve"),
    path("c/<slug:slug>/threads/<int:thread>/reopen/", threads.thread_reopen, name="thread_reopen"),
    path("c/<slug:slug>/comments/<int:comment>/edit/", threads.comment_edit, name="comment_edit"),
    path("c/<slug:slug>/comments/<int:comment>/delete/", threads.comment_delete, name="comment_delete"),
    # Documents come in
    path("c/<slug:slug>/intake/", intake.intake, name="intake"),
    path("c/<slug:slug>/intake/paste/", intake.draft_paste, name="draft_paste"),
    path("c/<slug:slug>/intake/files/", intake.draft_upload, name="draft_upload"),
    path("c/<slug:slug>/intake/sources/<int:source>/reopen/", intake.source_reopen, name="source_reopen"),
    path(
        "c/<slug:slug>/intake/transcripts/<int:transcript>/archive/",
        intake.transcript_archive,
        name="transcript_archive",
    ),
    path(
        "c/<slug:slug>/intake/transcripts/<int:transcript>/restore/",
        intake.transcript_restore,
        name="transcript_restore",
    ),
    path("c/<slug:slug>/intake/exports/<int:export>/", exports.export_detail, name="export_detail"),
    path("c/<slug:slug>/intake/exports/<int:export>/read/", exports.export_read, name="export_read"),
    path("c/<slug:slug>/intake/exports/<int:export>/take/", exports.export_take, name="export_take"),
    path(
        "c/<slug:slug>/intake/exports/<int:export>/take/<int:conversation>/",
        exports.export_take_one,
        name="export_take_one",
    ),
    path("c/<slug:slug>/intake/exports/<int:export>/discard/", exports.export_discard, name="export_discard"),
    path("c/<slug:slug>/intake/<int:draft>/", drafts.draft_detail, name="draft_detail"),
    path("c/<slug:slug>/intake/<int:draft>/rows/<int:start>/<int:end>/", drafts.draft_rows, name="draft_rows"),
    path("c/<slug:slug>/intake/<int:draft>/correct/", drafts.draft_correct, name="draft_correct"),
    path("c/<slug:slug>/intake/<int:draft>/undo/", drafts.draft_undo, name="draft_undo"),
    path("c/<slug:slug>/intake/<int:draft>/voice/<int:voice>/", drafts.draft_describe, name="draft_describe"),
    path("c/<slug:slug>/intake/<int:draft>/branch/", drafts.draft_branch, name="draft_branch"),
    path("c/<slug:slug>/intake/<int:draft>/store/", storing.draft_store, name="draft_store"),
    path("c/<slug:slug>/intake/<int:draft>/unstore/", storing.draft_unstore, name="draft_unstore"),
    path("c/<slug:slug>/intake/<int:draft>/discard/", drafts.draft_discard, name="draft_discard"),
]
