"""Put into README.md what its commands really print.

    python tools/readme.py

A fenced ```console block holds lines "$ command" and, under each, what it prints (both streams together). A
line "..." stands for any lines. Blocks after "<!-- not run -->", and blocks of any other kind, are left alone. All
commands run in bash, in order, in one fresh folder that holds a copy of examples/; the casus beside this
Python is the one that answers. tests/test_readme.py holds the file to the same.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?P<mark><!-- not run -->\s*\n)?^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COLUMNS = "100"
LONGEST_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of the README. span: where its expected output stands there, in characters."""

    command: str
    expected: str
    span: tuple[int, int]


def commands(text: str) -> Iterator[Shown]:
    """Every command that is run, with what the README shows under it."""
    for block in BLOCK.finditer(text):
        if block["mark"]:
            continue
        start = block.start("body")
        for part in re.split(r"^(?=\$ )", block["body"], flags=re.MULTILINE):
            if part.startswith("$ "):
                line, _, expected = part.partition("\n")
                after = start + len(line) + 1
                yield Shown(line.removeprefix("$ "), expected, (after, after + len(expected)))
            start += len(part)


def outputs(shown: list[Shown]) -> list[str]:
    """What the commands print, each run after the ones before it in the same folder."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        return [output_of(one.command, folder) for one in shown]


def output_of(command: str, folder: str) -> str:
    """Standard output and error of a command, as they come, ending with a line end where there is any."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": COLUMNS, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=LONGEST_SECONDS, check=False,
    )  # fmt: skip
    text = done.stdout.decode()
    return text if not text or text.endswith("\n") else text + "\n"


def agrees(expected: str, output: str) -> bool:
    """Whether the output is what is shown, where a line "..." stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line == "...\n" else re.escape(line) for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, output) is not None


def main() -> None:
    """Replace what no longer agrees."""
    text = README.read_text(encoding="utf-8")
    shown = list(commands(text))
    for one, output in reversed(list(zip(shown, outputs(shown), strict=True))):
        if not agrees(one.expected, output):
            start, end = one.span
            text = text[:start] + output + text[end:]
    README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
