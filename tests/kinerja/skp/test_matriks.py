"""Matriks Peran Hasil: what it shows to whom, assigning, withdrawing, taking up; refusals before permissions."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, StatusTidakSesuai, TidakTerlihat
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.kepegawaian.permissions import AUDIT
from kinerja.skp import services
from kinerja.skp.models import PenugasanHasil, RencanaHasilKerja, Skp
from kinerja.skp.queries import penugasan_terbuka, susun_matriks
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    beri_wilayah,
    isi_ekspektasi,
    jadikan_admin_bkd,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.kinerja.dokumen.test_acts import serentak
from tests.kinerja.skp.conftest import KINI, alamat, kirim, klien

pytestmark = pytest.mark.django_db
HASIL = "Terlaksananya penilaian kompetensi"
BUKAN_DINILAI = "Pilih pegawai yang Anda nilai saat ini dalam periode SKP ini."


# --- who there is ------------------------------------------------------------------------------------------
def skp_pimpinan(kolom: int = 1, **kw) -> Skp:
    """An approved SKP of somebody with so many results."""
    isi = {HASIL if n == 0 else f"{HASIL} {n}": [f"Jumlah laporan {n}"] for n in range(kolom)}
    return skp_disetujui(isi=isi, **kw)


def bawahan(skp: Skp, *, model: str | None = "JA_JF", nama: str = ""):
    """Somebody whom the owner of `skp` rates now; with a draft unless `model` is None."""
    lain = {"nama": nama} if nama else {}
    orang = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah, **lain)
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=orang), skp.pegawai)
    if model:
        skp_konsep(orang, model=model, isi={})
    return orang


def tambah(orang, induk: RencanaHasilKerja | None, uraian: str) -> RencanaHasilKerja:
    skp = orang.daftar_skp.get()
    tanda = services.tambah_rhk(
        skp, oleh=orang.pengguna, pada=KINI, jenis="UTAMA", uraian=uraian, rhk_atasan=induk
    )
    return RencanaHasilKerja.objects.get(pk=tanda.rincian["rhk"])


def tugaskan(skp: Skp, orang, uraian: str = HASIL, *, oleh=None, pada=KINI, rhk=None, **isi):
    rhk = rhk or skp.daftar_rhk.order_by("-jenis", "urutan", "pk").first()
    oleh = oleh or skp.pegawai.pengguna
    return services.tugaskan(skp, oleh=oleh, pada=pada, rhk=rhk.pk, pegawai=orang.pk, uraian=uraian, **isi)


def tarik(skp: Skp, penugasan: int, *, oleh=None, **isi):
    oleh = oleh or skp.pegawai.pengguna
    return services.batal_tugaskan(skp, oleh=oleh, pada=KINI, penugasan=penugasan, **isi)


def ambil(orang, penugasan: int, *, oleh=None, pada=KINI, skp=None, **isi):
    skp = skp or orang.daftar_skp.get()
    return services.ambil_penugasan(skp, oleh=oleh or orang.pengguna, pada=pada, penugasan=penugasan, **isi)


def ganti_penilai(orang) -> None:
    """From today somebody else rates him."""
    PejabatPenilai.objects.filter(dinilai=orang).update(selesai=date(2026, 1, 19))
    riwayat = orang.daftar_riwayat_jabatan.get()
    tunjuk_penilai(riwayat, PegawaiFactory(perangkat_daerah=orang.perangkat_daerah), mulai=date(2026, 1, 20))


def isi_sel(skp: Skp, *, oleh=None) -> dict[str, list[list[str]]]:
    """By name: what stands in each column, then what belongs to none."""
    hasil = susun_matriks(skp, oleh=oleh or skp.pegawai.pengguna, pada=KINI)
    return {
        b.pegawai.nama: [[x.uraian for x in isi] for _, isi in b.sel] + [[x.uraian for x in b.lain]]
        for b in hasil.baris
    }


def ditolak(jenis, kerja) -> str:
    """The sentence of the refusal; nothing is recorded and no assignment changes."""
    sebelum = Riwayat.objects.count(), sorted(PenugasanHasil.objects.values_list())
    with pytest.raises(jenis) as galat:
        kerja()
    assert type(galat.value) is jenis
    assert (Riwayat.objects.count(), sorted(PenugasanHasil.objects.values_list())) == sebelum
    return str(galat.value)


# --- tugaskan: refusals ------------------------------------------------------------------------------------
def test_tugaskan_refuses_people_he_does_not_rate():
    skp = skp_pimpinan()
    rekan = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    for orang in (rekan, skp.pegawai, skp.penilai, bawahan(skp_pimpinan())):
        assert ditolak(Ditolak, lambda orang=orang: tugaskan(skp, orang)) == BUKAN_DINILAI


def test_tugaskan_refuses_somebody_he_does_not_rate_any_more():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    ganti_penilai(orang)
    assert ditolak(Ditolak, lambda: tugaskan(skp, orang)) == BUKAN_DINILAI


def test_tugaskan_refuses_a_designation_outside_the_period_of_the_skp():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    Skp.objects.filter(pk=skp.pk).update(selesai=date(2026, 1, 14))
    PejabatPenilai.objects.filter(dinilai=orang).update(mulai=date(2026, 1, 15))
    assert ditolak(Ditolak, lambda: tugaskan(skp, orang)) == BUKAN_DINILAI


def test_tugaskan_refuses_the_rhk_of_another_skp():
    skp, lain = skp_pimpinan(), skp_pimpinan()
    orang = bawahan(skp)
    kalimat = ditolak(Ditolak, lambda: tugaskan(skp, orang, rhk=lain.daftar_rhk.get()))
    assert kalimat == "Rencana hasil kerja tidak ditemukan di SKP ini. Muat ulang halaman."


def test_tugaskan_refuses_an_skp_that_is_not_approved():
    atasan = PegawaiFactory()
    skp = skp_konsep(atasan)
    orang = bawahan(skp, model=None)
    ditolak(StatusTidakSesuai, lambda: tugaskan(skp, orang))
    services.ajukan(skp, oleh=atasan.pengguna, pada=KINI, catatan="Mohon.")
    ditolak(StatusTidakSesuai, lambda: tugaskan(skp, orang))
    isi_ekspektasi(skp)
    services.terima(skp, oleh=skp.penilai.pengguna, pada=KINI, catatan="Setuju.")
    services.ajukan_revisi(skp, oleh=atasan.pengguna, pada=KINI, catatan="Ubah.")
    ditolak(StatusTidakSesuai, lambda: tugaskan(skp, orang))


def test_tugaskan_refuses_the_same_text_twice():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    tugaskan(skp, orang)
    kalimat = ditolak(Ditolak, lambda: tugaskan(skp, orang, f"  {HASIL} "))
    assert kalimat == "Pegawai ini sudah mendapat hasil kerja yang sama."
    assert tugaskan(skp, orang, "Bagian lain").rincian["uraian"] == "Bagian lain"


def test_tugaskan_refuses_what_the_employee_plans_already():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    tambah(orang, skp.daftar_rhk.get(), "Tersusunnya laporan")
    kalimat = ditolak(Ditolak, lambda: tugaskan(skp, orang, "Tersusunnya laporan"))
    assert kalimat == "Pegawai ini sudah mendapat hasil kerja yang sama."


def test_tugaskan_refuses_an_empty_text_and_an_unknown_kind():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    assert ditolak(Ditolak, lambda: tugaskan(skp, orang, "  ")) == "Tuliskan hasil kerja yang ditugaskan."
    assert ditolak(Ditolak, lambda: tugaskan(skp, orang, jenis="LAIN")) == (
        "Jenis rencana hasil kerja tidak dikenal."
    )


def test_tugaskan_is_the_owners_alone():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    rekan = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    for siapa, jenis in (
        (PegawaiFactory().pengguna, TidakTerlihat),
        (rekan.pengguna, TidakTerlihat),
        (orang.pengguna, TidakTerlihat),
        (skp.penilai.pengguna, AksesDitolak),
        (bkd, AksesDitolak),
    ):
        ditolak(jenis, lambda siapa=siapa: tugaskan(skp, orang, oleh=siapa))


def test_tugaskan_refuses_a_stale_version():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    ditolak(DataBerubah, lambda: tugaskan(skp, orang, versi=skp.versi - 1))


# --- batal_tugaskan ----------------------------------------------------------------------------------------
def test_withdrawing_what_was_taken_up_is_refused():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    ambil(orang, nomor)
    kalimat = ditolak(Ditolak, lambda: tarik(skp, nomor))
    assert kalimat == f"“{HASIL}” sudah menjadi rencana hasil kerja pegawai, jadi tidak dapat ditarik."


def test_withdrawing_is_the_owners_alone_and_of_his_own_assignments():
    skp, lain = skp_pimpinan(), skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    ditolak(TidakTerlihat, lambda: tarik(skp, nomor, oleh=orang.pengguna))
    ditolak(AksesDitolak, lambda: tarik(skp, nomor, oleh=skp.penilai.pengguna))
    ditolak(DataBerubah, lambda: tarik(skp, nomor, versi=skp.versi - 1))
    kalimat = ditolak(Ditolak, lambda: tarik(lain, nomor))
    assert kalimat == "Penugasan tidak ditemukan di SKP ini. Muat ulang halaman."
    tarik(skp, nomor)
    assert PenugasanHasil.objects.count() == 0
    ditolak(Ditolak, lambda: tarik(skp, nomor))


# --- ambil_penugasan ---------------------------------------------------------------------------------------
def test_taken_up_it_is_his_rhk_below_the_pimpinans():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang, "Tersusunnya laporan", jenis="TAMBAHAN").rincian["penugasan"]
    ambil(orang, nomor)
    rhk = orang.daftar_skp.get().daftar_rhk.get()
    assert (rhk.uraian, rhk.jenis, rhk.rhk_atasan) == (
        "Tersusunnya laporan",
        "TAMBAHAN",
        skp.daftar_rhk.get(),
    )
    assert isi_sel(skp) == {orang.nama: [["Tersusunnya laporan"], []]}


def test_taking_up_twice_is_refused():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    ambil(orang, nomor)
    kalimat = ditolak(Ditolak, lambda: ambil(orang, nomor))
    assert kalimat == "Penugasan tidak ditemukan di SKP ini. Muat ulang halaman."


def test_taking_up_what_another_got_is_refused():
    skp = skp_pimpinan()
    orang, rekan = bawahan(skp), bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    kalimat = ditolak(Ditolak, lambda: ambil(rekan, nomor))
    assert kalimat == "Penugasan tidak ditemukan di SKP ini. Muat ulang halaman."
    ditolak(AksesDitolak, lambda: ambil(orang, nomor, oleh=skp.pegawai.pengguna))


@pytest.mark.parametrize("model", ["JA_JF", "JPT"])
def test_taking_up_after_the_penilai_changed_is_refused(model):
    skp = skp_pimpinan()
    orang = bawahan(skp, model=model)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    ganti_penilai(orang)
    kalimat = ditolak(Ditolak, lambda: ambil(orang, nomor))
    assert kalimat == (
        f"“{HASIL}” ditugaskan {skp.pegawai}, yang bukan pejabat penilai Anda lagi, jadi tidak dapat diambil."
    )
    assert tarik(skp, nomor).rincian == {"pegawai": orang.pk, "uraian": HASIL}


def test_taken_up_in_a_jpt_skp_it_has_no_parent_but_keeps_its_column():
    skp = skp_pimpinan()
    orang = bawahan(skp, model="JPT")
    ambil(orang, tugaskan(skp, orang).rincian["penugasan"])
    assert orang.daftar_skp.get().daftar_rhk.get().rhk_atasan is None
    assert isi_sel(skp) == {orang.nama: [[HASIL], []]}


def test_an_assignment_of_another_period_is_not_offered_and_not_taken_up():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    Skp.objects.filter(pk=skp.pk).update(selesai=date(2026, 6, 30))
    Skp.objects.filter(pegawai=orang).update(mulai=date(2026, 7, 1))
    assert list(penugasan_terbuka(orang.daftar_skp.get())) == []
    kalimat = ditolak(Ditolak, lambda: ambil(orang, nomor))
    assert kalimat == "Penugasan tidak ditemukan di SKP ini. Muat ulang halaman."


def test_taking_up_what_he_plans_already_is_refused():
    skp = skp_pimpinan(kolom=2)
    orang = bawahan(skp)
    satu, dua = skp.daftar_rhk.order_by("pk")
    nomor = tugaskan(skp, orang, "Tersusunnya laporan", rhk=satu).rincian["penugasan"]
    tambah(orang, dua, "Tersusunnya laporan")
    kalimat = ditolak(Ditolak, lambda: ambil(orang, nomor))
    assert kalimat == "Rencana hasil kerja yang sama sudah ada di SKP ini."


def test_an_rhk_taken_up_and_deleted_is_an_open_assignment_again():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    tanda = ambil(orang, tugaskan(skp, orang).rincian["penugasan"])
    milik = orang.daftar_skp.get()
    services.hapus_rhk(milik, oleh=orang.pengguna, pada=KINI, rhk=tanda.rincian["rhk"])
    assert [p.uraian for p in penugasan_terbuka(milik)] == [HASIL]


# --- two at once -------------------------------------------------------------------------------------------
@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_two_take_up_the_same_at_once():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    pk = orang.daftar_skp.get().pk
    hasil = serentak(4, lambda i: ambil(orang, nomor, skp=Skp.objects.get(pk=pk)))
    assert sorted(type(h).__name__ for h in hasil) == ["Ditolak"] * 3 + ["Riwayat"]
    assert RencanaHasilKerja.objects.filter(skp=pk).count() == 1


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_two_skps_take_up_the_same_at_once():
    """Two positions, two drafts in the pimpinan's period: different documents, one assignment."""
    skp = skp_pimpinan()
    orang = bawahan(skp)
    pertama = orang.daftar_skp.get()
    Skp.objects.filter(pk=pertama.pk).update(selesai=date(2026, 6, 30))
    plt = RiwayatJabatanFactory(pegawai=orang, peran="PLT")
    tunjuk_penilai(plt, skp.pegawai)
    kedua = services.tambah_skp(
        plt, oleh=orang.pengguna, pada=KINI, mulai=date(2026, 7, 1), selesai=date(2026, 12, 31), model="JA_JF"
    ).objek
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    hasil = serentak(2, lambda i: ambil(orang, nomor, skp=Skp.objects.get(pk=(pertama.pk, kedua.pk)[i])))
    assert sorted(type(h).__name__ for h in hasil) == ["Ditolak", "Riwayat"]
    assert RencanaHasilKerja.objects.filter(skp__pegawai=orang).count() == 1


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("putaran", range(3))
def test_taken_up_and_withdrawn_at_once(putaran):
    skp = skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    pk = orang.daftar_skp.get().pk
    tugas = [
        lambda: ambil(orang, nomor, skp=Skp.objects.get(pk=pk)),
        lambda: tarik(Skp.objects.get(pk=skp.pk), nomor),
    ]
    hasil = serentak(2, lambda i: tugas[i]())
    assert sorted(type(h).__name__ for h in hasil) == ["Ditolak", "Riwayat"]
    diambil = isinstance(hasil[0], Riwayat)
    assert RencanaHasilKerja.objects.filter(skp=pk).count() == diambil
    assert PenugasanHasil.objects.filter(rhk__isnull=False).count() == diambil


# --- what the matrix shows ---------------------------------------------------------------------------------
def test_cells_hold_what_contributes_to_their_column():
    skp = skp_pimpinan(kolom=3)
    satu, dua, _ = skp.daftar_rhk.order_by("pk")
    budi, ani = bawahan(skp, nama="Budi"), bawahan(skp, nama="Ani")
    for uraian in ("Tersusunnya A", "Tersusunnya B"):
        tambah(budi, satu, uraian)
    tambah(ani, dua, "Tersusunnya C")
    tugaskan(skp, ani, "Tersusunnya D", rhk=satu)
    assert isi_sel(skp) == {
        "Ani": [["Tersusunnya D"], ["Tersusunnya C"], [], []],
        "Budi": [["Tersusunnya A", "Tersusunnya B"], [], [], []],
    }
    assert list(isi_sel(skp)) == ["Ani", "Budi"]


def test_people_without_skp_are_rows_too():
    skp = skp_pimpinan()
    orang = bawahan(skp, model=None)
    (baris,) = susun_matriks(skp, oleh=skp.pegawai.pengguna, pada=KINI).baris
    assert (baris.pegawai, baris.skp, baris.keterangan) == (orang, None, "belum membuat SKP")
    assert baris.jabatan == orang.daftar_riwayat_jabatan.get().jabatan.nama


def test_what_intervenes_another_stands_apart_and_is_not_hidden():
    lama, skp = skp_pimpinan(), skp_pimpinan()
    orang = bawahan(lama)
    tambah(orang, lama.daftar_rhk.get(), "Dari yang lama")
    PejabatPenilai.objects.filter(dinilai=orang).update(selesai=date(2026, 1, 19))
    tunjuk_penilai(orang.daftar_riwayat_jabatan.get(), skp.pegawai, mulai=date(2026, 1, 20))
    assert isi_sel(skp) == {orang.nama: [[], ["Dari yang lama"]]}
    (baris,) = susun_matriks(skp, oleh=skp.pegawai.pengguna, pada=KINI).baris
    assert baris.lain[0].keterangan == f"di bawah {lama.pegawai}"
    assert isi_sel(lama) == {}


def test_somebody_no_longer_rated_stays_with_his_open_assignment():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    tugaskan(skp, orang)
    ganti_penilai(orang)
    (baris,) = susun_matriks(skp, oleh=skp.pegawai.pengguna, pada=KINI).baris
    assert (baris.pegawai, baris.dinilai, baris.keterangan) == (orang, False, "tidak dinilai lagi")
    assert [x.uraian for x in baris.sel[0][1]] == [HASIL]


def test_somebody_no_longer_rated_stays_with_what_he_submitted():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    rhk = tambah(orang, skp.daftar_rhk.get(), "Tersusunnya laporan")
    milik = orang.daftar_skp.get()
    services.tambah_indikator(
        milik,
        oleh=orang.pengguna,
        pada=KINI,
        rhk=rhk.pk,
        uraian="Jumlah",
        aspek="KUANTITAS",
        target=1,
        satuan="Kali",
    )
    services.ajukan(milik, oleh=orang.pengguna, pada=KINI, catatan="Mohon.")
    ganti_penilai(orang)
    assert isi_sel(skp) == {orang.nama: [["Tersusunnya laporan"], []]}


def test_columns_are_those_approved_last_during_a_revision():
    skp = skp_pimpinan()
    oleh = skp.pegawai.pengguna
    services.ajukan_revisi(skp, oleh=oleh, pada=KINI, catatan="Tambah satu.")
    services.terima_revisi(skp, oleh=skp.penilai.pengguna, pada=KINI)
    services.tambah_rhk(skp, oleh=oleh, pada=KINI, jenis="UTAMA", uraian="Menyusul")
    assert [k.uraian for k in susun_matriks(skp, oleh=oleh, pada=KINI).kolom] == [HASIL]


def test_badge_only_until_approved():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    rhk = tambah(orang, skp.daftar_rhk.get(), "Tersusunnya laporan")
    milik = orang.daftar_skp.get()

    def label():
        (baris,) = susun_matriks(skp, oleh=skp.pegawai.pengguna, pada=KINI).baris
        return [x.label for x in baris.sel[0][1]]

    assert label() == ["Konsep"]
    services.tambah_indikator(
        milik,
        oleh=orang.pengguna,
        pada=KINI,
        rhk=rhk.pk,
        uraian="Jumlah",
        aspek="KUANTITAS",
        target=1,
        satuan="Kali",
    )
    services.ajukan(milik, oleh=orang.pengguna, pada=KINI, catatan="Mohon.")
    assert label() == ["Penilaian"]
    isi_ekspektasi(milik)
    services.terima(milik, oleh=skp.pegawai.pengguna, pada=KINI, catatan="Setuju.")
    assert label() == [""]


# --- who sees it -------------------------------------------------------------------------------------------
def test_the_page_is_the_owners_and_of_those_who_see_the_office():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    verifikatur, auditor, pengelola, jauh = (PegawaiFactory() for _ in range(4))
    beri_wilayah(verifikatur.pengguna, skp.perangkat_daerah, "verifikasi_perangkatdaerah")
    beri_wilayah(auditor.pengguna, skp.perangkat_daerah, "audit_perangkatdaerah")
    beri_wilayah(pengelola.pengguna, skp.perangkat_daerah, "kelola_perangkatdaerah")
    beri_wilayah(jauh.pengguna, PegawaiFactory().perangkat_daerah, "verifikasi_perangkatdaerah")
    rekan = PegawaiFactory(perangkat_daerah=skp.perangkat_daerah)
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    for halaman in ("matriks", "cetak_matriks"):
        status = {
            siapa: klien(o).get(alamat(halaman, skp.pk)).status_code
            for siapa, o in {
                "pemilik": skp.pegawai, "verifikatur": verifikatur, "auditor": auditor, "bkd": bkd,
                "penilai": skp.penilai, "bawahan": orang, "rekan": rekan, "pengelola": pengelola, "jauh": jauh,
            }.items()
        }  # fmt: skip
        assert status == {
            "pemilik": 200, "verifikatur": 200, "auditor": 200, "bkd": 200,
            "penilai": 403, "bawahan": 404, "rekan": 404, "pengelola": 404, "jauh": 404,
        }  # fmt: skip


def test_others_only_read_it():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    tugaskan(skp, orang)
    bkd = klien(jadikan_admin_bkd(PegawaiFactory().pengguna))
    isi = bkd.get(alamat("matriks", skp.pk)).content.decode()
    assert orang.nama in isi
    assert "tugaskan/" not in isi
    assert bkd.get(alamat("tugaskan", skp.pk)).status_code == 403
    for lain in ({}, {"ubah": "1"}, {"konfirmasi": "1"}):
        assert bkd.post(alamat("tugaskan", skp.pk), isian(skp, orang) | lain).status_code == 403


def test_cells_outside_ones_sight_stay_empty():
    """A verifikatur sees his office; a subordinate with an SKP of another office is a name at most."""
    skp = skp_pimpinan()
    orang = bawahan(skp)
    tambah(orang, skp.daftar_rhk.get(), "Rahasia kantor lain")
    Skp.objects.filter(pegawai=orang).update(perangkat_daerah=PegawaiFactory().perangkat_daerah)
    verifikatur = PegawaiFactory().pengguna
    beri_wilayah(verifikatur, skp.perangkat_daerah, "verifikasi_perangkatdaerah")
    (baris,) = susun_matriks(skp, oleh=verifikatur, pada=KINI).baris
    assert (baris.sel[0][1], baris.skp) == ([], None)
    assert baris.keterangan == "SKP tidak termasuk yang dapat Anda lihat"


def test_links_to_assign_only_while_approved():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    peramban = klien(skp.pegawai)
    tautan = f"../tugaskan/?rhk={skp.daftar_rhk.get().pk}&amp;pegawai={orang.pk}"
    assert tautan in peramban.get(alamat("matriks", skp.pk)).content.decode()
    services.ajukan_revisi(skp, oleh=skp.pegawai.pengguna, pada=KINI, catatan="Ubah.")
    assert "tugaskan/" not in peramban.get(alamat("matriks", skp.pk)).content.decode()
    assert peramban.get(alamat("tugaskan", skp.pk)).status_code == 409


def test_a_matrix_without_people_or_without_results_says_so():
    skp = skp_pimpinan()
    isi = klien(skp.pegawai).get(alamat("matriks", skp.pk)).content.decode()
    assert f"Belum ada pegawai yang dinilai {skp.pegawai}" in isi
    kosong = skp_konsep(isi={})
    isi = klien(kosong.pegawai).get(alamat("matriks", kosong.pk)).content.decode()
    assert "belum mempunyai rencana hasil kerja" in isi


# --- assigning through the pages ---------------------------------------------------------------------------
def isian(skp, *orang, **lain) -> dict:
    return {
        "versi": skp.versi,
        "kunci": str(uuid4()),
        "rhk": skp.daftar_rhk.order_by("pk").first().pk,
        "pegawai": [o.pk for o in orang],
        "jenis": "UTAMA",
        "uraian": "Tersusunnya bagian",
    } | lain


def test_the_form_comes_filled_in_from_the_cell():
    skp = skp_pimpinan()
    orang, lain = bawahan(skp), bawahan(skp)
    rhk = skp.daftar_rhk.get()
    form = (
        klien(skp.pegawai)
        .get(alamat("tugaskan", skp.pk), {"rhk": rhk.pk, "pegawai": [orang.pk, "x", 10**30]})
        .context["form"]
    )
    assert {n: form[n].value() for n in ("rhk", "pegawai", "uraian", "jenis")} == {
        "rhk": rhk.pk, "pegawai": [orang.pk], "uraian": HASIL, "jenis": "UTAMA",
    }  # fmt: skip
    assert [pk for pk, _ in form.fields["pegawai"].choices] == sorted([orang.pk, lain.pk])


def test_one_person_is_assigned_at_once():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    jawaban = klien(skp.pegawai).post(alamat("tugaskan", skp.pk), isian(skp, orang, uraian=""))
    assert (jawaban.status_code, jawaban.url) == (302, f"{alamat('matriks', skp.pk)}#pegawai-{orang.pk}")
    assert [(p.pegawai, p.uraian) for p in PenugasanHasil.objects.all()] == [(orang, HASIL)]


def test_several_people_are_shown_first_and_then_get_a_receipt_each():
    skp = skp_pimpinan()
    ani, budi, cici = (bawahan(skp, nama=n) for n in ("Ani", "Budi", "Cici"))
    tugaskan(skp, budi, "Tersusunnya bagian")
    peramban, kiriman = klien(skp.pegawai), isian(skp, ani, budi, cici)
    dahulu = peramban.post(alamat("tugaskan", skp.pk), kiriman)
    assert dahulu.status_code == 200
    assert dahulu.context["ditinjau"]["daftar"] == [("Ani", False), ("Budi", True), ("Cici", False)]
    assert PenugasanHasil.objects.count() == 1
    for _ in range(2):  # tapped twice: the same receipts
        jawaban = peramban.post(alamat("tugaskan", skp.pk), kiriman | {"konfirmasi": "1"}, follow=True)
        assert sorted(p.pegawai.nama for p in PenugasanHasil.objects.select_related("pegawai")) == [
            "Ani", "Budi", "Cici",
        ]  # fmt: skip
        nomor = list(
            Riwayat.objects.filter(jenis="skp.hasil_ditugaskan")
            .order_by("nomor")
            .values_list("nomor", flat=True)
        )
        assert [str(m) for m in jawaban.context["messages"]] == [
            f"Ditugaskan kepada 2 pegawai (Ani; Cici), sebagai usulan di SKP-nya. "
            f"Nomor tanda terima {nomor[1]}, {nomor[2]}.",
            "Budi: Pegawai ini sudah mendapat hasil kerja yang sama.",
        ]


def test_what_was_typed_is_kept_when_he_goes_back_to_change_it():
    skp = skp_pimpinan()
    orang, lain = bawahan(skp), bawahan(skp)
    jawaban = klien(skp.pegawai).post(alamat("tugaskan", skp.pk), isian(skp, orang, lain, ubah="1"))
    assert jawaban.status_code == 200
    assert "Tersusunnya bagian</textarea>" in jawaban.content.decode()
    assert PenugasanHasil.objects.count() == 0


def test_nobody_left_is_a_refusal_on_the_form():
    skp = skp_pimpinan()
    orang, lain = bawahan(skp), bawahan(skp)
    for o in (orang, lain):
        tugaskan(skp, o, "Tersusunnya bagian")
    jawaban = klien(skp.pegawai).post(alamat("tugaskan", skp.pk), isian(skp, orang, lain, konfirmasi="1"))
    assert jawaban.status_code == 422
    assert [k.kalimat for k in jawaban.context["keluhan"]] == [
        "Pegawai ini sudah mendapat hasil kerja yang sama."
    ]


@pytest.mark.parametrize(
    ("salah", "kalimat"),
    [
        ({"pegawai": []}, BUKAN_DINILAI),
        ({"pegawai": [10**30]}, BUKAN_DINILAI),
        ({"pegawai": ["x"]}, BUKAN_DINILAI),
        ({"rhk": ""}, "Pilih salah satu hasil kerja Anda."),
        ({"rhk": 10**30}, "Pilih salah satu hasil kerja Anda."),
        ({"uraian": "x" * 501}, "Paling banyak 500 karakter (sekarang 501)."),
        ({"uraian": "a\0b"}, "Teks berisi karakter yang tidak dapat disimpan. Ketik ulang bagian itu."),
        ({"versi": ""}, "Formulir tidak utuh. Muat ulang halaman, lalu ulangi."),
        ({"kunci": "y" * 61}, "Formulir tidak utuh. Muat ulang halaman, lalu ulangi."),
    ],
)
def test_bad_input_is_a_sentence(salah, kalimat):
    skp = skp_pimpinan()
    orang = bawahan(skp)
    jawaban = klien(skp.pegawai).post(alamat("tugaskan", skp.pk), isian(skp, orang) | salah)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.content.decode()
    assert PenugasanHasil.objects.count() == 0


def test_a_stale_form_keeps_its_text_and_assigns_nothing():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    jawaban = klien(skp.pegawai).post(alamat("tugaskan", skp.pk), isian(skp, orang, versi=skp.versi - 1))
    assert jawaban.status_code == 409
    assert "Tersusunnya bagian</textarea>" in jawaban.content.decode()
    assert PenugasanHasil.objects.count() == 0


def test_withdrawing_asks_first():
    skp = skp_pimpinan()
    orang = bawahan(skp)
    nomor = tugaskan(skp, orang).rincian["penugasan"]
    peramban = klien(skp.pegawai)
    isi = peramban.get(alamat("batal_tugaskan", skp.pk, nomor)).content.decode()
    assert HASIL in isi
    assert PenugasanHasil.objects.count() == 1
    jawaban = kirim(skp.pegawai, skp, "batal_tugaskan", nomor)
    assert (jawaban.status_code, jawaban.url) == (302, f"{alamat('matriks', skp.pk)}#pegawai-{orang.pk}")
    assert PenugasanHasil.objects.count() == 0
    assert peramban.get(alamat("batal_tugaskan", skp.pk, nomor)).status_code == 404
    skp.refresh_from_db()
    assert kirim(skp.pegawai, skp, "batal_tugaskan", 10**30).status_code == 422
    assert kirim(orang, skp, "batal_tugaskan", nomor).status_code == 404


# --- the cost ----------------------------------------------------------------------------------------------
def jumlah_kueri(skp) -> int:
    peramban = klien(skp.pegawai)
    peramban.get(alamat("matriks", skp.pk))
    with CaptureQueriesContext(connection) as catatan:
        assert peramban.get(alamat("matriks", skp.pk)).status_code == 200
    return len(catatan)


@pytest.mark.parametrize(("orang", "rhk"), [(1, 1), (3, 1), (1, 5), (3, 5)])
def test_query_count(orang, rhk):
    skp = skp_pimpinan(kolom=rhk)
    for _ in range(orang):
        satu = bawahan(skp)
        for n, induk in enumerate(skp.daftar_rhk.all()):
            tambah(satu, induk, f"Bagian {n}")
            tugaskan(skp, satu, f"Usulan {n}", rhk=induk)
    assert jumlah_kueri(skp) == 17


# --- on paper ----------------------------------------------------------------------------------------------
def baca(skp) -> list[str]:
    jawaban = klien(skp.pegawai).get(alamat("cetak_matriks", skp.pk))
    assert jawaban["Content-Type"] == "application/pdf"
    halaman = PdfReader(BytesIO(jawaban.content)).pages
    assert all(h.mediabox.width > h.mediabox.height for h in halaman)
    return [" ".join(h.extract_text().replace("\u200b", "").split()) for h in halaman]


def test_print_has_the_two_header_rows_and_the_cells():
    skp = skp_pimpinan(kolom=2)
    orang, kosong = bawahan(skp), bawahan(skp, model=None)
    tambah(orang, skp.daftar_rhk.order_by("pk").first(), '#read("/etc/passwd") *bagian*')
    tugaskan(skp, kosong, "Tersusunnya usulan")
    (isi,) = baca(skp)
    for potongan in (
        f"Matriks Peran Hasil {skp.unit_nama}", "Nama Pegawai", "Jabatan", HASIL,
        "Produk dan Layanan Tim Kerja Pada Unit Kerja", skp.pegawai.nama, orang.nama,
        '#read("/etc/passwd") *bagian* (konsep)', "Tersusunnya usulan (penugasan, belum diambil)",
        "belum membuat SKP", "Halaman 1 dari 1", "Dicetak 20 Januari 2026 pukul 09.",
    ):  # fmt: skip
        assert potongan in isi


def test_print_of_forty_people_and_twelve_columns():
    skp = skp_pimpinan(kolom=12)
    induk = list(skp.daftar_rhk.order_by("pk"))
    for n in range(40):
        satu = bawahan(skp, nama=f"Pegawai Bernomor {n:02}")
        for m, rhk in enumerate(induk[n % 3 :: 3]):
            tambah(
                satu, rhk, f"Tersusunnya bagian {n}.{m} dari hasil kerja tim yang panjang sekali kalimatnya"
            )
    halaman = baca(skp)
    for n, isi in enumerate(halaman, 1):
        assert "Nama Pegawai" in isi
        assert "Produk dan Layanan Tim Kerja Pada Unit Kerja" in isi
        assert f"Halaman {n} dari {len(halaman)}" in isi
    semua = " ".join(halaman)
    for n in range(40):
        assert f"Pegawai Bernomor {n:02}" in semua
        for m in range(4):
            assert f"Tersusunnya bagian {n}.{m} dari hasil" in semua


def test_the_page_to_read_leads_readers_of_the_territory_to_the_matrix():
    atasan = skp_disetujui()
    bawahan = PegawaiFactory(perangkat_daerah=atasan.perangkat_daerah)
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=bawahan), atasan.pegawai)
    auditor = PegawaiFactory().pengguna
    beri_wilayah(auditor, atasan.perangkat_daerah, AUDIT, selesai=date(2026, 12, 31))
    tautan = alamat("matriks", atasan.pk)
    isi = {nama: klien(siapa).get(alamat("detail", atasan.pk)).content.decode() for nama, siapa in
           {"pemilik": atasan.pegawai, "auditor": auditor, "penilai": atasan.penilai}.items()}  # fmt: skip
    assert {nama: tautan in teks for nama, teks in isi.items()} == {
        "pemilik": True,
        "auditor": True,
        "penilai": False,
    }
    assert "← Daftar SKP" in isi["auditor"]
