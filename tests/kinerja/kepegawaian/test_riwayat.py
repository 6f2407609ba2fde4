"""A position is deleted from the register when nothing uses it (juknis BAB II)."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.permissions import AUDIT, KELOLA, VERIFIKASI
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    skp_konsep,
    tunjuk_penilai,
)

pytestmark = pytest.mark.django_db
MASUK = "django.contrib.auth.backends.ModelBackend"


def klien(pengguna) -> Client:
    peramban = Client()
    peramban.force_login(pengguna, backend=MASUK)
    return peramban


def alamat(pegawai) -> str:
    return reverse("admin:kepegawaian_pegawai_hapus_riwayat", args=[pegawai.pk])


def hapus(pengguna, baris, **isi):
    versi = Pegawai.objects.get(pk=baris.pegawai_id).versi
    isi = {"versi": versi, "kunci": str(uuid4()), "riwayat": baris.pk} | isi
    return klien(pengguna).post(alamat(baris.pegawai), isi)


def masih(riwayat) -> bool:
    return RiwayatJabatan.objects.filter(pk=riwayat.pk).exists()


@pytest.fixture
def riwayat():
    """A verified position that nothing uses, with a penilai."""
    riwayat = RiwayatJabatanFactory()
    tunjuk_penilai(riwayat, PegawaiFactory())
    return riwayat


@pytest.fixture
def pengelola(riwayat):
    pengguna = PegawaiFactory().pengguna
    beri_wilayah(pengguna, riwayat.perangkat_daerah, KELOLA)
    return pengguna


@pytest.fixture
def bkd():
    return jadikan_admin_bkd(PegawaiFactory().pengguna)


def test_64_unused_is_deleted_after_confirmation(riwayat, pengelola):
    dialog = klien(pengelola).get(alamat(riwayat.pegawai)).content.decode()
    assert "tidak dapat dikembalikan" in dialog
    assert str(riwayat) in dialog
    assert masih(riwayat)
    assert hapus(pengelola, riwayat).status_code == 302
    assert not masih(riwayat)
    assert not PejabatPenilai.objects.filter(dinilai=riwayat.pegawai).exists()
    tanda = Riwayat.objects.get(jenis="riwayatjabatan.dihapus")
    assert (tanda.oleh, tanda.objek_id, tanda.rincian["riwayat"]) == (
        pengelola,
        riwayat.pegawai_id,
        riwayat.pk,
    )


def test_64_used_by_an_skp_is_refused_with_the_words_of_the_manual(bkd):
    skp = skp_konsep()
    semula = Riwayat.objects.count()
    jawaban = hapus(bkd, skp.riwayat_jabatan)
    assert jawaban.status_code == 200
    assert "tidak dapat dihapus lagi karena terkait dengan SKP yang telah dibuat" in jawaban.content.decode()
    assert masih(skp.riwayat_jabatan)
    assert Riwayat.objects.count() == semula


def test_button_is_on_the_page_of_the_person(riwayat, bkd):
    halaman = reverse("admin:kepegawaian_pegawai_change", args=[riwayat.pegawai_id])
    assert alamat(riwayat.pegawai) in klien(bkd).get(halaman).content.decode()


@pytest.mark.parametrize(
    ("siapa", "status"),
    [
        ("pemilik", 403),
        ("penilai", 403),
        ("verifikatur", 403),
        ("auditor", 403),
        ("superuser", 403),
        ("pengelola_opd_lain", 404),
    ],
)
def test_others_delete_nothing(riwayat, siapa, status):
    orang = {
        "pemilik": lambda: riwayat.pegawai.pengguna,
        "penilai": lambda: riwayat.daftar_penilai.get().pegawai.pengguna,
        "verifikatur": lambda: pemegang(riwayat.perangkat_daerah, VERIFIKASI),
        "auditor": lambda: pemegang(riwayat.perangkat_daerah, AUDIT),
        "superuser": lambda: PenggunaFactory(is_superuser=True),
        "pengelola_opd_lain": lambda: pemegang(PegawaiFactory().perangkat_daerah, KELOLA),
    }[siapa]()
    assert hapus(orang, riwayat).status_code == status
    assert klien(orang).get(alamat(riwayat.pegawai)).status_code == status
    assert masih(riwayat)


def pemegang(opd, izin):
    pengguna = PegawaiFactory().pengguna
    beri_wilayah(pengguna, opd, izin)
    return pengguna


def test_pengelola_does_not_delete_his_own_verified_position(riwayat):
    diri = riwayat.pegawai.pengguna
    beri_wilayah(diri, riwayat.perangkat_daerah, KELOLA)
    jawaban = hapus(diri, riwayat)
    assert "hanya dapat dihapus pengelola kepegawaian" in jawaban.content.decode()
    assert masih(riwayat)


@pytest.mark.parametrize("pilihan", ["", "abc", "0", "²", "9" * 40])
def test_a_choice_that_is_none_gets_a_sentence(riwayat, pengelola, pilihan):
    jawaban = hapus(pengelola, riwayat, riwayat=pilihan)
    assert jawaban.status_code == 200
    assert masih(riwayat)


def test_position_of_somebody_else_is_not_found(riwayat, bkd):
    asing = RiwayatJabatanFactory()
    jawaban = hapus(bkd, riwayat, riwayat=asing.pk)
    assert "Riwayat jabatan tidak ditemukan" in jawaban.content.decode()
    assert masih(asing)


def test_twice_with_one_key_is_one_act_and_a_stale_page_is_refused(riwayat, bkd):
    kedua = RiwayatJabatanFactory(pegawai=riwayat.pegawai, aktif=False)
    kunci = str(uuid4())
    versi = riwayat.pegawai.versi
    assert hapus(bkd, riwayat, kunci=kunci).status_code == 302
    assert "Data sudah berubah" in hapus(bkd, kedua, versi=versi).content.decode()
    assert masih(kedua)
    assert Riwayat.objects.filter(jenis="riwayatjabatan.dihapus").count() == 1
