"""Codes in plain words: acts by type and mode, statuses, bounds, times, places, names, voices."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple, TypeVar, cast

from casus.knowledge.languages import language_named
from casus.knowledge.sides import name_of
from casus.records import Actor, Event, EventType, Place, Pledge, Statement, Status, Time, Toll, Trigger

UNSURE_BELOW = 0.5
"""A record that is more likely wrong than right says so wherever it is shown."""

T = TypeVar("T")

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Direction marks and overrides, byte order marks, annotations, invisible tags: they can make shown words lie.
_INVISIBLE = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """One line of the same words that is safe on a terminal and cannot change direction around it."""
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _UNPRINTABLE.sub(" ", text)))


def all_printable(value: T) -> T:
    """The same with every string in it made printable: what leaves this module is safe to show."""
    made: object = value
    if isinstance(value, str):
        made = printable(value)
    elif isinstance(value, tuple):
        made = tuple(all_printable(one) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{field.name: all_printable(getattr(value, field.name)) for field in fields(value)})
    return cast(T, made)


class Act(NamedTuple):
    """How an act is told: "past" or "base" verb, then what follows it with recipients ({}) or without."""

    past: str
    base: str
    towards: str
    alone: str


def _acts(past: str, base: str, forms: dict[str | None, tuple[str, str]]) -> dict[str | None, Act]:
    return {mode: Act(past, base, *rest) for mode, rest in forms.items()}


ACTS: dict[EventType, dict[str | None, Act]] = {
    "AGREE": {None: Act("made", "make", "an agreement with or offer to {}", "an agreement or offer")},
    "CONSULT": {
        None: Act("talked", "talk", "with {}", ""),
        "visit": Act("visited", "visit", "{}", ""),
        "third-party": Act("mediated", "mediate", "with {}", ""),
        "multilateral": Act("held", "hold", "talks of several sides with {}", "talks of several sides"),
        "phone": Act("spoke", "speak", "by telephone with {}", "by telephone"),
    },
    "SUPPORT": {None: Act("expressed", "express", "support for {}", "support")},
    "CONCEDE": {None: Act("announced", "announce", "a concession to {}", "a concession")},
    "COOPERATE": {None: Act("cooperated", "cooperate", "with {}", "")},
    "AID": {None: Act("gave", "give", "help to {}", "help")},
    "RETREAT": {
        None: Act("yielded", "yield", "to {}", ""),
        "withdraw": Act("withdrew", "withdraw", "in favour of {}", ""),
        "release": Act("released", "release", "captives, in favour of {}", "captives"),
        "disarm": Act("gave up", "give up", "arms, in favour of {}", "arms"),
        "ceasefire": Act("stopped", "stop", "fighting with {}", "fighting"),
        "access": Act("let in", "let in", "aid or observers, in favour of {}", "aid or observers"),
        "resign": Act("resigned", "resign", "in favour of {}", ""),
    },
    "REQUEST": {
        None: Act("called", "call", "on {}", "for action"),
        **_acts("asked", "ask", {
            "assist": ("{} for help", "for help"),
            "change": ("{} for a change of policy", "for a change of policy"),
            "meet": ("{} for talks", "for talks"),
        }),
        "yield": Act("called", "call", "on {} to give way", "for others to give way"),
    },
    "REJECT": _acts("rejected", "reject", {
        None: ("an offer, demand or agreement of {}", "an offer, demand or agreement"),
        "assist": ("an appeal for help by {}", "an appeal for help"),
        "change": ("a demand for change by {}", "a demand for change"),
        "yield": ("a demand by {} to give way", "a demand to give way"),
        "meet": ("talks with {}", "talks"),
    }),
    "ACCUSE": {
        None: Act("made", "make", "accusations against {}", "accusations"),
        "disapprove": Act("criticised", "criticise", "{}", ""),
        "investigate": Act("investigated", "investigate", "{}", ""),
        "allege": Act("alleged", "allege", "wrongdoing by {}", "wrongdoing"),
    },
    "THREATEN": _acts("threatened", "threaten", {
        None: ("{}", ""),
        "restrict": ("{} with restrictions", "restrictions"),
        "arrest": ("{} with arrest", "arrests"),
        "relations": ("{} with a break in relations", "a break in relations"),
        "expel": ("{} with expulsion", "expulsions"),
        "territory": ("{} with seizing territory", "to seize territory"),
        "violence": ("{} with force", "force"),
    }),
    "PROTEST": {
        None: Act("protested", "protest", "against {}", ""),
        "demo": Act("demonstrated", "demonstrate", "against {}", ""),
        "riot": Act("rioted", "riot", "against {}", ""),
        "strike": Act("went", "go", "on strike against {}", "on strike"),
        "hunger": Act("went", "go", "on hunger strike against {}", "on hunger strike"),
        "boycott": Act("boycotted", "boycott", "{}", ""),
        "obstruct": Act("obstructed", "obstruct", "{}", ""),
        "vandalize": Act("damaged", "damage", "property of {}", "property"),
    },
    "SANCTION": {
        None: Act("reduced", "reduce", "relations with {}", "relations"),
        "convict": Act("convicted", "convict", "{}", ""),
        "expel": Act("expelled", "expel", "{}", ""),
        "withdraw": Act("withdrew", "withdraw", "from dealings with {}", "from dealings"),
        "discontinue": Act("stopped", "stop", "aid or trade with {}", "aid or trade"),
    },
    "MOBILIZE": {
        None: Act("readied", "ready", "forces towards {}", "forces"),
        "militia": Act("raised", "raise", "a militia towards {}", "a militia"),
        **_acts("deployed", "deploy", {
            "troops": ("troops towards {}", "troops"),
            "weapons": ("weapons towards {}", "weapons"),
            "police": ("police towards {}", "police"),
        }),
    },
    "COERCE": {
        None: Act("coerced", "coerce", "{}", "others"),
        "seize": Act("seized", "seize", "property of {}", "property"),
        "restrict": Act("put", "put", "restrictions on {}", "restrictions in place"),
        "censor": Act("censored", "censor", "{}", ""),
        "curfew": Act("imposed", "impose", "a curfew on {}", "a curfew"),
        "martial-law": Act("imposed", "impose", "martial law on {}", "martial law"),
        "arrest": Act("arrested", "arrest", "{}", "people"),
        "deport": Act("deported", "deport", "{}", "people"),
        "withhold": Act("withheld", "withhold", "supplies from {}", "supplies"),
        "misinformation": Act("spread", "spread", "false information against {}", "false information"),
        "cyber": Act("attacked", "attack", "computers of {}", "computers"),
    },
    "ASSAULT": {
        **_acts("attacked", "attack", {
            None: ("{}", ""),
            "primitive": ("{} with simple weapons", "with simple weapons"),
            "firearms": ("{} with firearms", "with firearms"),
            "explosives": ("{} with explosives", "with explosives"),
            "suicide-attack": ("{} in a suicide attack", "in a suicide attack"),
            "aerial": ("{} from the air", "from the air"),
            "drone": ("{} with drones", "with drones"),
            "heavy-weapons": ("{} with heavy weapons", "with heavy weapons"),
            "unconventional": ("{} with unconventional weapons", "with unconventional weapons"),
        }),
        "abduct": Act("abducted", "abduct", "{}", "people"),
        "beat": Act("beat", "beat", "{}", "people"),
        "torture": Act("tortured", "torture", "{}", "people"),
        "sexual": Act("sexually assaulted", "sexually assault", "{}", "people"),
        "targeted": Act("targeted", "target", "{} to kill", "people to kill"),
        "destroy": Act("destroyed", "destroy", "property of {}", "property"),
        "crowd-control": Act("used", "use", "crowd-control force on {}", "crowd-control force"),
    },
}  # fmt: skip
"""Every type and mode of PLOVER. The wording claims no more than the code does."""

NOUNS: dict[EventType, str] = {
    "AGREE": "an agreement or offer", "CONSULT": "talks", "SUPPORT": "support in words", "CONCEDE": "a concession",
    "COOPERATE": "cooperation", "AID": "help", "RETREAT": "a withdrawal or other yielding", "REQUEST": "a demand",
    "REJECT": "a refusal or breach", "ACCUSE": "an accusation", "THREATEN": "a threat", "PROTEST": "a protest",
    "SANCTION": "a cut in relations", "MOBILIZE": "a move of forces", "COERCE": "coercion",
    "ASSAULT": "an attack or fighting",
}  # fmt: skip

# What stands before the base verb; None = the past tense. "might" leaves open whether it has been or will be.
_BEFORE: dict[Status, str | None] = {
    "actual": None,
    "historical": None,
    "future": "will",
    "conditional": "would",
    "requested": "should",
    "possible": "might",
    "negated": "did not",
}

_CHANNELS = {
    "tweet": "in a tweet", "social media": "on social media", "telephone": "by telephone",
    "television": "on television", "radio": "on radio", "statement": "in a statement", "speech": "in a speech",
    "briefing": "at a briefing", "interview": "in an interview", "letter": "in a letter", "report": "in a report",
    "news agency": "through a news agency",
}  # fmt: skip

_UNIDENTIFIED = "somebody unidentified"
_GOVERNMENT = "Government of "
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def is_unidentified(actor: Actor) -> bool:
    """Whether the report tells of force without saying whose."""
    return actor.name.casefold() == "unidentified"


def joined(parts: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def names(actors: Sequence[Actor]) -> str:
    """All names, each once; several governments are told as one group. Empty for no actors."""
    found = list(dict.fromkeys(_UNIDENTIFIED if is_unidentified(actor) else actor.name for actor in actors))
    governments = [name.removeprefix(_GOVERNMENT) for name in found if name.startswith(_GOVERNMENT)]
    if len(governments) < 2:
        return joined(found)
    others = [name for name in found if not name.startswith(_GOVERNMENT)]
    return "; ".join([f"Governments of {joined(governments)}", *others])


def act_of(event: Event) -> Act:
    """The wording of an event. A mode that is not known is told as its type alone."""
    modes = ACTS[event.type]
    act = modes.get(event.mode) or next(iter(modes.values()))
    # Without recipients, several actors fought each other or together; the record does not say which.
    is_shared = event.type == "ASSAULT" and len(event.actors) > 1 and not event.recipients
    return Act("fought", "fight", act.towards, act.alone) if is_shared and act.past == "attacked" else act


def did(event: Event) -> str:
    """What was done, without the recipients: "asked for help", "will withdraw"."""
    act = act_of(event)
    return f"{_verb(act, event.status)} {act.alone}".rstrip()


def stated(event: Event) -> str:
    """The event as one sentence without a full stop, in the form its status allows."""
    act = act_of(event)
    rest = act.towards.format(names(event.recipients)) if event.recipients else act.alone
    return capitalised(f"{names(event.actors) or 'someone not named'} {_verb(act, event.status)} {rest}".rstrip())


def _verb(act: Act, status: Status) -> str:
    before = _BEFORE[status]
    return act.past if before is None else f"{before} {act.base}"


def capitalised(words: str) -> str:
    """With a capital first letter, the rest as it stands."""
    return words[:1].upper() + words[1:]


def promised(pledge: Pledge) -> str:
    """The promise of a pledge as a sentence: who would do what for whom."""
    act = next(iter(ACTS[pledge.act].values()))
    rest = act.towards.format(names(pledge.beneficiaries)) if pledge.beneficiaries else act.alone
    return capitalised(f"{names(pledge.guarantors) or 'someone not named'} would {act.base} {rest}".rstrip())


def trigger(found: Trigger) -> str:
    """What would set a pledge off; empty where the promise leaves everything open."""
    by = f"by {names(found.actors)}" if found.actors else ""
    against = f"towards {names(found.recipients)}" if found.recipients else ""
    place = f"in {where(found.place)}" if found.place else ""
    what = NOUNS[found.type] if found.type else "any event" if by or against or place else ""
    return " ".join(part for part in (what, by, against, place) if part)


def bounds(toll: Toll) -> str:
    """How many, never more exact than the passage: "more than 1,250", "about 50", "between 5 and 7"."""
    low, best, high = toll.low, toll.best, toll.high
    if low is not None and low == high:
        return f"{low:,}" if low else "none"
    limits = [at_least(low)] if low is not None else []
    limits += [f"up to {high:,}"] if high is not None else []
    if best is not None:
        return f"about {best:,}" + (f" ({', '.join(limits)})" if limits else "")
    if low is not None and high is not None:
        return f"between {low:,} and {high:,}"
    return limits[0]


def at_least(low: int) -> str:
    """Nobody counts to 3,701: that bound is from "more than 3,700", and is told so."""
    return f"more than {low - 1:,}" if low > 50 and (low - 1) % 50 == 0 else f"at least {low:,}"


def harmed(toll: Toll) -> str:
    """Whom the number counts and what befell them: "civilians killed"."""
    if toll.group == "all":
        return toll.effect
    is_one = toll.low == toll.high == 1 or toll.best == 1
    return f"{toll.group.removesuffix('s') if is_one else toll.group} {toll.effect}"


def when(time: Time | None) -> str:
    """A day, a period or the words of a time that could not be placed; empty when unknown."""
    if time is None:
        return ""
    start, end = _edtf(time.start), _edtf(time.end)
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start or end:
        return f"since {start}" if start else f"until {end}"
    return f"“{time.text}”" if time.text else ""


def _edtf(date: str | None) -> str | None:
    """An EDTF date with its qualification and an unknown year in words."""
    if not date:
        return None
    day = date.rstrip("~?%")
    about = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(date[len(day) :], "")
    return about + (f"{_day_of_year(day)} (year unknown)" if day.startswith("XXXX-") else day)


def _day_of_year(date: str) -> str:
    """ "XXXX-09-27" as "27 September", "XXXX-09" as "September"; other forms stay as they are."""
    found = re.fullmatch(r"XXXX-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?", date)
    if found is None:
        return date
    month, day = _MONTHS[int(found[1]) - 1], found[2]
    return f"{int(day)} {month}" if day else month


def where(place: Place | None, *, has_claimants: bool = True) -> str:
    """A place with its country or, where contested, its claimants; empty when unknown.

    has_claimants: False says only that it is contested, for cells of a table.
    """
    if place is None:
        return ""
    if place.disputed_by:
        claimants = f" by {joined([name_of(code) for code in place.disputed_by])}" if has_claimants else ""
        return f"{place.name} (disputed{claimants})"
    country = name_of(place.country) if place.country else place.name
    return place.name if place.precision == "country" or place.name == country else f"{place.name}, {country}"


def limits(statement: Statement, *, is_quote: bool = False) -> tuple[str, ...]:
    """Who says so, how, whether casus is unsure, and the user's own code: what must stand beside the statement wherever
    it is shown.

    is_quote: the speaker is told with the words themselves.
    """
    channel = _CHANNELS.get(statement.channel, f"by {statement.channel}") if statement.channel else ""
    voice = f"according to {names(statement.voice)}" if statement.voice and not is_quote else ""
    told = ", ".join(part for part in (voice, channel) if part)
    unsure = f"unsure ({statement.confidence:.2f})" if statement.confidence < UNSURE_BELOW else ""
    code = f"coded {statement.code}" if isinstance(statement, Event) and statement.code else ""
    return tuple(part for part in (told, through(statement), unsure, code) if part)


def through(statement: Statement) -> str:
    """From which language and by whom a statement was translated; empty where it was read as it was written."""
    its = statement.translated
    return f"translated from {language_named(its.language)} by {its.translator}" if its is not None else ""


def translated(statements: Iterable[Statement]) -> str:
    """Whether what rests on some statements rests on translations: "translated", "in part translated" or empty."""
    found = {one.translated is not None for one in statements}
    return "" if True not in found else "in part translated" if False in found else "translated"


def language(code: str | None) -> str:
    """The name of a language, its code where casus knows none."""
    return language_named(code) if code else "language unknown"


def counted(number: int, noun: str) -> str:
    """ "1 event", "2 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
