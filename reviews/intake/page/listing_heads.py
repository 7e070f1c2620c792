"""Find the heads that chat pages print over listings, in many languages.

Such a head is the name of a language and one or two buttons: "python", "Copy", "Edit". A page prints them one below the
other, or in one line ("pythonCopy code").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviews.intake.page.blocks import Line
from reviews.intake.page.phrases import LANGUAGES

_NAMES = LANGUAGES | frozenset(
    "arduino objectivec objective-c vbnet vb nginx cmd bat batch properties less sass vue svelte julia ocaml clojure "
    "fortran asm assembly mermaid http pascal prolog lisp scheme erlang fsharp f# zig nim protobuf proto hcl terraform "
    "jsonc json5 regex code apache cmake groovy wasm bibtex svg".split()
)
_COPY_CODE = (
    r"copy code|复制代码|複製程式碼|複製代碼|コードをコピー(?:する)?|코드 ?복사(?:하기)?|copiar (?:el )?código|"
    r"copier le code|code kopieren|copia (?:il )?codice|code kopiëren|kopiuj kod|с?копировать код|kodu kopyala|"
    r"salin kode|sao chép mã|kopiera kod|kopi[ée]r kode|kopioi koodi|kopírovat kód|копіювати код|نسخ الكود"
)
_COPY = (
    r"copy|复制|複製|コピー(?:する)?|복사(?:하기)?|copiar|copier|kopieren|copia|kopiëren|kopiuj|с?копировать|kopyala|salin|"
    r"sao chép|kopiera|kopi[ée]r|kopioi|kopírovat|копіювати|نسخ"
)
_MORE = (
    r"edit|download|编辑|編輯|下载|下載|編集(?:する)?|ダウンロード(?:する)?|편집(?:하기)?|다운로드|editar|descargar|baixar|transferir|modifier|"
    r"télécharger|bearbeiten|herunterladen|modifica|scarica|bewerken|downloaden|edytuj|pobierz|редактировать|изменить|"
    r"скачать|düzenle|indir|sunting|unduh|chỉnh sửa|tải xuống|redigera|ladda ned|rediger|last ned|upravit|stáhnout|"
    r"редагувати|завантажити|تحرير"
)
_IS_COPY_CODE, _IS_COPY, _IS_MORE = (re.compile(words, re.IGNORECASE) for words in (_COPY_CODE, _COPY, _MORE))
_IN_ONE_LINE = re.compile(rf"(?P<name>[\w+#-]{{1,20}}?) ?(?:{_COPY_CODE}|(?:{_COPY}) ?(?:{_MORE})?)", re.IGNORECASE)
_LONGEST = 60


def listing_heads(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines of such heads.

    A word for copying alone is none: it needs the name of a language above it, or the other button below it.
    """
    heads: set[int] = set()
    for index, line in enumerate(lines):
        if line.fenced or not 0 < len(line.words) <= _LONGEST:
            continue
        more = {index + 1} if _is(_IS_MORE, lines, index + 1) else set()
        names = {index - 1} if index and _is_name(lines[index - 1]) else set()
        if _IS_COPY_CODE.fullmatch(line.words) or (_IS_COPY.fullmatch(line.words) and (more or names)):
            heads |= {index} | more | names
        elif (one := _IN_ONE_LINE.fullmatch(line.words)) and one["name"].casefold() in _NAMES:
            heads.add(index)
    return heads


def _is(pattern: re.Pattern[str], lines: Sequence[Line], index: int) -> bool:
    return index < len(lines) and not lines[index].fenced and pattern.fullmatch(lines[index].words) is not None


def _is_name(line: Line) -> bool:
    return not line.fenced and line.words.casefold() in _NAMES
