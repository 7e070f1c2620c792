"""Phrases that state a verdict outright, a table for each kind. Pure.

The tables are in a notation to be read aloud. In a table the phrases are parted by commas; "(a|b)" is a choice, "…"
stands for up to three words. All of them are matched against the beginning of a plain sentence (`words.bare`).
"""

from __future__ import annotations

import re

_BARE = r"(?=[\s\"'*_)]*(?:[.,;:!(–—\t\n]|- |$))"  # what ends a yes or a no: a stop, not another word
_STOP = (
    r"(?=[\s\"'*_)]*(?:[.;:!?(–—\t\n]|- |$|, *(?:but|though|although|yet|because|since|if|to|with|as|depending|only|"
    r"at least|yes|and|nor|not|provided|unless)\b))"
)  # what ends any other: "Probably, the author forgot it" is none


def either(table: str) -> str:
    """The regular expression, one group, that matches any phrase of a table."""
    phrases = (" ".join(phrase.split()) for phrase in table.split(","))
    return "(?:" + "|".join(p.replace("(", "(?:").replace("… ", r"(?:[\w'-]+ ){0,3}") for p in phrases if p) + ")"


def opening(table: str, after: str = _STOP) -> re.Pattern[str]:
    """A pattern of the table's phrases at the beginning.

    `after` is a pattern of what must follow.
    """
    return re.compile(either(table) + after)


_IT = "(it|this|that|they|he|she|i|we)"
_DOES = "(does|is|do|are|did|was|were|will|would|can|should|has|have)"
YES = re.compile(
    opening("yes, yep, yeah, yes indeed", _BARE).pattern
    + "|"
    + opening(
        f"""
    absolutely, definitely, undoubtedly, unquestionably, without (a )?doubt, no doubt, no doubt about (it|that),
    affirmative, (very|quite) much so, {_IT} (certainly |clearly |definitely |indeed )?{_DOES}
    """,
        _STOP + "(?!!)",
    ).pattern
)
NO = re.compile(
    opening("no, nope, not at all, not really, not yet, far from it, by no means", _BARE + r"(?!\.? ?\d)").pattern
    + "|"
    + opening(f"""
    not reliably, never, hardly, unlikely, negative,
    (probably|likely|definitely|absolutely|certainly|clearly|almost certainly|most likely|in short|currently) (not|no),
    {_IT} (certainly |clearly |definitely |probably )?{_DOES} not,
    {_IT} (isn't|doesn't|aren't|don't|didn't|wasn't|weren't|won't|wouldn't|can't|cannot|shouldn't|hasn't|haven't),
    i (do not|don't) (think|believe) so, i doubt it
    """).pattern
)
TURNED = re.compile(  # "Only in the appendix does the author speak of it"
    r"\b(?:do|does|did|is|are|was|were|can|could|will|would|has|have) (?:the|it|they|he|she|we|i|this|that|one|an?|its|"
    r"their)\b"
)
SOMETHING_ELSE = re.compile(  # "Yes, that is the question", "No, I have not read it"
    r"\W*(?:(?:that|this|it)(?:'s| is| was) (?:[\w-]+ ){0,3}(?:question|point|issue|problem)\b|"
    r"(?:i|we)(?:'ve| have|'d| had| did| didn't| haven't| read| looked)\b)"
)
NOT_ITS_OWN = re.compile(
    r"\W*(?:(?:that|this|such|so|thus)(?:'s| is| was| sentence| says?| runs| goes| reads?)\b.{0,80}\b(?:thesis|claim|argument|"
    r"view|position|message|says?|said|leaflet|author|authors|book|slogan|advert\w*|wrong|false|untrue|myth|believe\w*)\b|"
    r"(?:i|we) (?:disagree|doubt (?:it|that)|do not agree|don't agree|do not believe|don't believe)\b|or so\b)"
)
AND_NOT = re.compile(r"\band (?:it |they )?(?:isn't|is not|doesn't|does not|aren't|are not|don't|do not)\b")
YES_OR_NO = re.compile(r"(?:yes|no)[\s,;:.–—-]+")
NUMBERED = re.compile(r"\d++(?! *(?:%|of\b|out\b|per\b|percent\b|in\b))")
NO_BUT = re.compile(r"\W*but (?:it|they|this|that|yes|only|with|if|when|in|for|under)\b")
NOT_ALL = re.compile(r", not (?:entirely|fully|completely|wholly|always|in all cases|all of (?:it|them))(?![\w-])")
QUALIFIED = re.compile(
    "(?:"
    + opening("""
    partly, partially, partial, in part, at least in part, somewhat, up to a point, within limits, yes and no, conditionally,
    it depends, that depends, depends, sometimes, to (a|some|an) … (degree|extent), more or less, for the most part,
    with (some |important |several |many |a few )?(caveats|reservations|qualifications), not entirely, not fully,
    not completely, not wholly, not in all cases, only partly, only partially, only in part, mostly, largely,
    mostly (yes|so), largely (yes|so), probably, probably so, partly (yes|so), generally (yes|so), broadly (yes|so),
    (probably|likely|mostly|largely|partly|generally|broadly|technically|conditionally|tentatively|usually|slightly|modestly|
    marginally|generally speaking|strictly speaking|broadly speaking)(\\x2c)? yes,
    likely, a (qualified|cautious|tentative|conditional) yes, (qualified|cautious|tentative|conditional) yes, qualified,
    (for|in|on) (most|many|some) (\\w+ ){1,3}yes, (for|in|on) (most|many|some) (\\w+ )?\\w+\\x2c yes,
    in (principle|theory|general|most cases), in (principle|theory|general|most cases)(\\x2c)? yes
    """).pattern
    + "|"
    + opening(
        """
    it depends on, that depends on, depends on,
    only (if|when|under|with|within|after|as long as|on|in|for|at|by|where|once|outside|before)
    """,
        r"\b",
    ).pattern
    + ")"
)
UNCLEAR = re.compile(
    "(?:"
    + opening("""
    unclear, unknown, uncertain, undetermined, inconclusive, undecided, unevaluated, unproven, untested, unverified,
    i have (really |absolutely )?no idea, open question, an open question, not known, not clear, not established, not evaluated, not assessed,
    not (addressed|stated|reported|specified|discussed|disclosed|tested|determined), no idea, (it is |it's )?too early to (say|tell|judge|know),
    too soon to (say|tell|judge|know), (it is |it's )?(hard|difficult|impossible) to (say|tell|judge|know|assess),
    (i|we|one|you) (really |simply |just |honestly )?(cannot|can't|could not|couldn't) (say|tell|judge|know|determine|assess|be sure),
    (i|we) (really |simply |just |honestly )?(do not|don't) (really |yet |actually )?know, (nobody|no one) (really )?knows( yet)?,
    (it|this|that) (cannot|can't) be (determined|judged|assessed|verified|answered|established|known|decided|settled),
    cannot be (determined|judged|assessed|verified|answered|established|known|decided|settled),
    (it|this|that) (is|remains) (still )?(unclear|unknown|uncertain|undetermined|undecided|not (yet )?(known|clear|established)),
    (it|this|that) (is|remains) an open question, it's (still )?(unclear|unknown|uncertain|not clear),
    (the|this) (paper|abstract|report|article|text|study|document|summary|source) (does not|doesn't|did not|didn't)
    (say|tell|specify|address (this|it)|discuss (this|it)|mention (this|it)|answer (this|it)),
    (i am|i'm|we are|we're) (unable|not able) to (say|tell|judge|know|assess|determine)
    """).pattern
    + "|"
    + opening(
        """
    (it|this) (is|remains) (still )?(unclear|unknown|uncertain|not clear|not known) (whether|if),
    (i|we) (cannot|can't|could not|couldn't|do not|don't) (say|tell|judge|know|determine|assess) (whether|if|from),
    (it is |it's )?(hard|difficult|impossible|too early|too soon) to (say|tell|judge|know|assess) (whether|if|from|without),
    cannot be (determined|judged|assessed|verified|answered|established|decided|settled) from,
    (it|this|that) (cannot|can't) be (determined|judged|assessed|verified|answered|established|decided|settled) from,
    whether … … is (still )?(unclear|unknown|an open question|not known),
    i (have|hold) no (firm|settled|strong|fixed) (opinion|view|position), i have no opinion, i take no (position|side)
    """,
        r"(?![\w'])",
    ).pattern
    + ")"
)
TAKES_BACK = re.compile(
    r"\W*(?:however|but|that said|nevertheless|nonetheless|yet|even so|on the other hand|with caveats|having said that|"
    r"(?:the|one|a|some) (?:\w+ )?(?:caveats?|catch|reservations?))\b"
)

ATTRIBUTED = re.compile(
    r"\b(?:according to|(?:said|says?|claim(?:s|ed)?|argue[sd]?|insist(?:s|ed)?|thinks?|thought|believe[sd]?|wrote|writes?|"
    r"reports?|reported|promise[sd]?|told|asserts?|asserted|maintain(?:s|ed)?|hold|holds|held) (?!so\b|it\b|that\b)"
    r"(?:the|a|an|some|many|most|all|its|their|his|her|our|my|your|mr|ms|mrs|dr|prof)\b|"
    r"(?<!\bi )(?<!would )(?<!'d )(?<!n't )(?<!not )(?<!could )(?<!to )(?:said|says?|claim(?:s|ed)?|argue[sd]?|insist(?:s|ed)?|thinks?|believe[sd]?|wrote|writes?|told|swears?)(?: so| it| that| me)?"
    r"(?=[.,;:!?\s\"'*_)]*$|[.,;:])|"
    r"(?:in|for) the (?:words|eyes|view|opinion|judge?ment|telling) of|if (?:you|we|one|i) (?:believe|trust|ask|listen|go by|read))"
)
"""Words that attribute a verdict, as in "Yes, said the baker"."""
CORRECTS = re.compile(
    r"\b(?:no,? wait|or rather|on (?:reflection|second thoughts?|closer inspection)|"
    r"i(?:'d| had)? (?:thought|misread|stand corrected|was wrong|was mistaken|take (?:that|it|this) back|keep changing|"
    r"(?:have )?changed my mind|no longer|used to)|i've changed my mind|changing my mind|(?:scratch|strike) that|"
    r"or so (?:it|they|we|he|she|i)|come to think of it|thinking again|looking again|at first (?:glance|sight)|"
    r"on the contrary|the opposite is|i (?:disagree|side with)|i(?:'m| am|'d be| would be) (?:against|opposed))\b|"
    r"(?:^|[.,;:…–—-])[\s\"'*_(]*(?:wait|rather|actually|edit|update|correction)\b|"
    r"^\W*(?:at least|or so|so (?:say|said|claim|they)|that is what|that's what)\b"
)
"""Words that correct an earlier answer, or attribute it."""
REVISES = re.compile(
    r"\b(?:you(?:['’]re| are) (?:\w+ ){0,2}(?:right|correct)\b|good (?:catch|point)|I (?:do )?apologi[sz]e|my apologies|"
    r"sorry\b|I (?:was|am|stand) (?:\w+ )?(?:wrong|mistaken|corrected|too (?:quick|generous|harsh))|my mistake|"
    r"I (?:made (?:a|an) (?:\w+ )?(?:mistake|error)|mis(?:read|spoke|stated|understood|interpreted)|overlooked|missed)|"
    r"(?:let me |I (?:need|have|want|must|should) (?:to )?|I(?:['’]ll| will|['’]d| would) )(?:\w+ )?"
    r"(?:correct|revise|withdraw|retract|change|reconsider|amend)|I (?:correct|revise|withdraw|retract|reconsider)|"
    r"I take (?:that|it|this) back|on (?:reflection|second thoughts?)|looking (?:at it )?again|having re-?read)",
    re.IGNORECASE,
)
"""Words that may take an earlier answer back: "I misread the table"."""
SAYS_NO = re.compile(
    r"\b(?:no|nope)(?=[\s\"'*_)]*(?:[.,;:!?(–—]|$))(?![.,]? ?\d)|"
    r"\b(?:it|this|they|he|she|i|we|you|these|those) (?:really |still |certainly |simply )?"
    r"(?:(?:do|does|is|are|did|was|were|will|would|can|could|should|has|have)(?:n't| not)|cannot|can't|won't)"
    r"(?=[\s\"'*_)]*(?:[.,;:!?(–—]|$)| so\b)|\bnot (?:at all|really|so)(?=[\s\"'*_)]*(?:[.;:!?]|$))"
)
SAYS_YES = re.compile(
    r"\b(?:yes|yep)\b|\b(?:it|this|they|he|she|i|we|these|those) (?:really |still |certainly |clearly )?"
    r"(?:do|does|is|are|did|was|were|will|would|can|could|should|has|have)(?=[\s\"'*_)]*(?:[.;:!?]|$))"
)
"""An answer in a word or two, wherever it stands."""
ANSWERS_AGAIN = re.compile(
    r"\b(?:answer|verdict|conclusion|bottom line)(?: therefore| then| now)?(?: is| remains| stays|:)? "
    r"(?:an? )?(?:\w+ )?(?:yes|no)\b|\bso,? (?:yes|no)\b"
)
LIMITS_A_YES = either(
    r"""
    although, though, however, albeit, while, whereas, unless, provided, if, when, except, only, without, until,
    (as|so) long as, at least, for now, so far, to (a|an|some)\b, mostly, largely, partly, partially, broadly, generally,
    probably, somewhat, technically, more or less, up to a point, conditionally, within limits,
    in (part|principle|theory|(a|the) narrow sense|most (cases|respects))\b,
    (with|under) … (caveats?|reservations?|qualifications?|conditions?|limits|supervision)\b
    """
)
"""Words after a yes that make it qualified, besides "but"."""
BREAK = re.compile(r"[\s\"'*_)]*(?:$|[.!?…:;–—(]|-+\s|, (?:and|because|since|as)\b(?! far)| because\b)")
"""The signs between a yes or no and the next words."""
ASSENTS = re.compile(
    r"[\s,]*(?:(?:really|certainly|clearly|definitely|absolutely|indeed|very much|very much so|of course|without (?:a )?doubt|"
    r"no doubt|undoubtedly|(?:in )?every (?:way|respect|case|time)|by far|convincingly|easily|emphatically|at all|again|"
    r"not at all|not really|not yet|never|by no means|definitely not|certainly not|not even close|not in the least|"
    r"i (?:do not|don't) think so|i think so|i would say so|i'd say so|i believe so|(?:in|on) (?:all|every|both|any|each)\b[^,;.]{0,60}|"
    r"in my (?:view|opinion|judge?ment)|as far as i (?:can|could) (?:see|tell|judge)(?: from [^,;.]{1,40})?|yes|no|i(?: a|')m (?:quite |fairly )?(?:sure|certain))[\s,]*)+"
    r"(?=[\s\"'*_)]*(?:$|[.!?…:;–—(]|-+\s))"
)
"""Words that only stress a yes or no."""

_ADJECTIVES = (
    r"(?:(?:short|honest|final|overall|quick|brief|direct|simple|plain|one-line|one-word|my|our|the|an?|general) ){0,3}"
)
_JUDGEMENT = r"(?:answer|verdict|bottom line|conclusion|assessment|judge?ment|takeaway|decision|rating|score|tl;?dr)"
_SUMMING_UP = (
    r"(?:in (?:short|summary|brief|sum|conclusion|a word|one word|a nutshell)|short version|long story short|overall|to sum up|to summari[sz]e|all in all|"
    r"on balance|all things considered|ultimately|bottom line|right now|tl;?dr)"
)
LABEL = re.compile(
    rf"[\W_]*+(?:{_ADJECTIVES}{_JUDGEMENT}(?: (?:is|would be))?(?::| [-–—]|,| that| (?=yes\b|no\b))|{_SUMMING_UP}(?::|,| [-–—]|—))"
    r"[\s*_\"']*"
)
LABEL_ALONE = re.compile(rf"[\W_]*+(?:{_ADJECTIVES}{_JUDGEMENT}|{_SUMMING_UP})[\W_]*")
ANSWERS_COLUMN = re.compile(
    rf"[\W_]*+{_ADJECTIVES}(?:{_JUDGEMENT}|result|finding|response|yes/no|yes or no|status)s?[\W_]*+"
)
FILLER = re.compile(
    r"(?:(?:well|as a matter of fact|to put it briefly|unfortunately|sadly|fortunately|happily|luckily|alas|honestly|frankly|overall|so|in short|on balance|all in all|currently|in my (?:view|opinion|judge?ment|reading)|for me|to my mind|on the whole|"
    r"i(?:'d| would) say|i (?:think|believe)(?! so\b)(?: that)?|my answer is|the (?:short |honest |simple )?answer is|"
    r"to be (?:honest|fair|clear)|in a word)[,:]? )+"
)
TITLE = re.compile(r"([\w' -]{1,40}?)(?: [-–—]|:) +")
PLEASANTRY = re.compile(
    r"[\W_]*(?:(?:that's |this is |what )?(?:an? )?(?:very |really )?(?:great|good|fair|excellent|important|interesting) questions?"
    r"(?: to ask)?|thank you|thanks|thank you for [^.!?]{1,60}|thanks for [^.!?]{1,60}|hello|hi)[\W_]*"
)
SIGNS = {"✅": "yes", "✓": "yes", "✔": "yes", "☑": "yes", "❌": "no", "✗": "no", "✘": "no"}

SORRY = re.compile(
    r"[\W_]*(?:(?:i'm|i am|we're|we are) )?(?:very |so |really )?(?:sorry|apologi[sz]e|my apologies)[\W_]*"
)
DECLINES = re.compile(
    r"[\W_]*(?:(?:(?:i'm|i am|we're|we are) )?(?:very |so |really )?(?:sorry|afraid|unfortunately)[, ]+(?:but |that )?)?"
    r"(?:(?:i|we) (?:can't|cannot|can not|won't|will not|am not able to|am unable to|are unable to|must decline to|"
    r"have to decline to|decline to|refuse to|prefer not to|would rather not)|(?:i'm|we're) (?:unable|not able) to)"
    r" (?:help|assist|comply|answer|discuss|comment|respond|weigh in|participate|engage|do (?:that|this)|"
    r"provide (?:that|an? (?:opinion|assessment|answer))|give (?:an|you an|my) (?:opinion|answer)|offer an opinion|"
    r"(?:provide|give|offer) (?:\w+ )?advice(?: [^.]{0,120})?|"
    r"share (?:an|my) opinion|review this|continue)"
    r"(?: (?:with|to|on|about|in|this|that|these|those|it|your|the|such|any|request|requests|question|questions|"
    r"matter|topic|here)){0,6}(?=[\W_]*$|[.,;])"
    r"|[\W_]*(?:i|we) (?:must |have to |respectfully )?(?:decline|refuse)(?=[\W_]*$|[.,;])"
)
GOES_ON = re.compile(
    r"[\W_]*(?:however|but|that said|still|what i can|in general|generally|nevertheless|instead, here)\b"
)

RATING = re.compile(
    r"(?:i(?:'d| would) (?:give|rate) it |i give it |i rate it )?(?:an? )?(?:solid |strong |weak |good |clear )?(\d{1,3})(?:\.0)?(?:\s*(?:/|out of)\s*(\d{1,3}))?"
    r"(?![\w/%]|\.\d)"
)
