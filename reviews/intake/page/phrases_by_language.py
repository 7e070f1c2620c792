"""The phrases that tell prompts from answers, in other languages than English.

To add a language, add its words. A bar stands between two phrases, and a phrase may be a regular expression.
"""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """The phrases of one language, with a bar between them.

    `known_by` are frequent words that English lacks, and `letters` those of its script. What a block begins with:
    `orders`, `questions` and `oneself` in prompts, `bare` in prompts that are short, `texts` in prompts for a text,
    `reacts` in prompts that react to an answer; `opens` and `may_open` in answers, `goes_on` in the middle of them.
    A prompt can consist of `replies` alone. `offers`, `brings`, `first` and `second` person, and what `addresses` the
    assistant, stand anywhere. `ends` stand at the end of a prompt.
    """

    known_by: str = ""
    letters: str = ""
    orders: str = ""
    questions: str = ""
    oneself: str = ""
    bare: str = ""
    texts: str = ""
    ends: str = ""
    replies: str = ""
    reacts: str = ""
    opens: str = ""
    may_open: str = ""
    goes_on: str = ""
    offers: str = ""
    brings: str = ""
    first: str = ""
    second: str = ""
    addresses: str = ""


LANGUAGES: dict[str, Language] = {
    "de": Language(
        known_by="und ist nicht ein eine für auf ich kannst bitte auch wird sind über oder dass einen zum mir wie du",
        orders="(?:ein|eine|einen|als) (?:haiku|gedicht|liste|tabelle|geschichte|witz|zusammenfassung|lied|brief|sonett|rätsel)|"
        "schreibe?(?: mir)?|schreiben sie|erkläre?|erklären sie|gib(?: mir)?|geben sie|zeige?|nenne?|liste|übersetze?|"
        "übersetzen sie|fasse?|formuliere|kürze|mache?|erstelle?|erstellen sie|füge?|ergänze|verbessere|korrigiere|vergleiche?|beschreibe?|"
        "berechne|löse|wiederhole|ändere?|ersetze|nimm|nutze|verwende|lass|entferne?|sage?|erzähle?|hilf|suche?|finde|baue?|entwirf|"
        "überprüfe|prüfe|passe?|stelle?|setze?|vereinfache|nochmal|noch ?mal|noch (?:ein|eine|einen|eins)|bitte|"
        "(?:kannst|könntest|würdest|magst|willst) du|(?:können|könnten|würden) sie",
        questions="was|wie|warum|wieso|weshalb|wann|wo|woher|wohin|wer|wen|wem|welche[rsnm]?|wozu|womit|ist|sind|hat|haben|gibt es|kann|darf|"
        "muss|soll|sollte|wird|macht|stimmt|geht|und (?:was|wie|warum|wenn|bei|für|der|die|das)",
        oneself="ich|mein[er]?|meinen|wir|unser[e]?|mir",
        bare="lieber|etwas|bloß|nur|nicht so|nicht|ohne|mehr|weniger|kürzer|länger|einfacher|stattdessen|jetzt|nun|als|auf (?:deutsch|englisch)|mit",
        texts="(?:(?:und|jetzt|nun|bitte|noch) )*(?:ein|eine|einen|als) (?:haiku|gedicht|liste|tabelle|geschichte|witz|zusammenfassung|lied|brief|sonett|rätsel)|"
        "schreibe?|verfasse?|erstelle?|entwirf|generiere|gib mir|übersetze?|fasse|erzähle?|dichte|kannst du (?:mir )?(?:bitte )?[^.?!]{0,60}(?:schreiben|erstellen|verfassen)",
        replies="ja|nein|ok|okay|gerne?|ja gerne|ja bitte|bitte|weiter|mach weiter|danke|vielen dank|danke schön|genau|richtig|super|"
        "perfekt|klasse|nochmal|warum|wieso|wie|mehr|fertig|stimmt|hallo|guten (?:tag|morgen|abend)|egal|beide|alle",
        reacts="nein|ja|danke|ok|aber|und|hm+|super|prima|stimmt|moment|sorry|doch|nee|das (?:ist|war|geht|funktioniert|klappt|stimmt)",
        opens="natürlich|gerne?|klar|sicher|selbstverständlich|absolut|verstanden|alles klar|genau|richtig|gute frage|sehr gut|perfekt|"
        "super|das ist eine|entschuldigung|es tut mir leid|tut mir leid|ich entschuldige|bitteschön|bitte schön|gern geschehen|kein problem|hallo[!,]|"
        "ja(?=[,.!:—–-])|nein(?=[,.!:—–-])|du hast recht|sie haben recht|als (?:ki|sprachmodell)|vielen dank für|danke für",
        may_open="hier (?:ist|sind|findest|kommt)|das ist|im folgenden|nachfolgend|es gibt|der fehler|ich kann|ich habe|ich verstehe|leider|"
        "um (?:ein|das|die|den|dein)|es (?:scheint|sieht|klingt|ist)|dies(?:er|e|es)? (?:code|fehler|text)",
        goes_on="jedoch|außerdem|zusammenfassend|insgesamt|darüber hinaus|zusätzlich|schließlich|dies(?:e[rsn]?)?|zum beispiel|es ist wichtig|"
        "beachte|bitte beachte|der|die|das|ein|eine|du kannst|sie können|wenn|durch|mit|um|in diesem|hier|so|dabei|dadurch|letztlich|viele|alternativ",
        offers="soll ich|möchtest du|möchten sie|willst du|wenn du (?:willst|möchtest|magst)|wenn sie (?:möchten|wollen)|falls (?:du|sie)|lass(?:en sie)? (?:es )?mich wissen|"
        "sag(?:en sie)? (?:mir )?(?:einfach )?bescheid|ich hoffe|kann ich (?:dir|ihnen)|gerne kann ich|ich kann (?:dir|ihnen|auch|gerne)|zögern? (?:nicht|sie)|"
        "stehe? (?:ich )?(?:dir|ihnen) (?:gerne )?zur verfügung|viel erfolg|brauchst du",
        brings="folgende[nrs]?|hier (?:ist|sind)|diese[nrsm]?|unten",
        first="ich|mein|meine[rmn]?|mir|mich|wir|uns",
        second="du|dein|deine[rmn]?|dir|dich|ihnen|ihre?",
        addresses="bitte|kannst du|könntest du|können sie|könnten sie|würdest du|du hast|deine (?:antwort|letzte)|hast du|bist du",
    ),
    "nl": Language(
        known_by="het een en van dat niet voor je zijn ik wat kun jij ook maar naar deze wordt worden uit bij nog alsjeblieft graag de",
        orders="een (?:haiku|gedicht|gedichtje|lijst|lijstje|tabel|verhaal|verhaaltje|grap|samenvatting|lied|liedje|brief|sonnet|raadsel)|"
        "schrijf|leg|geef(?: me)?|toon|laat|noem|vertaal|vat|maak|verkort|herschrijf|vergelijk|beschrijf|bereken|los|herhaal|verander|wijzig|vervang|"
        "gebruik|verwijder|voeg|zeg|vertel|help|zoek|vind|doe|ga (?:door|verder)|verbeter|corrigeer|controleer|pas|stel|bedenk|probeer|zet|vereenvoudig|"
        "nog (?:een|eentje|eens|iets)|(?:kun|kan|wil|zou|zul) (?:je|jij|u)|kunt u|alsjeblieft|graag",
        questions="wat|hoe|waarom|wanneer|waar|wie|welke?|waarvoor|waarom|is|zijn|heeft|hebben|kan|mag|moet|zal|klopt|werkt|bestaat|en (?:wat|hoe|waarom|als|voor|de|het)",
        oneself="ik|mijn|wij|we|onze?",
        bare="liefst|liever|iets|wat|alleen|niet zo|niet|zonder|meer|minder|korter|langer|simpeler|nu|in het (?:nederlands|engels)|met|als|toch|en dan",
        texts="(?:(?:en|nu|graag|nog|liever|dan) )*een (?:haiku|gedicht|gedichtje|lijst|lijstje|tabel|verhaal|verhaaltje|grap|samenvatting|lied|liedje|brief|sonnet|raadsel)|"
        "schrijf|maak|geef me|vertaal|verzin|bedenk|stel|genereer|vertel|(?:kun|kan|zou) je (?:me )?[^.?!]{0,60}(?:schrijven|maken|geven)",
        replies="ja|nee|oké?|okay|ja graag|graag|ja hoor|prima|ga door|ga verder|verder|bedankt|dank je(?: wel)?|dankjewel|dank u|precies|"
        "klopt|top|mooi|waarom|hoe|meer|klaar|hallo|hoi|goed|allebei|allemaal|nog een",
        reacts="nee|ja|bedankt|dank|oké?|maar|en|hm+|prima|klopt|wacht|sorry|toch|dat (?:is|was|werkt|klopt)",
        opens="natuurlijk|zeker|uiteraard|graag gedaan|absoluut|begrepen|precies|goede vraag|prima|perfect|leuk|sorry|het spijt me|mijn excuses|"
        "geen probleem|hallo[!,]|ja(?=[,.!:—–-])|nee(?=[,.!:—–-])|je hebt gelijk|u hebt gelijk|als (?:ai|taalmodel)|bedankt voor|dank je voor|dat is een",
        may_open="hier (?:is|zijn|volgt|vind)|dit is|hieronder|er zijn|er is|de fout|ik kan|ik heb|ik begrijp|helaas|om (?:een|de|het|je)|het (?:lijkt|klinkt|is)|deze (?:code|fout|tekst)",
        goes_on="echter|bovendien|samenvattend|kortom|over het algemeen|daarnaast|ten slotte|tot slot|dit|deze|bijvoorbeeld|het is belangrijk|let op|de|het|een|"
        "je kunt|u kunt|als|door|met|om|in dit|hier|zo|hierdoor|veel|ook",
        offers="wil je|wilt u|zal ik|als je (?:wilt|wil)|als u (?:wilt|wil)|laat (?:het )?(?:me|mij) (?:gerust )?weten|ik hoop|kan ik (?:je|u)|ik kan (?:je|u|ook)|heb je nog|"
        "aarzel niet|veel succes|zeg het maar|mocht je",
        brings="volgende|hier (?:is|zijn)|deze|onderstaande|hieronder",
        first="ik|mijn|mij|we|wij|ons",
        second="je|jij|jouw|u|uw",
        addresses="alsjeblieft|kun je|kan je|zou je|kunt u|graag|je hebt|jouw|heb je|ben je",
    ),
    "fr": Language(
        known_by="le les des est et une pour que dans vous je tu avec sur pas qui ce cette sont peux moi il du au",
        orders="(?:un|une) (?:ha[iï]ku|poème|liste|tableau|histoire|blague|résumé|chanson|lettre|sonnet|devinette)|"
        "écri(?:s|vez|re)|explique[rz]?|donne[rz]?(?:[- ]moi)?|montre[rz]?|liste[rz]?|tradui(?:s|sez|re)|résume[rz]?|reformule[rz]?|"
        "raccourci(?:s|ssez)|fai(?:s|tes)|crée[rz]?|ajoute[rz]?|améliore[rz]?|corrige[rz]?|compare[rz]?|décri(?:s|vez)|calcule[rz]?|répète[rz]?|change[rz]?|"
        "remplace[rz]?|utilise[rz]?|enlève[rz]?|supprime[rz]?|dis(?:[- ]moi)?|dites|raconte[rz]?|aide[rz]?(?:[- ]moi)?|cherche[rz]?|trouve[rz]?|propose[rz]?|continue[rz]?|"
        "développe[rz]?|rédige[rz]?|réécri(?:s|vez)|simplifie[rz]?|refai(?:s|tes)|essaie|mets|mettez|imagine[rz]?|encore (?:un|une)|"
        "(?:peux|pourrais|veux)[- ](?:tu|me)|tu (?:peux|pourrais)|(?:pouvez|pourriez)[- ]vous|vous pouvez|s['’]il (?:te|vous) pla[îi]t|merci de",
        questions="qu['’ ]?est[- ]ce|que|quel(?:le)?s?|comment|pourquoi|quand|où|qui|combien|est[- ]ce que?|est[- ]il|c['’]est quoi|y a[- ]t[- ]il|il y a|dois[- ]je|"
        "puis[- ]je|peut[- ]on|as[- ]tu|avez[- ]vous|connais[- ]tu|et (?:si|pour|pourquoi|comment|le|la|les|en)|quoi",
        oneself="je|j['’]|mon|ma|mes|nous|notre|moi",
        bare="plutôt|un peu|moins|plus|sans|avec|seulement|juste|pas|maintenant|en (?:français|anglais)|comme|la même|le même|sous forme",
        texts="(?:(?:et|maintenant|plutôt|encore) )*(?:un|une) (?:ha[iï]ku|poème|liste|tableau|histoire|blague|résumé|chanson|lettre|sonnet|devinette)|"
        "écri(?:s|vez)|rédige[rz]?|crée[rz]?|génère[rz]?|fai(?:s|tes)|donne[rz]?[- ]moi|tradui(?:s|sez)|résume[rz]?|raconte[rz]?|compose[rz]?|(?:peux|pourrais)[- ]tu (?:m['’])?[^.?!]{0,60}(?:écrire|rédiger|créer|faire)",
        replies="oui|non|ok|d['’]accord|oui (?:s['’]il te pla[îi]t|merci|volontiers)|vas[- ]y|continue|continuez|suite|la suite|merci|merci beaucoup|exactement|parfait|super|"
        "génial|pourquoi|comment|encore|plus|bonjour|salut|bien|les deux|tous",
        reacts="non|oui|merci|ok|mais|et|hm+|super|parfait|bien|attends|désolée?|en fait|ça|c['’]est|d['’]accord",
        opens="bien sûr|certainement|absolument|tout à fait|avec plaisir|d['’]accord|compris|entendu|exactement|parfait|excellente?|très bien|bonne (?:question|idée)|"
        "je suis désolée?|désolée?|toutes mes excuses|je m['’]excuse|de rien|pas de (?:problème|souci)|bonjour[ !,]|salut[ !,]|oui(?=\\s?[,.!:—–-])|non(?=\\s?[,.!:—–-])|"
        "vous avez raison|tu as raison|en tant qu['’](?:ia|intelligence|assistant)|merci (?:pour|de)|super|voici|ah",
        may_open="voilà|ci-dessous|il (?:existe|y a|semble|est)|l['’]erreur|je (?:peux|vais|comprends|ne)|malheureusement|pour (?:créer|faire|résoudre|ajouter|obtenir|utiliser)|"
        "c['’]est|cette erreur|ce (?:code|script|texte)|cela|ton|votre|d['’]après",
        goes_on="cependant|de plus|en outre|en résumé|en conclusion|par exemple|enfin|ensuite|il est important|notez|n['’]oublie[rz]?|le|la|les|l['’]|un|une|"
        "ce(?:s|tte|t)?|cela|vous (?:pouvez|devez)|tu peux|si|dans|avec|pour|en|ainsi|dans cet exemple|de nombreux",
        offers="(?:veux|souhaites|voudrais|préfères|aimerais)[- ]tu|tu (?:veux|préfères)|(?:voulez|souhaitez|aimeriez)[- ]vous|si (?:tu|vous) (?:veux|voulez|souhaites|souhaitez|préfères|avez|as)|"
        "dis[- ]moi|dites[- ]moi|n['’]hésite[rz]?|faites[- ]le[- ]moi savoir|j['’]espère|je (?:peux|pourrais) (?:aussi |également |te |vous )|puis[- ]je|est-ce que (?:tu|vous)|bonne chance",
        brings="suivante?s?|voici|ci-dessous|cette?|ces",
        first="je|j['’]\\w+|mon|ma|mes|moi|me|nous|notre",
        second="tu|ton|ta|tes|toi|vous|votre|vos",
        addresses="s['’]il (?:te|vous) pla[îi]t|stp|svp|peux[- ]tu|pourrais[- ]tu|pouvez[- ]vous|pourriez[- ]vous|tu (?:as|peux|m['’])|ta réponse|votre réponse|merci de",
    ),
    "es": Language(
        known_by="el los las que es una para por con del como puedes está son más pero esto qué cómo y lo se mi al su",
        orders="(?:un|una) (?:haikus?|poema|lista|tabla|cuento|historia|chiste|resumen|canción|carta|soneto|adivinanza)|"
        "escrib[ea](?:me)?|explic(?:a|á|ame|ar|ue)|d(?:ame|ime|eme|í|i)|muéstra(?:me)?|mostr[aá](?:me)?|lista|enumera|tradu(?:ce|ceme|cir|zca)|resum[eai](?:r)?|reformula|"
        "acorta|ha(?:z|zme|cé|ga|zlo)|crea(?:me|r)?|agrega(?:r)?|añade|mejora(?:r)?|corrige|corregir|compara|describe|calcula|resuelve|repite|cambia(?:r)?|reemplaza|usa|quita|elimina|"
        "cuéntame|ayúda(?:me)?|ayudame|busca|encuentra|propón|sugiere|continú?a|sigue|desarrolla|redacta|reescribe|simplifica|genera(?:me)?|imagina|actúa|pon(?:me|lo)?|ponle|"
        "(?:me )?(?:puedes|podr[ií]as|podes|podés|puede|podría)|por favor|necesito|quiero|quisiera|ahora|otr[oa]|listo",
        questions="¿|qué|que (?:es|son|significa|tal|pasa|hay)|cómo|como (?:puedo|se|hago|es)|por ?qué|cuándo|dónde|quién(?:es)?|cuál(?:es)?|cuánt[oa]s?|es|son|hay|tiene|está|debo|puedo|y (?:si|qué|cómo|para|el|la|en)",
        oneself="yo|mi|mis|nosotros|nuestr[oa]s?|tengo|estoy|no (?:funciona|entiendo|me|puedo|sé)|me",
        bare="mejor|más|mas|menos|un poco|sin|con|solo|sólo|no|ahora|en (?:español|inglés)|como|lo mismo|pero|prefiero",
        texts="(?:(?:y|ahora|mejor|también) )*(?:un|una) (?:haikus?|poema|lista|tabla|cuento|historia|chiste|resumen|canción|carta|soneto|adivinanza)|"
        "escrib[ea](?:me)?|redacta|crea(?:me)?|genera(?:me)?|haz(?:me)?|dame|traduce|resum[ea]|cuéntame|(?:puedes|podrías) [^.?!]{0,60}(?:escribir|crear|hacer|redactar)(?:me)?",
        replies="s[ií]|no|ok|vale|dale|claro|sí,? por favor|por favor|continú?a|continue|sigue|más|mas|gracias|muchas gracias|exacto|correcto|perfecto|genial|bien|"
        "por qué|cómo|otra|otro|otra vez|hola|buen(?:os|as) (?:d[ií]as|tardes|noches)|listo|ambos|todos|está bien",
        reacts="no|s[ií]|gracias|ok|vale|pero|y|hm+|perfecto|genial|bien|espera|perd[oó]n|eso|est[aá]|en realidad|listo|dale|ahora",
        opens="claro|por supuesto|desde luego|con (?:mucho )?gusto|entendido|de acuerdo|exacto|exactamente|perfecto|excelente|muy bien|buena (?:pregunta|idea)|lo siento|"
        "disculpa|pido disculpas|mis disculpas|de nada|no hay problema|¡|hola[!,]|sí(?=[,.!:—–-])|no(?=[,:—–])|tienes razón|tiene razón|como (?:ia|modelo)|gracias por|entiendo|genial",
        may_open="aquí (?:tienes|está|están|te|hay)|a continuación|esto es|hay (?:varias|varios|muchas|muchos)|existen|el error|puedo|lamentablemente|para (?:crear|hacer|resolver|agregar|obtener|usar|solucionar)|"
        "es (?:posible|importante)|parece|este (?:código|error|texto)|según|tu|te",
        goes_on="sin embargo|además|en resumen|en conclusión|por ejemplo|por último|finalmente|luego|es importante|ten en cuenta|recuerda|el|la|los|las|un|una|"
        "est[aeo]s?|puedes|si|en|con|para|así|también|por lo tanto|en este",
        offers="¿?(?:quieres|querés|quiere|deseas|desea|te gustaría|le gustaría|prefieres|necesitas)|si (?:quieres|querés|lo deseas|deseas|necesitas|tienes)|dime|avísame|házmelo saber|"
        "no dudes|espero que|¿?(?:puedo|podría) (?:ayudarte|también)|puedo (?:también|hacer)|¿en qué|¿hay algo|buena suerte|estoy aquí para",
        brings="siguientes?|aquí|est[aeo]s?|a continuación",
        first="yo|mi|mis|me|tengo|quiero|necesito|nosotros|nuestr[oa]",
        second="tú|tu|tus|te|usted|su|puedes|tienes",
        addresses="por favor|puedes|podr[ií]as|podés|me (?:puedes|das|dices)|tu respuesta|dijiste|dame|dime|ayúdame",
    ),
    "pt": Language(
        known_by="que não uma para com os do da em você é são está mais mas isso como dos das meu por ao um e",
        orders="(?:um|uma) (?:haicai|haiku|poema|lista|tabela|história|conto|piada|resumo|canção|carta|soneto)|"
        "escrev[ae](?:r)?|expli(?:que|ca|car)|d[êe](?:-me)?|me (?:dê|de|diga|mostre|ajude|explique|fale|passe|faça)|mostre|liste|tradu[zc]a?(?:ir)?|resum[aei](?:r)?|reformule|encurte|"
        "fa(?:ça|z|zer|ca)|cri(?:e|ar)|adicione|acrescente|melhore|corri(?:ja|gir)|compare|descreva|calcule|resolva|repita|mude|altere|troque|use|remova|tire|conte|ajude|procure|encontre|sugira|"
        "continue|desenvolva|redija|reescreva|simplifique|gere|imagine|aja|coloque|elabore|(?:você )?(?:pode|poderia|consegue)|por favor|preciso|quero|gostaria|agora|outr[oa]",
        questions="o que|qual|quais|como|por ?qu[eê]|quando|onde|quem|quant[oa]s?|é|são|há|tem|existe|está|devo|posso|e (?:se|o|a|como|para|qual)",
        oneself="eu|meu|minha|meus|nós|nosso|tenho|estou|não (?:funciona|entendi|consigo)|me",
        bare="melhor|mais|menos|um pouco|sem|com|só|somente|apenas|não|agora|em (?:português|inglês)|como|o mesmo|mas|prefiro",
        texts="(?:(?:e|agora|melhor|também) )*(?:um|uma) (?:haicai|haiku|poema|lista|tabela|história|conto|piada|resumo|canção|carta|soneto)|"
        "escreva|redija|crie|gere|faça|elabore|traduza|resuma|conte|me dê|(?:pode|poderia) [^.?!]{0,60}(?:escrever|criar|fazer)",
        replies="sim|não|nao|ok|okay|claro|sim,? por favor|por favor|continue|continua|mais|obrigad[oa]|muito obrigad[oa]|exato|correto|perfeito|ótimo|legal|bom|"
        "por que|como|outr[oa]|ol[áa]|oi|bom dia|boa (?:tarde|noite)|pronto|ambos|todos|isso|pode ser",
        reacts="não|nao|sim|obrigad[oa]|ok|mas|e|hm+|perfeito|ótimo|legal|espera|desculpe?|isso|certo|na verdade|agora",
        opens="claro|com certeza|certamente|é claro|com prazer|entendido|entendi|de acordo|exato|exatamente|perfeito|excelente|ótim[oa]|muito bem|boa (?:pergunta|ideia)|"
        "sinto muito|desculpe|peço desculpas|minhas desculpas|de nada|sem problemas?|ol[áa][!,]|sim(?=[,.!:—–-])|não(?=[,:—–])|você (?:está|tem) (?:certo|razão|correto)|como (?:uma? )?(?:ia|modelo|assistente)|obrigado por",
        may_open="aqui (?:está|estão|vai|vão)|segue|a seguir|abaixo|isso é|há (?:várias|vários|muitas)|existem|o erro|posso|infelizmente|para (?:criar|fazer|resolver|adicionar|obter|usar)|"
        "é (?:possível|importante)|parece|est[ea] (?:código|erro|texto)|de acordo com|você pode",
        goes_on="no entanto|além disso|em resumo|em conclusão|por exemplo|por fim|finalmente|em seguida|é importante|lembre-se|o|a|os|as|um|uma|"
        "ess[ae]s?|est[ae]s?|você pode|se|em|com|para|assim|também|portanto|neste",
        offers="(?:você )?(?:quer|gostaria|deseja|prefere|precisa)|se (?:você )?(?:quiser|precisar|desejar|tiver|preferir)|me (?:avise|diga)|diga-me|deixe-me saber|não hesite|fique à vontade|"
        "espero que|posso (?:ajudar|também)|há mais|boa sorte|estou (?:aqui|à disposição)",
        brings="seguintes?|aqui|est[ae]s?|abaixo",
        first="eu|meu|minha|meus|minhas|me|tenho|quero|preciso|nós|nosso",
        second="você|seu|sua|seus|suas|te|tu",
        addresses="por favor|você (?:pode|poderia|consegue|disse)|pode|poderia|me (?:dê|diga|ajude|mostre)|sua resposta",
    ),
    "it": Language(
        known_by="che di il una per non sono della con è del gli anche questo come puoi più dei le nel mi e la un",
        orders="(?:un|una|uno) (?:haiku|poesia|lista|elenco|tabella|storia|racconto|barzelletta|riassunto|canzone|lettera|sonetto|filastrocca)|"
        "scriv[ie](?:mi)?|spieg(?:a|ami|are)|d(?:ammi|immi|ì|a)|mostra(?:mi)?|elenca(?:mi)?|traduc[ie]|riassumi|riformula|accorcia|fa(?:i|mmi|cci)?|crea(?:mi)?|aggiungi|migliora|"
        "correggi|confronta|descrivi|calcola|risolvi|ripeti|cambia|sostituisci|usa|togli|elimina|racconta(?:mi)?|aiutami|cerca|trova|proponi|suggerisci|continua|sviluppa|riscrivi|semplifica|genera|"
        "immagina|agisci|metti|(?:mi )?(?:puoi|potresti|può|sapresti|sai)|per favore|ora|adesso|un altr[oa]|altr[oa]|sei capace|vorrei|voglio",
        questions="che|cosa|come|perché|perche|quando|dove|chi|quale?i?|quant[oaie]|è|sono|c['’]è|ci sono|posso|devo|si può|e (?:se|il|la|per|come|in)|qual",
        oneself="io|mio|mia|noi|nostr[oa]|ho|sono|non (?:funziona|capisco|riesco)|mi",
        bare="meglio|più|meno|un po['’]|senza|con|solo|non|ora|in (?:italiano|inglese)|come|lo stesso|ma|preferisco|piuttosto",
        texts="(?:(?:e|ora|adesso|anche|meglio) )*(?:un|una|uno) (?:haiku|poesia|lista|elenco|tabella|storia|racconto|barzelletta|riassunto|canzone|lettera|sonetto|filastrocca)|"
        "scriv[ie](?:mi)?|crea(?:mi)?|genera|fammi|dammi|traduci|riassumi|racconta(?:mi)?|(?:puoi|potresti|sei capace di|sai) [^.?!]{0,60}(?:scrivere|scrivermi|creare|fare)",
        replies="s[iìí]|no|ok|va bene|certo|sì,? (?:grazie|per favore)|per favore|continua|vai avanti|avanti|ancora|grazie|grazie mille|esatto|giusto|perfetto|ottimo|bene|bello|"
        "perché|come|un['’]altra|un altro|ciao|buongiorno|buonasera|pronto|entrambi|tutti",
        reacts="no|s[iìí]|grazie|ok|ma|e|hm+|perfetto|ottimo|bene|aspetta|scusa|in realtà|questo|ora|va bene",
        opens="certo|certamente|sicuramente|naturalmente|con piacere|capito|d['’]accordo|esatto|esattamente|perfetto|ottim[oa]|eccellente|molto bene|bella domanda|buona (?:domanda|idea)|"
        "mi dispiace|mi scuso|scusa|prego|nessun problema|ciao[!,]|sì(?=[,.!:—–-])|no(?=[,:—–])|hai ragione|ha ragione|come (?:ia|modello|assistente)|grazie per|assolutamente|ecco",
        may_open="di seguito|qui (?:c['’]è|ci)|questo è|ci sono|esistono|l['’]errore|posso|purtroppo|per (?:creare|fare|risolvere|aggiungere|ottenere|usare)|è (?:possibile|importante)|sembra|questo (?:codice|errore|testo)|secondo",
        goes_on="tuttavia|inoltre|in sintesi|in conclusione|per esempio|ad esempio|infine|poi|è importante|ricorda|il|lo|la|i|gli|le|un|una|"
        "quest[aoei]|puoi|se|in|con|per|così|anche|quindi",
        offers="(?:vuoi|vorresti|desideri|preferisci|ti piacerebbe|vuole|desidera)|se (?:vuoi|desideri|preferisci|hai)|fammi sapere|dimmi|non esitare|spero (?:che|di)|posso (?:aiutarti|anche)|"
        "c['’]è altro|buona fortuna|sono qui per|hai bisogno",
        brings="seguent[ei]|ecco|quest[aoei]|di seguito",
        first="io|mio|mia|miei|mi|ho|voglio|vorrei|noi|nostro",
        second="tu|tuo|tua|tuoi|ti|lei|suo|puoi|hai",
        addresses="per favore|puoi|potresti|mi (?:puoi|dai|dici|scrivi)|hai detto|la tua risposta|dammi|dimmi|aiutami",
    ),
    "zh": Language(
        letters="\u4e00-\u9fff",
        orders="请|帮|给|写|用|把|将|继续|繼續|翻译|翻譯|解释|解釋|介绍|列出|总结|總結|改|举|說|说|告诉|告訴|再|你(?:能|可以|是|会|觉得|知道)|能(?:否|不能)|可以|假设|假如|根据|根據|生成|详细|如果我|下面|以下|現在|现在|我(?:想|要|需要|有|在|是|的)",
        questions="什么|什麼|为什么|為什麼|怎么|怎麼|如何|是否|有没有|有沒有|哪|谁|誰|多少|那",
        ends="吗|嗎|呢|么|吧|什么|怎么办|多少",
        replies="继续|繼續|好的?|是的?|对|謝謝|谢谢|不是?|可以|下一个|还有吗|再来|你好|不对",
        opens="当然|當然|好的|可以的|没问题|沒問題|对不起|對不起|抱歉|非常抱歉|很抱歉|明白|是的|不客气|不客氣|你好[！!，,]|您好|作为一个|作為一個|谢谢您?的|很高兴",
        may_open="以下是|以下|这是|這是|根据您|根據您|这个|這個|如果您|您可以|要在|在这",
        goes_on="此外|另外|总之|總之|總的来说|总的来说|首先|其次|最后|最後|因此|例如|这|這|在|该|該|需要注意|请注意|请记住|它|他们|当|为了",
        offers="您(?:想|需要|是否|可以告诉)|如果您(?:有|需要|想)|希望(?:这|以上|對您|对您|能)|请告诉我|请提供|有什么可以|需要我",
        brings="以下|下面|这(?:个|段|篇)|如下",
        first="我",
        second="您|你",
        addresses="请|帮我|你(?:能|可以|说)|给我",
    ),
    "ja": Language(
        letters="\u3040-\u30ff",
        orders="続け|もっと|では|じゃあ|それ(?:で|を|は)|次(?:は|の)|これ(?:を|は)|以下|私|僕|日本語で|英語で|もう(?:一度|少し|一つ)|あなたは",
        questions="なぜ|どう|何|なに|いつ|どこ|誰|どの|どれ|いくつ",
        ends="か[？?。]?|ください[。！]?|下さい[。！]?|して[。]?|くれ[。]?|ほしい(?:です)?[。]?|たい(?:です)?[。]?|教えて[。]?|お願いします[。]?|の[？?]|[？?]",
        replies="はい|いいえ|続けて(?:ください)?|続き(?:を)?|ありがとう(?:ございます)?|お願いします|なぜ[？?]?|こんにちは|了解",
        opens="もちろん|はい[、。]|承知|かしこまり|了解|申し訳|すみません|どういたしまして|こんにちは[！!。]|ありがとうございます|いいえ[、。]|わかりました",
        may_open="以下(?:は|に|の)|これは|それでは|この(?:コード|エラー)|[^\n。]{1,20}とは",
        goes_on="また|さらに|しかし|たとえば|例えば|ただし|このように|したがって|最後に|まず|次に|以上|なお",
        offers="何か(?:他|ご)|ご(?:質問|希望|不明)|お(?:役に立|知らせ|手伝い)|いかがでしょうか|教えてください|必要であれば|よろしければ",
        first="私|僕|俺",
        second="あなた",
        addresses="ください|下さい|お願い|教えて",
    ),
    "ko": Language(
        letters="\uac00-\ud7af",
        orders="그러면|그럼|계속|다시|더|다음|이제|위|아래|나는|내가|저는|제가|이|한국어로|영어로|너는",
        questions="왜|어떻게|무엇|뭐|언제|어디|누구|어떤|무슨|얼마",
        ends="줘[.!]?|주세요[.!]?|까[?？]|니[?？]|야[?？]|어[?？]|[?？]|해라[.]?|하라[.]?|인가[?]?|바랍니다[.]?|싶어[.]?|하는\\s?건\\s?[?]|십시오[.]?|써[.]?",
        replies="네|예|아니요?|계속(?:해(?:줘)?)?|응|고마워|감사합니다|왜[?]?|안녕(?:하세요)?|좋아",
        opens="물론|네[,.!]|예[,.!]|알겠습니다|죄송|좋습니다|안녕하세요|감사합니다|아니요[,.]|맞습니다",
        may_open="다음은|아래는|이것은|여기|이 (?:코드|오류)",
        goes_on="또한|따라서|하지만|그러나|예를 들어|마지막으로|먼저|이러한|이를|즉|위의 코드",
        offers="도움이 (?:되|필요)|필요하(?:시|면)|질문이 있|알려\\s?주세요|원하시|궁금한",
        first="나는|내가|저는|제가|내|제",
        second="당신|귀하",
        addresses="줘|주세요|부탁|바랍니다",
    ),
}
