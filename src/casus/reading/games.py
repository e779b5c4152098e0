"""Sport: its battles, attacks and defeats are no events (reading contract, coding rules)."""

from collections.abc import Collection, Sequence

from casus.reading.words import Word

CUES = frozenset(
    "football soccer rugby cricket tennis basketball baseball hockey golf boxing olympic olympics paralympic "
    "fifa uefa nba nfl nhl mlb atp wta f1 goalkeeper midfielder striker winger defender fullback quarterback "
    "linebacker batsman bowler wicketkeeper pitcher goalscorer referee umpire linesman semi-final semifinal "
    "quarter-final quarterfinal semi-finals quarter-finals shoot-out shootout playoff playoffs knockout "
    "tiebreak wicket wickets innings touchdown quarterfinals birdie bogey penalty kick-off halftime half-time "
    "equaliser equalizer hat-trick offside championship tournament league premiership scored scorer fixture "
    "fixtures goalless goal goals coach teammates team-mate team-mates world_cup grand_slam grand_prix medal "
    "medallist medalist peloton sprinter marathon".split()
)
_SENTENCE, _REPORT = 2, 5
"""Cue words that make a sentence, and a report, one about a game; set on the 311 development texts of bbc_politics."""


def cues(words: Sequence[Word]) -> set[str]:
    """The cue words of sport among some words."""
    return {word.low for word in words if word.low in CUES}


def is_of_game(words: Sequence[Word], *, in_game_report: bool, serious: Collection[str]) -> bool:
    """Whether a sentence tells of play. serious: head words (soldiers, police, bombs) that make it more than that."""
    found = cues(words)
    if any(word.lemma in serious for word in words):
        return len(found) >= 2 * _SENTENCE
    return in_game_report or len(found) >= _SENTENCE


def tells_of_game(sentences: Sequence[Sequence[Word]]) -> bool:
    """Whether a report is about a game as a whole: many cue words, in many of its sentences."""
    distinct: set[str] = set()
    with_cues = 0
    for words in sentences:
        found = cues(words)
        distinct |= found
        with_cues += bool(found)
    return len(distinct) >= _REPORT and 3 * with_cues >= len(sentences)
