"""A page as pasted: who speaks where, what was asked, and what is only the page's furniture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviews.intake.basis import evidence_basis
from reviews.intake.blocks import Line, blocks_of, lines_of, with_first_lines_apart
from reviews.intake.evidence import is_model_like
from reviews.intake.furniture import SEARCHED, document_edges, furniture, is_clock
from reviews.intake.markers import Marker, find_markers
from reviews.intake.names import model_named
from reviews.intake.pieces import FoundBy, Markup, Parsed, Piece, Role, Voice, turns
from reviews.intake.unmarked import FoundPrompt, find_prompts

UNNAMED_MODEL = "Unnamed model"
UNNAMED_PERSON = "Unnamed reviewer"
_ENOUGH_ODDS = 1.5
_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class Said:
    """What one line is; lines in a row that are alike make a piece."""

    role: Role
    voice: int | None
    found_by: FoundBy
    why: str


@dataclass
class Chunk:
    """The lines after one label, up to the next."""

    speaker: str
    voice: int
    first: int
    last: int  # exclusive


def read_page(
    text: str, *, format: str, markup: Markup, told: Voice | None = None, kind: str = "", body: int = 0, title: str = ""
) -> Parsed:
    """Splits a page into respondents and turns.

    `text[:body]` is a head that holds no words of anybody's (front matter). `told` is who answers where the
    page does not name anyone, or only one; `kind` "person" says that a page without labels is one answer.
    """
    page = _Page(text, format, markup, told, kind, body)
    return page.parsed(title)


class _Page:
    """The work of one reading: what each line is, filled in from the surest evidence to the least sure."""

    def __init__(self, text: str, format: str, markup: Markup, told: Voice | None, kind: str, body: int) -> None:
        self.text, self.format, self.markup, self.told, self.kind, self.body = text, format, markup, told, kind, body
        lines = list(lines_of(text, body, fences=markup == "markdown"))
        markers = find_markers(lines)
        self.lines = _cut_at_labels(lines, markers)
        at = {line.start: index for index, line in enumerate(self.lines)}
        self.markers = {at[marker.start]: marker for marker in markers}
        self.said: list[Said | None] = [None] * len(self.lines)
        self.voices: list[Voice] = []
        self.searched: dict[int, str] = {}
        self.clocks = {index for index, line in enumerate(self.lines) if is_clock(line) and index not in self.markers}
        self._set_furniture_aside()

    def parsed(self, title: str) -> Parsed:
        regions = list(self._regions())
        if self.markers:
            first = min(self.markers)
            for index in range(first):
                self._say(index, Said("furniture", None, "marker", "stands before the first speaker's label"))
            title = title or next((line.words[:200] for line in self.lines[:first] if line.words), "")
            for region in regions:
                self._read_region(region)
        else:
            title = self._read_unlabelled() or title
        pieces = self._pieces()
        parsed = Parsed(self.text, self.markup, self.format, pieces, tuple(self.voices), title)
        return replace(parsed, voices=tuple(self._with_basis(parsed)), warnings=tuple(self._warnings(parsed)))

    # --- who speaks -------------------------------------------------------------------------------

    def _voice(self, voice: Voice | None) -> int:
        """The number of a voice, by name; the voice that the caller told of where the page names none."""
        voice = voice or self.told or Voice(UNNAMED_MODEL)
        for number, known in enumerate(self.voices):
            if known.name == voice.name:
                self.voices[number] = replace(known, version=known.version or voice.version)
                return number
        self.voices.append(voice)
        return len(self.voices) - 1

    def _regions(self) -> Iterator[list[Chunk]]:
        """The chunks of the page in order, in runs of one voice."""
        starts = sorted(self.markers)
        ends = [*starts, len(self.lines)][1:]
        region: list[Chunk] = []
        current: int | None = None
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            marker = self.markers[start]
            if marker.speaker == "editor":
                for index in range(start, end):
                    self._say(index, Said("furniture", None, "format", "a section of the page's editor"))
                continue
            if marker.speaker == "user":
                answerer = self._answerer(starts, number + 1)
                voice = self._voice(answerer) if answerer or current is None else current
            else:
                voice = self._voice(marker.voice) if marker.voice or current is None else current
            found_by: FoundBy = "format" if self.format != "pasted" else "marker"
            self._say(start, Said("marker", voice, found_by, f"says who speaks: {marker.words}"))
            if region and voice != region[-1].voice:
                yield region
                region = []
            current = voice
            region.append(Chunk(marker.speaker, voice, start + 1, end))
        if region:
            yield region

    def _answerer(self, starts: list[int], number: int) -> Voice | None:
        """Who the next label names as answering, from label `number` on; None where a person speaks next."""
        while number < len(starts) and self.markers[starts[number]].speaker == "editor":
            number += 1
        return self.markers[starts[number]].voice if number < len(starts) else None

    # --- what was said ----------------------------------------------------------------------------

    def _say(self, index: int, said: Said) -> None:
        if self.said[index] is None and self.lines[index].words:
            self.said[index] = said

    def _set_furniture_aside(self) -> None:
        for index in self.clocks:
            self._say(index, Said("furniture", None, "timestamp", "a clock time"))
        for index, why in furniture(self.lines, set(self.markers)).items():
            if index not in self.markers:
                self._say(index, Said("furniture", None, "marker", why))

    def _note_searches(self, first: int, last: int, voice: int) -> None:
        for line in self.lines[first:last]:
            if len(line.words) < 40 and SEARCHED.fullmatch(line.words):
                self.searched.setdefault(voice, line.words)

    def _read_region(self, region: list[Chunk]) -> None:
        first, last, voice = region[0].first, region[-1].last, region[0].voice
        self._note_searches(first, last, voice)
        found_by: FoundBy = "format" if self.format != "pasted" else "marker"
        if any(chunk.speaker == "user" for chunk in region):
            for chunk, following in zip(region, [*region[1:], None], strict=True):
                role: Role = "answer"
                if chunk.speaker == "user":
                    role = "prompt"
                    if not (following and following.speaker == "model"):
                        self._read_prompt_then_answer(chunk)
                for index in range(chunk.first, chunk.last):
                    self._say(index, Said(role, voice, found_by, "follows its speaker's label"))
        elif region[0].speaker == "model":
            ends = {chunk.last - 1 for chunk in region[:-1]}
            self._read_unmarked(first, last, voice, opens="answer", label_follows=ends)
        for index in range(first, last):
            self._say(index, Said("answer", voice, found_by, "follows its speaker's label"))

    def _read_prompt_then_answer(self, chunk: Chunk) -> None:
        blocks, at = self._blocks(chunk.first, chunk.last)
        for prompt in find_prompts(blocks, opens="prompt")[:1]:
            for index in at[prompt.last + 1] if prompt.last + 1 < len(blocks) else ():
                self._say(index, Said("answer", chunk.voice, "heuristic", "the prompt seems to end before it"))
            for block in range(prompt.last + 2, len(blocks)):
                for index in at[block]:
                    self._say(index, Said("answer", chunk.voice, "heuristic", "the prompt seems to end before it"))

    def _blocks(self, first: int, last: int):
        """The blocks of lines not yet spoken for, and the indices of the lines of each."""
        lines = [
            line if self.said[index] is None else Line(line.start, line.start, "", "")
            for index, line in enumerate(self.lines[first:last], first)
        ]
        blocks = with_first_lines_apart(blocks_of(lines))
        index_of = {line.start: index for index, line in enumerate(self.lines[first:last], first) if line.words}
        return blocks, [[index_of[line.start] for line in block.lines if line.words] for block in blocks]

    def _read_unmarked(
        self,
        first: int,
        last: int,
        voice: int,
        *,
        opens: str,
        label_follows: set[int] = frozenset(),  # type: ignore[assignment]
    ) -> list[FoundPrompt]:
        blocks, at = self._blocks(first, last)
        if not blocks:
            return []
        ends = [held[-1] for held in at]
        follows = [clock for clock in (*self.clocks, *label_follows) if first <= clock < last]
        clocks = {bisect_right(ends, clock) - 1 for clock in follows} - {-1}
        prompts = find_prompts(blocks, opens=opens, clocks=frozenset(clocks))  # type: ignore[arg-type]
        for prompt in prompts:
            for number in range(prompt.first, prompt.last + 1):
                for index in at[number]:
                    self._say(index, Said("prompt", voice, prompt.found_by, prompt.why))
            if prompt.last + 1 < len(blocks):
                for index in at[prompt.last + 1]:
                    self._say(index, Said("answer", voice, prompt.found_by, "answers the prompt before it"))
        return prompts

    def _read_unlabelled(self) -> str:
        """A page without a label is a conversation with one model where enough speaks for it, else one answer."""
        if self.kind != "person":
            blocks, _ = self._blocks(0, len(self.lines))
            prompts = find_prompts(blocks, opens="either", clocks=frozenset())
            model = bool(self.clocks) or sum(max(0.0, prompt.odds) for prompt in prompts) >= (
                0.3 if self.kind == "model" else _ENOUGH_ODDS
            )
            if model or self.kind == "model" or is_model_like(self.text) or (self.told and self.told.kind == "model"):
                voice = self._voice(self.told)
                self._note_searches(0, len(self.lines), voice)
                if model:
                    self._read_unmarked(0, len(self.lines), voice, opens="either")
                for index in range(len(self.lines)):
                    self._say(index, Said("answer", voice, "heuristic", "reads like a model's answer"))
                return ""
        voice = self._voice(self.told or Voice(UNNAMED_PERSON, kind="person"))
        title, aside = document_edges(self.lines)
        for index, why in aside.items():
            self._say(index, Said("furniture", None, "heuristic", why))
        for index in range(len(self.lines)):
            self._say(index, Said("answer", voice, "heuristic", "no turns on the page: one answer"))
        return title

    # --- what comes of it -------------------------------------------------------------------------

    def _pieces(self) -> tuple[Piece, ...]:
        cuts: list[tuple[int, Said]] = []
        if self.body:
            cuts.append((0, Said("furniture", None, "format", "the head of the document")))
        for line, said in zip(self.lines, self.said, strict=True):
            if said and (not cuts or cuts[-1][1] != said or said.role == "marker"):
                if cuts and _same_piece(cuts[-1][1], said):
                    continue
                cuts.append((line.start if cuts else 0, said))
        ends = [start for start, _ in cuts[1:]] + [len(self.text)]
        return tuple(
            Piece(start, end, said.role, said.voice, said.found_by, said.why)
            for (start, said), end in zip(cuts, ends, strict=True)
        )

    def _with_basis(self, parsed: Parsed) -> Iterator[Voice]:
        for number, voice in enumerate(parsed.voices):
            answers = "\n\n".join(turn.answer for turn in turns(parsed) if turn.voice == number)
            basis, quote = evidence_basis(answers, searched=self.searched.get(number, ""))
            yield replace(voice, evidence_basis=basis, evidence_quote=quote)

    def _warnings(self, parsed: Parsed) -> Iterator[str]:
        for number, voice in enumerate(parsed.voices):
            said = [turn for turn in turns(parsed) if turn.voice == number]
            if voice.kind == "model" and said and not said[0].prompt:
                yield f"The first answer of {voice.name} has no prompt on the page."
            guessed = sum(1 for turn in said if turn.prompt and turn.prompt_found_by == "heuristic")
            if guessed:
                count = _COUNTS[guessed] if guessed < len(_COUNTS) else str(guessed)
                were, them = ("prompt was", "it") if guessed == 1 else ("prompts were", "them")
                of = f" of {voice.name}" if len(parsed.voices) > 1 else ""
                yield f"{count} {were} found by {'its' if guessed == 1 else 'their'} wording alone{of}: check {them}."
            if said and not said[-1].answer:
                yield f"The last prompt to {voice.name} has no answer on the page."
            if voice.name in (UNNAMED_MODEL, UNNAMED_PERSON):
                yield "The page does not say who answers: name the respondent."


def _same_piece(one: Said, other: Said) -> bool:
    return (one.role == other.role == "furniture" and (one.found_by == "marker") == (other.found_by == "marker")) or (
        one.role == other.role == "answer" and one.voice == other.voice
    )


def _cut_at_labels(lines: list[Line], markers: list[Marker]) -> list[Line]:
    """The lines, those that only begin with a label cut in two after it.

    Some pages print a message's beginning after the label and the message itself below; the first is part
    of the label then.
    """
    inline = {marker.start: marker.end for marker in markers if not marker.own_line}
    found: list[Line] = []
    following = ""
    for line in reversed(lines):
        cut = inline.get(line.start)
        rest = _part(line, cut, line.end) if cut is not None else line
        if cut is None or (len(rest.words) > 1 and following.startswith(rest.words.rstrip(".… "))):
            found.append(line)
        else:
            found += [rest, _part(line, line.start, cut)]
        following = line.words or following
    return found[::-1]


def _part(line: Line, start: int, end: int) -> Line:
    text = line.text[start - line.start : end - line.start]
    return Line(start, end, text, text.strip(), line.fenced)


def told_voice(respondent: str, kind: str) -> Voice | None:
    """The voice that a caller names, None where it names none."""
    if not respondent.strip():
        return Voice(UNNAMED_PERSON, kind="person") if kind == "person" else None
    voice = model_named(respondent)
    if voice and kind != "person":
        return voice
    return Voice(respondent.strip(), kind="person" if kind == "person" else "model")
