"""What moves a window: outages and reopenings, at the edges, for whom, and from when an act believes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kinerja.kalender import services
from kinerja.kalender.models import AturanJadwal, Bulan, Gangguan, JadwalBulanan, Jendela, Tahap
from kinerja.kalender.queries import (
    JendelaTutup,
    Kalender,
    Masa,
    bulan_berjadwal,
    dampak,
    geser,
    lama,
    masa_untuk,
    pengumuman_jadwal,
    rentang_waktu,
    require_open,
)

from .conftest import FEBRUARI, PADA, gangguan, pembukaan, usul_gangguan, usul_pembukaan, wita

PENGISIAN = Jendela.hari(date(2026, 3, 1), date(2026, 3, 10))


def g(mulai, selesai, opd=None) -> Gangguan:
    return Gangguan(mulai=mulai, selesai=selesai, perangkat_daerah_id=opd, keterangan="Padam")


# --- geser: pure -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("daftar", "selesai", "kena"),
    [
        ([], wita(3, 11), 0),
        ([g(wita(3, 5, 8), wita(3, 5, 12))], wita(3, 11, 4), 1),  # inside
        ([g(wita(2, 27), wita(2, 28))], wita(3, 11), 0),  # over before it opened
        ([g(wita(2, 28, 22), wita(3, 1))], wita(3, 11), 0),  # over at the instant of opening
        ([g(wita(2, 28, 22), wita(3, 1, 2))], wita(3, 11, 2), 1),  # counts from the opening on
        ([g(wita(3, 10, 22), wita(3, 11, 2))], wita(3, 11, 4), 1),  # across the end
        ([g(wita(3, 11), wita(3, 11, 2))], wita(3, 11), 0),  # begins at the end
        ([g(wita(3, 10, 23, 59, 59), wita(3, 11, 0, 0, 1))], wita(3, 11, 0, 0, 2), 1),
        # two that overlap: shared time counts once
        ([g(wita(3, 5, 8), wita(3, 5, 12)), g(wita(3, 5, 10), wita(3, 5, 14))], wita(3, 11, 6), 2),
        ([g(wita(3, 5, 8), wita(3, 5, 14)), g(wita(3, 5, 9), wita(3, 5, 10))], wita(3, 11, 6), 1),
        ([g(wita(3, 5, 8), wita(3, 5, 9)), g(wita(3, 5, 8), wita(3, 5, 14))], wita(3, 11, 6), 2),
        # the second in the time gained by the first, whatever the order they are told in
        ([g(wita(3, 11, 1), wita(3, 11, 3)), g(wita(3, 5, 8), wita(3, 5, 12))], wita(3, 11, 6), 2),
        ([g(wita(3, 11, 4), wita(3, 11, 6)), g(wita(3, 5, 8), wita(3, 5, 12))], wita(3, 11, 4), 1),
    ],
)
def test_geser_memperpanjang_sepanjang_gangguan(daftar, selesai, kena):
    hasil, yang_kena = geser(PENGISIAN, daftar)
    assert (hasil, len(yang_kena)) == (selesai, kena)


def test_waktu_yang_tersisa_tetap_sama():
    """Two hours were left when the system went down: two hours are left when it is back."""
    selesai, _ = geser(PENGISIAN, [g(wita(3, 10, 22), wita(3, 12, 5))])
    assert selesai - wita(3, 12, 5) == PENGISIAN.selesai - wita(3, 10, 22)


# --- Masa: pure --------------------------------------------------------------------------------------------------


def masa(*pembukaan) -> Masa:
    return Masa(
        PENGISIAN,
        PENGISIAN,
        (),
        tuple(Jendela.hari(date(2026, 3, a), date(2026, 3, b)) for a, b in pembukaan),
    )


@pytest.mark.parametrize(
    ("satu", "pada", "mulai", "selesai", "buka"),
    [
        (masa(), wita(2, 20), wita(3, 1), wita(3, 11), False),
        (masa(), wita(3, 10, 23, 59, 59), wita(3, 1), wita(3, 11), True),
        (masa(), wita(3, 11), wita(3, 1), wita(3, 11), False),
        (masa((14, 20)), wita(3, 12), wita(3, 14), wita(3, 21), False),  # between: the next one
        (masa((14, 20)), wita(3, 20, 23, 59, 59), wita(3, 14), wita(3, 21), True),
        (masa((14, 20)), wita(3, 21), wita(3, 14), wita(3, 21), False),  # after: the last one
        (masa((11, 20)), wita(3, 10, 12), wita(3, 1), wita(3, 21), True),  # they meet: one window
        (masa((9, 20), (22, 23)), wita(3, 9), wita(3, 1), wita(3, 21), True),
        (masa((5, 6)), wita(3, 5), wita(3, 1), wita(3, 11), True),  # inside: nothing is shortened
    ],
)
def test_masa_kini(satu, pada, mulai, selesai, buka):
    assert (satu.kini(pada), satu.memuat(pada)) == (Jendela(mulai, selesai), buka)


def test_hari_terakhir_dua_puluh_empat_jam_sebelum_tutup():
    biasa, disambung = masa(), masa((11, 20))
    saat = [wita(3, 9, 23, 59, 59), wita(3, 10), wita(3, 10, 23, 59, 59), wita(3, 11)]
    assert [biasa.hari_terakhir(p) for p in saat] == [False, True, True, False]
    assert [disambung.hari_terakhir(p) for p in (*saat, wita(3, 20))] == [False, False, False, False, True]


def test_hari_terakhir_ikut_bergeser():
    satu = Masa(PENGISIAN, Jendela(PENGISIAN.mulai, wita(3, 11, 4)))
    assert [
        satu.hari_terakhir(p) for p in (wita(3, 10, 3, 59, 59), wita(3, 10, 4), wita(3, 11, 3, 59, 59))
    ] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("mulai", "selesai", "kata", "selang"),
    [
        (wita(3, 10, 19), wita(3, 10, 23), "10 Maret 2026 pukul 19.00–23.00 WITA", "4 jam"),
        (
            wita(12, 31, 22, 30),
            wita(1, 2, 0, 15, tahun=2027),
            "31 Desember 2026 pukul 22.30 sampai 2 Januari 2027 pukul 00.15 WITA",
            "1 hari 1 jam 45 menit",
        ),
        (
            datetime(2026, 3, 10, 15, 0, tzinfo=UTC),
            datetime(2026, 3, 10, 15, 45, tzinfo=UTC),
            "10 Maret 2026 pukul 23.00–23.45 WITA",
            "45 menit",
        ),
    ],
)
def test_gangguan_ditulis_dalam_wita(mulai, selesai, kata, selang):
    assert (rentang_waktu(g(mulai, selesai)), lama(selesai - mulai)) == (kata, selang)


# --- require_open --------------------------------------------------------------------------------------------------


def buka(tahap, pada, pegawai=None, opd=None, bulan=FEBRUARI) -> bool:
    try:
        require_open(
            tahap, bulan, pada=pada, perangkat_daerah_id=opd and opd.pk, pegawai_id=pegawai and pegawai.pk
        )
    except JendelaTutup:
        return False
    return True


def test_gangguan_menggeser_pengisian_dan_penilaian_bagi_semua(dunia):
    gangguan(dunia)
    for opd in (dunia.opd, dunia.lain, None):
        assert [buka(Tahap.PENGISIAN, p, opd=opd) for p in (wita(3, 11, 3, 59, 59), wita(3, 11, 4))] == [
            True,
            False,
        ]
        assert [buka(Tahap.PENILAIAN, p, opd=opd) for p in (wita(3, 13, 3, 59, 59), wita(3, 13, 4))] == [
            True,
            False,
        ]
    with pytest.raises(JendelaTutup) as tutup:
        require_open(Tahap.PENGISIAN, FEBRUARI, pada=wita(3, 11, 4))
    assert str(tutup.value) == (
        "Pengisian realisasi Februari 2026 berakhir 11 Maret 2026 pukul 03.59 WITA."
        " Waktu peladen sekarang: 11 Maret 2026 pukul 04.00 WITA."
    )


def test_gangguan_satu_opd_tidak_menggeser_opd_lain(dunia):
    gangguan(dunia, perangkat_daerah=dunia.opd)
    saat = wita(3, 11, 3, 59, 59)
    assert [buka(Tahap.PENGISIAN, saat, opd=opd) for opd in (dunia.opd, dunia.lain, None)] == [
        True,
        False,
        False,
    ]


def test_server_utc_memakai_saat_yang_sama(dunia):
    gangguan(dunia)
    saat = [datetime(2026, 3, 10, 19, 59, 59, tzinfo=UTC), datetime(2026, 3, 10, 20, 0, tzinfo=UTC)]
    assert [buka(Tahap.PENGISIAN, p) for p in saat] == [True, False]


def test_gangguan_pada_malam_tahun_baru_menggeser_desember_bukan_november(dunia):
    """The window of December lies in January of the next year."""
    gangguan(dunia, wita(12, 31, 22), wita(1, 1, 3, tahun=2027), pada=wita(1, 2, tahun=2027))
    desember = masa_untuk(
        Tahap.PENGISIAN, Bulan(2026, 12), perangkat_daerah_id=None, pegawai_id=None, segar=True
    )
    november = masa_untuk(
        Tahap.PENGISIAN, Bulan(2026, 11), perangkat_daerah_id=None, pegawai_id=None, segar=True
    )
    assert desember.jendela == Jendela(wita(1, 1, tahun=2027), wita(1, 11, 3, tahun=2027))
    assert november.jendela == november.jadwal


def test_gangguan_di_jadwal_bulan_kabisat(dunia):
    """29 February 2028 lies before the window of February and inside none but January's."""
    gangguan(dunia, wita(2, 29, 8, tahun=2028), wita(2, 29, 20, tahun=2028), pada=wita(3, 2, tahun=2028))
    bulan = [Bulan(2028, 1), Bulan(2028, 2)]
    kalender = Kalender([(b, None) for b in bulan])
    assert [kalender.masa(Tahap.PENGISIAN, b, None).gangguan for b in bulan] == [(), ()]


def test_pembukaan_hanya_bagi_orangnya(dunia):
    pembukaan(dunia)
    for saat, harap in ((wita(3, 14), True), (wita(3, 20, 23, 59, 59), True), (wita(3, 21), False)):
        assert buka(Tahap.PENGISIAN, saat, dunia.pegawai, dunia.opd) == harap
        assert buka(Tahap.PENGISIAN, saat, dunia.penilai, dunia.opd) is False
        assert buka(Tahap.PENGISIAN, saat, None, dunia.opd) is False
    assert [
        buka(Tahap.PENILAIAN, p, dunia.pegawai, dunia.opd) for p in (wita(3, 22, 23, 59, 59), wita(3, 23))
    ] == [
        True,
        False,
    ]
    assert buka(Tahap.PENGISIAN, wita(3, 15), dunia.pegawai, dunia.opd, Bulan(2026, 1)) is False
    assert buka(Tahap.RILIS, wita(3, 17), dunia.pegawai, dunia.opd) is False


def test_pembukaan_bagi_opd(dunia):
    pembukaan(dunia, perangkat_daerah=dunia.opd)
    saat = wita(3, 15)
    assert [
        buka(Tahap.PENGISIAN, saat, o, o.perangkat_daerah)
        for o in (dunia.pegawai, dunia.penilai, dunia.orang_lain)
    ] == [
        True,
        True,
        False,
    ]


def test_pembukaan_penilaian_saja(dunia):
    pembukaan(dunia, batas_isi=None)
    assert buka(Tahap.PENGISIAN, wita(3, 15), dunia.pegawai, dunia.opd) is False
    assert buka(Tahap.PENILAIAN, wita(3, 15), dunia.pegawai, dunia.opd) is True
    with pytest.raises(JendelaTutup, match=r"berakhir 10 Maret 2026 pukul 23\.59 WITA"):
        require_open(
            Tahap.PENGISIAN,
            FEBRUARI,
            pada=wita(3, 15),
            perangkat_daerah_id=dunia.opd.pk,
            pegawai_id=dunia.pegawai.pk,
        )


def test_sebelum_dibuka_kembali_disebut_kapan_dimulai(dunia):
    pembukaan(dunia, mulai=date(2026, 3, 16))
    with pytest.raises(JendelaTutup, match=r"dimulai 16 Maret 2026 pukul 00\.00 WITA"):
        require_open(
            Tahap.PENGISIAN,
            FEBRUARI,
            pada=wita(3, 15),
            perangkat_daerah_id=dunia.opd.pk,
            pegawai_id=dunia.pegawai.pk,
        )


def test_gangguan_menggeser_juga_yang_dibuka_kembali(dunia):
    pembukaan(dunia)
    gangguan(dunia, wita(3, 20, 20), wita(3, 20, 23), pada=wita(3, 20, 23, 30))
    saat = [wita(3, 21, 2, 59, 59), wita(3, 21, 3)]
    assert [buka(Tahap.PENGISIAN, p, dunia.pegawai, dunia.opd) for p in saat] == [True, False]


def test_usulan_dan_yang_ditolak_tidak_menggeser(dunia):
    diusulkan, ditolak = usul_pembukaan(dunia), usul_gangguan(dunia)
    services.tolak_gangguan(ditolak, oleh=dunia.dua, pada=PADA, alasan="Tidak ada gangguan")
    assert diusulkan.status == "DIUSULKAN"
    assert buka(Tahap.PENGISIAN, wita(3, 15), dunia.pegawai, dunia.opd) is False
    assert buka(Tahap.PENGISIAN, wita(3, 11, 1)) is False


@pytest.mark.parametrize("segar", [True, False])
def test_disetujui_berlaku_seketika_dan_dicabut_seketika_tidak_lagi(
    dunia, segar, django_capture_on_commit_callbacks
):
    """Acts read anew; this process's pages forget at once as well."""

    def jendela():
        return masa_untuk(
            Tahap.PENGISIAN,
            FEBRUARI,
            perangkat_daerah_id=dunia.opd.pk,
            pegawai_id=dunia.pegawai.pk,
            segar=segar,
        ).kini(PADA)

    assert jendela().selesai == wita(3, 11)
    with django_capture_on_commit_callbacks(execute=True):
        satu, dua = pembukaan(dunia), gangguan(dunia, wita(3, 1), wita(3, 1, 5))
    assert jendela().selesai == wita(3, 21)
    with django_capture_on_commit_callbacks(execute=True):
        services.cabut_pembukaan(satu, oleh=dunia.tiga, pada=PADA, alasan="Keliru")
    assert jendela().selesai == wita(3, 11, 5)
    with django_capture_on_commit_callbacks(execute=True):
        services.cabut_gangguan(dua, oleh=dunia.tiga, pada=PADA, alasan="Keliru")
    assert jendela().selesai == wita(3, 11)


def test_kalender_empat_kueri_berapa_pun_bulan_dan_opd(dunia, django_assert_num_queries):
    AturanJadwal.semua()
    for daftar in ([FEBRUARI], [FEBRUARI.geser(n) for n in range(-12, 12)]):
        with django_assert_num_queries(3):
            Kalender([(b, o) for b in daftar for o in (None, dunia.opd.pk)], segar=True)
    with django_assert_num_queries(3):
        Kalender([(FEBRUARI, None)])
    with django_assert_num_queries(0):  # pages believe what was read half a minute ago
        Kalender([(FEBRUARI, None)])


def test_gangguan_lama_tidak_dibaca_lagi(dunia):
    gangguan(dunia, wita(3, 5, 8), wita(3, 5, 9))
    assert [len(Gangguan.yang_berlaku([Bulan(t, 2)], segar=True)) for t in (2025, 2026, 2027, 2028)] == [
        1,
        1,
        1,
        0,
    ]
    assert Gangguan.yang_berlaku([]) == []


# --- what an outage would move ---------------------------------------------------------------------------------------


def test_dampak_menyebut_setiap_batas_yang_bergeser(dunia):
    hasil = dampak(g(wita(3, 10, 19), wita(3, 10, 23)))
    assert [(d.tahap.value, str(d.bulan), d.nama, d.lama.selesai, d.baru.selesai) for d in hasil] == [
        ("PENGISIAN", "Februari 2026", "", wita(3, 11), wita(3, 11, 4)),
        ("ABSENSI", "Februari 2026", "", wita(3, 11), wita(3, 11, 4)),
        ("PENILAIAN", "Februari 2026", "", wita(3, 13), wita(3, 13, 4)),
    ]
    assert dampak(g(wita(3, 20), wita(3, 20, 5))) == []


def test_dampak_memuat_jadwal_khusus_dan_gangguan_lain(dunia):
    jadwal = JadwalBulanan.menurut_aturan(FEBRUARI, AturanJadwal.objects.first())
    jadwal.perangkat_daerah, jadwal.batas_isi, jadwal.batas_nilai = (
        dunia.opd,
        date(2026, 3, 20),
        date(2026, 3, 20),
    )
    jadwal.save()
    lain = gangguan(dunia, wita(3, 2, 8), wita(3, 2, 10))
    baru = g(wita(3, 15, 8), wita(3, 15, 9))
    assert [(d.tahap.value, d.nama, d.baru.selesai) for d in dampak(baru)] == [
        ("RILIS", "", wita(3, 16, 1)),
        ("RILIS", "Dinas Uji", wita(3, 16, 1)),
        ("PENGISIAN", "Dinas Uji", wita(3, 21, 3)),
        ("PENILAIAN", "Dinas Uji", wita(3, 21, 3)),
    ]
    # Of one in force: what it has moved.
    assert {
        (d.tahap.value, d.nama, d.lama.selesai, d.baru.selesai) for d in dampak(lain) if d.nama == ""
    } == {
        ("PENGISIAN", "", wita(3, 11), wita(3, 11, 2)),
        ("PENILAIAN", "", wita(3, 13), wita(3, 13, 2)),
    }
    assert [d.nama for d in dampak(g(wita(3, 15, 8), wita(3, 15, 9), dunia.lain.pk))] == [""]


def test_dampak_sebelum_aturan_pertama_kosong(dunia):
    assert dampak(g(wita(1, 1, tahun=2000), wita(1, 2, tahun=2000))) == []


def test_bulan_berjadwal_sejak_aturan_pertama(db):
    pertama = AturanJadwal.objects.order_by("berlaku_mulai").first().berlaku_mulai.year
    assert [len(bulan_berjadwal(t)) for t in (pertama - 1, pertama, 2026)] == [0, 12, 12]


# --- sentences for pages ---------------------------------------------------------------------------------------------


def kabar(orang, pada, **isi) -> list[str]:
    return pengumuman_jadwal(
        perangkat_daerah_id=orang.perangkat_daerah_id, pegawai_id=orang.pk, pada=pada, **isi
    )


def test_pengumuman_gangguan_selama_batasnya_belum_lewat(dunia):
    gangguan(dunia, pada=wita(3, 10, 23, 5))
    karena = "karena gangguan 10 Maret 2026 pukul 19.00–23.00 WITA (Sistem tidak dapat diakses)."
    isi = f"Batas pengisian Februari 2026 bergeser sampai 11 Maret 2026 pukul 03.59 WITA {karena}"
    nilai = f"Batas penilaian Februari 2026 bergeser sampai 13 Maret 2026 pukul 03.59 WITA {karena}"
    assert kabar(dunia.pegawai, wita(3, 10, 23, 30)) == [isi, nilai]
    assert kabar(dunia.pegawai, wita(3, 11, 4)) == [nilai]
    assert kabar(dunia.pegawai, wita(3, 13, 4)) == []


def test_pengumuman_pembukaan_bagi_diri_opd_dan_yang_dinilai(dunia):
    pembukaan(dunia)
    assert kabar(dunia.pegawai, PADA) == [
        "Pengisian Februari 2026 dibuka kembali bagi Anda sampai 20 Maret 2026 pukul 23.59 WITA.",
        "Penilaian Februari 2026 dibuka kembali bagi Anda sampai 22 Maret 2026 pukul 23.59 WITA.",
    ]
    assert kabar(dunia.penilai, PADA) == []
    assert kabar(dunia.penilai, PADA, dinilai=[dunia.pegawai.pk]) == [
        f"Penilaian Februari 2026 dibuka kembali bagi {dunia.pegawai} sampai 22 Maret 2026 pukul 23.59 WITA."
    ]
    assert kabar(dunia.orang_lain, PADA) == []
    assert kabar(dunia.pegawai, wita(3, 23)) == []


def test_pengumuman_pembukaan_opd_yang_belum_mulai(dunia):
    pembukaan(dunia, perangkat_daerah=dunia.opd, mulai=date(2026, 3, 16), batas_isi=None)
    assert kabar(dunia.pegawai, PADA) == [
        "Penilaian Februari 2026 dibuka kembali bagi Dinas Uji mulai 16 Maret 2026 sampai 22 Maret 2026"
        " pukul 23.59 WITA."
    ]
    assert kabar(dunia.orang_lain, PADA) == []


def test_pengumuman_tanpa_orang_dan_tanpa_opd(dunia):
    gangguan(dunia, pada=wita(3, 10, 23, 5))
    pembukaan(dunia)
    assert len(pengumuman_jadwal(perangkat_daerah_id=None, pegawai_id=None, pada=wita(3, 10, 23, 30))) == 2


@pytest.mark.parametrize("banyak", [1, 3])
def test_pengumuman_empat_kueri(dunia, banyak, django_assert_num_queries):
    for n in range(banyak):
        pembukaan(dunia, bulan=FEBRUARI.geser(-n))
        gangguan(dunia, wita(3, 10, 10 + n), wita(3, 10, 11 + n))
    AturanJadwal.semua()
    with django_assert_num_queries(4):
        assert len(kabar(dunia.pegawai, PADA)) == 2 * banyak
    with django_assert_num_queries(1):
        kabar(dunia.pegawai, PADA)
