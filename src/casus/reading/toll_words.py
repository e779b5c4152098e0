"""The words of harm: what befalls people, what leads to a figure, what makes a number no toll."""

from __future__ import annotations

import re
from typing import cast

from casus.records import Effect


def _effects(**words: str) -> dict[str, Effect]:
    """Word -> effect; the keywords are the effects that toll records know."""
    return {word: cast(Effect, effect) for effect, lot in words.items() for word in lot.split()}


HARMING = _effects(
    killed="kill slay massacre slaughter butcher murder assassinate execute behead decapitate lynch martyr hang "
    "gun mow",
    wounded="wound injure maim hurt",
    abducted="kidnap abduct",
    captured="capture arrest detain imprison intern",
    displaced="displace uproot evacuate",
)
"""Verbs whose object is harmed. "gun" and "mow" stand for "gun down" and "mow down"."""
SUFFERING = _effects(
    killed="die perish drown starve succumb", missing="disappear vanish", displaced="flee", captured="surrender"
)
"""Verbs whose subject is harmed."""
STATES = _effects(
    killed="dead killed slain death deaths fatality fatalities corpse corpses body bodies martyr martyrs murdered "
    "massacred executed",
    wounded="wounded injured injury injuries hurt",
    missing="missing unaccounted",
    displaced="displaced homeless",
    abducted="kidnapped abducted hostage captive",
    captured="captured prisoner",
)
"""What befell people, in the form the word has beside their number."""
STATE_NOUNS = frozenset(
    "death deaths fatality fatalities corpse corpses body bodies martyr martyrs injury injuries".split()
)
CASUALTIES = frozenset({"casualty", "casualties"})
HARM_NOUNS = _effects(
    killed="death killing murder massacre execution assassination slaughter beheading lynching body corpse "
    "remains funeral burial toll shooting",
    wounded="wounding injury maiming",
    missing="disappearance",
    abducted="abduction kidnapping",
    captured="capture arrest detention imprisonment surrender",
    displaced="displacement uprooting evacuation flight",
)
"""Nouns that "of" joins to those harmed."""
SURE_NOUNS = frozenset("death murder massacre killing body corpse toll".split())
"""Harm nouns that with "the" tell of something done, whatever is said of it."""
FIGURE_NOUNS = _effects(
    killed="toll tolls dead deaths fatalities killed losses casualties",
    wounded="wounded injured injuries",
    missing="missing",
    displaced="displaced refugees",
)
"""Nouns that give a figure once "at", "to" or a verb of measure leads to it."""
HELD = _effects(abducted="hostage captive abductee", captured="prisoner detainee pow", displaced="refugee evacuee idp")
"""People whose name says what befell them, where the sentence says that it lasts."""

MEASURING = frozenset(
    "reach exceed pass surpass top hit total number be stand rise climb grow increase put place bring raise "
    "take estimate set push jump mount edge range vary approach near".split()
)
NAMING = frozenset({"include", "comprise", "be"})
"""Verbs between the dead and who they were: "the dead included three nurses"."""
LIFE_TAKING = frozenset("claim cost take lose end steal loss".split())
DRIVING = frozenset("force drive push chase compel cause prompt send oblige make lead leave".split())
CAUSING = frozenset("cause inflict perpetrate commit".split())
HOSTING = frozenset("host shelter house accommodate".split())
LINKS = frozenset("be remain lie stay go leave get".split())
REPORTING = frozenset(
    "report fear believe presume confirm say think know find list declare register estimate claim allege "
    "understand consider feel announce assume suspect continue come tell".split()
)
"""Verbs that may stand between the harmed and the harm ("are feared dead") or before both ("confirmed 12 killed")."""
COUNTING = frozenset(
    "count document record register verify log tally list confirm report acknowledge admit claim estimate put "
    "identify number cite give reckon name raise put publish add".split()
)
TALLIES = frozenset("count tally estimate reckoning figure account data record number total".split())
VIOLENT_ENDS = frozenset("shot burned burnt beaten stabbed hacked tortured trampled".split())
LETHAL = frozenset(
    "shoot stab beat hack burn club starve torture crush trample bludgeon strangle stone put batter kick slash "
    "gas".split()
)
"""Verbs that with "to death" kill."""
TO_DEATH = re.compile(r"(?:\w+ ){0,3}?to death\b", re.IGNORECASE)
DESCRIBING = frozenset(
    "base station trap travel post deploy hold identify know suspect accuse involve catch believe belong name "
    "attach sleep live surround".split()
)
"""Verbs whose participle behind people only tells who they are."""
OPENING = frozenset("after as before since until while than with over about among including when".split())
"""Prepositions behind which a phrase may still lead a clause ("after four people were killed")."""
STOPPING = frozenset("after as before since until than when".split())
"""Prepositions at which what hangs on a phrase is over."""
IMPLICATIVE = frozenset("manage go on proceed begin start continue help succeed claim".split())
"""Words before an infinitive that is done, or said to be: "went on to kill 12", "claims to kill 80"."""

CONTAINERS = frozenset(
    "total number member group team crowd crew dozen hundred thousand score remains body corpse life maximum "
    "minimum other more further rest estimate death majority combination mixture list group family personnel "
    "man most toll".split()
)
"""Nouns that leave it to their "of" who is counted."""
COUNTED_ALONE = frozenset(
    "other more victim member inmate dead wounded injured body corpse death fatality hundred thousand dozen "
    "casualty life name displaced missing killed total personnel lot further men women children".split()
)
THING_CLASSES = tuple(
    "building vehicle weapon money time animal place event abstract aid agreement property ship aircraft bomb "
    "shot".split()
)
THINGS = frozenset(
    "cow sheep goat cattle animal livestock dog bird horse camel home house shop building percent round shot "
    "shell rocket missile strike attack day hour month year week tonne ton kilometre mile village case time "
    "seat goal point game match job barrel raid front medal wicket run rupee lakh crore charge occasion count "
    "offence incident operation drone tank base position town city state province".split()
)
RUNAWAYS = frozenset(
    "suspect attacker gunman assailant robber thief prisoner inmate convict detainee bandit kidnapper killer "
    "driver".split()
)
"""Those who flee a place without being displaced."""
LOSABLE = frozenset("man people person civilian member personnel officer pilot".split())
"""Besides soldiers, those that a side can be said to have lost."""

MEANS = frozenset(
    "fire gunfire strike air-strike airstrike raid attack shelling bombing bombardment shell rocket missile "
    "drone mortar artillery bomb gunboat offensive assault ambush blast explosion operation shooting massacre "
    "barrage warplane jet bullet sniper incursion invasion crackdown".split()
)
FORCE = MEANS | frozenset(
    "clash fighting battle war combat violence crossfire gunbattle firefight encounter shootout conflict siege "
    "captivity custody action duty front hostilities revolt riot uprising wound injury landmine mine grenade".split()
)
DISASTERS = frozenset(
    "earthquake quake flood flooding landslide mudslide avalanche storm hurricane typhoon cyclone tornado "
    "tsunami heatwave drought wildfire bushfire lightning accident collision derailment pile-up stampede crush "
    "capsizing shipwreck overdose epidemic pandemic outbreak coronavirus covid covid-19 ebola influenza flu "
    "cancer aids hiv malaria crash eruption volcano rain rains rainfall monsoon snow blizzard smoking alcohol "
    "heat virus".split()
)
HARDSHIPS = frozenset(
    "hunger starvation famine cold exposure thirst dehydration malnutrition disease cholera typhus typhoid "
    "dysentery measles illness exhaustion sickness hypothermia diarrhoea pneumonia torture".split()
)
WARS = frozenset("war fighting conflict invasion offensive hostilities uprising clash".split())
OUTBREAKS = frozenset("begin start resume erupt break flare".split())
RECORDS = frozenset("worst first most only least".split())
"""Words that make "since" tell of a record, not of a period ("the worst loss since 1993"); so do those in -est."""

AWAY = re.compile(
    r"(?:(?!and\b|but\b)[\w'’-]+ ){0,4}?"
    r"(?:(?:from|out of|off) (?:(?:their|his|her|its|the) )?(?:\w+ )?(?:homes?|houses|villages?|lands?|towns?|farms)\b|"
    r"to (?:flee|leave|seek (?:refuge|shelter)|abandon)\b|fleeing\b|into exile\b|homeless\b)",
    re.IGNORECASE,
)
LEFT_HOME = re.compile(
    r"(?:had to )?(?:left|leave|abandon(?:ed)?|fled|flee) (?:their|his|her) (?:homes?|houses|villages?|lands?)\b|"
    r"(?:sought|seek(?:ing)?|took|taken|taking|found|liv(?:e|ing)|shelter(?:ing|ed)?|stay(?:ing)?|housed|crowded|packed|"
    r"crammed|scattered) (?:\w+ ){0,3}?(?:refuge|shelters?|camps?|tents|schools)\b|in (?:\w+ )?camps\b|"
    r"(?:driven|forced|chased|pushed|made|rendered|obliged|compelled|expelled) " + AWAY.pattern + "|"
    r"(?:cross(?:ed|ing)?|poured|streamed) (?:\w+ ){0,2}?(?:border|into)\b",
    re.IGNORECASE,
)
IN_CUSTODY = re.compile(
    r"(?:in|under|into) (?:[\w-]+ ){0,4}?(?:custody|detention|captivity|jails?|prisons?|arrest)\b", re.IGNORECASE
)
TAKEN = re.compile(r"(?P<prisoner>prisoner)|hostage|captive", re.IGNORECASE)
LINKING = re.compile(
    r"(?P<link>(?:(?:have|has|had|are|were|is|was|remain|remained|been|being|still|now|currently|also|reportedly|"
    r"already) )*)"
    r"(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
TOLD_BEHIND: tuple[tuple[re.Pattern[str], Effect], ...] = (
    (
        re.compile(
            r"(?:lost|lose) their lives\b|"
            r"(?:\w+ )?(?:shot|stabbed|beaten|hacked|burne?[dt]|clubbed|starved|tortured|crushed|trampled|"
            r"bludgeoned|strangled|fro(?:ze|zen)|bled|stoned|put|battered|kicked|slashed|gassed) to death\b",
            re.IGNORECASE,
        ),
        "killed",
    ),
    (re.compile(r"among (?:(?:the|those|its|their) )?(?:\S+ ){0,3}?(?:dead|killed|fatalities)\b", re.I), "killed"),
    (re.compile(r"among (?:the |those )?(?:wounded|injured)\b", re.IGNORECASE), "wounded"),
    (
        re.compile(
            r"(?:to have )?(?:sustain|suffer|receiv)(?:ed|ing|e)? (?:\w+ ){0,3}?(?:injur(?:y|ies)|wounds?|burns?)\b",
            re.I,
        ),
        "wounded",
    ),
)
"""What may stand behind people and their auxiliaries."""
AMONG_THE = re.compile(
    r"among (?:the|those|its|their) (?:\w+ )?(?P<state>dead|killed|wounded|injured|missing|victims)\W+(?:were|was|are)$"
)
"""What may stand before people at the end of an inverted clause: "among the dead were"."""
ON_A_LIST = re.compile(
    r"(?:(?:of|in|from) (?:[\w-]+ ){1,5}?)?"
    r"(?:among|(?:to|on) (?:its|their|the|a) lists? of) (?:(?:the|its|their) )?"
    r"(?P<state>dead|killed|wounded|missing)\b",
    re.IGNORECASE,
)
"""What may stand behind people who are counted or named as harmed."""
LIVES_LOST = re.compile(r"(?:(?:were|was|are|have been|had been|being) )?lost\b", re.IGNORECASE)
NUMBER_OF = re.compile(
    r"of (?:[\w-]+ ){0,4}?(?P<state>dead|killed|deaths|wounded|injured|missing|displaced|casualties|victims)\b",
    re.IGNORECASE,
)
ALL_OF_THEM = re.compile(r",? ?all (?:of them |of whom )?(?:were )?(?P<who>\w+)", re.IGNORECASE)
PART_BEFORE = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:them|whom|those|these|which)|"
    r"(?:dead|killed|wounded|victims) included?s?)(?: \w+)?$"
)
PART_BEHIND = re.compile(r"of (?:them|whom|those|these|which|the (?:dead|victims|wounded))\b")
RATE = re.compile(
    r"\b(?:(?:a|per|every|each) (?:day|week|month|year|hour)\b"
    r"(?! (?:after|before|earlier|later|ago|since|in|on|that|when))|"
    r"daily\b|annually\b)",
    re.IGNORECASE,
)
CAVEATS = re.compile(
    r"partial figures|"
    r"(?:may|might|could|likely to|expected to|feared to) (?:be (?:much |far )?higher|rise|climb|increase)|"
    r"(?:could not|cannot|can not|not) be (?:independently )?(?:verified|confirmed)|unconfirmed|unverified|"
    r"independent verification|believed (?:dead|killed)|feared dead|presumed dead|provisional|preliminary|"
    r"initial (?:reports|figures)|(?:actual|true|real) (?:number|figure|toll|count)s?|"
    r"(?:far|much|considerably|probably) higher|"
    r"undercount\w*|disputed",
    re.IGNORECASE,
)
CUES = re.compile(
    r"kill|die[sd]?\b|dying|dead|death|fatalit|wound|injur|hurt|maim|casualt|missing|disappear|vanish|unaccounted|displac|"
    r"homeless|uproot|evacu|fle[ed]|homes|refuge|slain|slay|slew|massacre|slaughter|butcher|murder|assassin|execut|behead|"
    r"decapitat|lynch|martyr|hang|gunned|mow|kidnap|abduct|captur|captiv|hostage|arrest|detain|detention|custody|jail|prison|"
    r"intern|surrender|perish|drown|starv|succumb|bod(?:y|ies)|corpse|remains|toll|lost|los[es]|lives|bur(?:ied|y|ial)|victim|"
    r"camps?\b|loss|border|crossed|left\b",
    re.IGNORECASE,
)
"""A sentence without any of these states no toll, unless an act of the lexicon does."""
