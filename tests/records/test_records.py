"""The frozen records: what they refuse, their JSON form, and the id of a report."""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_readings import READINGS

from casus.records import (
    EFFECTS,
    EVENT_TYPES,
    STATUSES,
    Actor,
    BadKnowledge,
    BadRecord,
    CasusError,
    Event,
    Place,
    Pledge,
    Quote,
    Reading,
    Refused,
    Report,
    Statement,
    Tie,
    Time,
    Toll,
    Trigger,
    Truce,
    as_json,
    from_json,
    report_id,
)

SHAPE = Path(__file__).resolve().parents[2] / "../shared/spec/karabakh.shape.json"

# --- what records refuse ---------------------------------------------------------------------------------------------

HERE: dict[str, Any] = {"id": "x1", "span": (4, 9), "sentence": (0, 20), "confidence": 0.5}
SIDE = (Actor(name="Government of Freland"),)
GOOD: dict[type[Statement], dict[str, Any]] = {
    Event: HERE | {"type": "ASSAULT", "status": "actual"},
    Toll: HERE | {"effect": "killed", "low": 12},
    Truce: HERE | {"state": "agreed"},
    Pledge: HERE | {"act": "AID"},
    Tie: HERE | {"kind": "ally", "a": SIDE, "b": SIDE},
    Quote: HERE | {"text": "no way back"},
}
KINDS = list(GOOD)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"span": (4, 21)}, "Record x1 points at (4, 21), outside its sentence (0, 20)."),
        ({"span": (4, 4)}, "Record x1 points at (4, 4), outside its sentence (0, 20)."),
        ({"span": (9, 4)}, "Record x1 points at (9, 4), outside its sentence (0, 20)."),
        ({"sentence": (5, 20)}, "Record x1 points at (4, 9), outside its sentence (5, 20)."),
        ({"sentence": (-1, 20)}, "Record x1 points at (4, 9), outside its sentence (-1, 20)."),
        ({"confidence": 1.01}, "Record x1 has confidence 1.01; it must lie between 0 and 1."),
        ({"confidence": -0.1}, "Record x1 has confidence -0.1; it must lie between 0 and 1."),
        ({"confidence": float("nan")}, "Record x1 has confidence nan; it must lie between 0 and 1."),
    ],
)
def test_every_kind_refuses_words_outside_its_sentence_and_wrong_confidence(
    kind: type[Statement], wrong: dict[str, Any], message: str
) -> None:
    kind(**GOOD[kind])
    with pytest.raises(BadRecord, match=f"^{re.escape(message)}$"):
        kind(**GOOD[kind] | wrong)


@pytest.mark.parametrize(
    ("kind", "wrong", "message"),
    [
        (Event, {"type": "WAR"}, f"Event x1 has type 'WAR'; known types: {', '.join(EVENT_TYPES)}."),
        (Event, {"status": "likely"}, f"Event x1 has status 'likely'; known: {', '.join(STATUSES)}."),
        (Toll, {"effect": "dead"}, f"Toll x1 has effect 'dead'; known: {', '.join(EFFECTS)}."),
        (Toll, {"low": None}, "Toll x1 has bounds (None, None, None); need low <= best <= high."),
        (Toll, {"low": 12, "high": 5}, "Toll x1 has bounds (12, None, 5); need low <= best <= high."),
        (Toll, {"low": 3, "best": 9, "high": 7}, "Toll x1 has bounds (3, 9, 7); need low <= best <= high."),
        (Toll, {"low": -1}, "Toll x1 has bounds (-1, None, None); need low <= best <= high."),
        (
            Truce,
            {"state": "signed"},
            "Truce x1 has state 'signed'; known: proposed, agreed, in force, violated, collapsed.",
        ),
        (Pledge, {"state": "kept"}, "Pledge x1 has state 'kept'; known: open, triggered, honoured, broken, withdrawn."),
        (
            Tie,
            {"kind": "friend"},
            "Tie x1 has kind 'friend'; known: ally, backs, rival, belligerent, mediates, claims.",
        ),
        (Tie, {"kind": "ally", "b": ()}, "Tie x1 of kind 'ally' has 0 actors on its second side."),
        (Tie, {"kind": "claims"}, "Tie x1 of kind 'claims' has 1 actors on its second side."),
    ],
)
def test_a_kind_refuses_values_outside_its_tables(kind: type[Statement], wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(BadRecord, match=f"^{re.escape(message)}$"):
        kind(**GOOD[kind] | wrong)


@pytest.mark.parametrize(
    "bounds", [{"low": 0}, {"best": 30}, {"high": 40}, {"low": 5, "high": 7}, {"low": 12, "best": 12, "high": 12}]
)
def test_one_bound_of_a_toll_is_enough(bounds: dict[str, Any]) -> None:
    toll = Toll(**HERE, effect="killed", **bounds)
    assert {name: getattr(toll, name) for name in ("low", "best", "high")} == {
        "low": None,
        "best": None,
        "high": None,
    } | bounds


def test_a_claim_on_land_has_a_place_in_the_stead_of_a_second_side() -> None:
    tie = Tie(**HERE, kind="claims", a=SIDE, place=Place(name="Harn"))
    assert tie.b == ()


@pytest.mark.parametrize("kind", KINDS)
def test_records_cannot_be_changed(kind: type[Statement]) -> None:
    record = kind(**GOOD[kind])
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.confidence = 1.0  # type: ignore[misc]
    assert not hasattr(record, "__dict__")


def test_errors_of_casus_have_one_base_and_a_refusal_names_the_input() -> None:
    assert all(issubclass(error, CasusError) for error in (BadRecord, BadKnowledge, Refused))
    refused = Refused("a.txt", "is empty; give it some text")
    assert (refused.name, refused.reason, str(refused)) == (
        "a.txt",
        "is empty; give it some text",
        "a.txt: is empty; give it some text",
    )


# --- the JSON form ---------------------------------------------------------------------------------------------------

_STATEMENT = "id span sentence voice channel confidence translated "
CONTRACT: dict[type[Any], str] = {
    Reading: "report events tolls truces pledges ties quotes",
    Report: "id title source url published language text notes",
    Event: _STATEMENT + "type mode contexts actors recipients status place time within",
    Toll: _STATEMENT + "effect low best high group of by place time part_of caveat",
    Truce: _STATEMENT + "parties mediators state times place time",
    Pledge: _STATEMENT + "guarantors beneficiaries act condition trigger state",
    Tie: _STATEMENT + "kind a b place caveat",
    Quote: _STATEMENT + "speakers text",
    Trigger: "type actors recipients place",
    Actor: "name country sectors mention",
    Place: "name country lat lon geonames_id precision disputed_by",
    Time: "start end text",
}
"""The field names of the reading contract; more may be added, none renamed or dropped."""
MORE = {Report: {"headings", "dateline_place", "byline", "agency"}, Reading: {"reader", "translation"}, Event: {"code"}}


@pytest.mark.parametrize("kind", CONTRACT, ids=lambda kind: kind.__name__)
def test_fields_are_those_of_the_contract(kind: type[Any]) -> None:
    names = {field.name for field in dataclasses.fields(kind)}
    assert names == set(CONTRACT[kind].split()) | MORE.get(kind, set())


def _keys_missing(shown: Any, there: Any, path: str = "") -> list[str]:
    """Keys of a JSON example that JSON of the same shape lacks; of a list one item stands for all."""
    if isinstance(shown, dict):
        missing = [f"{path}.{key}" for key in shown if not isinstance(there, dict) or key not in there]
        return missing + [
            one
            for key in shown
            if key in (there or {})
            for one in _keys_missing(shown[key], there[key], f"{path}.{key}")
        ]
    if isinstance(shown, list) and shown and isinstance(shown[0], dict) and there:
        return [one for item in shown for one in _keys_missing(item, there[0], f"{path}[]")]
    return []


def test_json_has_the_shape_shown_in_the_contract() -> None:
    if not SHAPE.exists():
        pytest.skip("the contract's example lies beside the checkout, in ../shared, which is not here")
    shown = json.loads(SHAPE.read_text(encoding="utf-8"))
    assert _keys_missing({key: value for key, value in shown.items() if key != "about"}, as_json(FULL)) == []


FULL_ACTOR = Actor(name="Government of Freland", country="FRE", sectors=("GOV",), mention=(0, 3))
FULL_PLACE = Place(
    name="Harn", country="FRE", lat=1.5, lon=-2.0, geonames_id=7, precision="city", disputed_by=("FRE", "MOR")
)
FULL_TIME = Time(start="2020-09-27", end=None, text="since 27 September")
_SIDES = (FULL_ACTOR,)
_ALL = HERE | {"voice": _SIDES, "channel": "tweet"}
FULL = Reading(
    report=Report(id=report_id("Some text."), title="Some", text="Some text.", headings=((0, 4),), notes=("a note",)),
    events=(
        Event(
            **_ALL,
            type="ASSAULT",
            mode="drone",
            contexts=("military",),
            actors=_SIDES,
            recipients=_SIDES,
            status="possible",
            place=FULL_PLACE,
            time=FULL_TIME,
            within="e2",
        ),
    ),
    tolls=(
        Toll(
            **_ALL,
            effect="killed",
            low=1,
            best=2,
            high=3,
            group="civilians",
            of=_SIDES,
            by=_SIDES,
            place=FULL_PLACE,
            time=FULL_TIME,
            part_of="t2",
            caveat="may rise",
        ),
    ),
    truces=(
        Truce(**_ALL, parties=_SIDES, mediators=_SIDES, state="violated", times=3, place=FULL_PLACE, time=FULL_TIME),
    ),
    pledges=(
        Pledge(
            **_ALL,
            guarantors=_SIDES,
            beneficiaries=_SIDES,
            act="AID",
            condition="if attacked",
            trigger=Trigger(type="ASSAULT", actors=_SIDES, recipients=_SIDES, place=FULL_PLACE),
        ),
    ),
    ties=(Tie(**_ALL, kind="backs", a=_SIDES, b=_SIDES, place=FULL_PLACE, caveat="denied"),),
    quotes=(Quote(**_ALL, speakers=_SIDES, text="no way back"),),
)


def test_json_is_plain_and_in_the_order_of_the_fields() -> None:
    shown = as_json(FULL)
    assert json.loads(json.dumps(shown)) == shown
    assert list(shown) == [*CONTRACT[Reading].split(), "reader", "translation"]
    assert shown["events"][0]["span"] == [4, 9]
    assert shown["pledges"][0]["trigger"]["actors"][0]["mention"] == [0, 3]


def test_statements_come_kind_by_kind() -> None:
    assert [type(one) for one in FULL.statements()] == KINDS


def test_reading_json_with_unknown_fields_is_read_without_them() -> None:
    shown = as_json(FULL_TIME) | {"calendar": "Julian"}
    assert from_json(Time, shown) == FULL_TIME


def test_missing_optional_fields_take_their_defaults() -> None:
    assert from_json(Actor, {"name": "villagers"}) == Actor(name="villagers")


@pytest.mark.parametrize("missing", ["type", "status", "span", "id"])
def test_a_missing_required_field_is_an_error(missing: str) -> None:
    shown = as_json(FULL.events[0])
    del shown[missing]
    with pytest.raises(TypeError, match=missing):
        from_json(Event, shown)


def test_json_of_a_wrong_record_is_refused() -> None:
    with pytest.raises(BadRecord, match="confidence 7"):
        from_json(Event, as_json(FULL.events[0]) | {"confidence": 7})


# --- out and in again ------------------------------------------------------------------------------------------------


@given(READINGS)
def test_a_reading_comes_back_from_its_json_as_it_was(reading: Reading) -> None:
    line = json.dumps(as_json(reading), ensure_ascii=False)
    assert from_json(Reading, json.loads(line)) == reading


# --- the id of a report ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", "d7a458b0096d11582e14"),
        ("Rebels attacked the town.", "50ce224fb54d652f14c3"),
        ("“Ĝis”\n", "cc71f8be2597349878d3"),
    ],
)
def test_the_id_of_a_text_never_changes(text: str, known: str) -> None:
    assert report_id(text) == known


@given(st.text(), st.text())
def test_two_texts_have_two_ids(one: str, other: str) -> None:
    assert (report_id(one) == report_id(other)) is (one == other)
    assert re.fullmatch("[0-9a-f]{20}", report_id(one))
