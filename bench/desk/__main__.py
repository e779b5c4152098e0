"""How fast the desk answers over a large ledger.

    python -m bench.desk pages --ledger LEDGER          time of each kind of page, cold and kept, and bytes of the first
    python -m bench.desk load --ledger LEDGER [--rate 200] [--seconds 60] [--workers 2]
    python -m bench.desk memory --ledger LEDGER [--minutes 10] [--clients 50]

LEDGER: made by `python -m bench.ledger --statements 1000000 --into LEDGER`. `pages` asks in one process, without a
network; the other two start `casus serve` and ask it from this process: `load` sends so many requests a second whether
or not earlier ones are answered, `memory` has so many clients that ask again as soon as they are answered.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
from fastapi.testclient import TestClient

from casus.ledger import open_ledger
from casus.ledger.events import shifted
from casus.web.app import make_app
from casus.web.desk import Desk

PORT = 8799
DAYS = 12
"""Days that conflicts are asked for."""
OF_A_KIND = 30


def addresses(desk: Desk, client: TestClient) -> dict[str, list[str]]:
    """Kind of page -> some addresses of it, found by following links from the newest days on."""
    newest = desk.day(None)
    found: dict[str, list[str]] = defaultdict(list)
    due = [f"/?on={shifted(newest, -ago)}" for ago in range(DAYS)] + ["/search?kind=event&type=ASSAULT", "/sources"]
    seen = set(due)
    while due:
        at = due.pop(0)
        kind = re.split(r"[/?]", at)[1] or "overview"
        if len(found[kind]) >= OF_A_KIND:
            continue
        answer = client.get(at)
        if answer.status_code != 200 or "html" not in answer.headers["content-type"]:
            continue
        found[kind].append(at)
        new = [one for one in re.findall(r'href="(/[^"#]*)', answer.text) if ".json" not in one]
        new = [one.replace("&amp;", "&") for one in dict.fromkeys(new) if one not in seen and "/static/" not in one]
        seen.update(new)
        due += new[:40]
    found["api"] = [
        f"/api/v1/statements?kind=toll&until={shifted(newest, -ago)}&limit=50" for ago in range(0, 3 * DAYS, 3)
    ]
    return {kind: found[kind] for kind in sorted(found) if kind not in ("login", "paste")}


def _asked(client: TestClient, at: str) -> float:
    """Milliseconds of processor time that an answer takes."""
    began = time.process_time()
    client.get(at)
    return (time.process_time() - began) * 1000


def pages(ledger: str) -> None:
    """Print the time of each kind of page, first and kept."""
    opened = open_ledger(ledger, create=False)
    finder = Desk(opened)
    kinds = addresses(finder, _client(finder))
    cold = _client(Desk(opened))
    columns = ["first: median", "95 %", "kept: median", "95 %"]
    print(f"{'page':12} {'asked':>5}", *(f"{one:>13}" for one in columns), "ms of processor time")
    for kind, places in kinds.items():
        first = sorted(_asked(cold, at) for at in places)
        kept = sorted(_asked(cold, at) for at in places)
        told = [median(first), first[int(0.95 * (len(first) - 1))], median(kept), kept[int(0.95 * (len(kept) - 1))]]
        print(f"{kind:12} {len(places):5}", *(f"{ms:13.1f}" for ms in told))
    files = ["/", "/static/desk.css", "/static/desk.js", "/static/world.json"]
    print("first page, compressed:", sum(len(gzip.compress(cold.get(at).content)) for at in files), "bytes in all")
    opened.close()


def _client(desk: Desk) -> TestClient:
    return TestClient(make_app(desk), base_url="http://127.0.0.1")


@contextmanager
def served(ledger: str, workers: int) -> Iterator[subprocess.Popen[bytes]]:
    """A desk that answers on PORT."""
    command = [
        sys.executable,
        "-m",
        "casus",
        "serve",
        "--ledger",
        ledger,
        "--port",
        str(PORT),
        "--workers",
        str(workers),
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        for _ in range(300):
            try:
                httpx.get(f"http://127.0.0.1:{PORT}/static/desk.css", timeout=1)
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield running
        running.terminate()


def load(ledger: str, rate: int, seconds: int, workers: int) -> None:
    """Print how long requests take when so many come a second, mixed over all kinds of page."""
    opened = open_ledger(ledger, create=False)
    kinds = addresses(Desk(opened), _client(Desk(opened)))
    opened.close()
    rng = random.Random(1)
    asked = [rng.choice(kinds[rng.choice(sorted(kinds))]) for _ in range(rate * seconds)]
    with served(ledger, workers):
        for at in {one for places in kinds.values() for one in places}:
            httpx.get(f"http://127.0.0.1:{PORT}{at}", timeout=60)
        times, failed = asyncio.run(_sent(asked, rate))
    told = sorted(times)
    shares = "  ".join(
        f"{share:.0%}: {told[int(share * (len(told) - 1))] * 1000:.0f} ms" for share in (0.5, 0.95, 0.99)
    )
    print(f"{len(told)} answers at {rate} a second, {failed} failed; {shares}")


async def _sent(asked: list[str], rate: int) -> tuple[list[float], int]:
    """Send requests at their times. Seconds from when each was due until it was answered; how many failed."""
    times: list[float] = []
    failed = 0
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=30, limits=limits) as client:
        began = time.perf_counter()

        async def ask(at: str, due: float) -> None:
            nonlocal failed
            try:
                answer = await client.get(at)
                failed += answer.status_code >= 500 or answer.status_code == 429
            except httpx.HTTPError:
                failed += 1
            times.append(time.perf_counter() - began - due)

        tasks = []
        for number, at in enumerate(asked):
            due = number / rate
            await asyncio.sleep(max(0.0, due - (time.perf_counter() - began)))
            tasks.append(asyncio.create_task(ask(at, due)))
        await asyncio.gather(*tasks)
    return times, failed


def memory(ledger: str, minutes: float, clients: int, workers: int) -> None:
    """Print the memory of the desk's processes, minute by minute."""
    opened = open_ledger(ledger, create=False)
    kinds = addresses(Desk(opened), _client(Desk(opened)))
    opened.close()
    every = [one for places in kinds.values() for one in places]
    with served(ledger, workers) as running:
        asyncio.run(_watched(running.pid, every, minutes, clients))


async def _watched(pid: int, every: list[str], minutes: float, clients: int) -> None:
    until = time.monotonic() + minutes * 60
    answered = 0

    async def ask(seed: int) -> None:
        nonlocal answered
        rng = random.Random(seed)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=60) as client:
            while time.monotonic() < until:
                await client.get(rng.choice(every))
                answered += 1
                await asyncio.sleep(0.2)

    async def watch() -> None:
        while time.monotonic() < until:
            await asyncio.sleep(min(60.0, max(1.0, until - time.monotonic())))
            print(f"{answered:8} answers, {resident(pid):.0f} MB", flush=True)

    await asyncio.gather(watch(), *(ask(seed) for seed in range(clients)))


def resident(pid: int) -> float:
    """MB in memory of a process and those it started, once each."""
    total, due = 0.0, [pid]
    while due:
        one = due.pop()
        status = Path(f"/proc/{one}/status").read_text(encoding="utf-8")
        total += int(status.partition("VmRSS:")[2].split()[0]) / 1024
        due += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text(encoding="utf-8").split()]
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pages", "load", "memory"])
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    if args.what == "pages":
        pages(args.ledger)
    elif args.what == "load":
        load(args.ledger, args.rate, args.seconds, args.workers)
    else:
        memory(args.ledger, args.minutes, args.clients, args.workers)


if __name__ == "__main__":
    main()
