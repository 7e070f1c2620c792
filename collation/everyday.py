"""The everyday words of reviews, in any field: shared, they say little. Pure."""

from __future__ import annotations

from collation.words import stem

EVERYDAY = frozenset(map(stem, """
    above absence absent academic account achieve acknowledge across active add address adequate affect ago aim
    almost along already although always among amongst analysis another answer anybody anyone appear apply
    appropriate april area aren't argue argument around ask aspect assert assume attempt audience august author
    authors available avoid away back base basis because become behind believe below benefit besides best better
    beyond big bigger bit bring broad build built call came can't careful carry case cause central certain
    certainly change check choice citation cite claim clear clearly close come common company compare comparison
    compelling complete completely concept concern concrete condition confirm conflate consequence consistent
    contain contemporary context contribution core correct couldn't count create credit critical criticism critique
    crucial data day deal decade december define definition definitive demonstrate depend describe description
    despite detail determine didn't different difficult direct directly discuss discussion document doesn't domain
    don't done dozen draw during early effect effort eight else elsewhere empirical end engage enough entire
    entirely error especially essential establish even ever every everyone everything evidence evident exact
    example exist expect explain explicit explicitly express extend extent fact factor fail failure fair far fast
    fatal february feel few field figure final find finding fine first five flaw focus form found foundation
    foundational four frame framework framing front full fully fundamental furthermore future gap general generic
    genuine given glad goal gone good got great ground group ha half happy hard hasn't haven't he held help hence
    her herself high highlight highly himself his hold hope however hundred i'd i'll i've idea identify ignore
    illustrate impact imply important improve improvement include increase indeed indicate individual information
    inside insight instance instead intend interest interpretation introduce introduction involve isn't it's its
    itself january july june keep key kind know known label lack large largely larger last late later lead least
    leave left less level life like likely limit limitation line list literature little live load logical long look
    lot lots low made main major make manuscript many march matter me mean mechanism mention merely metaphor method
    methodology mine minor minus miss missing modern month moreover mostly move my name narrow nature near nearby
    nearly necessary need never nine no nobody none nor not notable note nothing november number object objection
    observe obtain october often old omission omit onto open original otherwise our outside overall page paragraph
    particular pattern people per perhaps person phenomenon place plain plausible please plus position possible
    potential practice precise precisely prefer present primary principle prior probably problem process produce
    profound project proper propose prove provide public publication purpose put question quick quite quote raise
    range rather reach read reader reading real reality reason recent recommend recommendation record refer
    reference reflect relate relevant rely remain remark remove replace report represent require research
    researcher resolve respect rest result reveal review reviewer right rigorous robust role rule run said same say
    scale scientific scope second section see seem seen sense sentence separate september serious set seven several
    severe she shift show shown significant similar simple simply since single site situation six size slow small
    smaller somebody someone something sometimes somewhere soon sorry sort sound source specific spot stage stale
    standard start state statement step stop strength strong strongest structural structure subject submission
    substantive suggest suggestion support sure surround taken target task technical tell ten term test text thank
    that's their them themselves theoretical theory there's therefore they they're thin thing third thorough though
    thousand three time title today told tool topic total touch treat treatment tried true try turn two type
    typical unable unclear underlie understand until update upon us use used useful user usually value various
    verdict verify version versus via view wait want wasn't way we weak weakness week went what's whatever whether
    while whoever whole wide within without won't word work world worse worst wouldn't write written wrong year yet
    you your yourself
""".split()))  # fmt: skip
