"""What a brief says of a reading."""

from dataclasses import replace

from harn_sample import CORR, FRELAND, HARN, MORLAND, TEXT, reading, report, stated

from casus.records import Event, Reading, Tie, Toll
from casus.wording.brief import Brief, Section, brief_of


def section(brief: Brief, key: str) -> Section:
    return next(found for found in (*brief.before, *brief.after) if found.key == key)


def lines(found: Section) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(fact.lead, fact.words, fact.limits) for fact in found.facts]


def test_the_header_tells_title_source_date_and_language() -> None:
    brief = brief_of(reading(), name="a.txt")
    assert (brief.title, brief.facts) == (
        "Freland and Morland trade fire over Harn",
        ("Harn Courier", "2020-05-21", "English"),
    )


def test_an_unknown_title_gives_way_to_the_file_and_an_unknown_date_is_said() -> None:
    brief = brief_of(Reading(report=report(language=None)), name="a.txt")
    assert (brief.title, brief.facts) == ("a.txt", ("date unknown", "language unknown"))
    assert (brief.tally, brief.before, brief.events, brief.after) == ("nothing found", (), (), ())


def test_events_are_grouped_by_what_they_are_told_as() -> None:
    brief = brief_of(reading(), name="a.txt")
    assert {group.key: [line.number for line in group.lines] for group in brief.events} == {
        "told": [1, 4],
        "background": [3],
        "claimed": [2],
        "requested": [5],
        "possible": [6],
        "negated": [7],
    }


def test_nothing_with_a_voice_stands_among_what_is_told() -> None:
    found = reading()
    everything = tuple(replace(event, voice=(CORR,)) for event in found.events)
    brief = brief_of(replace(found, events=everything), name="a.txt")
    assert {group.key for group in brief.events} == {"claimed", "requested", "possible", "negated"}
    for group in brief.events:
        for line in group.lines:
            assert any(limit.startswith("according to Ana Corr") for limit in line.limits)


def test_a_demanded_act_points_to_its_demand() -> None:
    demanded = next(g for g in brief_of(reading(), name="a.txt").events if g.key == "requested").lines[0]
    assert demanded.limits == ("according to Ana Corr", "within event 4")


def test_every_line_cites_the_sentences_of_its_records() -> None:
    found = reading()
    brief = brief_of(found, name="a.txt")
    sentences = {one.id: one.sentence for one in found.statements()}
    shown = [fact for part in (*brief.before, *brief.after) for fact in part.facts]
    shown_events = [line for group in brief.events for line in group.lines]
    for line in (*shown, *shown_events):
        assert line.records
        cited = {brief.cited[number - 1].span for number in brief.numbers(line)}
        assert cited == {sentences[record] for record in line.records}


def test_cited_sentences_are_numbered_by_their_place() -> None:
    cited = brief_of(reading(), name="a.txt").cited
    assert [one.number for one in cited] == list(range(1, 10))
    assert [one.span for one in cited] == sorted(one.span for one in cited)
    assert cited[5].words == "“We will not wait,” she wrote."


def test_the_conflict_is_between_those_said_to_be_at_war() -> None:
    assert lines(section(brief_of(reading(), name="a.txt"), "conflict")) == [
        ("Between", "Governments of Freland and Morland", ()),
        ("Where", "Harn (disputed by FRE and MOR)", ()),
    ]


def test_a_war_that_only_somebody_claims_carries_every_voice() -> None:
    war = Tie(**stated("have been at war", "r1", voice=(CORR,)), kind="belligerent", a=(FRELAND,), b=(MORLAND,))
    again = replace(war, id="r2", voice=(MORLAND,), a=(MORLAND,), b=(FRELAND,), caveat="denied elsewhere")
    facts = section(brief_of(Reading(report=report(), ties=(war, again)), name="a.txt"), "conflict").facts
    assert [(fact.words, fact.limits, fact.is_claim) for fact in facts] == [
        ("Governments of Freland and Morland", ("according to Ana Corr and Government of Morland",), True)
    ]


def test_without_a_war_the_force_told_as_real_names_the_sides() -> None:
    found = replace(reading(), ties=())
    assert lines(section(brief_of(found, name="a.txt"), "conflict"))[:2] == [
        ("Force", "Government of Morland against Government of Freland", ()),
        ("Force", "Governments of Freland and Morland", ()),
    ]


def test_feared_force_is_no_conflict() -> None:
    feared = tuple(event for event in reading().events if event.status == "possible")
    brief = brief_of(Reading(report=report(), events=feared), name="a.txt")
    assert [part.key for part in brief.before] == []


def test_parts_of_a_toll_follow_it_with_their_caveat() -> None:
    facts = section(brief_of(reading(), name="a.txt"), "tolls").facts
    assert [(fact.lead, fact.words, fact.limits, fact.depth) for fact in facts] == [
        ("At least 12", "killed, Harn (disputed by FRE and MOR), 2020-05-19", (), 0),
        ("of them about 5", "civilians killed", ("not confirmed",), 1),
    ]


def test_tolls_that_are_parts_of_each_other_or_of_nothing_are_all_shown() -> None:
    one = Toll(**stated("at least 12", "t1"), effect="killed", low=12, part_of="t2")
    tolls = (one, replace(one, id="t2", part_of="t1"), replace(one, id="t3", part_of="gone"))
    facts = section(brief_of(Reading(report=report(), tolls=tolls), name="a.txt"), "tolls").facts
    assert sorted(fact.records[0] for fact in facts) == ["t1", "t2", "t3"]


def test_a_pledge_tells_its_condition_its_trigger_and_its_voice() -> None:
    assert lines(section(brief_of(reading(), name="a.txt"), "pledges")) == [
        (
            "Open",
            "Government of Estmark would give help to Government of Freland “if Morland crosses the river”",
            (
                "set off by an attack or fighting by Government of Morland",
                "according to Government of Estmark, in a statement",
            ),
        )
    ]


def test_what_stayed_open_is_said() -> None:
    facts = section(brief_of(reading(), name="a.txt"), "unresolved").facts
    assert [(fact.lead, fact.words) for fact in facts] == [
        ("No country", "observers"),
        ("No time", "5 of 7 events"),
        ("No place", "6 of 7 events"),
        ("No year", "since 3 May"),
    ]


def test_an_unidentified_doer_and_an_unmapped_place_are_said() -> None:
    somebody = replace(CORR, name="unidentified", country=None)
    event = Event(
        **stated("shelled", "e1"), type="ASSAULT", actors=(somebody,), recipients=(FRELAND,), status="actual",
        place=replace(HARN, lat=None, lon=None),
    )  # fmt: skip
    brief = brief_of(Reading(report=report(), events=(event,)), name="a.txt")
    assert [(fact.lead, fact.words) for fact in section(brief, "unresolved").facts] == [
        ("No doer", "1 event"),
        ("No time", "1 of 1 event"),
        ("Not on the map", "Harn"),
    ]


def test_a_short_brief_leaves_out_events_and_cites_only_what_it_shows() -> None:
    brief = brief_of(reading(), name="a.txt", is_short=True)
    assert [part.key for part in (*brief.before, *brief.after)] == ["conflict", "truces", "pledges", "tolls"]
    assert brief.events == ()
    assert [one.number for one in brief.cited] == [1, 2, 3, 4]
    assert brief.tally == brief_of(reading(), name="a.txt").tally


def test_no_string_of_a_brief_can_steer_a_terminal() -> None:
    hostile = "\x1b]0;x\x07\u202eHarn\n\r"
    found = reading()
    ties = tuple(replace(tie, caveat=hostile) for tie in found.ties)
    bad = report(TEXT, title=hostile, source=hostile, notes=(hostile,))
    brief = brief_of(replace(found, report=bad, ties=ties), name=hostile)
    assert not set(repr(brief)) & set("\x1b\x07\u202e\n\r")
    assert r"\x" not in repr(brief) and r"\u202e" not in repr(brief) and r"\n" not in repr(brief)
