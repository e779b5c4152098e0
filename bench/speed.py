"""How fast casus reads: articles of 500 words a second on one core, and how long it takes to start.

    python bench/speed.py [SHARED] [READER]        SHARED defaults to ../shared, READER to trained

The articles of SHARED/bench/articles.jsonl.gz are joined and cut into pieces of 500 words. The first piece warms
the reader. Then every piece is read in each of several rounds in this one process, from raw text to the line of
JSON; the median round counts, and the first, in which every text is new to the reader's caches, stands beside it.
Rounds are measured in processor seconds, which other work on the machine changes little; starting in wall
seconds of a process of its own, the median of several.
"""

import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from casus.intake import read_reports
from casus.reading import Reader, get_reader
from casus.records import Refused, as_json

SHARED = Path(__file__).resolve().parents[1] / "../shared"
WORDS = 500
ROUNDS = 5
STARTS = 7
GOAL = 50.0
"""Articles a second, of the lexicon reader."""


def articles(path: Path) -> Iterator[str]:
    """The texts of the benchmark, end to end, in pieces of 500 words; what is left over at the end is dropped."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        text = "\n\n".join(json.loads(line)["text"] for line in lines)
    starts = [word.start() for word in re.finditer(r"\S+", text)]
    for first in range(0, len(starts) - WORDS, WORDS):
        yield text[starts[first] : starts[first + WORDS]].rstrip()


def read_all(paths: Sequence[str], reader: Reader) -> int:
    """Read files as `casus read --json` does. Returns the characters of JSON made."""
    written = 0
    for report in read_reports(paths):
        if isinstance(report, Refused):
            raise report
        written += len(json.dumps(as_json(reader.read(report)), ensure_ascii=False))
    return written


def rounds(paths: Sequence[str], reader: Reader) -> Iterator[float]:
    """Processor seconds of each round over all files."""
    for _ in range(ROUNDS):
        start = time.process_time()
        read_all(paths, reader)
        yield time.process_time() - start


def wall_seconds(*arguments: str) -> float:
    """The median time of a run of casus."""
    taken = []
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "casus", *arguments], check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return median(taken)


def main(shared: Path, name: str = "trained") -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(articles(shared / "bench/articles.jsonl.gz")):
            path = Path(folder) / f"{number:04}.txt"
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        reader = get_reader(name)
        read_all(paths[:1], reader)
        speeds = [len(paths) / seconds for seconds in rounds(paths, reader)]
        speed = median(speeds)
        print(f"articles of {WORDS} words     {len(paths)}, {ROUNDS} rounds")
        print(f"articles a second         {speed:.1f} (first round {speeds[0]:.1f}, slowest {min(speeds):.1f})")
        print(f"microseconds a word       {1e6 / speed / WORDS:.1f}")
        print(f"casus read FILE --json    {wall_seconds('read', paths[0], '--json', '--reader', name):.2f} s")
        print(f"casus --help              {wall_seconds('--help'):.2f} s")
        if name == "lexicon":
            print("fast enough" if speed >= GOAL else f"too slow: the goal is {GOAL:.0f} articles a second")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED, *sys.argv[2:3])
