"""Loads readings from a file of JSON Lines, telling each one kept: python load.py LEDGER READINGS [FIRST [STEP]]."""

import json
import sys
from itertools import islice

from casus.ledger import open_ledger
from casus.records import Reading, from_json

where, readings, first, step = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
ledger = open_ledger(where)
with open(readings, encoding="utf-8") as lines:
    for line in islice(lines, first, None, step):
        stored = ledger.store(from_json(Reading, json.loads(line)))
        print(stored.report_id, flush=True)
