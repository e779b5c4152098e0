"""Feed casus thousands of hostile and damaged files and hold it to what the command line promises.

    python -m bench.hostile [--files 5000] [--seed 1]

Files are made from the seed (kinds: hostile_files.py), a few hundred to a folder, and `casus read FOLDER --json`
reads each folder twice in a process of its own. Checked are:

- it ends by itself, never with a traceback, and casus never excuses itself for a failure of its own;
- every text is either one line of JSON or one line on standard error that names its file; a file of rows gives
  at least one line, and no row is refused twice;
- the JSON is valid UTF-8, and every statement points at words inside its sentence, inside the text;
- no file takes more than 10 seconds, and no row of a file of rows, which may be an archive of 100,000 reports. As
  other work on the machine slows every file, the faster of the two runs counts, and a text that took longer even
  then is read again by itself and its processor time counts; the exit code is 1 exactly when something was refused;
- the second run gives the same bytes.

Prints how many files of each kind were read and refused, and how long the slowest took. Ends with 1 if anything
failed.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import IO, Any

from bench.hostile_files import KINDS, Kind

FULL_SET = 5000
"""Files for which `Kind.count` is meant; fewer files have fewer of those."""
FILES_A_FOLDER = 250
LONGEST_SECONDS = 10.0
MOST_SHOWN = 20
"""Problems printed of one folder."""
PATIENCE = 90.0
"""Seconds without a line after which a run is ended as stuck."""

NAMED = re.compile(rb"casus: \S*/(?P<number>\d{5})-[^:]*: .")
CRASH = re.compile(rb"Traceback|please report this|MemoryError|Segmentation")
LISTS = ("events", "tolls", "truces", "pledges", "ties", "quotes")


@dataclass(frozen=True, slots=True)
class File:
    """One hostile file. number: its place in the plan, which stands in its name."""

    number: int
    kind: Kind
    path: Path


@dataclass(slots=True)
class Run:
    """What one run of casus gave. lines: (monotonic seconds, is standard error, the line), in order of arrival."""

    started: float
    code: int | None = None
    lines: list[tuple[float, bool, bytes]] = field(default_factory=list)

    def stream(self, *, errors: bool) -> list[bytes]:
        """The lines of one stream."""
        return [line for _, is_error, line in self.lines if is_error is errors]

    def waits(self) -> list[float]:
        """Seconds before each line, the first one from the start of the process."""
        times = [self.started, *(when for when, _, _ in self.lines)]
        return [after - before for before, after in pairwise(times)]


@dataclass(slots=True)
class Score:
    """What became of the files of one kind. slowest: seconds; None for files of rows, which answer by line."""

    files: int = 0
    refused: int = 0
    slowest: float | None = None


def plan(files: int, seed: int) -> list[tuple[int, Kind]]:
    """Numbered kinds: the large ones as often as they say, at least one of each, the others by their weight."""
    few = [kind for kind in KINDS for _ in range(max(1, round(kind.count * files / FULL_SET)))]
    often = [kind for kind in KINDS if kind.weight and not kind.count]
    rng = random.Random(f"{seed}-plan")
    kinds = few + rng.choices(often, [kind.weight for kind in often], k=max(files - len(few), 0))
    rng.shuffle(kinds)
    return list(enumerate(kinds))


def write_files(folder: Path, planned: Sequence[tuple[int, Kind]], *, seed: int, scale: float) -> list[File]:
    """Make the files in three folders: texts, named (those no folder offers) and rows."""
    files = []
    for number, kind in planned:
        rng = random.Random(f"{seed}-{number}")
        home = folder / ("rows" if kind.rows else "named" if kind.by_name else "texts")
        home.mkdir(exist_ok=True)
        slug = re.sub(r"\W+", "-", kind.name)[:30]
        path = home / f"{number:05}-{slug}{rng.choice(kind.suffixes)}"
        path.write_bytes(kind.make(rng, scale))
        files.append(File(number, kind, path))
    return files


def run_casus(paths: Sequence[Path]) -> Run:
    """Run `casus read PATHS --json` and note when each line came. When silent for long it is ended: code None."""
    command = [sys.executable, "-m", "casus", "read", *map(str, paths), "--json"]
    run = Run(time.monotonic())
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        threads = [
            Thread(target=_collect, args=(process.stdout, False, run)),
            Thread(target=_collect, args=(process.stderr, True, run)),
        ]
        for thread in threads:
            thread.start()
        is_stuck = _watch(process, run)
        for thread in threads:
            thread.join()
    run.code = None if is_stuck else process.returncode
    run.lines.sort(key=lambda line: line[0])
    return run


def _collect(stream: IO[bytes], is_error: bool, run: Run) -> None:
    for line in stream:
        run.lines.append((time.monotonic(), is_error, line))


def _watch(process: subprocess.Popen[bytes], run: Run) -> bool:
    """Wait for the end. Returns whether the process had to be killed."""
    while True:
        try:
            process.wait(timeout=1)
            return False
        except subprocess.TimeoutExpired:
            last = run.lines[-1][0] if run.lines else run.started
            if time.monotonic() - last > PATIENCE:
                process.kill()
                return True


def problems_of(files: Sequence[File], run: Run, again: Run) -> Iterator[str]:
    """What casus did that it promises not to do, one sentence each. files: in the order casus reads them."""
    if run.code is None:
        yield f"stuck after {len(run.lines)} lines"
    refusals = run.stream(errors=True)
    for line in refusals:
        if CRASH.search(line) or not NAMED.match(line):
            yield f"{'crash' if CRASH.search(line) else 'names no file'}: {shown(line)}"
    if run.code not in (None, int(bool(refusals))):
        yield f"exit code {run.code} with {len(refusals)} refusals"
    yield from _counting_problems(files, run)
    for line in run.stream(errors=False):
        yield from reading_problems(line)
    yield from _slow_problems(files, [min(waits) for waits in zip(run.waits(), again.waits(), strict=False)])
    if [run.stream(errors=on) for on in (False, True)] != [again.stream(errors=on) for on in (False, True)]:
        yield "the second run gave other bytes"


def _counting_problems(files: Sequence[File], run: Run) -> Iterator[str]:
    refusals = run.stream(errors=True)
    if files[0].kind.rows:
        subjects = Counter(line.split(b": ")[1] for line in refusals if NAMED.match(line))
        if len(run.lines) < len(files) and run.code is not None:
            yield f"only {len(run.lines)} lines for {len(files)} files of rows"
    else:
        subjects = Counter(match["number"] for line in refusals if (match := NAMED.match(line)))
        if len(run.lines) != len(files) and run.code is not None:
            yield f"{len(run.lines)} lines for {len(files)} texts"
    for subject, count in subjects.items():
        if count > 1:
            yield f"{subject.decode()} refused {count} times"


def reading_problems(line: bytes) -> Iterator[str]:
    """What is wrong with one line of JSON."""
    try:
        reading: dict[str, Any] = json.loads(line.decode("utf-8", errors="strict"))
        length = len(reading["report"]["text"])
        records = [record for name in LISTS for record in reading[name]]
    except (ValueError, KeyError, TypeError) as error:
        yield f"no reading ({error}): {shown(line)}"
        return
    for record in records:
        (first, last), (start, end) = record["sentence"], record["span"]
        if not 0 <= first <= start < end <= last <= length:
            yield f"span {start}-{end} in sentence {first}-{last} of {length}: {reading['report']['text'][:60]!r}"


def _slow_problems(files: Sequence[File], waits: Sequence[float]) -> Iterator[str]:
    """waits: seconds before each line, in the faster of the two runs."""
    for place, seconds in enumerate(waits):
        if seconds <= LONGEST_SECONDS:
            continue
        if files[0].kind.rows:
            yield f"line {place + 1} took {seconds:.1f} s"
            continue
        for file in files[max(place - 1, 0) : place + 2]:  # lines of the two streams may have changed places
            if (alone := processor_seconds(file.path)) > LONGEST_SECONDS:
                yield f"{file.path.name} took {seconds:.1f} s, {alone:.1f} s of processor time by itself"


def processor_seconds(path: Path) -> float:
    """Of reading one file in a process of its own, all its threads and the start of the process counted."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "casus", "read", str(path), "--json"]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shown(line: bytes) -> str:
    """A line as a short printable string."""
    return ascii(line.decode("utf-8", errors="replace").strip()[:300])


def keep_score(scores: dict[str, Score], files: Sequence[File], run: Run) -> None:
    """Add one run to the counts by kind."""
    refused = {int(match["number"]) for line in run.stream(errors=True) if (match := NAMED.match(line))}
    waits = run.waits()
    for place, file in enumerate(files):
        score = scores[file.kind.name]
        score.files += 1
        score.refused += file.number in refused
        if not file.kind.rows and place < len(waits):
            score.slowest = max(score.slowest or 0.0, waits[place])


def check(planned: Sequence[tuple[int, Kind]], scores: dict[str, Score], *, seed: int, scale: float) -> list[str]:
    """Write the files, read them twice, and return every problem."""
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        files = sorted(write_files(Path(name), planned, seed=seed, scale=scale), key=lambda file: file.path.name)
        for rows in (False, True):
            in_folder = [file for file in files if file.kind.rows is rows and not file.kind.by_name]
            by_name = [file for file in files if file.kind.rows is rows and file.kind.by_name]
            if not in_folder:
                continue
            paths = [Path(name) / ("rows" if rows else "texts"), *(file.path for file in by_name)]
            run, again = run_casus(paths), run_casus(paths)
            problems += problems_of([*in_folder, *by_name], run, again)
            keep_score(scores, [*in_folder, *by_name], run)
    return problems


def table(scores: dict[str, Score]) -> Iterator[str]:
    """Counts by kind, in the order of the kinds. Refused is a file of which anything was refused."""
    yield f"{'kind':<44}{'files':>7}{'refused':>9}{'slowest s':>11}"
    for kind in KINDS:
        score = scores[kind.name]
        slowest = "" if score.slowest is None else f"{score.slowest:.2f}"
        yield f"{kind.name:<44}{score.files:>7}{score.refused:>9}{slowest:>11}"
    files, refused = (sum(getattr(score, name) for score in scores.values()) for name in ("files", "refused"))
    yield f"{'all':<44}{files:>7}{refused:>9}"


def main() -> int:
    """Run everything; returns 1 if anything failed."""
    parser = argparse.ArgumentParser(description="Hold casus to its promises on hostile files.")
    parser.add_argument("--files", type=int, default=FULL_SET)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    planned = plan(options.files, options.seed)
    scores: dict[str, Score] = defaultdict(Score)
    failed = 0
    for start in range(0, len(planned), FILES_A_FOLDER):
        problems = check(planned[start : start + FILES_A_FOLDER], scores, seed=options.seed, scale=1.0)
        failed += len(problems)
        for problem in problems[:MOST_SHOWN]:
            print(f"files {start} on: {problem}", flush=True)
        if len(problems) > MOST_SHOWN:
            print(f"files {start} on: {len(problems) - MOST_SHOWN} more", flush=True)
    print("\n".join(table(scores)))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"most memory of a run: {peak:.0f} MB; problems: {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
