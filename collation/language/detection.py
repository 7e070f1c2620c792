"""Detection of a text's language, by script and common words. Pure.

It names a language only if the text shows it; a short text stays undecided. Linear in the characters read.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from collation.language.words import plain

ENGLISH = "English"
OTHER = "another language"
_READ = 20_000  # characters of a text that are read
_DENSE = 3  # Latin letters that say as much as one character of Chinese, Japanese or Korean
_LETTERS = 4  # letters of a foreign script, at least
_SHARE = 0.15  # of the words of a text that are common ones of its language
_OF_ANY = 0.05  # of the words: below this a long text shows none of the languages
_LEAD = 1.3  # how much more the common words of one language tell than those of the next: shared ones tell little
_HITS = 3  # different common words, at least; of English two
_SHORT = 5  # words, at least, of a text in another language than English
_ENOUGH = 25  # words from which on a text that shows none of the languages is in another

_SCRIPTS = (
    ("Greek", "\u0370\u03ff"), ("Cyrillic", "\u0400\u052f"), ("Armenian", "\u0530\u058f"), ("Hebrew", "\u0590\u05ff"),
    ("Arabic", "\u0600\u06ff\u0750\u077f"), ("Devanagari", "\u0900\u097f"), ("Bengali", "\u0980\u09ff"),
    ("Punjabi", "\u0a00\u0a7f"), ("Gujarati", "\u0a80\u0aff"), ("Tamil", "\u0b80\u0bff"), ("Telugu", "\u0c00\u0c7f"),
    ("Kannada", "\u0c80\u0cff"), ("Malayalam", "\u0d00\u0d7f"), ("Thai", "\u0e00\u0e7f"), ("Burmese", "\u1000\u109f"),
    ("Georgian", "\u10a0\u10ff"), ("Amharic", "\u1200\u137f"), ("Khmer", "\u1780\u17ff"), ("Kana", "\u3040\u30ff"),
    ("Han", "\u3400\u4dbf\u4e00\u9fff"), ("Korean", "\u1100\u11ff\uac00\ud7af"),
    ("Latin", "AZaz\u00c0\u00d6\u00d8\u00f6\u00f8\u024f\u1e00\u1eff"),
)  # fmt: skip
_LETTER = re.compile(
    "|".join(
        f"(?P<{name}>[{''.join(f'{ends[at]}-{ends[at + 1]}' for at in range(0, len(ends), 2))}])"
        for name, ends in _SCRIPTS
    )
)
_SEVERAL = {
    "Cyrillic": {
        "Russian": "и в не на что с по это как но из для или он она также если мы вы есть был была было так от о к у",
        "Ukrainian": "і в не на що з до як але та від це для або він вона також якщо ми ви є був була було так про й",
        "Bulgarian": "и в не на че с да се от за като но това или той тя също ако ние вие е са беше така по към ще има",
        "Serbian": "и у не на да се је са за као али то или он она такође ако ми ви су био била тако од који што",
    },
    "Arabic": {
        "Arabic": "في من على إلى أن لا هذا هذه ما هو هي التي الذي كان مع عن أو لم قد كما بعد بين كل نعم ليس هل إن ذلك",
        "Persian": "در از به که این را با است و برای آن یک می شود نیست آیا بله خیر هم تا یا اما بر های ما شده بود",
        "Urdu": "کے میں کی ہے کا اور سے کو نہیں یہ ہیں پر نے کہ اس تھا لیے ایک جو کیا ہاں وہ بھی تو ہو گا",
    },
    "Devanagari": {
        "Hindi": "है के में की और का से को नहीं यह हैं पर ने कि इस था लिए एक जो क्या हाँ वह भी तो हो या",
        "Marathi": "आहे आणि मध्ये या हे नाही ते की व आहेत का तर होते एक पण हा ही त्या असे साठी",
        "Nepali": "छ र को मा हो यो छैन पनि तर गर्न हुन्छ भएको लागि यस छन् के एक थियो",
    },
    "Latin": {
        "English": "a the of and to in is that it for with as are this be not on by was or an from at but have which "
        "does do they you its can has would there what if how their will than more we no",
        "German": "der die das und ist nicht in zu den mit von es ein eine für auf dem im sich des auch als an wie aus "
        "oder bei wird sind war wenn aber nur noch werden kann ja nein dass über einer",
        "French": "le la les de des et est un une en que qui dans pour pas sur ce il au du ne se plus par avec sont "
        "mais ou cette être elle nous vous oui non aux ont leur à",
        "Spanish": "el la los las de que y en es un una por con no para se del al lo como más pero su o este sí ha "
        "son está muy esta si ya entre cuando sin también",
        "Portuguese": "o a os as de que e em é um uma por com não para se do da no na como mais mas seu ou este sim "
        "foi são está muito esta ao também pelo dos das",
        "Italian": "se stata stato nel il la lo le gli di che e in è un una per con non si del della al come più ma o "
        "questo sì sono anche dei nel alla da questa ha delle",
        "Dutch": "de het een en van is niet in te dat op voor met die zijn er aan ook als bij om maar of nog naar "
        "wordt door ja nee dit deze werkt wel",
        "Swedish": "och att det är en som på inte av för med den till i ett har om ja nej kan men vi de var så från "
        "eller också detta",
        "Danish or Norwegian": "og at det er en som på ikke av af for med den til i et har om ja nej nei kan men vi "
        "de var så fra eller også dette der mye meget bare",
        "Finnish": "ja on ei se että oli myös mutta ovat joka kun niin kuin tai voi tämä hän sen jos olla ole kyllä "
        "vain mukaan",
        "Polish": "i w nie na się z do to że jest jak ale po od za o co tak czy dla przez są był tego może tylko już "
        "lub ich które",
        "Czech": "a v ne na se je že to s z do jak ale po od za o co tak pro by jsou byl nebo není také které jeho",
        "Romanian": "și în de la cu nu este a că pe un o din pentru sunt care mai ca sau dar ce da fi au fost prin",
        "Hungarian": "a az és nem hogy is egy van ez de meg volt mint csak vagy ha igen el már még lehet kell szerint",
        "Turkish": "ve bir bu için değil ile de da çok ne mi var daha gibi olarak ama evet hayır olan en kadar ya "
        "sonra göre mı",
        "Indonesian": "yang dan di dengan untuk tidak ini itu dari dalam pada adalah akan juga ke ada oleh bisa atau "
        "tetapi ya karena lebih sudah saya kita",
        "Vietnamese": "và của là có không được cho này trong với một các những để đã khi như người nhưng hay thì cũng",
        "Catalan": "va se si els dels diuen el la els les de que i en és un una per amb no del al com "
        "més però o aquest sí són molt també a",
    },
}  # fmt: skip
_ALONE = {"Kana": "Japanese", "Han": "Chinese"}
_WORDS = {
    script: {name: frozenset(words.split()) for name, words in several.items()} for script, several in _SEVERAL.items()
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PIECE = re.compile(  # Devanagari has vowel signs that no \w holds
    r"[^\s.,;:!?()\[\]\"“”«»।؟،]+"
)


@lru_cache(maxsize=4096)
def language(text: str) -> str:
    """The English name of the text's language.

    `OTHER` for a language that is not known here, "" for a text that shows too little to tell.
    """
    read = text[:_READ]
    script, count = _script(read)
    if script not in ("", "Latin") and count < _LETTERS:
        return ""
    if script not in _WORDS:
        return _ALONE.get(script, script)
    return _by_words(read, _WORDS[script], script)


def _script(text: str) -> tuple[str, int]:
    """The script of most letters, and their number.

    Japanese mixes two: some kana make Han letters Japanese.
    """
    counts = Counter(match.lastgroup or "" for match in _LETTER.finditer(text))
    for dense in ("Han", "Kana", "Korean"):
        counts[dense] *= _DENSE
    if counts["Kana"] and counts["Kana"] * 10 > counts["Han"]:
        counts["Kana"] += counts.pop("Han", 0)
    return max(counts.items(), key=lambda script_count: script_count[1], default=("", 0))


def _by_words(text: str, languages: dict[str, frozenset[str]], script: str) -> str:
    words = _PIECE.findall(plain(text)) if script == "Devanagari" else _WORD.findall(plain(text))
    counts = Counter(words)
    shared = Counter(word for common in languages.values() for word in common if word in counts)
    hits = {name: sum(counts[word] for word in common) for name, common in languages.items()}
    kinds = {name: sum(word in counts for word in common) for name, common in languages.items()}
    weights = {
        name: sum(counts[word] / shared[word] for word in sorted(common) if word in counts)
        for name, common in languages.items()
    }
    first, second = sorted(weights, key=lambda name: -weights[name])[:2]
    foreign = script != "Latin"
    enough = kinds[first] >= _HITS and len(words) >= _SHORT
    if (enough or (first == ENGLISH and kinds[first] >= _HITS - 1)) and hits[first] >= _SHARE * len(words):
        if weights[first] >= _LEAD * weights[second]:
            return first
        return "" if ENGLISH in (first, second) else OTHER
    if foreign or (len(words) >= _ENOUGH and hits.get(ENGLISH, 0) < _OF_ANY * len(words)):
        return OTHER
    return ""
