"""The acceptance scenarios of planning, each told as it was agreed: Given, When, Then."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kinerja.dokumen.errors import AksesDitolak, Ditolak, Pelanggaran, StatusTidakSesuai
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.services import hapus_riwayat, tegaskan, tetapkan_penilai
from kinerja.notifikasi.models import Notifikasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp import services
from kinerja.skp.models import (
    Indikator,
    Predikat,
    RencanaHasilKerja,
    Skp,
    UsulanIndikator,
    UsulanRhk,
    hitung_angka_kredit,
)
from kinerja.skp.permissions import is_penilai
from kinerja.skp.queries import daftar_skp, percakapan, versi_pada, versi_terakhir
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
from tests.kinerja.skp.conftest import KINI, alamat, ja_jf, kirim, klien, potret
from tests.kinerja.skp.langkah import (
    VERBA,
    ajukan,
    buka_revisi,
    lakukan,
    lapangan,
    pemilik,
    penilai,
    selesaikan,
    semuanya,
    tambah_rhk,
    terima,
)

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")
BENAR = {"perspektif": "ANGGARAN", "target": Decimal(1), "satuan": "Kali"}


def riwayat_kedua(pegawai, penilai=None) -> RiwayatJabatan:
    kedua = RiwayatJabatanFactory(pegawai=pegawai, peran="PLT")
    tunjuk_penilai(kedua, penilai or PegawaiFactory())
    return kedua


def tambah(riwayat, pada=KINI, **isi):
    return services.tambah_skp(riwayat, oleh=riwayat.pegawai.pengguna, pada=pada, **isi)


# --- periods and positions ----------------------------------------------------------------------------------
def test_second_skp_in_the_same_months_is_refused(konsep):
    """Skenario 1. Given an SKP from January to December, When he adds one from June to December, Then refused."""
    with pytest.raises(Ditolak, match="Periode SKP bertumpang tindih dengan SKP lain"):
        tambah(riwayat_kedua(konsep.pegawai), mulai=date(2026, 6, 1), selesai=date(2026, 12, 31))
    assert Skp.objects.count() == 1


def test_skp_after_a_shortened_and_finished_one_is_created(disetujui):
    """Skenario 2. Given SKP A shortened to 31 May and finished, When he adds June to December from his second
    position, Then it is created as KONSEP."""
    services.tutup_periode(
        disetujui, **pemilik(disetujui), selesai=date(2026, 5, 31), alasan="Mutasi, SK 800/1/2026."
    )
    selesaikan(disetujui)
    kedua = tambah(riwayat_kedua(disetujui.pegawai), mulai=date(2026, 6, 1), selesai=date(2026, 12, 31)).objek
    assert (disetujui.status, disetujui.selesai) == ("SELESAI", date(2026, 5, 31))
    assert (kedua.status, kedua.mulai, kedua.selesai) == ("KONSEP", date(2026, 6, 1), date(2026, 12, 31))


def test_second_skp_from_one_position_is_refused(konsep):
    """Skenario 3. Given a position already used, When a second SKP is made from it, Then refused."""
    services.ubah(
        konsep, **pemilik(konsep), mulai=date(2026, 1, 1), selesai=date(2026, 5, 31), model="JPT",
        pendekatan="KUANTITATIF",
    )  # fmt: skip
    with pytest.raises(Ditolak, match="Riwayat jabatan ini sudah dipakai SKP lain"):
        tambah(konsep.riwayat_jabatan, mulai=date(2026, 6, 1))
    assert Skp.objects.count() == 1


# --- what a plan must have -----------------------------------------------------------------------------------
def test_rhk_of_ja_jf_without_rhk_atasan_is_refused_by_name(db):
    """Skenario 4. Given model JA/JF, When an RHK without RHK atasan is saved or submitted, Then refused by name."""
    skp = ja_jf()
    with pytest.raises(Ditolak, match="RHK “Terkelolanya server” belum memilih RHK atasan yang diintervensi"):
        services.tambah_rhk(skp, **pemilik(skp), jenis="UTAMA", uraian="Terkelolanya server")
    assert not skp.daftar_rhk.exists()
    # a copied row comes without
    services.tempel(skp, **pemilik(skp), daftar=[UsulanRhk("Terkelolanya server")])
    with pytest.raises(Ditolak, match="RHK “Terkelolanya server” belum memilih RHK atasan yang diintervensi"):
        ajukan(skp)
    assert Skp.objects.get(pk=skp.pk).status == "KONSEP"


def test_jpt_indicator_without_perspektif_is_refused_and_has_no_aspek(konsep):
    """Skenario 5. Given model JPT, When an indicator has no perspektif, Then the submission is refused; its form
    does not know aspek."""
    rhk = konsep.daftar_rhk.get()
    halaman = klien(konsep.pegawai).get(alamat("tambah_indikator", konsep.pk, rhk.pk)).content.decode()
    assert ('name="perspektif"' in halaman, 'name="aspek"' in halaman) == (True, False)
    services.tempel(
        konsep, **pemilik(konsep), daftar=[UsulanRhk("Tempel", "UTAMA", (UsulanIndikator("Jumlah", target_teks="1"),))]
    )  # fmt: skip
    with pytest.raises(Ditolak) as tolak:
        ajukan(konsep)
    assert str(tolak.value) == "Indikator “Jumlah” belum memilih perspektif."
    for verba, bagian in (("tambah_indikator", {"rhk": rhk.pk}), ("ubah_indikator", {"indikator": rhk.daftar_indikator.first().pk})):  # fmt: skip
        with pytest.raises(Ditolak, match="Indikator SKP JPT memakai perspektif, bukan aspek"):
            getattr(services, verba)(
                konsep, **pemilik(konsep), **bagian, uraian="Contoh", aspek="WAKTU", target=Decimal(1), satuan="Kali"
            )  # fmt: skip
    assert Skp.objects.get(pk=konsep.pk).status == "KONSEP"


def test_ja_jf_indicator_has_no_perspektif(db):
    """The same the other way round."""
    d = lapangan()
    with pytest.raises(Ditolak, match="Indikator SKP JA/JF memakai aspek, bukan perspektif"):
        lakukan(d, "tambah_indikator", aspek="", perspektif="ANGGARAN")
    Indikator.objects.filter(pk=d.indikator.pk).update(aspek="")
    with pytest.raises(Ditolak, match="belum memilih aspek"):
        ajukan(d.skp)


def test_all_rhk_without_indicators_are_named_at_once(db):
    """Skenario 6. Given RHK without indicators, When he submits, Then refused, all named, and it stays KONSEP."""
    skp = skp_konsep(isi={"RHK pertama": [], "RHK kedua": []})
    pertama, kedua = skp.daftar_rhk.order_by("pk")
    with pytest.raises(Ditolak) as tolak:
        ajukan(skp)
    assert [(k.kalimat, k.tautan) for k in tolak.value.keluhan] == [
        ("RHK “RHK pertama” belum mempunyai indikator.", f"#rhk-{pertama.pk}"),
        ("RHK “RHK kedua” belum mempunyai indikator.", f"#rhk-{kedua.pk}"),
    ]
    assert Skp.objects.get(pk=skp.pk).status == "KONSEP"


def test_plan_with_tambahan_only_is_refused(db):
    """At least one RHK is utama."""
    skp = skp_konsep(isi={})
    services.tambah_rhk(skp, **pemilik(skp), jenis="TAMBAHAN", uraian="Panitia")
    with pytest.raises(Ditolak, match="SKP belum mempunyai rencana hasil kerja utama"):
        ajukan(skp)


@pytest.mark.parametrize("catatan", ["", "   ", "\n\t"])
def test_submission_needs_a_note_and_reaches_the_penilai(konsep, catatan):
    """Skenario 7. Given a complete draft, When he submits without a note, Then refused; with one it is PENILAIAN and
    the penilai is told."""
    with pytest.raises(Ditolak, match="Tuliskan catatan kepada penilai"):
        ajukan(konsep, catatan)
    assert (Skp.objects.get().status, Notifikasi.objects.count()) == ("KONSEP", 0)
    ajukan(konsep)
    assert (konsep.status, konsep.get_status_display()) == ("PENILAIAN_RENCANA", "Penilaian")
    assert Notifikasi.objects.get().pengguna == konsep.penilai.pengguna


# --- the decision ------------------------------------------------------------------------------------------------
def test_approval_needs_seven_expectations_and_a_note(diajukan):
    """Skenario 8. Given six of seven expectations, When the penilai accepts, Then refused; with seven and his note it
    is DISETUJUI."""
    isi_ekspektasi(diajukan)
    diajukan.daftar_ekspektasi.get(nilai="LOYAL").delete()
    with pytest.raises(Ditolak) as tolak:
        services.terima(diajukan, **penilai(diajukan), catatan="Setuju.")
    assert [(k.kalimat, k.tautan) for k in tolak.value.keluhan] == [
        ("Ekspektasi untuk “Loyal” belum diisi.", "#ekspektasi-LOYAL")
    ]
    isi_ekspektasi(diajukan)
    with pytest.raises(Ditolak, match="Tuliskan catatan persetujuan"):
        services.terima(diajukan, **penilai(diajukan), catatan=" ")
    assert (Skp.objects.get().status, diajukan.daftar_versi.count()) == ("PENILAIAN_RENCANA", 0)
    services.terima(diajukan, **penilai(diajukan), catatan="Setuju.")
    assert (diajukan.status, diajukan.disetujui_pada) == ("DISETUJUI", KINI)


def test_return_needs_its_correction_which_the_owner_reads(diajukan):
    """Skenario 9. Given PENILAIAN, When it is returned without a correction, Then refused; with it KONSEP, and the
    note is visible."""
    with pytest.raises(Ditolak, match="Tuliskan catatan koreksi"):
        services.kembalikan(diajukan, **penilai(diajukan), catatan="")
    assert Skp.objects.get().status == "PENILAIAN_RENCANA"
    services.kembalikan(diajukan, **penilai(diajukan), catatan="Perbaiki target.")
    assert diajukan.status == "KONSEP"
    assert [c.catatan for c in percakapan(diajukan)][-1] == "Perbaiki target."
    assert "Perbaiki target." in klien(diajukan.pegawai).get(alamat("detail", diajukan.pk)).content.decode()


def test_approved_plan_is_not_edited_by_any_act(db):
    """Skenario 10. Given DISETUJUI, When the owner edits by whatever act, Then refused and nothing changed."""
    d = lapangan("disetujui")
    semula = semuanya(d)
    for verba in VERBA["konsep"]:
        with pytest.raises(StatusTidakSesuai):
            lakukan(d, verba)
        assert semuanya(d) == semula, verba


def test_approved_plan_is_not_edited_by_its_address(disetujui):
    """Skenario 10, by its address: the page says why, and nothing changed."""
    rhk = disetujui.daftar_rhk.get()
    indikator = rhk.daftar_indikator.first()
    semula = potret(disetujui)
    baru = {"uraian": "Dibajak", "jenis": "UTAMA", **BENAR, "target": "1", "arah": "NAIK"}
    for verba, bagian in (
        ("tambah_rhk", []), ("ubah_rhk", [rhk.pk]), ("hapus_rhk", [rhk.pk]), ("tambah_indikator", [rhk.pk]),
        ("ubah_indikator", [indikator.pk]), ("hapus_indikator", [indikator.pk]),
    ):  # fmt: skip
        jawaban = kirim(disetujui.pegawai, disetujui, verba, *bagian, **baru)
        assert (verba, jawaban.status_code) == (verba, 409)
        assert "berstatus Disetujui" in jawaban.content.decode()
    assert potret(disetujui) == semula


# --- revision ------------------------------------------------------------------------------------------------------
def test_refused_revision_leaves_the_approved_plan(disetujui):
    """Skenario 11. Given a revision that was asked for, When the penilai refuses it, Then DISETUJUI, unchanged."""
    isi, versi = potret(disetujui)[1], versi_terakhir(disetujui)
    services.ajukan_revisi(disetujui, **pemilik(disetujui), catatan="Target berubah.")
    assert disetujui.status == "REVISI"
    services.tolak_revisi(disetujui, **penilai(disetujui), catatan="Belum perlu.")
    assert (disetujui.status, disetujui.dalam_revisi) == ("DISETUJUI", False)
    assert (potret(disetujui)[1], versi_terakhir(disetujui)) == (isi, versi)


def test_open_revision_adds_and_changes_but_does_not_delete(disetujui):
    """Skenario 12. Given an accepted revision, When a row approved before is deleted, Then refused; adding and
    editing work."""
    buka_revisi(disetujui)
    assert (disetujui.status, disetujui.dalam_revisi) == ("KONSEP", True)
    rhk = disetujui.daftar_rhk.get()
    indikator = rhk.daftar_indikator.first()
    semula = potret(disetujui)
    for verba, bagian in (("hapus_rhk", {"rhk": rhk.pk}), ("hapus_indikator", {"indikator": indikator.pk})):
        with pytest.raises(Ditolak, match="sudah pernah disetujui, jadi tidak dapat dihapus dalam revisi"):
            getattr(services, verba)(disetujui, **pemilik(disetujui), **bagian)
    assert potret(disetujui) == semula
    services.ubah_rhk(disetujui, **pemilik(disetujui), rhk=rhk.pk, jenis="UTAMA", uraian="Diperjelas")
    services.ubah_indikator(
        disetujui, **pemilik(disetujui), indikator=indikator.pk, uraian="Diukur lain", **BENAR
    )
    services.tambah_indikator(disetujui, **pemilik(disetujui), rhk=rhk.pk, uraian="Tambahan", **BENAR)
    tambah_rhk(disetujui, "RHK tambahan")
    assert [r.uraian for r in disetujui.isi_lengkap()] == ["Diperjelas", "RHK tambahan"]
    assert Indikator.objects.get(pk=indikator.pk).uraian == "Diukur lain"


def test_open_revision_deletes_nothing_by_address_nor_offers_it(disetujui):
    """Skenario 12, by its address: no link, and the POST is refused."""
    buka_revisi(disetujui)
    rhk = disetujui.daftar_rhk.get()
    indikator = rhk.daftar_indikator.first()
    semula = potret(disetujui)
    halaman = klien(disetujui.pegawai).get(alamat("detail", disetujui.pk)).content.decode()
    for verba, pk in (("hapus_rhk", rhk.pk), ("hapus_indikator", indikator.pk)):
        assert alamat(verba, disetujui.pk, pk) not in halaman
        jawaban = kirim(disetujui.pegawai, disetujui, verba, pk)
        assert jawaban.status_code == 422
        assert "sudah pernah disetujui" in jawaban.content.decode()
    assert potret(disetujui) == semula


def test_row_added_in_the_revision_may_be_deleted_again(disetujui):
    """Skenario 13. Given a revision with new rows, When the owner deletes these, Then they are gone."""
    buka_revisi(disetujui)
    lama = disetujui.daftar_rhk.get()
    baru = services.tambah_indikator(disetujui, **pemilik(disetujui), rhk=lama.pk, uraian="Baru", **BENAR)
    services.hapus_indikator(disetujui, **pemilik(disetujui), indikator=baru.rincian["indikator"])
    rhk = tambah_rhk(disetujui, "RHK baru")
    services.hapus_rhk(disetujui, **pemilik(disetujui), rhk=rhk.pk)
    assert list(disetujui.daftar_rhk.all()) == [lama]
    assert lama.daftar_indikator.count() == 2


def test_row_added_in_the_revision_may_be_deleted_by_its_address(disetujui):
    """Skenario 13, by its address."""
    buka_revisi(disetujui)
    rhk = tambah_rhk(disetujui, "RHK baru")
    assert kirim(disetujui.pegawai, disetujui, "hapus_rhk", rhk.pk).status_code == 302
    assert not RencanaHasilKerja.objects.filter(pk=rhk.pk).exists()


def test_revised_plan_never_approves_itself(disetujui):
    """Skenario 14. Given a revised SKP that is not submitted again, When time goes by, Then it is not DISETUJUI; the
    months are reported on what was approved."""
    satu = versi_terakhir(disetujui)
    buka_revisi(disetujui)
    tambah_rhk(disetujui, "Menyusul")
    desember = datetime(2026, 12, 31, 23, 59, tzinfo=WITA)
    with pytest.raises(StatusTidakSesuai):
        services.terima(disetujui, **penilai(disetujui, desember), catatan="Setuju.")
    assert (Skp.objects.get(pk=disetujui.pk).status, disetujui.daftar_versi.count()) == ("KONSEP", 1)
    assert versi_pada(disetujui, Bulan(2026, 12)) == satu
    assert "Menyusul" not in str(satu.isi)
    ajukan(disetujui, pada=desember)
    terima(disetujui, desember)
    assert disetujui.status == "DISETUJUI"


# --- guards against oneself and doubles ----------------------------------------------------------------------------
def test_nobody_becomes_his_own_penilai(diajukan):
    """Skenario 15. Given the penilai were the employee himself, When the position is saved, Then refused; and a
    document that said so would give him no authority."""
    diri, bkd = diajukan.pegawai, jadikan_admin_bkd(PegawaiFactory().pengguna)
    with pytest.raises(Ditolak, match="Pejabat penilai tidak boleh diri sendiri"):
        tetapkan_penilai(diajukan.riwayat_jabatan, oleh=bkd, pada=KINI, penilai=diri)
    assert not PejabatPenilai.objects.filter(pegawai=diri).exists()
    diajukan.penilai_id = diri.pk
    assert is_penilai(diri.pengguna, diajukan, KINI) is False


def test_same_indicator_twice_in_one_rhk_is_refused(konsep):
    """Skenario 16. Given two indicators with the same text in one RHK, When saving, Then refused; in another RHK it
    is allowed."""
    rhk = konsep.daftar_rhk.get()
    satu, dua = rhk.daftar_indikator.all()
    for verba, bagian in (("tambah_indikator", {"rhk": rhk.pk}), ("ubah_indikator", {"indikator": dua.pk})):
        with pytest.raises(Ditolak, match="harus berbeda satu dengan yang lain"):
            getattr(services, verba)(konsep, **pemilik(konsep), **bagian, uraian=f" {satu.uraian} ", **BENAR)
    assert rhk.daftar_indikator.count() == 2
    lain = tambah_rhk(konsep, "RHK lain")
    services.tambah_indikator(konsep, **pemilik(konsep), rhk=lain.pk, uraian=satu.uraian, **BENAR)
    assert lain.daftar_indikator.count() == 2


# --- a plan from elsewhere --------------------------------------------------------------------------------------------
TOOL = (
    UsulanRhk("Terkelolanya server", "UTAMA", (UsulanIndikator("Jumlah server"), UsulanIndikator("Waktu hidup"))),
    UsulanRhk("Panitia", "TAMBAHAN", (UsulanIndikator("Jumlah rapat"),)),
)  # fmt: skip


@pytest.mark.parametrize(
    "periode",
    [
        (date(2026, 1, 1), date(2026, 11, 30)),
        (date(2026, 1, 2), date(2026, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_tool_kinerja_of_another_period_imports_nothing(periode):
    """Skenario 17. Given a file of another period, When it is imported, Then the failure is said and there are no
    rows."""
    skp = skp_konsep(isi={})
    semula = potret(skp)
    with pytest.raises(Ditolak) as tolak:
        services.impor_tool_kinerja(skp, **pemilik(skp), daftar=TOOL, periode=periode)
    kalimat = str(tolak.value)
    assert kalimat.startswith(
        "Gagal Import Rencana Hasil Kerja dari Tool Kinerja. Periode SKP tidak cocok: di berkas "
    )
    assert (
        f"{periode[0]:%d-%m-%Y} s.d. {periode[1]:%d-%m-%Y}, di SKP ini 01-01-2026 s.d. 31-12-2026" in kalimat
    )
    assert potret(skp) == semula


def test_tool_kinerja_of_the_same_period_tells_how_much_came():
    """Skenario 17. Given the same period, Then the receipt counts RHK and indicators; an empty file fails."""
    skp = skp_konsep(isi={})
    periode = (skp.mulai, skp.selesai)
    with pytest.raises(
        Ditolak, match=r"Gagal Import Rencana Hasil Kerja dari Tool Kinerja\. Berkas tidak berisi"
    ):
        services.impor_tool_kinerja(skp, **pemilik(skp), daftar=[], periode=periode)
    tanda = services.impor_tool_kinerja(skp, **pemilik(skp), daftar=TOOL, periode=periode)
    assert tanda.rincian == {"rhk": 2, "indikator": 3, "dilewati": []}
    assert [(r.uraian, r.jenis, len(r.daftar_indikator_terurut)) for r in skp.isi_lengkap()] == [
        ("Terkelolanya server", "UTAMA", 2),
        ("Panitia", "TAMBAHAN", 1),
    ]


def test_copied_plan_comes_without_rhk_atasan_and_without_realisasi():
    """Skenario 18. Given an approved SKP of 2025, When it is copied into that of 2026, Then RHK and indicators are
    there, RHK atasan is empty and asked for before submission, and no realisasi came along."""
    dulu, atasan = datetime(2025, 1, 15, 9, 0, tzinfo=WITA), PegawaiFactory()
    induk = _disetujui_2025(atasan, PegawaiFactory(), dulu).daftar_rhk.get()
    lama = _disetujui_2025(PegawaiFactory(), atasan, dulu, induk)
    tanda = tegaskan(lama.riwayat_jabatan, oleh=lama.pegawai.pengguna, pada=KINI)
    baru = tambah(tanda.objek).objek
    pilihan = [rhk.pk for rhk in lama.daftar_rhk.all()]
    hasil = services.salin(baru, **pemilik(baru), sumber=lama.pk, pilihan=pilihan)
    assert hasil.rincian == {"rhk": 1, "indikator": 1, "dilewati": [], "dari": lama.pk}
    (rhk,) = baru.isi_lengkap()
    (indikator,) = rhk.daftar_indikator_terurut
    assert (rhk.uraian, rhk.jenis, rhk.rhk_atasan) == ("Terkelolanya server", "UTAMA", None)
    assert (indikator.uraian, indikator.aspek, indikator.target_tercetak) == (
        "Indikator Terkelolanya server", "KUANTITAS", "1 minggu",
    )  # fmt: skip
    selesaikan(lama)
    with pytest.raises(Ditolak, match="RHK “Terkelolanya server” belum memilih RHK atasan yang diintervensi"):
        ajukan(baru)
    assert not RealisasiBulanan.objects.filter(skp=baru).exists()
    assert lama.daftar_rhk.get().rhk_atasan == induk


def _disetujui_2025(pegawai, penilai_, pada, induk=None) -> Skp:
    riwayat = RiwayatJabatanFactory(pegawai=pegawai, tahun=2025)
    tunjuk_penilai(riwayat, penilai_, mulai=date(2025, 1, 1))
    skp = tambah(riwayat, pada, model="JA_JF" if induk else "JPT").objek
    tambah_rhk(skp, "Terkelolanya server", induk)
    ajukan(skp, pada=pada)
    terima(skp, pada)
    return skp


# --- two SKPs in one year ------------------------------------------------------------------------------------------------
def test_two_skps_of_a_year_keep_their_own_predikat():
    """Skenario 45. Given January to July Butuh Perbaikan and August to December Sangat Baik, Then both are listed with
    their own predikat and nowhere an average; angka kredit is the sum of the rounded pieces."""
    satu = skp_disetujui()
    services.tutup_periode(satu, **pemilik(satu), selesai=date(2026, 7, 31), alasan="Mutasi.")
    selesaikan(satu, "BUTUH_PERBAIKAN")
    dua = tambah(riwayat_kedua(satu.pegawai), model="JPT", mulai=date(2026, 8, 1)).objek
    tambah_rhk(dua, "Terkelolanya server")
    ajukan(dua)
    terima(dua)
    selesaikan(dua, "SANGAT_BAIK")
    assert [(s.mulai.month, s.selesai.month, s.status, s.predikat) for s in daftar_skp(satu.pegawai)] == [
        (8, 12, "SELESAI", "SANGAT_BAIK"),
        (1, 7, "SELESAI", "BUTUH_PERBAIKAN"),
    ]
    halaman = klien(satu.pegawai).get(alamat("daftar")).content.decode()
    lencana = [p for p in Predikat.labels if f"</span> {p}</span>" in halaman]
    assert lencana == ["Sangat Baik", "Butuh Perbaikan"]  # and not the Baik that an average would give
    koefisien = Decimal("12.5")
    pertama = hitung_angka_kredit("BUTUH_PERBAIKAN", koefisien=koefisien, bulan=7).nilai
    kedua = hitung_angka_kredit("SANGAT_BAIK", koefisien=koefisien, bulan=5).nilai
    assert (pertama, kedua, pertama + kedua) == (Decimal("5.47"), Decimal("7.81"), Decimal("13.28"))


@pytest.mark.parametrize(
    ("predikat", "koefisien", "bulan", "nilai"),
    [
        ("SANGAT_BAIK", "12.5", 12, "18.75"),
        ("BAIK", "12.5", 2, "2.08"),
        ("SANGAT_BAIK", "3.75", 12, "5.63"),
        ("BUTUH_PERBAIKAN", "12.5", 12, "9.38"),
        ("BUTUH_PERBAIKAN", "37.5", 12, "28.13"),
        ("SANGAT_KURANG", "12.5", 12, "3.13"),
        ("BUTUH_PERBAIKAN", "3.75", 12, "2.81"),
        ("KURANG", "50", 12, "25.00"),
        ("SANGAT_KURANG", "50", 1, "1.04"),
    ],
)
def test_angka_kredit_is_that_of_the_published_table(predikat, koefisien, bulan, nilai):
    hasil = hitung_angka_kredit(predikat, koefisien=Decimal(koefisien), bulan=bulan)
    assert str(hasil.nilai) == nilai
    assert hasil.jejak[-1]["dasar"] == "Peraturan BKN 3/2023; PermenPANRB 1/2023 Ps 37 ayat (1)"


@pytest.mark.parametrize(("predikat", "bulan", "galat"), [("HEBAT", 12, ValueError), ("BAIK", 0, ValueError), ("BAIK", 13, ValueError)])  # fmt: skip
def test_angka_kredit_of_nonsense_is_an_error(predikat, bulan, galat):
    with pytest.raises(galat):
        hitung_angka_kredit(predikat, koefisien=Decimal("12.5"), bulan=bulan)


def test_every_predikat_has_its_percentage():
    """150, 100, 75, 50, 25 percent, best to worst."""
    nilai = [hitung_angka_kredit(p, koefisien=Decimal(100), bulan=12).nilai for p in Predikat.values]
    assert nilai == [150, 100, 75, 50, 25]


def test_next_skp_waits_for_the_one_before_unless_bkd_excepts_it(disetujui):
    """Skenario 46. Given the old SKP is not SELESAI, When the new one is submitted, Then refused, unless BKD excepts it
    with a reason."""
    services.tutup_periode(disetujui, **pemilik(disetujui), selesai=date(2026, 5, 31), alasan="Mutasi.")
    baru = tambah(riwayat_kedua(disetujui.pegawai), model="JPT", mulai=date(2026, 6, 1)).objek
    tambah_rhk(baru, "Terkelolanya server")
    with pytest.raises(Ditolak) as tolak:
        ajukan(baru)
    assert str(tolak.value) == (
        "SKP Anda periode 01-01-2026 s.d. 31-05-2026 belum selesai dinilai (status Disetujui). Selesaikan dahulu, "
        "atau minta izin BKD."
    )
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    for oleh in (baru.pegawai.pengguna, baru.penilai.pengguna, jadikan_admin_bkd(baru.pegawai.pengguna)):
        with pytest.raises(AksesDitolak):
            services.izinkan_mendahului(baru, oleh=oleh, pada=KINI, alasan="Untuk saya.")
    with pytest.raises(Ditolak, match="Tuliskan alasan pemberian izin"):
        services.izinkan_mendahului(baru, oleh=bkd, pada=KINI, alasan=" ")
    assert Skp.objects.get(pk=baru.pk).status == "KONSEP"
    tanda = services.izinkan_mendahului(baru, oleh=bkd, pada=KINI, alasan="Penilai lama meninggal.")
    assert (tanda.catatan, tanda.oleh) == ("Penilai lama meninggal.", bkd)
    with pytest.raises(Ditolak, match="sudah diizinkan"):
        services.izinkan_mendahului(baru, oleh=bkd, pada=KINI, alasan="Lagi.")
    ajukan(baru)
    assert baru.status == "PENILAIAN_RENCANA"


def test_next_skp_goes_on_when_the_one_before_is_finished(disetujui):
    """The ordinary way, without BKD."""
    services.tutup_periode(disetujui, **pemilik(disetujui), selesai=date(2026, 5, 31), alasan="Mutasi.")
    baru = tambah(riwayat_kedua(disetujui.pegawai), model="JPT", mulai=date(2026, 6, 1)).objek
    tambah_rhk(baru, "Terkelolanya server")
    selesaikan(disetujui)
    ajukan(baru)
    assert baru.status == "PENILAIAN_RENCANA"


# --- deleting a position -------------------------------------------------------------------------------------------------
JUKNIS = (
    "Data riwayat tersebut tidak dapat dihapus lagi karena terkait dengan SKP yang telah dibuat. Jika data tersebut "
    "benar-benar akan dihapus, silakan menghubungi pengelola aplikasi untuk mendapatkan arahan lebih lanjut."
)


def test_position_used_by_an_skp_is_not_deleted(konsep):
    """Skenario 64. Given a position that an SKP uses, When it is deleted, Then refused in the juknis's words, whoever
    asks."""
    pengelola = PegawaiFactory().pengguna
    beri_wilayah(pengelola, konsep.perangkat_daerah, "kelola_perangkatdaerah")
    for oleh in (konsep.pegawai.pengguna, pengelola, jadikan_admin_bkd(PegawaiFactory().pengguna)):
        with pytest.raises(Ditolak) as tolak:
            hapus_riwayat(konsep.pegawai, oleh=oleh, pada=KINI, riwayat=konsep.riwayat_jabatan_id)
        assert str(tolak.value) == JUKNIS
    assert konsep.riwayat_jabatan.daftar_penilai.count() == 1


def test_unused_position_is_deleted(konsep):
    """Skenario 64. Given a position that nothing uses, When it is deleted, Then it is gone, and the record tells it."""
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    usulan = RiwayatJabatanFactory(
        pegawai=konsep.pegawai, aktif=False, diverifikasi_oleh=None, diverifikasi_pada=None
    )
    terverifikasi = riwayat_kedua(konsep.pegawai)
    tanda = hapus_riwayat(konsep.pegawai, **pemilik(konsep), riwayat=usulan.pk)
    assert tanda.rincian == {"riwayat": usulan.pk, "jabatan": f"{usulan.jabatan} (2026)", "tmt": "2021-01-03"}
    with pytest.raises(Pelanggaran, match="sudah diverifikasi hanya dapat dihapus pengelola kepegawaian"):
        hapus_riwayat(konsep.pegawai, **pemilik(konsep), riwayat=terverifikasi.pk)
    hapus_riwayat(konsep.pegawai, oleh=bkd, pada=KINI, riwayat=terverifikasi.pk)
    assert list(konsep.pegawai.daftar_riwayat_jabatan.all()) == [konsep.riwayat_jabatan]


@pytest.mark.parametrize("siapa", ["rekan", "penilai", "pengelola_lain", "superuser"])
def test_position_is_deleted_by_nobody_else(konsep, siapa):
    usulan = RiwayatJabatanFactory(
        pegawai=konsep.pegawai, aktif=False, diverifikasi_oleh=None, diverifikasi_pada=None
    )
    orang = {"rekan": PegawaiFactory(perangkat_daerah=konsep.perangkat_daerah), "penilai": konsep.penilai}
    pengguna = (orang.get(siapa) or PegawaiFactory()).pengguna
    if siapa == "pengelola_lain":
        beri_wilayah(pengguna, PegawaiFactory().perangkat_daerah, "kelola_perangkatdaerah")
    if siapa == "superuser":
        pengguna.is_superuser = True
        pengguna.save()
    with pytest.raises(AksesDitolak):
        hapus_riwayat(konsep.pegawai, oleh=pengguna, pada=KINI, riwayat=usulan.pk)
    assert RiwayatJabatan.objects.filter(pk=usulan.pk).exists()


def test_position_of_another_person_is_not_found(konsep):
    asing = RiwayatJabatanFactory()
    bkd = jadikan_admin_bkd(PegawaiFactory().pengguna)
    with pytest.raises(Ditolak, match="Riwayat jabatan tidak ditemukan"):
        hapus_riwayat(konsep.pegawai, oleh=bkd, pada=KINI, riwayat=asing.pk)
    assert RiwayatJabatan.objects.filter(pk=asing.pk).exists()
