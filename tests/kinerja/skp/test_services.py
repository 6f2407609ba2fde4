"""The rules of an SKP, said by the services themselves. Numbers in names are the acceptance scenarios'."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kinerja.dokumen.errors import AksesDitolak, Ditolak, StatusTidakSesuai
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.services import tetapkan_penilai
from kinerja.skp import services
from kinerja.skp.models import Indikator, NilaiBerakhlak, RencanaHasilKerja, Skp
from kinerja.skp.permissions import is_penilai
from kinerja.skp.queries import daftar_rhk_atasan, dinilai_tanpa_skp, jumlah_menunggu_keputusan
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    isi_ekspektasi,
    jadikan_admin_bkd,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.kinerja.skp.conftest import KINI, ja_jf, potret

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")


def riwayat_kedua(pegawai, **kw):
    kedua = RiwayatJabatanFactory(pegawai=pegawai, peran="PLT", **kw)
    tunjuk_penilai(kedua, PegawaiFactory())
    return kedua


def tambah(riwayat, **isi):
    return services.tambah_skp(riwayat, oleh=riwayat.pegawai.pengguna, pada=KINI, **isi)


# --- 1, 2, 3: periods and positions ------------------------------------------------------------------------
def test_1_overlapping_period_is_refused(konsep):
    kedua = riwayat_kedua(konsep.pegawai)
    with pytest.raises(Ditolak, match="bertumpang tindih dengan SKP lain"):
        tambah(kedua, mulai=date(2026, 6, 1), selesai=date(2026, 12, 31))
    assert Skp.objects.count() == 1


def test_2_shortened_first_skp_leaves_room_for_the_second(konsep):
    services.ubah(
        konsep,
        oleh=konsep.pegawai.pengguna,
        pada=KINI,
        mulai=date(2026, 1, 1),
        selesai=date(2026, 5, 31),
        model="JPT",
        pendekatan="KUANTITATIF",
    )
    kedua = tambah(riwayat_kedua(konsep.pegawai), mulai=date(2026, 6, 1)).objek
    assert (kedua.status, kedua.mulai, kedua.selesai) == ("KONSEP", date(2026, 6, 1), date(2026, 12, 31))


def test_3_one_riwayat_one_skp(konsep):
    with pytest.raises(Ditolak, match="Riwayat jabatan ini sudah dipakai SKP lain"):
        tambah(konsep.riwayat_jabatan)
    assert Skp.objects.count() == 1


@pytest.mark.parametrize(
    ("mulai", "selesai", "kalimat"),
    [
        (date(2025, 12, 31), date(2026, 12, 31), "harus berada di tahun 2026"),
        (date(2026, 1, 1), date(2027, 1, 1), "harus berada di tahun 2026"),
        (date(2026, 7, 1), date(2026, 6, 30), "Periode akhir mendahului periode awal"),
    ],
)
def test_period_outside_its_year_or_reversed_is_refused(mulai, selesai, kalimat):
    riwayat = RiwayatJabatanFactory()
    with pytest.raises(Ditolak, match=kalimat):
        tambah(riwayat, mulai=mulai, selesai=selesai)
    assert not Skp.objects.exists()


def test_inactive_position_has_no_skp():
    riwayat = RiwayatJabatanFactory(aktif=False)
    with pytest.raises(Ditolak, match="riwayat jabatan yang aktif"):
        tambah(riwayat)


# --- 4, 5, 6, 7: what a submission needs ---------------------------------------------------------------------
def ajukan(skp, catatan="Mohon koreksi."):
    return services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=KINI, catatan=catatan)


def test_4_ja_jf_rhk_without_parent_is_refused_and_named(db):
    skp = ja_jf()
    with pytest.raises(Ditolak, match="RHK “Terkelolanya server” belum memilih RHK atasan"):
        services.tambah_rhk(
            skp, oleh=skp.pegawai.pengguna, pada=KINI, jenis="UTAMA", uraian="Terkelolanya server"
        )
    RencanaHasilKerja.objects.create(skp=skp, uraian="Terkelolanya server")
    with pytest.raises(Ditolak) as tolak:
        ajukan(skp)
    assert "RHK “Terkelolanya server” belum memilih RHK atasan yang diintervensi." in str(tolak.value)
    assert Skp.objects.get(pk=skp.pk).status == "KONSEP"


def test_4_parent_of_a_stranger_is_refused(db):
    skp = ja_jf()
    asing = skp_disetujui().daftar_rhk.get()
    with pytest.raises(Ditolak, match="RHK atasan harus dari SKP penilai yang sudah disetujui"):
        services.tambah_rhk(
            skp, oleh=skp.pegawai.pengguna, pada=KINI, jenis="UTAMA", uraian="Contoh", rhk_atasan=asing
        )
    assert not skp.daftar_rhk.exists()


def test_parent_not_yet_approved_is_not_offered(db):
    atasan = skp_konsep()
    skp = skp_konsep(penilai=atasan.pegawai, model="JA_JF", isi={})
    assert list(daftar_rhk_atasan(skp, pada=KINI)) == []


def test_5_jpt_indicator_without_perspektif_is_refused(konsep):
    Indikator.objects.update(perspektif="")
    with pytest.raises(Ditolak, match="belum memilih perspektif"):
        ajukan(konsep)
    with pytest.raises(Ditolak, match="memakai perspektif, bukan aspek"):
        services.ubah_indikator(
            konsep,
            oleh=konsep.pegawai.pengguna,
            pada=KINI,
            indikator=Indikator.objects.first().pk,
            uraian="Contoh",
            aspek="WAKTU",
            target=Decimal(1),
            satuan="Kali",
        )


def test_6_all_that_is_missing_comes_at_once(db):
    skp = skp_konsep(isi={"RHK pertama": [], "RHK kedua": []})
    with pytest.raises(Ditolak) as tolak:
        ajukan(skp)
    pertama, kedua = skp.daftar_rhk.order_by("pk")
    assert [(k.kalimat, k.tautan) for k in tolak.value.keluhan] == [
        ("RHK “RHK pertama” belum mempunyai indikator.", f"#rhk-{pertama.pk}"),
        ("RHK “RHK kedua” belum mempunyai indikator.", f"#rhk-{kedua.pk}"),
    ]


def test_6_no_utama_is_refused(db):
    skp = skp_konsep(isi={})
    with pytest.raises(Ditolak, match="belum mempunyai rencana hasil kerja utama"):
        ajukan(skp)


@pytest.mark.parametrize("catatan", ["", "   ", "\n\t"])
def test_7_empty_note_is_refused(konsep, catatan):
    with pytest.raises(Ditolak, match="Tuliskan catatan kepada penilai"):
        ajukan(konsep, catatan)
    assert Skp.objects.get().status == "KONSEP"


def test_7_submission_takes_the_penilai_of_that_moment(konsep):
    lama = konsep.riwayat_jabatan.daftar_penilai.get()
    lama.selesai = date(2026, 1, 16)
    lama.save()
    baru = tunjuk_penilai(konsep.riwayat_jabatan, PegawaiFactory(), mulai=date(2026, 1, 17)).pegawai
    tanda = ajukan(konsep)
    assert (konsep.status, konsep.penilai, tanda.jenis) == ("PENILAIAN_RENCANA", baru, "skp.diajukan")


def test_longest_position_of_an_acting_penilai_fits_its_column(konsep):
    riwayat = RiwayatJabatanFactory(jabatan__nama="J" * 150)
    plt = tunjuk_penilai(
        RiwayatJabatanFactory(), riwayat.pegawai, peran="PLT", selesai=date(2026, 4, 1), surat="1"
    )
    assert services.nama_jabatan_penilai(plt) == "Plt. " + "J" * 145


def test_submission_without_a_penilai_is_refused(konsep):
    konsep.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 16))
    with pytest.raises(Ditolak, match="Pejabat penilai Anda belum ditetapkan"):
        ajukan(konsep)


# --- 8, 9, 10: the decision -------------------------------------------------------------------------------------
def test_8_six_expectations_are_not_seven(diajukan):
    isi_ekspektasi(diajukan)
    diajukan.daftar_ekspektasi.get(nilai="LOYAL").delete()
    with pytest.raises(Ditolak) as tolak:
        services.terima(diajukan, oleh=diajukan.penilai.pengguna, pada=KINI, catatan="Setuju.")
    assert [(k.kalimat, k.tautan) for k in tolak.value.keluhan] == [
        ("Ekspektasi untuk “Loyal” belum diisi.", "#ekspektasi-LOYAL")
    ]
    isi_ekspektasi(diajukan)
    services.terima(diajukan, oleh=diajukan.penilai.pengguna, pada=KINI, catatan="Setuju.")
    assert (diajukan.status, diajukan.disetujui_pada) == ("DISETUJUI", KINI)


def test_8_approval_needs_its_note(diajukan):
    isi_ekspektasi(diajukan)
    with pytest.raises(Ditolak, match="Tuliskan catatan persetujuan"):
        services.terima(diajukan, oleh=diajukan.penilai.pengguna, pada=KINI, catatan=" ")
    assert Skp.objects.get().status == "PENILAIAN_RENCANA"


def test_9_return_needs_its_correction(diajukan):
    with pytest.raises(Ditolak, match="Tuliskan catatan koreksi"):
        services.kembalikan(diajukan, oleh=diajukan.penilai.pengguna, pada=KINI, catatan="")
    services.kembalikan(diajukan, oleh=diajukan.penilai.pengguna, pada=KINI, catatan="Perbaiki target.")
    assert (diajukan.status, Riwayat.objects.latest("nomor").catatan) == ("KONSEP", "Perbaiki target.")


def test_expectation_is_emptied_by_empty_text_and_kept_when_not_named(diajukan):
    isi_ekspektasi(diajukan)
    services.simpan_ekspektasi(
        diajukan, oleh=diajukan.penilai.pengguna, pada=KINI, ekspektasi={"LOYAL": "  ", "ADAPTIF": "Cepat"}
    )
    teks = dict(diajukan.daftar_ekspektasi.values_list("nilai", "teks"))
    assert "LOYAL" not in teks
    assert teks["ADAPTIF"] == "Cepat"
    assert len(teks) == NilaiBerakhlak.objects.count() - 1


def langkah(skp) -> dict:
    """Every verb, with arguments that would be accepted in the right state."""
    rhk = skp.daftar_rhk.first()
    indikator = rhk.daftar_indikator.first()
    isi = {"uraian": "Baru", "perspektif": "ANGGARAN", "target": Decimal(1), "satuan": "Kali"}
    periode = {"mulai": skp.mulai, "selesai": skp.selesai, "model": "JPT", "pendekatan": "KUANTITATIF"}
    pemilik, penilai = skp.pegawai.pengguna, skp.penilai.pengguna
    return {
        "ubah": (pemilik, periode),
        "tambah_rhk": (pemilik, {"jenis": "UTAMA", "uraian": "Baru"}),
        "ubah_rhk": (pemilik, {"rhk": rhk.pk, "jenis": "UTAMA", "uraian": "Baru"}),
        "hapus_rhk": (pemilik, {"rhk": rhk.pk}),
        "tambah_indikator": (pemilik, {"rhk": rhk.pk, **isi}),
        "ubah_indikator": (pemilik, {"indikator": indikator.pk, **isi}),
        "hapus_indikator": (pemilik, {"indikator": indikator.pk}),
        "ajukan": (pemilik, {"catatan": "Mohon."}),
        "simpan_ekspektasi": (penilai, {"ekspektasi": {"LOYAL": "Setia"}}),
        "terima": (penilai, {"catatan": "Setuju."}),
        "kembalikan": (penilai, {"catatan": "Perbaiki."}),
    }


PENYUNTINGAN = {
    "ubah", "tambah_rhk", "ubah_rhk", "hapus_rhk", "tambah_indikator", "ubah_indikator", "hapus_indikator", "ajukan",
}  # fmt: skip
PENILAIAN = {"simpan_ekspektasi", "terima", "kembalikan"}


@pytest.mark.parametrize(
    ("keadaan", "ditolak"),
    [("konsep", PENILAIAN), ("diajukan", PENYUNTINGAN), ("disetujui", PENYUNTINGAN | PENILAIAN)],
)
def test_10_every_verb_in_the_wrong_state_changes_nothing(request, keadaan, ditolak):
    skp = request.getfixturevalue(keadaan)
    daftar, semula = langkah(skp), potret(skp)
    for verba in sorted(ditolak):
        oleh, isi = daftar[verba]
        with pytest.raises(StatusTidakSesuai):
            getattr(services, verba)(skp, oleh=oleh, pada=KINI, **isi)
    assert potret(skp) == semula


def test_all_verbs_are_in_the_table(konsep):
    assert set(langkah(konsep)) == PENYUNTINGAN | PENILAIAN


# --- 15, 16, and tampering -----------------------------------------------------------------------------------------
def test_15_nobody_rates_himself(diajukan):
    """Refused when designated, and without authority even if a document said so."""
    diri, bkd = diajukan.pegawai, jadikan_admin_bkd(PegawaiFactory().pengguna)
    with pytest.raises(Ditolak, match="tidak boleh diri sendiri"):
        tetapkan_penilai(diajukan.riwayat_jabatan, oleh=bkd, pada=KINI, penilai=diri)
    diajukan.penilai_id = diri.pk
    assert is_penilai(diri.pengguna, diajukan, KINI) is False


def test_16_same_indicator_twice_in_one_rhk_is_refused(konsep):
    rhk = konsep.daftar_rhk.get()
    with pytest.raises(Ditolak, match="harus berbeda satu dengan yang lain"):
        services.tambah_indikator(
            konsep,
            oleh=konsep.pegawai.pengguna,
            pada=KINI,
            rhk=rhk.pk,
            uraian=rhk.daftar_indikator.first().uraian + " ",
            perspektif="ANGGARAN",
            target=Decimal(1),
            satuan="Kali",
        )
    assert rhk.daftar_indikator.count() == 2


def test_part_of_another_skp_is_not_found(konsep):
    asing = skp_konsep().daftar_rhk.get()
    oleh, semula = konsep.pegawai.pengguna, potret(asing.skp)
    for verba, isi in [
        ("hapus_rhk", {"rhk": asing.pk}),
        ("ubah_rhk", {"rhk": asing.pk, "jenis": "UTAMA", "uraian": "Dibajak"}),
        ("hapus_indikator", {"indikator": asing.daftar_indikator.first().pk}),
    ]:
        with pytest.raises(Ditolak, match="tidak ditemukan di SKP ini"):
            getattr(services, verba)(konsep, oleh=oleh, pada=KINI, **isi)
    assert potret(asing.skp) == semula


def test_intervened_rhk_cannot_be_deleted(db):
    bawahan = ja_jf()
    induk = RencanaHasilKerja.objects.exclude(skp=bawahan).get()
    services.tambah_rhk(
        bawahan, oleh=bawahan.pegawai.pengguna, pada=KINI, jenis="UTAMA", uraian="Anak", rhk_atasan=induk
    )
    Skp.objects.filter(pk=induk.skp_id).update(status="KONSEP")
    with pytest.raises(Ditolak, match="sudah diintervensi RHK bawahan"):
        services.hapus_rhk(induk.skp, oleh=induk.skp.pegawai.pengguna, pada=KINI, rhk=induk.pk)


def test_target_as_money_is_printed_the_indonesian_way():
    indikator = Indikator(target=Decimal("14140000.50"), satuan="Rupiah")
    assert indikator.target_tercetak == "14.140.000,5 Rupiah"


# --- penilai in time -------------------------------------------------------------------------------------------------
def plt_menilai(skp_awal=None):
    skp = skp_awal or skp_konsep()
    skp.riwayat_jabatan.daftar_penilai.update(mulai=date(2025, 1, 1), selesai=date(2025, 12, 31))
    tunjuk_penilai(
        skp.riwayat_jabatan, PegawaiFactory(), peran="PLT", selesai=date(2026, 1, 25), surat="800/1/BKD"
    )
    ajukan(skp)
    isi_ekspektasi(skp)
    return skp


def test_plt_decides_until_his_last_day_and_not_after(db):
    skp = plt_menilai()
    oleh, semula = skp.penilai.pengguna, potret(skp)
    with pytest.raises(AksesDitolak):
        services.terima(skp, oleh=oleh, pada=datetime(2026, 1, 26, 0, 0, tzinfo=WITA), catatan="Setuju.")
    assert potret(skp) == semula
    assert jumlah_menunggu_keputusan(oleh, pada=datetime(2026, 1, 26, 0, 0, tzinfo=WITA)) == 0
    akhir = datetime(2026, 1, 25, 23, 59, tzinfo=WITA)
    assert jumlah_menunggu_keputusan(oleh, pada=akhir) == 1
    services.terima(skp, oleh=oleh, pada=akhir, catatan="Setuju.")
    assert skp.status == "DISETUJUI"


def test_definitive_penilai_finishes_what_he_holds(diajukan):
    lama = diajukan.riwayat_jabatan.daftar_penilai.get()
    lama.selesai = date(2026, 1, 18)
    lama.save()
    isi_ekspektasi(diajukan)
    services.terima(diajukan, oleh=lama.pegawai.pengguna, pada=KINI, catatan="Setuju.")
    assert diajukan.status == "DISETUJUI"


def test_who_has_no_skp_yet(konsep):
    penilai = konsep.penilai
    lain = RiwayatJabatanFactory()
    tunjuk_penilai(lain, penilai)
    assert [p.dinilai for p in dinilai_tanpa_skp(penilai.pengguna, pada=KINI)] == [lain.pegawai]


def test_same_key_replays_and_another_payload_is_refused(konsep):
    oleh, kunci = konsep.pegawai.pengguna, "kunci-yang-sama"
    satu = services.tambah_rhk(konsep, oleh=oleh, pada=KINI, kunci=kunci, jenis="UTAMA", uraian="Satu")
    dua = services.tambah_rhk(konsep, oleh=oleh, pada=KINI, kunci=kunci, jenis="UTAMA", uraian="Satu")
    assert dua.nomor == satu.nomor
    with pytest.raises(Ditolak, match="Data sudah berubah"):
        services.tambah_rhk(konsep, oleh=oleh, pada=KINI, kunci=kunci, jenis="UTAMA", uraian="Lain")
    assert konsep.daftar_rhk.filter(uraian__in=["Satu", "Lain"]).count() == 1


def test_changing_the_model_empties_what_the_other_has_not(db):
    skp = ja_jf()
    oleh = skp.pegawai.pengguna
    induk = daftar_rhk_atasan(skp, pada=KINI).get()
    tanda = services.tambah_rhk(skp, oleh=oleh, pada=KINI, jenis="UTAMA", uraian="Satu", rhk_atasan=induk)
    services.tambah_indikator(
        skp, oleh=oleh, pada=KINI, rhk=tanda.rincian["rhk"], uraian="A", aspek="WAKTU", target_teks="1 minggu"
    )
    services.ubah(
        skp, oleh=oleh, pada=KINI, mulai=skp.mulai, selesai=skp.selesai, model="JPT", pendekatan="KUALITATIF"
    )
    assert skp.daftar_rhk.get().rhk_atasan is None
    assert Indikator.objects.get(rhk__skp=skp).aspek == ""
