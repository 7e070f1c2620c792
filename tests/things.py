"""One of everything that an address may name, in a comparison of Alice's."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from collation.publish.freeze import freeze
from reviews.domain.annotations import annotate
from reviews.domain.findings import NewPoint, gather_finding
from reviews.domain.papers import store_pdf
from reviews.domain.readers import NewQuotation, NewReply, NewSheet, NewStatement, make_sheet, take_reply
from reviews.domain.redactions import redact
from reviews.domain.teams import invite
from reviews.domain.threads import open_thread
from reviews.models import (
    Comparison,
    ExportedConversation,
    Guest,
    IntakeDraft,
    IntakeExport,
    Membership,
    Role,
    Source,
    User,
)
from reviews.pdf.reading import PdfText
from tests.collation.samples.two_answers import ADA, ASKED, BERT
from tests.exports import export_of, talk
from tests.factories import UserFactory, make_transcript


def make_things(comparison: Comparison, alice: User, bob: User) -> dict[str, Any]:
    """The value of each part of an address, by the name of the part: something that exists, and is Alice's to change.

    `slug` is the comparison's, `team` the team's; `question` is a key, `question_id` the same question's number.
    """
    client = Client()
    client.force_login(alice)
    ada = make_transcript(comparison, "Ada", (ASKED, ADA))
    make_transcript(comparison, "Bert", (ASKED, BERT))
    response = ada.responses.get()
    finding = gather_finding(
        comparison=comparison, by=alice, title="Seen", kind="other", spans=[NewPoint(response, 0, 20)]
    )
    comment = open_thread(comparison=comparison, by=alice, body=f"Hm, @{bob}.")
    annotation = annotate(response=response, by=alice, quote=response.text[:20], label="claim", note="Hm.")
    invitation, secret = invite(team=comparison.team, role=Role.REVIEWER, by=alice, note="Dora")
    sheet = make_sheet(
        comparison=comparison, by=alice, sheet=NewSheet(token="abc", prompt="Read.", texts=((response.pk, "0"),))
    )
    said = NewStatement(what="finding", kind="other", title="Seen", quotations=(NewQuotation(response, 0, 20),))
    labelled = NewStatement(what="label", label="hedge", quotations=(NewQuotation(response, 0, 20),))
    replied = NewReply("{}", (said, labelled))
    reply, _ = take_reply(comparison=comparison, by=alice, name="GPT-5.2", reply=replied, sheet=sheet)
    store_pdf(comparison=comparison, data=b"%PDF-", name="owls.pdf", text=PdfText(("Owls see.",)))
    redaction = redact(comparison=comparison, by=alice, words="quarterly bonus")
    freeze(comparison=comparison, by=alice, title="Owls", finding="They differ.")
    intake = reverse("reviews:intake", args=[comparison.slug])
    client.post(f"{intake}paste/", {"text": "Claude says:\n\nIt works.\n"})
    file = SimpleUploadedFile("conversations.json", export_of(talk(1), talk(2)))
    client.post(f"{intake}files/", {"files": [file]})
    export = IntakeExport.objects.get()
    client.post(f"{intake}exports/{export.pk}/read/")
    return {
        "slug": comparison.slug,
        "team": comparison.team.slug,
        "question": "safe",
        "question_id": comparison.questions.get(key="safe").pk,
        "respondent": ada.key,
        "transcript": ada.pk,
        "response": response.pk,
        "annotation": annotation.pk,
        "suggestion": reply.statements.get(what="label").quotations.get().pk,
        "redaction": redaction.pk,
        "source": Source.objects.earliest("pk").pk,
        "key": f"finding-{finding.pk}",
        "place": "mark-safe-ada",
        "point": finding.points.get().pk,
        "sheet": sheet.token,
        "reply": reply.pk,
        "reader": reply.reader.key,
        "rejoinder": 0,  # nobody has replied to the page
        "thread": comment.thread.pk,
        "comment": comment.pk,
        "mention": comment.mentions.get().pk,
        "invitation": invitation.pk,
        "secret": secret,
        "guest": Guest.objects.create(comparison=comparison, user=UserFactory(name="Gil"), role=Role.REVIEWER).pk,
        "membership": Membership.objects.get(user=bob).pk,
        "export": export.pk,
        "conversation": ExportedConversation.objects.earliest("pk").pk,
        "draft": IntakeDraft.objects.get().pk,
        "start": 0,
        "end": 5,
        "voice": 0,
        "number": 1,
        "form": "markdown",
        "uid": "1",
        "token": "used",
    }
