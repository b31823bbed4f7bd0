"""The database as a morning finds it: what was filled in is on the disk, and the server knows how much lies where."""

from __future__ import annotations

import os
from contextlib import suppress

from django.db import DatabaseError, connection


def settle() -> None:
    """Wait until what was written lies on the disk, so that nothing of it is counted with what is measured next. PostgreSQL looks at
    tables that were filled by itself within a minute (autovacuum); here it does so at once. Call it outside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
            with suppress(DatabaseError):  # only who runs the server may ask for it
                cursor.execute("CHECKPOINT")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.sync()
