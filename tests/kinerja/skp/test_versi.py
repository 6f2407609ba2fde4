"""Approved versions and revision: what was set stays as it was set, whatever is edited afterwards."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.errors import AksesDitolak, Ditolak
from kinerja.kalender.models import Bulan
from kinerja.skp import services
from kinerja.skp.models import RencanaHasilKerja, Skp, VersiSkp
from kinerja.skp.queries import (
    banding,
    daftar_rhk_atasan,
    potret,
    rhk_penilai_lama,
    tetap,
    versi_pada,
    versi_terakhir,
)
from tests.factories import PegawaiFactory, isi_ekspektasi, skp_disetujui, tunjuk_penilai
from tests.kinerja.skp.conftest import KINI
from tests.kinerja.skp.langkah import (
    ajukan,
    buka_revisi,
    lakukan,
    lapangan,
    pemilik,
    penilai,
    semuanya,
    tambah_rhk,
    terima,
)

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")


def wita(bulan: int, hari: int, jam: int = 9) -> datetime:
    return datetime(2026, bulan, hari, jam, 0, tzinfo=WITA)


def revisi(skp, pada, uraian: str) -> VersiSkp:
    """Opened, one RHK more, approved again."""
    buka_revisi(skp, pada)
    tambah_rhk(skp, uraian)
    ajukan(skp, pada=pada)
    terima(skp, pada)
    return versi_terakhir(skp)


# --- versions -----------------------------------------------------------------------------------------------------
def test_approval_keeps_the_whole_document(diajukan):
    services.kembalikan(diajukan, **penilai(diajukan), catatan="Perbaiki.")
    services.simpan_lampiran(diajukan, **pemilik(diajukan), lampiran={"KONSEKUENSI": ["Pembinaan"]})
    ajukan(diajukan)
    tanda = terima(diajukan)
    versi = diajukan.daftar_versi.get()
    assert (versi.nomor, versi.disetujui_pada, tanda.rincian) == (1, KINI, {"versi_skp": 1})
    assert versi.isi == potret(diajukan)
    assert versi.isi["lampiran"]["KONSEKUENSI"] == ["Pembinaan"]
    assert [e["teks"] for e in versi.isi["ekspektasi"]] == [
        f"Harapan untuk {e['nama']}" for e in versi.isi["ekspektasi"]
    ]
    rhk = diajukan.daftar_rhk.get()
    assert versi.daftar_id("rhk") == {rhk.pk}
    assert versi.daftar_id("indikator") == set(rhk.daftar_indikator.values_list("pk", flat=True))


def test_versions_are_numbered_and_their_codes_are_unlike():
    d = lapangan("disetujui")
    buka_revisi(d.skp)
    ajukan(d.skp)
    terima(d.skp)
    lain = skp_disetujui()
    kode = list(VersiSkp.objects.values_list("kode", flat=True))
    assert list(d.skp.daftar_versi.values_list("nomor", flat=True)) == [2, 1]
    assert lain.daftar_versi.get().nomor == 1
    assert len(set(kode)) == len(kode) == VersiSkp.objects.count()
    assert {len(k) for k in kode} == {16}
    assert not set("".join(kode)) & set("IO01")
    assert d.skp.daftar_versi.first().kode_tercetak.count("-") == 3


def test_later_edits_of_anything_leave_the_version(disetujui):
    semula = disetujui.daftar_versi.get().isi
    buka_revisi(disetujui)
    rhk = disetujui.daftar_rhk.get()
    services.ubah_rhk(disetujui, **pemilik(disetujui), rhk=rhk.pk, jenis="TAMBAHAN", uraian="Lain")
    tambah_rhk(disetujui, "Baru")
    services.simpan_lampiran(disetujui, **pemilik(disetujui), lampiran={"KONSEKUENSI": ["Lain"]})
    disetujui.pegawai.nama = "Nama Baru"
    disetujui.pegawai.save()
    type(disetujui.riwayat_jabatan.jabatan).objects.update(nama="Jabatan Baru")
    ajukan(disetujui)
    services.simpan_ekspektasi(disetujui, **penilai(disetujui), ekspektasi={"LOYAL": "Lain"})
    assert disetujui.daftar_versi.get().isi == semula


def test_returned_plan_makes_no_version(diajukan):
    services.kembalikan(diajukan, **penilai(diajukan), catatan="Perbaiki.")
    assert not diajukan.daftar_versi.exists()


def test_version_of_a_month_is_the_last_one_approved_before_its_end(disetujui):
    satu = versi_terakhir(disetujui)
    dua = revisi(disetujui, wita(7, 31, 23), "Juli")
    tiga = revisi(disetujui, wita(10, 1, 0), "Oktober")
    assert [versi_pada(disetujui, Bulan(2026, b)).nomor for b in (1, 6, 7, 9, 10, 12)] == [1, 1, 2, 2, 3, 3]
    assert (satu.nomor, dua.nomor, tiga.nomor) == (1, 2, 3)


def test_plan_approved_late_serves_its_first_months_too():
    skp = lapangan("diajukan").skp
    services.terima(skp, **penilai(skp, wita(3, 5)), catatan="Setuju.")
    assert [versi_pada(skp, Bulan(2026, b)).nomor for b in (1, 2, 3)] == [1, 1, 1]


def test_comparison_names_what_is_new_changed_and_the_same():
    d = lapangan("direvisi")
    lama = versi_terakhir(d.skp).isi
    lakukan(d, "ubah_indikator")
    baru = services.tambah_rhk(
        d.skp, **pemilik(d.skp), jenis="TAMBAHAN", uraian="Panitia", rhk_atasan=d.induk
    ).rincian["rhk"]
    beda = {b.baru["id"]: b for b in banding(lama, potret(d.skp))}
    assert {pk: (b.keadaan, b.berubah) for pk, b in beda.items()} == {
        d.rhk.pk: ("sama", True), d.rhk_lain.pk: ("sama", False), baru: ("baru", True),
    }  # fmt: skip
    assert [i.keadaan for i in beda[d.rhk.pk].daftar_indikator] == ["berubah"]
    hilang = {b.lama["id"]: b.keadaan for b in banding(potret(d.skp), lama) if b.baru is None}
    assert hilang == {baru: "hilang"}


def test_invariants_hold_in_every_state():
    for keadaan in ("konsep", "diajukan", "disetujui", "revisi", "direvisi", "selesai"):
        lapangan(keadaan)
    assert {nama: list(periksa()) for nama, periksa in INVARIAN.items()} == {nama: [] for nama in INVARIAN}


def test_tampered_approved_plan_is_found(disetujui):
    RencanaHasilKerja.objects.filter(skp=disetujui).update(uraian="Diubah di belakang layar")
    (temuan,) = INVARIAN["skp: isi SKP yang tidak sedang disusun sama dengan versi terakhirnya"]()
    assert temuan == f"{disetujui}: isi berbeda dengan versi 1 yang disetujui."
    disetujui.daftar_versi.all().delete()
    (temuan,) = INVARIAN["skp: setiap SKP yang disetujui mempunyai versi yang disetujui"]()
    assert temuan == f"{disetujui} disetujui tanpa versi yang tersimpan."


# --- revision -------------------------------------------------------------------------------------------------------
def test_revision_is_submitted_and_approved_like_the_plan_and_ends_there(disetujui):
    versi = revisi(disetujui, wita(7, 1), "Menyusul")
    assert (disetujui.status, disetujui.dalam_revisi, versi.nomor) == ("DISETUJUI", False, 2)
    assert disetujui.disetujui_pada == wita(7, 1)
    assert [rhk["uraian"] for rhk in versi.isi["rhk"]][-1] == "Menyusul"
    assert tetap(disetujui, "rhk") == set()


def test_revision_without_any_change_is_the_next_version(disetujui):
    buka_revisi(disetujui)
    ajukan(disetujui)
    terima(disetujui)
    satu, dua = disetujui.daftar_versi.order_by("nomor")
    assert satu.isi == dua.isi


def test_incomplete_revision_is_not_submitted(disetujui):
    buka_revisi(disetujui)
    services.tambah_rhk(disetujui, **pemilik(disetujui), jenis="UTAMA", uraian="Tanpa indikator")
    with pytest.raises(Ditolak, match="RHK “Tanpa indikator” belum mempunyai indikator"):
        ajukan(disetujui)


def test_returned_revision_stays_a_revision():
    d = lapangan("direvisi")
    baru = lakukan(d, "tambah_rhk").rincian["rhk"]
    lakukan(d, "tambah_indikator", rhk=baru)
    ajukan(d.skp)
    assert d.skp.dalam_revisi is True
    services.kembalikan(d.skp, **penilai(d.skp), catatan="Perjelas.")
    assert (d.skp.status, d.skp.dalam_revisi) == ("KONSEP", True)
    with pytest.raises(Ditolak, match="tidak dapat dihapus dalam revisi"):
        lakukan(d, "hapus_rhk")
    lakukan(d, "hapus_rhk", rhk=baru)


def test_what_the_first_revision_added_stays_in_the_second(disetujui):
    revisi(disetujui, wita(2, 1), "Pertama")
    buka_revisi(disetujui)
    pertama = disetujui.daftar_rhk.get(uraian="Pertama")
    with pytest.raises(Ditolak, match="tidak dapat dihapus dalam revisi"):
        services.hapus_rhk(disetujui, **pemilik(disetujui), rhk=pertama.pk)
    assert tetap(disetujui, "rhk") == set(disetujui.daftar_rhk.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "ganti", [{"mulai": date(2026, 2, 1)}, {"selesai": date(2026, 11, 30)}, {"model": "JPT"}]
)
def test_period_and_model_are_fixed_during_a_revision(ganti):
    d = lapangan("direvisi")
    semula = semuanya(d)
    with pytest.raises(Ditolak, match="Selama revisi, periode dan model SKP tidak dapat diubah"):
        lakukan(d, "ubah", **ganti)
    assert semuanya(d) == semula


def test_new_penilai_decides_a_revision_and_the_old_one_no_longer(disetujui):
    """The version keeps who set it."""
    lama = disetujui.penilai
    disetujui.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 18))
    baru = tunjuk_penilai(disetujui.riwayat_jabatan, PegawaiFactory(), mulai=date(2026, 1, 19)).pegawai
    services.ajukan_revisi(disetujui, **pemilik(disetujui), catatan="Target berubah.")
    assert disetujui.penilai == baru
    with pytest.raises(AksesDitolak):
        services.terima_revisi(disetujui, oleh=lama.pengguna, pada=KINI)
    services.tolak_revisi(disetujui, **penilai(disetujui), catatan="Belum perlu.")
    assert disetujui.daftar_versi.get().isi["penilai"]["nama"] == lama.nama


def test_penilai_who_comes_during_the_revision_gets_the_submission(disetujui):
    buka_revisi(disetujui)
    lama = disetujui.penilai
    disetujui.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 18))
    baru = tunjuk_penilai(disetujui.riwayat_jabatan, PegawaiFactory(), mulai=date(2026, 1, 19)).pegawai
    ajukan(disetujui)
    isi_ekspektasi(disetujui)
    with pytest.raises(AksesDitolak):
        services.terima(disetujui, oleh=lama.pengguna, pada=KINI, catatan="Setuju.")
    services.terima(disetujui, oleh=baru.pengguna, pada=KINI, catatan="Setuju.")
    satu, dua = disetujui.daftar_versi.order_by("nomor")
    assert (satu.isi["penilai"]["nama"], dua.isi["penilai"]["nama"]) == (lama.nama, baru.nama)


def test_revision_without_a_penilai_is_not_asked_for(disetujui):
    disetujui.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 18))
    with pytest.raises(Ditolak, match="Pejabat penilai Anda belum ditetapkan"):
        services.ajukan_revisi(disetujui, **pemilik(disetujui), catatan="Target berubah.")
    assert Skp.objects.get(pk=disetujui.pk).status == "DISETUJUI"


# --- below somebody who revises ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sampai", ["REVISI", "KONSEP", "PENILAIAN_RENCANA"])
def test_subordinates_choose_the_approved_rhk_while_their_penilai_revises(sampai):
    d = lapangan()
    services.ajukan_revisi(d.skp_atasan, **pemilik(d.skp_atasan), catatan="Target berubah.")
    if sampai != "REVISI":
        services.terima_revisi(d.skp_atasan, **penilai(d.skp_atasan))
        baru = tambah_rhk(d.skp_atasan, "Baru milik atasan")
        if sampai == "PENILAIAN_RENCANA":
            ajukan(d.skp_atasan)
        with pytest.raises(Ditolak, match="RHK atasan harus dari SKP penilai yang sudah disetujui"):
            lakukan(d, "tambah_rhk", rhk_atasan=baru)
    assert d.skp_atasan.status == sampai
    assert list(daftar_rhk_atasan(d.skp, pada=KINI)) == [d.induk, d.induk_lain]
    lakukan(d, "tambah_rhk", rhk_atasan=d.induk_lain)


def test_after_the_revision_the_new_rhk_may_be_chosen():
    d = lapangan()
    revisi(d.skp_atasan, KINI, "Baru milik atasan")
    baru = d.skp_atasan.daftar_rhk.get(uraian="Baru milik atasan")
    lakukan(d, "tambah_rhk", rhk_atasan=baru)


def test_rhk_of_another_period_is_not_offered():
    d = lapangan()
    services.tutup_periode(d.skp_atasan, **pemilik(d.skp_atasan), selesai=date(2026, 5, 31), alasan="Mutasi.")
    services.ubah(
        d.skp, **pemilik(d.skp), mulai=date(2026, 6, 1), selesai=date(2026, 12, 31), model="JA_JF",
        pendekatan="KUANTITATIF",
    )  # fmt: skip
    assert list(daftar_rhk_atasan(d.skp, pada=KINI)) == []
    lakukan(d, "ubah_rhk")  # what was chosen when it fitted stays


def test_links_to_the_former_penilai_stay_and_are_pointed_out():
    d = lapangan()
    assert rhk_penilai_lama(d.skp, pada=KINI) == []
    d.skp.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 18))
    baru = PegawaiFactory()
    tunjuk_penilai(d.skp.riwayat_jabatan, baru, mulai=date(2026, 1, 19))
    induk = skp_disetujui(baru).daftar_rhk.get()
    assert rhk_penilai_lama(d.skp, pada=KINI) == [d.rhk, d.rhk_lain]
    assert list(daftar_rhk_atasan(d.skp, pada=KINI)) == [induk]
    lakukan(d, "ubah_rhk")  # keeps its parent
    with pytest.raises(Ditolak, match="RHK atasan harus dari SKP penilai yang sudah disetujui"):
        lakukan(d, "ubah_rhk", rhk_atasan=d.induk_lain)
    lakukan(d, "pilih_rhk_atasan", pilihan={d.rhk.pk: induk.pk, d.rhk_lain.pk: induk.pk})
    assert rhk_penilai_lama(d.skp, pada=KINI) == []
