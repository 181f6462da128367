"""`python -m services.cli` is `tocsin`."""

import sys

from services.cli import main

sys.exit(main())
