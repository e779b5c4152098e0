"""Which words in front of a report are a dateline. To add a case, add a row."""

import pytest

from casus.intake.datelines import dateline_alone, find_credit, find_dateline, find_trailer

REST = "The army took the town on Friday, a spokesman said."


@pytest.mark.parametrize(
    ("head", "place", "agency", "date"),
    [
        ("YEREVAN, Oct. 30 (Agency) — ", "YEREVAN", "Agency", (None, 10, 30)),
        ("NEW YORK (AP) — ", "NEW YORK", "AP", None),
        ("SOUTH WAZIRISTAN, April 5 (APP):", "SOUTH WAZIRISTAN", "APP", (None, 4, 5)),
        ("Gaza City - ", "Gaza City", None, None),
        ("KABUL, Afghanistan - ", "KABUL, Afghanistan", None, None),
        ("BEIRUT (Reuters) - ", "BEIRUT", "Reuters", None),
        ("(Reuters) - ", None, "Reuters", None),
        ("(NEW YORK) — ", "NEW YORK", None, None),
        ("GAZA/JERUSALEM, Oct 30 (Reuters) - ", "GAZA/JERUSALEM", "Reuters", (None, 10, 30)),
        ("MOSCOW. Oct 30 (Interfax) - ", "MOSCOW", "Interfax", (None, 10, 30)),
        ("Kyiv, March 3, 2022 (AFP) – ", "Kyiv", "AFP", (2022, 3, 3)),
        ("Khartoum, 15 April 2023 (SUNA)- ", "Khartoum", "SUNA", (2023, 4, 15)),
        ("Deir al-Zor, Syria — ", "Deir al-Zor, Syria", None, None),
        ("WASHINGTON—", "WASHINGTON", None, None),
        ("ISLAMABAD: ", "ISLAMABAD", None, None),
        ("PORT-AU-PRINCE, Haiti (AP) _ ", "PORT-AU-PRINCE, Haiti", "AP", None),
        ("GENEVA--(BUSINESS WIRE)--", "GENEVA", "BUSINESS WIRE", None),
        ("MOSCOW, October 30. /TASS/. ", "MOSCOW", "TASS", (None, 10, 30)),
        ("/TASS/. ", None, "TASS", None),
        ("(IRNA) ", None, "IRNA", None),
        ("DAMASCUS, (SANA) – ", "DAMASCUS", "SANA", None),
        ("Damascus, SANA- ", "Damascus", "SANA", None),
        ("SANA'A, 30 Oct (Saba) – ", "SANA'A", "Saba", (None, 10, 30)),
        ("BEIRUT: (NNA) - ", "BEIRUT", "NNA", None),
        ("ANKARA (AA) - ", "ANKARA", "AA", None),
        ("KYIV. Oct 30 (Interfax-Ukraine) ", "KYIV", "Interfax-Ukraine", (None, 10, 30)),
        ("New Delhi [India], October 30 (ANI): ", "New Delhi, India", "ANI", (None, 10, 30)),
        ("New Delhi, Oct 30 (PTI) ", "New Delhi", "PTI", (None, 10, 30)),
        ("Baku. 30 October. APA: ", "Baku", "APA", (None, 10, 30)),
        ("YEREVAN, OCTOBER 30, ARMENPRESS. ", "YEREVAN", "ARMENPRESS", (None, 10, 30)),
        ("Riyadh, Oct 30, 2020, SPA -- ", "Riyadh", "SPA", (2020, 10, 30)),
        ("ISTANBUL, Anadolu – ", "ISTANBUL", "Anadolu", None),
        ("Kabul, 30 October/ BNA/ ", "Kabul", "BNA", (None, 10, 30)),
        ("ANKARA, Oct 30 (Reuters/AFP) - ", "ANKARA", "Reuters/AFP", (None, 10, 30)),
        ("Qamishli (Syria) - ", "Qamishli, Syria", None, None),
        ("Donetsk (DPR) – ", "Donetsk", None, None),
        ("BOGOTA, 24 OCT 89 (CADENA 1) -- [REPORT] [JUAN SOTO] [TEXT] ", "BOGOTA", "CADENA 1", (1989, 10, 24)),
    ],
)
def test_a_dateline_gives_place_agency_and_date(
    head: str, place: str | None, agency: str | None, date: tuple[int | None, int, int] | None
) -> None:
    found = find_dateline(head + REST, is_first=True)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)
    assert (head + REST)[found.length :] == REST


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "Aleppo - the largest town - fell to the rebels on Friday.",
        "President Smith – a former doctor – said that he would leave.",
        "Officials said: the town has fallen.",
        "UPDATE: the town has fallen, officials said on Friday.",
        "NATO — The alliance said on Friday that it would send troops.",
        "Donald Trump - The president said on Friday that he would leave.",
        "Israel - Hamas war enters its third month as talks stall.",
        "Syrian Democratic Forces (SDF) – The group said it took the town.",
        "On Monday — The army took the town.",
        "THE ARMY SAID: THE REBELS TOOK THE TOWN ON FRIDAY.",
        "FOUR SOLDIERS -- ALL WOUNDED -- WERE TAKEN TO THE CAPITAL.",
        "Idlib - warplanes struck the town",
        f"Armed Forces of the Philippines (AFP) – {REST}",
        f"Palestinian Authority (PA): {REST}",
        f"Officials in Damascus (SANA) {REST}",
        f"He told TASS. {REST}",
        f"In Moscow, TASS. {REST}",
        f"Shiraz, Fars – {REST}",
        f"Petra – {REST}",
        f"John Smith (AP) – {REST}",
        "KYIV — ",
        "",
    ],
)
def test_words_of_the_report_are_no_dateline(text: str) -> None:
    assert find_dateline(text, is_first=True) is None


def test_a_bare_town_counts_only_in_the_first_paragraph() -> None:
    assert find_dateline("Gaza City - " + REST, is_first=False) is None


@pytest.mark.parametrize("words", ["Baku, October 30, AZERTAC", "Baku, October 30 (APA)."])
def test_a_dateline_may_be_a_paragraph_of_its_own(words: str) -> None:
    found = dateline_alone(words)
    assert found is not None
    assert (found.place, found.date) == ("Baku", (None, 10, 30))


@pytest.mark.parametrize("words", ["On October 30, TASS", "Fighting in Baku, October 30", "Baku, AZERTAC"])
def test_a_short_paragraph_is_no_dateline_without_place_date_and_agency(words: str) -> None:
    assert dateline_alone(words) is None


def test_agency_and_date_behind_the_last_sentence_are_found() -> None:
    found = find_trailer("The talks ended on Monday. MAP 05 April 2018")
    assert found is not None
    assert (found.agency, found.date) == ("MAP", (2018, 4, 5))


@pytest.mark.parametrize(
    "text", ["He was born on 5 April 2018.", "They met. In May 2018", "They met in KYIV 5 April 2018"]
)
def test_a_date_inside_a_sentence_is_no_agency_line(text: str) -> None:
    assert find_trailer(text) is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("The talks ended on Monday. (Reuters)", "Reuters"),
        ("He called it “nonsense”. – Example Wire", "Example Wire"),
        ("The talks ended on Monday. AFP", "AFP"),
        ("The talks ended on Monday. -- The Associated Press", "The Associated Press"),
        ("The talks ended on Monday. He left", None),
        ("The talks ended on Monday. /TASS/", "TASS"),
        ("The talks ended on Monday. (SANA).", "SANA"),
        ("The talks ended on Monday. (AFP/Reuters)", "AFP/Reuters"),
        ("The talks ended on Monday. Press Trust of India", "Press Trust of India"),
        ("The talks ended on Monday. (SDF)", None),
        ("The talks ended on Monday. – UNHCR", None),
        ("The talks ended on Monday. Trend", None),
        ("“War is hell.” – William Sherman", None),
        ("He spoke to the Armed Forces of the Philippines (AFP).", None),
        ("They spoke of the party (Fatah)", None),
        ("The talks ended on Monday. (ENDS)", None),
        ("The talks ended on Monday. – Ends", None),
        ("He said “No.” (Kyiv)", None),
        ("The talks ended on Monday.", None),
        ("", None),
    ],
)
def test_an_agency_credited_behind_the_text_is_found(text: str, agency: str | None) -> None:
    assert find_credit(text) == agency
