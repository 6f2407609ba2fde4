"""Between owner and penilai: what they say, share, exempt, end and finish, and what of it is refused."""

from datetime import date

import pytest

from kinerja.akun.models import Pengguna
from kinerja.dokumen.errors import AksesDitolak, Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kepegawaian.permissions import is_pengelola
from kinerja.skp import services
from kinerja.skp.models import NilaiBerakhlak, Skp
from kinerja.skp.queries import dapat_disalin, frasa_ekspektasi, penahan_periode, percakapan
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    beri_wilayah,
    isi_ekspektasi,
    jadikan_admin_bkd,
    tunjuk_penilai,
)
from tests.kinerja.skp.conftest import KINI, potret
from tests.kinerja.skp.langkah import (
    ajukan,
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


# --- comments ------------------------------------------------------------------------------------------------------
def test_comment_keeps_what_it_was_about():
    d = lapangan("diajukan")
    tentang = [
        ({"indikator": d.indikator.pk}, {"rhk": d.rhk.pk, "indikator": d.indikator.pk, "tentang": d.indikator.uraian}),
        ({"rhk": d.rhk.pk, "indikator": None}, {"rhk": d.rhk.pk, "tentang": d.rhk.uraian}),
        ({"indikator": None}, {}),
    ]  # fmt: skip
    for bagian, rincian in tentang:
        assert lakukan(d, "komentari", **bagian).rincian == rincian
    services.kembalikan(d.skp, **penilai(d.skp), catatan="Lihat komentar.")
    lakukan(d, "ubah_rhk")
    balasan = services.balas_komentar(d.skp, **pemilik(d.skp), catatan="Sudah.", rhk=d.rhk.pk)
    assert balasan.rincian == {"rhk": d.rhk.pk, "tentang": "Berubah"}
    assert Riwayat.objects.filter(jenis="skp.dikomentari").last().rincian["tentang"] == d.indikator.uraian


def test_conversation_is_in_order_with_who_said_it():
    d = lapangan("diajukan")
    lakukan(d, "komentari", catatan="Targetnya?")
    services.kembalikan(d.skp, **penilai(d.skp), catatan="Perbaiki.")
    services.balas_komentar(d.skp, **pemilik(d.skp), catatan="Sudah saya naikkan.")
    ajukan(d.skp, "Mohon dinilai lagi.")
    assert [(c.catatan, c.oleh) for c in percakapan(d.skp)] == [
        ("Mohon koreksi.", d.skp.pegawai.pengguna),
        ("Targetnya?", d.atasan.pengguna),
        ("Perbaiki.", d.atasan.pengguna),
        ("Sudah saya naikkan.", d.skp.pegawai.pengguna),
        ("Mohon dinilai lagi.", d.skp.pegawai.pengguna),
    ]


def test_comment_changes_nothing_in_the_plan():
    d = lapangan("diajukan")
    isi = potret(d.skp)[1]
    lakukan(d, "komentari")
    assert potret(d.skp)[1] == isi
    assert d.skp.status == "PENILAIAN_RENCANA"


# --- expectations -----------------------------------------------------------------------------------------------------
def test_expectation_is_emptied_by_empty_text_and_kept_when_not_named(diajukan):
    isi_ekspektasi(diajukan)
    services.simpan_ekspektasi(
        diajukan, **penilai(diajukan), ekspektasi={"LOYAL": "  ", "ADAPTIF": " Cepat ", "TIADA": "Apa ini?"}
    )
    teks = dict(diajukan.daftar_ekspektasi.values_list("nilai", "teks"))
    assert (teks.get("LOYAL"), teks["ADAPTIF"], "TIADA" in teks) == (None, "Cepat", False)
    assert len(teks) == NilaiBerakhlak.objects.count() - 1


def test_expectations_come_back_with_a_returned_plan(diajukan):
    isi_ekspektasi(diajukan)
    services.kembalikan(diajukan, **penilai(diajukan), catatan="Perbaiki.")
    ajukan(diajukan)
    services.terima(diajukan, **penilai(diajukan), catatan="Setuju.")
    assert diajukan.daftar_ekspektasi.count() == 7


def test_earlier_phrases_are_the_penilais_own():
    d = lapangan("disetujui")
    frasa = frasa_ekspektasi(d.atasan)
    assert set(frasa) == set(NilaiBerakhlak.objects.values_list("kode", flat=True))
    assert frasa["LOYAL"] == ["Harapan untuk Loyal"]
    assert frasa_ekspektasi(d.bawahan) == {}


# --- many at once -----------------------------------------------------------------------------------------------------
def test_many_approved_at_once_are_each_decided_anew():
    """One is complete, one lacks an expectation, one is another penilai's: one receipt, two refusals."""
    baik, kurang, asing = lapangan("diajukan").skp, lapangan("diajukan").skp, lapangan("diajukan").skp
    bersama = baik.penilai
    for skp in (kurang,):
        services.kembalikan(skp, **penilai(skp), catatan="Pindah penilai.")
        skp.riwayat_jabatan.daftar_penilai.update(selesai=date(2026, 1, 1))
        tunjuk_penilai(skp.riwayat_jabatan, bersama, mulai=date(2026, 1, 2))
        ajukan(skp)
        skp.daftar_ekspektasi.get(nilai="LOYAL").delete()
    hasil = services.terima.many([baik, kurang, asing], oleh=bersama.pengguna, pada=KINI, catatan="Setuju.")
    assert [t.objek_id for t in hasil.berhasil] == [baik.pk]
    assert {o.pk: type(g).__name__ for o, g in hasil.ditolak} == {
        kurang.pk: "Ditolak", asing.pk: "TidakTerlihat",
    }  # fmt: skip
    assert [s.daftar_versi.count() for s in (baik, kurang, asing)] == [1, 0, 0]


# --- sharing -------------------------------------------------------------------------------------------------------
def test_shared_plan_is_offered_to_the_same_jabatan_until_it_is_withdrawn():
    d = lapangan()
    assert list(dapat_disalin(d.skp)) == [d.sumber]
    with pytest.raises(Ditolak, match="SKP ini sudah boleh disalin"):
        services.bagikan(d.sumber, **penilai(d.sumber), boleh=True)
    services.bagikan(d.sumber, **penilai(d.sumber), boleh=False)
    assert list(dapat_disalin(d.skp)) == []
    with pytest.raises(Ditolak, match="memang tidak boleh disalin"):
        services.bagikan(d.sumber, **penilai(d.sumber), boleh=False)


def test_owner_does_not_share_his_own_plan():
    d = lapangan("disetujui")
    with pytest.raises(AksesDitolak):
        services.bagikan(d.skp, **pemilik(d.skp), boleh=True)
    assert Skp.objects.get(pk=d.skp.pk).dibagikan is False


# --- exception of BKD -------------------------------------------------------------------------------------------------
def test_exception_is_for_this_skp_alone_and_not_by_the_holder_himself(konsep):
    pegawai = konsep.pegawai
    diri = jadikan_admin_bkd(pegawai.pengguna)
    with pytest.raises(AksesDitolak, match="tidak berwenang"):
        services.izinkan_mendahului(konsep, oleh=diri, pada=KINI, alasan="Untuk saya.")
    lain = jadikan_admin_bkd(PenggunaFactory())
    services.izinkan_mendahului(konsep, oleh=lain, pada=KINI, alasan="Jabatan rangkap.")
    assert Skp.objects.filter(boleh_mendahului=True).count() == 1


# --- the end of a period -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("selesai", "kalimat"),
    [
        (date(2026, 12, 31), "Periode akhir baru harus sebelum 31-12-2026"),
        (date(2027, 1, 1), "Periode akhir baru harus sebelum 31-12-2026"),
        (date(2025, 12, 31), "Periode akhir mendahului periode awal"),
    ],
)
def test_period_only_ever_gets_shorter(disetujui, selesai, kalimat):
    semula = potret(disetujui)
    with pytest.raises(Ditolak, match=kalimat):
        services.tutup_periode(disetujui, **pemilik(disetujui), selesai=selesai, alasan="Mutasi.")
    assert potret(disetujui) == semula


def test_period_does_not_end_before_it_began():
    riwayat = RiwayatJabatanFactory(tmt=date(2026, 3, 1))
    tunjuk_penilai(riwayat, PegawaiFactory())
    skp = services.tambah_skp(riwayat, oleh=riwayat.pegawai.pengguna, pada=KINI, model="JPT").objek
    tambah_rhk(skp, "Contoh")
    ajukan(skp)
    terima(skp)
    with pytest.raises(Ditolak, match="Periode akhir mendahului periode awal"):
        services.tutup_periode(skp, **pemilik(skp), selesai=date(2026, 2, 28), alasan="Mutasi.")
    services.tutup_periode(skp, **pemilik(skp), selesai=date(2026, 3, 1), alasan="Mutasi.")
    assert (skp.mulai, skp.selesai) == (date(2026, 3, 1), date(2026, 3, 1))


def test_what_was_reported_holds_the_period(disetujui):
    """Whoever keeps reports says which must not be left outside."""

    def penahan(skp, selesai):
        yield f"Realisasi Maret berada di luar periode s.d. {selesai:%d-%m-%Y}."

    penahan_periode.append(penahan)
    try:
        with pytest.raises(Ditolak, match=r"Realisasi Maret berada di luar periode s.d. 28-02-2026"):
            services.tutup_periode(
                disetujui, **pemilik(disetujui), selesai=date(2026, 2, 28), alasan="Mutasi."
            )
    finally:
        penahan_periode.remove(penahan)
    assert Skp.objects.get(pk=disetujui.pk).selesai == date(2026, 12, 31)


def test_period_is_ended_by_the_pengelola_of_the_office_too(disetujui):
    pengelola, lain = PegawaiFactory().pengguna, PegawaiFactory().pengguna
    beri_wilayah(pengelola, disetujui.perangkat_daerah, "kelola_perangkatdaerah")
    beri_wilayah(lain, PegawaiFactory().perangkat_daerah, "kelola_perangkatdaerah")
    verifikatur = PegawaiFactory().pengguna
    beri_wilayah(verifikatur, disetujui.perangkat_daerah, "verifikasi_perangkatdaerah")
    isi = {"pada": KINI, "selesai": date(2026, 5, 31), "alasan": "Mutasi, SK 800/1/2026."}
    for oleh in (lain, verifikatur, disetujui.penilai.pengguna, jadikan_admin_bkd(PenggunaFactory())):
        assert not is_pengelola(oleh, disetujui, KINI)
        with pytest.raises(AksesDitolak):
            services.tutup_periode(disetujui, oleh=oleh, **isi)
    tanda = services.tutup_periode(disetujui, oleh=pengelola, **isi)
    assert tanda.rincian == {"lama": "2026-12-31", "baru": "2026-05-31"}
    assert (disetujui.status, disetujui.daftar_versi.count()) == ("DISETUJUI", 1)


# --- the end of it all ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("siapa", ["pemilik", "penilai", "bkd", "superuser", "nonaktif"])
def test_nobody_but_the_system_finishes_an_skp(disetujui, siapa):
    orang = {
        "pemilik": lambda: disetujui.pegawai.pengguna,
        "penilai": lambda: disetujui.penilai.pengguna,
        "bkd": lambda: jadikan_admin_bkd(PenggunaFactory()),
        "superuser": lambda: PenggunaFactory(is_superuser=True),
        "nonaktif": lambda: PenggunaFactory(is_active=False),
    }[siapa]()
    with pytest.raises(AksesDitolak):
        services.selesaikan(disetujui, oleh=orang, pada=KINI, predikat="SANGAT_BAIK")
    assert (Skp.objects.get().status, Skp.objects.get().predikat) == ("DISETUJUI", "")


def test_predikat_is_one_of_five(disetujui):
    for palsu in ("HEBAT", "", "sangat_baik"):
        with pytest.raises(Ditolak, match="tidak dikenal"):
            selesaikan(disetujui, palsu)
    assert Skp.objects.get().status == "DISETUJUI"
    tanda = selesaikan(disetujui, "BUTUH_PERBAIKAN")
    assert (tanda.oleh, tanda.dari, tanda.ke) == (Pengguna.objects.sistem(), "DISETUJUI", "SELESAI")
    assert Skp.objects.get().predikat == "BUTUH_PERBAIKAN"


# --- assigned results ---------------------------------------------------------------------------------------------------
def test_assigned_result_becomes_an_rhk_below_it_and_may_be_left_again():
    d = lapangan()
    tanda = lakukan(d, "ambil_penugasan")
    rhk = d.skp.daftar_rhk.get(pk=tanda.rincian["rhk"])
    assert (rhk.uraian, rhk.jenis, rhk.rhk_atasan) == ("Tugas dari atasan", "UTAMA", d.induk)
    with pytest.raises(Ditolak, match="Penugasan tidak ditemukan di SKP ini"):
        lakukan(d, "ambil_penugasan")
    lakukan(d, "hapus_rhk", rhk=rhk.pk)
    d.tugas_atasan.refresh_from_db()
    assert d.tugas_atasan.rhk is None


def test_result_assigned_to_another_is_not_taken():
    d = lapangan()
    semula = semuanya(d)
    with pytest.raises(Ditolak, match="Penugasan tidak ditemukan di SKP ini"):
        lakukan(d, "ambil_penugasan", penugasan=d.tugas_bawahan.pk)
    assert semuanya(d) == semula


def test_result_that_was_taken_up_is_not_withdrawn():
    d = lapangan()
    lakukan(d, "ambil_penugasan")
    with pytest.raises(Ditolak, match="sudah menjadi rencana hasil kerja pegawai"):
        services.batal_tugaskan(d.skp_atasan, **pemilik(d.skp_atasan), penugasan=d.tugas_atasan.pk)
    assert d.skp.daftar_rhk.filter(uraian="Tugas dari atasan").exists()
