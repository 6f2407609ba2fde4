"""`python -m tests.bench [--kecil] [--db sqlite|postgres|both]`: our way against the stock way, side by side.

Makes its own databases, seeds them with `benih`, measures, prints a table, writes var/bench.json, and drops them.
Ratios are printed, never asserted: a timed test fails on a busy machine. The exit code says whether all of it ran.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

AKAR = Path(__file__).resolve().parent.parent.parent
VAR = AKAR / "var"
ALAMAT_POSTGRES = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/bench")
UKURAN = {"penuh": (14_140, 12, 600, 14_140), "kecil": (300, 2, 40, 300)}
AKTIVITAS_SEHARI = 3
IMPOR = "import json, sys; from tests.bench.bench_impor import jalankan; print(json.dumps(jalankan(int(sys.argv[1]))))"


def utama() -> None:
    pilihan = _pilihan()
    ukuran = UKURAN["kecil" if pilihan.kecil else "penuh"]
    basis = ["sqlite", "postgres"] if pilihan.db == "both" else [pilihan.db]
    hasil = {
        "mesin": _mesin(),
        "pegawai": ukuran[0],
        "bulan": ukuran[1],
        "hasil": {b: _ukur(b, ukuran) for b in basis},
    }
    VAR.mkdir(exist_ok=True)
    (VAR / "bench.json").write_text(json.dumps(hasil, indent=1, ensure_ascii=False), encoding="utf-8")
    print(tabel(hasil))


def _pilihan() -> argparse.Namespace:
    urai = argparse.ArgumentParser(prog="python -m tests.bench")
    urai.add_argument("--kecil", action="store_true", help="300 orang, 2 bulan: memastikan semuanya berjalan")
    urai.add_argument("--db", choices=["sqlite", "postgres", "both"], default="both")
    return urai.parse_args()


def _ukur(basis: str, ukuran: tuple[int, int, int, int]) -> list[dict]:
    pegawai, bulan, jumlah_lapor, jumlah_impor = ukuran
    with _sqlite() if basis == "sqlite" else _postgres() as alamat:
        _jalankan(alamat, "manage.py", "migrate", "-v0")
        _jalankan(alamat, "manage.py", "referensi", "-v0")
        mulai = time.perf_counter()
        besar = ("--pegawai", str(pegawai), "--bulan", str(bulan), "--aktivitas", str(AKTIVITAS_SEHARI))
        tanam = json.loads(_jalankan(alamat, "manage.py", "benih", *besar))
        detik = round(time.perf_counter() - mulai, 1)
        banyak = sum(tanam["baris"].values())
        benih = {"nama": f"benih {pegawai} x {bulan} ({banyak} baris)", "satuan": "s", "stok": None, "kita": detik,
                 "rasio": None, "sasaran": "hitungan menit", "terpenuhi": detik < 600}  # fmt: skip
        ukur = json.loads(_jalankan(alamat, "-m", "tests.bench.ukur", str(jumlah_lapor)).splitlines()[-1])
        impor = json.loads(_jalankan(alamat, "-c", IMPOR, str(jumlah_impor)).splitlines()[-1])
    return [benih, *_baris_impor(impor), *ukur]


def _baris_impor(impor: dict) -> list[dict]:
    stok = impor["bulk_create_detik"]
    return [
        {"nama": f"impor {impor['baris']} akun{nama}", "satuan": "s", "stok": stok, "kita": impor[kunci],
         "rasio": round(impor[kunci] / stok, 2), "sasaran": "<= 2x bulk_create", "terpenuhi": impor[kunci] <= 2 * stok}
        for nama, kunci in (("", "impor_detik"), (", 1% salah", "rusak_1_persen_detik"))
    ] + [
        {"nama": f"impor: memori {siapa}", "satuan": "MB", "stok": None, "kita": round(impor[f"memori_{siapa}_mb"], 1),
         "rasio": None, "sasaran": "<= 150 MB", "terpenuhi": impor[f"memori_{siapa}_mb"] <= 150}
        for siapa in ("induk", "anak")
    ]  # fmt: skip


@contextmanager
def _sqlite() -> Iterator[str]:
    VAR.mkdir(exist_ok=True)
    berkas = VAR / f"bench-{os.getpid()}.sqlite3"
    try:
        yield f"sqlite:///{berkas}"
    finally:
        for sisa in VAR.glob(f"{berkas.name}*"):
            sisa.unlink()


@contextmanager
def _postgres() -> Iterator[str]:
    import psycopg
    from psycopg import sql

    nama = urlsplit(ALAMAT_POSTGRES).path.lstrip("/")
    pusat = ALAMAT_POSTGRES.removesuffix(nama) + "postgres"
    hapus = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nama))
    with psycopg.connect(pusat, autocommit=True) as koneksi:
        koneksi.execute(hapus)
        koneksi.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(nama)))
        try:
            yield ALAMAT_POSTGRES
        finally:
            koneksi.execute(hapus)


def _jalankan(alamat: str, *perintah: str) -> str:
    """A process of its own, so that every measurement starts cold and no setting leaks from one to the next."""
    lingkungan = {**os.environ, "DATABASE_URL": alamat, "DJANGO_SETTINGS_MODULE": "project.settings.test"}
    proses = subprocess.run(
        [sys.executable, *perintah], cwd=AKAR, env=lingkungan, stdout=subprocess.PIPE, text=True
    )
    if proses.returncode:
        raise SystemExit(f"{' '.join(perintah)[:120]}: gagal ({proses.returncode}).")
    return proses.stdout


def _mesin() -> dict:
    memori = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return {"tanggal": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "inti": os.cpu_count(), "memori_gib": memori,
            "beban": round(os.getloadavg()[0], 1), "python": platform.python_version()}  # fmt: skip


def tabel(hasil: dict) -> str:
    """Markdown, as docs/kinerja.md carries it."""
    kepala = [
        "",
        "satuan",
        *(f"{b}: {k}" for b in hasil["hasil"] for k in ("stok", "kita", "rasio", "ya")),
        "sasaran",
    ]
    garis = [f"| {' | '.join(kepala)} |", f"|{'---|' * len(kepala)}"]
    for sebaris in zip(*hasil["hasil"].values(), strict=True):
        sel = [sebaris[0]["nama"], sebaris[0]["satuan"]]
        for satu in sebaris:
            sel += [
                _angka(satu["stok"]),
                _angka(satu["kita"]),
                _angka(satu["rasio"]),
                "ya" if satu["terpenuhi"] else "BELUM",
            ]
        garis.append(f"| {' | '.join([*sel, sebaris[0]['sasaran']])} |")
    return "\n".join([json.dumps(hasil["mesin"]), "", *garis])


def _angka(nilai: float | None) -> str:
    return "" if nilai is None else f"{nilai:g}"


if __name__ == "__main__":
    utama()
