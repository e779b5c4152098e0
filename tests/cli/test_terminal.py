"""Briefs as they stand on a terminal or in a pipe."""

from dataclasses import replace
from io import StringIO

import pytest
from harn_sample import HARN, TEXT, reading, report
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from casus.cli.terminal import rendered
from casus.records import Reading
from casus.wording.brief import brief_of

AT_80 = """\
Freland and Morland trade fire over Harn
Harn Courier · 2020-05-21 · English
3 events told, 4 events claimed, demanded, feared or the like, 2 tolls, 1 truce,
1 pledge, 3 ties, 1 quote
Note  removed 1 advertising placeholder

CONFLICT
  Between  Governments of Freland and Morland [3]
  Where    Harn (disputed by FRE and MOR) [1]

TRUCES
  Collapsed  Governments of Freland and Morland, 2 times, mediated by Government
             of Estmark [4]

PLEDGES
  Open  Government of Estmark would give help to Government of Freland “if
        Morland crosses the river” · set off by an attack or fighting by
        Government of Morland · according to Government of Estmark, in a
        statement [7]

TOLLS
  At least 12        killed, Harn (disputed by FRE and MOR), 2020-05-19 [1]
    of them about 5  civilians killed · not confirmed [1]

TIES
  At war   Governments of Freland and Morland [3]
  Backing  Government of Estmark backs Government of Freland [3]
  Claim    Government of Morland claims Harn (disputed by FRE and MOR) ·
           according to Government of Morland [9]

EVENTS
  Told as happening or done
   1  2020-05-19      Government of Morland attacked Government of Freland with
                      heavy weapons · Harn (disputed) [1]
   4  –               Ana Corr called on Government of Morland to give way · in
                      a tweet [5]

  Told as earlier
   3  since 3 May     Governments of Freland and Morland fought [3]
      (year unknown)

  Claimed
   2  –               Government of Morland attacked Government of Freland with
                      drones · according to Armed Forces of Freland [2]

  Demanded or asked for
   5  –               Government of Morland should withdraw · according to Ana
                      Corr · within event 4 [5]

  Feared, believed or possible
   6  –               Government of Estmark and observers might fight ·
                      according to observers · unsure (0.40) [8]

  Denied or not done
   7  –               Government of Morland did not deploy troops · according to
                      Government of Morland [8]

QUOTES
  “We will not wait” — Ana Corr · in a tweet [6]

NOT RESOLVED
  No country  observers [8]
  No time     5 of 7 events [2,5,8]
  No place    6 of 7 events [2,3,5,8]
  No year     since 3 May [3]

SENTENCES
  [1]  Morland shelled the town of Harn on Tuesday; at least 12 people, among
       them about 5 civilians, were killed.
  [2]  Freland's army said Morland had used drones against a hospital.
  [3]  The two countries have been at war since 3 May, and Estmark backs
       Freland.
  [4]  A ceasefire mediated by Estmark collapsed twice.
  [5]  President Ana Corr demanded in a tweet that Morland withdraw.
  [6]  “We will not wait,” she wrote.
  [7]  Estmark will send help if Morland crosses the river, its foreign ministry
       said in a statement.
  [8]  Observers fear that Estmark may be drawn in, but Morland denied that its
       troops were massing.
  [9]  Harn belongs to Morland, its ambassador said.
"""


def shown(found: Reading, width: int) -> str:
    """The brief as it goes into a pipe."""
    return rendered(brief_of(found, name="a.txt"), Console(file=StringIO(), width=width))


def test_a_brief_at_80_columns_reads_like_this() -> None:
    assert shown(reading(), 80) == AT_80


@pytest.mark.parametrize("width", [40, 80, 100, 140, 200])
def test_no_line_is_wider_than_the_terminal_or_ends_in_spaces(width: int) -> None:
    for line in shown(reading(), width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_events_stand_in_cells_where_there_is_room() -> None:
    header = next(line for line in shown(reading(), 140).splitlines() if "did what" in line)
    assert header.split() == ["when", "who", "did", "what", "to", "whom", "where", "so", "told"]


def test_a_pipe_gets_neither_colour_nor_frames() -> None:
    assert not set(shown(reading(), 80)) & set("\x1b│─┃━╭")


def test_colour_changes_no_words() -> None:
    coloured = Console(file=StringIO(), width=80, force_terminal=True, color_system="standard")
    text = rendered(brief_of(reading(), name="a.txt"), coloured)
    assert "\x1b[" in text
    plain = [line.rstrip() for line in Text.from_ansi(text).plain.splitlines()]
    assert plain == shown(reading(), 80).splitlines()


def test_words_of_a_report_are_neither_markup_nor_emoji_nor_commands() -> None:
    title = "[bold red]Harn[/bold red] :smile: [link=file:///]x[/link] \x1b[2J"
    text = shown(replace(reading(), report=report(TEXT, title=title)), 80)
    assert text.splitlines()[0] == "[bold red]Harn[/bold red] :smile: [link=file:///]x[/link]  [2J"


def test_wide_letters_and_right_to_left_words_keep_the_width() -> None:
    found = replace(reading(), report=report(TEXT, title="停火协议" * 30 + "وقف إطلاق النار"))
    lines = shown(found, 80).splitlines()
    assert "وقف إطلاق النار" in lines[3]
    assert max(map(cell_len, lines)) <= 80


def test_more_than_five_quotes_are_counted_and_still_cited() -> None:
    quote = reading().quotes[0]
    quotes = tuple(replace(quote, id=f"q{number}") for number in range(7))
    text = shown(replace(reading(), quotes=quotes), 80)
    assert text.count("“We will not wait” — Ana Corr") == 5
    assert "  and 2 more [6]\n" in text


def test_the_same_reading_gives_the_same_text() -> None:
    assert shown(reading(), 80) == shown(reading(), 80)


def test_a_place_name_is_never_cut_short() -> None:
    place = replace(HARN, name="Harn-upon-the-Lower-Reaches", disputed_by=(), country=None)
    events = tuple(replace(event, place=place) for event in reading().events)
    assert "…" not in shown(replace(reading(), events=events), 120).replace(",…]", "]")
