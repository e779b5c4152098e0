"""PLOVER gold standard records: which event a sentence states, and who does it to whom.

    python bench/plover_gsr.py [SHARED] [READER]        SHARED defaults to ../shared, READER to trained

Each record is one sentence with one event, so the reading's main event is taken: the first outermost act that is told
or announced as such. The shipped model has learned nothing from these records. PLOVER codes a cooperative act that
lies ahead as AGREE and a hostile one as THREATEN where casus has the act itself with status `future`, and where
nobody is acted upon by name the file codes the country it happened in; the adapter does the same. Prints the table of
SHARED/bench/score.py.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from casus.reading import Reader, get_reader
from casus.records import Actor, Event, Reading, Report, report_id

_AHEAD = {
    "AID": "AGREE", "COOPERATE": "AGREE", "SUPPORT": "AGREE", "RETREAT": "AGREE", "CONSULT": "AGREE",
    "CONCEDE": "AGREE",
    "ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "PROTEST": "THREATEN", "MOBILIZE": "THREATEN",
}  # fmt: skip
_RANK = {"actual": 0, "future": 0, "conditional": 0, "historical": 1, "possible": 2, "negated": 2, "requested": 3}
_DOUBTFUL = 0.2
"""Events of less confidence are taken only where there is no other."""


def main_event(reading: Reading) -> Event | None:
    """The act a one-sentence report is about."""
    outer = [event for event in reading.events if event.within is None] or list(reading.events)
    return min(outer, key=lambda event: (_RANK[event.status], event.confidence < _DOUBTFUL, event.span), default=None)


def coded(actor: Actor) -> dict[str, Any]:
    """An actor in the codes of the file: country, else the kind of organisation."""
    kinds = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC", "REB": "IMG"}
    code = actor.country or next((kinds[sector] for sector in actor.sectors if sector in kinds), None)
    found: dict[str, Any] = {"text": actor.name, "code": code, "sector": actor.sectors[0] if actor.sectors else None}
    if actor.mention is not None:
        found |= {"start": actor.mention[0], "end": actor.mention[1]}
    return found


def predict(reader: Reader, record: dict[str, Any]) -> dict[str, Any]:
    """One prediction in the shape of the file."""
    text = record["text"]
    reading = reader.read(Report(id=report_id(text), text=text, language="en"))
    event = main_event(reading)
    if event is None:
        return {"id": record["id"]}
    ahead = event.status in ("future", "conditional")
    targets = [coded(actor) for actor in event.recipients]
    if not targets and len(event.actors) < 2 and event.place is not None and event.place.country is not None:
        targets = [{"text": event.place.name, "code": event.place.country, "sector": None}]
    return {
        "id": record["id"],
        "event": _AHEAD.get(event.type, event.type) if ahead else event.type,
        "mode": event.mode,
        "context": list(event.contexts),
        "source": [coded(actor) for actor in event.actors],
        "target": targets,
    }


def main(shared: Path, name: str = "trained") -> int:
    """Predict, score, and return the scorer's exit code."""
    gold = shared / "bench" / "plover_gsr" / "all.jsonl"
    reader = get_reader(name)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for line in gold.read_text(encoding="utf-8").splitlines():
            print(json.dumps(predict(reader, json.loads(line)), ensure_ascii=False), file=out)
        out.flush()
        return subprocess.run(
            [sys.executable, shared / "bench" / "score.py", "plover", gold, out.name], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"), *sys.argv[2:3]))
