"""The penilai's part of the front page: who waits how long, who has not filed, and who below him has not rated."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kinerja.beranda import queries
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    realisasi_diajukan,
    realisasi_draf,
    skp_disetujui,
    tunjuk_penilai,
)

WITA = ZoneInfo("Asia/Makassar")


def saat(bulan, hari, jam=9, menit=0):
    return datetime(2026, bulan, hari, jam, menit, tzinfo=WITA)


def tugas(penilai, pada, dinilai=()):
    return [
        (t.judul, t.keterangan, t.mendesak)
        for t in queries.tugas_penilai(penilai.pengguna, pada=pada, dinilai=dinilai)
    ]


def test_nobody_rated_nothing_told(db):
    assert tugas(PegawaiFactory(), saat(3, 10)) == []


def test_longest_waiting_first_and_only_three_by_name(db):
    penilai = PegawaiFactory()
    laporan = [realisasi_diajukan(penilai=penilai, pada=saat(3, n)) for n in (5, 3, 7, 4)]
    kalimat = tugas(penilai, saat(3, 7, 12))[0][1]
    nama = [laporan[n].pegawai.nama for n in (1, 3, 0)]
    assert kalimat == (
        "Paling lambat 12 Maret 2026 pukul 23.59 WITA. "
        f"{nama[0]} (menunggu 4 hari), {nama[1]} (menunggu 3 hari), {nama[2]} (menunggu 2 hari), dan 1 lainnya."
    )
    assert f"{laporan[2].pegawai.nama} (diajukan hari ini)" not in kalimat


def test_who_has_not_filed_is_told_while_he_still_can(db):
    penilai = PegawaiFactory()
    diajukan = realisasi_diajukan(penilai=penilai)
    draf, diam = realisasi_draf(penilai=penilai), skp_disetujui(penilai=penilai)
    tanpa_skp = PegawaiFactory()
    dinilai = [diajukan.pegawai, draf.pegawai, diam.pegawai, tanpa_skp]
    nama = ", ".join(sorted([draf.pegawai.nama, diam.pegawai.nama]))
    assert tugas(penilai, saat(3, 10, 23), dinilai)[1] == (
        "2 pegawai yang Anda nilai belum mengajukan realisasi Februari 2026",
        f"Pengisian sampai 10 Maret 2026 pukul 23.59 WITA. Sisa waktu 1 jam. {nama}.",
        False,
    )
    assert [j for j, *_ in tugas(penilai, saat(3, 11, 0), dinilai)] == [
        "1 realisasi Februari 2026 menunggu penilaian Anda"
    ]


def test_in_the_last_days_the_superior_is_told_who_has_not_rated(db):
    atasan, penilai = PegawaiFactory(), PegawaiFactory()
    tunjuk_penilai(RiwayatJabatanFactory(pegawai=penilai), atasan)
    for _ in range(2):
        realisasi_diajukan(penilai=penilai)
    realisasi_diajukan(penilai=PegawaiFactory())  # another's
    # nine days before, the last three, and over
    assert tugas(atasan, saat(3, 9, 23, 59), [penilai]) == []
    judul = "1 pejabat penilai di bawah Anda belum selesai menilai Februari 2026"
    kalimat = (
        f"{penilai.nama} (2 laporan). Pada hari terakhir Anda dapat menilai sebagai atasan pejabat penilai."
    )
    assert tugas(atasan, saat(3, 10, 0), [penilai]) == [(judul, kalimat, False)]
    assert tugas(atasan, saat(3, 12, 8), [penilai]) == [(judul, f"{kalimat} Sisa waktu 16 jam.", True)]
    assert tugas(atasan, saat(3, 13, 0), [penilai]) == []


def test_ones_own_report_is_not_told_to_oneself(db):
    """His penilai's silence about himself is not his to mend, though he rates that penilai's superior or nobody."""
    atasan = PegawaiFactory()
    milik = realisasi_diajukan(atasan)
    assert tugas(atasan, saat(3, 12), [milik.penilai]) == []
