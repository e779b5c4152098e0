"""A small report made up for these tests, and its reading: every kind of record, every standing of an event."""

from typing import Any

from casus.records import (
    Actor,
    Event,
    Place,
    Pledge,
    Quote,
    Reading,
    Report,
    Span,
    Tie,
    Time,
    Toll,
    Trigger,
    Truce,
    report_id,
)  # fmt: skip

TEXT = "\n".join((
    "Freland and Morland trade fire over Harn",
    "Morland shelled the town of Harn on Tuesday; at least 12 people, among them about 5 civilians, were killed.",
    "Freland's army said Morland had used drones against a hospital.",
    "The two countries have been at war since 3 May, and Estmark backs Freland.",
    "A ceasefire mediated by Estmark collapsed twice.",
    "President Ana Corr demanded in a tweet that Morland withdraw. “We will not wait,” she wrote.",
    "Estmark will send help if Morland crosses the river, its foreign ministry said in a statement.",
    "Observers fear that Estmark may be drawn in, but Morland denied that its troops were massing.",
    "Harn belongs to Morland, its ambassador said.",
))  # fmt: skip

FRELAND = Actor(name="Government of Freland", country="FRE", sectors=("GOV",))
MORLAND = Actor(name="Government of Morland", country="MOR", sectors=("GOV",))
ESTMARK = Actor(name="Government of Estmark", country="EST", sectors=("GOV",))
ARMY = Actor(name="Armed Forces of Freland", country="FRE", sectors=("MIL",))
CORR = Actor(name="Ana Corr", country="FRE", sectors=("GOV",))
OBSERVERS = Actor(name="observers", sectors=("UNK",))
HARN = Place(name="Harn", country="FRE", lat=1.0, lon=2.0, precision="city", disputed_by=("FRE", "MOR"))


def words(text: str, found: str) -> Span:
    """Where the words first stand."""
    start = text.index(found)
    return start, start + len(found)


def at(text: str, found: str) -> dict[str, Span]:
    """Span and sentence of the words; a line is one sentence, or two around '. “'."""
    start, end = words(text, found)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    split = text.find(". “", first, last)
    if split >= 0:
        first, last = (first, split + 1) if start <= split else (split + 2, last)
    return {"span": (start, end), "sentence": (first, last)}


def stated(found: str, id: str, confidence: float = 0.9, **more: Any) -> dict[str, Any]:
    """The fields every statement has, for words of the sample."""
    return {"id": id, "confidence": confidence, **at(TEXT, found), **more}


def report(text: str = TEXT, **facts: Any) -> Report:
    """The sample report, or one of another text."""
    return Report(id=report_id(text), text=text, **{"language": "en", **facts})


def reading() -> Reading:
    """The reading of the sample."""
    tuesday = Time(start="2020-05-19", end="2020-05-19", text="on Tuesday")
    return Reading(
        report=report(
            title="Freland and Morland trade fire over Harn",
            source="Harn Courier",
            published="2020-05-21",
            headings=(words(TEXT, "Freland and Morland trade fire over Harn"),),
            notes=("removed 1 advertising placeholder",),
        ),
        events=_events(tuesday),
        tolls=(
            Toll(**stated("at least 12 people", "t1"), effect="killed", low=12, place=HARN, time=tuesday),
            Toll(
                **stated("about 5 civilians", "t2"), effect="killed", best=5, group="civilians", part_of="t1",
                caveat="not confirmed",
            ),
        ),
        truces=(
            Truce(
                **stated("A ceasefire mediated by Estmark collapsed", "c1"), parties=(FRELAND, MORLAND),
                mediators=(ESTMARK,), state="collapsed", times=2,
            ),
        ),
        pledges=(
            Pledge(
                **stated("will send help", "p1", voice=(ESTMARK,), channel="statement"), guarantors=(ESTMARK,),
                beneficiaries=(FRELAND,), act="AID", condition="if Morland crosses the river",
                trigger=Trigger(type="ASSAULT", actors=(MORLAND,)),
            ),
        ),
        ties=(
            Tie(**stated("have been at war", "r1"), kind="belligerent", a=(FRELAND,), b=(MORLAND,)),
            Tie(**stated("Estmark backs Freland", "r2"), kind="backs", a=(ESTMARK,), b=(FRELAND,)),
            Tie(**stated("Harn belongs", "r3", voice=(MORLAND,)), kind="claims", a=(MORLAND,), place=HARN),
        ),
        quotes=(
            Quote(
                **stated("We will not wait", "q1", voice=(CORR,), channel="tweet"), speakers=(CORR,),
                text="We will not wait",
            ),
        ),
    )  # fmt: skip


def _events(tuesday: Time) -> tuple[Event, ...]:
    may = Time(start="XXXX-05-03", end=None, text="since 3 May")
    return (
        Event(
            **stated("shelled the town of Harn", "e1"), type="ASSAULT", mode="heavy-weapons", actors=(MORLAND,),
            recipients=(FRELAND,), status="actual", place=HARN, time=tuesday,
        ),
        Event(
            **stated("used drones against a hospital", "e2", voice=(ARMY,)), type="ASSAULT", mode="drone",
            actors=(MORLAND,), recipients=(FRELAND,), status="actual",
        ),
        Event(
            **stated("at war since 3 May", "e3"), type="ASSAULT", actors=(FRELAND, MORLAND), status="historical",
            time=may,
        ),
        Event(
            **stated("demanded", "e4", channel="tweet"), type="REQUEST", mode="yield", actors=(CORR,),
            recipients=(MORLAND,), status="actual",
        ),
        Event(
            **stated("withdraw", "e5", voice=(CORR,)), type="RETREAT", mode="withdraw", actors=(MORLAND,),
            status="requested", within="e4",
        ),
        Event(
            **stated("be drawn in", "e6", 0.4, voice=(OBSERVERS,)), type="ASSAULT", actors=(ESTMARK, OBSERVERS),
            status="possible",
        ),
        Event(
            **stated("its troops were massing", "e7", voice=(MORLAND,)), type="MOBILIZE", mode="troops",
            actors=(MORLAND,), status="negated",
        ),
    )  # fmt: skip
