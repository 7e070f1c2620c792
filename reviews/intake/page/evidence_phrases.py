"""The phrases in which people say what they read of a paper.

They are English, German, French, Spanish, Portuguese, Italian, Dutch, Russian, Chinese, Japanese and Korean.
"""

from __future__ import annotations

import re

from reviews.intake.document import EvidenceBasis

_WHOLLY = (
    r"(?:end[ -]to[ -]end|(?:from )?(?:start|beginning|front|first page|cover) to (?:finish|end|back|last|cover)|(?:all the way )?through(?! (?:the|an?|my|this)\b)|in (?:full|its entirety)|in detail|"
    r"completely|entirely|fully|carefully|closely|thoroughly|twice|word (?:for|by) word|line by line|page by page|several times|with care)\b"
)
_SOURCE = r"(?:paper|text|pdf|article|manuscript|document|report|preprint|study|book|thesis)"
_REVIEW = r"(?:summary|review|analysis|assessment|evaluation|answer|reading|notes?|verdict|digest|critique|comments?|score|overview)"
_OPENED = r"(?:have access to|access|read|open|retrieve|get|obtain|download|see|view|fetch)"
_ABSTRACT = re.compile(
    r"\b(?:only|just) (?:the|its|their) (?:paper['’]s )?abstract (?:was|is|were|could be) (?:available|accessible|readable|visible|open|read|seen|at hand)\b|"
    rf"\b(?:full (?:text|paper|article)|paper|article|pdf|rest) (?:was|is|sits|remained) (?:behind a paywall|paywalled|not (?:available|accessible|open))\b|"
    r"\b(?:I|we)(?:['’]ve| have| had| was| am|['’]m)?\b[^.!?\n]{0,60}?\b(?:(?<!not )(?:only|just)|limited to|cannot|could not|couldn['’]t|can['’]t|"
    r"unable|not able)\b[^.!?\n]{0,80}?\babstract\b(?! of\s*[,.;:)])|"
    r"\b(?:I|we)(?:['’]ve| have)? (?:saw|seen|read|looked at|checked|skimmed) the abstract\b[^.!?\n]{0,60}?[,;:] (?:it does |this does |but |and )?(?:did |do |have )?not (?:mean |the |read |seen |I read )*(?:the |a )?(?:full|whole|entire|rest|body|paper)\b|"
    rf"(?<!be )\b(?:based|working|relying|rely|going|judging|written|made|done|judged|assessed|read|taken|drawn) (?:only |solely |purely |just |entirely )?(?:on|from|off|by) (?:only |just )?"
    r"(?:the |its )?(?:paper['’]s |arxiv )?abstract(?: only| alone|,? not (?:on )?the (?:full|whole|entire|paper)\b)|"
    r"\b(?:based|working|relying) (?:only|solely|purely|just|entirely) (?:on|from) (?:the |its )?(?:paper['’]s )?abstract\b|"
    rf"\b(?:this|my|the|overall,? this|our) {_REVIEW} (?:is|was|rests|relies|draws)[^.!?\n]{{0,20}}? (?:on|from) (?:only )?(?:the |its )?abstract (?:and|plus) (?:the )?(?:metadata|title|listing|landing page|introduction only|search results?|arxiv page)\b|"
    r"\b(?:(?:could )?not|cannot|can['’]t|couldn['’]t|unclear|impossible to) (?:\w+ ){0,3}?(?:confirm|state|detail|determine|quote|verif|assess|judge|know|clear|tell|told|establish|evaluate|answer|specif|say|said|infer|seen?)\w* (?:\w+ ){0,3}?from the abstract\b|"
    rf"\b(?:I|we)\b[^.!?\n]{{0,60}}?\bthe abstract alone\b|\b(?:from|by|on) the abstract alone,? (?:I|we|it is|this)\b|"
    r"\babstract-only (?:evaluation|review|reading|assessment)\b|"
    r"\babstract[ -]only\b[^.!?\n]{0,4}[;:,(–—-] ?(?:the )?full[ -]texts?\b[^.!?\n]{0,20}?\b(?:not|unavailable|inaccessible|paywall\w*|fail\w*|un\w+|http)\b|"
    rf"(?:\b(?:did not|didn['’]t|could not|couldn['’]t|do not|don['’]t|unable to|failed to|not able to)) {_OPENED} (?:the|its|a) full[ -]{_SOURCE}",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"\b(?:I|we)(?:['’]ve| have| had)? (?:also |now |actually |just )?(?:read|reread|re-read|reviewed|went through|gone through|worked through|examined|analy[sz]ed|studied|"
    r"had access to|accessed|downloaded) (?:through )?(?:"
    rf"(?:the |all of the |their |its |this )?(?:full|entire|whole|complete) (?:\S+ ){{0,3}}?{_SOURCE}\b|"
    rf"(?:the|this|their|its|all of the) (?:\S+ ){{0,4}}?{_SOURCE}(?:['’]s [^.!?\n]{{0,30}})?,?\s+(?:itself\s+)?"
    rf"(?:{_WHOLLY})|(?:it|everything|them) (?:{_WHOLLY})|(?:all|the) (?:\d{{2,4}}|of its|of the|of their) pages\b)|"
    r"\b(?:based on|after|having|from|upon|following) (?:a |my |an )?(?:(?:full|complete|close|careful|end-to-end|thorough)[ ,]*)*(?:read(?:ing)?(?: through)?(?: of)?)? ?(?:the |its |their )?"
    r"(?:full|entire|complete|whole) (?:\S+ ){0,2}?(?:paper|text|pdf|article|manuscript|report)\b(?=[^.!?\n]{0,60}\b(?:I|my|we|our|it|this|me)\b)|"
    r"\b(?:a|my) (?:full|complete|end-to-end|cover-to-cover) read(?:ing)? of the (?:\S+ ){0,3}?(?:paper|report|preprint|article|manuscript)\b",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)? (?:also )?(?:searched|browsed|googled|looked (?:it |this |them )?up on|checked|looked through|went through|consulted) (?:on |through )?(?:the |its |their |several |some |a few )?"
    r"(?:\S+ )?(?:web|internet|web ?sites?|web ?pages?|pages|site|online sources?)\b|"
    r"\bbased on (?:my |a |the )?(?:web|internet|online) (?:search(?:es)?|results?|sources|coverage|pages)\b|"
    r"\b(?:my|a quick) web search(?:es)?\b|\bweb checks? against\b|\bI (?:searched|looked) (?:for|online)\b|"
    r"\b(?:I |we |and |then )?(?:fetched|opened|retrieved|visited|scraped) (?:the|its|their|that|this) (?:\S+ ){0,2}?(?:page|pages|site|website|url|link|landing page)\b|"
    r"\b(?:pages|articles|posts|sources|coverage)(?: about it| on it| about the paper)?,? (?:that )?(?:I|we) (?:could find|found)(?: on the web| online)?\b|\bsearched the web\b",
    re.IGNORECASE,
)
_PHRASE = r"[^.!?\n。！？]"
_ABSTRACT_ELSEWHERE = re.compile(
    # German
    rf"\b(?:nur|lediglich|bloß|ausschließlich) (?:das|den|die|der|dem)? ?(?:Abstract|Zusammenfassung|Kurzfassung)(?:-\w+)?\b{_PHRASE}{{0,40}}?\b(?:gelesen|gesehen|überflogen|geprüft|zugänglich|verfügbar|frei|lag|liegt|vorlag|lesen können)\b(?! hätte)|"
    rf"\b(?:auf (?:der )?(?:Basis|Grundlage)|anhand|aufgrund) (?:nur |allein |lediglich )?(?:des|der|vom) (?:Abstracts?|Zusammenfassung)\b|\bVolltext (?:war|ist|lag) (?:mir |uns )?(?:leider )?nicht (?:zugänglich|verfügbar|vor|frei)|\bnicht im Volltext gelesen|"
    # French
    r"\bn['’](?:ai|avons) (?:pu |eu )?(?:lu|lire|vu|voir|consulté|consulter|accès) (?:que |qu['’])(?:à |au |aux )?(?:le |l['’])?(?:résumé|abstract)|"
    rf"\b(?:j['’]ai|nous avons) (?:seulement|uniquement|juste) (?:lu|vu|parcouru|consulté) (?:le |l['’])(?:résumé|abstract)|\b(?:à partir|sur la (?:seule )?base) du (?:seul )?(?:résumé|abstract)(?: seul(?:ement)?)?|\bseul le résumé (?:est|était|a été) (?:accessible|disponible|lu|consulté)|"
    # Spanish, Portuguese, Italian, Dutch
    rf"\b(?:solo|sólo|solamente|únicamente) (?:he |hemos |pude |pudimos |he podido |tuve |tuvimos |tengo )?(?:leído|leí|leímos|leer|visto|vi|ver|acceso|accedido|acceder|consultado|revisado|revisé) (?:a |al )?(?:el |del )?(?:resumen|abstract)\b|\b(?:he|hemos) (?:leído|visto|consultado) (?:solo|sólo|solamente|únicamente) el (?:resumen|abstract)|(?<!haber )\bleído (?:solo|sólo|solamente|únicamente) el (?:resumen|abstract)|\bbasad[oa]s? (?:solo|sólo|solamente|únicamente|exclusivamente) en el (?:resumen|abstract)|"
    r"\b(?:só|apenas|somente) (?:li|lemos|vi|vimos|consegui ler|tive acesso a|tivemos acesso a|tenho acesso a)o? ?o? ?(?:resumo|abstract)\b|\b(?:li|lemos) (?:só|apenas|somente) o (?:resumo|abstract)|\bbasead[oa]s? (?:só|apenas|somente|unicamente|exclusivamente) no (?:resumo|abstract)|"
    r"\b(?:ho|abbiamo) (?:letto|visto|consultato|potuto leggere) (?:solo|soltanto|solamente|unicamente) (?:l['’]abstract|il (?:riassunto|sommario))|\bbasat[oaie] (?:solo|soltanto|esclusivamente|unicamente) sull['’]abstract|"
    r"\b(?:alleen|enkel|slechts) (?:het|de) (?:abstract|samenvatting) (?:gelezen|gezien|bekeken|beschikbaar|kunnen lezen)|\bgebaseerd op (?:alleen |enkel )?(?:het|de) (?:abstract|samenvatting)(?: alleen)?\b|"
    # Russian
    r"\b(?:про)?(?:читал|чёл|чел|смотрел|видел)[аи]? (?:я )?(?:только|лишь) (?:аннотацию|абстракт|резюме)|\b(?:только|лишь) (?:аннотацию|абстракт) (?:про)?(?:читал|смотрел|видел)|\b(?:только|лишь) (?:по|на основе|на основании) (?:аннотации|абстракт\w)|"
    # Chinese, Japanese, Korean
    r"(?<![你您])(?:只|仅|僅|只是|仅仅)(?:看|读|讀|阅读|閱讀|查看|浏览|能看到|能读到)(?:了|过|過|到)?(?:论文|論文|文章|原文|该文)?的?摘要|(?:仅|僅|只|仅仅)(?:基于|基於|根据|根據|依据|依據|能根据)(?:论文|論文|文章|原文)?的?摘要|"
    r"(?:要旨|アブストラクト|概要|抄録|[Aa]bstract)(?:だけ|のみ|しか)(?:を|に|から)?(?:ざっと)?(?:生成|作成|読ん|読め|読み|見て|見た|確認|基づ|目を通)|초록만 ?(?:읽었|읽고|읽은|봤|보았|보고|본|확인했(?!더라도)|확인하였|접근|사용)(?!더라도|다면)|초록만(?:으로는?|을) ?(?:[^.!?\n]{0,30}(?:확인되지|알 수 없|판단)|바탕|기반|근거)",
    re.IGNORECASE,
)
_FULL_ELSEWHERE = re.compile(
    r"(?<!nicht im )(?<!nur )(?<!kein )\bVolltext (?:vollständig |ganz )?gelesen\b|(?<!non )(?<!pas )\blue?s? intégralement\b|"
    rf"\b(?:ich|wir) hab(?:e|en)\b(?!{_PHRASE}{{0,60}}\b(?:nicht|nie|nur|kein)\b){_PHRASE}{{0,60}}?(?:\bVolltext|\b(?:ganze|gesamte|komplette|vollständige)[nrs]? (?:\w+-)?(?:Paper|Artikel|Text|Arbeit|Studie|Preprint|Aufsatz|Papier)|\b(?:Paper|Artikel|Studie|Arbeit|Preprint|Aufsatz)\b{_PHRASE}{{0,30}}?\b(?:ganz|komplett|vollständig|durch|von vorne? bis hinten|von Anfang bis Ende))\b{_PHRASE}{{0,30}}?(?:durch)?(?:gelesen|gearbeitet)\b|"
    rf"\b(?:j['’]ai|nous avons) (?:re)?lu {_PHRASE}{{0,50}}?(?:en entier|intégralement|dans son intégralité|en intégralité|de bout en bout|jusqu['’]au bout|du début à la fin|texte intégral|article complet|papier complet|étude complète|tout l['’]article)|"
    rf"\b(?:he leído|hemos leído|leí|leímos)\b {_PHRASE}{{0,50}}?\b(?:complet[oa]|enter[oa]|de principio a fin|de cabo a rabo|íntegr\w+|en su totalidad)\b|"
    rf"\b(?:li|lemos)\b (?:o|a|todo|toda) {_PHRASE}{{0,40}}?\b(?:inteir[oa]|complet[oa]|na íntegra|do início ao fim|de ponta a ponta)\b|"
    rf"\b(?:ho|abbiamo) letto {_PHRASE}{{0,40}}?\b(?:per intero|interamente|integralmente|intero|complet[oa]|dall['’]inizio alla fine|da cima a fondo)\b|"
    rf"\b(?:ik heb|wij? hebben) (?:het|de) (?!{_PHRASE}{{0,40}}\bniet\b)(?:hele |volledige |complete )?(?:\w+ )?(?:paper|artikel|studie|onderzoek) (?:(?:helemaal|volledig|in zijn geheel|van begin tot eind) )?(?:door)?gelezen|"
    r"(?<!не )\b(?:про)?(?:читал|чёл|чел|изучил)[аи]? (?:всю (?:\w+ )?(?:статью|работу)|(?:статью|работу) (?:целиком|полностью|до конца|от начала до конца)|полный текст)|"
    r"(?:我|我们|我們|笔者|筆者|本人)(?:已经|已經|已|也|仔细|完整地?|从头到尾){0,3}(?:通读|通讀|读完|讀完|精读|精讀|看完|细读|阅读|閱讀|读|讀)(?:过|過|了)?(?:这篇|這篇|该|整篇|论文|論文|文章|的){0,3}(?:全文|整篇|全篇|完整论文|完整論文|论文全文|論文全文)|(?:我|笔者|本人)(?:已经|已|也)?(?:从头到尾|完整地?|仔细)(?:读|看|通读|阅读)(?:完|过|了)|"
    r"(?:論文|全文|本文)(?:全体|全文)?(?:を|は)?(?:最後まで|全部|通して|すべて|全て|一通り|しっかり)読(?:みました|んだ|み終え|了)|全文を(?:読みました|読んだ|通読し)|(?:論文|全文)を(?:通読|読破|精読)し(?:た|まし)|"
    r"논문(?:을|의)? ?(?:전문을?|전체를?|끝까지|처음부터 끝까지) ?(?:다 |모두 )?읽(?:었|고|은|어)",
    re.IGNORECASE,
)
_WEB_ELSEWHERE = re.compile(
    rf"\b(?:ich|wir) hab(?:e|en)\b{_PHRASE}{{0,40}}?\b(?:im (?:Netz|Internet|Web)|online)\b{_PHRASE}{{0,40}}?\b(?:gesucht|recherchiert|nachgesehen|nachgeschaut|gefunden)|\b(?:ich|wir) hab(?:e|en) {_PHRASE}{{0,30}}?\bgegoogelt|"
    rf"\b(?:j['’]ai|nous avons) (?:cherché|recherché|effectué une recherche|fait une recherche|trouvé){_PHRASE}{{0,50}}?(?:sur (?:le web|internet|la toile)|en ligne)|"
    rf"\b(?:busqué|buscamos|he buscado|hemos buscado|encontré)\b{_PHRASE}{{0,50}}?\ben (?:la web|internet|línea)|\b(?:pesquisei|procurei|busquei)\b{_PHRASE}{{0,50}}?\bna (?:web|internet)|\bho cercato {_PHRASE}{{0,40}}?\b(?:sul web|su internet|online|in rete)|\bik heb {_PHRASE}{{0,40}}?\b(?:op (?:het )?(?:web|internet)|online) gezocht|"
    r"(?:我|我们)(?:已|已经)?(?:在)?(?:网上|互联网上|网络上)?(?:联网)?(?:搜索|检索|搜|查)了(?:一下)?(?:网络|网上|互联网|相关网页|公开网页)|我(?:已)?联网(?:搜索|检索|查询)|(?:ウェブ|ネット|インターネット)(?:で|上で|を)(?:検索|調べ)(?:し|ま|た)|(?:웹|인터넷)(?:을|에서) ?(?:검색|찾아)",
    re.IGNORECASE,
)
STATEMENTS: tuple[tuple[EvidenceBasis, tuple[re.Pattern[str], ...]], ...] = (
    ("abstract_only", (_ABSTRACT, _ABSTRACT_ELSEWHERE)),
    ("full_paper", (_FULL, _FULL_ELSEWHERE)),
    ("web_search", (_WEB, _WEB_ELSEWHERE)),
)
"""The statements of each basis, in the order in which they count."""

AND_MORE = re.compile(
    r"\s*(?:,\s*)?(?:and|plus|as well as|together with|along with) (?:(?:its|the|some|a few|all|most|parts? of the) )*(?:\w+ )?"
    r"(?:results?|tables?|figures?|methods?|discussion|introduction|conclusions?|sections?|chapters?|append\w+|supplement\w*|"
    r"full|whole|entire|body|rest|text)\b|\s*(?:、|和|及|与|以及|、)(?:引言|导言|结论|方法|正文|图表|部分)|\s+(?:would|could|might|may|can|cannot|should)\b",
    re.IGNORECASE,
)
"""Words that follow "the abstract" unless it alone was read."""

SUPPOSES = re.compile(
    r"\b(?:if|unless|until|once|before|should|could|would|did|have|had|where|how|can|may|to|does not mean|doesn['’]t mean|don['’]t (?:think|believe)|"
    r"wenn|falls|bevor|sobald|ob|si|avant que|antes de que|se|als|если|когда)[,:]?\s+$|"
    r"\bnot because\s+$|(?:如果|若|假如|是否|还是|還是|要是|哪些)[^。！？\n]{0,12}$",
    re.IGNORECASE,
)
"""Words before a statement that make it a supposition or a question."""

COMMANDS = re.compile(
    r"[^\w\n]*(?:\d+[.)]\s*)?(?:do not|don['’]t|never|avoid|please|make sure|always|tell|nicht|bitte|ne pas|no|non|不要|请|不得)\b",
    re.IGNORECASE,
)
"""The beginning of a sentence that tells somebody what to do."""
