"""The phrases that a page prints around an article.

They are buttons, tags, links, and lines on the paper or the author.
"""

from __future__ import annotations

import re

from reviews.intake.page.byline import NAMES

CONTENTS = re.compile(
    r"(?:table of )?contents|on this page|in this (?:article|post)|inhalt(?:sverzeichnis)?|sommaire|índice|目录|目次|목차",
    re.IGNORECASE,
)
SHORT_TAG = re.compile(r"[^\W\d_][\w+#./&-]{0,24}(?: [\w+#./&-]{1,24}){0,2}(?<![.])")

CONTROL = re.compile(
    r"teilen|drucken|merken|suchen?|folge uns:?|anmelden|registrieren|zur startseite|mehr anzeigen|lesezeichen|partager|imprimer|enregistrer|suivre|rechercher|accueil|s['’]abonner|se connecter|connexion|mot de passe(?: oublié ?\?.{0,40})?|identifiant(?:mot de passe)?|identifiez-vous|créer un compte|je m['’]inscris ?!?.{0,20}|"
    r"compartir|imprimir|guardar|buscar|inicio|iniciar sesión|regístrate|suscr[ií]bete|compartilhar|salvar|entrar|assine|condividi|stampa|salva|cerca|accedi|registrati|iscriviti|delen|afdrukken|inloggen|abonneren|поделиться|войти|подписаться|分享到.{0,30}|打印|订阅|返回首页|首页|シェアする|印刷|공유하기|인쇄|"
    r"(?:댓글|저장|좋아요|공유|추천|조회수?) ?\d{1,6}|입력|수정|등록|글자 ?크기.{0,10}|크게 작게|가\s?가|오늘 하루.{0,20}닫기|you are here|"
    r"(?:©|\(c\)) ?.{1,140}|newsletters?|font ?resizer.{0,4}|(?:retour|zurück|volver|torna|terug) (?:à|zu[rm]?|a|al|alla|naar) .{1,40}|\d[\d.,]* ?(?:partages?|commentaires?|kommentare?|comentarios?|compartidos|condivisioni|reacties)|"
    r"skip to (?:main )?content|tweets?|report (?:an )?issue|post navigation|loading…?|like loading…?|mentioned in|new comment|add a comment|collection notice|get the app|start your substack|search for a command to run\.{3}|command palette|suggest changes|팔로우|로그인|회원가입|공유|좋아요|목록 ?보기|이전 포스트|다음 포스트|关注|已关注|点赞|收藏|分享|举报|登录|注册|阅读全文|フォロー|ログイン|シェア|保存|menu|home|blog|posts?|articles?|news|search|subscribe(?: now)?|sign (?:in|up)|log ?in|register|"
    r"share(?: (?:this|on|to|via):? .{1,40}|: .{1,40})?|tweet|pin(?: it)?|save|saved|print|e-?mail|follow(?:ing)?|listen(?: to (?:this )?(?:article|story|post))?|"
    r"like|likes|clap|bookmark|copy link|copied|link copied!?|get link|react|reactions?|add reaction|moderate|report(?: abuse)?|"
    r"unicorn|exploding head|raised hands|fire|sparkle heart|heart|jump to comments|view comments|show comments|comments?|"
    r"enter fullscreen mode|exit fullscreen mode|\d[\d.,]* (?:comments?|shares?|views?|claps?|likes?)|open in app|get (?:the )?app|write|member-only story|top highlight|press enter or click to view image in full size|"
    r"advertisement|advertising|sponsored|ad|publicidad|publicité|anzeige|werbung|play|pause|restack|kudos|more|more options|options|"
    r"(?:facebook|twitter|x|linkedin|reddit|pinterest|whatsapp|telegram|hacker news|mastodon|bluesky|threads|google\+?|youtube|instagram|rss(?: feed)?|stumbleupon|digg|delicious|del\.i\.cious|buffer|evernote|xing|vk|skype|reprints|weibo|wechat|flipboard|pocket|tumblr|messenger|line)|"
    r"(?:share|tweet|post|like|save|send|pin) (?:on|to|via|with|by) .{1,30}|(?:toggle|switch) .{1,30}|(?:dark|light) mode|"
    r"(?:←|‹|«|<|back to) ?.{0,40}|all posts|back|previous|next|enlarge|\[\+\]|close|\d{1,3} ?%|\+\d{1,4}|[\d., ]{1,14}[km]?|[«»‹›↑→▲▼✕×+|/·]+|"
    r"(?:edit|view|improve|suggest edits? (?:to|on)) (?:this )?(?:page|source|post|on github).{0,40}|cite(?: this.{0,30})?|view all(?: posts)?|"
    r"\(?opens in (?:a )?new (?:window|tab)\)?|image|photo|loading\.{0,3}|profile (?:picture|image)|.{2,40} profile image|.{1,40}'s avatar|cover image(?: for .{1,140})?",
    re.IGNORECASE,
)
CRUMBS = re.compile(r"[\w ]{2,30}(?:\s*[>›»/]\s*[^>›»/]{2,60}){1,5}")
TAGGED = re.compile(
    r"(?:posted in .{1,60} tagged .{1,120}|(?:post )?tags?|tagged(?: (?:with|in|as|under))?|topics?|categor(?:y|ies)|filed (?:under|in)|labels?|keywords|posted in|in this category|"
    r"schlagw[öo]rter|themen|stichw[öo]rter|kategorien?|mots[- ]clés|catégories?|etiquetas|categorías?|标签|分类|タグ|태그)\s*(?:[:：]\s*.{0,200}|)|(?:文章标签|关键词|分类专栏|キーワード)\s*[:：]?\s*.{0,200}|"
    r"(?:#[^\W\d_][\w-]{0,40}[ ,|·]{0,4}){1,30}|filed under .{1,120}",
    re.IGNORECASE,
)
TRANSLATIONS = re.compile(
    r"[^\w\s]{0,6}\s*(?:(?:an? |the )?(?:english|german|french|spanish|italian|portuguese|dutch|polish|russian|chinese|japanese|korean|arabic|turkish|hindi|"
    r"vietnamese|indonesian|ukrainian) (?:version|translation)\b.{0,120}|"
    r"(?:read|view|see|also available|available|translated|switch|this (?:post|article|page) is also available) (?:(?:this|it|the)(?: \w+){0,2} )?(?:in|on|to) "
    r"(?:other languages|english|german|deutsch|french|français|spanish|español|italian|italiano|portuguese|português|dutch|nederlands|polish|polski|russian|"
    r"русский|chinese|中文|japanese|日本語|korean|한국어|arabic|العربية|turkish|türkçe|hindi)\b.{0,120}|"
    r"(?:lire (?:cet article )?en|leer (?:este artículo )?en|auf|ler em|leggi in|lees in het) (?:anglais|inglés|englisch|inglês|inglese|engels|english|deutsch|français|español)\b.{0,80}|"
    r"(?:deutsche|englische|version|versión|versão|versione) ?(?:version|française|anglaise|inglesa|española|italiana)\b.{0,80}|"
    r"(?:中文|英文|日本語|英語|한국어|영어)(?:版|版本|번역| 번역| 버전)?(?:\s*[:：].{0,120})?|"
    r"(?:english|deutsch|français|español|italiano|português|nederlands|polski|русский|中文|日本語|한국어|العربية|türkçe)"
    r"(?:\s*[|/·•,]\s*(?:english|deutsch|français|español|italiano|português|nederlands|polski|русский|中文|日本語|한국어|العربية|türkçe))+)",
    re.IGNORECASE,
)
DOWNLOADS = re.compile(
    r"[^\w\s]{0,6}\s*(?:(?:\[?pdf\]?|html|code|dataset|data|slides|poster|video|bibtex|project(?: page)?|github|arxiv|paper|demo|website|model|weights)"
    r"(?:\s*[|/·•,]\s*(?:\[?pdf\]?|html|code|dataset|data|slides|poster|video|bibtex|project(?: page)?|github|arxiv|paper|demo|website|model|weights))+|"
    r"(?:download|get|view|open|read)(?: (?:the|a|this|full|original|original))* (?:pdf|paper|article as pdf|slides|dataset|preprint|manuscript)(?: (?:here|pdf|on arxiv|as pdf|version)){0,2}\W{0,3}|"
    r"(?:view|read|see|find)(?: (?:it|this|the paper))? on (?:arxiv|github|hugging ?face|openreview|semantic scholar)|view pdf|pdf|"
    r"(?:pdf|paper|link|links?|read|read the paper|full paper|original paper|project page|code|github|arxiv|source code|repository|original(?: article| post)?|doi)?\s*:?\s*(?:https?://\S+|doi:\S+))",
    re.IGNORECASE,
)
PARTICULAR = re.compile(
    r"(?:[-*•]\s+)?[*_]{0,3}(?P<key>title|slug|lang|modified|source|published(?: in| on)?|date|posted|link|url|arxiv(?: id)?|doi|papers?|(?:paper|code|project|source|original) (?:link|url)|link to (?:the )?paper|paper title|title of (?:the )?paper|project(?: page)?|code|"
    r"github|repo(?:sitory)?|categor(?:y|ies)|venue|conference|journal|licen[cs]e|pdf|authors|paper authors|affiliations?|institutions?|submitted|updated|"
    r"last updated|version|subjects?|website|dataset|published at|reading time|year|论文|链接|出处|来源)[*_]{0,3}\s*[:：][*_]{0,3}\s*(?P<value>.{1,300})",
    re.IGNORECASE,
)
SUBMITTED = re.compile(
    r"(?:published|submitted|posted|updated|revised) .{0,60}(?:\barxiv\b|\b(?:cs|math|stat|physics|eess|q-bio)\.[A-Z]{2}\b|\b\d{4}\.\d{4,5}).{0,80}",
    re.IGNORECASE,
)
OF_THE_PAPER = re.compile(r"arxiv|doi|paper|venue|conference|journal|论文", re.IGNORECASE)
OUTLET_BEHIND = re.compile(r"\s*(?:[|·]|\s[–—-])\s+(?P<name>[^|–—·.,:;!?'’]{2,40})")
ORIGINALLY = re.compile(
    r"(?:this (?:article|post|story|review|piece) )?(?:was )?(?:originally|first) (?:published|posted|appeared)(?: (?:on|in|at|by))?:?\s*(?P<where>.{2,160})",
    re.IGNORECASE,
)
PAPER_FOOT = re.compile(
    r"(?:#{1,6} |\*\*)?(?:authors?(?: \(\d+\))?|paper (?:information|info|details|authors)|(?:article|publication) (?:information|info|details)|tags?|categories|related papers|"
    r"论文信息|作者)\s*[:：]?(?:\*\*)?",
    re.IGNORECASE,
)
PAPER_FOOT_LINE = re.compile(
    r"[-•*]?\s*(?:[\w.'’-]+(?:[ ,]+[\w.'’-]+){0,5}|(?:arxiv(?: id)?|categories|published|pdf|doi|url|link|version|submitted|updated|license|code|"
    r"venue|subjects?|comments|paper|authors?|project|github)\s*:.{0,200}|:)",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:deixe|deixar) (?:um|seu) coment[áa]rio.{0,40}|dejar? (?:un|tu) comentario.{0,40}|laisser un commentaire.{0,40}|(?:schreibe?n? (?:einen )?kommentar|kommentar (?:schreiben|verfassen|hinterlassen)).{0,40}|"
    r"lascia un commento.{0,40}|laat een reactie achter.{0,40}|(?:добавить|оставить) комментарий.{0,40}|发表评论.{0,20}|コメントを残す.{0,20}|"
    r"(?:top |all )?(?:comments?|responses?|discussion|replies) ?\(\d{1,5}\)|\d{1,5} (?:comments?|responses?|replies|thoughts on .{1,140})|"
    r"no (?:comments|responses)(?: yet)?\W*|(?:post|leave|add|write) a (?:comment|reply|response).{0,60}|join the (?:discussion|conversation).{0,60}|"
    r"discussion about this post|comments? ?\[\d{1,5}\]|(?:\d+ )?(?:kommentare?|commentaires?|comentarios?|comentários?) ?(?:\(\d+\))?|\d{0,5} ?(?:条|則|个)?评论.{0,10}|コメント.{0,10}|\d{0,5}(?:개의 )?댓글(?:을 작성하세요)?|\d{1,5} comments?, sorted by .{1,40}|view all comments.{0,20}|see all responses",
    re.IGNORECASE,
)
MORE = re.compile(
    r"most (?:popular|read|viewed|shared)(?: (?:articles?|posts?|stories|news|today|this week))?|mehr zum thema|auch interessant|lesen sie auch.{0,60}|(?:«|‹|←)\s*prev(?:ious)?\b.{0,140}|next\s*(?:»|›|→).{0,140}|prev|"
    r"(?:related|recommended|trending)(?: (?:articles?|posts?|stories|reading|content|news|from .{1,40}|for you|papers|topics))*:?|(?:popular|latest|recent|similar|featured|other|top) (?:articles?|posts?|stories|content|news|papers|topics)(?: (?:from|on|in) .{1,40})?:?|"
    r"read (?:next|more|also)\b.{0,60}|(?:see|view) (?:more|also)\b.{0,40}|more (?:from|by|stories|articles|posts|like this)\b.{0,60}|you (?:may|might) also (?:like|enjoy|be interested in).{0,30}|"
    r"(?:←|«|‹)?\s*(?:previous|older|prev) (?:post|article|story)\b.{0,140}|(?:next|newer) (?:post|article|story)\b.{0,140}|"
    r"(?:subscribe|sign up)\b.{0,120}|(?:get|join) .{0,60}newsletter.{0,60}|thanks for reading.{0,120}|.{1,60} is a reader-supported publication.{0,120}|"
    r"about (?:the authors?|me|us|this (?:blog|newsletter|site|publication))|written by .{2,60}|author bio|share this (?:article|post|story|entry|review|page|on).{0,40}|share(?: this)?:|(?:©|\(c\)|copyright\b).{0,140}|.{0,80}\ball rights reserved.{0,60}|"
    r"code of conduct.{0,40}|follow (?:us|me)\b.{0,60}|back to top.{0,5}|never miss .{1,60}|enjoyed this (?:article|post).{0,60}|powered by .{1,60}|"
    r"built with .{1,60}|privacy policy.{0,60}|terms (?:of (?:use|service)|and conditions|& conditions).{0,40}|cookie (?:policy|settings).{0,40}|weitere artikel.{0,40}|à lire aussi.{0,60}|"
    r"(?:많이 본|카테고리 최신|최신|인기) ?(?:기사|뉴스)|相关(?:文章|推荐)|関連記事|관련 ?(?:기사|글)",
    re.IGNORECASE,
)
MADE = re.compile(
    r"(?:(?:this|the)\s+)?(?:(?:article|post|text|summary|review|analysis|digest|report|overview|page|content)\s+)?(?:(?:was|is|has been)\s+)?"
    r"(?:(?:automatically|entirely|fully|completely)\s+)?(?:written|generated|drafted|produced|authored|summari[sz]ed)(?:\s+(?:entirely|automatically))?\s+"
    r"(?:by|with|using)\s+(?P<who>(?:[^.!?\n]|\.(?=\d)){2,60})[.!]?",
    re.IGNORECASE,
)
MADE_SENTENCE = re.compile(
    r"[^\w\s]{0,6}\s*(?:(?:this|the|these) (?:\w+ (?:and \w+ )?){0,3}?|(?=notes|takeaways|highlights|summary))(?:article|post|text|summary|review|analysis|digest|report|overview|page|content|notes|takeaways|highlights) (?:was|is|are|were|has been|have been) (?:\w+ ){0,2}?"
    r"(?:written|generated|drafted|produced|authored|summari[sz]ed)(?: and \w+)? (?:by|with|using) (?P<who>(?:an? |the )?(?:[\w-]+(?:\.\d+)?)(?: (?:[A-Z0-9][\w.-]*|model|assistant|language|intelligence))*)(?=[.,;!)]|$)",
    re.IGNORECASE,
)
MADE_BY_A_MODEL = re.compile(
    r"(?:an? |the )?(?:ai|artificial intelligence|large language model|llm|language model|chatbot|ai (?:model|assistant|agent))\b.{0,30}",
    re.IGNORECASE,
)
MADE_ALONE = re.compile(
    r"(?:this (?:article|post|summary|review) is )?(?:ai|llm|machine)[- ]generated(?: (?:article|post|summary|review|content|analysis|digest|overview))?\W*",
    re.IGNORECASE,
)
PEOPLE_WHO_WRITE = (
    r"(?:reporter|writer|journalist|editor|correspondent|columnist|author|contributor|researcher|engineer|scientist|professor|lecturer|student|"
    r"blogger|consultant|founder|fellow|developer|analyst|critic|reviewer)"
)
ROLE = re.compile(rf"\b{PEOPLE_WHO_WRITE}s?\b", re.IGNORECASE)
ABOUT_THE_AUTHOR = re.compile(
    rf"(?P<name>{NAMES}) (?:is|are|was) (?:an?|the|our) [^.]{{0,80}}\b{PEOPLE_WHO_WRITE}s?\b.{{0,300}}"
)
INTRODUCED = re.compile(
    rf"(?:^|[.!?]\s+|,\s+)(?:[Mm]y name is|[Ii]ch heiße|[Mm]ein Name ist|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i nombre es|[Mm]eu nome é|[Mm]i chiamo|"
    rf"[Ii]k heet|[Mm]ijn naam is|[Мм]еня зовут) (?P<name>{NAMES})(?=[,.;!]|\s+(?:and|und|et|y|e|en|и|–|—)\s)"
)
REPORTED = re.compile(
    r"[,.?!][\"”]\s+(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|he|she|they) (?:said|says|told|wrote|adds?|added|explains?|explained|notes|argues)\b|\b(?:said|says|told|according to) [A-Z]"
)
OF_ONESELF = re.compile(
    r"(?<![\w'’])(?:[Mm]y|[Mm]e|[Mm]yself|I['’]m|I['’]ve|I['’]d|I (?:am|was|had|have|did|went|got|[a-z]{2,12}ed|wrote|read|spent|thought|felt|found|saw|came|took|made|said|knew|"
    r"began|do|don['’]t|think|find|feel|like|love|want|need|remember|use|guess|believe|know|suspect|intend))(?!\w)"
)
SENTENCE_END = re.compile(r"[.!?。！？…][\"”’)\]*_]{0,3}$")
BETWEEN_PARAGRAPHS = re.compile(
    r"advertisement|anzeige|publicité|publicidad|publicidade|pubblicità|advertentie|reklame?|реклама|广告|広告|광고|press enter or click to view image in full size|zoom image will be displayed|share this (?:article|post|story)|"
    r"story continues below(?: advertisement)?|publicidad|continue reading below|top highlight|sponsored content",
    re.IGNORECASE,
)
ONE_TAG = re.compile(r"#\s?[^\W\d_A-Z][\w-]{1,30}")
PAPERS = re.compile(
    r"https?://(?:www\.|export\.)?(?:arxiv|doi|dx\.doi|openreview|aclanthology|semanticscholar|huggingface|github)\."
)
ADDRESS = re.compile(r"https?://[^\s<>()\"]{4,900}")
