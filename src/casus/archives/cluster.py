"""Blocks read by the workers of a Ray cluster, in the same way and into the same files as on one machine.

Every machine sees the archive and the folder of readings under the same path (shared storage). Shelves are cut into
blocks by tasks, as workers ask for more; each worker is an actor that holds one reader. Ray gives the work of a machine
that is lost to another; blocks that are kept are not read again.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from casus.archives.blocks import Block, Documents, Shelf, blocks_of
from casus.archives.reading import BlockKeeper, Read, emptied
from casus.archives.tables import Kept
from casus.records import CasusError

_CUTTING = 0.1
"""Share of a core that the tasks that cut a shelf into blocks are counted with: some 2 ms a text against 30 ms."""
_PILE = 1
"""Bytes of a pile that Ray hands on: every block is one by itself."""
_WAITING = 500_000_000
"""Bytes of blocks that wait on the machine that a cluster is started on."""
_TRIES = 3
_IDLE_WARNINGS = (
    "`ray_remote_args",  # Ray means to name this option otherwise, and does not say how yet
    "The minimum number of concurrent actors",  # it counts archive files, not the blocks that come of them
)


def keep_on_ray(
    shelves: Sequence[Shelf],
    folder: Path,
    documents: Documents,
    make: Callable[[], Read[Any]],
    *,
    workers: int | None,
    address: str | None,
) -> Iterator[Kept]:
    """What becomes of each block, in order. workers: so many, None for one a core of the cluster.

    address: of a cluster; None starts one on this machine. Raises CasusError where Ray is not installed or does not
    answer, or gave a block up.
    """
    ray = _ray()
    _connect(ray, address, workers)
    try:
        most = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        folder = folder.absolute()
        rows = ray.data.from_items([{"shelf": pickle.dumps(one)} for one in shelves], override_num_blocks=len(shelves))
        blocks = rows.flat_map(partial(_cut, folder, documents), num_cpus=_CUTTING)
        kept = blocks.map(
            _Worker,
            fn_constructor_args=(folder, make),
            num_cpus=1 - _CUTTING,
            compute=ray.data.ActorPoolStrategy(size=most, max_tasks_in_flight_per_actor=2),
            ray_remote_args_fn=lambda: {"max_task_retries": _TRIES},
        )
        yield from (pickle.loads(row["kept"]) for row in kept.iter_rows())
    except ray.exceptions.RayError as error:
        told = str(error).strip().splitlines()[-1][:300]
        raise CasusError(f"Ray gave up ({told}); run the same again, and it goes on where it was.") from error
    finally:
        ray.shutdown()


def _cut(folder: Path, documents: Documents, row: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """The blocks of a shelf, without their texts where they are kept already."""
    shelf: Shelf = pickle.loads(row["shelf"])
    return ({"block": pickle.dumps(emptied(folder, one))} for one in blocks_of(shelf, documents))


class _Worker:
    """An actor with one reader."""

    def __init__(self, folder: Path, make: Callable[[], Read[Any]]) -> None:
        self._keeper = BlockKeeper(folder, make)

    def __call__(self, row: dict[str, bytes]) -> dict[str, bytes]:
        block: Block = pickle.loads(row["block"])
        return {"kept": pickle.dumps(self._keeper(block))}


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what is wrong is raised; the rest is Ray's own affair
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise CasusError("This engine needs Ray, which is not installed; run: pip install 'casus[ray]'") from error
    return ray


def _knock(address: str | None) -> None:
    """Raise OSError where nothing listens at HOST:PORT; Ray itself would wait for two minutes."""
    host, is_there, port = (address or "").rpartition(":")
    if is_there and port.isdigit() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=5).close()


def _connect(ray: Any, address: str | None, workers: int | None) -> None:
    """Join a cluster, or start one on this machine. Raises CasusError where it does not answer."""
    known: dict[str, Any] = {"address": address or "local", "log_to_driver": False, "logging_level": "error"}
    if address is None:
        known |= {"num_cpus": workers, "include_dashboard": False, "object_store_memory": _WAITING}
    try:
        _knock(address)
        ray.init(**known)
    except (ConnectionError, OSError, ValueError, RuntimeError) as error:
        raise CasusError(
            f"No Ray cluster answers at {address or 'this machine'}; start one: ray start --head"
        ) from error
    for words in _IDLE_WARNINGS:
        warnings.filterwarnings("ignore", message=words)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = _PILE
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
