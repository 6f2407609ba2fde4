"""Two at once on one SKP: one of them wins, the other is told, and the state is a legal one."""

import pytest

from kinerja.dokumen.errors import DataBerubah, Ditolak, StatusTidakSesuai
from kinerja.dokumen.models import Riwayat
from kinerja.skp import services
from kinerja.skp.models import Skp
from tests.factories import RiwayatJabatanFactory, isi_ekspektasi, skp_diajukan, skp_konsep
from tests.kinerja.dokumen.test_acts import serentak
from tests.kinerja.skp.conftest import KINI, alamat, klien

pytestmark = [pytest.mark.concurrent, pytest.mark.django_db(transaction=True)]


def lakukan(skp, verba, oleh, **isi):
    return getattr(services, verba)(Skp.objects.get(pk=skp.pk), oleh=oleh, pada=KINI, versi=skp.versi, **isi)


def pemenang(hasil) -> list[int]:
    """Who got a receipt; all others were told that the document has changed or is in another state."""
    assert all(isinstance(h, Riwayat | DataBerubah | StatusTidakSesuai) for h in hasil), hasil
    return [i for i, h in enumerate(hasil) if isinstance(h, Riwayat)]


def test_ajukan_and_ajukan():
    skp = skp_konsep()
    oleh = skp.pegawai.pengguna
    hasil = serentak(4, lambda i: lakukan(skp, "ajukan", oleh, catatan=f"Catatan {i}"))
    assert len(pemenang(hasil)) == 1
    assert Riwayat.objects.filter(jenis="skp.diajukan").count() == 1


def test_ajukan_tapped_twice_through_http_is_one_receipt():
    skp = skp_konsep()
    peramban = [klien(skp.pegawai) for _ in range(4)]
    isi = {"versi": skp.versi, "kunci": "ketuk-dua-kali", "catatan": "Mohon koreksi."}
    hasil = serentak(4, lambda i: peramban[i].post(alamat("ajukan", skp.pk), isi).status_code)
    assert hasil == [302] * 4
    assert Riwayat.objects.filter(jenis="skp.diajukan").count() == 1


@pytest.mark.parametrize("putaran", range(3))
def test_terima_and_kembalikan(putaran):
    skp = skp_diajukan()
    isi_ekspektasi(skp)
    oleh, verba = skp.penilai.pengguna, ["terima", "kembalikan"]
    hasil = serentak(2, lambda i: lakukan(skp, verba[i], oleh, catatan="Catatan"))
    (menang,) = pemenang(hasil)
    assert Skp.objects.get(pk=skp.pk).status == {"terima": "DISETUJUI", "kembalikan": "KONSEP"}[verba[menang]]
    assert Riwayat.objects.filter(jenis__in=["skp.diterima", "skp.dikembalikan"]).count() == 1


@pytest.mark.parametrize("putaran", range(3))
def test_ubah_and_terima(putaran):
    """The owner's edit and the approval of what he edits: never an approved plan with an edit after it."""
    skp = skp_diajukan()
    isi_ekspektasi(skp)
    tugas = [
        lambda: lakukan(skp, "tambah_rhk", skp.pegawai.pengguna, jenis="UTAMA", uraian="Menyusul"),
        lambda: lakukan(skp, "terima", skp.penilai.pengguna, catatan="Setuju."),
    ]
    hasil = serentak(2, lambda i: tugas[i]())
    assert pemenang(hasil) == [1]
    assert not skp.daftar_rhk.filter(uraian="Menyusul").exists()


@pytest.mark.parametrize("putaran", range(3))
def test_edit_and_submission(putaran):
    skp = skp_konsep()
    oleh = skp.pegawai.pengguna
    tugas = [
        lambda: lakukan(skp, "tambah_rhk", oleh, jenis="UTAMA", uraian="Tanpa indikator"),
        lambda: lakukan(skp, "ajukan", oleh, catatan="Mohon."),
    ]
    (menang,) = pemenang(serentak(2, lambda i: tugas[i]()))
    segar = Skp.objects.get(pk=skp.pk)
    assert (segar.status, segar.daftar_rhk.count()) == [("KONSEP", 2), ("PENILAIAN_RENCANA", 1)][menang]


def test_two_new_skps_from_one_position():
    riwayat = RiwayatJabatanFactory()
    hasil = serentak(
        4, lambda i: services.tambah_skp(riwayat, oleh=riwayat.pegawai.pengguna, pada=KINI, model="JPT")
    )
    assert sum(isinstance(h, Riwayat) for h in hasil) == 1
    assert [str(h) for h in hasil if isinstance(h, Ditolak)] == [
        "Riwayat jabatan ini sudah dipakai SKP lain."
    ] * 3
    assert Skp.objects.count() == 1
