"""Words that mean the same to a question, and what speaks for and against it. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Concept:
    """The words of one concept, parted by blanks: its names, what affirms and what denies it outright, and what
    leans towards it or against it without saying so. A concept that nothing affirms has names alone.
    """

    names: str
    affirming: str = ""
    denying: str = ""
    for_it: str = ""
    against_it: str = ""


CONCEPTS = {
    "safe": Concept(
        names="safety security risk harm danger hazard threat vulnerability",
        affirming="safe secure",
        denying="unsafe insecure vulnerable harmful dangerous risky untrusted untrustworthy hazardous exploitable",
        for_it="harmless trustworthy safeguard guardrail sandbox resilient robust aligned alignment oversight "
        "conscience governed hardened",
        against_it="risk harm hazard concern vulnerability jailbreak exploit attack misuse flaw weakness malicious "
        "rogue subvert leak threat danger",
    ),
    "work": Concept(
        names="performance functional capability effectiveness functionality usefulness efficacy",
        affirming="work function perform effective capable succeed usable outperform",
        denying="ineffective fail broken unusable nonfunctional useless malfunction",
        for_it="functional state-of-the-art top-ranked superior best beat impressive competitive solid strong "
        "improve improvement surpass reliable useful solve sota",
        against_it="brittle unreliable flawed error hallucination degrade struggle overfit weak",
    ),
    "code": Concept(
        names="code patch snippet product output software program codebase script application artifact deliverable",
    ),
    "produce": Concept(
        names="produce create generate write make build emit",
    ),
    "correct": Concept(
        names="accuracy correctness validity truth",
        affirming="correct accurate right true valid sound factual",
        denying="incorrect inaccurate wrong false invalid unsound erroneous",
        for_it="verified confirmed consistent",
        against_it="mistake error contradict fabricate",
    ),
    "novel": Concept(
        names="novelty originality innovation",
        affirming="novel new original innovative unprecedented",
        denying="derivative incremental unoriginal",
        for_it="advance breakthrough",
        against_it="rehash repackage",
    ),
    "reproducible": Concept(
        names="reproducibility replication",
        affirming="reproducible replicable reproduce replicate",
        denying="irreproducible unreproducible",
        for_it="released available open-source checkpoint",
        against_it="undisclosed proprietary withheld missing",
    ),
    "evidence": Concept(
        names="evidence support proof justification",
        affirming="supported convincing justified substantiated warranted proven",
        denying="unsupported unconvincing unjustified unsubstantiated overstated",
        for_it="rigorous ablation control",
        against_it="anecdotal overclaim self-reported",
    ),
    "fair": Concept(
        names="fairness bias",
        affirming="fair unbiased impartial",
        denying="unfair biased discriminatory",
        for_it="balanced",
        against_it="skewed prejudice",
    ),
    "clear": Concept(
        names="clarity readability",
        affirming="clear readable understandable",
        denying="confusing unreadable opaque",
        for_it="explain",
        against_it="vague",
    ),
    "cheap": Concept(
        names="cost price expense",
        affirming="cheap affordable inexpensive",
        denying="expensive costly unaffordable",
        for_it="efficient",
        against_it="burn",
    ),
    "open": Concept(
        names="openness availability",
        affirming="open public available",
        denying="closed proprietary",
        for_it="released licence license",
        against_it="withheld",
    ),
    "limit": Concept(
        names="limit limitation weakness caveat shortcoming drawback",
    ),
    "strength": Concept(
        names="strength advantage benefit merit",
    ),
    "mention": Concept(
        names="mention address discuss cover describe speak say treat report contain",
    ),
    "recommend": Concept(
        names="recommendation advice adoption",
        affirming="recommend advise endorse accept adopt",
        denying="reject discourage",
        for_it="worthwhile",
        against_it="avoid",
    ),
}
POLAR = frozenset(name for name, concept in CONCEPTS.items() if concept.affirming)  # what can be affirmed or denied
GENERIC = frozenset({"produce"})  # says little about which question is meant
REPORTING = frozenset({"mention"})  # whether something is spoken of is a question of its own
