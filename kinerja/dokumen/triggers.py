"""The database itself refuses to change the record, whoever asks.

Django rebuilds SQLite tables on some migrations and silently drops triggers: they are made anew after every migrate.
"""

from django.db import connections, transaction

TABEL = "dokumen_riwayat"
PESAN = "Catatan audit tidak dapat diubah."

_SQLITE = {
    f"{TABEL}_hanya_tambah_{aksi.lower()}": (
        f"CREATE TRIGGER IF NOT EXISTS {TABEL}_hanya_tambah_{aksi.lower()} BEFORE {aksi} ON {TABEL} "
        f"BEGIN SELECT RAISE(ABORT, '{PESAN}'); END"
    )
    for aksi in ("UPDATE", "DELETE")
}
_POSTGRES = {
    f"{TABEL}_hanya_tambah": (
        f"CREATE OR REPLACE TRIGGER {TABEL}_hanya_tambah BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABEL} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {TABEL}_tolak()"
    )
}
_FUNGSI = (
    f"CREATE OR REPLACE FUNCTION {TABEL}_tolak() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{PESAN}' USING ERRCODE = 'check_violation'; END $$"
)


def _pemicu(connection) -> dict[str, str]:
    return _SQLITE if connection.vendor == "sqlite" else _POSTGRES


def pasang(using: str = "default") -> None:
    """Create the triggers where they are missing."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            kursor.execute(_FUNGSI)
        for perintah in _pemicu(connection).values():
            kursor.execute(perintah)


def lepas(using: str = "default") -> None:
    """Drop the triggers. Only the test suite has a reason to: it empties tables between tests."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as kursor:
        for nama in _pemicu(connection):
            kursor.execute(
                f"DROP TRIGGER IF EXISTS {nama}" + (f" ON {TABEL}" if connection.vendor != "sqlite" else "")
            )


def yang_hilang(using: str = "default") -> list[str]:
    """Names of triggers that should be there and are not (or are switched off)."""
    connection = connections[using]
    tanya = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')"
    )
    with connection.cursor() as kursor:
        kursor.execute(tanya, [TABEL])
        ada = {baris[0] for baris in kursor.fetchall()}
    return sorted(set(_pemicu(connection)) - ada)
