"""The language of a text, named if the text shows it."""

import pytest

from collation.language.detection import ENGLISH, OTHER, language

TEXTS = {
    "English": "The owl was seen at the mill, and it is not known whether it has a nest in the tower.",
    "German": "Die Eule wurde an der Mühle gesehen, und es ist nicht bekannt, ob sie im Turm ein Nest hat.",
    "French": "La chouette a été vue près du moulin, et on ne sait pas si elle a un nid dans la tour.",
    "Spanish": "La lechuza fue vista junto al molino, y no se sabe si tiene un nido en la torre.",
    "Portuguese": "A coruja foi vista no moinho, e não se sabe se ela tem um ninho na torre. Mas o dono diz que sim.",
    "Italian": "La civetta è stata vista al mulino, e non si sa se ha un nido nella torre del paese.",
    "Dutch": "De uil is bij de molen gezien, en het is niet bekend of hij een nest in de toren heeft.",
    "Swedish": "Ugglan sågs vid kvarnen, och det är inte känt om den har ett bo i tornet.",
    "Danish or Norwegian": "Uglen blev set ved møllen, og det er ikke kendt, om den har en rede i tårnet.",
    "Finnish": "Pöllö nähtiin myllyn luona, mutta ei ole tiedossa, onko sillä pesä tornissa, ja se on harmi.",
    "Polish": "Sowę widziano przy młynie, ale nie wiadomo, czy ma gniazdo na wieży i jak to jest z młodymi.",
    "Czech": "Sovu viděli u mlýna, ale není známo, že by měla na věži hnízdo, a také se to neví o mladých.",
    "Romanian": "Bufnița a fost văzută la moară, dar nu este clar că are un cuib în turn, și nu se știe mai mult.",
    "Hungarian": "A baglyot a malomnál látták, de nem tudni, hogy van-e fészke a toronyban, és ez nem is baj.",
    "Turkish": "Baykuş değirmende görüldü, ama kulede bir yuva olup olmadığı bilinmiyor ve bu da çok önemli değil.",
    "Indonesian": "Burung hantu itu dilihat di kincir, dan tidak ada yang tahu apakah sarangnya ada di menara ini.",
    "Vietnamese": "Con cú được nhìn thấy ở cối xay, nhưng không ai biết nó có tổ trong tháp hay không.",
    "Catalan": "L'òliba es va veure al molí, i no se sap si té un niu a la torre, però els veïns diuen que sí.",
    "Russian": "Сову видели у мельницы, но не известно, есть ли у неё гнездо на башне, и это жаль.",
    "Ukrainian": "Сову бачили біля млина, але не відомо, чи є в неї гніздо на вежі, і це шкода.",
    "Bulgarian": "Совата беше видяна до мелницата, но не се знае дали има гнездо в кулата, и това е жалко.",
    "Serbian": "Сова је виђена код млина, али се не зна да ли има гнездо на торњу, и то је штета за све.",
    "Greek": "Η κουκουβάγια φάνηκε στον μύλο, αλλά δεν ξέρουμε αν έχει φωλιά στον πύργο.",
    "Arabic": "شوهدت البومة عند الطاحونة، لكن لا أحد يعرف إن كان لها عش في البرج أو على السطح.",
    "Persian": "جغد را در کنار آسیاب دیده‌اند، اما نمی دانیم که آیا در برج لانه است یا نه و این را کسی نگفته.",
    "Urdu": "الو کو چکی کے پاس دیکھا گیا، لیکن یہ معلوم نہیں ہے کہ مینار میں اس کا گھونسلا ہے۔",
    "Hebrew": "הינשוף נראה ליד הטחנה, ולא ידוע אם יש לו קן במגדל.",
    "Hindi": "उल्लू को चक्की के पास देखा गया, लेकिन यह पता नहीं है कि मीनार में उसका घोंसला है या नहीं।",
    "Japanese": "フクロウは水車小屋で目撃されたが、塔に巣があるかどうかは分かっていない。",
    "Chinese": "有人在磨坊看见了猫头鹰，但不知道它在塔里有没有窝。",
    "Korean": "부엉이가 방앗간에서 목격되었지만 탑에 둥지가 있는지는 알려지지 않았다.",
    "Thai": "มีคนเห็นนกฮูกที่โรงสี แต่ไม่มีใครรู้ว่ามันมีรังในหอคอยหรือไม่",
    "Georgian": "ბუ წისქვილთან ნახეს, მაგრამ უცნობია, აქვს თუ არა მას ბუდე კოშკში.",
}


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_a_language_is_named(name, text):
    assert language(text) == name


def test_a_text_that_shows_none_of_the_languages_is_in_another():
    welsh = "Gwelwyd y dylluan wrth y felin, ond nid oes neb yn gwybod a oes ganddi nyth yn y tŵr mawr ar ben y bryn "
    assert language(welsh * 2) == OTHER


@pytest.mark.parametrize("text", ["", "7/10", "No.", "Non.", "Ja.", "Owl-2!", "Up to a point", "Très bien."])
def test_a_short_text_stays_undecided(text):
    assert language(text) in ("", ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        'The word "Mühle" is not in the list, and the author does not say what "die Eule" is.',
        "It prints « Bonjour le monde » and exits.",
        "The prompt was هل يعمل؟ and the model did not answer it in the same language.",
        "Is it safe?",
        "What is a transformer?",
    ],
)
def test_words_of_another_language_do_not_make_an_english_text_foreign(text):
    assert language(text) == ENGLISH


def test_an_english_word_in_a_foreign_text_does_not_make_it_english():
    assert language("Das Modell ist nicht „state of the art“, und der Benchmark zeigt es auch nicht.") == "German"
    assert language("このモデルは benchmark では優れているが、production では使えない。") == "Japanese"
