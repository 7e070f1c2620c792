"""Chats without labels in other languages than English, and what tells the languages."""

import pytest

from reviews.intake.document import turns
from reviews.intake.page.languages import LANGUAGES, languages_of, phrases_in
from reviews.intake.parse import parse

DUTCH = """kun je een kort mailtje schrijven naar mijn buren over het geluid van de verbouwing?

Natuurlijk! Hier is een voorstel:

**Onderwerp:** Verbouwing op nummer 12

Beste buren,

De komende drie weken wordt er bij ons verbouwd. Wij doen ons best om het geluid te beperken tot overdag.

Met vriendelijke groet,
De bewoners van nummer 12

Laat het me weten als je iets wilt aanpassen.

Liefst iets minder formeel

Hier is een lossere versie:

Hoi buren,

Even een waarschuwing: de komende drie weken klinkt het bij ons als een drumles. Na zes uur is het weer stil, beloofd.

Groetjes van nummer 12

en wat als ze boos worden?

Blijf dan rustig en bied iets aan, zoals koffie of een vaste stille middag.

1. Luister eerst naar hun klacht.
2. Spreek af wanneer het stil moet zijn.

Wil je dat ik ook daarvoor een berichtje maak?

nee hoor, bedankt

Graag gedaan! Veel succes met de verbouwing.
"""

GERMAN = """Wie lagere ich Kartoffeln über den Winter?

Kartoffeln mögen es dunkel, kühl und trocken.

- **Temperatur:** vier bis acht Grad
- **Licht:** keines, sonst werden sie grün
- **Luft:** eine Kiste mit Schlitzen

Möchtest du wissen, welche Sorten sich am längsten halten?

ja bitte

Gerne! Späte Sorten halten sich am längsten, denn ihre Schale ist fester.

Festkochende Sorten bleiben bis in den März gut.

Und was mache ich mit denen, die schon keimen?

Kurze Keime kannst du einfach abbrechen. Sind sie länger als ein Finger, gehört die Kartoffel auf den Kompost.

Schreib mir das bitte als Merkzettel für die Kellertür

**Kartoffeln im Keller**

1. Dunkel, kühl, trocken.
2. Einmal im Monat durchsehen.
3. Kurze Keime abbrechen.
"""

FRENCH = """peux-tu m'expliquer pourquoi le pain rassit ?

Bien sûr ! Le pain rassit parce que son amidon cristallise, même dans un sac fermé.

Le froid du réfrigérateur accélère ce phénomène, alors que le congélateur l'arrête.

Souhaites-tu quelques conseils pour le conserver ?

oui merci

Voici trois habitudes simples :

1. Garde-le dans un torchon propre.
2. Congèle ce que tu ne mangeras pas demain.
3. Réchauffe-le quelques minutes au four.

plutôt pour une baguette

Une baguette sèche plus vite, car elle a beaucoup de croûte pour peu de mie.

Achète-la le jour même, ou congèle-la dès qu'elle a refroidi.

Maintenant un haïku sur ce sujet

Croûte d'hier soir,
le torchon garde un parfum
que le four réveille.
"""

SPANISH = """¿Cómo quito una mancha de café de una camisa blanca?

¡Claro! Lo mejor es actuar cuanto antes:

1. Enjuaga la mancha con agua fría por el revés.
2. Aplica un poco de jabón y frota con suavidad.
3. Lava la camisa como siempre.

Si quieres, puedo decirte qué hacer con una mancha ya seca.

si, por favor

Una mancha seca necesita más tiempo. Déjala en remojo con bicarbonato durante una hora.

Después lávala como de costumbre y sécala al sol.

y si la camisa es de seda?

La seda es delicada: nada de bicarbonato ni de agua caliente.

Usa agua fría y un jabón suave, y no la retuerzas.

dame eso en una lista corta

- Agua fría
- Jabón suave
- Nada de sol directo
"""

CHINESE = """请解释一下为什么天空是蓝色的

天空是蓝色的，是因为大气中的分子更容易散射波长较短的蓝光。

太阳光包含所有颜色，但蓝光向各个方向散射得最多，所以我们看到蓝色。

如果您有其他问题，请告诉我。

那为什么日落是红色的呢？

日落时，阳光穿过的大气更厚，蓝光已经被散射掉了，剩下的主要是红光和橙光。

因此，空气中的灰尘越多，日落往往越红。

继续

此外，火山爆发之后，全世界的日落都可能更红，因为细小的颗粒停留在高空。
"""


@pytest.mark.parametrize(
    ("page", "prompts"),
    [
        (
            DUTCH,
            [
                "kun je een kort mailtje schrijven naar mijn buren over het geluid van de verbouwing?",
                "Liefst iets minder formeel",
                "en wat als ze boos worden?",
                "nee hoor, bedankt",
            ],
        ),
        (
            GERMAN,
            [
                "Wie lagere ich Kartoffeln über den Winter?",
                "ja bitte",
                "Und was mache ich mit denen, die schon keimen?",
                "Schreib mir das bitte als Merkzettel für die Kellertür",
            ],
        ),
        (
            FRENCH,
            [
                "peux-tu m'expliquer pourquoi le pain rassit ?",
                "oui merci",
                "plutôt pour une baguette",
                "Maintenant un haïku sur ce sujet",
            ],
        ),
        (
            SPANISH,
            [
                "¿Cómo quito una mancha de café de una camisa blanca?",
                "si, por favor",
                "y si la camisa es de seda?",
                "dame eso en una lista corta",
            ],
        ),
        (CHINESE, ["请解释一下为什么天空是蓝色的", "那为什么日落是红色的呢？", "继续"]),
    ],
    ids=["Dutch", "German", "French", "Spanish", "Chinese"],
)
def test_prompts_are_found_in_other_languages(page: str, prompts: list[str]):
    assert [turn.prompt for turn in turns(parse(page.encode()))] == prompts


@pytest.mark.parametrize(
    ("page", "spoken"),
    [
        (DUTCH, ("nl",)),
        (GERMAN, ("de",)),
        (FRENCH, ("fr",)),
        (SPANISH, ("es",)),
        (CHINESE, ("zh",)),
        ("The die was cast and the man at the bar said: come in, we have a son and so on.", ()),
    ],
)
def test_the_languages_of_a_page_are_told_by_frequent_words(page: str, spoken: tuple[str, ...]):
    assert languages_of([page]) == spoken


def test_a_page_in_english_has_the_english_phrases_alone():
    assert len(phrases_in(()).asks) == 1
    assert not phrases_in(()).opens_strongly.match("Natürlich!")
    assert phrases_in(("de",)).opens_strongly.match("Natürlich!")
    assert phrases_in(("de",)).opens_strongly.match("Sure!")


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("de", "ja gerne"),
        ("nl", "ga door"),
        ("fr", "vas-y"),
        ("es", "sí, por favor"),
        ("pt", "pode ser"),
        ("it", "vai avanti"),
        ("zh", "继续"),
        ("ja", "続けてください"),
        ("ko", "계속해줘"),
    ],
)
def test_a_short_reply_in_each_language(name: str, reply: str):
    assert phrases_in((name,)).reply.fullmatch(reply)
    assert not phrases_in(()).reply.fullmatch(reply)


def test_every_language_has_its_phrases():
    assert {name: len(phrases_in((name,)).asks) for name in LANGUAGES} == dict.fromkeys(LANGUAGES, 2)
