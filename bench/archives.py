"""What it takes to read an archive, on one machine and on local workers of a cluster, with the real command.

    python -m bench.archives local [--articles 4000] [--reader trained]      all cores against one core
    python -m bench.archives growth [--articles 200000] [--reader lexicon]   memory from the start to the end
    python -m bench.archives ray [--articles 3000] [--reader trained]        two workers against one, one killed
    python -m bench.archives repeats [--articles 20000]                      reprints found, missed, wrongly told
    python -m bench.archives plan --rate ARTICLES --kilobytes KB [--articles 100000000] [--cores 200]

Archives are made of words of our own, 160 to 430 an article, in `growth` 80. Articles a second are counted between the
first block and the last of each worker, by the times of their files: starting a reader takes seconds, whatever the size
of the archive. One core is the whole command on one core, its parent too. plan computes from a measured rate for one
core and a measured size.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from bench.soak import News
from casus.archives.tables import COLUMNS, files_in, rows_of

_PARTS = (2, 5)
"""Fewest and most pieces of news in an article, of some 82 words each."""
_SHARE = 0.3
"""Articles that reprint an earlier one, in the measure of repeats."""
_LARGEST, _GROWTH = 1024.0, 1.05
"""MB a core; the last quarter's memory against the second's: the first fills what is remembered."""
_QUIET = 1.05
"""Share of so many times one from which on the one was disturbed: workers do not make each other faster."""
_SAMPLES = 3
"""Of memory in each quarter, at least."""


@dataclass
class Run:
    """One run of the command. memory: (seconds since the start, MB of the largest worker, MB of all) of each sample."""

    folder: Path
    seconds: float
    workers: int
    memory: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Articles a second from the mean of the workers' first blocks to that of their last ones.

        Means, as blocks are done side by side: counted from one block to another, up to a block more or less would be.
        Raises SystemExit for an archive of too few blocks.
        """
        done = sorted((path.stat().st_mtime, path) for path in files_in(self.folder))
        if len(done) < 4 * self.workers:
            raise SystemExit(f"{len(done)} blocks are too few for {self.workers} workers: name more --articles")
        read = sum(1 for _, path in done[self.workers :] for _ in rows_of(path, ["report"]))
        first, last = (mean(at for at, _ in its) for its in (done[: self.workers], done[-self.workers :]))
        return read / (last - first)

    @property
    def largest(self) -> float:
        """MB of the largest worker at its height."""
        return max(most for _, most, _ in self.memory)

    def quarters(self) -> list[tuple[float, float]]:
        """Mean (MB of the largest worker, MB of all) in each quarter of the run.

        Raises SystemExit for a run too short to tell.
        """
        found = [
            [(most, whole) for at, most, whole in self.memory if quarter <= 4 * at / self.seconds < quarter + 1]
            for quarter in range(4)
        ]
        if min(map(len, found)) < _SAMPLES:
            raise SystemExit(f"{self.seconds:.0f} s are too short to tell memory by: name more --articles")
        return [(mean(most for most, _ in its), mean(whole for _, whole in its)) for its in found]


def articles(
    number: int, *, reprints: float = 0.0, parts: tuple[int, int] = _PARTS
) -> Iterator[tuple[str, int | None]]:
    """So many made articles, each with the number of the one that it reprints: shortened, under a line of its own."""
    news, rng = News(1, random.Random(3), 1.0), random.Random(5)
    made: list[tuple[int, str]] = []
    for at in range(number):
        if made and rng.random() < reprints:
            first, text = rng.choice(made)
            yield f"By our own desk. {text.rpartition('.')[0].rpartition('.')[0]}.", first
        else:
            text = "\n\n".join(news.article(at) for _ in range(rng.randint(*parts)))
            if reprints and len(made) < 10_000:
                made.append((at, text))
            yield text, None


def archive(folder: Path, number: int, *, parts: tuple[int, int] = _PARTS) -> Path:
    """An archive of JSON Lines."""
    path = folder / "archive.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for at, (text, _) in enumerate(articles(number, parts=parts)):
            row = {"text": text, "source": f"Paper {at % 90}", "published": "2020-10-31"}
            file.write(json.dumps(row) + "\n")
    return path


def read(path: Path, to: Path, reader: str, engine: str, workers: int, *, cores: int, kill: bool = False) -> Run:
    """Run the command over an archive on so many cores, and watch it. kill: a worker of Ray, once, in mid-run."""
    command = [sys.executable, "-m", "casus", "read", str(path), "--to", str(to), "--reader", reader]
    command += ["--engine", engine, "--workers", str(workers)]
    return watched(command, Run(to, 0.0, workers), cores=cores, kill=kill)


def watched(command: Sequence[str], run: Run, *, cores: int, kill: bool = False) -> Run:
    """Run a command on so many cores and note its time and memory. Raises SystemExit where it fails."""
    usable = sorted(os.sched_getaffinity(0))[:cores]
    began = time.monotonic()
    process = subprocess.Popen(command, preexec_fn=lambda: os.sched_setaffinity(0, usable))
    while process.poll() is None:
        time.sleep(1)
        run.memory.append((time.monotonic() - began, *_memory(process.pid)))
        if kill and len(files_in(run.folder)) > 2 and (found := [pid for pid in _below(process.pid) if _is_actor(pid)]):
            os.kill(found[0], signal.SIGKILL)
            kill = False
    run.seconds = time.monotonic() - began
    if process.returncode or kill:
        raise SystemExit(f"the command ended with {process.returncode}" if process.returncode else "nobody was killed")
    return run


def _below(pid: int) -> list[int]:
    """The processes that one has started, and those that they have."""
    try:  # any thread may have started one
        told = [one.read_text(encoding="utf-8") for one in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [its for one in map(int, " ".join(told).split()) for its in (one, *_below(one))]


def _is_actor(pid: int) -> bool:
    try:
        return b"MapWorker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _memory(pid: int) -> tuple[float, float]:
    """MB of the largest process that one has started, and of all with it."""
    its = [_resident(one) for one in _below(pid)]
    return max(its, default=0.0), _resident(pid) + sum(its)


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024 if "VmRSS:" in status else 0.0


def rows(folder: Path) -> list[dict[str, object]]:
    """All rows that were kept, in their order."""
    return [row for path in files_in(folder) for row in rows_of(path, COLUMNS)]


def local(args: argparse.Namespace, folder: Path) -> bool:
    """One core, then all: whether each counts for 85 % and none takes a gigabyte."""
    path, cores = archive(folder, args.articles), len(os.sched_getaffinity(0))
    one = read(path, folder / "one", args.reader, "local", 1, cores=1)
    all_ = read(path, folder / "all", args.reader, "local", cores, cores=cores)
    share, is_same = all_.rate / (cores * one.rate), rows(one.folder) == rows(all_.folder)
    print(f"one core {one.rate:.1f} articles/s, {cores} cores {all_.rate:.1f}: {share:.0%} of {cores} times one")
    print(f"largest worker {max(one.largest, all_.largest):.0f} MB; the same rows: {is_same}")
    size = sum(file.stat().st_size for file in files_in(all_.folder)) / args.articles / 1000
    print(f"{1e6 / one.rate / 3600:.1f} core hours and {size:.2f} GB of Parquet for a million articles")
    return is_reached(share, 0.85) and max(one.largest, all_.largest) < _LARGEST and is_same


def growth(args: argparse.Namespace, folder: Path) -> bool:
    """Memory of a long run: whether it ends as it was after a quarter."""
    cores = len(os.sched_getaffinity(0))
    path = archive(folder, args.articles, parts=(1, 1))
    run = read(path, folder / "all", args.reader, "local", cores, cores=cores)
    quarters = run.quarters()
    told = "; ".join(f"{most:.0f}, {whole:.0f}" for most, whole in quarters)
    print(f"{args.articles:,} articles in {run.seconds:.0f} s, {run.rate:.1f} a second; {run.largest:.0f} MB at most")
    print(f"MB of the largest worker, and of all, by quarters: {told}")
    return is_flat(quarters) and run.largest < _LARGEST


def is_flat(quarters: Sequence[tuple[float, float]]) -> bool:
    """Whether neither a worker nor all of them together took more at the end than once the first quarter was over."""
    return all(last <= _GROWTH * second for second, last in zip(quarters[1], quarters[3], strict=True))


def ray(args: argparse.Namespace, folder: Path) -> bool:
    """Two local workers against one, the rows of both and of a run with a death in it against those of `local`."""
    path, cores = archive(folder, args.articles), len(os.sched_getaffinity(0))
    here = read(path, folder / "here", args.reader, "local", 2, cores=cores)
    one = read(path, folder / "one", args.reader, "ray", 1, cores=cores)
    two = read(path, folder / "two", args.reader, "ray", 2, cores=cores)
    again = read(path, folder / "again", args.reader, "ray", 2, cores=cores, kill=True)
    wanted = rows(here.folder)
    same = [rows(run.folder) == wanted for run in (one, two, again)]
    print(f"ray: one worker {one.rate:.1f} articles/s, two {two.rate:.1f}: {two.rate / one.rate:.2f} times")
    print(f"{len(wanted):,} rows as without ray: with one worker {same[0]}, two {same[1]}, one of two killed {same[2]}")
    return is_reached(two.rate / one.rate / 2, 1.7 / 2) and all(same)


def is_reached(share: float, bar: float) -> bool:
    """Whether workers together reach a share of so many times one worker.

    Raises SystemExit for a share that cannot be: other work has slowed the one worker down.
    """
    if share > _QUIET:
        raise SystemExit(f"{share:.0%} cannot be: the one worker was disturbed; measure again on a quiet machine")
    return share >= bar


def repeats(args: argparse.Namespace, folder: Path) -> bool:
    """How many reprints are found in an archive of which it is known what reprints what."""
    path, firsts = folder / "archive.jsonl", list[int | None]()
    with path.open("w", encoding="utf-8") as file:
        for text, first in articles(args.articles, reprints=_SHARE):
            file.write(json.dumps({"text": text, "published": "2020-10-31"}) + "\n")
            firsts.append(first)
    cores = len(os.sched_getaffinity(0))
    run = read(path, folder / "all", "lexicon", "local", cores, cores=cores)
    command = [sys.executable, "-m", "casus", "origins", str(run.folder)]
    marking = watched(command, Run(run.folder, 0.0, 1), cores=1)
    ids = [row["report"] for file in files_in(run.folder) for row in rows_of(file, ["report"])]
    told = {row["report"]: row["origin"] for row in rows_of(run.folder / "origins.parquet", ["report", "origin"])}
    found, known, wrong = judged(ids, firsts, told)
    most = max((whole for _, _, whole in marking.memory), default=0.0)
    print(f"{len(ids):,} reports in {marking.seconds:.1f} s and {most:.0f} MB, on one core")
    print(f"{found:,} of {known:,} reprints found, {known - found:,} missed, {wrong:,} reports wrongly told to be some")
    return found >= 0.95 * known and not wrong


def judged(ids: Sequence[str], firsts: Sequence[int | None], told: Mapping[str, str]) -> tuple[int, int, int]:
    """(reprints found, reprints there are, reports that are none and are told to be).

    firsts: the place of what each report reprints. told: the origin of each report.
    """
    known = [(its, first) for its, first in zip(ids, firsts, strict=True) if first is not None]
    found = sum(told[its] == told[ids[first]] for its, first in known)
    wrong = sum(told[its] != its for its, first in zip(ids, firsts, strict=True) if first is None)
    return found, len(known), wrong


def plan(args: argparse.Namespace, folder: Path) -> bool:
    """What an archive takes at a measured rate of one core and a measured size of an article's readings."""
    hours = args.articles / args.rate / 3600
    print(f"{args.articles:,} articles at {args.rate:g} a second and core: {hours:,.0f} core hours")
    print(f"on {args.cores} cores at 85 %: {hours / args.cores / 0.85:,.1f} hours")
    print(f"Parquet at {args.kilobytes:g} kB an article: {args.articles * args.kilobytes / 1e6:,.0f} GB")
    return True


def main() -> int:
    """Measure; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = {"local": (local, 4_000), "growth": (growth, 200_000), "ray": (ray, 3_000), "repeats": (repeats, 20_000),
            "plan": (plan, 100_000_000)}  # fmt: skip
    parser.add_argument("what", choices=list(what))
    parser.add_argument("--articles", type=int)
    parser.add_argument("--reader")
    parser.add_argument("--rate", type=float, help="articles a second on one core")
    parser.add_argument("--kilobytes", type=float, help="of Parquet for an article")
    parser.add_argument("--cores", type=int, default=200)
    args = parser.parse_args()
    measure, usual = what[args.what]
    args.articles = args.articles or usual
    args.reader = args.reader or ("lexicon" if args.what == "growth" else "trained")
    with tempfile.TemporaryDirectory() as folder:
        return 0 if measure(args, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
