"""Find what a page prints around the words.

That is buttons, disclaimers, clock times, and the foot of a blog.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from reviews.intake.page.blocks import Line
from reviews.intake.page.listing_heads import listing_heads
from reviews.intake.page.model_names import model_named
from reviews.intake.page.speaker_labels import CLOCK

SEARCHED = re.compile(
    r"search(?:ed|ing) (?:the web|\d+ (?:sites?|sources?|websites?))|browsed the web|\d+ web pages", re.IGNORECASE
)

_ALWAYS = re.compile(
    r"favicon|show (?:more|less)|show thinking|hide thinking|regenerate(?: response)?|"
    r"(?:thought|reasoned|worked|thinking|researched) for (?:\d+|a few|a couple of|less than a) ?(?:s|m|seconds?|minutes?|second)"
    r"(?:[, ]+\d+ ?(?:s|seconds?))?|finished thinking|stopped thinking|"
    r"search(?:ed|ing) (?:the web|\d+ (?:sites?|sources?|websites?))|browsed the web|\d+ web pages|analy[sz]ed \d+ \w+|"
    r"(?:chatgpt|claude|gemini|copilot|grok|deepseek|perplexity|meta ai|le chat|kimi)(?: is ai and)? (?:can|may) make mistakes.{0,90}|"
    r"(?:o |il |le )?(?:chatgpt|claude|gemini|copilot)\s?(?:kann fehler machen|peut (?:faire des|commettre des) erreurs|"
    r"puede cometer errores|pode cometer erros|può commettere errori|kan fouten maken|может допускать ошибки|"
    r"也?可能(?:也)?(?:会|會)(?:犯错|犯錯|出错|出錯)|の回答は必ずしも正しいとは限りません|[는은] 실수를 할 수 있습니다).{0,90}|"
    r"ai-generated, for reference only\.?|message (?:chatgpt|claude|deepseek|copilot|grok)|reply to claude.{0,3}|ask (?:anything|gemini|copilot)|"
    r"good response|bad response|(?:updated saved memory|saved memory updated)|analysis (?:errored|complete)|always show details|no file chosen.{0,40}|"
    r"save to note|copy_all|thumb_(?:up|down)|more_(?:vert|horiz)|keep_pin|read aloud|memory updated|export to sheets|use code with caution\.?|double-check response|"
    r"sources and related content|share & export|was this response better or worse\?|is this conversation helpful so far\?|"
    r"skip to (?:content|main content)|chat history|new chat|copy to clipboard|copied!|view in canvas|open in canvas|"
    r"what can i help with\?|ready when you are\.?|upgrade plan|chatgpt plus|get plus|opens in a new window|"
    r"there was an error generating a response|\+\d{1,2}|user avatar|profile picture|<time\b[^<>]{0,100}>[^<>]{0,40}</time>|"
    r"powered by \[?(?:\w+ ){1,2}exporter\b.{0,90}|"
    r"已(?:深度)?思考 ?[(（] ?用时 ?\d{1,4} ?秒 ?[)）]|(?:nachgedacht für|réflexion (?:durant|pendant)|pensó durante|pensou por|ha pensato per|已思考|思考了?|思考時間：) ?\d.{0,20}",
    re.IGNORECASE,
)
_THINKING = re.compile(
    r"(?:thought|reasoned|worked|thinking|researched) for \d.{0,30}|thought process|"
    r"已(?:深度)?思考.{0,30}",
    re.IGNORECASE,
)
_MODE = re.compile(
    r"deepthink(?: ?\(r1\))?|深度思考(?: ?\(r1\))?|联网搜索|聯網搜尋|expert|fast|auto|heavy|think|big brain|"
    r"deep(?:er)? ?search|search|quick response|grok(?: ?[\d.]+)?(?: (?:fast|expert|heavy|auto|thinking|mini|beta))?",
    re.IGNORECASE,
)
_AT_THE_EDGE = re.compile(
    r"sources?|copy|edit|share|retry|save|like|dislike|report|done|search|images?|more|view all|log in|sign up|sign in|menu|"
    r"citations?|listen|translate|stop generating|continue generating|\*?(?:exported (?:from|by|with|using)|generated (?:on|by|with)) .{1,110}|(?:[-*_] ?){3,40}|#{1,6} (?:turn|exchange|round) \d{1,4}",
    re.IGNORECASE,
)
_ASIDES = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<tool-use\b", r"</tool-use>$"),
        (r"<details[^<>]{0,100}>\s*<summary>\W*(?:thoughts?|thinking|reasoning|tool)\b", r"</details>$"),
    )
)
_THOUGHT = re.compile(r"#{3,6} (?:thinking|thoughts?|thought process|reasoning)", re.IGNORECASE)
_FOOT_OPENS = re.compile(
    r"popular posts(?: from this blog)?|post a comment|leave a (?:comment|reply)|powered by (?:blogger|wordpress.*)|"
    r"(?:older|newer) posts?|recent posts|related (?:posts|articles)|you (?:might|may) also like|blog archive|report abuse|"
    r"enter your comment\W*|\d+ comments?|no comments(?: yet)?\W*|subscribe to: post comments \(atom\)|share this:|"
    r"read more posts|more from this (?:blog|author)|cancel reply|like this:",
    re.IGNORECASE,
)
_FOOT_GOES_WITH = re.compile(
    r"comments?|share|labels?:?.{0,80}|tags?:.{0,80}|filed under.{0,80}|posted (?:by|in|on|at).{0,80}|get link|facebook|x|twitter|"
    r"pinterest|e-?mail|other apps|whatsapp|linkedin|reddit|reactions:?|email this|blogthis!|home|advertisement|location:.{0,80}",
    re.IGNORECASE,
)
_PARTICIPANT = re.compile(r"Participant (?P<name>[\w .'’-]{1,40}) said")
_LONGEST = 140
FOOT = "the foot of the page"
_LEAST_ABOVE = 0.2
_PARAGRAPH = 180
_LINKS_TO_MORE = re.compile(
    r"related|recent|older|newer|more from|you (?:might|may) also|read more|share this", re.IGNORECASE
)


def clocks(lines: list[Line]) -> list[int]:
    """The indices of lines that are a clock time and nothing else.

    Chat pages print one below a message.
    """
    return [
        index
        for index, line in enumerate(lines)
        if len(line.words) <= 44 and ":" in line.words and CLOCK.fullmatch(line.words.strip("*_`"))
    ]


def boilerplate(lines: list[Line], edges: set[int]) -> dict[int, str]:
    """The indices of `lines` that are boilerplate, with the reasons.

    `edges` are the indices of other speakers' labels. A button whose word can be a heading ("Sources") counts only if
    nothing but boilerplate stands between it and such an edge, or the end.
    """
    reasons: dict[int, str] = {}
    for index, line in enumerate(lines):
        if line.fenced or not line.words or len(line.words) > _LONGEST:
            continue
        if _ALWAYS.fullmatch(line.words):
            reasons[index] = "words of a chat page's own"
    reasons.update(dict.fromkeys(listing_heads(lines), "the head of a listing on a chat page"))
    reasons.update(_modes(lines, edges))
    reasons.update(_repeated_names(lines, edges))
    reasons.update(_asides(lines, edges))
    reasons.update(_thoughts(lines))
    foot = _foot(lines, edges)
    reasons.update(foot)
    _near_edges(lines, edges, reasons)
    return reasons


def _repeated_names(lines: list[Line], edges: set[int]) -> dict[int, str]:
    """Names that a page prints again below a label.

    ChatGPT's prints the model's ("ChatGPT said:", "ChatGPT"), and Microsoft 365 Copilot's the name and the initials of
    who asks ("Participant Ann said").
    """
    reasons: dict[int, str] = {}
    for index in edges:
        if _repeats_model(lines, edges, index):
            reasons[index + 1] = "the name of who answers, once more"
        label = _PARTICIPANT.fullmatch(lines[index].words) if index < len(lines) else None
        initials = "".join(word[0] for word in label["name"].split()) if label else ""
        for below in range(index + 1, min(index + 3, len(lines))):
            if label and lines[below].words in (label["name"], initials):
                reasons[below] = "the name of who asks, once more"
            else:
                break
    return reasons


def _modes(lines: list[Line], edges: set[int]) -> dict[int, str]:
    """The modes that the pages of DeepSeek and Grok print.

    They are names, some of models, above a line that says how long the model thought. On such a page one can be the last
    line, too.
    """
    filled = [index for index, line in enumerate(lines) if line.words and not line.fenced]
    modes: dict[int, str] = {}
    thinking = [at for at, index in enumerate(filled) if _THINKING.fullmatch(lines[index].words[:_LONGEST])]
    for at in thinking:
        above = at - 1
        while above > 0 and filled[above - 1] not in edges and _MODE.fullmatch(lines[filled[above]].words[:_LONGEST]):
            modes[filled[above]] = "the mode of a chat page"
            above -= 1
    if modes and thinking[-1] < len(filled) - 2 and _MODE.fullmatch(lines[filled[-1]].words[:_LONGEST]):
        modes[filled[-1]] = "the mode of a chat page"
    return modes


def _repeats_model(lines: list[Line], edges: set[int], index: int) -> bool:
    """Whether the model's name stands again below its label.

    Its message must follow.
    """
    if index + 2 >= len(lines) or index + 1 in edges:
        return False
    label, name = lines[index].words.casefold(), lines[index + 1].words
    message = next((at for at in range(index + 2, len(lines)) if lines[at].words), None)
    is_name = bool(name) and len(name) < len(label) and label.startswith(name.casefold())
    return is_name and model_named(name) is not None and message is not None and message not in edges


def _asides(lines: list[Line], edges: set[int]) -> dict[int, str]:
    """Thoughts and the work of tools, between the marks of a page.

    Nobody's label stands between the first and the last line.
    """
    reasons: dict[int, str] = {}
    marked = [
        index
        for index, line in enumerate(lines)
        if not line.fenced and (line.words[:1] == "<" or line.words[-1:] == ">")
    ]
    labels = sorted(edges)
    for opening, closing in _ASIDES:
        ends = [index for index in marked if closing.search(lines[index].words[-20:])]
        for index in marked:
            number = bisect_left(ends, index)
            if (
                index not in reasons
                and number < len(ends)
                and opening.match(f"{lines[index].words[:150]}\n{_below(lines, index)}")
            ):
                after = bisect_left(labels, index)
                if after == len(labels) or ends[number] < labels[after]:
                    inside = range(index, ends[number] + 1)
                    reasons.update({inner: "thoughts, or the work of a tool" for inner in inside if lines[inner].words})
    return reasons


def _below(lines: list[Line], index: int) -> str:
    return lines[index + 1].words[:60] if index + 1 < len(lines) else ""


def _thoughts(lines: list[Line]) -> dict[int, str]:
    """Thoughts in a code fence below a heading that says so."""
    reasons: dict[int, str] = {}
    headings = [index for index, line in enumerate(lines) if not line.fenced and _THOUGHT.fullmatch(line.words)]
    for index in headings:
        inside = index + 1
        while inside < len(lines) and not lines[inside].words and not lines[inside].fenced:
            inside += 1
        if inside < len(lines) and lines[inside].fenced:
            while inside < len(lines) and lines[inside].fenced:
                inside += 1
            reasons.update({inner: "thoughts" for inner in range(index, inside) if lines[inner].words})
    return reasons


def _near_edges(lines: list[Line], edges: set[int], reasons: dict[int, str]) -> None:
    at_edge = True
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if index in edges:
            at_edge = True
        elif index in reasons or not line.words:
            continue
        elif (
            at_edge
            and len(line.words) <= _LONGEST
            and _AT_THE_EDGE.fullmatch(line.words)
            and not _is_all(lines, edges, index)
        ):
            reasons[index] = "a button of a chat page"
        else:
            at_edge = False


def _is_all(lines: list[Line], edges: set[int], index: int) -> bool:
    """Whether a line stands right below a speaker's label.

    Then it is the message itself ("More").
    """
    before = next((above for above in range(index - 1, max(-1, index - 4), -1) if lines[above].words), None)
    return before in edges


def _paragraphs_below(lines: list[Line], edges: set[int]) -> list[int]:
    """The number of paragraphs below each line, up to the next label."""
    below: list[int] = []
    count = 0
    for index in range(len(lines) - 1, -1, -1):
        below.append(count)
        count = 0 if index in edges else count + (len(lines[index].words) > _PARAGRAPH)
    return below[::-1]


def _foot(lines: list[Line], edges: set[int]) -> dict[int, str]:
    """The foot of a blog post.

    It runs from its first line that says so to the next speaker's label, or the end. Where hardly anything stands above
    such a line, it is a part of the head.
    """
    reasons: dict[int, str] = {}
    inside = False
    above, whole = 0, sum(len(line.words) for line in lines)
    paragraphs = _paragraphs_below(lines, edges)
    for index, line in enumerate(lines):
        if index in edges:
            inside = False
        elif (
            not inside
            and not line.fenced
            and 0 < len(line.words) <= _LONGEST
            and _FOOT_OPENS.fullmatch(line.words)
            and above > _LEAST_ABOVE * whole
            and not (_LINKS_TO_MORE.match(line.words) and paragraphs[index] > 1)
        ):
            inside = True
            back = index - 1
            while back >= 0 and back not in edges and back not in reasons:
                if lines[back].words and not _FOOT_GOES_WITH.fullmatch(lines[back].words[:_LONGEST]):
                    break
                if lines[back].words:
                    reasons[back] = FOOT
                back -= 1
        if inside and line.words:
            reasons[index] = FOOT
        above += len(line.words)
    back = len(lines) - 1
    while back >= 0 and (not lines[back].words or _FOOT_GOES_WITH.fullmatch(lines[back].words[:_LONGEST])):
        if lines[back].words:
            reasons[back] = FOOT
        back -= 1
    return reasons
