"""Verbs of respondents: whom a voice of a document stands for."""

from __future__ import annotations

from reviews.domain.slugs import free_key
from reviews.intake.document import Voice
from reviews.models import Comparison, Identity, Respondent, RespondentKind, Team


def respondent_of(comparison: Comparison, voice: Voice) -> Respondent:
    """The respondent of that name, kind and version.

    It is made if there is none. Upper and lower case count as one name; if only one side states a version, it counts as
    the same. A new respondent is a model or person that the team knows, if it knows one of that name and kind.
    """
    for known in comparison.respondents.select_related("identity").filter(
        identity__name__iexact=voice.name, identity__kind=voice.kind
    ):
        if not known.version or not voice.version or known.version == voice.version:
            if voice.version and not known.version:
                known.version = voice.version
                known.save(update_fields=["version"])
            return known
    return Respondent.objects.create(
        comparison=comparison,
        identity=_known_to(comparison.team, voice),
        key=free_key(voice.name, comparison.respondents),
        version=voice.version,
        outlet=_outlet(voice),
    )


def describe_respondent(respondent: Respondent, voice: Voice) -> None:
    """Set version, maker and outlet to what a document says now.

    The name and kind are the same. Another maker is another identity, so no other comparison of the team changes by it.
    """
    respondent.version, respondent.outlet = voice.version, _outlet(voice)
    respondent.identity = _identity(respondent.comparison.team, respondent.name, respondent.kind, _maker(voice))
    respondent.save(update_fields=["version", "outlet", "identity"])


def _known_to(team: Team, voice: Voice) -> Identity:
    """The identity of the team that this voice stands for.

    Of several that may be it, the one spelt alike; if the team knows none, a new one. What a document says of the maker
    is known in the whole team from then on.
    """
    maker = _maker(voice)
    alike = team.identities.filter(name__iexact=voice.name, kind=voice.kind)
    candidates = [identity for identity in alike if not maker or identity.maker in ("", maker)]
    if not candidates:
        return _identity(team, voice.name, voice.kind, maker)
    identity = max(candidates, key=lambda known: (known.name == voice.name, known.maker == maker))
    if maker and not identity.maker:
        identity.maker = maker
        identity.save(update_fields=["maker"])
    return identity


def _identity(team: Team, name: str, kind: str, maker: str) -> Identity:
    return Identity.objects.get_or_create(team=team, name=name, kind=kind, maker=maker)[0]


def _maker(voice: Voice) -> str:
    return voice.vendor if voice.kind == RespondentKind.MODEL else ""


def _outlet(voice: Voice) -> str:
    return voice.vendor if voice.kind == RespondentKind.PERSON else ""
