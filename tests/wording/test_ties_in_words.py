"""Who stands with or against whom, in words."""

import pytest
from harn_sample import FRELAND, HARN, MORLAND, stated

from casus.records import Actor, Tie, TieKind
from casus.wording.lines import tie_line

HARNIANS = Actor(name="Harn Front")


@pytest.mark.parametrize(
    ("kind", "a", "words"),
    [
        ("backs", (FRELAND,), "Government of Freland backs Harn Front"),
        ("backs", (FRELAND, MORLAND), "Governments of Freland and Morland back Harn Front"),
        ("mediates", (FRELAND, MORLAND), "Governments of Freland and Morland mediate with Harn Front"),
        ("rival", (FRELAND,), "Government of Freland and Harn Front"),
    ],
)
def test_one_backs_and_several_back(kind: TieKind, a: tuple[Actor, ...], words: str) -> None:
    told = tie_line(Tie(**stated("at least 12", "r1"), kind=kind, a=a, b=(HARNIANS,)))
    assert told.words == words


def test_several_claim_a_place() -> None:
    told = tie_line(Tie(**stated("at least 12", "r1"), kind="claims", a=(FRELAND, MORLAND), b=(), place=HARN))
    assert told.words.startswith("Governments of Freland and Morland claim Harn")
