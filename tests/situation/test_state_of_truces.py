"""What becomes of a truce, as reports tell of it."""

from __future__ import annotations

from made_statements import event, force, group, on, span, state, truce

from casus.situation.cited import Cited
from casus.situation.truces import TruceLife, truces

A, B = state("ARM"), state("AZE")
SIDES = ("ARM", "AZE")
RUSSIA = state("RUS")


def lives(day: str, *statements: Cited, sides: tuple[str, ...] = SIDES) -> list[TruceLife]:
    return truces(statements, sides, day)


def steps(life: TruceLife) -> list[tuple[str, str]]:
    return [(step.state, step.day) for step in life.steps]


def made(day: str) -> Cited:
    """A truce put into effect that day."""
    return truce(day, "in force", [A, B], time=on(day))


def test_a_truce_from_the_call_for_it_to_its_end() -> None:
    [life] = lives(
        "2024-03-20",
        truce("2024-03-01", "proposed", voice=(RUSSIA,)),
        truce("2024-03-04", "agreed", [A, B]),
        truce("2024-03-05", "in force", [A, B], time=on("2024-03-05")),
        truce("2024-03-06", "violated"),
        truce("2024-03-09", "collapsed"),
    )
    assert steps(life) == [
        ("proposed", "2024-03-01"),
        ("agreed", "2024-03-04"),
        ("in force", "2024-03-05"),
        ("violated", "2024-03-06"),
        ("collapsed", "2024-03-09"),
    ]
    assert (life.parties, life.proposers, life.effective) == (SIDES, ("Government of RUS",), "2024-03-05")


def test_that_one_side_is_ready_is_no_agreement() -> None:
    [life] = lives("2024-03-03", truce("2024-03-02", "agreed", [A], voice=(A,)))
    assert (life.state, life.effective) == ("accepted", None)


def test_one_side_alone_keeps_its_own_truce() -> None:
    [life] = lives("2024-03-03", truce("2024-03-02", "in force", [A], time=on("2024-03-02")))
    assert life.parties == ("ARM",)


def test_only_its_own_force_breaks_the_truce_of_one_side() -> None:
    own = truce("2024-03-02", "in force", [A], time=on("2024-03-02"))
    others = [force("2024-03-05", [B], [A]) for _ in range(3)]
    assert lives("2024-03-06", own, *others)[0].state == "in force"
    assert lives("2024-03-06", own, *others, *(force("2024-03-05", [A], [B]) for _ in range(2)))[0].state == "violated"


def test_who_names_one_party_of_a_truce_of_two_makes_it_no_truce_of_one() -> None:
    [life] = lives("2024-03-06", made("2024-03-02"), truce("2024-03-05", "in force", [A], voice=(A,)))
    assert life.parties == SIDES


def test_a_mediator_named_as_a_party_is_none() -> None:
    [life] = lives("2024-03-06", truce("2024-03-02", "agreed", [A, B, RUSSIA], mediators=(RUSSIA,)))
    assert life.parties == SIDES


def test_where_three_fight_a_truce_without_parties_is_nobodys() -> None:
    [life] = lives("2024-03-06", truce("2024-03-02", "agreed"), sides=("SDN", "RSF", "SPLM"))
    assert life.parties == ()


def test_where_three_fight_a_truce_without_parties_is_between_those_of_the_others() -> None:
    told = [made("2024-03-02"), truce("2024-03-12", "in force", time=on("2024-03-12"))]
    found = lives("2024-03-20", *told, sides=("AZE", "ARM", "Nagorno-Karabakh"))
    assert [life.parties for life in found] == [SIDES, SIDES]


def test_a_day_ahead_is_the_day_of_its_effect() -> None:
    life = lives("2024-03-02", truce("2024-03-02", "agreed", [A, B], time=on("2024-03-04")))[0]
    assert (life.state, life.effective) == ("agreed", "2024-03-04")
    life = lives("2024-03-02", truce("2024-03-02", "in force", [A, B], time=on("2024-03-04")))[0]
    assert (life.state, life.effective) == ("agreed", "2024-03-04")


def test_a_truce_since_a_day_took_effect_on_it() -> None:
    [life] = lives("2024-03-20", truce("2024-03-15", "in force", [A, B], time=span("2024-03-01", None)))
    assert life.effective == "2024-03-01"


def test_since_when_an_older_truce_is_in_force_is_not_guessed() -> None:
    [life] = lives("2024-03-20", truce("2024-03-15", "in force", [A, B]))
    assert (life.state, life.since, life.effective) == ("in force", "2024-03-15", None)


def test_a_truce_that_begins_without_a_day_begins_when_its_agreement_is_news() -> None:
    [life] = lives("2024-03-20", truce("2024-03-01", "agreed", [A, B]), truce("2024-03-02", "in force"))
    assert life.effective == "2024-03-02"


def test_its_term_ends_it() -> None:
    term = truce("2024-03-01", "in force", [A, B], time=span("2024-03-01", "2024-03-04"))
    assert lives("2024-03-04", term)[0].state == "in force"
    [life] = lives("2024-03-05", term)
    assert (life.state, life.since) == ("expired", "2024-03-04")
    assert life.steps[-1].because == "its stated term ended"


def test_a_month_is_no_term() -> None:
    [life] = lives("2024-04-05", made("2024-03-02"), truce("2024-03-05", "in force", time=span("2024-03", "2024-03")))
    assert life.state == "in force"


def test_a_later_term_extends_it() -> None:
    term = truce("2024-03-01", "in force", [A, B], time=span("2024-03-01", "2024-03-04"))
    again = truce("2024-03-04", "agreed", [A, B], time=span("2024-03-05", "2024-03-08"))
    until = truce("2024-03-08", "agreed", [A, B], time=span(None, "2024-03-11"))
    [life] = lives("2024-03-08", term, again)
    assert (life.state, life.since, life.until) == ("extended", "2024-03-04", "2024-03-08")
    [life] = lives("2024-03-20", term, again, until)
    assert (life.state, life.since) == ("expired", "2024-03-11")


def test_an_agreement_told_again_does_not_undo_its_effect() -> None:
    [life] = lives("2024-03-20", made("2024-03-02"), truce("2024-03-04", "agreed", [A, B]))
    assert [step.state for step in life.steps] == ["agreed", "in force"]


def test_force_after_its_term_is_no_breach() -> None:
    term = truce("2024-03-01", "in force", [A, B], time=span("2024-03-01", "2024-03-04"))
    later = [force("2024-03-06", [A], [B]) for _ in range(3)]
    [life] = lives("2024-03-07", term, *later)
    assert [step.state for step in life.steps] == ["in force", "expired"]


def test_force_told_of_by_two_origins_is_a_breach() -> None:
    one = force("2024-03-05", [A], [B])
    other = force("2024-03-06", [A], [B])
    assert lives("2024-03-07", made("2024-03-02"), one)[0].state == "in force"
    [life] = lives("2024-03-07", made("2024-03-02"), one, other)
    assert (life.state, life.since, life.steps[-1].by) == ("violated", "2024-03-05", ("ARM",))
    assert life.steps[-1].because


def test_force_of_the_day_on_which_it_began_is_no_breach() -> None:
    same = [force("2024-03-03", [A], [B], time=on("2024-03-02")) for _ in range(3)]
    assert lives("2024-03-07", made("2024-03-02"), *same)[0].state == "in force"


def test_force_of_others_breaks_no_truce() -> None:
    rebels = [force("2024-03-05", [group("Front")], [B]) for _ in range(3)]
    assert lives("2024-03-07", made("2024-03-02"), *rebels)[0].state == "in force"


def test_a_breach_that_only_voices_tell_of_is_claimed() -> None:
    claims = [force("2024-03-05", [A], [B], voice=(B,)) for _ in range(2)]
    [life] = lives("2024-03-07", made("2024-03-02"), *claims)
    assert life.steps[-1].is_claimed


def test_a_new_truce_supersedes_one_that_held_and_buries_one_that_did_not() -> None:
    held = lives("2024-03-20", made("2024-03-02"), made("2024-03-12"))
    assert [life.state for life in held] == ["in force", "superseded"]
    broken = lives("2024-03-20", made("2024-03-02"), truce("2024-03-05", "violated"), made("2024-03-12"))
    assert [life.state for life in broken] == ["in force", "collapsed"]


def test_a_truce_with_one_group_leaves_that_with_another_alone() -> None:
    army, one, other = state("MMR"), group("Arakan Army"), group("Karen Union")
    found = lives(
        "2024-03-20",
        truce("2024-03-02", "in force", [army, one], time=on("2024-03-02")),
        truce("2024-03-03", "in force", [army, other], time=on("2024-03-03")),
        sides=("MMR", "Arakan Army", "Karen Union"),
    )
    assert [(set(life.parties), life.state) for life in found] == [
        ({"MMR", "Karen Union"}, "in force"),
        ({"MMR", "Arakan Army"}, "in force"),
    ]


def test_a_call_for_a_truce_lapses() -> None:
    call = truce("2024-03-02", "proposed", voice=(RUSSIA,))
    assert lives("2024-04-01", call)[0].state == "proposed"
    assert lives("2024-04-02", call)[0].state == "lapsed"


def test_a_call_of_long_before_led_to_no_truce() -> None:
    found = lives("2024-03-30", truce("2024-03-02", "proposed"), made("2024-03-25"))
    assert [life.state for life in found] == ["in force", "proposed"]


def test_a_truce_of_years_ago_is_not_todays() -> None:
    for background in (
        truce("2024-03-05", "in force", [A, B], time=span("1994", "1994")),
        truce("2024-03-05", "in force", [A, B], time=on("1994-05-12")),
        truce("2024-03-05", "violated", [A, B], time=span("2020", "2020")),
    ):
        assert lives("2024-03-06", background) == []


def test_a_truce_that_is_first_named_when_it_breaks_was_agreed_on_its_day() -> None:
    [life] = lives("2024-03-06", truce("2024-03-05", "violated", [A, B], time=on("2024-02-01")))
    assert (life.state, life.effective) == ("violated", None)
    assert lives("2024-03-06", truce("2024-03-05", "violated", [A, B])) == []


def test_a_guess_of_the_reader_begins_no_truce() -> None:
    assert lives("2024-03-06", truce("2024-03-05", "agreed", [A, B], confidence=0.3)) == []


def test_a_statement_that_names_a_day_is_of_the_truce_of_that_day() -> None:
    found = lives(
        "2024-03-20", made("2024-03-02"), made("2024-03-12"), truce("2024-03-15", "collapsed", time=on("2024-03-02"))
    )
    assert [life.state for life in found] == ["in force", "collapsed"]
    assert found[1].steps[-1].because is None


def test_truces_that_failed_before_do_not_end_the_new_one() -> None:
    found = lives(
        "2024-03-20",
        made("2024-03-02"),
        made("2024-03-08"),
        made("2024-03-15"),
        truce("2024-03-15", "collapsed", times=2),
    )
    assert found[0].state == "in force"


def test_the_second_truce_is_the_newest_of_two() -> None:
    found = lives("2024-03-20", made("2024-03-02"), made("2024-03-08"), truce("2024-03-12", "collapsed", times=2))
    assert (found[0].effective, found[0].state) == ("2024-03-08", "collapsed")


def test_a_ceasefire_told_as_an_event_is_a_truce() -> None:
    found = lives("2024-03-05", event("2024-03-04", "RETREAT", [A, B], mode="ceasefire", time=on("2024-03-04")))
    assert [(life.state, life.effective) for life in found] == [("in force", "2024-03-04")]


def test_the_same_sentence_is_told_once() -> None:
    said = truce("2024-03-04", "in force", [A, B], time=on("2024-03-04"), report="r")
    at, sentence = said.record.span, said.record.sentence
    day = on("2024-03-04")
    same = event("2024-03-04", "RETREAT", [A, B], mode="ceasefire", time=day, report="r", span=at, sentence=sentence)
    [life] = lives("2024-03-05", said, same)
    assert life.steps[0].statements == (said,)
