"""Promises that hang on a condition: sentences in our own words, and sentences that promise nothing.

Every text is read as a whole report of Monday 15 June 2020.
"""

import pytest
from short_reports import read

from casus.records import Actor, Pledge


def people(actors: tuple[Actor, ...]) -> str:
    return " + ".join(actor.name.removeprefix("Government of ").removeprefix("the ") for actor in actors) or "-"


def brief(pledge: Pledge) -> str:
    """ "Russia -> AID Armenia": guarantors, act, beneficiaries."""
    return f"{people(pledge.guarantors)} -> {pledge.act} {people(pledge.beneficiaries)}"


def trigger(pledge: Pledge) -> str:
    """ "ASSAULT: China -> Taiwan": type, actors, recipients of what would set it off."""
    what = pledge.trigger
    return f"{what.type or '-'}: {people(what.actors)} -> {people(what.recipients)}"


PROMISED = [
    (
        "Russia is bound by treaty to defend Armenia if Armenian territory is attacked.",
        "Russia -> AID Armenia",
        "if Armenian territory is attacked",
        "ASSAULT: - -> Armenia",
    ),
    (
        "The United States pledged to come to Taiwan's defence in the event of a Chinese attack.",
        "United States -> AID Taiwan",
        "in the event of a Chinese attack",
        "ASSAULT: China -> -",
    ),
    (
        "Japan said it would defend Taiwan's airspace if Beijing attacked the island.",
        "Japan -> AID Taiwan",
        "if Beijing attacked the island",
        "ASSAULT: China -> -",
    ),
    (
        "Serbia's president said the army would intervene if Kosovo Serbs were attacked.",
        "army -> ASSAULT -",
        "if Kosovo Serbs were attacked",
        "ASSAULT: - -> Kosovo Serbs",
    ),
    (
        "Belarus has promised to send troops to Russia should Ukraine invade the Kursk region.",
        "Belarus -> MOBILIZE Russia",
        "should Ukraine invade the Kursk region",
        "ASSAULT: Ukraine -> -",
    ),
    (
        "Turkey will not hesitate to send soldiers in case Baku requests it.",
        "Turkey -> MOBILIZE Azerbaijan",
        "in case Baku requests it",
        "REQUEST: Azerbaijan -> -",
    ),
    (
        "If Hamas frees the hostages, Israel will halt its offensive, Benjamin Netanyahu said.",
        "Israel -> RETREAT -",
        "If Hamas frees the hostages",
        "RETREAT: Hamas -> hostages",
    ),
    (
        "The FARC offered to release three soldiers on condition that the army suspend operations in Meta.",
        "Revolutionary Armed Forces of Colombia -> RETREAT soldiers",
        "on condition that the army suspend operations in Meta",
        "RETREAT: army -> people of Meta",
    ),
    (
        "The Taliban vowed to resume attacks on foreign troops unless the United States withdrew by May.",
        "Taliban -> ASSAULT -",
        "unless the United States withdrew by May",
        "RETREAT: United States -> -",
    ),
    (
        "Tehran threatened on Sunday to close the Strait of Hormuz if its oil exports were stopped.",
        "Iran -> COERCE -",
        "if its oil exports were stopped",
        "SANCTION: - -> -",
    ),
    (
        "NATO threatens Belgrade with air strikes if Kosovo talks fail",
        "North Atlantic Treaty Organization -> ASSAULT -",
        "if Kosovo talks fail",
        "-: - -> -",
    ),
    (
        "A treaty obliges China to aid North Korea if it comes under attack.",
        "China -> AID North Korea",
        "if it comes under attack",
        "ASSAULT: - -> North Korea",
    ),
    (
        "The Security Council said that sanctions would be imposed again if Serbia broke the accord.",
        "UN Security Council -> SANCTION -",
        "if Serbia broke the accord",
        "REJECT: Serbia -> -",
    ),
]


@pytest.mark.parametrize(("text", "promise", "condition", "sets_off"), PROMISED)
def test_who_promises_what_to_whom_and_when(text: str, promise: str, condition: str, sets_off: str) -> None:
    (pledge,) = read(text).pledges
    assert (brief(pledge), pledge.condition, trigger(pledge)) == (promise, condition, sets_off)


def test_land_in_the_condition_is_the_place_of_the_trigger() -> None:
    (pledge,) = read("Moscow will send Yerevan help if the fighting moves to Armenian soil.").pledges
    assert pledge.trigger.type == "ASSAULT"
    assert pledge.trigger.place is not None and pledge.trigger.place.country == "ARM"


def test_who_makes_a_promise_says_so() -> None:
    (vow,) = read("Ethiopia vowed to retaliate in case of any aggression by Egypt.").pledges
    (bond,) = read("Russia is bound to defend Armenia if it is attacked.").pledges
    assert people(vow.voice) == "Ethiopia"
    assert not bond.voice


@pytest.mark.parametrize(
    "text",
    [
        "Analysts say Iran would retaliate if Israel struck its nuclear sites.",
        "Asked if the army would intervene, the minister declined to answer.",
        "The committee will decide whether to send observers if funds are available.",
        "Oil prices will rise if the strait is closed.",
        "Residents fear the army will shell the town if rebels return.",
        "It is unclear if Russia will send troops.",
        "If rebels attack the town, thousands will flee.",
        "The soldiers asked if they could leave.",
        "Would Moscow help Yerevan if it were attacked?",
        "The talks ended without agreement, as if nothing had happened.",
        "If the United States leaves, it will embolden its enemies.",
        "Russia will help Armenia if necessary.",
        "Russia promised to send help to Armenia.",
        "The president once told reporters that he would resign.",
        "Rain will return if the wind turns.",
    ],
)
def test_no_pledge(text: str) -> None:
    assert not read(text).pledges


def test_what_is_sent_makes_no_promise_and_who_asks_is_helped() -> None:
    (pledge,) = read("Turkish Vice President Fuat Oktay said that troops would be sent if Qatar asked.").pledges
    assert people(pledge.guarantors) == "Turkey"
    assert people(pledge.beneficiaries) == "Qatar"
    assert pledge.trigger is not None and pledge.trigger.type == "REQUEST"
