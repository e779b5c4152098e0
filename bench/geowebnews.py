"""Score the finding of places on GeoWebNews: news of 2018 with every name of a place marked and resolved.

    python bench/geowebnews.py [PATH_TO_SHARED]

PATH_TO_SHARED is the folder that holds bench/geowebnews/all.jsonl and bench/score.py (default: ../shared
beside this checkout). Prints the table of the scorer: spans as strict and as overlapping, and how far off the
places are.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casus.knowledge.places import find_places

SHARED = Path(__file__).resolve().parents[1] / "../shared"


def toponyms(text: str) -> Iterator[dict[str, Any]]:
    """The places of one text in the shape of the gold file."""
    for mention in find_places(text):
        place = mention.place
        yield {
            "start": mention.start,
            "end": mention.end,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "geonames_id": place.geonames_id if place else None,
        }


def main(shared: Path) -> int:
    """Predict, score, and return the scorer's exit status."""
    gold = shared / "bench/geowebnews/all.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for line in gold.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            row = {"id": report["id"], "toponyms": list(toponyms(report["text"]))}
            predicted.write(json.dumps(row) + "\n")
        predicted.flush()
        command = [sys.executable, str(shared / "bench/score.py"), "geoparsing", str(gold), predicted.name]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED))
