"""How truces stand: sentences in our own words with every truce they state, and sentences that state none.

Every text is read as a whole report of Monday 15 June 2020.
"""

import pytest
from short_reports import read

from casus.records import Actor, Truce


def people(actors: tuple[Actor, ...]) -> str:
    return " + ".join(actor.name.removeprefix("Government of ").removeprefix("the ") for actor in actors) or "-"


def brief(truce: Truce) -> str:
    """ "violated: Pakistan, through Qatar, says India, 3 times": state, parties, mediators, voice, times."""
    parts = [f"{truce.state}: {people(truce.parties)}"]
    parts += [f"through {people(truce.mediators)}"] if truce.mediators else []
    parts += [f"says {people(truce.voice)}"] if truce.voice else []
    parts += [f"{truce.times} times"] if truce.times > 1 else []
    return ", ".join(parts)


STATED = [
    # --- agreed
    ("Eritrea and Djibouti signed a ceasefire in Doha on Sunday.", "agreed: Eritrea + Djibouti"),
    ("India and Pakistan agreed to cease fire along the Line of Control.", "agreed: India + Pakistan"),
    ("A truce between Hamas and Israel was announced in Cairo.", "agreed: Hamas + Israel"),
    (
        "The Philippine army and the Moro Islamic Liberation Front agreed to stop fighting for the holiday.",
        "agreed: Philippine Army + Moro Islamic Liberation Front",
    ),
    (
        "In talks mediated by Qatar, Chad and the rebels agreed to a cessation of hostilities.",
        "agreed: Chad + rebels, through Qatar",
    ),
    ('Turkey and Russia agreed on a "complete and lasting" ceasefire in Idlib.', "agreed: Turkey + Russia"),
    ("Egypt brokered a truce between Israel and Hamas.", "agreed: Israel + Hamas, through Egypt"),
    ("The Libyan National Army declared a unilateral ceasefire on Saturday.", "agreed: Libyan National Army"),
    ("Ethiopia and Eritrea sign truce in Algiers", "agreed: Ethiopia + Eritrea"),
    (
        "Papua New Guinea withdrew its troops under a ceasefire with the Bougainville Revolutionary Army.",
        "agreed: Papua New Guinea + Bougainville Revolutionary Army",
    ),
    # --- in force
    (
        "A Moscow-brokered ceasefire between Armenia and Azerbaijan came into force at midnight.",
        "in force: Armenia + Azerbaijan, through Russia",
    ),
    (
        "The US- and Saudi-brokered truce between the army and the Rapid Support Forces is holding.",
        "in force: army + Rapid Support Forces, through United States + Saudi Arabia",
    ),
    (
        "The ceasefire that ended two weeks of fighting between Israel and Hezbollah appears to be holding.",
        "in force: Israel + Hezbollah",
    ),
    ("The truce in Hodeidah was extended for a month.", "in force: -"),
    ("Hostilities between Ethiopia and Eritrea ceased at dawn.", "in force: Ethiopia + Eritrea"),
    ("The guns fell silent in Tripoli on Friday.", "in force: -"),
    # --- violated
    ("India accused Pakistan of violating the ceasefire along the Line of Control.", "violated: Pakistan, says India"),
    (
        "Armenia and Azerbaijan accused each other on Sunday of breaking the truce.",
        "violated: Armenia + Azerbaijan, says Armenia + Azerbaijan",
    ),
    ("The rebels broke the ceasefire 12 times, the army said.", "violated: rebels, says army, 12 times"),
    ("Ukraine condemned Russia's violations of the Easter truce.", "violated: Russia, says Ukraine"),
    (
        "Moroccan troops fired on the convoy in breach of the ceasefire, the Polisario Front said.",
        "violated: Moroccan troops, says Polisario Front",
    ),
    ("Shelling went on in Donetsk despite the ceasefire.", "violated: -"),
    ("The truce between Hamas and Israel has not been respected.", "violated: Hamas + Israel"),
    # --- collapsed
    (
        "The ceasefire between Colombia and the ELN broke down after three days.",
        "collapsed: Colombia + National Liberation Army (Colombia)",
    ),
    ("Turkey's ceasefire with the PKK ended in July 2015.", "collapsed: Turkey + Kurdistan Workers' Party"),
    ("The Taliban called off their ceasefire with the Afghan government.", "collapsed: Taliban + Afghanistan"),
    ("The Polisario Front declared the ceasefire with Morocco over.", "collapsed: Polisario Front + Morocco"),
    (
        "Armenia and Azerbaijan agreed to a ceasefire three times in October, but none of them held.",
        "collapsed: Armenia + Azerbaijan, 3 times",
    ),
    ("The third truce in a week fell apart on Sunday.", "collapsed: -, 3 times"),
    # --- proposed
    ("The Security Council called for an immediate ceasefire in Libya.", "proposed: -"),
    ("France urged Armenia and Azerbaijan to agree to a truce.", "proposed: Armenia + Azerbaijan, says France"),
    ("The rebels rejected a ceasefire offered by Khartoum.", "proposed: rebels"),
    (
        "Norway is trying to broker a truce between Colombia and the ELN.",
        "proposed: Colombia + National Liberation Army (Colombia)",
    ),
    ("Israel and Hamas failed to agree on a ceasefire.", "proposed: Israel + Hamas"),
    (
        "The African Union urged Ethiopia and the Tigray People's Liberation Front to halt hostilities.",
        "proposed: Ethiopia + Tigray People's Liberation Front",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_truce_with_its_state_parties_mediators_and_voice(text: str, expected: str) -> None:
    assert expected in [brief(truce) for truce in read(text).truces]


FOLLOWED_UP = [
    ("Ethiopia and Eritrea signed a truce in Algiers. It was mediated by Algeria.", "through Algeria"),
    (
        "Armenia and Azerbaijan have been at war since Sunday. The two sides agreed on Friday to a ceasefire.",
        "agreed: Armenia + Azerbaijan",
    ),
    (
        "A ceasefire between Sudan's army and the Rapid Support Forces began on Monday. Both sides have violated it.",
        "violated: army + Rapid Support Forces",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOLLOWED_UP)
def test_it_and_the_two_sides_go_back_to_what_was_told(text: str, expected: str) -> None:
    assert expected in brief(read(text).truces[-1])


@pytest.mark.parametrize(
    "text",
    [
        "If the ceasefire holds, aid will follow.",
        "There is no ceasefire in Gaza.",
        "Villagers asked whether the truce would hold.",
        "Iran denied violating the ceasefire.",
        "Residents feared that the truce would collapse.",
        "The ceasefire monitors were attacked.",
        "The village lies on the armistice line.",
        "Thousands marched in London to mark the anniversary of the armistice.",
        "A truce in the trade war between China and the United States lifted shares.",
        "The prime minister called a truce with the unions over pay.",
        "Congress reached a deal on the budget.",
        "He warned that any breach of the ceasefire would be punished.",
        "Analysts doubt that the two sides will agree to a ceasefire.",
        "The ceasefire could collapse, diplomats warned.",
        "Either party may end the ceasefire by giving notice.",
        "Washington promised a strong response to any army that violated the truce.",
        "Her novel ends with a quiet truce between the sisters.",
    ],
)
def test_no_truce(text: str) -> None:
    assert not read(text).truces


def test_those_who_mediate_are_no_parties() -> None:
    (truce,) = read("The ceasefire in Lebanon was brokered by the United States and France.").truces
    assert people(truce.mediators) == "United States + France"
    assert not truce.parties


def test_the_time_of_the_state_and_the_place_of_the_truce() -> None:
    (truce,) = read("A truce declared in March in the Somali town of Galkayo collapsed on 10 June.").truces
    assert truce.time is not None and truce.time.start == "2020-06-10"
    assert truce.place is not None and truce.place.country == "SOM"
