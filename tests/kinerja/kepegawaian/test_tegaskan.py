"""“Masih benar”: the verified position goes on in the new year, with its penilai, by the holder alone (juknis BAB II)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command

from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.errors import AksesDitolak, Ditolak
from kinerja.kepegawaian.models import PejabatPenilai, RiwayatJabatan
from kinerja.kepegawaian.permissions import daftar_dinilai, penilai_berlaku
from kinerja.kepegawaian.queries import dinilai_kini
from kinerja.kepegawaian.services import tegaskan, tetapkan_penilai
from kinerja.skp import services as skp_services
from kinerja.skp.queries import antrean_skp, perlu_ditegaskan, riwayat_tanpa_skp
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    tunjuk_penilai,
)
from tests.kinerja.dokumen.test_acts import serentak

WITA = ZoneInfo("Asia/Makassar")
PADA = datetime(2026, 1, 5, 9, 0, tzinfo=WITA)
HARI = PADA.date()
LAMA_BERAKHIR = date(2026, 1, 1) + timedelta(days=settings.HARI_PENILAI_TAHUN_LALU)


def buat(*, penilai=True, **isi) -> RiwayatJabatan:
    riwayat = RiwayatJabatanFactory(tahun=2025, **isi)
    if penilai:
        tunjuk_penilai(riwayat, PegawaiFactory(), mulai=date(2025, 1, 1))
    return riwayat


@pytest.fixture
def riwayat(db) -> RiwayatJabatan:
    return buat()


def oleh_pemilik(riwayat, pada=PADA, **isi):
    return tegaskan(riwayat, oleh=riwayat.pegawai.pengguna, pada=pada, **isi)


def masa(riwayat) -> list[tuple]:
    return list(riwayat.daftar_penilai.order_by("mulai").values_list("pegawai", "peran", "mulai", "selesai"))


def ditolak(riwayat, kalimat, **isi):
    """Refused with this sentence, and nothing changed."""
    semula = (
        list(RiwayatJabatan.objects.order_by("pk").values()),
        list(PejabatPenilai.objects.order_by("pk").values()),
    )
    with pytest.raises(Ditolak, match=kalimat) as tolak:
        oleh_pemilik(riwayat, **isi)
    assert semula == (
        list(RiwayatJabatan.objects.order_by("pk").values()),
        list(PejabatPenilai.objects.order_by("pk").values()),
    )
    return tolak.value


def test_same_position_goes_on_with_its_verification_and_its_penilai(riwayat):
    penilai = riwayat.daftar_penilai.get().pegawai
    assert perlu_ditegaskan(riwayat.pegawai, pada=PADA) == riwayat
    tanda = oleh_pemilik(riwayat)
    baru = tanda.objek
    lama = RiwayatJabatan.objects.get(pk=riwayat.pk)
    assert (lama.aktif, lama.tahun, baru.aktif, baru.tahun) == (False, 2025, True, 2026)
    for nama in ("pegawai", "jabatan", "tmt", "selesai", "perangkat_daerah", "unit_kerja", "peran",
                 "diverifikasi_oleh", "diverifikasi_pada"):  # fmt: skip
        assert getattr(baru, nama) == getattr(lama, nama), nama
    assert (baru.diusulkan_oleh, tanda.jenis) == (riwayat.pegawai.pengguna, "riwayatjabatan.ditegaskan")
    assert masa(baru) == [(penilai.pk, "DEFINITIF", date(2026, 1, 1), None)]
    assert perlu_ditegaskan(riwayat.pegawai, pada=PADA) is None
    assert list(riwayat_tanpa_skp(riwayat.pegawai)) == [baru]
    assert [p for periksa in INVARIAN.values() for p in periksa()] == []
    call_command("periksa", verbosity=0)


def test_old_designation_stays_for_december_and_the_final_evaluation_and_ends(riwayat):
    """Both are in force for a while; he is rated by one person all the same, and listed once."""
    penugasan = riwayat.daftar_penilai.get()
    penilai, diri = penugasan.pegawai, riwayat.pegawai
    baru = oleh_pemilik(riwayat).objek
    assert masa(riwayat) == [(penilai.pk, "DEFINITIF", date(2025, 1, 1), LAMA_BERAKHIR)]
    for hari, lama_berlaku in ((LAMA_BERAKHIR, True), (LAMA_BERAKHIR + timedelta(days=1), False)):
        pada = datetime(hari.year, hari.month, hari.day, 12, 0, tzinfo=WITA)
        assert (penilai_berlaku(riwayat, pada=pada) is not None) == lama_berlaku
        assert penilai_berlaku(baru, pada=pada).pegawai == penilai
        assert dinilai_kini(penilai.pengguna, pada=pada) == [diri]
        assert set(daftar_dinilai(penilai.pengguna, pada=pada)) == {diri.pk}


def test_queue_of_the_penilai_shows_each_skp_once(riwayat):
    penilai = riwayat.daftar_penilai.get().pegawai
    baru = oleh_pemilik(riwayat).objek
    skp = skp_services.tambah_skp(baru, oleh=baru.pegawai.pengguna, pada=PADA, model="JPT").objek
    assert list(antrean_skp(penilai.pengguna, pada=PADA)) == [skp]


@pytest.mark.parametrize("bulan", [4, 6, 12])
def test_who_confirms_late_leaves_no_designation_of_the_old_year_open(riwayat, bulan):
    pada = datetime(2026, bulan, 15, 9, 0, tzinfo=WITA)
    baru = oleh_pemilik(riwayat, pada=pada).objek
    assert [s for *_, s in masa(riwayat)] == [max(LAMA_BERAKHIR, pada.date())]
    assert [(m, s) for *_, m, s in masa(baru)] == [(date(2026, 1, 1), None)]


def test_penilai_of_this_year_begins_when_he_began(riwayat):
    bkd = jadikan_admin_bkd(PenggunaFactory())
    tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=PegawaiFactory(), mulai=date(2026, 5, 4))
    pada = datetime(2026, 6, 1, 9, 0, tzinfo=WITA)
    baru = oleh_pemilik(riwayat, pada=pada).objek
    assert [(m, s) for *_, m, s in masa(baru)] == [(date(2026, 5, 4), None)]
    assert [(m, s) for *_, m, s in masa(riwayat)] == [
        (date(2025, 1, 1), date(2026, 5, 3)),
        (date(2026, 5, 4), date(2026, 6, 1)),
    ]


def test_successor_already_designated_is_not_lost(riwayat):
    """The penilai in force goes on to his last day, and who was appointed to follow him follows."""
    lama, bkd = riwayat.daftar_penilai.get().pegawai, jadikan_admin_bkd(PenggunaFactory())
    pengganti = PegawaiFactory()
    tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=pengganti, mulai=date(2026, 2, 1))
    baru = oleh_pemilik(riwayat).objek
    assert masa(baru) == [
        (lama.pk, "DEFINITIF", date(2026, 1, 1), date(2026, 1, 31)),
        (pengganti.pk, "DEFINITIF", date(2026, 2, 1), None),
    ]
    assert masa(riwayat)[-1] == (pengganti.pk, "DEFINITIF", date(2026, 2, 1), LAMA_BERAKHIR)


def test_acting_penilai_goes_on_to_his_last_day_only(db):
    riwayat = buat(penilai=False)
    plt = PegawaiFactory()
    tunjuk_penilai(
        riwayat, plt, mulai=date(2025, 11, 1), selesai=date(2026, 2, 28), peran="PLT", surat="800/1/BKD"
    )
    baru = oleh_pemilik(riwayat).objek
    assert masa(baru) == [(plt.pk, "PLT", date(2026, 1, 1), date(2026, 2, 28))]
    assert baru.daftar_penilai.get().nomor_surat == "800/1/BKD"
    assert masa(riwayat) == [(plt.pk, "PLT", date(2025, 11, 1), date(2026, 2, 28))]


def test_a_year_left_out_is_no_obstacle(db):
    lama = RiwayatJabatanFactory(tahun=2023)
    tunjuk_penilai(lama, PegawaiFactory(), mulai=date(2023, 1, 1))
    assert oleh_pemilik(lama).objek.tahun == 2026


# --- refused ------------------------------------------------------------------------------------------------------
def test_position_of_this_year_needs_no_confirmation(db):
    riwayat = RiwayatJabatanFactory(tahun=2026)
    tunjuk_penilai(riwayat, PegawaiFactory())
    ditolak(riwayat, "sudah berlaku untuk tahun ini, atau tidak aktif lagi")


def test_the_year_is_that_of_wita(riwayat):
    """1 January begins in Kupang while UTC still has the old year."""
    ditolak(riwayat, "sudah berlaku untuk tahun ini", pada=datetime(2025, 12, 31, 23, 59, tzinfo=WITA))
    assert oleh_pemilik(riwayat, pada=datetime(2026, 1, 1, 0, 0, tzinfo=WITA)).objek.tahun == 2026


def test_inactive_position_is_not_confirmed(db):
    ditolak(buat(aktif=False), "tidak aktif lagi")


def test_second_confirmation_is_refused_and_a_second_tap_is_the_same_receipt(riwayat):
    satu = oleh_pemilik(riwayat, kunci="ketuk-dua-kali")
    dua = oleh_pemilik(riwayat, kunci="ketuk-dua-kali")
    assert satu.nomor == dua.nomor
    ditolak(riwayat, "tidak aktif lagi")
    assert riwayat.pegawai.daftar_riwayat_jabatan.count() == 2


def test_position_that_ended_is_not_confirmed_and_one_that_will_end_keeps_its_day(db):
    ditolak(buat(selesai=date(2025, 12, 31)), "sudah berakhir pada 31-12-2025")
    assert oleh_pemilik(buat(selesai=date(2026, 6, 30))).objek.selesai == date(2026, 6, 30)


def test_abolished_jabatan_is_not_confirmed(riwayat):
    riwayat.jabatan.aktif = False
    riwayat.jabatan.save()
    ditolak(riwayat, "tidak dipakai lagi. Hubungi pengelola kepegawaian")


def test_without_a_penilai_in_force_it_is_not_confirmed(db):
    ditolak(buat(penilai=False), "Pejabat penilai Anda tidak berlaku lagi")


def test_expired_plt_is_not_carried_over(db):
    riwayat = buat(penilai=False)
    tunjuk_penilai(
        riwayat,
        PegawaiFactory(),
        mulai=date(2025, 7, 1),
        selesai=date(2026, 1, 4),
        peran="PLT",
        surat="1/BKD",
    )
    ditolak(riwayat, "Pejabat penilai Anda tidak berlaku lagi")


@pytest.mark.parametrize("status", ["PENSIUN", "MENINGGAL", "PINDAH", "CLTN", "TUGAS_BELAJAR"])
def test_penilai_out_of_office_is_not_carried_over(riwayat, status):
    penilai = riwayat.daftar_penilai.get().pegawai
    penilai.status = status
    penilai.save()
    ditolak(riwayat, "Pejabat penilai Anda tidak berlaku lagi")


def test_what_the_holder_verified_himself_is_not_confirmed_by_him(db):
    """Proposed by the pengelola, verified by the holder who is a verifikatur: another one confirms it."""
    pegawai = PegawaiFactory()
    riwayat = buat(pegawai=pegawai, diusulkan_oleh=PenggunaFactory(), diverifikasi_oleh=pegawai.pengguna)
    ditolak(riwayat, "Anda sendiri yang memverifikasi jabatan ini")


def test_row_of_the_new_year_that_is_there_already_is_said(riwayat):
    RiwayatJabatanFactory(
        pegawai=riwayat.pegawai, tahun=2026, jabatan=riwayat.jabatan, unit_kerja=riwayat.unit_kerja,
        tmt=riwayat.tmt, aktif=False, diverifikasi_oleh=None, diverifikasi_pada=None,
    )  # fmt: skip
    ditolak(riwayat, "Riwayat yang sama sudah ada")


@pytest.mark.parametrize("siapa", ["rekan", "penilai", "pengelola", "bkd", "superuser", "nonaktif"])
def test_nobody_confirms_for_another(riwayat, siapa):
    pengguna = {
        "rekan": lambda: PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah).pengguna,
        "penilai": lambda: riwayat.daftar_penilai.get().pegawai.pengguna,
        "pengelola": lambda: PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah).pengguna,
        "bkd": lambda: jadikan_admin_bkd(PenggunaFactory()),
        "superuser": lambda: PenggunaFactory(is_superuser=True),
        "nonaktif": lambda: riwayat.pegawai.pengguna,
    }[siapa]()
    if siapa == "pengelola":
        beri_wilayah(pengguna, riwayat.perangkat_daerah, "kelola_perangkatdaerah")
    if siapa == "nonaktif":
        pengguna.is_active = False
    with pytest.raises(AksesDitolak):
        tegaskan(riwayat, oleh=pengguna, pada=PADA)
    assert RiwayatJabatan.objects.count() == 1


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_confirmed_twice_at_once_is_one_row():
    riwayat = buat()
    hasil = serentak(4, lambda i: oleh_pemilik(RiwayatJabatan.objects.get(pk=riwayat.pk)))
    assert sorted(type(h).__name__ for h in hasil) == ["Ditolak"] * 3 + ["Riwayat"]
    assert RiwayatJabatan.objects.filter(pegawai=riwayat.pegawai, aktif=True).count() == 1
    assert riwayat.pegawai.daftar_riwayat_jabatan.count() == 2
