"""How many were harmed: sentences in our own words with every toll they state, and sentences that state none."""

import pytest

from casus.reading import get_reader
from casus.records import Actor, Report, Toll, report_id

PUBLISHED = "2020-10-31"


def tolls_of(text: str, published: str = PUBLISHED) -> tuple[Toll, ...]:
    """The tolls read in a text of one or a few sentences."""
    return get_reader("lexicon").read(Report(id=report_id(text), text=text, published=published, language="en")).tolls


def brief(toll: Toll) -> str:
    """ "killed 12/12/12 civilians": effect, low/best/high with "-" for none, group."""
    bounds = "/".join("-" if bound is None else str(bound) for bound in (toll.low, toll.best, toll.high))
    return f"{toll.effect} {bounds} {toll.group}"


def named(actors: tuple[Actor, ...]) -> set[str]:
    """Countries of actors, or names where they have none."""
    return {actor.country or actor.name for actor in actors}


# Every toll of each sentence, in the order of the words.
STATED = [
    # --- verbs with their object
    ("Shelling killed 12 villagers on Monday.", ["killed 12/12/12 civilians"]),
    ("The gunmen murdered at least nine monks.", ["killed 9/-/- civilians"]),
    ("Soldiers massacred more than 300 peasants in the valley.", ["killed 301/-/- civilians"]),
    ("Militiamen executed up to 40 captured troops.", ["killed -/-/40 combatants"]),
    ("A sniper wounded two medics and a driver.", ["wounded 2/2/2 civilians", "wounded 1/1/1 civilians"]),
    ("The rebels kidnapped 14 schoolboys from the hostel.", ["abducted 14/14/14 civilians"]),
    (
        "Government troops captured 60 insurgents and killed 15 others.",
        ["captured 60/60/60 combatants", "killed 15/15/15 combatants"],
    ),
    (
        "A roadside bomb killed four soldiers, three policemen and a child.",
        ["killed 4/4/4 combatants", "killed 3/3/3 combatants", "killed 1/1/1 civilians"],
    ),
    ("The ambush killed six and injured eleven.", ["killed 6/6/6 all", "wounded 11/11/11 all"]),
    ("Mortar rounds hit the bazaar, killing between 20 and 25 people.", ["killed 20/-/25 all"]),
    ("The war claimed the lives of 3,000 people.", ["killed 3000/3000/3000 all"]),
    ("The uprising has cost about 400 lives.", ["killed -/400/- all"]),
    ("The raid cost 14 soldiers their lives.", ["killed 14/14/14 combatants"]),
    ("Gunmen shot dead three judges in the capital.", ["killed 3/3/3 all"]),
    ("Gunmen shot and killed two priests.", ["killed 2/2/2 civilians"]),
    ("The army lost 26 men in the ambush.", ["killed 26/26/26 all"]),
    ("The villagers buried 23 people on Friday.", ["killed 23/23/23 all"]),
    # --- the harmed as subject
    ("Almost 90 people were killed when the truce broke down.", ["killed -/-/89 all"]),
    ("Seventeen people have died in clashes since Monday.", ["killed 17/17/17 all"]),
    ("More than 50 fighters lost their lives in the battle.", ["killed 51/-/- combatants"]),
    ("Some 60 civilians perished in the siege.", ["killed -/60/- civilians"]),
    ("Dozens are feared dead after the bombardment.", ["killed 24/-/- all"]),
    ("At least 70 troops are believed to have been killed.", ["killed 70/-/- combatants"]),
    ("Five farmers, two of them women, were hacked to death.", ["killed 5/5/5 civilians", "killed 2/2/2 civilians"]),
    ("A mob beat three men to death.", ["killed 3/3/3 all"]),
    ("Four teachers were stabbed to death in the market.", ["killed 4/4/4 civilians"]),
    ("Two villagers were abducted and later killed.", ["abducted 2/2/2 civilians", "killed 2/2/2 civilians"]),
    ("The mayor was killed along with his brother and 15 guards.", ["killed 1/1/1 all", "killed 15/15/15 combatants"]),
    ("Twelve men in a tea shop were shot dead by soldiers.", ["killed 12/12/12 all"]),
    ("Three soldiers guarding the bridge were wounded.", ["wounded 3/3/3 combatants"]),
    ("Two rebels and their driver were arrested.", ["captured 2/2/2 combatants", "captured 1/1/1 civilians"]),
    ("About 300 rebels surrendered on Monday.", ["captured -/300/- combatants"]),
    ("Two journalists are still missing.", ["missing 2/2/2 civilians"]),
    ("Some 1,700 people disappeared during the dictatorship.", ["missing -/1700/- all"]),
    ("Four peacekeepers sustained injuries in the attack.", ["wounded 4/4/4 combatants"]),
    # --- nouns and states
    ("The monitors counted 57 dead and 120 wounded.", ["killed 57/57/57 all", "wounded 120/120/120 all"]),
    ("The offensive left 17 people dead and 40 wounded.", ["killed 17/17/17 all", "wounded 40/40/40 all"]),
    ("The mission has documented 1,200 civilian deaths.", ["killed 1200/1200/1200 civilians"]),
    ("The hospital reported eight fatalities.", ["killed 8/8/8 all"]),
    ("The bishop mourned the deaths of 26 worshippers.", ["killed 26/26/26 civilians"]),
    ("The murder of six priests shocked the country.", ["killed 6/6/6 civilians"]),
    ("Eleven bodies were recovered from the river.", ["killed 11/11/11 all"]),
    ("Rescuers found the bodies of 14 people under the rubble.", ["killed 14/14/14 all"]),
    ("Thirty-three wounded soldiers were flown to the capital.", ["wounded 33/33/33 combatants"]),
    ("The death toll has risen from 90 to 120.", ["killed 120/120/120 all"]),
    ("The strike brought the death toll to 61.", ["killed 61/61/61 all"]),
    ("The toll now stands at 57.", ["killed 57/57/57 all"]),
    ("Officials announced a death toll of at least 800.", ["killed 800/-/- all"]),
    ("The ministry put civilian deaths at 90.", ["killed 90/90/90 civilians"]),
    ("Civilian deaths exceeded 2,000 last year.", ["killed 2001/-/- civilians"]),
    ("Five policemen were among the dead.", ["killed 5/5/5 combatants"]),
    ("Among the dead were five policemen.", ["killed 5/5/5 combatants"]),
    ("The dead included three nurses.", ["killed 3/3/3 civilians"]),
    # --- flight, captivity
    ("Fighting has displaced 45,000 families.", ["displaced 45000/-/- civilians"]),
    ("The offensive forced 30,000 people from their homes.", ["displaced 30000/30000/30000 all"]),
    ("Shelling has driven 12,000 villagers from their homes.", ["displaced 12000/12000/12000 civilians"]),
    ("More than 8,000 people have fled across the border into Chad.", ["displaced 8001/-/- all"]),
    ("The advance forced 20,000 civilians to flee.", ["displaced 20000/20000/20000 civilians"]),
    ("Some 70,000 people have left their homes.", ["displaced -/70000/- all"]),
    ("The Red Cross evacuated 300 civilians from the city.", ["displaced 300/300/300 civilians"]),
    ("Nearly two million people are displaced.", ["displaced -/-/1999999 all"]),
    ("About 9,000 refugees live in the camp.", ["displaced -/9000/- civilians"]),
    ("The rebels took 40 soldiers prisoner.", ["captured 40/40/40 combatants"]),
    ("The gunmen took nine tourists hostage.", ["abducted 9/9/9 civilians"]),
    ("A dozen hostages are still held by the group.", ["abducted 12/12/12 all"]),
    ("Three British men are in Kurdish custody.", ["captured 3/3/3 all"]),
    # --- lists, wholes and parts
    (
        "More than 920 militants, 165 soldiers and at least 45 civilians have been killed since May.",
        ["killed 921/-/- combatants", "killed 165/165/165 combatants", "killed 45/-/- civilians"],
    ),
    (
        "Ten people, including three women and a child, were killed.",
        ["killed 10/10/10 all", "killed 3/3/3 all", "killed 1/1/1 civilians"],
    ),
    ("The blast killed 30 people, of whom 12 were soldiers.", ["killed 30/30/30 all", "killed 12/12/12 combatants"]),
    ("Six people, four of them children, died in the strike.", ["killed 6/6/6 all", "killed 4/4/4 civilians"]),
    ("The shelling killed 14 people, among them five children.", ["killed 14/14/14 all", "killed 5/5/5 civilians"]),
    ("Three of the nine people killed were children.", ["killed 3/3/3 civilians", "killed 9/9/9 all"]),
    ("Families of 12 pilgrims killed in May held a vigil.", ["killed 12/12/12 civilians"]),
    ("Three rebels were killed and seven others wounded.", ["killed 3/3/3 combatants", "wounded 7/7/7 combatants"]),
    ("Three children were among the seven civilians killed.", ["killed 3/3/3 civilians", "killed 7/7/7 civilians"]),
    ("At least 20 people were killed or wounded in the shelling.", ["killed 0/-/- all", "wounded 0/-/- all"]),
    ("Thirty people were killed and wounded.", ["killed -/-/30 all", "wounded -/-/30 all"]),
    ("The brigade suffered 12 casualties.", ["killed -/-/12 all", "wounded -/-/12 all"]),
    # --- nobody
    ("Nobody was hurt in the attack.", ["wounded 0/0/0 all"]),
    ("There were no casualties.", ["killed 0/0/0 all"]),
    ("No deaths were reported.", ["killed 0/0/0 all"]),
    # --- single persons
    ("A soldier was killed near the crossing.", ["killed 1/1/1 combatants"]),
    ("A general and a colonel were killed in the blast.", ["killed 2/2/2 combatants"]),
    ("Inspector Eulogio Salas died in the explosion.", ["killed 1/1/1 all"]),
    # --- headlines
    ("Airstrike in Syria kills 20", ["killed 20/20/20 all"]),
    ("Army kills 19 rebels in border raid", ["killed 19/19/19 combatants"]),
    ("Gunmen attack buses in north, kill 9, abduct 35", ["killed 9/9/9 all", "abducted 35/35/35 all"]),
    ("Four locals including a monk killed by junta forces", ["killed 4/4/4 civilians", "killed 1/1/1 civilians"]),
    ("Two Die as Troops Burn Village", ["killed 2/2/2 all"]),
    # --- told as said, feared, denied or doubtful
    ("The rebels claim to have killed 80 soldiers.", ["killed 80/80/80 combatants"]),
    ("As many as 300 people may have died.", ["killed -/-/300 all"]),
    ("The general denied that 40 villagers had been killed.", ["killed 40/40/40 civilians"]),
    # --- hunger, cold and water
    ("Eleven refugees died of hunger on the march.", ["killed 11/11/11 civilians"]),
    ("Thirty people drowned while fleeing across the river.", ["killed 30/30/30 all"]),
]

# Sentences about people, numbers and force that state no toll.
NOTHING = [
    "The rebels have about 7,000 fighters.",
    "The government sent 3,000 soldiers to the border.",
    "The mayor, 54, was elected in May.",
    "Her brother Karim, 12, goes to school in the camp.",
    "The shells destroyed 40 houses and two schools.",
    "The troops captured three tanks and 12 villages.",
    "The militants killed 30 cows and burned the barn.",
    "An earthquake killed 2,000 people in the mountains.",
    "Floods have displaced 12,000 people in the south.",
    "Nine people died in a bus crash on the coast road.",
    "The virus has killed 300 patients this month.",
    "The president threatened to kill 100 prisoners.",
    "A new offensive could kill thousands.",
    "If the talks fail, 10,000 people will die.",
    "Aid workers fear that 50,000 people will be displaced.",
    "The treaty saved 20,000 lives.",
    "The team lost 14 games and two players this season.",
    "The party lost 26 seats.",
    "The striker scored 12 goals before he was hurt.",
    "Three gunmen fled on a motorcycle.",
    "The court sentenced two officers to 30 years in prison.",
    "The rebels released 24 hostages on Sunday.",
    "Both sides exchanged 200 prisoners.",
    "How many people died? Was it 300?",
    "On average, malaria kills 40 children a day.",
    "The plan to kill five ministers was uncovered.",
    "The United States has offered $5 million for his capture.",
    "The missile has a range of 300 kilometres and a warhead of 500 kilograms.",
    "He has written 12 books on the dead of the war.",
    "Twelve men were sentenced to death.",
    "Two players were injured in the first half.",
    "The blast almost killed three guards.",
    "Four prisoners are to be executed on Friday.",
    "The vaccine could prevent 3,000 deaths.",
    "Officers tried to kill two judges.",
    "The families of 12 victims were invited.",
    "The reform merged 2,000 police departments into 32 state bodies.",
    "The battalion met 40 soldiers and their commander was promoted.",
    "The summit brought 20 leaders to the city.",
]

BY = [
    ("Twelve villagers were killed by Malian soldiers.", {"MLI"}),
    ("According to the governor, Hezbollah fire has killed 45 civilians.", {"LBN"}),
    ("More than 30 civilians died in Israeli air strikes.", {"ISR"}),
    ("Russian shelling killed nine people in Kharkiv.", {"RUS"}),
    ("Nine people were killed when Myanmar's army shelled the village.", {"MMR"}),
    ("Six people drowned while fleeing.", set()),
    ("Russia has lost 498 of its soldiers.", set()),
]

OF = [
    ("The ambush killed four French soldiers.", {"FRA"}),
    ("Ukraine said that Russia had lost 498 of its soldiers.", {"RUS"}),
    ("Moscow put its own dead at 498.", {"RUS"}),
    ("A raid on the camp of the FARC killed 26 guerrillas.", {"COL"}),
]

VOICE = [
    ("Syria has counted 57 dead.", {"SYR"}),
    ("Prosecutors in Baku said that nine people were killed.", {"AZE"}),
    ("More than 400 soldiers have been killed, by Armenia's count.", {"ARM"}),
    ("Two people were wounded, Lebanese state media and security sources said.", {"LBN"}),
    ("The United Nations has confirmed the deaths of 364 civilians.", {"United Nations"}),
    ("Twelve people were killed on Sunday.", set()),
    # of two numbers, both are told by who tells
    ("Officials in Baku said 12 soldiers and 5 civilians had been killed.", {"AZE"}),
    ("According to Armenia, 12 soldiers and 5 civilians died in the attack.", {"ARM"}),
    ("Armenia counts 1,177 soldiers and 50 civilians killed since September 27.", {"ARM"}),
]

PERIOD = [
    ("Over 3,700 people have been killed since October 2019.", ("2019-10", None)),
    ("More than 400 soldiers have been killed since fighting broke out on September 27.", ("2020-09-27", None)),
    ("At least 900 people were killed between September 26 and 30.", ("2020-09-26", "2020-09-30")),
    ("Shells hit a market on Wednesday, killing 18 people.", ("2020-10-28", "2020-10-28")),
    ("The attack killed 14 peacekeepers on Thursday, the worst loss since 1993.", ("2020-10-29", "2020-10-29")),
    ("Fighting broke out on October 2. More than 80 people have died since then.", ("2020-10-02", None)),
]

CAVEAT = [
    ("Eleven refugees died of hunger on the march.", "hunger"),
    ("As many as 300 people may have died.", "not established"),
    ("The general denied that 40 villagers had been killed.", "denied"),
    ("At least 30 people were killed, but the figure could not be independently verified.", "verified"),
    ("The UN confirmed 60 deaths and said the true number was much higher.", "true number"),
    ("Thirty people were killed and wounded.", "in one figure"),
]


@pytest.mark.parametrize(("text", "wanted"), STATED, ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_every_toll_of_a_sentence_is_read_and_nothing_else(text: str, wanted: list[str]) -> None:
    assert [brief(toll) for toll in tolls_of(text)] == wanted


@pytest.mark.parametrize("text", NOTHING, ids=lambda text: text[:60])
def test_a_sentence_without_harm_told_has_no_toll(text: str) -> None:
    assert [brief(toll) for toll in tolls_of(text)] == []


@pytest.mark.parametrize(("text", "wanted"), BY, ids=lambda value: str(value)[:60])
def test_those_held_responsible(text: str, wanted: set[str]) -> None:
    (toll,) = tolls_of(text)
    assert named(toll.by) == wanted


@pytest.mark.parametrize(("text", "wanted"), OF, ids=lambda value: str(value)[:60])
def test_whose_people_were_harmed(text: str, wanted: set[str]) -> None:
    (toll,) = tolls_of(text)
    assert named(toll.of) == wanted


@pytest.mark.parametrize(("text", "wanted"), VOICE, ids=lambda value: str(value)[:60])
def test_who_says_so(text: str, wanted: set[str]) -> None:
    tolls = tolls_of(text)
    assert tolls and all(named(toll.voice) == wanted for toll in tolls)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shells killed 45 civilians in Homs on Friday.", ["Homs"]),
        ("Shells killed 45 civilians in Homs and Aleppo on Friday.", ["Syria"]),
        ("At least 12 people were killed in Goma, Bukavu and Uvira.", ["Democratic Republic of the Congo"]),
        ("Strikes killed 20 people in Homs and Mosul.", [None]),
        ("Ninety people were killed in Syria and Iraq.", [None]),
        ("Nine people were killed in Aleppo, Syria, on Friday.", ["Aleppo"]),
        ("Nine people were killed in the town of Homs and elsewhere.", ["Syria"]),
        ("Rockets killed 45 people in Israel, and 73 soldiers died there and in combat in Lebanon.", ["Israel", None]),
        ("Two died in Homs and three were killed in Aleppo.", ["Homs", "Aleppo"]),
    ],
)
def test_a_count_over_several_places_is_of_none_of_them_alone(text: str, wanted: list[str | None]) -> None:
    assert [toll.place.name if toll.place else None for toll in tolls_of(text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), PERIOD, ids=lambda value: str(value)[:60])
def test_the_period_counted(text: str, wanted: tuple[str | None, str | None]) -> None:
    (toll,) = tolls_of(text)
    assert toll.time is not None
    assert (toll.time.start, toll.time.end) == wanted


@pytest.mark.parametrize(("text", "wanted"), CAVEAT, ids=lambda value: str(value)[:60])
def test_what_is_said_against_a_figure_is_its_caveat(text: str, wanted: str) -> None:
    for toll in tolls_of(text):
        assert toll.caveat is not None
        assert wanted in toll.caveat


@pytest.mark.parametrize(
    "text",
    [
        "Ten people, including three women, were killed.",
        "The blast killed 30 people, of whom 12 were soldiers.",
        "The shelling killed 14 people, among them five children.",
        "The strike wounded nine people, four of them nurses.",
    ],
)
def test_a_part_names_its_whole(text: str) -> None:
    whole, part = tolls_of(text)
    assert whole.part_of is None
    assert part.part_of == whole.id


def test_every_toll_points_at_words_that_hold_its_number() -> None:
    text = "Four soldiers, three policemen and a child were killed on Monday; 12 others were wounded."
    for toll in tolls_of(text):
        assert toll.sentence[0] <= toll.span[0] < toll.span[1] <= toll.sentence[1]
    assert [text[slice(*toll.span)] for toll in tolls_of(text)] == [
        "Four soldiers",
        "three policemen",
        "a child",
        "12 others",
    ]
