"""Who stands with or against whom and who claims what: sentences in our own words, and sentences without ties.

Every text is read as a whole report of Monday 15 June 2020.
"""

import pytest
from short_reports import read

from casus.records import Actor, Tie


def people(actors: tuple[Actor, ...]) -> str:
    return " + ".join(actor.name.removeprefix("Government of ").removeprefix("the ") for actor in actors) or "-"


def brief(tie: Tie) -> str:
    """ "Rwanda backs March 23 Movement, says Uganda"; of a claim its place."""
    end = tie.place.name if tie.kind == "claims" and tie.place is not None else people(tie.b)
    return f"{people(tie.a)} {tie.kind} {end}" + (f", says {people(tie.voice)}" if tie.voice else "")


STATED = [
    # --- nouns
    ("Russia, an ally of Armenia, closed the border.", "Russia ally Armenia"),
    ("Hezbollah, Iran's main ally in the region, fired rockets.", "Hezbollah ally Iran"),
    ("Russia's ally Belarus closed its airspace.", "Belarus ally Russia"),
    ("Syria and its ally Russia bombed Idlib.", "Russia ally Syria"),
    ("Syria's main backers, Russia and Iran, welcomed the vote.", "Russia + Iran backs Syria"),
    ("Ethiopia and Somalia became allies against al-Shabab.", "Ethiopia ally Somalia"),
    ("Iran and Israel are rivals.", "Iran rival Israel"),
    ("Arch-foes India and Pakistan exchanged prisoners.", "India rival Pakistan"),
    (
        "Turkey views the YPG as an ally of the PKK.",
        "People's Protection Units ally Kurdistan Workers' Party, says Turkey",
    ),
    ("Turkey and its Syrian proxies took Afrin.", "Turkey backs Syrian proxies"),
    # --- standing by somebody, sworn to help
    ("Armenia wrote that Iran stood behind Qatar.", "Iran backs Qatar, says Armenia"),
    ("Egypt stands on the side of Sudan.", "Egypt backs Sudan"),
    ("Russia, which has a base in Belarus and a defence treaty with it, called for talks.", "Russia ally Belarus"),
    # --- verbs and compounds
    ("Turkey, which backs Azerbaijan, sent drones.", "Turkey backs Azerbaijan"),
    ("The Houthis are backed by Iran.", "Iran backs Houthis"),
    ("Rwanda-backed M23 fighters entered Bukavu.", "Rwanda backs March 23 Movement"),
    ("Khalifa Haftar, supported by Egypt, launched an offensive on Tripoli.", "Egypt backs Khalifa Haftar"),
    ("Washington accused Moscow of supplying the Houthis with missiles.", "Russia backs Houthis, says United States"),
    ("Russia supplies the Libyan National Army with weapons.", "Russia backs Libyan National Army"),
    ("Kampala accuses Rwanda of backing the M23.", "Rwanda backs March 23 Movement, says Uganda"),
    ("Ethiopia is allied with the Amhara militia.", "Ethiopia ally Amhara militia"),
    (
        "North Korean soldiers are fighting alongside Russian troops in Kursk.",
        "North Korean soldiers ally Russian troops",
    ),
    ("Eritrea has fought in Tigray on the side of the Ethiopian army.", "Eritrea ally Ethiopian army"),
    # --- war
    ("Ukraine has been at war with Russia since 2014.", "Ukraine belligerent Russia"),
    ("The war between Ethiopia and Eritrea killed thousands.", "Ethiopia belligerent Eritrea"),
    ("Clashes broke out between Hamas and Fatah in Gaza City.", "Hamas belligerent Fatah"),
    # --- mediation
    ("Qatar is mediating between Israel and Hamas.", "Qatar mediates Israel + Hamas"),
    (
        "Norway mediates between the government of Colombia and the ELN.",
        "Norway mediates Colombia + National Liberation Army (Colombia)",
    ),
    # --- claims
    ("China claims Taiwan as its own.", "China claims Taiwan, says China"),
    ("Serbia regards Kosovo as part of its territory.", "Serbia claims Kosovo, says Serbia"),
    ("Kashmir is claimed by both India and Pakistan.", "Pakistan claims Kashmir, says Pakistan"),
    ("Guyana rejected Venezuela's claim to the Essequibo region.", "Venezuela claims Essequibo, says Venezuela"),
    (
        '"Abkhazia is part of Georgia," President Salome Zourabichvili said.',
        "Georgia claims Abkhazia, says Salome Zourabichvili",
    ),
    ("Moscow says that Crimea is Russian.", "Russia claims Crimea, says Russia"),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_tie_with_its_two_ends_and_its_voice(text: str, expected: str) -> None:
    assert expected in [brief(tie) for tie in read(text).ties]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey could back the rebels.",
        "Rwanda denies that it supports the M23.",
        "If Iran backed the rebels, it would be at war with Israel.",
        "The minister supported the bill.",
        "Germany backed the resolution.",
        "The charity is funded by Norway.",
        "The United Kingdom funds aid agencies in Syria.",
        "Doctors supported by the Red Cross treated the wounded.",
        "Iran is not an ally of the Taliban.",
        "The two countries are partners in trade.",
        "The senator is an ally of the mayor.",
        "The Wagner group fought with the army of Khalifa Haftar.",
        "Rebels fought with sticks and stones.",
        "Soldiers fought a fire in the hills with helicopters.",
        "The militants claimed the attack on the mosque.",
        "Police claimed victory over the gang.",
        "The company claims ten percent of the market.",
        "Kosovo is part of Europe, he said.",
    ],
)
def test_no_tie(text: str) -> None:
    assert not read(text).ties
