"""The parent's side of the guarded reader: hand the upload to the child, take back rows or a refusal."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.base import File

from kinerja.dokumen.errors import Ditolak

ANAK = Path(__file__).with_name("anak.py")
BATAS_BERKAS = 10 * 1024 * 1024
DETIK = 30
TIDAK_TERBACA = (
    "Berkas tidak dapat dibaca: isinya rusak atau terlalu besar untuk diperiksa. "
    "Salin datanya ke templat yang baru, lalu unggah lagi."
)


@dataclass(frozen=True)
class Tabel:
    """What an upload said: its header and its rows as text, each with the number it has in the sheet."""

    nama: str
    sha256: str
    judul: list[str] = field(repr=False)
    baris: list[tuple[int, list[str]]] = field(repr=False)

    def __str__(self):
        return f"{self.nama} {self.sha256}"


def baca(berkas: File) -> Tabel:
    """Read an upload (xlsx or csv, at most 10 MB). Raises Ditolak with a sentence; nothing is kept on disk."""
    nama = Path(str(berkas.name or "")).name[-120:]
    if berkas.size > BATAS_BERKAS:
        raise Ditolak(
            f"Berkas berukuran {berkas.size / 1024 / 1024:.1f} MB, paling besar 10 MB. Bagi berkasnya."
        )
    sidik = hashlib.sha256()
    with tempfile.TemporaryFile() as masuk:
        for potongan in berkas.chunks():
            sidik.update(potongan)
            masuk.write(potongan)
        masuk.seek(0)
        jawaban = _tanya_anak(masuk, nama)
    if "tolak" in jawaban:
        raise Ditolak(jawaban["tolak"])
    return Tabel(nama, sidik.hexdigest(), jawaban["judul"], jawaban["baris"])


def _tanya_anak(masuk, nama: str) -> dict:
    with tempfile.TemporaryFile() as keluar:
        try:
            # -I: neither the working directory nor the environment can put a module in the child's way.
            anak = subprocess.run(  # noqa: S603 our own script; the name is an argument, never a shell word
                [sys.executable, "-I", str(ANAK), nama.replace("\0", "") or "tanpa-nama"],
                stdin=masuk,
                stdout=keluar,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"LC_ALL": "C.UTF-8"},
                timeout=DETIK,
                check=False,
            )
            keluar.seek(0)
            jawaban = json.load(keluar) if anak.returncode == 0 else None
        except (subprocess.TimeoutExpired, ValueError):
            jawaban = None
    if not isinstance(jawaban, dict):
        raise Ditolak(TIDAK_TERBACA)
    return jawaban
