"""Where those sit who tell of an act is not where it was."""

from __future__ import annotations

import pytest

from casus.reading import get_reader
from casus.records import Report, report_id


@pytest.mark.parametrize("reader", ["trained", "lexicon"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Officials in Kyiv said that 12 soldiers had been killed.", None),
        ("The Prosecutor General's Office in Baku said 41 civilians had been killed since September 27.", None),
        ("A spokesman in Geneva for the agency said that the rebels had killed nine people in Goma.", "Goma"),
        ("Officials in Nagorno-Karabakh said that 50 civilians had been killed.", "Nagorno-Karabakh"),
        ("Police in Mosul said five people were killed by a bomb.", "Mosul"),
        ("A hospital in Gaza said that 20 people had been killed.", "Gaza Strip"),
        ("In the eastern town of Soroti, rebels killed nine people.", "Soroti"),
    ],
)
def test_a_speakers_seat_is_not_the_place_of_the_dead(reader: str, text: str, place: str | None) -> None:
    report = Report(id=report_id(text), title=None, source="Example", published="2024-10-11", language="en", text=text)
    tolls = get_reader(reader).read(report).tolls
    assert [one.place and one.place.name for one in tolls] == [place]
