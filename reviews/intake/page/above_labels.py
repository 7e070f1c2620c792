"""Tell what words above the first label of a chat are.

People copy from below their own label, or from the middle of an answer. Then these words are a prompt or an answer;
else they are the head of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviews.intake.page.article import read_article
from reviews.intake.page.blocks import Line, blocks_of
from reviews.intake.page.features import ASK, Features
from reviews.intake.page.languages import languages_of, phrases_in
from reviews.intake.page.phrases_by_language import LANGUAGES

_MOST_OF_A_PROMPT, _LONGEST_PROMPT, _LONGEST_TITLE = 4, 2000, 90
_FEWEST_SENTENCES, _FEWEST_WITHOUT_OFFER = 2, 3
_SENTENCE = re.compile(r"(?:\S+\s+){2,}.*[.!?…:][\"'”’)*_]*$|.{5,}[。！？：]$")
_LEADS_TO_A_CHAT = re.compile(
    r"\b(?:conversation|chat|transcript|prompts?|asked|export(?:ed)?|gespräch|unterhaltung|conversación|conversa|"
    r"échange|gesprek|rozmow\w+|разговор|диалог|чат)\b|"
    r"\b(?:hi|hello|hey|dear) (?:all|everyone|everybody|folks)\b|"
    r"\bI (?:was|tried|wanted|decided|had|thought|used|gave|ran|spent|wondered)\b|对话|對話|会話|대화",
    re.IGNORECASE,
)
_SAMPLED = 200


def prompt_above(lines: Sequence[Line], page: Sequence[Line], name: str) -> int | None:
    """The line at which the prompt above a model's label begins.

    It is an index of `lines`. These stand above the first label of the `page`, that of its only model, `name`. None if
    they are something else, such as a title.
    """
    languages = _languages(page)
    said = phrases_in(languages)
    blocks = blocks_of(list(lines))
    for number in range(min(2, len(blocks))):
        prompt = blocks[number:]
        first = Features(prompt[0], said)
        if not (
            len(prompt) <= _MOST_OF_A_PROMPT
            and sum(len(block.text) for block in prompt) <= _LONGEST_PROMPT
            and _asks(first, languages, name)
        ):
            if len(blocks[number].text) > _LONGEST_TITLE:
                return None
            continue
        if not first.brings and read_article(list(lines)).weight > 0:
            return None
        start = prompt[0].lines[0].start
        return next(index for index, line in enumerate(lines) if line.start == start)
    return None


def is_answer_above(lines: Sequence[Line], page: Sequence[Line], names: Sequence[str]) -> bool:
    """Whether words above a person's label are the end of an answer.

    They are if they hold sentences and an offer at the end, or several kinds of an answer's form. Words that name one
    of the models `names`, speak of a chat, or tell what a person did introduce what follows.
    """
    blocks = blocks_of(list(lines))
    text = "\n".join(line.words for line in lines)
    if not blocks or _LEADS_TO_A_CHAT.search(text) or any(name.casefold() in text.casefold() for name in names):
        return False
    sentences = sum(1 for line in lines if not line.fenced and _SENTENCE.match(line.words[-_SAMPLED:]))
    said = phrases_in(_languages(page))
    features = [Features(block, said) for block in blocks]
    forms = (
        any(block.is_list for block in features),
        any(block.is_code for block in features),
        any(block.is_markdown and not block.is_list for block in features),
        features[0].opening == 1.0,
    )
    is_offered = features[-1].is_offer and len(blocks) > 1
    if features[0].asked == "order" and not is_offered:
        return False  # what the model was told to be, before anybody spoke
    enough = _FEWEST_SENTENCES if is_offered else _FEWEST_WITHOUT_OFFER
    return sentences >= enough and (is_offered or sum(forms) > 1) and read_article(list(lines)).weight <= 0


def _languages(page: Sequence[Line]) -> tuple[str, ...]:
    return languages_of(line.text[:_SAMPLED] for line in page)


def _asks(block: Features, languages: Sequence[str], name: str) -> bool:
    """Whether a block asks a model for something.

    A title with large letters, or one that names the model, does only if it ends in a question. In scripts without
    spaces the word that asks stands anywhere.
    """
    if block.tail.endswith(ASK):
        return block.plain
    large = [word for word in block.head.split() if len(word) > 3]
    is_titled = len(large) > 2 and sum(word[:1].isupper() for word in large) > 0.7 * len(large)
    if not block.plain or is_titled or name.casefold() in block.text.casefold():
        return False
    return bool(
        block.asked in ("order", "asks")
        or block.is_reply
        or block.asks_later
        or (block.asks_for_text and block.tail.endswith((":", "：")))
        or block.said.addresses.search(block.text)
        or any(re.search(LANGUAGES[spoken].questions, block.head) for spoken in languages if LANGUAGES[spoken].letters)
        or (block.head[:1].islower() and len(block.head.split()) > 2)
    )
