"""Read a page as pasted: prompts, answers, labels and boilerplate."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from reviews.fences import asks_one_of
from reviews.intake.document import (
    UNNAMED_MODEL,
    UNNAMED_PERSON,
    FoundBy,
    Markup,
    Parsed,
    ParsedTurn,
    Role,
    Voice,
    turns,
)
from reviews.intake.page.above_labels import is_answer_above, prompt_above
from reviews.intake.page.article import Article, is_of_models, read_article
from reviews.intake.page.blocks import Line, PageBlock, blocks_of, lines_of, with_lines_apart
from reviews.intake.page.boilerplate import FOOT, SEARCHED, boilerplate, clocks
from reviews.intake.page.dates import moment_in
from reviews.intake.page.evidence_basis import evidence_basis
from reviews.intake.page.features import is_model_like
from reviews.intake.page.first_line import WHY as NAMES_WHO_ANSWERS
from reviews.intake.page.first_line import FirstLine, first_line, reviewer_labels
from reviews.intake.page.line_roles import LineRole, pieces_of
from reviews.intake.page.model_names import may_be_a_model
from reviews.intake.page.newest_first import BACKWARDS, TURNED, order_of
from reviews.intake.page.page_warnings import page_warnings
from reviews.intake.page.prompt_search import FoundPrompt, Opens, asks_for_a_text, find_prompts, talk
from reviews.intake.page.question_headings import NO_SHEET, Sheet, SheetAnswer, match_sheet
from reviews.intake.page.speaker_labels import cut_at_labels, find_markers
from reviews.intake.page.thoughts import WHY as THOUGHTS
from reviews.intake.page.thoughts import (
    below_openings,
    cut_at_thoughts,
    find_thoughts,
    opens_with_thought,
    without_thoughts,
)

_ENOUGH, _ENOUGH_FOR_A_MODEL, _AT_MOST = 1.5, 0.3, 1.0
_UNDER_HEADINGS = "answers the questions of the comparison, under their headings"


@dataclass
class LabelledLines:
    """The lines after one label, up to the next."""

    speaker: str
    voice: int
    first: int
    last: int  # exclusive


def read_page(
    text: str,
    *,
    format: str,
    markup: Markup,
    stated: Voice | None = None,
    kind: str = "",
    sheet: Sheet = NO_SHEET,
    body: int = 0,
    title: str = "",
    one_answer: bool = False,
    author: Voice | None = None,
    post: bool = False,
) -> Parsed:
    """Split a page into respondents and turns.

    `text[:body]` is a head without anybody's words (front matter). `stated` is who answers if the page names nobody, or
    one only. `kind` "person", and `one_answer`, mean that a page without labels is one answer. `author` is whom the
    head names as the author of an article: one person's text is not cut at headings. `post`: the head is that of a
    post, which is an article if it has no labels. `sheet` is what everyone was
    asked: its headings are part of an answer.
    """
    page = _PageParser(
        text,
        format=format,
        markup=markup,
        stated=stated,
        kind=kind,
        sheet=sheet,
        body=body,
        one_answer=one_answer,
        author=author,
        post=post,
    )
    return page.parsed(title)


class _PageParser:
    """The reading of one page.

    Each line is given its role, from the surest evidence to the least sure.
    """

    def __init__(
        self,
        text: str,
        *,
        format: str,
        markup: Markup,
        stated: Voice | None,
        kind: str,
        sheet: Sheet,
        body: int,
        one_answer: bool,
        author: Voice | None,
        post: bool,
    ) -> None:
        self.text, self.format, self.markup, self.body = text, format, markup, body
        self.stated, self.kind, self.sheet, self.one_answer = stated, kind, sheet, one_answer
        self.author, self.post = author, post
        lines = lines_of(text, body, fences=markup == "markdown")
        if any(line.fenced for line in lines):
            bare = lines_of(text, body)
            asks = asks_one_of((sheet.opening, *sheet.questions))
            labels = find_markers(bare)
            outside = {marker.style for marker in find_markers(lines) if marker.style.startswith("heading")}
            stops = {marker.start for marker in labels if marker.certain or marker.style in outside}
            stops |= {line.start for line in bare if line.words[:1] == "#" and asks(line.text)}
            lines = lines_of(text, body, fences=True, stops=stops) if stops else lines
        answer = match_sheet(lines, sheet)
        headings = {lines[index].start for index in answer.headings} if answer else set()
        markers = [marker for marker in find_markers(without_thoughts(lines)) if marker.start not in headings]
        by_a_person = kind == "person" or bool(author or (one_answer and stated and stated.kind == "person"))
        if is_of_models(lines, markers, by_a_person=by_a_person):
            markers = []
        by_head = by_a_person or one_answer
        markers = markers or ([] if by_head else reviewer_labels(lines))
        named = None if by_head else first_line(lines, markers)
        lines = cut_at_labels(lines, markers)
        starts = {marker.start for marker in markers}
        self.thoughts = find_thoughts(lines, [index for index, line in enumerate(lines) if line.start in starts])
        self.lines = cut_at_thoughts(lines, self.thoughts)
        index_at = {line.start: index for index, line in enumerate(self.lines)}
        self.markers = {index_at[marker.start]: marker for marker in markers}
        self.thinking = below_openings(self.lines)
        self.roles: list[LineRole | None] = [None] * len(self.lines)
        self.voices: list[Voice] = []
        self.searched: dict[int, str] = {}
        self.notes: list[str] = []
        self.found_by: FoundBy = "marker" if format == "pasted" else "format"
        self.clocks = {index for index in clocks(self.lines) if self._ends_block(index)}
        if named:
            self._name_by_first_line(named)
        self._set_thoughts_aside()
        self._set_boilerplate_aside()

    def parsed(self, title: str) -> Parsed:
        regions, newest_first = list(self._regions()), False
        if self.markers:
            first = min(self.markers)
            newest_first = self._is_newest_first()
            above = first if newest_first else self._read_above(first, regions)
            self._label_all(0, above, LineRole("furniture", None, "marker", "stands before the first speaker's label"))
            title = title or next(filter(None, (_as_title(line) for line in self.lines[:above])), "")
            for region in regions:
                self._read_region(region)
        else:
            own_title = self._read_unlabelled()
            title = title or own_title
        if self.stated and self.stated.is_named and len(self.voices) == 1:
            found = self.voices[0]
            self.voices = [
                replace(
                    self.stated,
                    version=self.stated.version or self._version_of(self.stated),
                    said_on=self.stated.said_on or found.said_on,
                    link=self.stated.link or found.link,
                )
            ]
        parsed = Parsed(
            text=self.text,
            markup=self.markup,
            format=self.format,
            pieces=pieces_of(self.lines, self.roles, head=self.body, end=len(self.text)),
            voices=tuple(self.voices),
            title=title,
            newest_first=newest_first,
        )
        parsed_turns = turns(parsed)
        voices = tuple(self._with_basis(number, parsed_turns) for number in range(len(self.voices)))
        parsed = replace(parsed, voices=voices)
        return replace(parsed, warnings=(*self.notes, *page_warnings(parsed)))

    def _name_by_first_line(self, named: FirstLine) -> None:
        """Take the respondent whom the first line names, if nobody is stated."""
        self.stated = self.stated or named.voice
        self.kind = self.kind or ("person" if named.voice.kind == "person" else "")
        for index in named.lines:
            self._label(index, LineRole("marker", self._voice(self.stated), "marker", NAMES_WHO_ANSWERS))

    def _version_of(self, stated: Voice) -> str:
        return self.voices[0].version if self.voices[0].name == stated.name else ""

    # --- who speaks -------------------------------------------------------------------------------

    def _voice(self, voice: Voice | None) -> int:
        """The number of a voice, by name.

        Without a name it is that of the respondent whom the caller named.
        """
        voice = voice or self.stated or Voice(UNNAMED_MODEL)
        for number, known in enumerate(self.voices):
            if known.name == voice.name:
                self.voices[number] = replace(known, version=known.version or voice.version)
                return number
        self.voices.append(voice)
        return len(self.voices) - 1

    def _regions(self) -> Iterator[list[LabelledLines]]:
        """Yield the labelled lines in order, in runs of one voice."""
        starts = sorted(self.markers)
        ends = [*starts, len(self.lines)][1:]
        region: list[LabelledLines] = []
        current: int | None = None
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            marker = self.markers[start]
            if marker.speaker == "editor":
                self._label_all(start, end, LineRole("furniture", None, "format", "a section of the page's editor"))
                continue
            if marker.speaker == "user":
                answerer = self._answerer(starts, number + 1)
                voice = self._voice(answerer) if answerer or current is None else current
            else:
                voice = self._voice(marker.voice) if marker.voice or current is None else current
            self._label(start, LineRole("marker", voice, self.found_by, f"says who speaks: {marker.words}"))
            if region and voice != region[-1].voice:
                yield region
                region = []
            current = voice
            region.append(LabelledLines(marker.speaker, voice, start + 1, end))
        if region:
            yield region

    def _read_above(self, first: int, regions: list[list[LabelledLines]]) -> int:
        """Label the prompt or the answer above the first label.

        That label is line `first`. Returns the index of the line at which the words begin, `first` if there are none.
        """
        names = [voice.name for voice in self.voices]
        speaker = self.markers[first].speaker
        if len(names) != 1 or self.voices[0].kind != "model" or speaker == "editor":
            return first
        lines, voice = self._unlabelled(0, first), regions[0][0].voice
        if speaker == "model":
            start = prompt_above(lines, self.lines, names[0])
            if start is not None:
                self._label_all(start, first, LineRole("prompt", voice, "heuristic", "asks, above an answer's label"))
                return start
        elif speaker == "user" and is_answer_above(lines, self.lines, names):
            why = "reads like an answer, above the first label"
            self._label_all(0, first, LineRole("answer", voice, "heuristic", why))
            return 0
        return first

    def _is_newest_first(self) -> bool:
        """Whether the newest message stands first.

        A note says so, or that times run backwards and it is not known.
        """
        spoken = [index for index in sorted(self.markers) if self.markers[index].speaker != "editor"]
        order = order_of([(self.markers[at].speaker == "user", moment_in(self.lines[at].text)) for at in spoken])
        is_turned = order == "newest_first" and len(self.voices) == 1
        self.notes += [TURNED] if is_turned else [BACKWARDS] if order else []
        return is_turned

    def _answerer(self, starts: list[int], number: int) -> Voice | None:
        """The respondent of the next label, from label `number` on.

        None if a person speaks next.
        """
        while number < len(starts) and self.markers[starts[number]].speaker == "editor":
            number += 1
        return self.markers[starts[number]].voice if number < len(starts) else None

    def _ends_block(self, index: int) -> bool:
        following = index + 1
        return following == len(self.lines) or not self.lines[following].words or following in self.markers

    # --- what was said ----------------------------------------------------------------------------

    def _label(self, index: int, role: LineRole) -> None:
        if self.roles[index] is None and self.lines[index].words:
            self.roles[index] = role

    def _label_all(self, first: int, last: int, role: LineRole) -> None:
        for index in range(first, last):
            self._label(index, role)

    def _set_thoughts_aside(self) -> None:
        places = iter(self.thoughts)
        start, end = next(places, (len(self.text), len(self.text)))
        for index, line in enumerate(self.lines):
            while end <= line.start and end < len(self.text):
                start, end = next(places, (len(self.text), len(self.text)))
            if start <= line.start and line.end <= end and index not in self.markers:
                self._label(index, LineRole("furniture", None, "marker", THOUGHTS))

    def _set_boilerplate_aside(self) -> None:
        for index in self.clocks:
            self._label(index, LineRole("furniture", None, "timestamp", "a clock time"))
        for index, why in boilerplate(self.lines, set(self.markers)).items():
            if index not in self.markers:
                self._label(index, LineRole("furniture", None, "marker", why))

    def _note_searches(self, first: int, last: int, voice: int) -> None:
        for line in self.lines[first:last]:
            if len(line.words) < 40 and SEARCHED.fullmatch(line.words):
                self.searched.setdefault(voice, line.words)

    def _read_region(self, region: list[LabelledLines]) -> None:
        first, last, voice = region[0].first, region[-1].last, region[0].voice
        self._note_searches(first, last, voice)
        why = "follows its speaker's label"
        if any(chunk.speaker == "user" for chunk in region):
            for chunk, following in zip(region, [*region[1:], None], strict=True):
                if chunk.speaker == "user" and not (following and following.speaker == "model"):
                    self._read_prompt_then_answer(chunk)
                role: Role = "prompt" if chunk.speaker == "user" else "answer"
                self._label_all(chunk.first, chunk.last, LineRole(role, voice, self.found_by, why))
        elif region[0].speaker == "model":
            self._read_unmarked(first, last, voice, ends={chunk.last - 1 for chunk in region[:-1]})
        self._label_all(first, last, LineRole("answer", voice, self.found_by, why))

    def _read_prompt_then_answer(self, chunk: LabelledLines) -> None:
        answer = self._match_sheet(chunk.first, chunk.last)
        if answer and answer.questions_end:
            self._label_sheet_answer(answer, chunk.first, chunk.last, chunk.voice)
            self._label_all(chunk.first, chunk.last, LineRole("answer", chunk.voice, "heuristic", _UNDER_HEADINGS))
            return
        blocks, block_lines = self._blocks(chunk.first, chunk.last)
        for prompt in find_prompts(blocks, opens="prompt")[:1]:
            for index in chain.from_iterable(block_lines[prompt.last + 1 :]):
                self._label(index, LineRole("answer", chunk.voice, "heuristic", "the prompt seems to end before it"))

    def _blocks(self, first: int, last: int) -> tuple[list[PageBlock], list[list[int]]]:
        """The blocks of lines without a role.

        With them come the indices of the lines of each.
        """
        index_of = {line.start: index for index, line in enumerate(self.lines[first:last], first) if line.words}
        blocks = with_lines_apart(blocks_of(self._unlabelled(first, last)))
        return blocks, [[index_of[line.start] for line in block.lines if line.words] for block in blocks]

    def _unlabelled(self, first: int, last: int) -> list[Line]:
        """The lines, with those that have a role emptied."""
        return [
            line if self.roles[index] is None else Line(line.start, line.start, "", "")
            for index, line in enumerate(self.lines[first:last], first)
        ]

    def _read_unmarked(self, first: int, last: int, voice: int, *, ends: set[int]) -> None:
        """Find the prompts in answers of one voice.

        A label or a clock time stands after the lines `ends`.
        """
        answer = self._match_sheet(first, last, labelled=True)
        if answer:
            self._label_sheet_answer(answer, first, last, voice)
        _, prompts, block_lines = self._prompts(first, last, "answer", answer, ends)
        self._label_prompts(prompts, block_lines, voice)

    def _prompts(
        self, first: int, last: int, opens: Opens, answer: SheetAnswer | None, ends: set[int]
    ) -> tuple[list[PageBlock], list[FoundPrompt], list[list[int]]]:
        """The blocks of lines without a role, and the prompts among them.

        With them come the indices of the lines of each block. The lines under the headings of `answer`, and below the
        beginning of a thought, hold no prompt.
        """
        blocks, block_lines = self._blocks(first, last)
        answer_blocks: set[int] = set()
        for number, lines in enumerate(block_lines if answer else ()):
            if answer and answer.holds(lines[0] - first, lines[-1] - first):
                answer_blocks |= {number, number + 1} if lines[-1] - first in answer.headings else {number}
        answer_blocks |= {number for number, lines in enumerate(block_lines) if lines[0] in self.thinking}
        unexplained = {end for end in self.clocks | ends if not self._ends_what_has_a_role(end)}
        clocks = _blocks_before(unexplained, first, last, block_lines)
        prompts = find_prompts(blocks, opens=opens, clocks=clocks, answers=frozenset(answer_blocks))
        return blocks, prompts, block_lines

    def _ends_what_has_a_role(self, end: int) -> bool:
        """Whether the words at a line have a role already.

        They are those of the line, or of the last line before it that is no furniture.
        """
        for index in range(end, -1, -1):
            role = self.roles[index]
            if self.lines[index].words and not (role and role.role == "furniture"):
                return role is not None
        return False

    # --- what answers the questions that everyone is asked ----------------------------------------

    def _match_sheet(self, first: int, last: int, *, labelled: bool = False) -> SheetAnswer | None:
        return match_sheet(self._unlabelled(first, last), self.sheet, labelled=labelled)

    def _label_sheet_answer(self, answer: SheetAnswer, first: int, last: int, voice: int) -> None:
        """Label the questions of the sheet as a prompt.

        If the whole text is one answer to them, the rest is labelled as that.
        """
        self._label_all(
            first, first + answer.questions_end, LineRole("prompt", voice, "heuristic", "puts the questions")
        )
        under_headings = LineRole("answer", voice, "heuristic", _UNDER_HEADINGS)
        if answer.prompt is not None and answer.headings:
            self._label(first + answer.prompt, LineRole("prompt", voice, "heuristic", "puts the questions"))
            self._label_all(first + answer.prompt + 1, first + answer.headings[0], under_headings)
        if answer.whole:
            self._label_all(first, last, under_headings)

    def _label_prompts(self, prompts: list[FoundPrompt], block_lines: list[list[int]], voice: int) -> None:
        for prompt in prompts:
            for index in chain.from_iterable(block_lines[prompt.first : prompt.last + 1]):
                self._label(index, LineRole("prompt", voice, prompt.found_by, prompt.why))
            for index in chain.from_iterable(block_lines[prompt.last + 1 : prompt.last + 2]):
                self._label(index, LineRole("answer", voice, prompt.found_by, "answers the prompt before it"))

    def _read_unlabelled(self) -> str:
        """Read a page without a label, and return its title.

        It is a conversation with one model if the evidence for that outweighs what speaks for an article; else it is
        one answer.
        """
        last = len(self.lines)
        if self.kind == "person" or (self.one_answer and self.stated and self.stated.kind == "person"):
            return self._read_article(self._article())
        answer = self._match_sheet(0, last)
        if self.one_answer or (answer and answer.whole):
            return self._read_one_answer(answer)
        if answer:
            self._label_sheet_answer(answer, 0, last, self._voice(self.stated))
        article = self._article()
        if not self._clocks_run_on(article):
            self.clocks.clear()
        if (self.author or self.post) and self.kind != "model" and not self.stated:
            return self._read_article(article)
        blocks, prompts, block_lines = self._prompts(
            0, last, "answer" if answer and answer.questions_end else "either", answer, set()
        )
        is_model = (
            self.kind == "model" or bool(self.stated and may_be_a_model(self.stated)) or opens_with_thought(self.lines)
        )
        if self.kind == "model":
            talks = sum(max(0.0, prompt.odds) for prompt in prompts) >= _ENOUGH_FOR_A_MODEL
        else:
            against = min(article.weight, _AT_MOST) if asks_for_a_text(prompts, blocks) else article.weight
            talks = talk(prompts, blocks) >= _ENOUGH + against
        talks = talks or bool(self.clocks) or bool(answer and (answer.questions_end or answer.prompt is not None))
        if self.stated and sum(prompt.last - prompt.first + 1 for prompt in prompts) == len(blocks):
            talks = False  # a named respondent said something: it is no prompt without an answer
        if not (talks or is_model or (not article.weight and is_model_like(self.text))):
            return self._read_article(article)
        voice = self._voice(self.stated)
        self._note_searches(0, last, voice)
        if talks:
            self._label_prompts(prompts, block_lines, voice)
        self._label_all(0, last, LineRole("answer", voice, "heuristic", "reads like a model's answer"))
        return ""

    def _article(self) -> Article:
        """What the page says of itself, if it is an article."""
        kept = self.clocks | {index for index, role in enumerate(self.roles) if role and role.why == FOOT}
        return read_article(
            [
                line if index in kept else unlabelled
                for index, (line, unlabelled) in enumerate(
                    zip(self.lines, self._unlabelled(0, len(self.lines)), strict=True)
                )
            ]
        )

    def _clocks_run_on(self, article: Article) -> bool:
        """Whether the clock times are those of a conversation.

        They are not if they run backwards, as in a list of news, or if there is one alone, with the day of an article.
        """
        words = [self.lines[index].words for index in sorted(self.clocks)]
        times = [found[0] for line in words if (found := re.search(r"\d{1,2}[:.]\d\d", line))]
        backwards = sum(1 for before, after in pairwise(times) if before.zfill(5) > after.zfill(5))
        is_dateline = len(words) == 1 and bool(article.day) and moment_in(words[0]) is not None
        return bool(words) and not is_dateline and backwards <= len(times) // 2

    def _read_article(self, article: Article) -> str:
        """Read an article, and return its title."""
        for index, why in article.aside.items():
            self._label(index, LineRole("furniture", None, "heuristic", why))
        if self.stated and not self.kind and not may_be_a_model(self.stated):
            self.stated = replace(self.stated, kind="person")
        voice = self._voice(
            self.stated or self.author or article.model or Voice(article.name or UNNAMED_PERSON, kind="person")
        )
        known = self.voices[voice]
        if known.name == article.name and not self.stated and not self.author:
            self.notes.append(article.whence)
        self.voices[voice] = replace(known, said_on=known.said_on or article.day, link=known.link or article.link)
        signs = ", ".join(article.signs)
        why = f"an article: {signs}, no turns" if signs else "no turns on the page: one answer"
        self._label_all(0, len(self.lines), LineRole("answer", voice, "heuristic", why))
        return article.title

    def _read_one_answer(self, answer: SheetAnswer | None) -> str:
        """Read a page that is one answer of a model.

        The prompt above it is labelled if it stands there.
        """
        last, voice = len(self.lines), self._voice(self.stated or self._author_above(answer))
        self._note_searches(0, last, voice)
        if answer and answer.headings and not answer.questions_end:
            before = answer.headings[0]
            _, prompts, block_lines = self._prompts(0, before, "either", None, set())
            self._label_prompts(
                [prompt for prompt in prompts[:1] if prompt.first == 0 and prompt.odds >= _ENOUGH], block_lines, voice
            )
        if answer:
            self._label_sheet_answer(answer, 0, last, voice)
        self._label_all(0, last, LineRole("answer", voice, "format", "the head of the document names who answers"))
        return ""

    def _author_above(self, answer: SheetAnswer | None) -> Voice | None:
        """The person whom a byline above the headings names, else None.

        The lines there that are none of the answer's words are set aside.
        """
        if not answer or not answer.headings or answer.questions_end:
            return None
        article = read_article(self._unlabelled(0, answer.headings[0]))
        if "a byline" not in article.signs or article.model:
            return None
        for index, why in article.aside.items():
            self._label(index, LineRole("furniture", None, "heuristic", why))
        self.notes.append(article.whence)
        return Voice(article.name, kind="person", said_on=article.day, link=article.link)

    # --- what comes of it -------------------------------------------------------------------------

    def _with_basis(self, number: int, parsed_turns: tuple[ParsedTurn, ...]) -> Voice:
        answers = "\n\n".join(turn.answer for turn in parsed_turns if turn.voice == number)
        basis, quote = evidence_basis(answers, searched=self.searched.get(number, ""))
        return replace(self.voices[number], evidence_basis=basis, evidence_quote=quote)


def _as_title(line: Line) -> str:
    """A line above a conversation as its title.

    "" for a comment or a rule.
    """
    return "" if re.match(r"<|[-*_=`]{3}", line.words) else re.sub(r"^#{1,6}\s+", "", line.words)[:200]


def _blocks_before(ends: set[int], first: int, last: int, block_lines: list[list[int]]) -> frozenset[int]:
    """The blocks that end right before the lines `ends`.

    Only lines from `first` to `last` count.
    """
    lasts = [lines[-1] for lines in block_lines]
    return frozenset(bisect_right(lasts, end) - 1 for end in ends if first <= end < last) - {-1}
