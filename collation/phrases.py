"""The turns of speech in which answers are given: one table for each, in a notation that can be read aloud. Pure.

In a table the phrases are parted by commas; "(a|b)" is a choice, "…" stands for up to three words.
All of them are matched against `words.plain` text.
"""

from __future__ import annotations

import re


def either(table: str) -> str:
    """The regular expression, one group, that matches any phrase of a table."""
    phrases = (" ".join(phrase.split()) for phrase in table.split(","))
    return "(?:" + "|".join(p.replace("(", "(?:").replace("… ", r"(?:[\w'-]+ ){0,3}") for p in phrases if p) + ")"


def anywhere(table: str) -> re.Pattern[str]:
    """Matches a phrase of the table as whole words."""
    return re.compile(rf"(?<![\w'-]){either(table)}(?![\w'])")


def opening(table: str, after: str = r"(?![\w'])") -> re.Pattern[str]:
    """Matches a phrase of the table at the beginning; `after` says what may follow it."""
    return re.compile(either(table) + after)


NOT_KNOWN = anywhere("""
    unknown, unclear, uncertain, undetermined, inconclusive, unproven, unverified, unverifiable, untested, unevaluated,
    unaddressed, unassessed, unanswered, unanswerable, undisclosed, unspecified, indeterminate, undecided, unsubstantiated,
    open question, remains? open, (remains?|yet|still|needs?) to be … (seen|shown|tested|proven|determined|demonstrated|replicated|confirmed|established|verified),
    without (any |independent |further )?(evidence|proof|verification|evaluation|testing), jury is (still )?out,
    (nobody|no one) (really )?knows, who knows, anyone's guess, (tell|tells|told) … nothing, (say|says|said) … nothing,
    nothing (about|on|in) … (that|this|it|safety|security), (is|are|remains?|stays?|largely|entirely|mostly) silent,
    (no|little|insufficient|scant|zero|hardly any|not enough|lack of|lacks|absence of|not provide|not offer|not contain|
    not have|\\w+n't have|not include|not present|not give|\\w+n't provide|\\w+n't offer|\\w+n't contain|\\w+n't include|\\w+n't present|\\w+n't give|provides? no|
    offers? no|gives? no) … (evidence|data|information|evaluation|evaluations|assessment|discussion|mention|detail|details|
    testing|tests|analysis|basis|proof|verification|evals|audit|audits|measurements?|study|studies|experiments),
    no … way (to|of) (know|knowing|tell|telling|verify|verifying), no … (reported|disclosed|published|mentioned|described),
    (cannot|can't|can not|could not|couldn't|unable to|not able to|impossible to|not possible to|hard to|difficult to|
    no way to|too early to|too soon to|premature to|hesitate to) …
    (say|tell|know|determine|determined|verify|verified|assess|assessed|judge|judged|conclude|concluded|confirm|confirmed|
    answer|answered|evaluate|evaluated|establish|established|infer|inferred|substantiate|settle|settled|
    measure|measured|quantify|vouch|be sure|be certain|draw),
    (do not|don't|does not|doesn't|did not|didn't|never|nor|not) …
    (know|address|addresses|addressed|discuss|discussed|mention|mentions|report|reports|reported|specify|specified|examine|
    examined|evaluate|evaluated|assess|assessed|establish|established|demonstrate|demonstrated|disclose|disclosed|
    quantify|settle|settled|study|studied|tell us|speak to|measured|proven|proved|stated|
    verified|answerable|knowable|determined|say (whether|if|how|enough|anything|much))
""")

YES = opening(
    """
    yes, yep, yeah, almost certainly, definitely, absolutely, certainly, clearly, undoubtedly, no doubt, without (a )?doubt, of course,
    affirmative, by all means, very (much|well), extremely well, quite well, i (think|believe) so, it (does|is|works|can) indeed, in my view yes
    """,
    r"(?![\w'])(?! not\b)(?! and (?:[\w-]+ ){0,2}no\b)",
)
IT_DOES = re.compile(r"(?:it|this|that|they) (?:[a-z]+ )?(?:does|is|do|are)(?= *(?:[.,;:!–—]|$))")

NO = opening("""
    nope, never, i (have|had) … doubts, i doubt, no (guarantee|guarantees|assurance|chance), hardly, not at all, far from it, far from, anything but, by no means, unlikely, negative, not yet, i doubt it,
    (probably|likely|definitely|absolutely|certainly|clearly|almost certainly|generally|mostly|currently|largely) (not|no),
    (it|this|that) (isn't|is not|doesn't|does not|can't|cannot), i (would not|wouldn't|do not think so|don't think so),
    not (inherently|necessarily|reliably|automatically|by default|by itself|intrinsically|really|yet|particularly|very|in
    (its|the) (current|present)), not
""")
BARE_NO = re.compile(
    r"no(?=\s*(?:[.,;:!(–—]|- |$)|,? (?:it|its|the|this|they|these|there|i|not|because|since|as|and)\b)(?! doubt)"
)
NOT_AS_FACT = opening("not (only|just|merely|simply|sure|certain|clear|enough|known)")

PARTLY_NOT = anywhere("""
    (not|isn't|aren't|\\w+n't|never|cannot|no) … (entirely|fully|completely|wholly|always|perfect|perfectly|totally|universally|
    100%|infallible|flawless|bulletproof|foolproof|unconditionally|everywhere|every case|alone|on its own|unattended),
    (not|isn't|aren't|n't) (necessarily )?without, not (out of the box|as is|unsupervised|unreviewed), not quite, not all
""")

PARTLY = opening("""
    probably, likely, mostly, largely, generally, partly, partially, somewhat, in (part|principle|theory|many|most),
    to (some|a|an) … (extent|degree), conditionally, conditional, it depends, that depends, depends, reasonably, sort of,
    kind of, arguably, mixed, with (some |many |several |important )?(caveats|qualifications|reservations), a qualified, qualified,
    cautious, cautiously, cautious yes, tentative, tentatively, up to a point, within limits, broadly, for the most part,
    plausibly, plausible, potentially, perhaps, maybe, possibly, sometimes, technically, relatively, moderately,
    (i see |i found |there are )?no (red flags|(obvious|major|serious|glaring) (problems|issues|concerns|flaws)),
    yes and no, apparently, seemingly, promising, it (appears|seems), only (if|under|when|with|within|in|for|after|once|to|on|where|by), moderate, partial,
    more or less, fairly, at least in part, moderate-to-high, medium, nuanced, complicated, complex, safer, better than
""")

PARTLY_ALONE = re.compile(r"(?:usually|often|sometimes|in most cases|some of it|some)(?=\s*[.,;!–—-]|$)")
WITHIN = re.compile(r"(?:on|in|for|at|within|under|with|among) [^,.;:]{1,40}, (?=yes|no\b|it )")
CLAIMED = re.compile(r"\b(?:claim|say|report|assert|argue|state|maintain|insist|advertise)(?:s|ed)?\b|\baccording to\b")

CONDITION = anywhere("""
    but, apart from, aside from, other than, however, though, although, yet, except, unless, provided, as long as, so long as, only (if|under|when|with|within|in|for|on),
    if, as … as, after, once, until, pending, when (used|properly|supervised|deployed|reviewed), depend, depends, depending, caveat, caveats, limits, limited,
    limitations, not (perfect|infallible|flawless), (with|under|given) … (supervision|oversight|care|caution|review|reservations|
    conditions|monitoring|safeguards|guardrails|testing), mostly, largely, in (principle|part|theory), technically, partly, partially,
    somewhat, to some, to a … (degree|point|extent), probably, likely, generally, reasonably, relatively, may, might, appears?, seems?,
    requires?, required, requiring, needs?, needed, must be, should be, apparently, on paper, enough for, in most, most of the time, usually,
    often, claims?, claimed, argues?, asserts?, self-reported, reportedly, said to be, presented as, described as, while, broadly, fairly, plausibly, possibly,
    perhaps, on average, at least, so far, for now, in many, suggests?, still, within
""")

POSSIBLY = anywhere(
    "may, might, could, can be, can still, (a|the|some) risk of, possible, possibly, potential, potentially, in rare cases"
)

TAKES_BACK = re.compile(
    r"\W*(?:however|but|that said|still|nevertheless|nonetheless|yet|even so|on the other hand|caveats?|the catch|with caveats|"
    r"at the same time|though|although|unfortunately|there (?:are|is) (?:[\w-]+ ){0,2}(?:caveat|limit|catch|concern|gap)s?)\b"
)

NEGATION = re.compile(
    r"(?:\bno\b|\bnot\b|n't\b|\bnever\b|\bwithout\b|\bhardly\b|\black(?:s|ing)?\b|\bcannot\b|\bneither\b|\bnor\b|\brarely\b|"
    r"\bseldom\b|\bunlikely\b|\bfar from\b|\banything but\b|\bfail(?:s|ed)? to\b|\b(?:avoid|prevent|reduc|eliminat|mitigat)\w*\b|"
    r"\bstop short of\b|\bless\b|\bfree (?:of|from)\b|\bprotects? against\b)"
)
SUPPOSED = re.compile(
    r"\b(?:whether|if|question of|how|supposed to be|would be|should be|must be|to make it|what|in order to|more)\b"
)

HOPED = re.compile(r"\bto be\b")

DEMANDS = anywhere("""
    requires?, requiring, required, needs?, needed, must be, should be, with caution, careful, carefully, oversight, supervised, supervision,
    review, reviewed, verify, verification
""")

_JUDGEMENT = r"(?:answer|verdict|bottom line|conclusion|assessment|take|judge?ment|takeaway|summary|rating|status|score|decision)"
_SUMMING_UP = (
    r"(?:in (?:short|summary|brief|sum|conclusion|practice|a word|other words|total)|overall|tl;?dr|to sum up|to summari[sz]e|"
    r"all in all|on balance|net|short version|bottom line|ultimately|taken together)"
)
LABEL = re.compile(
    rf"\W*+(?:(?:the |my |an? |our )?(?:[\w-]+ ){{0,2}}{_JUDGEMENT}|{_SUMMING_UP})"
    r"(?: \(?[\w ]{1,20}\)?)?(?: is)?(?:\s*:|\s[-–—]|,)\s*[*_\"']*|\W*+(?:right now|today|currently|so|result)\s*:\s*"
)
LABEL_ALONE = re.compile(rf"\W*+(?:(?:the |my |our )?(?:[\w-]+ ){{0,2}}{_JUDGEMENT}|{_SUMMING_UP})\W*")
FILLER = re.compile(
    r"[\W_]*(?:(?:well|honestly|frankly|overall|so|in short|currently|right now|as of now|today|for now|on balance|here|at present|"
    r"in my (?:view|opinion|judge?ment)|i(?:'d| would) say|i(?:'d| would) call it|i (?:think|believe)(?: that)?|(?:the )?(?:evidence|data|results?|numbers|tests?) (?:suggests?|indicates?|shows?)(?: that)?|my answer is|the (?:short |honest )?answer is|"
    r"(?:based on|judging (?:by|from)|given|from|according to) (?:[\w'-]+ ){1,6}?[\w'-]+(?=,)|"
    r"to be (?:honest|fair|clear)|strictly speaking|as (?:described|presented|written|reported)|it is|it's|this is|the answer|is)[,:]?\s+)+"
)

DECLINES = re.compile(
    r"[\W_]*(?:(?:i'm|i am|we're|we are)? ?(?:really |very |so |deeply )?(?:sorry|apologi[sz]e|unfortunately|afraid)\b[^.]{0,20}?[\W_]{1,9})?"
    r"(?:but )?(?:(?:i|we) (?:can't|cannot|can not|won't|will not|must decline|have to decline|decline|am not able|am unable|refuse|"
    r"prefer not|do not feel comfortable|don't feel comfortable|must refuse)|(?:i'm|i am|we're) (?:unable|not able|not comfortable)|"
    r"(?:i|we) (?:must|have to|will) decline)"
    r"(?: to)?(?:\s*[.!]|\s+(?:\w+\s){0,2}?(?:help|assist|comply|answer (?:that|this)|discuss|provide (?:that|an? (?:opinion|assessment))|"
    r"do that|do this|participate|engage|share|continue|offer|give (?:an opinion|that|you that)|review this|respond|weigh in)\b)"
)

RATING = re.compile(r"(?<![\w./])(\d{1,3})(?:\.0)?\s*(?:/|out of|of)\s*(\d{1,3})(?![\w/])")
LABELLED_RATING = re.compile(
    r"\b(?:score|rating|grade|mark|i(?:'d| would) (?:give|rate)[\w ]{0,12})(?: is| of)?\W{1,4}(\d{1,3})\b(?!\s*%|[./]\d)"
)
