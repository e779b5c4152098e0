"""Measures the outlook: python -m bench.outlook forecast."""

from __future__ import annotations

import sys

from bench.outlook import forecasting

COMMANDS = {"forecast": forecasting.main}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"Say what to measure: python -m bench.outlook {'|'.join(COMMANDS)}")
    COMMANDS[sys.argv[1]](sys.argv[2:])
