"""The words around names that tell a place from a person, an organisation or an ordinary word."""

import re
from functools import cache

from casus.knowledge.tables import rows


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


IN = _set("in near outside inside across around throughout within toward towards into surrounding beyond off amid en")
"""Words straight before a name after which it is nearly always a place."""

AT = _set(
    "at from to of between via through over leaving visited visiting reached entered left fled captured "
    "seized retook recaptured besieged shelled bombed occupied liberated reaching entering leave visit "
    "enter reach fleeing bombing bombarded stormed attacked shelling"
)
"""Words before a name after which it is often a place."""

ATTACKS = _set(
    "attack attacks assault assaults advance advances advanced march marched strike strikes airstrike "
    "airstrikes raid raids bombing bombings bombardment shelling offensive fire fired siege capture "
    "recapture battle battles fall liberation control seizure fight fighting blockade evacuation invasion "
    "occupation attacked rockets missiles missile closing closed defence defense destruction"
)
"""Words before "on", "of", "for" or "against" and a place that is fought over: "the siege of X"."""

COMPASS = _set(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern north-east north-west south-east "
    "south-west north-eastern north-western south-eastern south-western upper lower greater downtown "
    "mainland coastal rural mid inner outer nearby neighbouring neighboring occupied war-torn "
    "government-held rebel-held opposition-held besieged"
)

SETTLEMENTS = _set(
    "village villages town towns city cities hamlet settlement district districts province provinces "
    "region port municipality township camp suburb suburbs neighbourhood neighborhood neighbourhoods "
    "neighborhoods department county governorate state island islands outskirts capital enclave area "
    "valley prefecture oblast subdistrict commune locality border kibbutz moshav raion parish republic "
    "peninsula"
)
"""Kinds of place, as in "the village of X" and "X district"."""

CALLED = _set("village town hamlet settlement suburb kibbutz moshav district neighbourhood neighborhood")
"""Of these, the ones that stand straight before a name in no table ("the village Tal Maskin")."""

NAMED_KINDS = SETTLEMENTS - _set("state states border capital republic area region department port")
"""Of these, the ones that tell a place; what is left out is more often a state's or a ministry's."""

FIRSTS = _set("Mount Fort Camp Lake Cape Jabal Jebel Wadi Tal Tell Tel Kafr Khirbet Beit Deir Ain Umm Bir Rue Barangay")
"""Capitalised words that begin the name of a place."""

PROVINCES = _set(
    "province provinces state region oblast governorate department prefecture county krai republic division canton"
)
"""Of these, the ones that choose the province where a city has the same name."""

LOCALS = _set(
    "police resident residents man woman court courts airport hospital hospitals mayor university suburb "
    "suburbs area councillor streets street schools students survivors teenager native natives "
    "neighbourhood metro prison jail prosecutor prosecutors front frontline battlefield countryside "
    "skyline summit garrison barracks offensive corridor siege crossing checkpoint airbase mosque market "
    "councilman villagers locals"
)
"""Words after a name that speak of what a place has: "Mosul residents", "the Aleppo offensive"."""

LAND = _set(
    "River Lake Mountain Mountains Valley Island Islands Bay Beach Canal Creek Peninsula Strait Desert "
    "Forest Province Governorate Oblast Krai Raion Prefecture Heights Hills Village Town District Region "
    "Falls Reservoir Gulf Coast Basin Plateau Ridge Gorge Canyon Harbour Harbor Borough Municipality "
    "Shoal Reef Lagoon Archipelago Glacier Volcano Oasis Territory Pass Highlands Lowlands Corridor Swamp "
    "Camp Crossing Checkpoint"
)
"""Capitalised words that end the name of a stretch of land or water; it lies where the name before them says."""

VAGUE_LAND = _set("Region District Corridor Territory Coast Pass Camp Village Town Basin")
"""Of these, the ones that headlines put after any word ("Cocaine Corridor")."""

STREETS = _set(
    "Street Avenue Road Boulevard Lane Highway Square Plaza Bridge Quarter Drive Neighborhood "
    "Neighbourhood Roundabout Junction Intersection Alley Motorway Expressway Promenade Park County "
    "Township Parish Borough"
)
"""Capitalised words that end the name of a part of a town or a state; the place in the name before them is
remembered there, and lies elsewhere ("Washington Township", "Lafayette Street")."""

BUILDINGS = _set(
    "Airport Hospital School Stadium Church Mosque Cathedral Temple Base Prison Palace Castle Tower Hotel "
    "Mall Museum Station Centre Center Arena Theatre Theater Library Cemetery Barracks Airfield Airbase "
    "Port Dam Gate Market Terminal House Farm Gardens Zoo Synagogue Monastery Shrine College University "
    "Campus Academy Refinery Plant Mine Jail Garden Hall Clinic Fort Abbey Courthouse Convent Seminary "
    "Kindergarten Pagoda Fortress Citadel"
)
"""Capitalised words that end the name of a building or a site: a place when something is in, at or near it."""

HEADS = LAND | STREETS | BUILDINGS | _set("State City")

ORGANISATIONS = _set(
    "Post Times Herald Tribune Journal Gazette News Press Daily Mail Globe Star Chronicle Observer Mirror "
    "Police Fire State City County Department Council Court Bank United FC Rovers Rangers University "
    "College School Institute Accord Accords Agreement Treaty Declaration Convention Conference Summit "
    "Process Protocol Commission Committee Union League Army Navy Force Forces Guard Government "
    "Parliament Assembly Senate Congress Ministry Minister Embassy Group Company Corp Inc Ltd Airlines "
    "Airways Railway Railways Festival Cup Open Marathon Prix Exchange Purchase Office Agency Authority "
    "Association Society Club Party Movement Front Liberation Democratic National Federal Federation "
    "Foundation Fund Center Centre Museum Opera Symphony Orchestra Hospital Airport Port Power Electric "
    "Energy Oil Gas Steel Motor Motors Trade Chamber Legislature House President Governor Mayor Prime "
    "Foreign Secretary Ambassador General Human Red International World Central Film Book Stock Olympic "
    "Olympics Games Grand Tower Bridge Square Peace War Crisis Revolution Spring Republic Empire Kingdom "
    "Royal Air Islamic Security Defense Defence Military Armed Arab District Supreme High Superior "
    "Criminal Civil Tribunal Attorney Mission Corps Ballet Zoo Medical Health Public Transit Metro Works "
    "Water Housing Sea Ocean Gulf Islands Coast Broadcasting Television Radio TV Network Media Research "
    "Review Studies Economic Business Development Investment Muslims Christians Jews Catholics Orthodox "
    "Catholic Christian Muslim Jewish Americans American Sunni Shia Kurds Street Avenue Road Hotel Mall "
    "Palace Stadium Arena Park Garden Gardens Market Theatre Theater"
)
"""Words after a name that make it the first part of an organisation's or an event's name ("Washington Post")."""

TITLES = _set(
    "mr mrs ms miss dr prof professor president premier chancellor king queen prince princess sheikh "
    "sheik emir sultan general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal "
    "private admiral adm commander brigadier marshal senator sen congressman congresswoman representative "
    "rep governor gov mayor judge justice minister secretary ambassador envoy spokesman spokeswoman "
    "spokesperson director chairman chairwoman chief reverend rev pope bishop archbishop cardinal father "
    "sister brother imam ayatollah mullah rabbi sir lord lady dame baroness comrade coach manager actor "
    "actress singer author analyst lawyer attorney professor officer constable detective inspector "
    "superintendent saint aunt uncle first"
)
"""Words before a name that make it a person's."""

FUNCTION = _set(
    "in on at the a an from to of for by with and but or as if when while after before since until "
    "although though because however also that this these those there here it its he she they we you i "
    "his her their our your my is was are were be has have had do does did not no nor so yet than then "
    "once both either neither all some many most more several other another each every such what which "
    "who whom whose why how where whether despite during amid among between across around over under "
    "outside inside near into through toward towards against without within via per like unlike meanwhile "
    "yesterday today tomorrow earlier later last next only even just still now new old former monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december source about according back following one two three"
)
"""Words that are capitalised only because a sentence or a headline begins with them, or that no name joins."""

SPEECH = _set("say said says told added tweeted wrote testified explained replied argued asked claimed insisted joked")

_LINKS = (
    "of de del da do dos la el al e y di du des le los las sur on upon am and i o au en ul ye les in by the under next"
)
JOINTS = {
    " ": " ", "-": " ", "‑": " ", "\u00a0": " ", " of the ": " of the ", " and the ": " and the ", " & ": " & ",
    " de la ": " de la ", " an der ": " an der ",
    **{f" {link} ": f" {link} " for link in _LINKS.split()[:23]},
    **{f"-{link}-": f" {link} " for link in _LINKS.split()},
}  # fmt: skip
"""What may stand between the capitalised words of one name, and its folded form."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
ARTICLE = r"(?:al|el|as|ar|ad|an|at|az|ash|ath|ed|es|ez|en|er|adh|et)[-‑]"

TOKEN = re.compile(
    rf"""(?<![\w@\#])(?:{ARTICLE}(?={_CAPITAL}))?(?:[dl]['’](?={_CAPITAL}))?
    (?: (?:[A-Z]\.){{2,}}(?:[A-Z](?!\w))?               # U.S.  U.A.E.
      | (?:St|Ste|Mt|Ft)\.(?=\s{_CAPITAL})              # St. Petersburg
      | {_CAPITAL}\w*(?:['’](?!s\b|S\b)[^\W\d_]+)*      # Mosul  Sana'a  N'Djamena
    )""",
    re.VERBOSE,
)
"""A capitalised word, with the Arabic article before it."""

ANY_TOKEN = re.compile(r"(?<![\w@#])(?:(?:[a-zA-Z]\.){2,}|[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*)")
"""Any word, for texts whose capitals tell nothing."""

_SIDE = r"(?:(?:north|south|east|west|central|coast|mid)[a-z-]*\s+)?"
_PART = rf"(?:the\s+)?{_SIDE}(?:(?:state|province|region|district|department)\s+of\s+)?"
_KIND = (
    r"(?:\s+(?:area|town|village|city|district|tehsil|block|sector|subdistrict|neighbou?rhood|suburb|camp|hamlet|canton"
    r"|municipality|township|county|locality|tambon|commune))?"
)
CONTAINED = re.compile(
    rf"(?:,?\s*\(|{_KIND},\s+(?:(?:also|a\s+(?:[a-z]+\s+)?(?:town|village|city)|located|situated|the\s+capital)?\s*"
    rf"(?:in|of|near)\s+)?{_PART}|{_KIND}\s+(?:in|near|of)\s+{_PART})",
    re.IGNORECASE,
)
"""What stands between a place and the larger one it lies in: "X, Y"; "X, in southern Y"; "X (Y"; "X in the
state of Y"; "X district of Y"."""

BASED = re.compile(r"[-‑–](?:based|born|held|controlled|area|wide|led|trained|bound|backed|style|run)\b")
SHOUTED_DATELINE = re.compile(r"\s*(?:,\s*[A-Z][\w.]+)?\s*(?:\([^)]{2,30}\)|[-–—]{1,2}\s)")
"""What follows the place of a dateline in capitals inside a line."""

DATELINE = re.compile(
    r"\s*(?:,\s*[A-Z][\w.]+(?:\s+[A-Z][\w.]+)?)?\s*(?:,\s*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]+))?"
    r"\s*(?:\([^)]{2,30}\)\s*[-–—:]?|\s[-–—]{1,2}\s|[–—]\s?|--|(?P<colon>:\s))"
)
"""What follows the place of a dateline: "KYIV, Ukraine (AP) -", "MOSUL, March 3 --"."""


@cache
def traps() -> dict[str, str]:
    """Folded names of places that are first of all something else: "word", "given" (name) or "surname"."""
    return {row["word"]: row["kind"] for row in rows("place_traps.csv")}
