"""Sport told in words of war states nothing; real force in a story about sport does."""

import pytest
from short_reports import read, words_of

from casus.reading.games import CUES, cues, is_of_game, tells_of_game

SERIOUS = {"soldier", "police", "rebel", "bomb"}

PLAY = [
    "Arsenal attacked from the first minute and the goalkeeper saved a penalty.",
    "The striker scored twice as United crushed City in the league.",
    "India took the last wicket and destroyed Pakistan by an innings.",
    "Russia beat Croatia in a shoot-out to reach the semi-finals.",
    "The quarterback led the assault with a third touchdown before halftime.",
    "She fought back to win the final of the tournament after a tiebreak.",
]


@pytest.mark.parametrize("text", PLAY)
def test_a_sentence_about_play_states_nothing(text: str) -> None:
    reading = read(text)
    assert list(reading.statements()) == []


REAL = [
    ("Rebels attacked a stadium during a football match, killing nine people.", "ASSAULT"),
    ("Police arrested 40 football fans after the league match.", "COERCE"),
    ("Soldiers shot dead the goalkeeper of the football club.", "ASSAULT"),
    ("The union called a strike at the car plant.", "PROTEST"),
]


@pytest.mark.parametrize(("text", "kind"), REAL)
def test_real_force_in_a_story_about_sport_is_kept(text: str, kind: str) -> None:
    assert kind in {event.type for event in read(text).events}


def test_in_a_report_about_a_game_sentences_without_cues_state_nothing_either() -> None:
    report = (
        "United beat City in the semi-final after a goal from their striker. The goalkeeper saved a penalty. "
        "Then United attacked and destroyed City."
    )
    assert list(read(report).statements()) == []


def test_in_a_report_about_a_game_force_against_people_is_kept() -> None:
    report = (
        "United beat City in the semi-final after a goal from their striker. The goalkeeper saved a penalty. "
        "Police arrested two men outside the ground."
    )
    assert [event.type for event in read(report).events] == ["COERCE"]


def test_one_cue_does_not_make_a_game_of_a_sentence() -> None:
    words = words_of("The rebels reached their goal.")
    assert cues(words) == {"goal"}
    assert not is_of_game(words, in_game_report=False, serious=SERIOUS)


@pytest.mark.parametrize(
    ("text", "in_game_report", "expected"),
    [
        ("The striker scored.", False, True),
        ("The minister spoke.", False, False),
        ("The minister spoke.", True, True),
        ("Soldiers spoke.", True, False),
        ("Soldiers watched the striker, the goalkeeper, the referee and the coach.", True, True),
    ],
)
def test_serious_words_outweigh_a_few_cues(text: str, in_game_report: bool, expected: bool) -> None:
    assert is_of_game(words_of(text), in_game_report=in_game_report, serious=SERIOUS) is expected


def test_a_report_is_about_a_game_only_if_many_sentences_are() -> None:
    play = [words_of(text) for text in PLAY]
    war = [words_of(f"Rebels took village number {n}.") for n in range(1, 30)]
    assert tells_of_game(play)
    assert not tells_of_game(war)
    assert not tells_of_game(play + war)
    assert not tells_of_game([])


def test_cues_are_lower_case_words() -> None:
    assert all(cue == cue.lower() and " " not in cue for cue in CUES)
