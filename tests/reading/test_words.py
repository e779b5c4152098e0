"""Parts of speech: a table an analyst can extend. Only the words with a tag behind them are checked.

Of a name, a number or a time of several words, the blanks are written "_": they must be found as one word.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from short_reports import words_of

from casus.knowledge.actors import actor_book
from casus.reading.words import noun_lemma, verb_forms

_TAGGED = re.compile(r"(\S+?)/([A-Z]+\$?)(?=\s|[.,?]|$)")

NOUN_OR_VERB = """
Rebels/NN attacked/VBD the town.
The attack/NN killed/VBD twelve people.
Rebels attack/VBP the town every night.
The army attacks/VBZ the town every night.
The attacks/NN continued/VBD for two days.
The army launched/VBD attacks/NN on three villages.
The fire/NN spread/VBD to the market.
Police fired/VBD tear gas/NN.
Soldiers opened/VBD fire/NN.
The army shells/VBZ the town.
The shells/NN hit/VBD a school.
Mortar shells/NN fell/VBD on the camp.
They shelled/VBD the town.
They bomb/VBP the port.
A bomb/NN hit/VBD the port.
The army raids/VBZ the camp.
Raids/NN on the camp continued/VBD.
He will/MD lead/VB the talks/NN.
The lead negotiator/NN left/VBD.
She talks/VBZ to rebels.
Talks/NN resumed/VBD on Monday.
The march/NN began/VBD.
The strike/NN ended/VBD.
The strikes/NN hit/VBD a base.
Jets strike/VBP the base.
The government plans/VBZ an offensive.
The plans/NN were rejected/VBN.
The report/NN says/VBZ that troops left/VBD.
They report/VBP losses.
The claims/NN were denied/VBN.
The trade/NN in arms grew/VBD.
He wants/VBZ to return/VB.
His return/NN was delayed/VBN.
The vote/NN was held/VBN.
They vote/VBP tomorrow.
The president vowed/VBD to fight/VB.
The fight/NN for the airport goes/VBZ on.
The leader of the group/NN resigned/VBD.
The troops left/VBD the city.
Supplies/NN reach/VBP the camp.
The army supplies/VBZ the camp.
The forces/NN left/VBD.
He called/VBD for calm.
A call/NN for calm was ignored/VBN.
He ordered/VBD that the troops leave/VBP.
"""

PARTICIPLES = """
The killing/NN of two men angered/VBD the crowd.
Rebels are killing/VBG villagers.
A bomb exploded/VBD, killing/VBG nine people.
The killed/JJ men were buried/VBN.
The shelling/NN continued/VBD.
The bombing/NN of the port went/VBD on.
The wounded/JJ were taken/VBN away.
Two/CD dead/NN, five/CD wounded/NN.
The fighting/NN between the army and the rebels intensified/VBD.
They are fighting/VBG for control.
The soldiers captured/VBD the town.
The captured/JJ soldiers were freed/VBN.
More people have died/VBN since then.
They have agreed/VBN to a truce.
The blast injured/VBD six/CD and damaged/VBD shops.
Six people were injured/VBN.
The rebels have been disarmed/VBN.
He was accused of killing/VBG the mayor.
"""

SMALL_WORDS = """
To/TO protect/VB civilians, troops came.
Talks to/TO end/VB the war failed.
The army, whose/WP general/NN fled/VBD, surrendered/VBD.
He didn't attack/VB.
They can't leave/VB.
They've left/VBN.
It was not/NEG over.
They never/NEG attacked/VBD.
If/SC they leave/VBP, we/PRP stay/VBP.
The rebels said/VBD they/PRP would/MD attack/VB.
The village that/SC they/PRP took/VBD burned.
Armenia's army/NN withdrew/VBD.
They may/MD leave/VB in May/TIME.
It is quickly/RB over.
His/PRP$ house and/CC their/PRP$ car burned.
"""

ONE_WORD = """
At_least_130/CD civilians died/VBD.
More_than_1,250/CD people have died/VBN since_September_27/TIME.
Between_five_and_seven/CD men fled/VBD.
The troops left/VBD the city on 3_May_2020/TIME.
The truce agreed last_week/TIME broke down.
The attack/NN came on Monday/TIME.
The 34-year-old/CD man died/VBD.
Vladimir_Putin/NNP met/VBD Ilham_Aliyev/NNP in Moscow/NNP.
The United_Nations_Security_Council/NNP met/VBD.
The Kurdistan_Workers'_Party/NNP struck/VBD.
US/NNP troops/NN left/VBD Iraq/NNP.
The army left/VBD South_Sudan/NNP.
"""


def cases(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


@pytest.mark.parametrize("case", cases(NOUN_OR_VERB + PARTICIPLES + SMALL_WORDS + ONE_WORD))
def test_words_have_these_tags(case: str) -> None:
    wanted = [(word.replace("_", " "), tag) for word, tag in _TAGGED.findall(case)]
    text = _TAGGED.sub(r"\1", case).replace("_", " ")
    found = iter((word.text, word.tag) for word in words_of(text))
    for pair in wanted:
        assert pair in found, f"{pair} not in {[f'{one.text}/{one.tag}' for one in words_of(text)]}"


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Rebels attacked two towns.", "rebel attack two town ."),
        ("The men were shot by gunmen.", "the man be shoot by gunman ."),
        ("Children fled their houses.", "child flee their house ."),
        ("The parties have sought peace.", "the party have seek peace ."),
        ("Troops withdrew from cities.", "troop withdraw from city ."),
        ("It took the lives of civilians.", "it take the life of civilian ."),
    ],
)
def test_words_have_these_lemmas(text: str, lemmas: str) -> None:
    assert " ".join(word.lemma for word in words_of(text)) == lemmas


@pytest.mark.parametrize(
    "pair",
    "towns:town countries:country churches:church bus:bus crises:crisis policewomen:policewoman people:people "
    "talks:talks forces:force gas:gas news:news ties:tie losses:loss boxes:box allies:ally sieges:siege".split(),
)
def test_nouns_have_a_singular(pair: str) -> None:
    form, lemma = pair.split(":")
    assert noun_lemma(form) == lemma


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He didn't attack.", [("did", "VBD"), ("n't", "NEG")]),
        ("They can't leave.", [("ca", "MD"), ("n't", "NEG")]),
        ("They've left.", [("They", "PRP"), ("'ve", "VBP")]),
        ("They’ll leave.", [("They", "PRP"), ("’ll", "MD")]),
        ("Armenia’s army left.", [("Armenia", "NNP"), ("’s", "POS")]),
    ],
)
def test_short_forms_are_words_of_their_own(text: str, parts: list[tuple[str, str]]) -> None:
    found = [(word.text, word.tag) for word in words_of(text)]
    assert [pair for pair in found if pair in parts] == parts


def test_verbs_have_forms_with_their_share_of_other_uses() -> None:
    table = verb_forms()
    assert len(table) >= 20_000
    assert all(0.0 <= share <= 1.0 and readings for share, readings in table.values())
    assert table["withdrew"][1] == (("withdraw", frozenset({"VBD"})),)
    assert table["attacks"][0] > 0.5 > table["attacked"][0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Government of Armenia left.", "Government of Armenia"),
        ("Iranian troops left.", "Government of Iran"),
        ("The PKK left.", "Kurdistan Workers' Party"),
    ],
)
def test_a_known_name_carries_its_entries(text: str, name: str) -> None:
    known = [word for word in words_of(text) if word.names]
    assert name in {entry.name for word in known for entry in word.names}
    assert known[0].tag == "NNP"


def test_a_number_a_time_and_a_place_carry_their_meaning() -> None:
    words = words_of("About 30 men were shot in Ganja on 3 May 2020.")
    (number,) = [word.quantity for word in words if word.quantity is not None]
    (time,) = [word.time for word in words if word.time is not None]
    (place,) = [word.place for word in words if word.place is not None]
    assert (number.low, number.best, number.high) == (None, 30, None)
    assert (time.time.start, time.time.end) == ("2020-05-03", "2020-05-03")
    assert place.place is not None and place.place.country == "AZE"


def test_in_text_without_meaningful_capitals_words_are_no_names() -> None:
    words = words_of("REBELS ATTACKED THE TOWN.", cased=False)
    assert [word.tag for word in words] == ["NN", "VBD", "DT", "NN", "."]


VOCABULARY = st.sampled_from(
    [
        *"the rebels attacked attack shelling killing 130 Armenia U.S. didn't has been to on and of two dead".split(),
        *"who that if not wounded May … -- , . ; ( ) “ ” ' $5".split(),
        "more than 40",
        "Vladimir Putin",
        "on Monday",
        "in May 2020",
    ]
)


@given(st.lists(VOCABULARY, max_size=25).map(" ".join))
def test_every_word_is_tagged_once_and_covers_the_text(text: str) -> None:
    words = words_of(text)
    assert all(word.tag not in ("", "VERB?", "NNP?") and word.lemma for word in words)
    assert [word.index for word in words] == list(range(len(words)))
    at = 0
    for word in words:
        assert not text[at : word.start].strip()
        assert word.text == text[word.start : word.end] != ""
        at = word.end
    assert not text[at:].strip()


def test_names_of_the_book_are_single_words() -> None:
    state = actor_book().by_country["ARM"]
    assert any(state in word.names for word in words_of("Rebels left Armenia."))
