"""Who joins: fitted on disputes before 1970, tested on those after, beside a logistic model of the reference.

    python -m bench.outlook.joining [SHARED]            SHARED defaults to ../shared

A line is an outside state and an originator, as in the reference, whose group is the targets of uses of force and wars.
Features were chosen on 1939-1969 and 1920-1969 (fitted on the years before); both are printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.outlook.estimating import Fit, coefficients, fit, forecast
from bench.outlook.opportunities import Opportunities, Records, opportunities
from casus.outlook.whatif.graph import FEATURES, FORCE, Floats

_REFERENCE = (
    "defence pact", "offence pact", "neutrality pact", "nonaggression pact", "consultation pact",
    "defence pact with the opponent", "borders the side", "borders the opponent", "major power",
    "a major power on the side", "a major power against it", "use of force", "war",
)  # fmt: skip
"""What the reference knows: pacts, borders, major powers and the level."""
_SPLITS = ((1939, 1970), (1920, 1970), (1970, 2011))
Mask = NDArray[np.bool_]


def auroc(joined: Floats, said: Floats, weight: Floats) -> float:
    """Chance that a joiner was given more than another state; ties count half."""
    _, at = np.unique(said, return_inverse=True)
    came, stayed = np.bincount(at, weight * joined), np.bincount(at, weight * (1 - joined))
    return float((came * (np.cumsum(stayed) - stayed / 2)).sum() / (came.sum() * stayed.sum()))


def log_score(joined: Floats, said: Floats, weight: Floats) -> float:
    """Mean minus log of the probability given to what happened; less is better."""
    chance = np.clip(np.where(joined > 0, said, 1 - said), 1e-9, 1)
    return float(-(weight * np.log(chance)).sum() / weight.sum())


def logistic(design: Floats, joined: Floats, weight: Floats) -> Floats:
    """Coefficients of a logistic regression with a penalty of a half on each square, the intercept first."""
    design = np.column_stack([np.ones(len(design)), design])
    beta = np.zeros(design.shape[1])
    beta[0] = np.log((weight * joined).sum() / (weight * (1 - joined)).sum())
    penalty = np.array([1e-6] + [1.0] * (design.shape[1] - 1))
    for _ in range(200):
        said = 1 / (1 + np.exp(-design @ beta))
        curve = (design * (weight * said * (1 - said))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, design.T @ (weight * (joined - said)) - penalty * beta)
        beta += step / max(1.0, float(np.abs(step).max()))  # no step beyond 1: an event this rare overshoots
        if np.abs(step).max() < 1e-8:
            break
    return beta


def reference(data: Opportunities, learnt: Mask, asked: Mask) -> Floats:
    """What the logistic model of the reference gives, fitted on some lines."""
    columns = data.features[:, [list(FEATURES).index(name) for name in _REFERENCE]]
    beta = logistic(columns[learnt], data.joined[learnt], (data.weight * data.originators)[learnt])
    said: Floats = 1 / (1 + np.exp(-(beta[0] + columns[asked] @ beta[1:])))
    return said


def line(name: str, data: Opportunities, asked: Mask, said: Floats) -> str:
    """One line of the table."""
    joined, weight = data.joined[asked], (data.weight * data.originators)[asked]
    given, seen = (float((weight * one).sum() / weight.sum()) for one in (said, joined))
    scores = f"{auroc(joined, said, weight):.3f}      {log_score(joined, said, weight):.5f}"
    return f"  {name:28}{scores}     {given:.5f}     {seen:.5f}    {given / seen:.2f}"


def calibration(data: Opportunities, asked: Mask, said: Floats) -> list[str]:
    """How many joined of those to whom about so much was given."""
    joined, weight = data.joined[asked], (data.weight * data.originators)[asked]
    lines = ["  given              lines     mean given    joined"]
    for low, high in ((0, 1e-3), (1e-3, 3e-3), (3e-3, 0.01), (0.01, 0.03), (0.03, 0.1), (0.1, 0.3), (0.3, 1)):
        its = (said >= low) & (said < high)
        if (many := weight[its].sum()) > 0:
            given, seen = (float((weight * one)[its].sum() / many) for one in (said, joined))
            lines.append(f"  {low:5.3f} to {high:5.3f} {many:10,.0f}        {given:.4f}    {seen:.4f}")
    return lines


def report(data: Opportunities) -> list[str]:
    """The tables."""
    told = []
    groups = {"targets of force and war": data.is_target & (data.level >= FORCE), "all": data.year > 0}
    for first, after in _SPLITS:
        learnt, tested = data.year < first, (data.year >= first) & (data.year < after)
        made = fit(data, learnt)
        for name, group in groups.items():
            asked = group & tested
            counted = (data.weight * data.originators)[asked]
            came = (data.joined * data.weight * data.originators)[asked].sum()
            told.append(
                f"\nFitted before {first}, {first}-{after - 1}, {name}: {counted.sum():,.0f} lines, {came:.0f} joined"
            )
            told.append("                              AUROC      log score   mean given  joined     ratio")
            told.append(line("reference", data, asked, reference(data, group & learnt, asked)))
            told.append(line("casus", data, asked, forecast(made, data, asked)))
            if first == _SPLITS[-1][0]:
                told += calibration(data, asked, forecast(made, data, asked))
    return told


def draws(data: Opportunities, made: Fit, many: int, seed: int) -> Floats:
    """Coefficients of the same model on disputes drawn again with replacement: (draws, 1 + features).

    What is not seen of each dispute keeps the expectation that the whole fit gives it.
    """
    unseen = np.array([made.unseen[int(dispute)] for dispute in data.dispute])
    random = np.random.default_rng(seed)
    ids, at = np.unique(data.dispute, return_inverse=True)
    design = np.column_stack([np.ones(len(data.joined)), data.features])
    found = []
    for _ in range(many):
        times = np.bincount(random.integers(len(ids), size=len(ids)), minlength=len(ids))[at].astype(float)
        its = times > 0
        # a state that is drawn twice counts twice, whether it joined or not
        beta, _ = coefficients(
            design[its], (data.joined * times)[its], data.days[its], (data.weight * unseen * times)[its], made.shape
        )
        found.append(beta)
    return np.array(found)


def main() -> None:
    """Print the tables."""
    given = sys.argv[1:]
    folder = Path(given[0] if given else "../shared") / "data"
    if not folder.exists():
        sys.exit(f"{folder} is not there; name the folder that holds data/join_opportunities.csv.gz.")
    records = Records(folder)
    data = opportunities(records)
    print("\n".join(report(data)))


if __name__ == "__main__":
    main()
