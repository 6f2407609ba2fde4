"""What the lists, the calendar and the penilai's page read."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from kinerja.aktivitas import services
from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.aktivitas.queries import (
    aktivitas_dihitung,
    aktivitas_terakhir,
    aktivitas_terhapus,
    daftar_aktivitas,
    lama_tercatat,
    menurut_versi,
    pilihan_indikator,
    rencana_terbuka,
    ringkasan_bulan,
    skp_pada,
    tumpang_tindih,
)
from kinerja.dokumen import policy
from kinerja.kalender.models import Bulan
from kinerja.skp import services as skp_services
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    aktivitas_tercatat,
    indikator_skp,
    isian_aktivitas,
    jadikan_admin_bkd,
    realisasi_diajukan,
    rencana_tercatat,
    revisi,
    skp_konsep,
)
from tests.kinerja.aktivitas.conftest import SENIN, wita

FEBRUARI = Bulan(2026, 2)


@pytest.mark.parametrize(
    ("jam", "menit"),
    [
        ([], 0),
        ([("08:00", "09:00")], 60),
        ([("08:00", "09:00"), ("09:00", "09:30")], 90),
        ([("08:00", "10:00"), ("08:30", "09:00")], 120),
        ([("09:00", "11:00"), ("08:00", "10:00")], 180),
        ([("23:30", "23:59")], 29),
    ],
)
def test_lama_menghitung_jam_yang_sama_sekali(jam, menit):
    daftar = [tuple(time.fromisoformat(j) for j in pasang) for pasang in jam]
    assert lama_tercatat(daftar) == timedelta(minutes=menit)


def test_skp_pada_hanya_yang_disetujui_dan_memuat_harinya(skp):
    konsep = skp_konsep(PegawaiFactory())
    assert skp_pada(konsep.pegawai, date(2026, 2, 2)) is None
    hari = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [skp_pada(skp.pegawai, h) for h in hari] == [None, skp, skp, None]


@pytest.mark.parametrize(("hari", "jumlah"), [(19, 3), (20, 3), (21, 1), (23, 1)])
def test_pilihan_sesudah_mutasi_20_februari(skp, hari, jumlah):
    RiwayatJabatanFactory(pegawai=skp.pegawai, tmt=date(2026, 2, 20), aktif=False)
    pilihan = pilihan_indikator(skp, date(2026, 2, hari))
    assert (len(pilihan), pilihan[-1]) == (jumlah, skp.indikator_kedinasan_lain)


def test_ringkasan_satu_kueri_dan_tanpa_yang_dihapus(skp):
    for n in range(3):
        aktivitas_tercatat(skp, tanggal=date(2026, 2, 2 + n))
    aktivitas_tercatat(skp, mulai=time(8, 45), selesai=time(10))
    rencana_tercatat(skp, tanggal=date(2026, 2, 9))
    aktivitas_tercatat(skp, tanggal=date(2026, 1, 31))
    dihapus = aktivitas_tercatat(skp, tanggal=date(2026, 2, 10))
    services.hapus(dihapus, oleh=skp.pegawai.pengguna, pada=wita(2, 27))
    with CaptureQueriesContext(connection) as kueri:
        hasil = ringkasan_bulan(skp.pegawai, FEBRUARI)
    assert (len(kueri), hasil.aktivitas, hasil.rencana, hasil.dihitung) == (1, 4, 1, 0)
    assert hasil.lama == timedelta(minutes=90 + 30 + 30)
    assert (hasil.hari[date(2026, 2, 2)].aktivitas, sorted(h.day for h in hasil.hari)) == (2, [2, 3, 4, 9])
    assert hasil.indikator == {indikator_skp(skp)[0].pk: 5}
    assert list(aktivitas_terhapus(skp.pegawai, FEBRUARI)) == [dihapus]


def test_terakhir_sepuluh_menurut_waktu_input(skp):
    for n in range(12):
        aktivitas_tercatat(skp, tanggal=date(2026, 2, 20 - n), pada=wita(2, 21, 9, n), uraian=f"Ke-{n}")
    rencana_tercatat(skp, pada=wita(2, 22))
    assert [a.uraian for a in aktivitas_terakhir(skp.pegawai)] == [f"Ke-{n}" for n in range(11, 1, -1)]


def test_rencana_terbuka_tanpa_yang_diinput(skp):
    satu, dua = (
        rencana_tercatat(skp, tanggal=date(2026, 2, 5)),
        rencana_tercatat(skp, tanggal=date(2026, 2, 4)),
    )
    assert list(rencana_terbuka(skp.pegawai)) == [dua, satu]
    services.kerjakan(dua, oleh=skp.pegawai.pengguna, pada=wita(2, 27), isian=isian_aktivitas(skp))
    assert list(rencana_terbuka(skp.pegawai)) == [satu]


def test_tumpang_tindih_hanya_aktivitas_sendiri_yang_ada(skp):
    satu = aktivitas_tercatat(skp, mulai=time(8), selesai=time(10))
    aktivitas_tercatat(skp, mulai=time(10), selesai=time(11))
    rencana_tercatat(skp, mulai=time(8), selesai=time(10))
    baru = Aktivitas(pegawai=skp.pegawai, tanggal=satu.tanggal, mulai=time(9), selesai=time(9, 30))
    assert tumpang_tindih([baru]) == [satu]
    assert tumpang_tindih([]) == []


def test_dihitung_hanya_yang_diajukan(skp):
    lain = indikator_skp(skp)[1].pk
    aktivitas_tercatat(skp, tanggal=date(2026, 2, 3), uraian="Kedua")
    aktivitas_tercatat(skp, tanggal=date(2026, 2, 2), uraian="Pertama")
    aktivitas_tercatat(skp, tanggal=date(2026, 2, 4), uraian="Ketiga", indikator=lain)
    rencana_tercatat(skp)
    assert list(aktivitas_dihitung(skp, FEBRUARI)) == []
    realisasi_diajukan(skp=skp)
    aktivitas_tercatat(skp, pada=wita(3, 6), uraian="Terlambat")
    assert [a.uraian for a in aktivitas_dihitung(skp, FEBRUARI)] == ["Pertama", "Kedua", "Ketiga"]
    assert [a.uraian for a in aktivitas_dihitung(skp, FEBRUARI, lain)] == ["Ketiga"]
    assert list(aktivitas_dihitung(skp, Bulan(2026, 1))) == []


def test_tabel_baca_menampilkan_kiriman_dan_waktu_input_tanpa_tombol(skp):
    oleh = skp.pegawai.pengguna
    isian = isian_aktivitas(skp, uraian="<script>alert(1)</script>")
    services.catat_banyak_aktivitas(skp, oleh=oleh, pada=wita(2, 27, 16, 5), asal="TEMPEL", daftar=[isian])
    realisasi_diajukan(skp=skp)
    with CaptureQueriesContext(connection) as kueri:
        halaman = render_to_string(
            "aktivitas/_tabel_baca.html",
            {"daftar_aktivitas": aktivitas_dihitung(skp, FEBRUARI), "pilihan": True},
        )
    assert len(kueri) == 1
    assert "&lt;script&gt;" in halaman
    assert "Ditempel dari lembar kerja" in halaman
    assert "27 Februari 2026</span> pukul 16.05 WITA" in halaman
    assert ("<script>" in halaman, "<a" in halaman, "Pilihan" in halaman) == (False, False, False)


def test_kata_indikator_menurut_versi_bulannya(skp):
    """A revision of July does not reword February's list."""
    satu = indikator_skp(skp)[0]

    def ubah(skp, oleh):
        skp_services.ubah_indikator(
            skp, oleh=oleh, pada=wita(7, 1), indikator=satu.pk, uraian="Kata baru", perspektif="PROSES_BISNIS",
            target=100, satuan="Persen",
        )  # fmt: skip

    for bulan in (2, 8):
        aktivitas_tercatat(skp, tanggal=date(2026, bulan, 3), pada=wita(8, 31))
    revisi(skp, pada=wita(7, 1), ubah=ubah)
    tampil = [
        [
            a.indikator.uraian
            for a in menurut_versi(daftar_aktivitas(skp.pegawai, Bulan(2026, b)), Bulan(2026, b))
        ]
        for b in (2, 8)
    ]
    assert tampil == [[satu.uraian], ["Kata baru"]]


def test_penglihatan_pemilik_penilai_dan_yang_dihapus(skp):
    satu = aktivitas_tercatat(skp)
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)

    def terlihat():
        orang = (skp.pegawai.pengguna, skp.penilai.pengguna, bkd, PegawaiFactory().pengguna)
        return [policy.visible(Aktivitas, o, pada=SENIN).filter(pk=satu.pk).exists() for o in orang]

    assert terlihat() == [True, True, True, False]
    services.hapus(satu, oleh=skp.pegawai.pengguna, pada=SENIN)
    assert terlihat() == [True, False, False, False]


def test_jenis_pada_penglihatan_bkd_tidak_menggabung_tabel(db):
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    assert "JOIN" not in str(policy.visible(Aktivitas, bkd, pada=SENIN).filter(jenis=Jenis.RENCANA).query)
