"""Codes in plain words."""

import json
from importlib.resources import files

import pytest
from harn_sample import ARMY, FRELAND, HARN, MORLAND, stated

from casus.records import Actor, Event, Place, Quote, Time, Toll
from casus.wording import terms

PLOVER = json.loads((files("casus.knowledge") / "data/plover.json").read_text(encoding="utf-8"))["types"]
ALL_ACTS = [(kind, mode) for kind, found in PLOVER.items() for mode in (None, *found["modes"])]


@pytest.mark.parametrize(("kind", "mode"), ALL_ACTS)
def test_every_type_and_mode_has_words_of_its_own(kind: str, mode: str | None) -> None:
    acts = {str(key): value for key, value in terms.ACTS.items()}
    assert mode in acts[kind]
    assert "{}" in acts[kind][mode].towards and "{}" not in acts[kind][mode].alone


def test_no_mode_is_worded_that_plover_lacks() -> None:
    assert {(kind, mode) for kind, acts in terms.ACTS.items() for mode in acts} == set(ALL_ACTS)


@pytest.mark.parametrize(
    ("low", "best", "high", "shown"),
    [
        (1251, None, None, "more than 1,250"),
        (None, 50, None, "about 50"),
        (12, 12, 12, "12"),
        (12, None, 12, "12"),
        (None, None, 40, "up to 40"),
        (5, None, 7, "between 5 and 7"),
        (40, 50, 60, "about 50 (at least 40, up to 60)"),
        (0, 0, 0, "none"),
        (0, None, 3, "between 0 and 3"),
    ],
)
def test_bounds_say_no_more_than_the_passage(low: int | None, best: int | None, high: int | None, shown: str) -> None:
    toll = Toll(**stated("at least 12", "t1"), effect="killed", low=low, best=best, high=high)
    assert terms.bounds(toll) == shown


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (None, ""),
        (Time(), ""),
        (Time(start="2020-09-27", end="2020-09-27"), "2020-09-27"),
        (Time(start="2020-09-27", end="2020-10-03"), "2020-09-27 to 2020-10-03"),
        (Time(start="2020-09-27"), "since 2020-09-27"),
        (Time(end="2020-09"), "until 2020-09"),
        (Time(start="XXXX-09-27", end="XXXX-09-27"), "27 September (year unknown)"),
        (Time(start="XXXX-01"), "since January (year unknown)"),
        (Time(start="XXXX-01-XX"), "since XXXX-01-XX (year unknown)"),
        (Time(start="2020-09~", end="2020-09~"), "about 2020-09"),
        (Time(text="in recent days"), "“in recent days”"),
    ],
)
def test_times_keep_their_precision(time: Time | None, shown: str) -> None:
    assert terms.when(time) == shown


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("actual", "Government of Morland attacked Government of Freland with drones"),
        ("historical", "Government of Morland attacked Government of Freland with drones"),
        ("future", "Government of Morland will attack Government of Freland with drones"),
        ("conditional", "Government of Morland would attack Government of Freland with drones"),
        ("requested", "Government of Morland should attack Government of Freland with drones"),
        ("possible", "Government of Morland might attack Government of Freland with drones"),
        ("negated", "Government of Morland did not attack Government of Freland with drones"),
    ],
)
def test_only_what_is_told_as_real_stands_in_the_past_tense(status: str, shown: str) -> None:
    event = Event(
        **stated("used drones", "e1"), type="ASSAULT", mode="drone", actors=(MORLAND,), recipients=(FRELAND,),
        status=status,  # type: ignore[arg-type]
    )  # fmt: skip
    assert terms.stated(event) == shown


def test_two_sides_without_a_recipient_fought_and_casus_does_not_say_each_other() -> None:
    event = Event(**stated("at war", "e1"), type="ASSAULT", actors=(FRELAND, MORLAND), status="actual")
    assert terms.stated(event) == "Governments of Freland and Morland fought"


def test_an_event_without_an_actor_says_that_none_is_named() -> None:
    event = Event(**stated("at war", "e1"), type="SANCTION", recipients=(FRELAND,), status="actual")
    assert terms.stated(event) == "Someone not named reduced relations with Government of Freland"


def test_governments_are_told_as_one_group_and_names_once() -> None:
    assert terms.names((FRELAND, ARMY, MORLAND, FRELAND)) == (
        "Governments of Freland and Morland; Armed Forces of Freland"
    )
    assert terms.names((FRELAND,)) == "Government of Freland"
    assert terms.names((Actor(name="unidentified"),)) == "somebody unidentified"
    assert terms.names(()) == ""


def test_a_contested_place_names_its_claimants() -> None:
    assert terms.where(HARN) == "Harn (disputed by FRE and MOR)"
    assert terms.where(HARN, has_claimants=False) == "Harn (disputed)"
    golan = Place(name="Golan Heights", precision="province", disputed_by=("ISR", "SYR"))
    assert terms.where(golan) == "Golan Heights (disputed by Israel and Syria)"
    assert terms.where(Place(name="Dorn", country="EST", precision="city")) == "Dorn, Estonia"
    assert terms.where(Place(name="Luxembourg", country="LUX", precision="city")) == "Luxembourg"
    assert terms.where(Place(name="Estmark", country="EST", precision="country")) == "Estmark"
    assert terms.where(None) == ""


def test_a_voice_a_channel_and_doubt_are_always_told() -> None:
    quote = Quote(**stated("We will not wait", "q1", 0.3, voice=(ARMY,), channel="tweet"), text="We will not wait")
    assert terms.limits(quote) == ("according to Armed Forces of Freland, in a tweet", "unsure (0.30)")
    assert terms.limits(quote, is_quote=True) == ("in a tweet", "unsure (0.30)")


def test_printable_text_cannot_steer_a_terminal_or_turn_its_direction() -> None:
    assert terms.printable("a\x1b[31mb\u202ec\nd\u2028e\x9bf") == "a [31mbc d e f"
    assert terms.printable("\ud800 \ufeffשלום नमस्ते 停火") == "\ufffd שלום नमस्ते 停火"
