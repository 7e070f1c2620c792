"""Verbs of respondents: whom a voice of a document stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import Q

from reviews.domain.slugs import free_key
from reviews.intake.document import Voice
from reviews.models import Comparison, Identity, Respondent, RespondentKind, Team, Transcript
from reviews.refusal import Refused


def respondents_of(comparison: Comparison, voices: Sequence[Voice]) -> list[Respondent]:
    """The respondents that voices stand for, in their order.

    They have that name, kind and version. Those that are missing are made. Upper and lower case count as one name;
    if only one side states a version, it counts as the same. A new respondent is a model or person that the team
    knows, if it knows one of that name and kind. The number of queries does not depend on that of the voices,
    unless a version or a maker becomes known.
    """
    known = list(comparison.respondents.select_related("identity"))
    strangers = [voice for voice in voices if not _among(known, voice)]
    identities = _identities_for(comparison.team, strangers) if strangers else []
    respondents = []
    for voice in voices:
        respondent = _among(known, voice)
        if respondent is None:
            respondent = Respondent(
                comparison=comparison,
                identity=_known_to(identities, voice),
                key=free_key(voice.name, [one.key for one in known]),
                version=voice.version,
                outlet=_outlet(voice),
            )
            known.append(respondent)
        elif voice.version and not respondent.version:
            respondent.version = voice.version
            if respondent.pk:
                respondent.save(update_fields=["version"])
        respondents.append(respondent)
    Respondent.objects.bulk_create([one for one in known if one.pk is None])
    return respondents


def describe_respondent(respondent: Respondent, voice: Voice) -> None:
    """Set spelling, version, maker and outlet to what is said now.

    Another maker is another identity, and so is another spelling: no other comparison of the team changes by it.
    """
    respondent.version, respondent.outlet = voice.version, _outlet(voice)
    respondent.identity = _identity(respondent.comparison.team, voice.name, respondent.kind, _maker(voice))
    respondent.save(update_fields=["version", "outlet", "identity"])


def respondent_called(transcript: Transcript, voice: Voice) -> Respondent:
    """The respondent of a transcript, by a person’s word.

    Another name or kind makes it another respondent. If the comparison knows one by it, the two are one from then on.
    Spelling, version, maker and outlet hold for all transcripts of a respondent. Raises Refused if the other one is
    known with another maker or outlet.
    """
    known = transcript.respondent
    if not _is_alike(known.identity, voice):
        (known,) = respondents_of(transcript.comparison, [voice])
        if voice.vendor and known.vendor and known.vendor != voice.vendor:
            raise Refused(
                f"{known.name} is known here with “{known.vendor}”: give the same, or nothing, and the two are one.",
                "vendor",
            )
        voice = replace(voice, name=known.name, version=known.version, vendor=voice.vendor or known.vendor)
    if (known.name, known.version, known.vendor) != (voice.name, voice.version, voice.vendor):
        describe_respondent(known, voice)
    return _merged(known)


def _merged(respondent: Respondent) -> Respondent:
    """The respondent that holds all transcripts of one that is the same.

    The respondent itself if there is no other.
    """
    same = {name: getattr(respondent, name) for name in ("comparison", "identity", "version", "outlet")}
    twin = Respondent.objects.filter(**same).exclude(pk=respondent.pk).select_related("identity").first()
    if twin is None:
        return respondent
    respondent.transcripts.update(respondent=twin)
    respondent.round_sheets.update(respondent=twin)
    return twin


def _among(known: Sequence[Respondent], voice: Voice) -> Respondent | None:
    """The one of these that a voice stands for, or None."""
    for respondent in known:
        same_version = not respondent.version or not voice.version or respondent.version == voice.version
        if _is_alike(respondent.identity, voice) and same_version:
            return respondent
    return None


def _identities_for(team: Team, voices: Sequence[Voice]) -> list[Identity]:
    """The identities that voices may stand for; missing ones are made."""
    named = reduce(or_, (Q(name__iexact=voice.name, kind=voice.kind) for voice in voices))
    identities = list(team.identities.filter(named))
    new: list[Identity] = []
    for voice in voices:
        if not _candidates([*identities, *new], voice):
            new.append(Identity(team=team, name=voice.name, kind=voice.kind, maker=_maker(voice)))
    if not new:
        return identities
    Identity.objects.bulk_create(new, ignore_conflicts=True)  # another comparison may make the same
    return list(team.identities.filter(named))


def _known_to(identities: Sequence[Identity], voice: Voice) -> Identity:
    """The identity that this voice stands for.

    Of several that may be it, the one spelt alike. What a document says of the maker is known in the whole team from
    then on.
    """
    maker = _maker(voice)
    identity = max(_candidates(identities, voice), key=lambda known: (known.name == voice.name, known.maker == maker))
    if maker and not identity.maker:
        identity.maker = maker
        identity.save(update_fields=["maker"])
    return identity


def _candidates(identities: Sequence[Identity], voice: Voice) -> list[Identity]:
    maker = _maker(voice)
    return [one for one in identities if _is_alike(one, voice) and (not maker or one.maker in ("", maker))]


def _is_alike(identity: Identity, voice: Voice) -> bool:
    return identity.kind == voice.kind and identity.name.casefold() == voice.name.casefold()


def _identity(team: Team, name: str, kind: str, maker: str) -> Identity:
    return Identity.objects.get_or_create(team=team, name=name, kind=kind, maker=maker)[0]


def _maker(voice: Voice) -> str:
    return voice.vendor if voice.kind == RespondentKind.MODEL else ""


def _outlet(voice: Voice) -> str:
    return voice.vendor if voice.kind == RespondentKind.PERSON else ""
