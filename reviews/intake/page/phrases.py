"""The phrases that tell people's prompts from models' answers, in English.

`phrases_by_language` has those in other languages.
"""

from __future__ import annotations

import re

CONTENT_WORD = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}|[^\W_\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4,}"
)

BULLET = re.compile(r"[•◦▪●○‣⁃∙*+–-]\s+\S|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+\S|[✔✘✓✗✅❌➡→➜☑]")
SYMBOL = re.compile(r"[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
MARKDOWN = re.compile(r"#{1,6} |\||>|---+$|\*\*\S|__\S|```|~~~|\$\$|\\\[")
CODE_WORDS = re.compile(r"\w_\w|\w\(|[{}=<>;\\]|::|->|--\w|\w\.\w|\w/\w")
ERROR = re.compile(
    r"\W{0,3}(?:Traceback \(most|(?:\w+\.)*\w*(?:Error|Exception)\b|(?:error|fatal|warning|err|panic)\s?(?:\[\w+\])?!?:|npm err|uncaught|"
    r"[\w.-]+@[\w.-]+[ :][^\n]{0,60}[%$#] |PS [A-Z]:\\|[A-Z]:\\[^\n]{0,80}>|permission denied|segmentation fault|undefined reference|exit code|failed to \w+ |cannot find \w+|could not \w+ |no such file)",
    re.IGNORECASE,
)

OFFER = re.compile(
    r"\b(?:would you like|do you want|want me to|want to (?:\w+ )?(?:see|start|try|build|dive|add|go|explore|sketch|keep)|what['’]s your|(?:paste|send|share|upload|drop) (?:me |it |them |the |your |in |here)|your (?:call|choice|turn)|give (?:it|this|these|them) a (?:try|go)|if you(?:['’]d)? (?:like|want|prefer|wish|need|tell|share|send|paste|let|have any|"
    r"give|provide|run|can|could|upload)|shall (?:i|we)|should i|let me know|feel free|just (?:say|ask|tell|let)|"
    r"hope (?:this|that|it) helps|happy (?:to help|coding|to)|good luck|i can also|i could also|do you have (?:any|a)|"
    r"is there anything|what would you|which (?:one )?(?:would|do|of these|option)|where do you want|how would you|"
    r"are you (?:looking|asking|using|interested)|can you (?:share|tell|provide|confirm|paste)|could you (?:share|tell|provide|clarify)|"
    r"please (?:share|provide|let me|tell me|paste|clarify|note that)|ready (?:to|for|when)|any (?:other )?questions|say the word|"
    r"i(?:['’]m| am) here to help|i can (?:help|show|walk|give|make|write|draft|turn|create|generate|map|provide|build))\b",
    re.IGNORECASE,
)
OPENS_STRONGLY = re.compile(
    r"sure(?: thing)?[,.!—– ]|certainly|agreed|indeed\b|sort of|kind of|acknowledged|generally,? yes|not (?:yet|quite|exactly|really)[,.!—– ]|"
    r"love (?:it|that|the|this|where)\b|makes sense|that makes (?:\w+ )?sense|totally|sounds (?:good|like)|likely\b|nothing[,.!—– ]|"
    r"i (?:think (?:you|that(?:['’]s| is))|appreciate|hear you)|fixed\b|short version|ready[,.!—– ]|"
    r"of course|absolutely|understood|got it|exactly|perfect[,.!—– ]|great[,.!—– ]|"
    r"(?:good|great|excellent|fantastic|interesting|fair|nice|smart|solid|that['’]s an? (?:[\w-]+,? ){0,3}[\w-]+) "
    r"(?:question|point|catch|choice|idea|call|news|observation|instinct|start|move|follow-up|eye|one|position|framing|metaphor|"
    r"insight|analogy|take|concern|request|view|perspective|thought|argument|distinction|approach|plan|goal|project|thing to hear|criticism)\b|"
    r"nice[,.!—–]|alright|awesome|fantastic[,.!]|wonderful[,.!]|excellent[,.!]|brilliant|thank you (?:for|so)|thanks for|"
    r"you(?:['’]re| are) (?:\w+ )?(?:welcome|right|correct|spot on|asking)|i apologi[sz]e|my apologies|apologies|"
    r"i(?:['’]m| am) (?:(?:so |very |truly |really )?sorry|glad|happy to|here to|an ai|just an ai|unable|not able)|i(?:['’]d| would) be (?:happy|glad)|"
    r"i(?:['’]ll| will) (?:be|help|do)\b|i(?:['’]ve| have) (?:just |now )?(?:\w+ed|"
    r"rewritten|written|built|rebuilt|put)|no problem|no worries|happy to|glad (?:to|you|that|i)|congratulations|short answer|tl;?dr|"
    r"that(?:['’]s| is) (?:correct|right|true|not quite|totally|completely|exactly|a (?:really|very|deeply|genuinely))|"
    r"that (?:made me|sentence|sounds|makes sense|question)|these are (?:exactly|great|good|excellent|the right)|"
    r"this is (?:a (?:great|really|very|fascinating|classic|common|deep|wonderful)|an (?:excellent|interesting|important)|exactly)|"
    r"ah+[,!—– ]|oh[,!—– ]|hello[ !,]|hi[!,]|hi there|hey[!,]|hey there|as an ai|as a (?:large )?language model|"
    r"yes(?=\s*[—,.!:–-]|$)|no(?=\s*[—,.!:–-]|$)|yep\b|okay[,.!]|ok[,.!]|fair enough|welcome\b|in that case|done[.!]|noted[.!,]",
    re.IGNORECASE,
)
OPENS_FAIRLY = re.compile(
    r"that(?:['’]s| is| also| makes| happens| would| could| depends| means| sounds)\b|minor |here(?:['’]s| is| are) |below (?:is|are)|let(?:['’]s| me) |i(?:['’]ll|['’]ve| see\b| understand| can(?:not|['’]t)| do(?:n['’]t| not))|"
    r"in this (?:updated|revised|version)|to (?:answer|address) your|it (?:seems|looks|sounds|appears|depends) |if you(?:['’]re| are)|"
    r"unfortunately|based on (?:your|the|what)|as of (?:my|20|today|now)|your |you(?:['’]re| are| can|['’]ve| need)|"
    r"the (?:error|issue|problem|difference|reason|answer|code you)|this (?:error|issue|code|happens)|it(?:['’]s| is) (?:great|possible|not|common|important)",
    re.IGNORECASE,
)
OPENS_WEAKLY = re.compile(
    r"to [a-z]+|there (?:are|is) |in (?:short|essence|general)|generally|while |both |one (?:way|of)|several|i |there['’]s|"
    r"(?:[A-Z][\w'’-]*|the [\w'’-]+)(?: [\w'’-]+){0,4} (?:is|are|was|were|refers|can be|means)\b",
    re.IGNORECASE,
)
SUMS_UP = re.compile(
    r"(?:overall|in (?:summary|short|conclusion|essence)|to sum(?:mari[sz]e)?|ultimately|remember|bottom line|so in short|therefore|by following|"
    r"please note|keep in mind|finally)\b",
    re.IGNORECASE,
)
PROSE_OF_ANSWERS = re.compile(
    r"(?:however|in (?:summary|conclusion|other words|short|general|addition|practice|this (?:case|example|code|way))|"
    r"overall|therefore|additionally|furthermore|moreover|finally|for (?:example|instance)|note that|keep in mind|"
    r"remember|this (?:means|is|will|code|approach|function|example|method|would|allows|makes|way)|these|such|once|"
    r"by (?:following|using|doing)|with this|after|then|next|alternatively|depending|while|although|it(?:['’]s| is) (?:important|worth|also|not)|"
    r"the |you(?:['’]re| can| could| may| might|['’]ll|['’]ve)\b|your |as (?:a result|you)|both|each|many|most|some|they|there|"
    r"to (?:make|use|get|run|install|do|create|fix|ensure|achieve|start)|here(?:['’]s| is| are)|let(?:['’]s| me)|step \d|"
    r"i (?:hope|apologi|recommend|would recommend|suggest|cannot|can['’]t)|that(?:['’]s| is| means)|what (?:this|that|it) |why (?:this|it) )",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"(?:(?:ok|okay|so|and|but|now|also|then|yes|yeah|yep|no|great|good(?: point| idea| question)?|cool|nice|thanks|thank you|hi|hello|"
    r"hey|please|pls|alright|well|right|perfect|awesome|wow|hmm+|haha|lol|actually|wait|sorry|not yet|true|fair enough|exactly)"
    r"[,.!\s—-]+)*"
    r"(?:(?P<order>write|give|make|explain|tell|show|create|generate|list|summari[sz]e|translate|rewrite|re-?write|fix|change|help|"
    r"describe|compare|find|provide|continue|go on|go ahead|keep going|convert|implement|act|act as|imagine|pretend|suggest|"
    r"rephrase|expand|elaborate|shorten|improve|modify|update|remove|add|use|include|try|do|let['’]?s|replace|design|draft|"
    r"analy[sz]e|evaluate|review|check|answer|calculate|solve|define|discuss|outline|propose|recommend|respond|leave|put|turn|"
    r"format|plot|draw|build|simplify|correct|proofread|edit|read|look|search|think|stop|assume|consider|redo|refactor|ignore|"
    r"revise|insert|stylize|append|combine|merge|extend|reword|restate|complete|finish|limit|increase|reduce|delete|rename|split|sort|"
    r"extract|count|choose|pick|rank|rate|prove|debug|test|optimi[sz]e|paraphrase|transcribe|play|begin|start|compose|brainstorm|forget|skip|"
    r"apply|assess|argue|critique|compute|derive|estimate|transform|produce|repeat|adjust|enhance|polish|teach|ask|be|become|shorter|longer|simpler|less|more|"
    r"another|one more|same|instead|what about|how about|you are (?:a|an)|i want you|"
    r"an? (?:haiku|poem|limerick|sonnet|song|rap|joke|riddle|story|short story|list|table|summary|slogan)\b(?=[^.\n]{0,80}\Z))\b(?!:)|"
    r"(?P<asks>how|what|why|when|where|who|whose|which|is|are|was|were|does|do|did|can|could|will|would|should|shall|has|have|am|"
    r"isn['’]?t|aren['’]?t|doesn['’]?t|don['’]?t|any|whats|hows)\b|"
    r"(?P<self>i|i['’]m|im|i['’]ve|ive|i['’]d like|my|we|we['’]re|our)(?![\w'’]))",
    re.IGNORECASE,
)
ASKS_FOR_A_TEXT = re.compile(
    r"(?:(?:hi|hello|hey|ok|okay|now|please|pls)[,.! ]+)*(?:(?:can|could|would|will) (?:you|u) (?:please )?)?"
    r"(?:please )?(?:write|draft|compose|generate|create|review|summari[sz]e|rewrite|translate|explain|give me|help me|"
    r"(?:another|one more|an?) (?:haiku|poem|limerick|sonnet|song|rap|joke|riddle|story|short story|list|table|summary|slogan))\b(?!:)",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"(?:what|why|when|where|who|which|how|any)['’]?(?! (?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|to|if|about|many|"
    r"much|long|old|often|far|come|kind|kinds|type|else)\b)(?=\s)",
    re.IGNORECASE,
)
ASKS_LATER = re.compile(
    r"[.!?]\s+(?:(?:and|but|so|now|also|then|ok|please),?\s+){0,3}(?:please |(?:write|rewrite|translate|summari[sz]e|explain|give me|show me|make it|"
    r"make (?:them|sure you)|tell me|generate|continue|can you|could you|add (?:it|that|this)|now (?!i |we |you |let|the |that|it |here)|remember that|something else|what about|how about|"
    r"leave out)\b|(?:what|how|why|where|which|who|is|are|does|do|can|could|should|would)\b[^.!?\n]{2,120}\?)",
    re.IGNORECASE,
)
REFERS_BACK = re.compile(
    r"\b(?:make|put|turn|rewrite|shorten|change|translate|explain|add|write|do|give|say|fix|convert|summari[sz]e|expand|use|format|keep) "
    r"(?:it|this|that|these|them|all of (?:it|this|that)|the (?:same|above|last|first|second|third|previous))\b|about (?:this|that|it)\b|"
    r"\b(?:the|your) (?:last|above|previous|first|second|third) (?:one|answer|point|paragraph|version|idea|option|part)\b|"
    r"\b(?:instead|again|shorter|longer|simpler|as well|too|please|though)[.!?]*$|^(?:and|but|also|ok|okay|now|so|what about|how about)\b",
    re.IGNORECASE,
)
NOT_ASKED = re.compile(
    r"i (?:can|hope|apologi|recommend|suggest|would|could|understand|appreciate|see|['’]d be)|i['’](?:d be|ll|m (?:sorry|happy|glad|here))|"
    r"do you (?:want|have|need|know|prefer|see)|would you (?:like|prefer|rather)|let['’]?s (?:break|look|start|go|walk|map|unpack|take|dive|say|consider|keep|zoom|clarify|analy[sz]e|simplify|get precise|assume)|"
    r"make sure|(?:are|can|do|should|could) we\b|is there (?:any|some)thing (?:else )?(?:you|i)|give me a (?:sec|moment|minute)|tell me (?:when|if|what|how|which|more about)|do you have\b|"
    r"(?:use|create|add|make|check|try|do|find|build|keep|include|remove|update|replace|review|define|consider|read|run|put|design) [^?]{0,60}:\s*$|"
    r"are you (?:looking|interested|asking|trying|thinking|considering|using|working)|shall (?:i|we)|should i|when (?:the|a|an|it|we|risk|you)\b[^?]*$|"
    r"have (?:a|fun)|which (?:means|is)\b|where (?:the|it)\b[^?]*$|what (?:this|that|you(?:['’]re|['’]ve| just| are| did))\b|"
    r"how (?:it works|this works|to \w+(?: \w+){0,3}:?$)",
    re.IGNORECASE,
)
REPLY = re.compile(
    r"(?:yes|yep|yeah|yup|no|nope|ok|okay|k|sure|please|please do|go ahead|go on|continue|more|next|thanks|thank you|thx|ty|"
    r"both|neither|exactly|correct|right|why|how|really|(?:hi|hello|hey)(?:[ ,]+\w+){0,2}|again|do it|perfect|great|cool|nice|keep going|try again|"
    r"option [a-d\d]|done|not yet|later|same|skip|ready|none|never ?mind|i see|got it|understood|i agree|agreed|what else|then what|[a-d\d]|all|all of them|stop|wow|good|lol|maybe)\b[\s.!?,]*"
    r"(?:(?:yes|please|thanks|thank you|do|so much|very much|all|it|that|sure|again|ahead|more)\b[\s.!?,]*){0,3}",
    re.IGNORECASE,
)
PRAISE = re.compile(r"(?:exactly|correct|right|really|perfect|great|cool|nice|good|wow)\b", re.IGNORECASE)
INFORMAL = re.compile(
    r"(?<![\w'’])(?:u|ur|pls|plz|thx|thanx|dont|doesnt|didnt|cant|wont|isnt|im|ive|id like|whats|thats|lets|gonna|wanna|gimme|"
    r"lol|lmao|btw|idk|imo|tbh|rn|yk|cuz|bc|ppl|tho|alot|kinda|teh|wich|becuase|recieve|dosent|i)(?![\w'’])(?<!I)|\?\?|!!| ,|\w \?|\.\.\.$|(?<=\w)  +\w"
)
ADDRESSES = re.compile(
    r"\b(?:can|could|will|would|do|did) you\b(?! (?:like|want|prefer|have any))|\bare you (?:sure|able|aware|certain|saying|there)\b|\bhave you (?:read|seen|heard|looked|checked)\b|\byou (?:said|mentioned|wrote|just|gave|suggested|forgot|missed|provided|told)\b|\byour (?:answer|last|previous|response|code|evaluation|reply|suggestion)\b|\bplease\b",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(
    r"(?<![\w'’])(?:I(?!['’](?:ll|d(?! like))| can\b| could\b| would\b| hope\b| recommend\b| suggest\b)|[Mm]y|[Mm]ine|im|Im|ive|we(?!\w|['’]ll))(?![\w])"
)
SECOND_PERSON = re.compile(r"\b(?:you|your|you['’](?:re|ve|ll|d))\b", re.IGNORECASE)
TITLE_WORD = re.compile(r"[A-Z0-9(][\w'’&+-]*")
SMALL = frozenset("a an and as at but by for from in is of on or the to vs via with it its your".split())

LANGUAGES = frozenset(
    "bash sh shell zsh powershell python py javascript js typescript ts tsx jsx java kotlin swift c cpp c++ csharp c# go rust ruby php "
    "perl r sql html css scss xml json yaml toml ini markdown md text plaintext txt dockerfile makefile lua scala matlab latex diff h pgsql console "
    "graphql solidity dart haskell elixir vba csv".split()
)
COMMON = frozenset(
    "write explain tell give show create make list summarize describe compare find using used thanks thank please short "
    "this that with from your have what when which will would could should there their they about into more some than then "
    "them these those also just like does make want need please here where while such only other each very".split()
)

REACTS = re.compile(
    r"(?:no|nope|nah|yes|yeah|yep|yup|ok|okay|thanks|thank you|thx|but|so|and|hm+|wow|lol|haha|cool|nice|sorry|wait|actually|still|"
    r"never ?mind|well|oo+h|right now|(?:it|that|this)(?:['’]?s)? (?:is |was )?(?:still |not |just )?(?:did|does|do|is|was|work|fail|seem|look|says?|gave)"
    r"(?:n['’]?t|s|ed|ing)?)\b",
    re.IGNORECASE,
)
ASKS_OF_MODEL = re.compile(
    r"\b(?:can|could|would|will|did) (?:you|u)\b|\bplease\b|\bdo (?:you|u) (?:know|think|understand|see|agree|remember)\b|\bare you (?:sure|able|aware|certain|saying)\b",
    re.IGNORECASE,
)
REPLIES_OF_PEOPLE = re.compile(
    r"no[,.!]* (?:you['’]re|you are|i|i['’]m|my|we|not|it|that|the|but|please)\b|"
    r"(?:yes|yeah|yep|ok|okay|exactly|oh|hi|hey|hello)[,.!]* (?:i|i['’]m|i['’]ve|my|we|but|and|please|can|could|let['’]?s|by the way)\b|"
    r"(?:thank you|thanks) for (?:this|that)\b",
    re.IGNORECASE,
)
SHOUTS = re.compile(r"\b[A-Z]{2,} [A-Z]{3,}\b|\b[A-Z]{3,}[!?]{1,3}(?:\s|$)")
STRAIGHT = re.compile(r"\w'\w")
CURLY = re.compile(r"\w’\w|[“”]")
MODEL_SPEAKS = re.compile(
    r"\b(?:if you(?:['’]d)? (?:like|want), I (?:can|could)|would you like me to|do you want me to|as an AI|as a language model|"
    r"let me know if you(?:['’]d)? (?:like|want|need)|I hope this helps|I can(?:not|['’]t) (?:browse|access|open)|"
    r"my (?:training data|knowledge cutoff)|I only had access to)\b",
    re.IGNORECASE,
)
BRINGS = re.compile(r"\b(?:below|following|here (?:is|are)|this is (?:my|the|a)|these|attached|given)\b", re.IGNORECASE)
HEADS_A_TEXT = re.compile(
    r"\W{0,3}(?:dear\b|subject\b|title\b|(?:intro|verse|chorus|scene|chapter|act|part|slide|section|module|step|day|week)\b[^\n]{0,60}$|once upon|"
    r"introduction\b|int\. |ext\. |(?:hi|hello|hey|good morning)[^.?!\n]{0,30},$|abstract\b|i+\. |#|\[)",
    re.IGNORECASE | re.MULTILINE,
)
EXPLAINS = re.compile(r"(?:the|this|these|it|your|you|there|here|in|based|yes|no|to|i)\b", re.IGNORECASE)
STEP = re.compile(
    r"(?:Add|Create|Use|Check|Review|Include|List|Provide|Make|Set|Open|Select|Choose|Click|Run|Install|Try|Keep|Remove|Update|Replace|Build|Define|Design|"
    r"Find|Put|Read|Look|Consider|Do|Test|Start|Begin|Be|Apply|Identify|Compare|Discuss|Describe|Introduction|Analy[sz]e|Evaluate|Assess|Increase|Reduce|Limit|"
    r"Plan|Draw|Calculate|Search|Ask|Let|Turn|Format|More|Less|Explain|Change|Combine|Complete|Improve|Repeat)\b"
)
