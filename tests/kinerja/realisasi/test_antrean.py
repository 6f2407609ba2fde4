"""What the queue says of each person: since when he waits, what is late, how much time is left, how it was entered."""

from __future__ import annotations

import gzip
import re
from datetime import date, time
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from kinerja.aktivitas import services as aktivitas_services
from kinerja.aktivitas.services import Isian
from kinerja.kalender.models import Bulan, PembukaanKembali
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.realisasi import services
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    skp_disetujui,
)
from tests.kinerja.realisasi.conftest import DALAM, LEMBAR, isian_hasil, isian_perilaku, masuk, segar, wita

ANTREAN = "/kerja/penilaian/realisasi/"


def alamat(realisasi, verba="") -> str:
    return f"{ANTREAN}{realisasi.pk}/{verba}"


def teks(jawaban) -> str:
    return re.sub(r"\s+", " ", jawaban.content.decode())


def baris(halaman: str, nama: str) -> str:
    """The row of one person."""
    return next(satu for satu in halaman.split("<tr>") if f">{nama}<" in satu)


def catat(skp, *, jumlah=1, asal="", hari=date(2026, 2, 10)) -> None:
    """So many activities of February on the first indicator, one by one or all at once."""
    indikator = skp.daftar_rhk.first().daftar_indikator.first().pk
    daftar = [
        Isian(hari, time(8 + n, 0), time(9 + n, 0), f"Menyusun bahan {n}", indikator) for n in range(jumlah)
    ]
    oleh, pada = skp.pegawai.pengguna, wita(2, 27)
    if asal:
        aktivitas_services.catat_banyak_aktivitas(skp, oleh=oleh, pada=pada, asal=asal, daftar=daftar)
        return
    for isian in daftar:
        aktivitas_services.catat_aktivitas(skp, oleh=oleh, pada=pada, isian=isian)


@pytest.fixture
def beraktivitas(db, pukul):
    """Three activities one by one, one pasted; and one more after the submission."""
    skp = skp_disetujui(PegawaiFactory())
    catat(skp, jumlah=3)
    catat(skp, asal="TEMPEL", hari=date(2026, 2, 11))
    realisasi = realisasi_diajukan(skp=skp)
    catat(skp, hari=date(2026, 2, 12))
    pukul(DALAM)
    return realisasi


def test_total_aktivitas_dan_bagian_yang_massal(beraktivitas):
    """Scenario 21: what was entered after the submission is not counted."""
    halaman = teks(masuk(beraktivitas.penilai).get(ANTREAN))
    assert '<span>4 <small class="redup">(25 % massal)</small></span>' in halaman


def test_aktivitas_per_indikator_satu_ketukan(beraktivitas):
    klien, pertama = masuk(beraktivitas.penilai), beraktivitas.daftar_baris.order_by("pk").first()
    tautan = alamat(beraktivitas, f"aktivitas/{pertama.indikator_id}/")
    assert f'href="{tautan}">Lihat 4 aktivitas' in teks(klien.get(alamat(beraktivitas)))
    halaman = teks(klien.get(tautan))
    assert halaman.count("Menyusun bahan") == 4
    assert halaman.count("Diinput massal: ditempel dari lembar kerja") == 1
    assert "12 Februari 2026" not in halaman
    assert teks(klien.get(alamat(beraktivitas, "aktivitas/"))).count("Menyusun bahan") == 4


def test_aktivitas_yang_dihitung_tidak_dibuka_orang_lain(beraktivitas):
    pertama = beraktivitas.daftar_baris.order_by("pk").first()
    rekan = masuk(PegawaiFactory(perangkat_daerah=beraktivitas.perangkat_daerah))
    assert rekan.get(alamat(beraktivitas, "aktivitas/")).status_code == 404
    assert rekan.get(alamat(beraktivitas, f"aktivitas/{pertama.indikator_id}/")).status_code == 404
    assert masuk(beraktivitas.pegawai).get(alamat(beraktivitas, "aktivitas/")).status_code == 200
    lain = masuk(beraktivitas.penilai).get(alamat(beraktivitas, "aktivitas/999999999/"))
    assert lain.status_code == 404


def test_draf_tidak_memperlihatkan_aktivitasnya(db, pukul):
    skp = skp_disetujui(PegawaiFactory())
    catat(skp, jumlah=2)
    draf = realisasi_draf(skp=skp)
    pukul(DALAM)
    halaman = teks(masuk(skp.penilai).get(alamat(draf, "aktivitas/")))
    assert "Tidak ada aktivitas yang dihitung" in halaman
    assert "Menyusun bahan" not in halaman


def test_sejak_kapan_menunggu_dan_yang_terlama_dulu(db, pukul):
    penilai = PegawaiFactory()
    kedua = realisasi_diajukan(PegawaiFactory(nama="Ani"), penilai=penilai, pada=wita(3, 4, 8))
    pertama = realisasi_diajukan(PegawaiFactory(nama="Zed"), penilai=penilai, pada=wita(3, 2, 7, 30))
    pukul(wita(3, 5, 10))
    halaman = teks(masuk(penilai).get(ANTREAN))
    assert "sejak 2 Maret 2026 (3 hari 2 jam)" in baris(halaman, "Zed")
    assert "sejak 4 Maret 2026 (1 hari 2 jam)" in baris(halaman, "Ani")
    assert halaman.index(">Zed<") < halaman.index(">Ani<")
    assert "(sisa 7 hari 14 jam)" in halaman
    assert (pertama.penilai, kedua.penilai) == (penilai, penilai)


@pytest.mark.parametrize(
    ("saat", "diharapkan"),
    [
        (wita(3, 10, 23, 59, 59), {"Budi": "", "Citra": ""}),
        (wita(3, 11), {"Budi": "Terlambat melapor", "Citra": ""}),
        (wita(3, 12, 23, 59, 59), {"Budi": "Terlambat melapor", "Citra": ""}),
        (wita(3, 13), {"Budi": "Terlambat melapor", "Citra": "Terlambat dinilai"}),
    ],
)
def test_yang_terlambat_disebut(db, pukul, saat, diharapkan):
    penilai = PegawaiFactory()
    realisasi_draf(PegawaiFactory(nama="Budi"), penilai=penilai)
    realisasi_diajukan(PegawaiFactory(nama="Citra"), penilai=penilai)
    pukul(saat)
    halaman = teks(masuk(penilai).get(f"{ANTREAN}2026/2/"))
    for nama, label in diharapkan.items():
        terlambat = re.findall(r"Terlambat \w+", baris(halaman, nama))
        assert (nama, terlambat) == (nama, [label] if label else [])


def test_yang_ditutup_disebut_dan_dapat_dilihat(db, pukul):
    penilai = PegawaiFactory()
    realisasi_draf(PegawaiFactory(nama="Budi"), penilai=penilai)
    realisasi_diajukan(PegawaiFactory(nama="Citra"), penilai=penilai)
    skp_disetujui(PegawaiFactory(nama="Dewi"), penilai=penilai)
    services.tutup_bulan(pada=wita(3, 13, 1))
    pukul(wita(3, 13, 2))
    halaman = teks(masuk(penilai).get(f"{ANTREAN}2026/2/"))
    assert "Tidak lapor" in baris(halaman, "Budi")
    assert "Tidak lapor" in baris(halaman, "Dewi")
    assert "Tidak dinilai" in baris(halaman, "Citra")
    assert "Isi Penilaian" not in halaman


def test_batas_orang_yang_bulannya_dibuka_kembali(db, pukul):
    penilai = PegawaiFactory()
    realisasi_selesai(PegawaiFactory(nama="Budi"), penilai=penilai)
    realisasi_selesai(PegawaiFactory(nama="Dewi"), penilai=penilai)
    citra = realisasi_diajukan(PegawaiFactory(nama="Citra"), penilai=penilai)
    PembukaanKembali.objects.create(
        tahun=2026, bulan=2, pegawai=citra.pegawai, mulai=date(2026, 3, 13), batas_nilai=date(2026, 3, 20),
        alasan="Sakit.", status="BERLAKU", diusulkan_oleh=PenggunaFactory(), diusulkan_pada=DALAM,
        diputuskan_oleh=jadikan_admin_bkd(PenggunaFactory()), diputuskan_pada=DALAM,
    )  # fmt: skip
    pukul(wita(3, 14))
    halaman = teks(masuk(penilai).get(f"{ANTREAN}2026/2/"))
    assert "Batas 20 Maret 2026 pukul 23.59 WITA" in baris(halaman, "Citra")
    assert "Isi Penilaian" in baris(halaman, "Citra")
    assert "Batas 20" not in baris(halaman, "Budi")
    assert segar(citra).status == "PENILAIAN_HASIL_KERJA"


def test_penilai_lama_menyelesaikan_januari_sesudah_mutasi(db, pukul):
    """Scenario 44: moved on 5 February, the old penilai rates January on 8 February."""
    januari = realisasi_diajukan(PegawaiFactory(), bulan=Bulan(2026, 1), pada=wita(2, 4))
    PejabatPenilai.objects.filter(dinilai=januari.pegawai).update(selesai=wita(2, 4).date())
    pukul(wita(2, 8))
    klien = masuk(januari.penilai)
    assert januari.pegawai.nama in teks(klien.get(ANTREAN))
    klien.post(alamat(januari, "nilai_hasil_kerja/"), isian_hasil(januari))
    klien.post(alamat(januari, "nilai_perilaku/"), isian_perilaku(segar(januari)))
    assert (segar(januari).status, segar(januari).predikat) == ("SELESAI", "BAIK")
    assert "Baik" in teks(masuk(januari.pegawai).get(LEMBAR.replace("/2/", "/1/")))


# --- weight ---------------------------------------------------------------------------------------------------------


def berat(jawaban, *aset: str) -> int:
    """Compressed, with what an empty cache has to fetch."""
    assert jawaban["Content-Encoding"] == "gzip"
    isi = [Path(finders.find(f"ui/{nama}")).read_bytes() for nama in aset]
    return len(jawaban.content) + sum(len(gzip.compress(satu, 6)) for satu in isi)


def test_antrean_penuh_dan_halaman_penilaian_ringan(db, pukul):
    """Fifteen people on one page; twelve indicators on the other: with the stylesheet, from an empty cache."""
    penilai, isi = PegawaiFactory(), {f"Terwujudnya hasil kerja ke-{n}": [] for n in range(4)}
    for n, uraian in enumerate(isi):
        isi[uraian] = [f"Jumlah dokumen {n}-{m} yang diselesaikan tepat waktu" for m in range(3)]
    realisasi = realisasi_diajukan(PegawaiFactory(), penilai=penilai, isi=isi)
    for n in range(14):
        realisasi_diajukan(PegawaiFactory(nama=f"Pegawai Demo Bernama Panjang {n}"), penilai=penilai)
    pukul(DALAM)
    klien, gzip_saja = masuk(penilai), {"accept-encoding": "gzip"}
    assert berat(klien.get(ANTREAN, headers=gzip_saja), "lean.css") <= 15 * 1024
    halaman = klien.get(alamat(realisasi), headers=gzip_saja)
    assert berat(halaman, "lean.css") <= 15 * 1024
    assert realisasi.daftar_baris.count() == 12
