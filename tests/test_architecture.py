"""The house keeps its shape: size of the kernel, generated docs, migrations, names, no host, one clock."""

import ast
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Index

AKAR = Path(settings.BASE_DIR)
KERNEL = AKAR / "kinerja" / "dokumen"
BATAS_KERNEL = 250
# Triggers and constraints are dialect, not kernel; apps.py is wiring.
BUKAN_KERNEL = {"triggers.py", "constraints.py", "apps.py", "queries.py", "admin.py"}


def baris_kode(berkas: Path) -> int:
    """Lines that carry code: no blanks, comments, docstrings or imports."""
    pohon = ast.parse(berkas.read_text(encoding="utf-8"))
    abaikan = set()
    for simpul in ast.walk(pohon):
        badan = getattr(simpul, "body", None)
        if (
            isinstance(badan, list)
            and badan
            and isinstance(badan[0], ast.Expr)
            and isinstance(getattr(badan[0], "value", None), ast.Constant)
        ):
            abaikan.update(range(badan[0].lineno, badan[0].end_lineno + 1))
        if isinstance(simpul, ast.Import | ast.ImportFrom):
            abaikan.update(range(simpul.lineno, simpul.end_lineno + 1))
    with berkas.open("rb") as isi:
        bermakna = {
            nomor
            for token in tokenize.tokenize(isi.readline)
            if token.type
            not in (
                tokenize.COMMENT,
                tokenize.NL,
                tokenize.NEWLINE,
                tokenize.INDENT,
                tokenize.DEDENT,
                tokenize.ENCODING,
                tokenize.ENDMARKER,
            )
            for nomor in range(token.start[0], token.end[0] + 1)
        }
    return len(bermakna - abaikan)


def test_kernel_stays_small():
    """policy, acts, lifecycle helpers, errors: the part everybody must be able to hold in his head."""
    ukuran = {n: baris_kode(KERNEL / n) for n in ("policy.py", "acts.py", "lifecycle.py", "errors.py")}
    assert sum(ukuran.values()) <= BATAS_KERNEL, ukuran


@pytest.mark.parametrize("paket", ["kinerja", "cms", "project"])
def test_files_stay_short(paket):
    panjang = {
        str(f.relative_to(AKAR)): n
        for f in (AKAR / paket).rglob("*.py")
        if "migrations" not in f.parts and (n := len(f.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert panjang == {}


def test_import_contracts_hold():
    hasil = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
        ],
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stdout[-3000:] + hasil.stderr[-1000:]


def test_generated_docs_are_fresh():
    call_command("tulis_docs", periksa=True)


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_index_and_constraint_name_fits_postgres():
    for model in apps.get_models():
        if not model.__module__.startswith(("kinerja.", "cms.")):
            continue
        for satu in [*model._meta.indexes, *model._meta.constraints]:
            assert len(satu.name) <= (30 if isinstance(satu, Index) else 63)


def test_lock_file_names_no_host():
    kunci = (AKAR / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in kunci
    assert all(
        b.startswith((" ", "-")) or "==" in b for b in kunci.splitlines() if b and not b.startswith("#")
    )
    assert "--index-url" not in kunci
    assert "--find-links" not in kunci


def test_no_status_is_written_past_the_kernel():
    """`.update(status=…)` anywhere but the kernel would be a door beside the door."""
    pelaku = [
        str(f.relative_to(AKAR))
        for f in (AKAR / "kinerja").rglob("*.py")
        if "update(status=" in f.read_text(encoding="utf-8").replace(" ", "")
    ]
    assert pelaku == []
