"""What the load needs in the database, and what must be in it afterwards: `python -m tests.bench.beban_data <step>`.

Steps: `siapkan` (drafts ready to be submitted, months to be rated, an open window, sessions), `tutup` (the window
closes at an instant to come), `periksa` (the ledger of what was acknowledged). JSON in by stdin, JSON out. It runs
with the settings of the server under load: sessions are signed with its key.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import timedelta
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from kinerja.akun.models import Pengguna  # noqa: E402
from kinerja.dokumen.models import Riwayat  # noqa: E402
from kinerja.kalender.models import Bulan, Gangguan, JadwalBulanan, awal_hari  # noqa: E402
from kinerja.kalender.queries import jadwal_untuk  # noqa: E402
from kinerja.realisasi.lifecycle import StatusRealisasi as S  # noqa: E402
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator  # noqa: E402
from tests.bench.alat import MODEL_BACKEND  # noqa: E402

BUKTI = "https://drive.google.com/drive/folders/beban"
DIAJUKAN, DINILAI = "realisasi.diajukan", "realisasi.hasil_kerja_dinilai"
SERUANGAN = 1000


# --- before ---------------------------------------------------------------------------------------------


@transaction.atomic
def siapkan(ajukan: int, nilai: int, lihat: int) -> dict:
    bulan = _bulan()
    hari = timezone.localdate()
    _jadwal(bulan, hari + timedelta(days=2))
    calon = RealisasiBulanan.objects.filter(
        tahun=bulan.tahun, bulan=bulan.bulan, pegawai__pengguna__is_active=True
    ).order_by("pk")
    menunggu = calon.filter(status=S.PENILAIAN_HASIL_KERJA, penilai__pengguna__is_active=True)
    dinilai = list(menunggu.values_list("pk", "penilai__pengguna")[:nilai])
    draf = list(
        calon.filter(status__in=[S.DRAF, S.PENILAIAN_HASIL_KERJA])
        .exclude(pk__in=[pk for pk, _ in dinilai])
        .values_list("pk", "pegawai__pengguna")[:ajukan]
    )
    if len(draf) < ajukan or len(dinilai) < nilai:
        raise SystemExit(f"Benih terlalu kecil: {len(draf)} draf, {len(dinilai)} untuk dinilai.")
    _jadikan_draf([pk for pk, _ in draf])
    orang = {siapa for _, siapa in (*draf, *dinilai)}
    lain = Pengguna.objects.filter(is_active=True, pegawai__isnull=False).exclude(pk__in=orang)
    penonton = list(lain.order_by("pk").values_list("pk", flat=True)[:lihat])
    sesi = _sesi({*orang, *penonton})
    return {
        "bulan": [bulan.tahun, bulan.bulan],
        "ajukan": [[pk, sesi[siapa]] for pk, siapa in draf],
        "nilai": [[pk, sesi[siapa]] for pk, siapa in dinilai],
        "lihat": [sesi[siapa] for siapa in penonton],
    }


def _bulan() -> Bulan:
    """The last month that `benih` sowed."""
    return Bulan(*RealisasiBulanan.objects.order_by("-tahun", "-bulan").values_list("tahun", "bulan")[0])


def _jadwal(bulan: Bulan, batas_isi) -> JadwalBulanan:
    JadwalBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan).delete()
    jadwal = jadwal_untuk(bulan)
    jadwal.mulai = min(jadwal.mulai, batas_isi - timedelta(days=5))
    jadwal.batas_isi, jadwal.batas_nilai = batas_isi, max(jadwal.batas_nilai, batas_isi + timedelta(days=9))
    jadwal.save()
    return jadwal


def _jadikan_draf(daftar_pk: list[int]) -> None:
    """Drafts with every row filled: past the acts, for these documents never went through one."""
    for awal in range(0, len(daftar_pk), SERUANGAN):
        sebagian = daftar_pk[awal : awal + SERUANGAN]
        RealisasiBulanan.objects.filter(pk__in=sebagian).update(
            status=S.DRAF, diajukan_pada=None, penilai=None, penugasan=None, penilai_jabatan=""
        )
        RealisasiIndikator.objects.filter(realisasi__in=sebagian).update(
            nilai=90, bukti=BUKTI, umpan_balik=""
        )


def _sesi(daftar_pengguna: set[int]) -> dict[int, str]:
    """Logged in beforehand: a log-in costs an Argon2 hash, and is not what is measured."""
    toko = import_module(settings.SESSION_ENGINE).SessionStore()
    sampai = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    baris, kunci = [], {}
    for pengguna in Pengguna.objects.filter(pk__in=daftar_pengguna):
        isi = {
            SESSION_KEY: str(pengguna.pk),
            BACKEND_SESSION_KEY: MODEL_BACKEND,
            HASH_SESSION_KEY: pengguna.get_session_auth_hash(),
        }
        kunci[pengguna.pk] = toko._get_new_session_key()
        baris.append(
            Session(session_key=kunci[pengguna.pk], session_data=toko.encode(isi), expire_date=sampai)
        )
    Session.objects.bulk_create(baris, batch_size=SERUANGAN)
    return kunci


@transaction.atomic
def tutup(detik: float) -> dict:
    """The window ended last midnight, and an outage just as long as the time since then moves it to that instant."""
    kini = timezone.now()
    hari = timezone.localdate()
    jadwal, tengah_malam = _jadwal(_bulan(), hari - timedelta(days=1)), awal_hari(hari)
    saat = kini + timedelta(seconds=detik)
    usul, putus = Pengguna.objects.order_by("pk")[:2]
    Gangguan.objects.create(
        mulai=tengah_malam - (saat - tengah_malam),
        selesai=tengah_malam,
        status="BERLAKU",
        keterangan="Menutup jendela pada saat uji beban berakhir.",
        diusulkan_oleh=usul,
        diusulkan_pada=kini,
        diputuskan_oleh=putus,
        diputuskan_pada=kini,
    )
    if tengah_malam - (saat - tengah_malam) < awal_hari(jadwal.mulai):
        raise SystemExit("Jendela tidak dapat ditutup pada saat itu.")
    return {"saat": saat.timestamp()}


# --- after ----------------------------------------------------------------------------------------------


def periksa(ajukan: dict[str, int], nilai: dict[str, int], tak_dijawab: list[str]) -> dict:
    """Every acknowledged act stands in the record once and in its document; nothing else does."""
    keluhan = [
        *_buku(DIAJUKAN, ajukan, tak_dijawab),
        *_buku(DINILAI, nilai, tak_dijawab),
    ]
    dinilai = set(nilai.values())
    for realisasi in RealisasiBulanan.objects.filter(pk__in=[*ajukan.values(), *dinilai]).iterator():
        seharusnya = S.PENILAIAN_PERILAKU if realisasi.pk in dinilai else S.PENILAIAN_HASIL_KERJA
        if realisasi.status != seharusnya or realisasi.diajukan_pada is None or realisasi.penilai_id is None:
            keluhan.append(f"Realisasi {realisasi.pk}: {realisasi.status}, seharusnya {seharusnya}.")
    return {"keluhan": keluhan[:20], "jumlah": len(keluhan)}


def _buku(jenis: str, diakui: dict[str, int], tak_dijawab: list[str]):
    tercatat = {}
    per_objek = Counter()
    for riwayat in Riwayat.objects.filter(jenis=jenis).only("kunci", "objek_id", "ke").iterator():
        per_objek[riwayat.objek_id] += 1
        tercatat[riwayat.kunci] = riwayat.objek_id
    for kunci, pk in diakui.items():
        if tercatat.get(kunci) != pk:
            yield f"{jenis} {kunci}: diakui tetapi tidak tercatat."
    for pk, jumlah in per_objek.items():
        if jumlah != 1:
            yield f"{jenis}: realisasi {pk} tercatat {jumlah} kali."
    for kunci in tercatat.keys() - diakui.keys() - set(tak_dijawab):
        yield f"{jenis} {kunci}: tercatat tetapi tidak diakui."


if __name__ == "__main__":
    langkah = {"siapkan": siapkan, "tutup": tutup, "periksa": periksa}[sys.argv[1]]
    print(json.dumps(langkah(**json.load(sys.stdin))))
