"""Find the labels on a page that say who speaks.

Examples: "Claude says:", "You said", "User:", "## Reply", "Q: …", clock times. A sentence that a chat page prints ("You
said") always counts. A mere label ("User:", "Q:", "Claude") counts only if the labels of its style make up a
conversation, for answers hold dialogues and headings of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from reviews.intake.document import Voice
from reviews.intake.page.blocks import Line
from reviews.intake.page.dates import moment_in
from reviews.intake.page.model_names import model_called, model_named

Speaker = Literal["user", "model", "person", "editor"]

CLOCK = re.compile(
    r"(?:(?:today|yesterday|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|[a-z]{3,9}\.? \d{1,2}(?:, \d{4})?|\d{4}-\d\d-\d\d|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:,| at|,? ·)?[ T])?"
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:\s?[ap]\.?m\.?|z)?",
    re.IGNORECASE,
)

_VERBS = (
    r"says?|said|responds?|responded|repl(?:y|ies|ied)|answers?|answered|writes|wrote|thinks|evaluates|reports|comments"
)
_NOUNS = r"response|reply|answer|evaluation|review|take|analysis|output|verdict|assessment|report"
_USER = (
    r"you|user|human|h|me|prompt|my prompt|my question|user prompt|user question|user message|user input|question|"
    r"q|asker|interviewer|usuári[oa]|usuari[oa]|utilisat(?:eur|rice)|benutzer(?:in)?|nutzer(?:in)?|utente|gebruiker|użytkownik|"
    r"пользователь|用户|使用者|ユーザー|사용자|você|tú|vous|du|ich|вы|你|我|あなた|나"
)
_MODEL = (
    r"assistant|ai|a\.i\.|ai assistant|assistant answer|assistant response|ai response|ai answer|bot|chatbot|model|"
    r"llm|reply|response|answer|output|a|model response|agent|asistente|assistente|assistent(?:in)?|asystent|ассистент|"
    r"助手|アシスタント|어시스턴트"
)
_WEAK = {
    "q", "a", "h", "question", "answer", "prompt", "reply", "response", "output", "me", "model", "interviewer",
    "agent", "du", "ich", "tú", "vous", "вы", "你", "我", "나",
}  # fmt: skip
_EDITOR = re.compile(
    r"(?:(?:verification|editor\S*|maintainer\S*|curator\S*|curation|processing|reviewer\S*|my|author\S*|post-?review)\s+"
    r"(?:notes?|comments?|remarks|commentary|thoughts|verdict)|about this (?:review|conversation|chat|transcript)|"
    r"notes?|commentary|metadata|verification|provenance)\W*",
    re.IGNORECASE,
)
_TOOL = re.compile(
    r"(?:tool(?: (?:message|output|result|call))?|plugin|code (?:output|interpreter)|"
    r"(?:system|developer) (?:prompt|message))(?: \([\w .:-]{1,60}\))?\W*",
    re.IGNORECASE,
)

_DECORATION = re.compile(
    r"\s*(?P<quoted>>[\s>]*)?(?P<heading>#{1,6}\s+)?(?P<bold>[*_]{1,3})?(?P<icon>[^\w\s#*_`\"'“‘(<\[{|$@/\\.-]*)\s*"
)
_PARTICIPANT = r"participant [\w .'’-]{1,40}?"
_TIME = rf"(?:\s*[(\[]?(?i:{CLOCK.pattern})[)\]]?)?"
_SENTENCE = re.compile(
    rf"(?:(?P<you>(?:you|i)(?= (?:said|asked|wrote))|{_PARTICIPANT}(?= said)) \w+|"
    rf"(?P<who>[\w .+/'()-]{{2,40}}?) (?:{_VERBS}))" + _TIME,
    re.IGNORECASE,
)
_SENTENCE_ELSEWHERE = re.compile(
    r"(?P<you>du hast gesagt|sie haben gesagt|vous avez dit|tu as dit|dijiste|has dicho|você disse|disseste|hai detto|"
    r"je zei|u zei|вы сказали|powiedziałeś|你说|您说|你說|あなたの発言)|(?:o |il )?(?P<who>[\w .+-]{2,40}?) ?"
    r"(?:hat gesagt|a dit|dijo|ha dicho|disse|ha detto|zei|сказал|powiedział|说|說|の発言)",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"(?P<who>user|human|you|agent|assistant|ai|model)(?:: [^()\[\]]{1,60})?[*_]{0,3} ?"
    r"[(\[](?P<about>[^()\[\]]{1,120})[)\]]",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"powered by \[(?:chatgpt|claude|gemini|deepseek|grok) exporter\]", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:turn|message|exchange) ?\d[\d.-]{0,8} ?[:.|–—-] ?", re.IGNORECASE)
_COUNTED = re.compile(r"\d{1,4}[.)] ")
_BEFORE_A_MOMENT = re.compile(r" [-–—|·•] ")
_ASKER = re.compile(r"(?P<name>[\w.@-]{1,39}): \S")
_POSSESSIVE = re.compile(
    rf"(?P<who>[\w .+/()-]{{2,40}}?)(?:['’]s)? (?:{_NOUNS})|(?:{_NOUNS}) (?:from|by|of) (?P<from>[\w .+/()-]{{2,40}})",
    re.IGNORECASE,
)
_ROLE = re.compile(rf"(?:(?P<user>{_USER})|(?P<model>{_MODEL}))(?:\s?#?\d{{1,3}})?", re.IGNORECASE)
_PERSON_SAYS = re.compile(
    r"(?P<who>(?!(?:The|This|That|It|He|She|They|We|One|Who|What|As|So|But|And|Short|Long|Honest|In)\b)"
    r"[A-Z][\w.'’-]*(?: [A-Z0-9][\w.'’-]*){0,3}) (?:says|writes|wrote|responds|replies|comments)"
)
_LONGEST_LABEL = 90


@dataclass(frozen=True)
class Marker:
    """`text[start:end]`, a label; `speaker` says what follows it.

    `voice` is the model or person, if the label names one. `style` groups labels that look alike.
    """

    start: int
    end: int
    speaker: Speaker
    words: str
    style: str
    certain: bool
    voice: Voice | None = None
    own_line: bool = True


def find_markers(lines: list[Line]) -> list[Marker]:
    """The labels on a page that count as such, in order."""
    labels = [label for line in lines if not line.fenced and (label := _label(line))]
    if not any(label.words == "human" for label in labels):
        labels = [label for label in labels if label.words != "h"]
    if not any(label.voice and label.voice.name == "Copilot" for label in labels):
        labels = [label for label in labels if not label.words.startswith("participant ")]
    filled = [line.start for line in lines if line.words]
    if not labels or not filled:
        return []
    signed = any(_SIGNED.match(line.words) for line in lines[-4:])
    labels = _of_two_levels(sorted((*labels, *_by_name(lines, labels)), key=attrgetter("start")))
    early = max(filled[min(12, len(filled) - 1)], filled[0] + (lines[-1].end - filled[0]) // 5)
    by_style: dict[str, list[Marker]] = defaultdict(list)
    for label in labels:
        if not label.certain:
            by_style[label.style].append(label)
    certain = [label.end for label in labels if label.certain]
    accepted = {style for style, group in by_style.items() if _is_conversation(group, filled[0], early, certain)}
    if any(_sides(by_style[style]) == {"user", "model"} for style in accepted):
        accepted -= {style for style in accepted if "heading" in style and _sides(by_style[style]) == {"user"}}
    accepted |= {"heading2"} & by_style.keys() if signed else set()
    return [label for label in labels if label.certain or (label.style in accepted and _fits(label, accepted))]


def _of_two_levels(labels: list[Marker]) -> list[Marker]:
    """The labels, with two levels of headings made one style.

    That is so if one level bears the prompts and the other one the answers, by turns ("## Prompt", "### Response").
    """
    levels = sorted({label.style for label in labels if label.style.startswith("heading")})
    for level, other in pairwise(levels):
        spoken = [label for label in labels if label.style in (level, other) and label.speaker != "editor"]
        by_turns = all(before.speaker != label.speaker for before, label in pairwise(spoken))
        if by_turns and {(label.style, label.speaker) for label in spoken} in (
            {(level, "user"), (other, "model")},
            {(level, "model"), (other, "user")},
        ):
            return [replace(label, style=level) if label.style == other else label for label in labels]
    return labels


def _sides(group: list[Marker]) -> set[Speaker]:
    return {label.speaker for label in group} - {"editor"}


def _by_name(lines: list[Line], labels: list[Marker]) -> list[Marker]:
    """The labels that bear a person's name ("jo: …").

    The page must begin with one, and all other labels must be a model's, in line with their words ("GitHub Copilot:
    …"), as editors copy a chat.
    """
    first = next(line for line in lines if line.words)
    asker = _ASKER.match(first.text)
    if not asker or any(label.own_line or not label.voice for label in labels) or labels[0].start == first.start:
        return []
    name = f"{asker['name']}: "
    return [
        Marker(line.start, line.start + len(name), "user", asker["name"].lower(), "plain", False, own_line=False)
        for line in lines
        if not line.fenced and line.text.startswith(name)
    ]


def _fits(label: Marker, accepted: set[str]) -> bool:
    return label.speaker != "editor" or label.style in accepted


def _is_conversation(group: list[Marker], start: int, early: int, certain: list[int]) -> bool:
    """Whether the labels of one style make up a conversation.

    `start` is the beginning of the page and `early` the last place at which one opens; it can also open right after one
    of the `certain` labels, which end there.
    """
    spoken = [label for label in group if label.speaker != "editor"]
    if not spoken:
        return False
    first = spoken[0]
    opens = first.start <= early or any(0 <= first.start - end < 200 for end in certain)
    sides = _sides(spoken)
    if {"user", "model"} <= sides:
        return _is_dialogue(spoken, opens=opens)
    if "model" in sides:
        return opens and _are_answers([label for label in spoken if label.speaker == "model"], first.style)
    is_prompt = first.start == start or first.words not in _WEAK or first.style != "plain"
    return opens and first.style != "bare" and is_prompt


def _is_dialogue(spoken: list[Marker], *, opens: bool) -> bool:
    """Whether labels of both sides take turns.

    Labels with words that are hardly anything else need not, if they open the page.
    """
    pairs = list(pairwise(spoken))
    changes = sum(1 for before, after in pairs if before.speaker != after.speaker)
    is_strong = all(
        any(label.words not in _WEAK for label in spoken if label.speaker == side) for side in ("user", "model")
    )
    is_answered = is_strong and not any(before.speaker == after.speaker == "user" for before, after in pairs)
    alternates = is_answered or changes >= 0.6 * len(pairs)
    is_marked = is_strong and spoken[0].style != "bare"
    return (alternates or is_marked) if opens else (alternates and is_marked and changes > 2)


def _are_answers(models: list[Marker], style: str) -> bool:
    """Whether labels of models alone head an answer each.

    Bare names and headings must name several models, and every time; other labels stand on lines of their own.
    """
    names = [label.voice.name for label in models if label.voice]
    if style == "bare" or style.startswith("heading"):
        return len(set(names)) > 1 and len(names) == len(models)
    return bool(names) and all(label.own_line for label in models)


def _label(line: Line) -> Marker | None:
    """The label that a line is or begins with.

    Whether it counts depends on the others.
    """
    decoration = _DECORATION.match(line.text[: _LONGEST_LABEL + 40])
    if not decoration or len(line.words) == 0:
        return None
    rest = line.text[decoration.end() : decoration.end() + _LONGEST_LABEL]
    heading, bold = (decoration["heading"] or "").strip(), decoration["bold"] or ""
    style = f"heading{len(heading)}" if heading else "bold" if bold else "plain"
    if decoration["quoted"]:
        style = f"quoted {style}"
    whole = re.sub(r"[*_:：\s]+$", "", rest) if line.end - line.start - decoration.end() <= _LONGEST_LABEL else ""
    counted = _COUNTED.match(whole) if heading else None
    whole = whole[counted.end() :] if counted else whole
    dash = _BEFORE_A_MOMENT.search(whole)
    whole = whole[: dash.start()] if dash and moment_in(whole[dash.end() :]) else whole
    colon = bool(re.search(r"[:：][*_\s]*$", rest))
    if whole:
        marker = _whole_line(line, whole, style, colon)
        if marker and not (counted and marker.words in _WEAK):
            return marker
        if (heading and _EDITOR.fullmatch(whole)) or ((heading or bold) and _TOOL.fullmatch(whole)):
            return Marker(line.start, line.end, "editor", whole.lower(), style, False)
    if heading:
        return None
    inline = re.match(
        r"(?P<label>[\w .+'-]{1,40}?)(?:[*_]{1,3}(?= ))?" + _TIME + r"\s*(?:[:：][*_]{0,3}|[*_]{1,3}[:：])[ \t]*(?=\S)",
        rest,
    )
    if not inline:
        return None
    end = line.start + decoration.end() + inline.end()
    sentence = _whole_line(line, inline["label"], style, True) if _SENTENCE.fullmatch(inline["label"]) else None
    if sentence:
        return replace(sentence, end=end, style=f"{style} said", certain=False, own_line=False)
    if bold and _TOOL.fullmatch(inline["label"]):
        return Marker(line.start, end, "editor", inline["label"].lower(), style, False, own_line=False)
    named = speaker_named(inline["label"])
    return replace(named, start=line.start, end=end, style=style, own_line=False) if named else None


def _whole_line(line: Line, whole: str, style: str, colon: bool) -> Marker | None:
    """The label that a line is.

    `whole` is the line without decoration, `colon` whether one ended it.
    """
    return (
        _sentence(line, whole, style, colon)
        or _possessive(line, whole, style, colon)
        or _described(line, whole, style)
        or _bare_name(line, whole, style, colon)
    )


def _sentence(line: Line, whole: str, style: str, colon: bool) -> Marker | None:
    """The label that is a sentence: "You said", "Claude says"."""
    sentence = _SENTENCE.fullmatch(whole) or (_SENTENCE_ELSEWHERE.fullmatch(whole) if colon else None)
    if not sentence:
        return None
    if sentence["you"]:
        is_label = colon or not whole.lower().startswith("i ")
        return Marker(line.start, line.end, "user", whole.lower(), style, True) if is_label else None
    if voice := model_named(sentence["who"]):
        return Marker(line.start, line.end, "model", whole.lower(), style, True, voice)
    role = _ROLE.fullmatch(sentence["who"])
    is_model = role and (role["model"] or "").lower() in ("assistant", "ai", "bot", "chatbot")
    return Marker(line.start, line.end, "model", whole.lower(), style, True) if is_model else None


def _possessive(line: Line, whole: str, style: str, colon: bool) -> Marker | None:
    """The label that names whose words follow: "Claude's answer:", "Response from Claude"."""
    possessive = _POSSESSIVE.fullmatch(whole)
    if not possessive or not (colon or style != "plain"):
        return None
    voice = model_named(possessive["who"] or possessive["from"])
    return Marker(line.start, line.end, "model", whole.lower(), style, False, voice) if voice else None


def _described(line: Line, whole: str, style: str) -> Marker | None:
    """The label that describes a speaker in brackets: "Assistant (gpt-4o, 10:12)"."""
    described = _DESCRIBED.fullmatch(whole)
    speaker = speaker_named(described["who"]) if described else None
    if not described or not speaker:
        return None
    voices = (model_called(word) for word in re.split(r"[,\s]+", described["about"]))
    voice = next(filter(None, voices), None) if speaker.speaker == "model" else None
    return replace(speaker, start=line.start, end=line.end, style=style, voice=voice)


def _bare_name(line: Line, whole: str, style: str, colon: bool) -> Marker | None:
    """The label that is a name, or a person's with a verb.

    Examples: "Claude", "Jane Roe writes:".
    """
    if named := speaker_named((re.sub(_TIME + "$", "", whole) or whole).strip("*_ ")):
        is_bare = style == "plain" and not colon
        return replace(named, start=line.start, end=line.end, style="bare" if is_bare else style)
    person = _PERSON_SAYS.fullmatch(whole)
    if not person or not colon:
        return None
    return Marker(line.start, line.end, "person", whole.lower(), style, True, Voice(person["who"], kind="person"))


def speaker_named(words: str) -> Marker | None:
    """The label that some words are, else None.

    Examples: "User", "Claude", "Turn 2: You". It has no place and no style.
    """
    words = _NUMBERED.sub("", words.strip(), count=1)
    if voice := model_named(words):
        return Marker(0, 0, "model", words.lower(), "", False, voice)
    role = _ROLE.fullmatch(words)
    if not role:
        return None
    kind: Speaker = "user" if role["user"] else "model"
    return Marker(0, 0, kind, (role["user"] or role["model"]).lower(), "", False)


def cut_at_labels(lines: list[Line], markers: list[Marker]) -> list[Line]:
    """The lines, each cut behind the label that it begins with.

    Some pages print a message's beginning after the label and the message itself below; the first is part of the label
    then.
    """
    inline = {marker.start: marker.end for marker in markers if not marker.own_line}
    pieces: list[Line] = []
    following = ""
    for line in reversed(lines):
        cut = inline.get(line.start)
        rest = _part(line, cut, line.end) if cut is not None else line
        if cut is None or (len(rest.words) > 1 and following.startswith(rest.words.rstrip(".… "))):
            pieces.append(line)
        else:
            pieces += [rest, _part(line, line.start, cut)]
        following = line.words or following
    return pieces[::-1]


def _part(line: Line, start: int, end: int) -> Line:
    text = line.text[start - line.start : end - line.start]
    return Line(start, end, text, text.strip(), line.fenced)
