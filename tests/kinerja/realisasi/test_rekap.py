"""Rekapitulasi: everybody of an office with what became of his report, for those who answer for the office."""

import csv
import io
from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI, opd_direkap
from kinerja.realisasi.queries.rekap import daftar_rekap, jumlah, rekap_opd, rekap_unit
from kinerja.realisasi.services import tutup_bulan
from tests.factories import (
    JabatanFactory,
    PegawaiFactory,
    PenggunaFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    realisasi_diajukan,
    realisasi_draf,
    realisasi_selesai,
    skp_disetujui,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")
FEBRUARI = Bulan(2026, 2)


def saat(bulan, hari, jam=9, menit=0):
    return datetime(2026, bulan, hari, jam, menit, tzinfo=WITA)


@pytest.fixture
def kantor(db):
    """The head, and in his Bidang one in each state: rated (two), submitted, with a draft, with nothing, without SKP."""
    opd = PerangkatDaerahFactory(nama="Dinas Rekap")
    pimpinan = PegawaiFactory(perangkat_daerah=opd)
    puncak = UnitKerjaFactory(perangkat_daerah=opd, nama="Kantor", kepala=pimpinan)
    bidang = UnitKerjaFactory(perangkat_daerah=opd, nama="Bidang Satu", induk=puncak)
    RiwayatJabatanFactory(pegawai=pimpinan, unit_kerja=puncak)
    k = SimpleNamespace(opd=opd, pimpinan=pimpinan, puncak=puncak, bidang=bidang)

    def orang():
        pegawai = PegawaiFactory(perangkat_daerah=opd)
        tunjuk_penilai(RiwayatJabatanFactory(pegawai=pegawai, unit_kerja=bidang), pimpinan)
        return pegawai

    k.orang = orang
    k.baik, k.sangat_baik, k.menunggu, k.draf, k.diam, k.tanpa_skp = (orang() for _ in range(6))
    realisasi_selesai(k.baik)
    realisasi_selesai(k.sangat_baik, hasil="DI_ATAS", perilaku="DI_ATAS")
    k.laporan = realisasi_diajukan(k.menunggu)
    realisasi_draf(k.draf)
    skp_disetujui(k.diam)
    return k


def keadaan(hitungan):
    return {k: n for k, n in hitungan.keadaan.items() if n}


def predikat(hitungan):
    return {k: n for k, n in hitungan.predikat.items() if n}


# --- who may not ---------------------------------------------------------------------------------------------------


def alamat(kantor, nama="rekap_opd"):
    return reverse(f"realisasi:{nama}", args=[2026, 2, kantor.opd.pk])


def masuk(pengguna) -> Client:
    klien = Client()
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return klien


def buka(pengguna, url, pada=None):
    with time_machine.travel(pada or saat(3, 5), tick=False):
        return masuk(pengguna).get(url)


def _orang(kantor, siapa):
    if siapa == "pegawai":
        return kantor.baik.pengguna
    if siapa == "pengelola":
        return beri_wilayah(PegawaiFactory().pengguna, kantor.opd, KELOLA).user
    if siapa == "verifikatur_lewat":
        return beri_wilayah(PegawaiFactory().pengguna, kantor.opd, VERIFIKASI, selesai=date(2026, 3, 4)).user
    if siapa == "kepala_bidang":
        kantor.bidang.kepala = kantor.baik
        kantor.bidang.save()
        return kantor.baik.pengguna
    if siapa == "kepala_sekolah":
        UnitKerjaFactory(perangkat_daerah=kantor.opd, kepala=kantor.baik, pimpinan_mandiri=True)
        return kantor.baik.pengguna
    if siapa == "mantan_kepala":
        kantor.puncak.kepala = kantor.baik
        kantor.puncak.save()
        return kantor.pimpinan.pengguna
    if siapa == "kepala_pensiun":
        kantor.pimpinan.status = "PENSIUN"
        kantor.pimpinan.save()
        return kantor.pimpinan.pengguna
    if siapa == "pimpinan_opd_lain":
        lain = PegawaiFactory()
        UnitKerjaFactory(perangkat_daerah=lain.perangkat_daerah, kepala=lain)
        return lain.pengguna
    if siapa == "plt_lewat":
        return _plt(kantor, selesai=date(2026, 3, 4)).pengguna
    if siapa == "plt_bidang":
        return _plt(kantor, unit=kantor.bidang).pengguna
    if siapa == "plt_bukan_pimpinan":
        return _plt(kantor, pimpinan=False).pengguna
    raise AssertionError(siapa)


def _plt(kantor, *, unit=None, selesai=None, pimpinan=True):
    pegawai = PegawaiFactory()
    RiwayatJabatanFactory(
        pegawai=pegawai,
        perangkat_daerah=kantor.opd,
        unit_kerja=unit or kantor.puncak,
        jabatan=JabatanFactory(pimpinan=pimpinan),
        peran="PLT",
        tmt=date(2026, 3, 1),
        selesai=selesai,
    )
    return pegawai


LUAR = [
    "pegawai", "pengelola", "verifikatur_lewat", "kepala_bidang", "kepala_sekolah", "mantan_kepala", "kepala_pensiun",
    "pimpinan_opd_lain", "plt_lewat", "plt_bidang", "plt_bukan_pimpinan",
]  # fmt: skip


@pytest.mark.parametrize("siapa", LUAR)
def test_outside_ones_office_it_does_not_exist(kantor, siapa):
    pengguna = _orang(kantor, siapa)
    assert opd_direkap(pengguna, pada=saat(3, 5)) & {kantor.opd.pk} == frozenset()
    with time_machine.travel(saat(3, 5), tick=False):
        klien = masuk(pengguna)
        for nama in ("rekap_opd", "rekap_pegawai"):
            assert klien.get(alamat(kantor, nama)).status_code == 404
        assert klien.post(alamat(kantor, "rekap_unduh_opd"), {"jenis": "csv"}).status_code == 404
        assert ("Rekapitulasi" in klien.get("/").content.decode()) is (siapa == "pimpinan_opd_lain")
    assert Riwayat.objects.filter(jenis="rekap.diekspor").count() == 0


@pytest.mark.parametrize("tahun_bulan", [(2026, 4), (2026, 13), (1999, 1), (2027, 1)])
def test_months_that_do_not_exist_or_have_not_begun(kantor, tahun_bulan):
    url = reverse("realisasi:rekap_opd", args=[*tahun_bulan, kantor.opd.pk])
    assert buka(kantor.pimpinan.pengguna, url).status_code == 404


def test_unknown_office_and_unit(kantor):
    bkd = jadikan_admin_bkd(PenggunaFactory())
    assert buka(bkd, reverse("realisasi:rekap_opd", args=[2026, 2, 10**6])).status_code == 404
    assert buka(bkd, alamat(kantor, "rekap_pegawai") + "?unit=Bidang+Karangan").status_code == 404


# --- who may -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("siapa", ["pimpinan", "plt", "verifikatur", "auditor", "bkd"])
def test_who_answers_for_the_office_reads_it(kantor, siapa):
    pengguna = {
        "pimpinan": lambda: kantor.pimpinan.pengguna,
        "plt": lambda: _plt(kantor).pengguna,
        "verifikatur": lambda: beri_wilayah(PegawaiFactory().pengguna, kantor.opd, VERIFIKASI).user,
        "auditor": lambda: beri_wilayah(PegawaiFactory().pengguna, kantor.opd, AUDIT).user,
        "bkd": lambda: jadikan_admin_bkd(PegawaiFactory().pengguna),
    }[siapa]()
    assert kantor.opd.pk in opd_direkap(pengguna, pada=saat(3, 5))
    jawaban = buka(pengguna, alamat(kantor))
    assert jawaban.status_code == 200
    assert "Bidang Satu" in jawaban.content.decode()


def test_the_unit_above_may_be_another_offices(kantor):
    """The head of an office is rated by the Sekretaris Daerah, whose unit stands above his; who is below reads his own."""
    setda = PegawaiFactory()
    kantor.puncak.induk = UnitKerjaFactory(perangkat_daerah=setda.perangkat_daerah, kepala=setda)
    kantor.puncak.save()
    assert opd_direkap(kantor.pimpinan.pengguna, pada=saat(3, 5)) == {kantor.opd.pk}
    assert opd_direkap(setda.pengguna, pada=saat(3, 5)) == {setda.perangkat_daerah_id}


def test_one_office_is_opened_at_once_and_many_are_listed(kantor):
    satu = buka(kantor.pimpinan.pengguna, reverse("realisasi:rekap"))
    assert (satu.status_code, satu["Location"]) == (302, alamat(kantor))
    lain = PerangkatDaerahFactory(nama="Dinas Kosong")
    PerangkatDaerahFactory(nama="Dinas Bubar", aktif=False)
    bkd = jadikan_admin_bkd(PenggunaFactory())
    halaman = buka(bkd, reverse("realisasi:rekap")).content.decode()
    assert [n in halaman for n in ("Dinas Rekap", str(lain), "Dinas Bubar")] == [True, True, False]


# --- the numbers ---------------------------------------------------------------------------------------------------


def test_numbers_of_a_small_office(kantor):
    satu = rekap_opd(FEBRUARI, [kantor.opd.pk])[kantor.opd.pk]
    assert keadaan(satu) == {"TANPA_SKP": 2, "BELUM_LAPOR": 2, "MENUNGGU": 1, "SELESAI": 2}
    assert predikat(satu) == {"BAIK": 1, "SANGAT_BAIK": 1}
    assert (satu.pegawai, satu.wajib, satu.terlapor, satu.batang) == (7, 5, 3, (29, 14))
    menurut_unit = rekap_unit(FEBRUARI, kantor.opd.pk)
    assert {u: keadaan(h) for u, h in menurut_unit.items()} == {
        "Bidang Satu": {"TANPA_SKP": 1, "BELUM_LAPOR": 2, "MENUNGGU": 1, "SELESAI": 2},
        "Kantor": {"TANPA_SKP": 1},
    }
    assert jumlah(menurut_unit.values()) == satu


def test_who_did_not_report_appears_as_such_when_the_month_is_closed(kantor):
    """Scenario 41: never dropped, without a predikat; and who waited in vain for his penilai is told apart."""
    tutup_bulan(pada=saat(3, 13, 1))
    satu = rekap_opd(FEBRUARI, [kantor.opd.pk])[kantor.opd.pk]
    assert keadaan(satu) == {"TANPA_SKP": 2, "TIDAK_LAPOR": 2, "TIDAK_DINILAI": 1, "SELESAI": 2}
    assert set(rekap_unit(FEBRUARI, kantor.opd.pk)) == {"Bidang Satu", "Kantor"}
    halaman = buka(kantor.pimpinan.pengguna, alamat(kantor, "rekap_pegawai"), saat(3, 14)).content.decode()
    assert [halaman.count(p.nama) > 0 for p in (kantor.diam, kantor.draf, kantor.menunggu)] == [True] * 3
    assert "Tidak mengajukan sampai pengisian berakhir." in halaman


def test_retired_people_count_with_what_they_reported_only(kantor):
    for pegawai in (kantor.baik, kantor.diam):
        pegawai.status = "PENSIUN"
        pegawai.save()
    PegawaiFactory(perangkat_daerah=kantor.opd, nip=None, jenis_kepegawaian="NON_ASN")
    satu = rekap_opd(FEBRUARI, [kantor.opd.pk])[kantor.opd.pk]
    assert keadaan(satu) == {"TANPA_SKP": 2, "BELUM_LAPOR": 1, "MENUNGGU": 1, "SELESAI": 2}


def test_after_a_mutasi_the_month_stays_where_it_was_worked(kantor):
    """One with a report, one with an SKP only, one with neither move: only the last is counted in the new office."""
    baru = PerangkatDaerahFactory(nama="Dinas Baru")
    unit = UnitKerjaFactory(perangkat_daerah=baru, nama="Bidang Baru")
    for pegawai in (kantor.menunggu, kantor.diam, kantor.tanpa_skp):
        pegawai.daftar_riwayat_jabatan.update(aktif=False)
        pegawai.perangkat_daerah = baru
        pegawai.save()
        RiwayatJabatanFactory(pegawai=pegawai, perangkat_daerah=baru, unit_kerja=unit, tmt=date(2026, 2, 20))
    hasil = rekap_opd(FEBRUARI, [kantor.opd.pk, baru.pk])
    assert keadaan(hasil[kantor.opd.pk]) == {"TANPA_SKP": 1, "BELUM_LAPOR": 2, "MENUNGGU": 1, "SELESAI": 2}
    assert keadaan(hasil[baru.pk]) == {"TANPA_SKP": 1}
    assert {u: keadaan(h) for u, h in rekap_unit(FEBRUARI, baru.pk).items()} == {
        "Bidang Baru": {"TANPA_SKP": 1}
    }


def test_two_positions_count_once(kantor):
    RiwayatJabatanFactory(pegawai=kantor.diam, unit_kerja=kantor.puncak, peran="PLT")
    RiwayatJabatanFactory(pegawai=kantor.diam, unit_kerja=kantor.puncak, peran="PLT", tmt=date(2025, 2, 1))
    assert rekap_opd(FEBRUARI, [kantor.opd.pk])[kantor.opd.pk].pegawai == 7


def test_many_offices_count_as_each_alone(kantor, monkeypatch):
    """Read through the register or looked up by index: the same numbers."""
    opd = [kantor.opd.pk, *(PegawaiFactory().perangkat_daerah_id for _ in range(3))]
    sedikit = rekap_opd(FEBRUARI, opd)
    monkeypatch.setattr("kinerja.realisasi.queries.rekap.BEBERAPA", 0)
    assert rekap_opd(FEBRUARI, opd) == sedikit


# --- persons -------------------------------------------------------------------------------------------------------


def test_persons_stand_with_the_reason(kantor):
    daftar = [(b.pegawai, b.keadaan) for b in daftar_rekap(FEBRUARI, kantor.opd.pk, unit="Bidang Satu")]
    assert daftar == [
        (kantor.tanpa_skp, "TANPA_SKP"),
        (kantor.diam, "BELUM_LAPOR"),
        (kantor.draf, "BELUM_LAPOR"),
        (kantor.menunggu, "MENUNGGU"),
        (kantor.baik, "SELESAI"),
        (kantor.sangat_baik, "SELESAI"),
    ]
    belum = daftar_rekap(FEBRUARI, kantor.opd.pk, keadaan="BELUM_LAPOR")
    assert [b.pegawai for b in belum] == [kantor.diam, kantor.draf]
    assert (belum.count(), [b.pegawai for b in belum[1:2]]) == (2, [kantor.draf])


def test_what_was_written_is_not_shown_and_only_ones_own_people_are_opened(kantor):
    """The pimpinan rates the menunggu himself; another's subordinate he does not read."""
    lain = realisasi_diajukan(PegawaiFactory(perangkat_daerah=kantor.opd))
    halaman = buka(kantor.pimpinan.pengguna, alamat(kantor, "rekap_pegawai")).content.decode()
    tautan = [reverse("realisasi:nilai", args=[r.pk]) in halaman for r in (kantor.laporan, lain)]
    assert (lain.pegawai.nama in halaman, tautan) == (True, [True, False])
    assert "drive.google.com" not in halaman


def test_list_is_paged_and_filtered(kantor):
    url = alamat(kantor, "rekap_pegawai")
    for kueri, banyak in (("", 7), ("?keadaan=SELESAI", 2), ("?keadaan=X", 7), ("?unit=Kantor", 1)):
        assert f"{banyak} pegawai" in buka(kantor.pimpinan.pengguna, url + kueri).content.decode()
    assert buka(kantor.pimpinan.pengguna, url + "?hal=99").status_code == 200
    assert "Tidak ada pegawai dengan status ini" in (
        buka(kantor.pimpinan.pengguna, url + "?keadaan=TIDAK_LAPOR").content.decode()
    )


def test_approved_too_late_is_told(kantor):
    kantor.diam.daftar_skp.update(disetujui_pada=saat(3, 11, 0))
    halaman = buka(kantor.pimpinan.pengguna, alamat(kantor, "rekap_pegawai"), saat(3, 12)).content.decode()
    assert "SKP baru disetujui sesudah pengisian berakhir." in halaman


@pytest.mark.parametrize(("nama", "kueri"), [("rekap_opd", 12), ("rekap_pegawai", 17)])
def test_pages_cost_the_same_for_one_and_more(kantor, nama, kueri):
    sebelum = _kueri(kantor.pimpinan.pengguna, alamat(kantor, nama))
    for _ in range(3):
        realisasi_diajukan(kantor.orang())
    assert (sebelum, _kueri(kantor.pimpinan.pengguna, alamat(kantor, nama))) == (kueri, kueri)


def test_the_list_of_offices_costs_the_same_for_one_and_three(kantor):
    bkd = jadikan_admin_bkd(PenggunaFactory())
    PerangkatDaerahFactory()
    sebelum = _kueri(bkd, reverse("realisasi:rekap_bulan", args=[2026, 2]))
    for _ in range(2):
        realisasi_selesai()
    assert (sebelum, _kueri(bkd, reverse("realisasi:rekap_bulan", args=[2026, 2]))) == (9, 9)


def _kueri(pengguna, url) -> int:
    with time_machine.travel(saat(3, 5), tick=False):
        klien = masuk(pengguna)
        klien.get(url)
        with CaptureQueriesContext(connection) as kueri:
            assert klien.get(url).status_code == 200
    return len(kueri)


# --- files ---------------------------------------------------------------------------------------------------------


def unduh(pengguna, url, jenis):
    with time_machine.travel(saat(3, 5), tick=False):
        return masuk(pengguna).post(url, {"jenis": jenis})


def test_a_file_of_an_unknown_kind_is_refused(kantor):
    jawaban = unduh(kantor.pimpinan.pengguna, alamat(kantor, "rekap_unduh_opd"), "pdf")
    assert (jawaban.status_code, Riwayat.objects.filter(jenis="rekap.diekspor").count()) == (422, 0)
    assert "Pilih Excel (xlsx) atau CSV." in jawaban.content.decode()


def test_opening_the_download_by_hand_leads_to_the_page(kantor):
    jawaban = buka(kantor.pimpinan.pengguna, alamat(kantor, "rekap_unduh_opd"))
    assert (jawaban.status_code, jawaban["Location"]) == (302, "../")


@pytest.mark.parametrize("jenis", ["csv", "xlsx"])
def test_persons_as_a_file_are_recorded_and_harmless(kantor, jenis):
    kantor.tanpa_skp.nama = "=HYPERLINK(1)"
    kantor.tanpa_skp.save()
    jawaban = unduh(kantor.pimpinan.pengguna, alamat(kantor, "rekap_unduh_opd"), jenis)
    assert (jawaban.status_code, "no-store" in jawaban["Cache-Control"]) == (200, True)
    baris = _baca(jawaban.content, jenis)
    assert len(baris) == 8
    assert {"'=HYPERLINK(1)", "Tanpa SKP", "Belum ada SKP yang disetujui untuk bulan ini."} <= set(
        next(b for b in baris if "Tanpa SKP" in b and "HYPERLINK" in b[1])
    )
    assert next(b for b in baris if b[0] == kantor.baik.nip)[3:8] == [
        "Selesai", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik", kantor.pimpinan.nama,
    ]  # fmt: skip
    tanda = Riwayat.objects.get(jenis="rekap.diekspor")
    assert (tanda.objek_tipe, tanda.objek_id) == ("kepegawaian.perangkatdaerah", kantor.opd.pk)
    assert (tanda.oleh, tanda.rincian) == (
        kantor.pimpinan.pengguna,
        {"bulan": "Februari 2026", "berkas": jenis, "baris": 7},
    )


def test_offices_as_a_file_are_those_in_sight(kantor):
    asing = PegawaiFactory().perangkat_daerah
    lain = PegawaiFactory().perangkat_daerah
    akun = PegawaiFactory(perangkat_daerah=asing).pengguna
    for opd in (kantor.opd, lain):
        beri_wilayah(akun, opd, VERIFIKASI)
    jawaban = unduh(akun, reverse("realisasi:rekap_unduh", args=[2026, 2]), "csv")
    baris = {b[1]: b[2:] for b in _baca(jawaban.content, "csv")[1:]}
    assert baris == {
        kantor.opd.nama: ["7", "2", "2", "0", "1", "0", "2", "1", "1", "0", "0", "0"],
        lain.nama: ["1", "1", *["0"] * 10],
    }


def _baca(isi: bytes, jenis: str) -> list[list[str]]:
    if jenis == "csv":
        return list(csv.reader(io.StringIO(isi.decode("utf-8-sig")), delimiter=";"))
    import openpyxl

    lembar = openpyxl.load_workbook(io.BytesIO(isi)).active
    return [[s or "" for s in b] for b in lembar.iter_rows(values_only=True)]


def test_nul_di_saringan_bukan_galat(kantor):
    """PostgreSQL takes no NUL in any text."""
    klien = Client()
    klien.force_login(jadikan_admin_bkd(PegawaiFactory().pengguna))
    alamat = reverse("realisasi:rekap_pegawai", args=[2026, 2, kantor.opd.pk])
    assert klien.get(alamat + "?unit=%00").status_code == 404
    assert klien.get(reverse("kalender:usulkan_pembukaan") + "?cari=%00demo").status_code == 200
