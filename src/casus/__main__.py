"""`python -m casus` is the command `casus`."""

import sys

from casus.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
