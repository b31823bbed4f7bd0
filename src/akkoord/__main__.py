"""`python -m akkoord` is the command `akkoord`."""

import sys

from akkoord.cli import main

sys.exit(main())
