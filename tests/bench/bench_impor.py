"""Import of n accounts: guarded reading, dry run with report, stored batch, application; against bare bulk_create.

python -m tests.bench.bench_impor 14140        (DATABASE_URL chooses the database; a test database is made and dropped)
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

PADA = datetime(2026, 3, 5, 9, tzinfo=ZoneInfo("Asia/Makassar"))
UNIT, JABATAN, RUSAK_SETIAP = 40, 25, 100


def jalankan(n: int = 14_140, ulang: int = 3) -> dict:
    """Median seconds of `ulang` side-by-side rounds; `rasio` is ours over bare bulk_create of the same rows."""
    _siapkan_django()
    with _basis_data() as nama:
        putaran = [_putaran(n, nomor) for nomor in range(ulang)]
        hasil = {kunci: round(statistics.median(p[kunci] for p in putaran), 3) for kunci in putaran[0]}
        # Later rounds reuse what the first has taken from the system.
        hasil["memori_induk_mb"] = round(max(p["memori_induk_mb"] for p in putaran), 1)
    return {"basis_data": nama, "baris": n, "putaran": ulang} | hasil


def _siapkan_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.test")
    django.setup()


@contextmanager
def _basis_data():
    """A database of its own; a file on SQLite, as in production."""
    from django.db import connection

    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "bench.sqlite3")
        asal = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield connection.vendor
        finally:
            connection.creation.destroy_test_db(asal, verbosity=0)


def _putaran(n: int, nomor: int) -> dict[str, float]:
    dunia = _dunia(nomor) | {"dasar_mb": _rss_kini()}
    hasil = _impor(dunia, _berkas(dunia, n, rusak=False), n)
    _kosongkan()
    hasil["bulk_create_detik"] = _ukur(lambda: _telanjang(dunia, n))
    _kosongkan()
    rusak = _impor(dunia, _berkas(dunia, n, rusak=True), n - _jumlah_rusak(n))
    _kosongkan()
    hasil["rusak_1_persen_detik"] = rusak["impor_detik"]
    hasil["rusak_terdaftar"] = rusak["galat"]
    hasil["rasio"] = hasil["impor_detik"] / hasil["bulk_create_detik"]
    hasil["rasio_rusak"] = hasil["rusak_1_persen_detik"] / hasil["bulk_create_detik"]
    seluruhnya = hasil["impor_detik"] + hasil["verifikasi_detik"]
    hasil["rasio_dengan_verifikasi"] = seluruhnya / hasil["bulk_create_detik"]
    return hasil


@contextmanager
def _dicatat(hasil: dict[str, float], nama: str):
    mulai = time.perf_counter()
    yield
    hasil[nama] = time.perf_counter() - mulai


def _ukur(kerjakan) -> float:
    mulai = time.perf_counter()
    kerjakan()
    return time.perf_counter() - mulai


def _dunia(nomor: int) -> dict:
    from django.contrib.auth.models import Group

    from kinerja.akun.models import Pengguna
    from kinerja.akun.permissions import GRUP_ADMIN_BKD
    from kinerja.kepegawaian.models import Jabatan, Pegawai, PerangkatDaerah, UnitKerja

    opd = PerangkatDaerah.objects.create(kode=f"B{nomor}", nama=f"Badan Ukur {nomor}", jenis="BADAN")
    bkd, _ = Group.objects.get_or_create(name=GRUP_ADMIN_BKD)
    akun = [Pengguna.objects.create_user(f"ukur{nomor}{i}", f"Pengukur {i}") for i in range(3)]
    for satu in akun[:2]:
        satu.groups.add(bkd)
    kepala = Pegawai.objects.create(
        pengguna=akun[2], nama="Kepala", jenis_kepegawaian="NON_ASN", perangkat_daerah=opd
    )
    unit = [
        UnitKerja.objects.create(perangkat_daerah=opd, nama=f"Bidang {i:02d}", kepala=kepala)
        for i in range(UNIT)
    ]
    jabatan = [
        Jabatan.objects.get_or_create(nama=f"Analis Ukur {i:02d}", defaults={"jenis": "PELAKSANA"})[0]
        for i in range(JABATAN)
    ]
    return {
        "opd": opd,
        "pengunggah": akun[0],
        "verifikatur": akun[1],
        "kepala": kepala,
        "unit": unit,
        "jabatan": jabatan,
    }


def _orang(i: int) -> tuple[str, date]:
    """A valid NIP and its birth date: 900 people share a birthday and a month of appointment."""
    lahir = date(1975, 1, 1) + timedelta(days=i // 900)
    return f"{lahir:%Y%m%d}200503{1 + i % 2}{i % 900 + 1:03d}", lahir


def _berkas(dunia: dict, n: int, *, rusak: bool) -> bytes:
    import io

    import openpyxl

    from kinerja.username.queries import UsernameResource

    buku = openpyxl.Workbook(write_only=True)
    lembar = buku.create_sheet("Data")
    lembar.append(list(UsernameResource._meta.fields))
    for i in range(n):
        nip, lahir = _orang(i)
        unit = dunia["unit"][i % UNIT].nama
        if rusak and i % RUSAK_SETIAP == 0:
            nip, unit = nip[:17], f"Bidagn {i}"
        lembar.append([nip, f"Pegawai Ukur {i}", "PNS", f"{lahir:%d-%m-%Y}", "LP"[i % 2], "III/a",
                       dunia["jabatan"][i % JABATAN].nama, unit, "01-01-2024", f"p{i}@contoh.go.id", ""])  # fmt: skip
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _jumlah_rusak(n: int) -> int:
    return -(-n // RUSAK_SETIAP)


def _impor(dunia: dict, isi: bytes, diharapkan: int) -> dict[str, float]:
    from django.core.files.base import ContentFile

    from kinerja.kepegawaian.models import Pegawai
    from kinerja.ui.impor.pembaca import baca
    from kinerja.username import services

    oleh, lain = ({"oleh": dunia[siapa], "pada": PADA} for siapa in ("pengunggah", "verifikatur"))
    hasil: dict[str, float] = {}
    with _dicatat(hasil, "baca_detik"):
        tabel = baca(ContentFile(isi, name="ukur.xlsx"))
    with _dicatat(hasil, "periksa_dan_simpan_detik"):
        batch = services.unggah(dunia["opd"], tabel=tabel, **oleh).objek
        del tabel
        services.validasi(batch, **oleh)
    with _dicatat(hasil, "verifikasi_detik"):  # the second person's act, checks included; counted apart
        services.ajukan(batch, tanpa_galat=True, **oleh)
        services.verifikasi(batch, **lain)
    with _dicatat(hasil, "terapkan_detik"):
        services.terapkan(batch, **lain)
    hasil["impor_detik"] = sum(hasil[k] for k in ("baca_detik", "periksa_dan_simpan_detik", "terapkan_detik"))
    hasil["galat"] = batch.jumlah_galat
    hasil["memori_induk_mb"] = _puncak() - dunia["dasar_mb"]
    hasil["memori_anak_mb"] = _puncak_anak(isi)
    dibuat = Pegawai.objects.filter(perangkat_daerah=dunia["opd"]).count() - 1
    if dibuat != diharapkan:
        raise AssertionError(f"{dibuat} pegawai dibuat, seharusnya {diharapkan}")
    return hasil


def _rss_kini() -> float:
    """Resident memory now, in MB; the kernel's high-water mark starts anew from here."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("self", "VmRSS")


def _puncak() -> float:
    return _status("self", "VmHWM")


def _status(proses: str, kunci: str) -> float:
    baris = Path(f"/proc/{proses}/status").read_text().splitlines()
    return next(int(b.split()[1]) for b in baris if b.startswith(kunci)) / 1024


def _puncak_anak(isi: bytes) -> float:
    """The child's own high-water mark: rusage would count what it shared with us before exec."""
    from kinerja.ui.impor.pembaca import ANAK

    ukur = (
        f"import sys, runpy; sys.argv = ['anak.py', 'ukur.xlsx']; m = runpy.run_path({str(ANAK)!r}); m['utama']();"
        "print([b for b in open('/proc/self/status') if b.startswith('VmHWM')][0].split()[1], file=sys.stderr)"
    )
    anak = subprocess.run([sys.executable, "-I", "-c", ukur], input=isi, capture_output=True, check=True)
    return int(anak.stderr.split()[-1]) / 1024


def _telanjang(dunia: dict, n: int) -> None:
    """The same rows by bulk_create alone: no file, no check, no report."""
    from django.contrib.auth.models import Permission
    from django.db import transaction

    from kinerja.akun.models import Pengguna
    from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan

    izin, kepala, oleh = (
        Permission.objects.get(codename="nilai_riwayatjabatan"),
        dunia["kepala"],
        dunia["pengunggah"],
    )
    with transaction.atomic():
        akun = Pengguna.objects.bulk_create(
            Pengguna(
                username=_orang(i)[0], nama=f"Pegawai Ukur {i}", email=f"p{i}@contoh.go.id", password="!"
            )
            for i in range(n)
        )
        orang = Pegawai.objects.bulk_create(
            Pegawai(pengguna=a, nip=a.username, nama=a.nama, jenis_kepegawaian="PNS", golongan="III/a",
                    perangkat_daerah=dunia["opd"])
            for a in akun
        )  # fmt: skip
        jabatan = RiwayatJabatan.objects.bulk_create(
            RiwayatJabatan(pegawai=o, tahun=2026, jabatan=dunia["jabatan"][i % JABATAN], tmt=date(2024, 1, 1),
                           perangkat_daerah=dunia["opd"], unit_kerja=dunia["unit"][i % UNIT], aktif=True,
                           diusulkan_oleh=oleh, diverifikasi_oleh=dunia["verifikatur"], diverifikasi_pada=PADA)
            for i, o in enumerate(orang)
        )  # fmt: skip
        PejabatPenilai.objects.bulk_create(
            PejabatPenilai(user=kepala.pengguna, permission=izin, content_object=j, pegawai=kepala, dinilai=j.pegawai,
                           mulai=PADA.date())
            for j in jabatan
        )  # fmt: skip


def _kosongkan() -> None:
    """Take away what a round made (not what it stands on)."""
    from django.db import connection

    from kinerja.akun.models import Pengguna
    from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan
    from kinerja.username.models import BatchBaris, BatchUsername

    for model in (PejabatPenilai, RiwayatJabatan, BatchBaris, BatchUsername):
        model._base_manager.all()._raw_delete(model._base_manager.db)
    Pegawai._base_manager.exclude(nip=None)._raw_delete("default")
    Pengguna._base_manager.filter(username__startswith="19")._raw_delete("default")
    if connection.vendor == "postgresql":
        with connection.cursor() as kursor:
            kursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    for kunci, nilai in jalankan(int(sys.argv[1]) if len(sys.argv) > 1 else 14_140).items():
        print(f"{kunci:28} {nilai}")
