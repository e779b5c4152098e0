"""The 61 columns of GDELT 2.0 events, tab-separated, without a header: acts that somebody tells as happened.

PLOVER's types and modes become the nearest CAMEO code of the same meaning, the root where modes say no more. What only
GDELT measures (tone, Goldstein's scale) stays empty. NumSources counts independent origins, not copies.
"""

from __future__ import annotations

from casus.exports.codes import State, state
from casus.exports.incidents import Incident, sides_of
from casus.exports.kinds import is_armed
from casus.exports.rows import NO_DAY, LeftOut, Row, no_act, point
from casus.exports.ucdp import number_of
from casus.records import Actor, Event, Place

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

CAMEO: dict[tuple[str, str | None], str] = {
    ("AGREE", None): "030", ("CONSULT", None): "040", ("CONSULT", "phone"): "041", ("CONSULT", "visit"): "042",
    ("CONSULT", "third-party"): "045", ("CONSULT", "multilateral"): "046", ("SUPPORT", None): "050",
    ("CONCEDE", None): "080", ("COOPERATE", None): "060", ("AID", None): "070", ("RETREAT", None): "080",
    ("RETREAT", "withdraw"): "0874", ("RETREAT", "release"): "084", ("RETREAT", "ceasefire"): "0871",
    ("RETREAT", "access"): "086", ("REQUEST", None): "100", ("REJECT", None): "120", ("ACCUSE", None): "110",
    ("ACCUSE", "investigate"): "090", ("ACCUSE", "allege"): "112", ("THREATEN", None): "130",
    ("THREATEN", "violence"): "138", ("PROTEST", None): "140", ("PROTEST", "demo"): "141",
    ("PROTEST", "hunger"): "142", ("PROTEST", "strike"): "143", ("PROTEST", "boycott"): "143",
    ("PROTEST", "obstruct"): "144", ("PROTEST", "riot"): "145", ("PROTEST", "vandalize"): "145",
    ("SANCTION", None): "160", ("SANCTION", "expel"): "166", ("MOBILIZE", None): "150",
    ("MOBILIZE", "police"): "153", ("MOBILIZE", "troops"): "154", ("COERCE", None): "170", ("COERCE", "seize"): "171",
    ("COERCE", "restrict"): "172", ("COERCE", "censor"): "172", ("COERCE", "curfew"): "1724",
    ("COERCE", "martial-law"): "1724", ("COERCE", "arrest"): "173", ("COERCE", "deport"): "174",
    ("COERCE", "cyber"): "176", ("ASSAULT", "abduct"): "181", ("ASSAULT", "beat"): "182",
    ("ASSAULT", "sexual"): "1821", ("ASSAULT", "torture"): "1822", ("ASSAULT", "explosives"): "183",
    ("ASSAULT", "suicide-attack"): "1831", ("ASSAULT", "targeted"): "186", ("ASSAULT", "firearms"): "193",
    ("ASSAULT", "heavy-weapons"): "194", ("ASSAULT", "aerial"): "195", ("ASSAULT", "drone"): "195",
    ("ASSAULT", "crowd-control"): "175",
}  # fmt: skip
"""Type and mode -> CAMEO code; a mode that is not here has the code of its type alone."""
_ARMED, _UNARMED = "190", "180"
"""ASSAULT of no special means: by armed sides conventional force, by others unconventional violence."""
_TYPES = {"JRN": "MED", "MED": "HLH"} | {
    code: code for code in "COP GOV JUD MIL OPP REB SPY UAF AGR BUS CRM CVL EDU ELI LAB LEG PTY REF IGO NGO MNC".split()
}
"""PLOVER's sectors -> CAMEO's types of actors, where both have the same."""


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, row) of an act that somebody tells as happened."""
    event, days, first = incident.event, incident.days, incident.told.first
    if event is None:
        return no_act(incident)
    if days is None:
        return NO_DAY
    sides, number, code = sides_of(event), number_of(incident.id), _own_code(incident) or cameo(event)
    lead, _, _ = first.report.text.partition("\n\n")
    added = min((one.report.published for one in incident.told.tellings if one.report.published), default="")
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "GlobalEventID": number,
        **_day(days.first),
        **_actor(1, sides.first),
        **_actor(2, sides.second),
        "IsRootEvent": int(event.span[1] <= len(lead)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code),
        "NumMentions": len(incident.asserted),
        "NumSources": incident.told.origins,
        "NumArticles": len({one.key[0] for one in incident.asserted}),
        **(_geo(incident.place) if incident.place is not None else {}),
        "DATEADDED": added.replace("-", "") + "000000" if added else None,
        "SOURCEURL": first.report.url,
    }
    return [(str(number), row)]


def _own_code(incident: Incident) -> str | None:
    """The CAMEO code that the user's codebook gives."""
    return next((one.exports["gdelt"]["EventCode"] for one in incident.codes if "gdelt" in one.exports), None)


def cameo(event: Event) -> str:
    """The CAMEO code nearest to the type and mode of an act."""
    found = CAMEO.get((event.type, event.mode)) or CAMEO.get((event.type, None))
    return found or (_ARMED if any(map(is_armed, event.actors)) else _UNARMED)


def quad_class(code: str) -> int:
    """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict, by the root of a CAMEO code."""
    root = int(code[:2])
    return 1 + sum(root > last for last in (5, 8, 13))


def _day(day: str) -> Row:
    year, month, number = map(int, day.split("-"))
    fraction = year + min(0.9999, (month * 30 + number) / 365)
    compact = day.replace("-", "")
    return {"Day": int(compact), "MonthYear": int(compact[:6]), "Year": year, "FractionDate": round(fraction, 4)}


def _actor(n: int, actors: tuple[Actor, ...]) -> Row:
    """The ten cells of the first actor of a side; groups, peoples and religions have no codes here."""
    if not actors:
        return {}
    actor, found = actors[0], state(actors[0].country)
    types = [_TYPES[sector] for sector in actor.sectors if sector in _TYPES][:3]
    country = found.cameo if found else None
    cells: Row = {
        f"Actor{n}Code": (country or "") + "".join(types),
        f"Actor{n}Name": actor.name.upper(),
        f"Actor{n}CountryCode": country,
    }
    return cells | {f"Actor{n}Type{at}Code": code for at, code in enumerate(types, 1)}


def _geo(place: Place) -> Row:
    """Where it happened. Types: 1 country, 3 American and 4 other town, 2 American and 5 other area."""
    found, (lat, lon) = state(place.country), point(place)
    fips = found.fips if found else None
    whole = found.name if found and found.name != place.name else None
    return {
        "ActionGeo_Type": _geo_type(place, found),
        "ActionGeo_Fullname": f"{place.name}, {whole}" if whole else place.name,
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips if place.precision == "country" else None,
        "ActionGeo_Lat": lat,
        "ActionGeo_Long": lon,
    }


def _geo_type(place: Place, found: State | None) -> int | None:
    is_american = found is not None and found.code == "USA"
    kinds = {"country": 1, "province": 2 if is_american else 5, "district": 2 if is_american else 5}
    return kinds.get(place.precision, 3 if is_american else 4) if place.precision is not None else None
