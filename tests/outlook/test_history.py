"""Files of UCDP GED become deaths by month and country, or one sentence says why not."""

from pathlib import Path

import numpy as np
import pytest
from made_history import NIGER, row, write

from casus.exports.history import read_history
from casus.outlook.forecast.months import month_of
from casus.records import CasusError


def test_deaths_count_in_the_month_in_which_the_event_ended(tmp_path: Path) -> None:
    rows = [
        row(1, "2020-01", 5, low=3, high=9), row(2, "2020-02", 7, date_start="2020-01-30"),
        row(3, "2020-02", 1), row(4, "2020-02", 50, type_of_violence=3), row(5, "2020-02", 2, NIGER),
    ]  # fmt: skip
    panel = read_history([write(tmp_path / "ged.csv", rows)])
    mali, niger = panel.countries.index("MLI"), panel.countries.index("NER")
    assert panel.deaths[:, mali].tolist() == [5, 8]
    assert panel.deaths[:, niger].tolist() == [0, 2]
    assert panel.low is not None and panel.high is not None
    assert (panel.low[0, mali], panel.high[0, mali]) == (3, 9)
    assert (panel.sources[0].rows, panel.sources[0].last) == (5, "2020-02")


def test_states_are_listed_in_their_own_years_alone(tmp_path: Path) -> None:
    panel = read_history(
        [write(tmp_path / "ged.csv", [row(n, f"{2010 + n}-{m:02d}", 1) for n, m in ((0, 12), (1, 1))])]
    )
    assert "SSD" in panel.countries
    assert np.isnan(panel.deaths[0, panel.countries.index("SSD")])
    assert "CSK" not in panel.countries


def test_files_of_following_months_go_together(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.csv", [row(n, f"2020-0{n}", n)]) for n in (1, 2)]
    assert read_history(files).last == month_of("2020-02")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row(1, "2020-01", 5), row(1, "2020-01", 5)], "line 3 has the id 1 of .* line 2; give each row once"),
        ([row(1, "2020-01", -5)], "line 2 has no number of deaths for best; mend or remove the row"),
        ([row(1, "2020-01", "many")], "line 2 has 'many' for best"),
        ([row(1, "2020-01", 5, country_id="")], "line 2 has '' for country_id"),
        ([row(1, "2020-01", 5, date_end="soon")], "line 2 has 'soon' for date_end"),
        ([row(1, "2020-01", 5, type_of_violence=9)], "has '9' for type_of_violence"),
        ([row(1, "2020-01", 5), row(2, "2020-03", 5)], "No file has a row in 2020-02"),
        ([], "has no row"),
    ],
)
def test_rows_that_cannot_be_counted_stop_the_forecast(
    tmp_path: Path, rows: list[dict[str, object]], words: str
) -> None:
    with pytest.raises(CasusError, match=words):
        read_history([write(tmp_path / "ged.csv", rows)])


def test_a_month_in_two_files_is_not_counted_twice(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.csv", [row(n, "2020-01", n)]) for n in (1, 2)]
    with pytest.raises(CasusError, match="both have rows in 2020-01; give each month once"):
        read_history(files)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "ged.csv", [row(1, "2020-01", 5)], ("id", "type_of_violence", "country_id", "date_end"))
    with pytest.raises(CasusError, match="no column best, low, high"):
        read_history([path])


def test_a_month_before_the_data_is_refused(tmp_path: Path) -> None:
    panel = read_history([write(tmp_path / "ged.csv", [row(1, "2020-01", 5)])])
    with pytest.raises(CasusError, match="covers 2020-01 to 2020-01, which has no 2019-12"):
        panel.until(month_of("2019-12"))
