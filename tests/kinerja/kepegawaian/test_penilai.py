"""Who rates whom: designated by others, dated, never oneself, never in a circle."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from kinerja.akun.models import Pengguna
from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.errors import AksesDitolak, Ditolak, TidakTerlihat
from kinerja.kepegawaian.models import PejabatPenilai
from kinerja.kepegawaian.queries import penilai_menurut_unit
from kinerja.kepegawaian.services import tetapkan_penilai
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    RiwayatJabatanFactory,
    UnitKerjaFactory,
    beri_wilayah,
    jadikan_admin_bkd,
    tunjuk_penilai,
)
from tests.kinerja.dokumen.test_acts import serentak

WITA = ZoneInfo("Asia/Makassar")
PADA = datetime(2026, 3, 5, 9, 0, tzinfo=WITA)
NILAI = "kepegawaian.nilai_riwayatjabatan"


@pytest.fixture
def bkd(db):
    return jadikan_admin_bkd(PenggunaFactory())


@pytest.fixture
def riwayat(db):
    return RiwayatJabatanFactory()


def test_designation_is_the_permission(riwayat, bkd):
    penilai = PegawaiFactory()
    with time_machine.travel(PADA, tick=False):
        assert penilai.pengguna.has_perm(NILAI, riwayat) is False
        tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=penilai)
        assert Pengguna.objects.get(pk=penilai.pengguna_id).has_perm(NILAI, riwayat) is True


@pytest.mark.parametrize(
    ("saat", "berhak"),
    [
        (datetime(2026, 2, 28, 23, 59, 59, tzinfo=WITA), False),
        (datetime(2026, 3, 1, 0, 0, tzinfo=WITA), True),
        (datetime(2026, 3, 31, 23, 59, 59, tzinfo=WITA), True),
        (datetime(2026, 4, 1, 0, 0, tzinfo=WITA), False),
    ],
)
def test_permission_holds_exactly_in_its_days(riwayat, saat, berhak):
    penilai = PegawaiFactory()
    tunjuk_penilai(
        riwayat, penilai, mulai=date(2026, 3, 1), selesai=date(2026, 3, 31), peran="PLT", surat="SPT-1/2026"
    )
    with time_machine.travel(saat, tick=False):
        assert penilai.pengguna.has_perm(NILAI, riwayat) is berhak


def test_permission_needs_an_active_account_and_an_object(riwayat):
    penilai = PegawaiFactory()
    tunjuk_penilai(riwayat, penilai)
    assert penilai.pengguna.has_perm(NILAI) is False
    penilai.pengguna.is_active = False
    assert penilai.pengguna.has_perm(NILAI, riwayat) is False


def test_successor_ends_the_predecessor_the_day_before(riwayat, bkd):
    lama, baru = PegawaiFactory(), PegawaiFactory()
    tunjuk_penilai(riwayat, lama, mulai=date(2026, 1, 1))
    tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=baru, mulai=date(2026, 2, 13))
    assert list(riwayat.daftar_penilai.order_by("mulai").values_list("pegawai", "mulai", "selesai")) == [
        (lama.pk, date(2026, 1, 1), date(2026, 2, 12)),
        (baru.pk, date(2026, 2, 13), None),
    ]


@pytest.mark.parametrize("siapa", ["pegawai", "rekan", "calon", "superuser", "pengelola_lain"])
def test_designation_is_refused_to(riwayat, siapa):
    calon = PegawaiFactory()
    oleh = {
        "pegawai": lambda: riwayat.pegawai.pengguna,
        "rekan": lambda: PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah).pengguna,
        "calon": lambda: calon.pengguna,
        "superuser": lambda: PenggunaFactory(is_superuser=True),
        "pengelola_lain": lambda: pengelola(PegawaiFactory().perangkat_daerah),
    }[siapa]()
    with pytest.raises(AksesDitolak):
        tetapkan_penilai(riwayat, oleh=oleh, pada=PADA, penilai=calon)
    assert PejabatPenilai.objects.count() == 0


def pengelola(opd):
    pengguna = PegawaiFactory(perangkat_daerah=opd).pengguna
    beri_wilayah(pengguna, opd, "kelola_perangkatdaerah")
    return pengguna


def test_pengelola_of_the_opd_may(riwayat):
    tetapkan_penilai(riwayat, oleh=pengelola(riwayat.perangkat_daerah), pada=PADA, penilai=PegawaiFactory())
    assert riwayat.daftar_penilai.count() == 1


def test_pengelola_may_not_for_himself(db):
    riwayat = RiwayatJabatanFactory()
    beri_wilayah(riwayat.pegawai.pengguna, riwayat.perangkat_daerah, "kelola_perangkatdaerah")
    with pytest.raises(AksesDitolak):
        tetapkan_penilai(riwayat, oleh=riwayat.pegawai.pengguna, pada=PADA, penilai=PegawaiFactory())


def test_territory_ends_with_its_date(riwayat):
    pengguna = PegawaiFactory(perangkat_daerah=riwayat.perangkat_daerah).pengguna
    beri_wilayah(pengguna, riwayat.perangkat_daerah, "kelola_perangkatdaerah", selesai=date(2026, 3, 4))
    with pytest.raises(TidakTerlihat):
        tetapkan_penilai(riwayat, oleh=pengguna, pada=PADA, penilai=PegawaiFactory())


def test_nobody_designates_himself(riwayat, bkd):
    calon = PegawaiFactory(pengguna=bkd, nip="198001012005011777")
    with pytest.raises(Ditolak) as galat:
        tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=calon)
    assert str(galat.value) == "Calon penilai tidak boleh menetapkan dirinya sendiri."


def test_nobody_rates_himself(riwayat, bkd):
    with pytest.raises(Ditolak) as galat:
        tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=riwayat.pegawai)
    assert str(galat.value) == "Pejabat penilai tidak boleh diri sendiri."


def test_no_circle(bkd):
    a, b, c = (RiwayatJabatanFactory() for _ in range(3))
    tetapkan_penilai(a, oleh=bkd, pada=PADA, penilai=b.pegawai)
    tetapkan_penilai(b, oleh=bkd, pada=PADA, penilai=c.pegawai)
    with pytest.raises(Ditolak) as galat:
        tetapkan_penilai(c, oleh=bkd, pada=PADA, penilai=a.pegawai)
    assert str(galat.value) == "Penilai ini berada di bawah pegawai yang dinilai (lingkaran penilaian)."


def test_no_circle_that_closes_later(bkd):
    """Each is fine today; from 1 April on they would rate each other."""
    a, b = RiwayatJabatanFactory(), RiwayatJabatanFactory()
    tetapkan_penilai(a, oleh=bkd, pada=PADA, penilai=b.pegawai, mulai=date(2026, 4, 1))
    with pytest.raises(Ditolak) as galat:
        tetapkan_penilai(b, oleh=bkd, pada=PADA, penilai=a.pegawai)
    assert str(galat.value) == "Penilai ini berada di bawah pegawai yang dinilai (lingkaran penilaian)."
    assert b.daftar_penilai.count() == 0


def test_turned_round_after_the_end_is_no_circle(bkd):
    a, b = RiwayatJabatanFactory(), RiwayatJabatanFactory()
    tunjuk_penilai(a, b.pegawai, mulai=date(2026, 1, 1), selesai=date(2026, 3, 4))
    tetapkan_penilai(b, oleh=bkd, pada=PADA, penilai=a.pegawai)
    assert b.daftar_penilai.get().pegawai == a.pegawai


def test_no_circle_through_a_second_position(bkd):
    a, b = RiwayatJabatanFactory(), RiwayatJabatanFactory()
    rangkap = RiwayatJabatanFactory(pegawai=a.pegawai, aktif=False)
    tunjuk_penilai(rangkap, b.pegawai, mulai=date(2026, 1, 1))
    tunjuk_penilai(a, PegawaiFactory(), mulai=date(2026, 2, 1))
    with pytest.raises(Ditolak):
        tetapkan_penilai(b, oleh=bkd, pada=PADA, penilai=a.pegawai)


def test_periksa_finds_a_circle(riwayat):
    lain = RiwayatJabatanFactory()
    satu, dua = tunjuk_penilai(riwayat, lain.pegawai), tunjuk_penilai(lain, riwayat.pegawai)
    assert list(INVARIAN["rj: rantai penilai tidak melingkar"]()) == [
        f"Penugasan penilai #{p.pk}: penilai berada di bawah pegawai yang dinilainya." for p in (satu, dua)
    ]


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_no_circle_even_for_two_at_once():
    bkd = jadikan_admin_bkd(PenggunaFactory())
    a, b = RiwayatJabatanFactory(), RiwayatJabatanFactory()
    pasangan = [(a, b.pegawai), (b, a.pegawai)]
    hasil = serentak(
        2, lambda i: tetapkan_penilai(pasangan[i][0], oleh=bkd, pada=PADA, penilai=pasangan[i][1])
    )
    assert sorted(type(h).__name__ for h in hasil) == ["Pelanggaran", "Riwayat"]
    assert PejabatPenilai.objects.count() == 1


@pytest.mark.parametrize("status", ["PENSIUN", "MENINGGAL", "PINDAH", "CLTN"])
def test_penilai_must_be_in_service(riwayat, bkd, status):
    with pytest.raises(Ditolak, match="tidak dapat menjadi penilai"):
        tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=PegawaiFactory(status=status))


def test_plt_needs_letter_and_end(riwayat, bkd):
    with pytest.raises(Ditolak) as galat:
        tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=PegawaiFactory(), peran="PLT")
    assert str(galat.value) == "Penugasan Plt/Plh harus mempunyai nomor surat dan tanggal selesai."


def test_plt_at_most_half_a_year(riwayat, bkd):
    with pytest.raises(Ditolak) as galat:
        tetapkan_penilai(
            riwayat,
            oleh=bkd,
            pada=PADA,
            penilai=PegawaiFactory(),
            peran="PLT",
            nomor_surat="1",
            selesai=date(2027, 3, 1),
        )
    assert str(galat.value) == "Penugasan Plt/Plh paling lama 184 hari."


def test_designations_do_not_overlap(riwayat, bkd):
    tunjuk_penilai(riwayat, PegawaiFactory(), mulai=date(2026, 3, 1))
    with pytest.raises(Ditolak) as galat:
        tetapkan_penilai(riwayat, oleh=bkd, pada=PADA, penilai=PegawaiFactory(), mulai=date(2026, 2, 1))
    assert str(galat.value) == "Masa penugasan pejabat penilai bertumpang tindih."


def test_exclusion_constraint_on_postgres(riwayat):
    tunjuk_penilai(riwayat, PegawaiFactory(), mulai=date(2026, 3, 1))
    if connection.vendor == "sqlite":
        assert PejabatPenilai.objects.count() == 1
        return
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="dp_tidak_tumpang_tindih"):
        tunjuk_penilai(riwayat, PegawaiFactory(), mulai=date(2026, 4, 1))


def test_penilai_by_the_unit_tree(db):
    puncak = UnitKerjaFactory()
    opd = puncak.perangkat_daerah
    bidang = UnitKerjaFactory(perangkat_daerah=opd, induk=puncak)
    kepala, kabid, staf = (PegawaiFactory(perangkat_daerah=opd) for _ in range(3))
    puncak.kepala, bidang.kepala = kepala, kabid
    assert penilai_menurut_unit(staf, bidang) == kabid
    assert penilai_menurut_unit(kabid, bidang) == kepala
    assert penilai_menurut_unit(kepala, puncak) is None
    kabid.status = "PENSIUN"
    assert penilai_menurut_unit(staf, bidang) == kepala
    bidang.kepala = None
    assert penilai_menurut_unit(staf, bidang) == kepala
