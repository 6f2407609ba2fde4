"""What is driven: a sown database, and two web processes with the settings of production before it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.bench.__main__ import AKAR, AKTIVITAS_SEHARI, VAR, _jalankan
from tests.bench.beban_klien import Peladen

ALAMAT_POSTGRES = os.environ.get("BEBAN_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/beban")
PORTA = int(os.environ.get("BEBAN_PORTA", "8110"))
NAMA = "beban.contoh.invalid"
# As docs/operations.md says to run it: threads beyond eight times the limit are those that answer 503.
PROSES, UTAS, BATAS_SERENTAK = 2, 32, 2


def lingkungan_produksi(alamat: str, batas_serentak: int) -> dict[str, str]:
    """Production's settings, behind a proxy that ends TLS (the crowd says so in its headers)."""
    return os.environ | {
        "DATABASE_URL": alamat,
        "DJANGO_SETTINGS_MODULE": "project.settings.prod",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": NAMA,
        "ALAMAT_APLIKASI": f"https://{NAMA}",
        "BATAS_SERENTAK": str(batas_serentak),
    }


def jalankan(lingkungan: dict[str, str], *perintah: str, masukan: str = "") -> str:
    proses = subprocess.run(
        [sys.executable, *perintah], cwd=AKAR, env=lingkungan, input=masukan, stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    if proses.returncode:
        raise SystemExit(f"{' '.join(perintah)}: gagal ({proses.returncode}).\n{proses.stdout}")
    return proses.stdout


def langkah(lingkungan: dict[str, str], nama: str, **isi) -> dict:
    """In a process of its own with the server's settings, so that this one never touches the database."""
    keluaran = jalankan(lingkungan, "-m", "tests.bench.beban_data", nama, masukan=json.dumps(isi))
    return json.loads(keluaran.splitlines()[-1])


@contextmanager
def jalankan_peladen(lingkungan: dict[str, str]) -> Iterator[Peladen]:
    peladen = Peladen("127.0.0.1", PORTA, NAMA)
    with socket.socket() as coba:
        coba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        coba.bind((peladen.host, peladen.porta))  # taken already: better said here than measured there
    perintah = [
        sys.executable, "-m", "gunicorn", "project.wsgi", "-k", "gthread", "--workers", str(PROSES),
        "--threads", str(UTAS), "--no-control-socket", "--bind", f"{peladen.host}:{peladen.porta}", "--log-level", "warning",
    ]  # fmt: skip
    with (VAR / "beban-peladen.log").open("w") as log:
        proses = subprocess.Popen(perintah, cwd=AKAR, env=lingkungan, stdout=log, stderr=log)
        try:
            for _ in range(60):
                time.sleep(0.5)
                if proses.poll() is not None:
                    raise SystemExit("Peladen tidak dapat dimulai: lihat var/beban-peladen.log.")
                try:
                    asyncio.run(peladen.minta("/kesehatan", {}))
                    break
                except OSError:
                    continue
            yield peladen
        finally:
            proses.terminate()
            try:
                proses.wait(30)
            except subprocess.TimeoutExpired:
                proses.kill()


@contextmanager
def basis_data(jenis: str, pegawai: int, bulan: int, *, simpan: bool) -> Iterator[str]:
    with _sqlite(pegawai, bulan) if jenis == "sqlite" else _postgres(pegawai, bulan, simpan=simpan) as alamat:
        yield alamat


def _tanam(alamat: str, pegawai: int, bulan: int) -> None:
    _jalankan(alamat, "manage.py", "migrate", "-v0")
    _jalankan(alamat, "manage.py", "referensi", "-v0")
    _jalankan(
        alamat,
        "manage.py",
        "benih",
        "--pegawai",
        str(pegawai),
        "--bulan",
        str(bulan),
        "--aktivitas",
        str(AKTIVITAS_SEHARI),
    )


@contextmanager
def _sqlite(pegawai: int, bulan: int) -> Iterator[str]:
    VAR.mkdir(exist_ok=True)
    berkas = VAR / f"beban-{os.getpid()}.sqlite3"
    try:
        _tanam(f"sqlite:///{berkas}", pegawai, bulan)
        yield f"sqlite:///{berkas}"
    finally:
        for sisa in VAR.glob(f"{berkas.name}*"):
            sisa.unlink()


@contextmanager
def _postgres(pegawai: int, bulan: int, *, simpan: bool) -> Iterator[str]:
    """A copy of a sown database; the original can be kept, for sowing takes longer than copying."""
    import psycopg
    from psycopg import sql

    nama = urlsplit(ALAMAT_POSTGRES).path.lstrip("/")
    asli, salinan = sql.Identifier(f"{nama}_benih"), sql.Identifier(nama)
    alamat_asli = ALAMAT_POSTGRES + "_benih"
    tanda = f"{pegawai} x {bulan}, {AKTIVITAS_SEHARI} aktivitas, {_sidik_benih()}"
    hapus = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format
    with psycopg.connect(ALAMAT_POSTGRES.removesuffix(nama) + "postgres", autocommit=True) as koneksi:
        ada = koneksi.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [f"{nama}_benih"],
        ).fetchone()
        if ada != (tanda,):
            koneksi.execute(hapus(asli))
            koneksi.execute(sql.SQL("CREATE DATABASE {}").format(asli))
            _tanam(alamat_asli, pegawai, bulan)
            koneksi.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(asli, sql.Literal(tanda)))
        koneksi.execute(hapus(salinan))
        try:
            koneksi.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(salinan, asli))
            with psycopg.connect(ALAMAT_POSTGRES, autocommit=True) as satu:
                satu.execute("VACUUM ANALYZE")
            yield ALAMAT_POSTGRES
        finally:
            koneksi.execute(hapus(salinan))
            if not simpan:
                koneksi.execute(hapus(asli))


def _sidik_benih() -> str:
    """Of all that makes the sown database what it is: another schema or another `benih` sows anew."""
    berkas = sorted([*AKAR.glob("*/**/migrations/*.py"), *AKAR.glob("project/benih/*.py")])
    sidik = hashlib.sha256()
    for satu in berkas:
        if ".venv" not in satu.parts:
            sidik.update(satu.read_bytes())
    return sidik.hexdigest()[:16]
