"""Names replaced in a sheet."""

from hypothesis import given
from hypothesis import strategies as st

from collation.readers.names import NameMap, name_map
from collation.readers.texts import SheetPaper, SheetQuestion, SheetText, SheetTurn
from tests.collation.readers.samples import CHATGPT, CLAUDE, TEXTS

DOE = SheetText("doe", "Jane Doe", "person", (SheetTurn(31, "", "Claude Opus 4.8 by Anthropic agrees with GPT-5."),))


def test_respondents_are_numbered_in_an_order_that_the_seed_decides():
    orders = {tuple(key for key, _ in name_map((*TEXTS, DOE), seed=str(seed)).keys) for seed in range(40)}
    assert len(orders) == 6
    names = name_map(TEXTS, seed="a")
    assert [given for _, given in names.keys] == ["R1", "R2"]
    assert names == name_map(TEXTS, seed="a")


def test_names_brands_and_makers_are_replaced_inside_texts():
    names = name_map((*TEXTS, DOE), seed="a")
    hidden = names.hide_text(DOE).turns[0].answer
    claude, chatgpt = names.replacement("claude"), names.replacement("chatgpt")
    maker = hidden.split(" by ")[1].split()[0]
    assert hidden == f"{claude} by {maker} agrees with {chatgpt}."
    assert names.show(hidden) == "Claude by Anthropic agrees with ChatGPT."
    assert names.hide("Doe and Jane Doe, but not Doesn't").text.count(names.replacement("doe")) == 2


def test_characters_that_nobody_sees_hide_no_name():
    names = name_map(TEXTS, seed="a")
    hidden = names.hide("As Chat\u00adGPT\u20114 I say no.")
    assert hidden.text == f"As {names.replacement('chatgpt')} I say no."
    assert hidden.place(3, 5) == (3, 13)


def test_models_that_are_no_respondents_keep_their_names():
    names = name_map(TEXTS, seed="a")
    assert names.hide("DeepSeek is by DeepSeek.").text == "DeepSeek is by DeepSeek."


def test_a_name_is_not_every_word_that_is_spelled_like_it():
    mark = SheetText("mark", "Mark", "person", ())
    names = name_map((mark, *TEXTS), seed="a")
    hidden = names.hide("Mark says: mark the cell. MARK! See claude.ai and CLAUDE, or gpt-4.").text
    given, claude, chatgpt = (names.replacement(key) for key in ("mark", "claude", "chatgpt"))
    assert hidden == f"{given} says: mark the cell. {given}! See {claude}.ai and {claude}, or {chatgpt}."


def test_two_models_of_one_family():
    old, new = (SheetText(f"gpt-{at}", f"ChatGPT {at}", "model", ()) for at in (4, 5))
    names = name_map((old, new), seed="a")
    assert names.hide("ChatGPT 4, ChatGPT 5 and GPT").text == (
        f"{names.replacement('gpt-4')}, {names.replacement('gpt-5')} and M1"
    )


def test_a_replacement_that_a_text_holds_is_not_used():
    text = SheetText("a", "Ada", "person", (SheetTurn(1, "", "Resistors R1 and R2; M1 is a maker."),))
    names = name_map((text,), seed="a")
    assert names.replacement("a") == "Resp1"
    assert names.key_of("resp1") == "a"
    assert names.key_of("Ada") == "Ada"


def test_paper_and_questions_speak_of_the_same_names():
    names = name_map(TEXTS, seed="a")
    claude = names.replacement("claude")
    assert names.hide_question(SheetQuestion("q", "Is Claude right?", ())).text == f"Is {claude} right?"
    paper = names.hide_paper(SheetPaper("On Claude", ("Claude",), "https://claude.test", ("Page of Claude",)))
    assert paper.title == f"On {claude}" and paper.pages == (f"Page of {claude}",)


def test_the_map_is_stored_and_comes_back():
    names = name_map((*TEXTS, DOE), seed="a")
    assert NameMap.of_json(names.to_json()) == names


def test_block_quotes_keep_their_place():
    text = SheetText("claude", "Claude", "model", (SheetTurn(1, "", "By Claude:\nquoted words\nend", ((11, 23),)),))
    turn = name_map((text,), seed="a").hide_text(text).turns[0]
    assert [turn.answer[start:end] for start, end in turn.quoted] == ["quoted words"]


_PARTS = st.lists(st.sampled_from(["Claude", "Claude Opus 4.8", "Anthropic", "ChatGPT", "GPT-5", "Doe", "says", "no", ".", "\n", "é"]), max_size=20)  # fmt: skip


@given(_PARTS, st.data())
def test_each_place_has_its_place_in_the_stored_text(parts: list[str], data: st.DataObject):
    names = name_map((CLAUDE, CHATGPT, DOE), seed="a")
    text = " ".join(parts)
    hidden = names.hide(text)
    assert not any(name in hidden.text for name in ("Claude", "Anthropic", "ChatGPT", "Doe"))
    assert hidden.place(0, len(hidden.text)) == (0, len(text))
    words = [(start, start + len(word)) for start, word in _words(hidden.text)]
    if words:
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        start, end = words[first][0], words[last][1]
        stored = text[slice(*hidden.place(start, end))]
        assert names.hide(stored).text == hidden.text[start:end]
        assert hidden.hidden_at(hidden.place(start, end)[0]) == start


def _words(text: str):
    at = 0
    for word in text.split(" "):
        if word:
            yield at, word
        at += len(word) + 1
