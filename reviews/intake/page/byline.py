"""Read the lines that an article prints about itself.

They say who wrote it, when, and how long it takes to read. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from reviews.intake.page.dates import DAY, moment_in

_LONGEST = 160
_MARKS = " \t*_#>|•·~-–—\u200b\ufeff\u200e\u200f\u00a0"
_EMPHASIS = re.compile(r"(?<![\w@])[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)")
_LINKED = re.compile(r"!?\[([^\[\]\n]{0,120})\]\([^()\s]{0,1000}\)")
_SMALL = r"(?:van|von|der|den|de|del|della|da|dos|di|du|la|le|bin|ibn|al|el|ter|zu|y)"
_LARGE = r"(?![a-zß-öø-ÿа-яёα-ω\u3040-\u9fff\uac00-\ud7af])[^\W\d_]"
_WORD = rf"(?:[A-Z]\.(?:[A-Z]\.)*|(?:Dr|Prof|Mr|Ms|Mrs)\.|{_LARGE}[\w'’-]*)"
_NAME = rf"{_WORD}(?:\s+(?:{_SMALL}\s+)*{_WORD}){{1,4}}"
NAMES = rf"{_NAME}(?:(?:\s*,\s*{_NAME}){{0,3}}\s*,?\s+(?:and|&|und|et|y)\s+{_NAME})?"
_FULL_NAMES = re.compile(NAMES)
_ONE_PERSON = re.compile(rf"{_WORD}(?:\s+(?:{_SMALL}\s+)*{_WORD}){{0,3}}")
_NO_NAME = re.compile(
    r"\b(?:related|articles?|more|latest|top|stories|story|news|posts?|posted|comments?|read|share|home|blog|the|our|your|this|image|photo|"
    r"credits?|episode|table|contents|press|release|open|access|review|paper|abstract|editors?|picks|staff|team|today|follow|quick|insights?|summary|key|overview|introduction|conclusion|background|command|palette|search|welcome|main|next|previous|first|menu|sign|log|get|start|all|other|artificial|intelligence|machine|learning|computer|science|technology|opinion|politics|world|business|sports?|culture|breaking|new|how|why|what)\b",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"san (?:francisco|diego|jose|antonio)|los angeles|las vegas|hong kong|tel aviv|buenos aires|s[aã]o paulo|rio de janeiro|united (?:states|kingdom|nations|arab emirates)|"
    r"(?:south|north) (?:korea|africa|america|carolina|dakota)|(?:saint|st\.) petersburg|washington,? d\.?c\.?|palo alto|mountain view|menlo park|santa (?:clara|monica|barbara|cruz)|cape town|kuala lumpur|"
    r"abu dhabi|mexico city|salt lake city|den haag|frankfurt am main|silicon valley|(?:great|northern) (?:britain|ireland)|saudi arabia|sri lanka|costa rica|puerto rico|european union|el salvador",
    re.IGNORECASE,
)
_SECTIONS = re.compile(
    r"\b(?:data|research|software|engineering|health(?:care)?|climate|physics|security|cybersecurity|economy|economics|finance|markets?|analysis|features?|digital|internet|gadgets?|mobile|innovation|"
    r"startups?|policy|society|lifestyle|education|environment|energy|medicine|medical|tutorials?|guides?|tech|tools?|models?|language|neural|networks?|computing|robotics|programming|development|products?|"
    r"general|uncategori[sz]ed|misc(?:ellaneous)?|deep|large|generative|open|source|wissen(?:schaft)?|wirtschaft|politik|technik|forschung|gesellschaft|digitales|künstliche|intelligenz|actualités?|sciences|"
    r"société|économie|santé|intelligence|artificielle|recherche|tecnología|ciencia|economía|sociedad|inteligencia|investigación|tecnologia|ciência|scienza|scienze|economia|intelligenza|artificiale|ricerca|wetenschap|technologie)\b",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(_WORD)
_BEHIND_A_NAME = re.compile(
    r"(?:\s+(?:Follow|Contributor|Editor|Reporter|Staff|Writer|Correspondent))+$", re.IGNORECASE
)
_HANDLE = re.compile(r"@?[a-z][\w.-]*[_\d.-][\w.-]*\w|@[\w.-]{2,30}")
_PROFILE = re.compile(
    r"https?://(?:www\.)?(?:x|twitter|github|medium|linkedin|dev|substack|bsky|mastodon|hashnode)\.\w{2,6}/(?:in/|profile/|@)?"
    r"(?P<handle>[\w.-]{2,40})/?",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"[a-z][\w.-]{2,24}\w")
_SAYS_SOMETHING = re.compile(r"\w")
_REPORTER = re.compile(
    r"(?P<name>[가-힣]{2,4}|[\u4e00-\u9fff]{2,4})\s?(?:(?:선임|인턴|전문)?기자|특파원|논설위원|에디터|記者|记者)(?:\s*[=|].{0,40})?"
)
_SAYS_WHEN = re.compile(
    r"(?:posted|published|written|on|le|am|el|il|em|publiée?|publicad[oa]|pubblicato|veröffentlicht|geschrieben|escrito|rédigé|scritto)\b",
    re.IGNORECASE,
)
_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪"
    "田任姜范方石姚谭譚廖邹熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔賀贺赖龚文"
)
_ALONE_FAR_NAME = re.compile(rf"[가-힣]{{2,4}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_ANY_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,&]+[^\W\d_][\w.'’-]*){0,7}")
_FAR_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,20}")
_NOBODY = re.compile(
    r"(?:unknown|anonymous|admin(?:istrator)?|staff|editors?|guest|none|n/?a|author|me|us|you|default|design|now|then|"
    r"contrast|comparison|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?P<sure>(?:(?:written|reviewed|posted|published|authored|created|reported|story|words|text|article|review|analysis|"
    r"shared|submitted)\s+by|by\s?:)\s*:?\s*)|(?:by|von|por|par)\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<who>authors?|written by|writer|reviewers?|byline|posted by|autore?s?|autorin|auteur|автор|作者|撰文|著者|筆者|執筆|文|글쓴이|작성자|편집|취재)"
    r"\s*[:：|｜]\s*",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:(?:estimated |approx\.? )?(?:reading|read) time|time to read|lesezeit|temps de lecture|tiempo de lectura|tempo de leitura|阅读时间|읽는 시간)"
    r"\s*:?\s*(?:about |ca\. |~\s?|≈\s?)?\d{1,3}(?:\s?[–—-]\s?\d{1,3})?\s?\+?\s?(?:min(?:ute)?n?s?|m|分钟|分|분)\b\.?|"
    r"(?<!\w)(?:about |~\s?|≈\s?)?\d{1,3}(?:\s?[–—-]\s?\d{1,3})?[ -]?(?:min(?:ute)?s?\.?)[ -]read(?:ing)?(?: time)?|"
    r"(?<!\w)\d{1,3} (?:min\.? lesezeit|min\.? de lecture|min\.? de lectura)|\d{1,3}\s?分钟(?:阅读|读完)|"
    r"\d[\d,. ]{0,8} words(?=\W|$)|(?<=[·•|] )\d{1,3} min(?:ute)?s?\.?(?= [·•|]|$)|^\d{1,3} min(?:ute)?s?\.?(?= [·•|])",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?:\d{{1,2}}[:.]\d\d ?(?:[ap]\.?m\.?)?,? ?(?:[A-Z]{{2,4}})?,? )?{DAY}(?:\s*[,–-]?\s*(?:at\s+|um\s+|à\s+|t)?\d{{1,2}}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m?\.?)?(?:\s?\(?(?:[A-Z]{{2,4}}|[+-]\d\d:?\d\d|z)\)?(?!\w))?)?|"
    r"(?<!\w)(?:(?:\d{1,2}|an?) ?(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?) ?){1,2} ago(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:阅读量?|浏览量?|订阅数?|点赞数?|收藏数?|评论数?|閲覧数|조회수?)\s*[:：]?\s*\d[\d.,]{0,8}|(?<!\w)\d[\d.,]{0,8}\s?k?\s?(?:views?|comments?|likes?|shares?|claps?|responses?|reads?|reactions?|followers?|points?)(?!\w)",
    re.IGNORECASE,
)
_GOES_WITH = re.compile(
    r"(?:(?:originally |first |last )?(?:posted|published|updated|edited|modified|created|written|reviewed|revised)(?: on| at| in| by)?|"
    r"(?:publication |post |release )?date|on|at|in|by|time|follow(?:ing)?|subscribe|share|save|author|read|member-only story|suggest changes|edit(?: post)?|translations?|comments?|uhr|kst|팔로우|"
    r"the|am|pm|发布时间|发布于|发表于|更新时间|更新|投稿日|公開日|작성일|입력|수정|발행(?:일)?|등록(?:일)?|게시(?:일)?|[월화수목금토일](?:요일)?|[月火水木金土日](?:曜日?)?|(?:周|星期)[一二三四五六日]|veröffentlicht(?: am)?|aktualisiert(?: am)?|publié le|"
    r"mise? à jour le|pubblicato(?: il)?|aggiornato(?: il)?|gepubliceerd(?: op)?|actualizado(?: el)?|publicado(?: el)?|am|le|el|stand)?\s*:?|@[\w.-]{1,40}|[\d., ]{1,14}k?",
    re.IGNORECASE,
)
_DATED_ALONE = re.compile(
    r"(?:(?:posted|published|updated|last updated|written)(?: on)?|publiée? le|mise? à jour le|veröffentlicht(?: am)?|aktualisiert(?: am)?|stand|"
    r"publicad[oa](?: el| em)?|actualizado(?: el)?|pubblicato(?: il)?|aggiornato(?: il)?|gepubliceerd(?: op)?|опубликовано|发布于|发布时间|公開日|投稿日|작성일):?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[|·•()\n—]\s*|\s+[–/-]\s+|\s*\x00\s*")


@dataclass(frozen=True)
class Byline:
    """What such a line says.

    `name` is that of its author, or "". `certain`: the line says by a word that it names the author. `day` is an ISO
    date, or "".
    """

    name: str = ""
    certain: bool = False
    dated: bool = False
    timed: bool = False
    day: str = ""


def byline(words: str, *, known: Set[str] = frozenset()) -> Byline | None:
    """What a line says of author, day and reading time, else None.

    It is None for a line that says anything else. A name without a word such as "by" counts beside a day or a reading
    time alone, and only if none of its words is among `known`: the words that the text writes in lower case.
    """
    if not words or len(words) > 4 * _LONGEST:
        return None
    rest = _EMPHASIS.sub("", _LINKED.sub(r"\1", words)).strip(_MARKS) if words[0] != "|" else ""
    if not rest or len(rest) > _LONGEST:
        return None
    if _DATED_ALONE.fullmatch(rest):
        return Byline(dated=True)
    label = _LABEL.match(rest)
    rest, timed = _READING.subn("\x00", rest)
    moment = moment_in(rest)
    rest, dated = _DAY.subn("\x00", rest)
    rest = _COUNTED.sub("\x00", rest)
    parts = [part for part in (part.strip(_MARKS + ",;:") for part in _BETWEEN.split(rest)) if part]
    name, certain = "", False
    left: list[str] = []
    parts = [part for part in parts if _SAYS_SOMETHING.search(part)]
    for part in parts:
        found = "" if name else _labelled(part) or _by(part, alone=len(parts) == 1 and not label, dated=bool(dated))
        if found:
            name, certain = _cased(found), True
        elif not _GOES_WITH.fullmatch(part):
            left.append(part)
    if certain:
        is_short = all(len(part) <= 60 and part[-1:] not in ".!?" for part in left)
        return (
            Byline(name, True, bool(dated), bool(timed), moment.date().isoformat() if moment else "")
            if is_short
            else None
        )
    if not (dated or timed) or len(left) > 1:
        return None
    if left:
        name = bare_name(left[0], known)
        if not name and not _GOES_WITH.fullmatch(left[0]):
            return None
    return Byline(name, False, bool(dated), bool(timed), moment.date().isoformat() if moment else "")


def is_name(words: str) -> bool:
    """Whether some words look like one person's name."""
    return _ONE_PERSON.fullmatch(words) is not None


def far_name(words: str) -> str:
    """The words if they look like a Korean or Chinese name.

    Else "".
    """
    return words if _ALONE_FAR_NAME.fullmatch(words) else ""


def bare_name(words: str, known: Set[str]) -> str:
    """The words if they look like people's names, else "".

    None of them is among `known`, the words that the text writes in lower case.
    """
    words = " ".join(_LINKED.sub(r"\1", words[: 4 * _LONGEST]).strip(_MARKS).split())
    if len(words) > 80 or not _FULL_NAMES.fullmatch(words) or _NO_NAME.search(words):
        return ""
    if _SECTIONS.search(words) or _PLACES.fullmatch(words.split(",")[0]):
        return ""
    plain = [word for word in re.findall(r"[\w'’-]+", words) if word not in ("and", "und", "et", "y")]
    if any(word.casefold() in known for word in plain if len(word) > 2):
        return ""
    return _cased(words)


def _cased(name: str) -> str:
    """A name that is written in large letters, as names are written."""
    name = _BEHIND_A_NAME.sub("", re.sub(r"\s+,", ",", name))
    words = [word.lower() if word == "AND" else word for word in name.split()]
    shouted = all(word.isupper() for word in words if word.strip("&,") not in ("and", "und", "et", "y", ""))
    return " ".join(word.title() if shouted and len(word) > 2 and word.isupper() else word for word in words)


def _labelled(part: str) -> str:
    """The name behind a label such as "Author:", else ""."""
    label = _LABEL.match(part)
    if not label:
        return ""
    rest = part[label.end() :].strip(_MARKS)
    if reporter := _REPORTER.fullmatch(rest):
        return reporter["name"]
    found = _FULL_NAMES.match(rest) or _FAR_NAME.match(rest)
    if found and not rest[found.end() :][:1].isalnum():
        return " ".join(found[0].split())
    whole = _ANY_NAME.fullmatch(rest)
    return " ".join(rest.split()) if whole and len(rest) <= 60 and not _NOBODY.fullmatch(rest) else ""


def _by(part: str, *, alone: bool, dated: bool) -> str:
    """The name behind "by" or before "reporter", else "".

    A single name counts if the part is `alone` on its line, or behind a word such as "written". In small letters it
    counts beside a day.
    """
    if reporter := _REPORTER.fullmatch(part):
        return reporter["name"]
    by = _BY.match(part) or (_BY.search(part) if _SAYS_WHEN.match(part) else None)
    if not by:
        return ""
    rest = part[by.end() :].strip(_MARKS)
    if profile := _PROFILE.fullmatch(rest):
        return profile["handle"]
    found = _FULL_NAMES.match(rest)
    if found and re.match(r"$|\s*[,;@]|\s+(?:in|on|for|at|from|of|with)(?:\s|$)", rest[found.end() :]):
        return " ".join(found[0].split())
    if (alone or by["sure"]) and _ONE_NAME.fullmatch(rest) and not _NOBODY.fullmatch(rest):
        return rest
    if alone and (_HANDLE.fullmatch(rest) or (dated and _NICKNAME.fullmatch(rest))) and not _NOBODY.fullmatch(rest):
        return rest
    if by["sure"] and len(rest) <= 60 and _ANY_NAME.fullmatch(rest) and not _NOBODY.fullmatch(rest):
        return " ".join(rest.split())
    return ""


def lower_words(texts: Iterator[str]) -> frozenset[str]:
    """The words that some texts write in lower case."""
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w'’-])[^\W\d_A-Z][^\W\d_]{2,}", text))
