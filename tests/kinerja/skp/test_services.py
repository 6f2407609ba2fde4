"""Every act of an SKP refuses whom, when and what it must; the same arguments do for who may."""

from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, StatusTidakSesuai
from kinerja.dokumen.models import Riwayat
from kinerja.skp import services
from kinerja.skp.models import Indikator, Skp
from kinerja.skp.queries import daftar_rhk_atasan, dinilai_tanpa_skp, jumlah_menunggu_keputusan
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    isi_ekspektasi,
    skp_disetujui,
    skp_konsep,
    tunjuk_penilai,
)
from tests.kinerja.skp.conftest import KINI, ja_jf, potret
from tests.kinerja.skp.langkah import (
    SEMUA,
    VERBA,
    ajukan,
    lakukan,
    langkah,
    lapangan,
    orang_lain,
    pemilik,
    penilai,
    semuanya,
)

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")
# Addresses that the forged requests of test_permissions know.
PENYUNTINGAN = {
    "ubah", "tambah_rhk", "ubah_rhk", "hapus_rhk", "tambah_indikator", "ubah_indikator", "hapus_indikator", "ajukan",
}  # fmt: skip
PENILAIAN = {"simpan_ekspektasi", "terima", "kembalikan"}


@contextmanager
def sementara():
    """What is done here is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- every verb ------------------------------------------------------------------------------------------------
def test_every_verb_is_in_the_table(db):
    d = lapangan()
    assert set(langkah(d)) | {"dibuat"} >= SEMUA
    assert set(langkah(d)) == set().union(*VERBA.values())


@pytest.mark.parametrize("keadaan", VERBA)
def test_who_may_does_it_once_however_often_he_taps(keadaan):
    """Otherwise the refusals below would prove nothing."""
    d = lapangan(keadaan)
    for verba in VERBA[keadaan]:
        with sementara():
            sebelum = Riwayat.objects.count()
            satu = lakukan(d, verba, versi=d.skp.versi, kunci="kunci")
            sesudah = semuanya(d)
            dua = lakukan(d, verba, versi=d.skp.versi - 1, kunci="kunci")
            assert (satu.nomor, Riwayat.objects.count()) == (dua.nomor, sebelum + 1), verba
            assert semuanya(d) == sesudah, verba
        d.skp.refresh_from_db()


@pytest.mark.parametrize("keadaan", VERBA)
def test_wrong_state_changes_nothing(keadaan):
    d = lapangan(keadaan)
    semula = semuanya(d)
    for verba in sorted(SEMUA - set(VERBA[keadaan])):
        if keadaan == "direvisi" and verba in ("hapus_rhk", "hapus_indikator"):
            continue  # refused for another reason: see the revision's own tests
        with pytest.raises(StatusTidakSesuai, match="tidak dapat dilakukan"):
            lakukan(d, verba)
        assert semuanya(d) == semula, verba


@pytest.mark.parametrize("keadaan", VERBA)
def test_wrong_person_changes_nothing(keadaan):
    d = lapangan(keadaan)
    semula = semuanya(d)
    for siapa, orang in orang_lain(d).items():
        for verba in VERBA[keadaan]:
            if langkah(d)[verba][0] != orang:
                with pytest.raises(AksesDitolak):
                    lakukan(d, verba, oleh=orang)
                assert semuanya(d) == semula, (siapa, verba)


@pytest.mark.parametrize("keadaan", VERBA)
def test_stale_version_changes_nothing(keadaan):
    d = lapangan(keadaan)
    semula = semuanya(d)
    for verba in VERBA[keadaan]:
        with pytest.raises(DataBerubah):
            lakukan(d, verba, versi=d.skp.versi - 1)
    assert semuanya(d) == semula


@pytest.mark.parametrize("kosong", ["", "  \n\t "])
@pytest.mark.parametrize("keadaan", VERBA)
def test_missing_text_is_asked_for(keadaan, kosong):
    d = lapangan(keadaan)
    semula = semuanya(d)
    for verba in VERBA[keadaan]:
        for nama, kalimat in getattr(services, verba).wajib.items():
            with pytest.raises(Ditolak) as tolak:
                lakukan(d, verba, **{nama: kosong if isinstance(langkah(d)[verba][1][nama], str) else []})
            assert str(tolak.value) == kalimat
    assert semuanya(d) == semula


@pytest.mark.parametrize("keadaan", ["diajukan", "disetujui", "revisi"])
def test_every_decision_has_its_reason(keadaan):
    d = lapangan(keadaan)
    berteks = {v for v in VERBA[keadaan] if {"catatan", "alasan"} & set(getattr(services, v).wajib)}
    assert (
        berteks
        == {
            "diajukan": {"komentari", "terima", "kembalikan"},
            "disetujui": {"ajukan_revisi", "tutup_periode"},
            "revisi": {"tolak_revisi"},
        }[keadaan]
    )
    for verba in berteks:
        with sementara():
            tanda = lakukan(d, verba)
            assert tanda.catatan == langkah(d)[verba][1].get("catatan", "Mutasi, SK 800/1/2026.")
        d.skp.refresh_from_db()


def test_same_key_with_other_content_is_refused(konsep):
    isi = {**pemilik(konsep), "kunci": "kunci-yang-sama", "jenis": "UTAMA"}
    services.tambah_rhk(konsep, **isi, uraian="Satu")
    with pytest.raises(DataBerubah):
        services.tambah_rhk(konsep, **isi, uraian="Lain")
    assert konsep.daftar_rhk.filter(uraian__in=["Satu", "Lain"]).count() == 1


# --- parts of another's plan ---------------------------------------------------------------------------------------
ASING = {
    "ubah_rhk": "rhk", "hapus_rhk": "rhk", "tambah_indikator": "rhk", "ubah_indikator": "indikator",
    "hapus_indikator": "indikator", "balas_komentar": "rhk",
}  # fmt: skip


@pytest.mark.parametrize(("verba", "bagian"), ASING.items())
def test_part_of_another_skp_is_not_found(verba, bagian):
    d, asing = lapangan(), skp_konsep().daftar_rhk.get()
    kedinasan_lain = d.skp.indikator_kedinasan_lain
    palsu = {
        "rhk": [asing.pk, 10**30, 0],
        "indikator": [asing.daftar_indikator.first().pk, kedinasan_lain.pk],
    }
    semula, asing_semula = semuanya(d), potret(asing.skp)
    for pk in palsu[bagian]:
        if pk == 0 and verba == "balas_komentar":
            continue  # about the plan as a whole
        with pytest.raises(Ditolak, match="tidak ditemukan di SKP ini"):
            lakukan(d, verba, **{bagian: pk})
    assert (semuanya(d), potret(asing.skp)) == (semula, asing_semula)


def test_comment_on_a_part_of_another_skp_is_refused():
    d, asing = lapangan("diajukan"), skp_konsep().daftar_rhk.get()
    for bagian in ({"rhk": asing.pk, "indikator": None}, {"indikator": asing.daftar_indikator.first().pk}):
        with pytest.raises(Ditolak, match="tidak ditemukan di SKP ini"):
            lakukan(d, "komentari", **bagian)


def test_rhk_atasan_of_a_stranger_or_of_oneself_is_refused():
    d = lapangan()
    asing, semula = d.sumber.daftar_rhk.get(), semuanya(d)
    for palsu in (asing, d.rhk):
        for verba in ("tambah_rhk", "ubah_rhk"):
            with pytest.raises(Ditolak, match="RHK atasan harus dari SKP penilai yang sudah disetujui"):
                lakukan(d, verba, rhk_atasan=palsu)
        with pytest.raises(Ditolak, match="RHK atasan harus dari SKP penilai yang sudah disetujui"):
            lakukan(d, "pilih_rhk_atasan", pilihan={d.rhk.pk: palsu.pk})
    with pytest.raises(Ditolak, match="tidak ditemukan di SKP ini"):
        lakukan(d, "pilih_rhk_atasan", pilihan={asing.pk: d.induk.pk})
    assert semuanya(d) == semula


def test_jpt_has_no_rhk_atasan(konsep):
    induk = lapangan().induk
    with pytest.raises(Ditolak, match="SKP model JPT tidak memakai RHK atasan"):
        services.tambah_rhk(konsep, **pemilik(konsep), jenis="UTAMA", uraian="Baru", rhk_atasan=induk)
    with pytest.raises(Ditolak, match="SKP model JPT tidak memakai RHK atasan"):
        services.pilih_rhk_atasan(konsep, **pemilik(konsep), pilihan={konsep.daftar_rhk.get().pk: induk.pk})


# --- what does not fit its column -----------------------------------------------------------------------------------
PANJANG = "x" * 501
TIDAK_MUAT = [
    ("tambah_rhk", {"uraian": PANJANG}),
    ("tambah_rhk", {"jenis": "SANGAT_UTAMA"}),
    ("tambah_rhk", {"uraian": "   "}),
    ("ubah_rhk", {"uraian": PANJANG}),
    ("tambah_indikator", {"uraian": PANJANG}),
    ("tambah_indikator", {"uraian": "  "}),
    ("tambah_indikator", {"satuan": "x" * 51}),
    ("tambah_indikator", {"aspek": "PALING_PENTING"}),
    ("tambah_indikator", {"arah": "MENYAMPING"}),
    ("tambah_indikator", {"target": None, "satuan": "", "target_teks": "x" * 101}),
    ("tambah_indikator", {"target": Decimal(10) ** 14}),
    ("tambah_indikator", {"target": Decimal("0.123")}),
    ("tambah_indikator", {"target": Decimal("-1")}),
    ("tambah_indikator", {"target": Decimal("NaN")}),
    ("tambah_indikator", {"target": Decimal("Infinity")}),
    ("ubah_indikator", {"uraian": PANJANG}),
    ("ubah", {"model": "JABATAN"}),
    ("ubah", {"pendekatan": "PENDEKATAN LAIN"}),
]


@pytest.mark.parametrize(("verba", "isi"), TIDAK_MUAT, ids=lambda isi: str(isi)[:40])
def test_what_does_not_fit_is_said_and_not_stored(verba, isi):
    d = lapangan()
    semula = semuanya(d)
    with pytest.raises(Ditolak):
        lakukan(d, verba, **isi)
    assert semuanya(d) == semula


def test_expectation_too_long_is_said_and_not_stored(diajukan):
    semula = potret(diajukan)
    with pytest.raises(Ditolak, match="paling banyak 1000"):
        services.simpan_ekspektasi(
            diajukan, oleh=diajukan.penilai.pengguna, pada=KINI, ekspektasi={"LOYAL": "x" * 1001}
        )
    assert potret(diajukan) == semula


def test_seven_expectations_cost_the_same_as_one(diajukan):
    """A page brings up to a hundred plans: first one text, then all seven, one of them over the first."""
    kode = [nilai.kode for nilai in diajukan.nilai_tanpa_ekspektasi()]
    biaya = []
    for isi in ({kode[0]: "Satu"}, dict.fromkeys(kode, "Tujuh")):
        with CaptureQueriesContext(connection) as catatan:
            services.simpan_ekspektasi(diajukan, **penilai(diajukan), ekspektasi=isi)
        biaya.append(len(catatan))
    assert biaya[0] == biaya[1]
    assert dict(diajukan.daftar_ekspektasi.values_list("nilai_id", "teks")) == dict.fromkeys(kode, "Tujuh")


def test_a_wrong_value_names_its_field(konsep):
    with pytest.raises(Ditolak) as tolak:
        services.tambah_rhk(konsep, **pemilik(konsep), jenis="UTAMA", uraian=PANJANG)
    (keluhan,) = tolak.value.keluhan
    assert keluhan.tautan == "#id_uraian"
    assert keluhan.kalimat.startswith("Rencana hasil kerja: ")


# --- periods and positions ------------------------------------------------------------------------------------------
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
        services.tambah_skp(riwayat, oleh=riwayat.pegawai.pengguna, pada=KINI, mulai=mulai, selesai=selesai)
    assert not Skp.objects.exists()


def test_inactive_position_has_no_skp():
    riwayat = RiwayatJabatanFactory(aktif=False)
    with pytest.raises(Ditolak, match="riwayat jabatan yang aktif"):
        services.tambah_skp(riwayat, oleh=riwayat.pegawai.pengguna, pada=KINI)


def test_new_skp_has_the_indicator_that_needs_no_planning(konsep):
    """“Terlaksananya tugas kedinasan lain” (juknis BAB VII): of the SKP itself, in no RHK, not to be deleted."""
    indikator = konsep.indikator_kedinasan_lain
    assert (indikator.uraian, indikator.rhk) == ("Terlaksananya tugas kedinasan lain", None)
    with pytest.raises(Ditolak, match="tidak ditemukan di SKP ini"):
        services.hapus_indikator(konsep, **pemilik(konsep), indikator=indikator.pk)
    assert indikator not in [i for rhk in konsep.isi_lengkap() for i in rhk.daftar_indikator_terurut]


def test_parent_not_yet_approved_is_not_offered(db):
    atasan = skp_konsep()
    skp = skp_konsep(penilai=atasan.pegawai, model="JA_JF", isi={})
    assert list(daftar_rhk_atasan(skp, pada=KINI)) == []


def test_intervened_rhk_cannot_be_deleted():
    d = lapangan()
    Skp.objects.filter(pk=d.skp_atasan.pk).update(status="KONSEP")
    with pytest.raises(Ditolak, match="sudah diintervensi RHK bawahan"):
        services.hapus_rhk(d.skp_atasan, **pemilik(d.skp_atasan), rhk=d.induk.pk)


def test_assigned_rhk_cannot_be_deleted():
    d = lapangan()
    with pytest.raises(Ditolak, match="sudah dibagi di matriks peran hasil"):
        lakukan(d, "hapus_rhk", rhk=d.rhk.pk)


def test_target_as_money_is_printed_the_indonesian_way():
    indikator = Indikator(target=Decimal("14140000.50"), satuan="Rupiah")
    assert indikator.target_tercetak == "14.140.000,5 Rupiah"


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


# --- order and annex ---------------------------------------------------------------------------------------------------
def berurut(skp) -> list[str]:
    return [rhk.uraian for rhk in skp.isi_lengkap()]


def test_order_is_that_of_the_ids_of_one_kind():
    skp = skp_konsep(isi={"A": ["1", "2"], "B": [], "C": []})
    services.tambah_rhk(skp, **pemilik(skp), jenis="TAMBAHAN", uraian="D")
    a, b, c, _ = skp.isi_lengkap()
    services.urutkan(skp, **pemilik(skp), bagian="rhk", urutan=[c.pk, a.pk, b.pk])
    assert berurut(skp) == ["C", "A", "B", "D"]
    services.tambah_rhk(skp, **pemilik(skp), jenis="UTAMA", uraian="E")
    assert berurut(skp) == ["C", "A", "B", "E", "D"]
    satu, dua = a.daftar_indikator.all()
    services.urutkan(skp, **pemilik(skp), bagian="indikator", urutan=[dua.pk, satu.pk])
    assert [i.uraian for i in a.daftar_indikator.all()] == ["2", "1"]


def test_order_must_name_its_group_exactly():
    skp, asing = skp_konsep(isi={"A": ["1", "2"], "B": ["3"]}), skp_konsep().daftar_rhk.get()
    d = services.tambah_rhk(skp, **pemilik(skp), jenis="TAMBAHAN", uraian="D").rincian["rhk"]
    a, b = skp.daftar_rhk.filter(jenis="UTAMA")
    (satu, dua), tiga = a.daftar_indikator.all(), b.daftar_indikator.get()
    semula = potret(skp)
    for bagian, urutan in (
        ("rhk", []), ("rhk", [b.pk]), ("rhk", [b.pk, b.pk]), ("rhk", [b.pk, a.pk, a.pk]), ("rhk", [b.pk, a.pk, d]),
        ("rhk", [asing.pk]), ("rhk", [b.pk, a.pk, asing.pk]), ("rhk", [10**30]),
        ("indikator", [satu.pk, tiga.pk]), ("indikator", [satu.pk, dua.pk, tiga.pk]), ("indikator", [dua.pk]),
        ("indikator", [skp.indikator_kedinasan_lain.pk]), ("lampiran", [1]), ("", [b.pk, a.pk]),
    ):  # fmt: skip
        with pytest.raises(Ditolak, match="Muat ulang halaman"):
            services.urutkan(skp, **pemilik(skp), bagian=bagian, urutan=urutan)
        assert potret(skp) == semula, (bagian, urutan)


def lampiran(skp) -> dict[str, list[str]]:
    isi = {}
    for baris in skp.daftar_lampiran.order_by("urutan"):
        isi.setdefault(baris.jenis, []).append(baris.uraian)
    return isi


def test_annex_is_written_anew_without_empty_lines(konsep):
    isi = {"SUMBER_DAYA": ["  Server ", "", "Anggaran"], "KONSEKUENSI": ["Pembinaan"], "LAIN": ["x"]}
    tanda = services.simpan_lampiran(konsep, **pemilik(konsep), lampiran=isi)
    assert lampiran(konsep) == {"SUMBER_DAYA": ["Server", "Anggaran"], "KONSEKUENSI": ["Pembinaan"]}
    assert tanda.rincian == {"SUMBER_DAYA": 2, "PERTANGGUNGJAWABAN": 0, "KONSEKUENSI": 1}
    services.simpan_lampiran(konsep, **pemilik(konsep), lampiran={"SUMBER_DAYA": ["Anggaran"]})
    assert lampiran(konsep) == {"SUMBER_DAYA": ["Anggaran"]}


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (["x"] * 21, "Dukungan sumber daya: 21 baris, paling banyak 20."),
        (["x" * 501], "Dukungan sumber daya: “x{40}…” terlalu panjang, paling banyak 500 huruf sebaris."),
    ],
)
def test_annex_has_its_limits_and_keeps_what_was_there(konsep, isi, kalimat):
    services.simpan_lampiran(konsep, **pemilik(konsep), lampiran={"KONSEKUENSI": ["Pembinaan"]})
    with pytest.raises(Ditolak, match=kalimat) as tolak:
        services.simpan_lampiran(konsep, **pemilik(konsep), lampiran={"SUMBER_DAYA": isi})
    assert tolak.value.keluhan[0].tautan == "#id_SUMBER_DAYA"
    assert lampiran(konsep) == {"KONSEKUENSI": ["Pembinaan"]}
    services.simpan_lampiran(konsep, **pemilik(konsep), lampiran={"SUMBER_DAYA": ["x" * 500] * 20})
    assert len(lampiran(konsep)["SUMBER_DAYA"]) == 20


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


def test_longest_position_of_an_acting_penilai_fits_its_column(konsep):
    riwayat = RiwayatJabatanFactory(jabatan__nama="J" * 150)
    plt = tunjuk_penilai(
        RiwayatJabatanFactory(), riwayat.pegawai, peran="PLT", selesai=date(2026, 4, 1), surat="1"
    )
    assert services.nama_jabatan_penilai(plt) == "Plt. " + "J" * 145


def test_submission_takes_the_penilai_of_that_moment(konsep):
    lama = konsep.riwayat_jabatan.daftar_penilai.get()
    lama.selesai = date(2026, 1, 16)
    lama.save()
    baru = tunjuk_penilai(konsep.riwayat_jabatan, PegawaiFactory(), mulai=date(2026, 1, 17)).pegawai
    tanda = ajukan(konsep)
    assert (konsep.status, konsep.penilai, tanda.jenis) == ("PENILAIAN_RENCANA", baru, "skp.diajukan")


def test_submission_without_a_penilai_is_refused(konsep):
    konsep.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 16))
    with pytest.raises(Ditolak, match="Pejabat penilai Anda belum ditetapkan"):
        ajukan(konsep)


@pytest.mark.parametrize("status", ["PENSIUN", "MENINGGAL", "PINDAH"])
def test_nothing_is_submitted_to_who_is_not_in_office_any_more(konsep, status):
    penilai = konsep.riwayat_jabatan.daftar_penilai.get().pegawai
    type(penilai).objects.filter(pk=penilai.pk).update(status=status)
    with pytest.raises(Ditolak, match=f"{penilai}.*tidak sedang bertugas"):
        ajukan(konsep)
    assert Skp.objects.get(pk=konsep.pk).status == "KONSEP"


def test_who_has_no_skp_yet(konsep):
    penilai = konsep.penilai
    lain = RiwayatJabatanFactory()
    tunjuk_penilai(lain, penilai)
    assert [p.dinilai for p in dinilai_tanpa_skp(penilai.pengguna, pada=KINI)] == [lain.pegawai]


@pytest.mark.parametrize(
    ("tmt", "mulai"),
    [
        (date(2026, 2, 12), date(2026, 2, 12)),  # scenario 43
        (date(2026, 2, 13), date(2026, 3, 1)),
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 20), date(2026, 12, 20)),  # no month is left to begin with
    ],
)
def test_periode_bawaan_sesudah_mutasi(tmt, mulai):
    lama = skp_disetujui()
    baru = RiwayatJabatanFactory(pegawai=lama.pegawai, tmt=tmt, aktif=False)
    assert services.periode_bawaan(baru) == (mulai, date(2026, 12, 31))


def test_periode_bawaan_tanpa_skp_sebelumnya_mulai_dari_tmt():
    assert services.periode_bawaan(RiwayatJabatanFactory(tmt=date(2026, 2, 20))) == (
        date(2026, 2, 20),
        date(2026, 12, 31),
    )
