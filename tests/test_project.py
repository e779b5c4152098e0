"""What holds for the project as a whole: where data comes from, what is shipped, and what is kept."""

import gzip
import re
import shlex
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/casus"
SIDECARS = sorted(PACKAGE.rglob("data/**/*.source.yaml"))
DATA = sorted(
    path for path in PACKAGE.rglob("data/**/*") if path.is_file() and path not in SIDECARS and "__" not in str(path)
)
KEYS = {"title", "producer", "date", "licence", "sources", "command", "notes"}
LARGEST_FILE = 8_000_000
MODEL = 30_000_000

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:root|home|work|tmp|opt|mnt|Users|private)/\w")
PRIVATE_HOST = re.compile(r"https?://(?:localhost|10\.|192\.168\.|[\w.-]+\.(?:local|internal|lan)\b)")
PERSONAL_FILE = re.compile(r"(^|/)(\.idea|\.vscode|\.DS_Store|\.env|.*~|.*\.(swp|pyc|orig|rej))(/|$)")


def inside(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sidecar_of(path: Path) -> Path:
    """The file beside it, or, for the files of a folder inside data/, the one beside the folder."""
    subject = path if path.parent.name == "data" else path.parent
    return subject.with_name(subject.name.split(".")[0] + ".source.yaml")


def read_sidecar(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", DATA, ids=inside)
def test_every_data_file_has_a_sidecar_that_says_where_it_comes_from(path: Path) -> None:
    assert sidecar_of(path) in SIDECARS, f"write {inside(sidecar_of(path))} with the keys {', '.join(sorted(KEYS))}"


@pytest.mark.parametrize("path", SIDECARS, ids=inside)
def test_sidecar_is_complete_and_belongs_to_a_data_file(path: Path) -> None:
    said = read_sidecar(path)
    assert path in {sidecar_of(one) for one in DATA}
    assert set(said) == KEYS
    assert all(said.values())
    assert isinstance(said["date"], date)
    assert isinstance(said["sources"], list) and all(isinstance(one, str) for one in said["sources"])


def made_by_a_program() -> list[tuple[Path, str]]:
    """(data file, the command that makes it) for all that is not edited by hand."""
    found = [(path, read_sidecar(sidecar_of(path))["command"]) for path in DATA if sidecar_of(path) in SIDECARS]
    return [(path, command) for path, command in found if command.startswith("python ")]


def unpacked(path: Path) -> bytes:
    """The bytes of a file; of a gzip file those inside, as builds of zlib differ in how they pack."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


@pytest.mark.parametrize(("path", "command"), made_by_a_program(), ids=lambda one: Path(str(one)).name)
def test_generated_data_file_is_what_its_command_makes(path: Path, command: str, tmp_path: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "python"
    for outside in (one for one in arguments if one.startswith("../")):
        if not (ROOT / outside).exists():
            pytest.skip(f"{outside}, from which it is made, is not here")
    made = tmp_path / path.name
    subprocess.run([sys.executable, *arguments, str(made)], cwd=ROOT, check=True)
    assert unpacked(made) == unpacked(path)


OF_PRIVATE_HOSTS = {"tests/intake/test_fetching.py", "tests/misbehaving.py"}
"""Tests that such hosts are refused."""


def test_something_is_generated() -> None:
    assert {path.name for path, _ in made_by_a_program()} >= {"verbs.tsv", "place_index.tsv.gz"}


def is_shipped(path: Path) -> bool:
    """Whether a file is part of the package; what the desk's scripts are built with is not."""
    return path.is_file() and "node_modules" not in path.parts


def test_no_shipped_file_is_large() -> None:
    sizes = {inside(path): path.stat().st_size for path in PACKAGE.rglob("*") if is_shipped(path)}
    large = {path: size for path, size in sizes.items() if size > LARGEST_FILE}
    assert set(large) == {"src/casus/reading/data/model/reader.onnx"}
    assert max(large.values()) < MODEL


@cache
def tracked() -> tuple[Path, ...]:
    """Files that git keeps and that are there."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout: git does not say which files are kept")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def test_no_tracked_file_names_a_path_or_host_of_one_machine() -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="ignore") if path.suffix != ".gz" else ""
        for number, line in enumerate(text.splitlines(), start=1):
            names_host = inside(path) not in OF_PRIVATE_HOSTS and PRIVATE_HOST.search(line)
            if MACHINE_PATH.search(line) or names_host:
                found.append(f"{inside(path)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_nothing_personal_or_generated_is_tracked() -> None:
    assert [inside(path) for path in tracked() if PERSONAL_FILE.search(inside(path))] == []


@pytest.mark.parametrize("name", ["run.lock", "dev.lock"])
def test_lock_pins_every_package_by_hash_and_names_no_index(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert pins
    assert all(re.fullmatch(r"[a-z0-9._-]+==[0-9][\w.!+]*( ; [^;]+)? \\", pin) for pin in pins)
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    assert all("--hash=sha256:" in part for part in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:])


def test_what_runs_is_pinned_the_same_for_development() -> None:
    pins = {
        name: set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text(), flags=re.MULTILINE))
        for name in ("run.lock", "dev.lock")
    }
    assert pins["run.lock"] <= pins["dev.lock"]
