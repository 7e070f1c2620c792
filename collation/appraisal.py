"""What a sentence holds of its subject: a fault, a danger, advice or praise, and on which side it stands. Pure.

It reads the turns of speech in which reviews are written, in any field; it never says whether they are right.
"""

from __future__ import annotations

import re

from collation.phrases import anywhere
from collation.words import WORD, plain, stem

KINDS = ("weakness", "risk", "recommendation", "strength", "other")

_HEADINGS = (
    ("recommendation", anywhere("""
    recommendations?, recommended, improvements?, suggestions?, suggested, advice, next steps?, action items?,
    actions, what (i|we|they|you|it|one) (would|should|could|might) (do|change|add|fix|need),
    how to (fix|improve|proceed), to do, remed(y|ies), fixes,
    (needed|proposed|requested|required) (changes|revisions|updates|experiments), requests?, mitigations?,
    ways forward
""")),
    ("strength", anywhere("""
    strengths?, (strong|good) (points?|sides?), merits?, advantages?, pros, benefits?,
    what (works|checks out|is good|holds up|i liked?|impressed me), positives?, contributions?, achievements?, praise,
    highlights?, what's good, good news, what it (gets|does) (right|well)
""")),
    ("risk", anywhere("""
    risks?, dangers?, hazards?, harms?, threats?, safety concerns?, security concerns?, failure modes?, side effects?,
    adverse … (events|effects)?
""")),
    ("weakness", anywhere("""
    weakness(es)?, weak (spots?|points?), limitations?, limits, caveats?, shortcomings?, drawbacks?, cons, problems?,
    issues?, concerns?, gaps?, flaws?, criticisms?, critiques?, objections?, omissions?, missing, inaccurac(y|ies),
    errors?, faults?, negatives?, what … (worries|bothers|is missing|troubles|fails|does not work|doesn't work) …,
    open questions?, reservations?, red flags?, doubts?, failures?, fallac(y|ies), overclaims?, contradictions?,
    blind spots?, failed
""")),
)  # fmt: skip

_ADVICE = anywhere("""
    should (not |also |at least |therefore |be )?, ought to, must (be|not|also),
    needs? to (be|say|show|report|state|add|include|address|cite), recommend, recommends, recommended,
    i would, we would,
    i'd, it would (be better|help), suggest that,
    consider (adding|using|reporting), better phrasing, would benefit from, ask the authors, i (ask|urge|advise)
""")
_COMMANDS = """
    acknowledge add address ask avoid break change check cite clarify compare consider correct create cut define
    deposit describe disclose discuss distinguish drop engage expand explain extend flag give include justify
    keep label limit merge monitor move never present preserve protect provide publish qualify read register
    release remove repeat replace report require rerun resolve revise rewrite run separate share shorten show
    soften specify state stop test tone track treat update use verify withdraw
""".split()
_IMPERATIVE = re.compile(rf"\W*(?:please [a-z]|(?:do not|don't|{'|'.join(_COMMANDS)})\b(?![-:']))")
_DANGER = anywhere("""
    risk, risks, risky, danger, dangers, dangerous, hazard, hazards, hazardous, threat, threats, harm, harms, harmful,
    unsafe, insecure, vulnerable, vulnerability, vulnerabilities, exploit, exploits, attack, attacks, misuse, misused,
    jailbreak, jailbreaks, prompt injection, leak, leaks, toxicity, toxic, adverse, side effects,
    could (lead|cause|harm|expose|injure|be abused)
""")

_PRAISES = frozenset(map(stem, """
    accurate accurately correct correctly sound strong rigorous rigorously clear convincing convincingly persuasive
    calibrated appropriate appropriately robust valid reliable reproducible verified impressive excellent good
    admirable admirably creditable honest responsible responsibly transparent useful valuable thorough thoroughly
    elegant plausible best faithful faithfully strength strengths merit genuine commendable exemplary
    adequate adequately sufficient ample remarkable coherent trustworthy outperform succeed justified warranted
    sensible affordable frank refreshing superb solid
""".split()))  # fmt: skip
_FAULTS = frozenset(map(stem, """
    inaccurate inaccurately incorrect incorrectly wrong wrongly mischaracterise mischaracterize mischaracterised
    mischaracterized mischaracterizes mischaracterises mischaracterization misrepresentation misrepresent
    misrepresents misread misreads flawed flaw flaws weak weaker weakest weakness unconvincing unpersuasive
    overclaim overclaims overclaiming overstate overstated overstates overstatement overreach overreaches
    overhardens overgeneralise overgeneralize outdated outmoded obsolete stale unreliable irreproducible
    unsupported unverified unsubstantiated unproven unjustified unwarranted unclear vague confusing opaque
    misleading misleadingly fail fails failed failure lack lacks lacking missing omit omits omitted omission ignore
    ignores ignored ignoring neglect neglects insufficient inadequate inconsistent contradict contradicts
    contradiction contradictory circular fallacy error errors mistake mistakes problem problematic questionable
    dubious doubtful debunked defunct fatal catastrophic simplistic unfalsifiable unsafe insecure vulnerable
    brittle anecdotal fabricated fabrication thin poor poorly contested disputed underpowered confounded biased
    cherry-picked one-sided ineffective unfit premature unscientific irresponsible cartoonish egregious conflate
    conflates conflation evade evades evasion exaggerate exaggerated unrealistic underargued unaddressed unengaged
    absent doubt doubts troubling worrying speculation speculative inflated oversells oversold unconvinced
    unrepresentative undisclosed uncontrolled unblinded retracted refuted impossible implausible incomplete
    undermine undermines shaky slippage laundering smuggle smuggles smuggled bad worse worst disappointing
    unacceptable risky hyped
""".split()))  # fmt: skip
_GRAVE = frozenset(map(stem, """
    misrepresent misrepresents misrepresentation mischaracterise mischaracterises mischaracterize mischaracterizes
    misread misreads incorrect inaccurate wrong fabricated fabrication unreliable debunked retracted refuted
""".split()))  # fmt: skip
_PRAISING = re.compile(
    r"\bdeserves? (?:much |great |some )?(?:credit|praise)\b|\bto (?:its|their) credit\b|"
    r"(?<!not )(?<!n't )(?:\b\w{2,20}ed|done|built|written) (?:very |quite |rather )?well\b(?! as)|"
    r"\bwell[- ](?:\w{2,20}ed|done|built|written|run)\b"
)
_CLAUSE = re.compile(r"[,;:()–—\t.]\s|\b(?:but|however|although|though|while|whereas|yet|because|and|so)\b")
_REVERSED = re.compile(
    r"\b(?:no|not|never|without|hardly|cannot|neither|nor|rarely|far from|less|lacks?|lacking|fails? to|failed to|"
    r"instead of|rather than|free of|avoids?|little|nothing|anything but|isn't|aren't|doesn't|don't|didn't|wasn't|"
    r"weren't|can't|won't)\b|n't\b"
)
_ABSENT = anywhere("""
    (do|does|did|is|are|was|were|has|have|had|can|could) not,
    (don't|doesn't|didn't|isn't|aren't|wasn't|can't|cannot|couldn't|hasn't|haven't),
    no … (evidence|data|comparison|control|discussion|mention|attempt|caveat|analysis|baselines?|details?|ablation|
    justification|information|account),
    nobody, nowhere, nothing, never, without, too (few|small|little|short|old|narrow|clean|strong|thin|much|many),
    only (one|two|a|in|for), merely, remains? (unclear|unknown|open|to be seen), not enough, hard to, difficult to,
    out of reach, at odds with, so-called, rather than
""")  # fmt: skip


def heading_kind(heading: str) -> str:
    """The kind that a heading gives to what stands under it; "" where it names none, or more than one.

    A heading that says what is not there ("What I did not find") names weaknesses.
    """
    words = plain(heading)
    found = [kind for kind, pattern in _HEADINGS if pattern.search(words)]
    if not found and misses(words):
        return "weakness"
    return found[0] if len(found) == 1 else ""


def sides(text: str) -> tuple[int, int]:
    """How many words of a text praise, and how many find fault, a negation in the clause turning them round.

    Grave words ("misrepresented") count twice.
    """
    return _sides(plain(text))


def _sides(words: str) -> tuple[int, int]:
    praise = fault = 0
    for clause in _CLAUSE.split(words):
        reversed_at = found.start() if (found := _REVERSED.search(clause)) else len(clause)
        for word in WORD.finditer(clause):
            root = stem(word.group())
            turned = word.start() > reversed_at
            if root in _PRAISES:
                praise, fault = (praise, fault + 1) if turned else (praise + 1, fault)
            elif root in _FAULTS:
                praise, fault = (praise + 1, fault) if turned else (praise, fault + (2 if root in _GRAVE else 1))
    return praise + sum(1 for _ in _PRAISING.finditer(words)), fault


def misses(text: str) -> int:
    """How often a text says that something is not there or not done."""
    return sum(1 for _ in _ABSENT.finditer(plain(text)))


def advises(text: str) -> bool:
    """Whether a text tells someone what to do."""
    return _advises(plain(text))


def _advises(words: str) -> bool:
    return bool(_IMPERATIVE.match(words) or _ADVICE.search(words))


def judges(text: str) -> int:
    """How plainly a sentence judges or advises: 0 for one that only tells what is there."""
    words = plain(text)
    praise, fault = _sides(words)
    denies = bool(_ABSENT.search(words) or _REVERSED.search(words))
    return praise + fault + 2 * _advises(words) + denies + bool(_DANGER.search(words))


def kind_of(text: str, under: str = "") -> str:
    """One of KINDS: what the heading over a text says (`under`, from `heading_kind`), else what its own words say."""
    if under:
        return under
    words = plain(text)
    praise, fault = _sides(words)
    if _IMPERATIVE.match(words) or (_ADVICE.search(words) and fault <= 2):
        return "recommendation"
    fault += bool(_ABSENT.search(words))
    if fault > praise:
        return "risk" if _DANGER.search(words) and fault <= 2 else "weakness"
    if praise > fault:
        return "strength"
    return "risk" if _DANGER.search(words) else "weakness" if fault else "other"
