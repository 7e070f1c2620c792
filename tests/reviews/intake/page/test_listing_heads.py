"""What chat pages print over listings is no part of the answer."""

import pytest

from reviews.intake.document import turns
from reviews.intake.page.blocks import lines_of
from reviews.intake.page.listing_heads import listing_heads
from reviews.intake.parse import parse
from tests.reviews.intake.page.reading import aside


def heads(text: str) -> list[str]:
    lines = lines_of(text, fences=True)
    return [lines[index].words for index in sorted(listing_heads(lines))]


@pytest.mark.parametrize(
    "head",
    [
        "python\nCopy\nEdit",
        "JavaScript\nCopy",
        "bash\nCopy code",
        "Copy\nDownload",
        "tsx\n复制\n编辑",
        "python\n复制代码",
        "sql\n複製\n編輯",
        "python\nコピーする\n編集する",
        "c++\nコードをコピーする",
        "java\n코드 복사",
        "css\nCopier\nModifier",
        "php\nCopier le code",
        "yaml\nKopieren\nBearbeiten",
        "html\nCode kopieren",
        "r\nCopiar\nEditar",
        "json\nCopiar código",
        "rust\nCopia codice",
        "go\nКопировать код",
        "pythonCopy code",
        "bashCopyEdit",
        "python复制代码",
        "tsx复制编辑",
    ],
)
def test_a_head_of_a_listing(head):
    assert "\n".join(heads(f"So:\n{head}\nx = 1\n")) == head
    parsed = parse(f"You said:\nHow?\nChatGPT said:\nSo:\n{head}\nx = 1\n".encode())
    assert (turns(parsed)[0].answer, aside(parsed)) == ("So:\n\nx = 1", [head])


@pytest.mark.parametrize(
    "words",
    [
        "Copy\nthe result.",
        "python\nis a snake",
        "复制\n所有的词",
        "Edit\nCopy",
        "photoCopy",
        "Kopieren ist erlaubt.",
        "```\npython\nCopy\nEdit\n```",
    ],
)
def test_what_is_no_head_of_a_listing(words):
    assert heads(f"So:\n{words}\nx = 1\n") == []


def test_chatgpts_page_in_chinese():
    page = (
        "您说：\n怎么写？\nChatGPT 说：\n这样：\ntsx\n复制\n编辑\n<img />\n\nChatGPT 也可能会犯错。请核查重要信息。\n"
    )
    parsed = parse(page.encode())
    assert [(turn.prompt, turn.answer) for turn in turns(parsed)] == [("怎么写？", "这样：\n\n<img />")]
    assert aside(parsed) == ["tsx\n复制\n编辑", "ChatGPT 也可能会犯错。请核查重要信息。"]


@pytest.mark.parametrize(
    "words",
    [
        "ChatGPT kann Fehler machen. Überprüfe wichtige Informationen.",
        "ChatGPT peut faire des erreurs. Vérifiez les informations importantes.",
        "ChatGPT puede cometer errores. Comprueba la información importante.",
        "O ChatGPT pode cometer erros. Confira informações importantes.",
        "ChatGPT può commettere errori. Assicurati di verificare le informazioni importanti.",
        "ChatGPT の回答は必ずしも正しいとは限りません。重要な情報は確認するようにしてください。",
    ],
)
def test_what_a_page_says_of_mistakes(words):
    parsed = parse(f"You said:\nHow?\nChatGPT said:\nSo.\n{words}\n".encode())
    assert (turns(parsed)[0].answer, aside(parsed)) == ("So.", [words])
