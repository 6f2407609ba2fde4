"""The owner through HTTP: the list, the yearly confirmation, the page to read, the end of a period."""

from uuid import uuid4

import pytest

from kinerja.kepegawaian.models import RiwayatJabatan
from kinerja.skp import services
from kinerja.skp.models import VersiSkp
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    beri_wilayah,
    skp_disetujui,
    tunjuk_penilai,
)
from tests.kinerja.skp.conftest import KINI, alamat, kirim, klien, orang_luar, potret
from tests.kinerja.skp.test_susun import direvisi, segar, tindak
from tests.kinerja.skp.test_views import besar, buka, hitung, teks

pytestmark = pytest.mark.django_db
MUTASI = {"selesai": "2026-06-30", "alasan": "Mutasi, SK 800/12/2026."}


# --- the end of a period -----------------------------------------------------------------------------------------------
def test_owner_ends_the_period(disetujui):
    assert alamat("tutup_periode", disetujui.pk) in buka(disetujui.pegawai, "detail", disetujui.pk)
    jawaban = kirim(disetujui.pegawai, disetujui, "tutup_periode", **MUTASI)
    assert jawaban["Location"] == alamat("detail", disetujui.pk)
    assert str(segar(disetujui).selesai) == "2026-06-30"
    isi = buka(disetujui.pegawai, "detail", disetujui.pk)
    assert "mengakhiri periode SKP" in isi
    assert "Mutasi, SK 800/12/2026." in isi


def test_pengelola_ends_it_without_seeing_the_plan(disetujui):
    pengelola = PegawaiFactory().pengguna
    beri_wilayah(pengelola, disetujui.perangkat_daerah, "kelola_perangkatdaerah")
    assert klien(pengelola).get(alamat("detail", disetujui.pk)).status_code == 404
    isi = buka(pengelola, "tutup_periode", disetujui.pk)
    assert f'"{alamat("detail", disetujui.pk)}"' not in isi
    assert disetujui.daftar_rhk.get().uraian not in isi
    assert kirim(pengelola, disetujui, "tutup_periode", **MUTASI)["Location"] == "/"
    assert str(segar(disetujui).selesai) == "2026-06-30"


def test_others_do_not_end_it(disetujui):
    semula = potret(disetujui)
    assert kirim(disetujui.penilai, disetujui, "tutup_periode", **MUTASI).status_code == 403
    assert {n: kirim(o, disetujui, "tutup_periode", **MUTASI).status_code for n, o in orang_luar(disetujui).items()} == {
        "rekan": 404, "opd_lain": 404, "penilai_orang_lain": 404, "superuser": 403, "bkd": 403,
    }  # fmt: skip
    assert klien(disetujui.pegawai).get(alamat("tutup_periode", 10**9)).status_code == 404
    assert alamat("tutup_periode", disetujui.pk) not in buka(disetujui.penilai, "detail", disetujui.pk)
    assert potret(disetujui) == semula


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"selesai": "2026-12-31"}, "Periode akhir baru harus sebelum 31-12-2026."),
        ({"selesai": "2025-12-31"}, "Periode akhir mendahului periode awal."),
        ({"selesai": "besok"}, "Tanggal tidak dapat dibaca."),
        ({"alasan": " "}, "Tuliskan alasan, misalnya mutasi beserta nomor suratnya."),
    ],
)
def test_bad_ends_are_refused_with_the_text_kept(disetujui, isi, kalimat):
    semula = potret(disetujui)
    jawaban = kirim(disetujui.pegawai, disetujui, "tutup_periode", **MUTASI | isi)
    assert jawaban.status_code == 422
    assert kalimat in teks(jawaban)
    assert "#id_mulai" not in jawaban.content.decode()  # no link to a field that this page does not have
    assert potret(disetujui) == semula


# --- the page to read ---------------------------------------------------------------------------------------------------
def test_approved_plan_shows_its_versions_and_what_can_be_done(disetujui):
    isi = buka(disetujui.pegawai, "detail", disetujui.pk)
    for verba in ("ajukan_revisi", "tutup_periode"):
        assert alamat(verba, disetujui.pk) in isi
    assert alamat("matriks", disetujui.pk) not in isi
    tunjuk_penilai(RiwayatJabatanFactory(), disetujui.pegawai)
    assert alamat("matriks", disetujui.pk) in buka(disetujui.pegawai, "detail", disetujui.pk)
    assert f"{alamat('cetak', disetujui.pk)}?versi=1" in isi
    assert f"{alamat('cetak_lampiran', disetujui.pk)}?versi=1" in isi
    isi = buka(disetujui.penilai, "detail", disetujui.pk)
    assert alamat("ajukan_revisi", disetujui.pk) not in isi
    assert f"{alamat('cetak', disetujui.pk)}?versi=1" in isi


def test_several_versions_can_be_compared(disetujui):
    skp = direvisi(disetujui)
    tindak("ajukan", skp, catatan="Sudah diubah.")
    tindak("terima", skp, oleh=skp.penilai, catatan="Setuju.")
    assert VersiSkp.objects.filter(skp=skp).count() == 2
    isi = buka(skp.pegawai, "detail", skp.pk)
    assert isi.index("?versi=2") < isi.index("?versi=1")
    assert alamat("banding", skp.pk) in isi


# --- the list, the yearly confirmation --------------------------------------------------------------------------------------
def test_45_two_plans_of_a_year_each_with_its_own_predikat(disetujui):
    tindak("tutup_periode", disetujui, selesai=disetujui.selesai.replace(month=7, day=31), alasan="Mutasi.")
    riwayat = RiwayatJabatanFactory(pegawai=disetujui.pegawai, peran="PLT")
    services.tambah_skp(
        riwayat, oleh=disetujui.pegawai.pengguna, pada=KINI, mulai=disetujui.mulai.replace(month=8)
    )
    isi = buka(disetujui.pegawai, "daftar")
    assert "Tahun ini ada 2 SKP." in isi
    assert "tidak dirata-ratakan" in isi
    assert "<dt>Predikat</dt>" not in isi
    sistem = RiwayatJabatan.objects.first().diverifikasi_oleh
    tindak("selesaikan", segar(disetujui), oleh=sistem, predikat="BUTUH_PERBAIKAN")
    isi = buka(disetujui.pegawai, "daftar")
    assert isi.count("Butuh Perbaikan") == 1
    assert isi.count("<dt>Predikat</dt>") == 1


@pytest.fixture
def tahun_lalu(db):
    """The position of 2025, with its penilai still in force."""
    riwayat = RiwayatJabatanFactory(tahun=2025)
    tunjuk_penilai(riwayat, PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah))
    return riwayat


def tegaskan(orang, riwayat, **isi):
    isian = {"versi": riwayat.versi, "kunci": str(uuid4())} | isi
    return klien(orang).post(alamat("tegaskan", riwayat.pk), isian)


def test_last_years_position_is_confirmed_with_one_button(tahun_lalu):
    isi = buka(tahun_lalu.pegawai, "daftar")
    assert "Masih benar untuk tahun 2026?" in isi
    assert tahun_lalu.daftar_penilai.get().pegawai.nama in isi
    jawaban = tegaskan(tahun_lalu.pegawai, tahun_lalu)
    baru = tahun_lalu.pegawai.daftar_riwayat_jabatan.get(tahun=2026)
    assert jawaban["Location"] == alamat("tambah_skp", baru.pk)
    isi = teks(jawaban.client.get(jawaban["Location"]))
    assert "2026-01-01" in isi
    assert "2026-12-31" in isi
    assert "Masih benar" not in buka(tahun_lalu.pegawai, "daftar")


def test_confirmation_twice_is_one(tahun_lalu):
    for _ in "ab":
        assert tegaskan(tahun_lalu.pegawai, tahun_lalu, kunci="tegas-ganda-1").status_code == 302
    assert tahun_lalu.pegawai.daftar_riwayat_jabatan.count() == 2
    segar_ = RiwayatJabatan.objects.get(pk=tahun_lalu.pk)
    assert tegaskan(tahun_lalu.pegawai, segar_).status_code == 422


def test_confirmation_is_refused_with_a_sentence(tahun_lalu):
    rekan = PegawaiFactory(perangkat_daerah=tahun_lalu.perangkat_daerah)
    assert tegaskan(rekan, tahun_lalu).status_code == 404
    assert tegaskan(tahun_lalu.daftar_penilai.get().pegawai, tahun_lalu).status_code == 403
    assert tegaskan(tahun_lalu.pegawai, tahun_lalu, versi=tahun_lalu.versi + 1).status_code == 409
    tahun_lalu.daftar_penilai.all().delete()
    jawaban = tegaskan(tahun_lalu.pegawai, tahun_lalu)
    assert jawaban.status_code == 422
    assert "Pejabat penilai Anda tidak berlaku lagi." in teks(jawaban)
    assert RiwayatJabatan.objects.filter(tahun=2026).count() == 0


@pytest.mark.parametrize("ukuran", [(1, 1), (10, 30)])
def test_page_to_read_costs_the_same_at_any_size(tanpa_menu, ukuran):
    skp = skp_disetujui(isi=besar(*ukuran))
    assert hitung(skp.pegawai, "detail", skp.pk) == 16
