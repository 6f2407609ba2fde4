"""Two at once on one SKP: one of them wins, the other is told, and the state is a legal one."""

import pytest

from kinerja.dokumen.errors import DataBerubah, Ditolak, StatusTidakSesuai
from kinerja.dokumen.models import Riwayat
from kinerja.skp import services
from kinerja.skp.models import Skp
from tests.factories import RiwayatJabatanFactory, isi_ekspektasi, skp_diajukan, skp_konsep
from tests.kinerja.dokumen.test_acts import serentak
from tests.kinerja.skp.conftest import KINI, alamat, klien
from tests.kinerja.skp.langkah import langkah, lapangan, pemilik, tugas

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


# --- comments, revision, rows ---------------------------------------------------------------------------------
def bersamaan(keadaan: str, *verba: str, ganti=None, versi: bool = True) -> tuple:
    """These acts at once by who may, all from the same page: (who won, the world)."""
    d = lapangan(keadaan)
    ganti, daftar = ganti or (lambda d, i: {}), langkah(d)

    def satu(i):
        oleh, isi = daftar[verba[i]]
        nomor = {"versi": d.skp.versi} if versi else {}
        return getattr(services, verba[i])(
            Skp.objects.get(pk=d.skp.pk), oleh=oleh, pada=KINI, **nomor, **(isi | ganti(d, i))
        )

    hasil = serentak(len(verba), satu)
    d.skp.refresh_from_db()
    return hasil, d


@pytest.mark.parametrize("putaran", range(3))
def test_terima_and_komentari(putaran):
    """A comment that the penilai's other window writes: before the approval or not at all."""
    hasil, d = bersamaan("diajukan", "terima", "komentari")
    (menang,) = pemenang(hasil)
    assert (d.skp.status, d.skp.daftar_versi.count()) == [("DISETUJUI", 1), ("PENILAIAN_RENCANA", 0)][menang]


def test_terima_twice_makes_one_version():
    hasil, d = bersamaan("diajukan", *["terima"] * 4)
    assert len(pemenang(hasil)) == 1
    assert list(d.skp.daftar_versi.values_list("nomor", flat=True)) == [1]


@pytest.mark.parametrize("versi", [True, False])
def test_ajukan_revisi_twice_is_one(versi):
    hasil, d = bersamaan("disetujui", *["ajukan_revisi"] * 4, versi=versi)
    assert len(pemenang(hasil)) == 1
    assert d.skp.status == "REVISI"
    assert Riwayat.objects.filter(jenis="skp.revisi_diajukan").count() == 1


@pytest.mark.parametrize("versi", [True, False])
@pytest.mark.parametrize("putaran", range(3))
def test_terima_revisi_and_tolak_revisi(putaran, versi):
    hasil, d = bersamaan("revisi", "terima_revisi", "tolak_revisi", versi=versi)
    (menang,) = pemenang(hasil)
    assert (d.skp.status, d.skp.dalam_revisi) == [("KONSEP", True), ("DISETUJUI", False)][menang]
    assert Riwayat.objects.filter(jenis__in=["skp.revisi_diterima", "skp.revisi_ditolak"]).count() == 1


def test_salin_twice_adds_the_rows_once():
    """From one page one wins; from two pages the second finds them there and says so."""
    hasil, d = bersamaan("konsep", *["salin"] * 4)
    assert len(pemenang(hasil)) == 1
    assert d.skp.daftar_rhk.count() == 3
    hasil, d = bersamaan("konsep", *["salin"] * 4, versi=False)
    assert len(pemenang(hasil)) == 4
    assert sorted(h.rincian["rhk"] for h in hasil) == [0, 0, 0, 1]
    assert d.skp.daftar_rhk.count() == 3


@pytest.mark.parametrize("versi", [True, False])
@pytest.mark.parametrize("putaran", range(3))
def test_urutkan_and_hapus(putaran, versi):
    """An order that names a row which is no more is refused; never a row that comes back."""
    hasil, d = bersamaan("konsep", "urutkan", "hapus_rhk", versi=versi)
    urut, hapus = (isinstance(h, Riwayat) for h in hasil)
    assert all(isinstance(h, Riwayat | Ditolak) for h in hasil), hasil
    assert urut + hapus == 1 if versi else hapus
    assert d.skp.daftar_rhk.filter(pk=d.rhk_lain.pk).exists() == (not hapus)


@pytest.mark.parametrize("versi", [True, False])
def test_two_tambah_rhk(versi):
    """The same text twice: one row. Two texts from two pages: two rows, one after the other."""
    hasil, d = bersamaan("konsep", "tambah_rhk", "tambah_rhk", versi=versi)
    assert sum(isinstance(h, Riwayat) for h in hasil) == 1
    assert all(isinstance(h, Riwayat | Ditolak) for h in hasil), hasil
    assert d.skp.daftar_rhk.filter(uraian="Baru").count() == 1
    hasil, d = bersamaan(
        "konsep", "tambah_rhk", "tambah_rhk", versi=False, ganti=lambda d, i: {"uraian": f"Baru {i}"}
    )
    assert len(pemenang(hasil)) == 2
    assert sorted(d.skp.daftar_rhk.values_list("urutan", flat=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize("putaran", range(5))
def test_ambil_penugasan_and_batal_tugaskan(putaran):
    """Two documents, one assignment: taken up or withdrawn, never both."""
    d = lapangan()
    tugas_ = tugas(d.induk, d.skp.pegawai, "Diperebutkan")

    def satu(i):
        skp, verba = ((d.skp, "ambil_penugasan"), (d.skp_atasan, "batal_tugaskan"))[i]
        return getattr(services, verba)(skp, **pemilik(skp), penugasan=tugas_.pk)

    ambil, batal = serentak(2, satu)
    assert all(isinstance(h, Riwayat | Ditolak) for h in (ambil, batal)), (ambil, batal)
    assert isinstance(ambil, Riwayat) + isinstance(batal, Riwayat) == 1
    assert d.skp.daftar_rhk.filter(uraian="Diperebutkan").exists() == isinstance(ambil, Riwayat)
    assert type(tugas_).objects.filter(pk=tugas_.pk).exists() == isinstance(ambil, Riwayat)


def test_two_skps_of_one_person_for_the_same_months():
    """From two positions at once: the periods may not meet."""
    riwayat = RiwayatJabatanFactory()
    kedua = RiwayatJabatanFactory(pegawai=riwayat.pegawai, peran="PLT")
    dua = (riwayat, kedua)
    hasil = serentak(
        2, lambda i: services.tambah_skp(dua[i], oleh=riwayat.pegawai.pengguna, pada=KINI, model="JPT")
    )
    assert sum(isinstance(h, Riwayat) for h in hasil) == 1
    (tolak,) = (h for h in hasil if isinstance(h, Ditolak))
    assert "bertumpang tindih dengan SKP lain" in str(tolak)
    assert Skp.objects.count() == 1
