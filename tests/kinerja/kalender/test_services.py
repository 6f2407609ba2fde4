"""Two people move a deadline: refusals first, then what each decision does, then two deciding at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections

from kinerja.akun.models import Pengguna
from kinerja.dokumen.errors import AksesDitolak, Ditolak, TidakTerlihat
from kinerja.dokumen.models import Penolakan, Riwayat
from kinerja.kalender import services
from kinerja.kalender.models import Bulan, Gangguan, PembukaanKembali
from tests.factories import (
    PegawaiFactory,
    PenggunaFactory,
    PerangkatDaerahFactory,
    RiwayatJabatanFactory,
    jadikan_admin_bkd,
)

from .conftest import PADA, pembukaan, usul_gangguan, usul_pembukaan, wita

KEPUTUSAN = {
    ("pembukaan", "setujui"): services.setujui_pembukaan,
    ("pembukaan", "tolak"): services.tolak_pembukaan,
    ("pembukaan", "cabut"): services.cabut_pembukaan,
    ("gangguan", "setujui"): services.setujui_gangguan,
    ("gangguan", "tolak"): services.tolak_gangguan,
    ("gangguan", "cabut"): services.cabut_gangguan,
}
USUL = {"pembukaan": usul_pembukaan, "gangguan": usul_gangguan}


def putuskan(jenis, verba, usulan, oleh, pada=PADA):
    alasan = {} if verba == "setujui" else {"alasan": "Keliru"}
    return KEPUTUSAN[jenis, verba](usulan, oleh=oleh, pada=pada, **alasan)


def keadaan() -> tuple:
    return (
        list(PembukaanKembali.objects.values()),
        list(Gangguan.objects.values()),
        Riwayat.objects.count(),
    )


# --- who proposes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", USUL)
def test_hanya_admin_bkd_yang_mengusulkan(dunia, jenis):
    sebelum = keadaan()
    for oleh in (dunia.pegawai.pengguna, dunia.penilai.pengguna, PenggunaFactory(is_superuser=True)):
        with pytest.raises(AksesDitolak):
            USUL[jenis](dunia, oleh=oleh)
    assert keadaan() == sebelum


def test_tidak_mengusulkan_atas_nama_orang_lain(dunia):
    with pytest.raises(AksesDitolak):
        services.usulkan_gangguan(
            dunia.dua,
            oleh=dunia.satu,
            pada=PADA,
            mulai=wita(3, 10),
            selesai=wita(3, 10, 1),
            keterangan="Padam",
        )
    assert not Gangguan.objects.exists()


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"alasan": "  "}, "Tuliskan alasan pembukaan kembali."),
        ({"bulan": Bulan(2026, 3)}, "Maret 2026 belum berakhir: tidak ada yang perlu dibuka kembali."),
        ({"bulan": Bulan(2026, 4)}, "April 2026 belum berakhir: tidak ada yang perlu dibuka kembali."),
        (
            {"mulai": date(2026, 3, 11), "batas_isi": date(2026, 3, 13)},
            "Batas yang diusulkan sudah lewat. Hari ini 14 Maret 2026.",
        ),
        (
            {"mulai": date(2026, 3, 11), "batas_isi": None, "batas_nilai": date(2026, 3, 13)},
            "Batas yang diusulkan sudah lewat. Hari ini 14 Maret 2026.",
        ),
        ({"batas_nilai": date(2026, 4, 15)}, "Pembukaan kembali paling lama 31 hari."),
        (
            {"mulai": date(2027, 3, 14), "batas_isi": date(2027, 3, 14), "batas_nilai": date(2027, 3, 14)},
            "Pembukaan kembali dimulai paling lambat 31 hari dari sekarang.",
        ),
        ({"batas_isi": date(2026, 3, 23)}, "Tanggal pembukaan kembali tidak berurutan."),
        ({"mulai": date(2026, 3, 21)}, "Tanggal pembukaan kembali tidak berurutan."),
        ({"pegawai": None}, "Pilih satu pegawai atau satu perangkat daerah."),
    ],
)
def test_usulan_pembukaan_yang_ditolak(dunia, isi, kalimat):
    sebelum = keadaan()
    with pytest.raises(Ditolak) as galat:
        usul_pembukaan(dunia, **isi)
    assert (str(galat.value), keadaan()) == (kalimat, sebelum)


def test_pembukaan_bagi_dua_sasaran_ditolak(dunia):
    with pytest.raises(Ditolak, match="Pilih satu pegawai atau satu perangkat daerah"):
        usul_pembukaan(dunia, pegawai=dunia.pegawai, perangkat_daerah=dunia.opd)


def test_pembukaan_bagi_diri_sendiri_ditolak_dan_dicatat(dunia):
    with pytest.raises(Ditolak, match="Pembukaan kembali bagi diri sendiri diusulkan orang lain"):
        usul_pembukaan(dunia, pegawai=dunia.pegawai_bkd)
    assert (PembukaanKembali.objects.count(), Penolakan.objects.filter(oleh=dunia.satu).count()) == (0, 1)


# --- one's own office -----------------------------------------------------------------------------------------------


def bkd_di(opd, **riwayat):
    """An administrator of BKD whose own office is that one (or, with `riwayat`, was that one in a year)."""
    pegawai = PegawaiFactory(perangkat_daerah=PerangkatDaerahFactory() if riwayat else opd)
    if riwayat:
        RiwayatJabatanFactory(pegawai=pegawai, perangkat_daerah=opd, **riwayat)
    return jadikan_admin_bkd(pegawai.pengguna)


@pytest.mark.parametrize("riwayat", [{}, {"tahun": 2026}])
def test_pembukaan_bagi_opd_sendiri_tidak_diusulkan(dunia, riwayat):
    """Filing for all of one's office is filing for oneself; nor does a move to another office since then help."""
    with pytest.raises(Ditolak, match="Pembukaan kembali bagi perangkat daerah sendiri diusulkan orang lain"):
        usul_pembukaan(dunia, oleh=bkd_di(dunia.opd, **riwayat), perangkat_daerah=dunia.opd)
    assert (PembukaanKembali.objects.count(), Penolakan.objects.count()) == (0, 1)


@pytest.mark.parametrize("verba", ["setujui", "tolak", "cabut"])
@pytest.mark.parametrize("riwayat", [{}, {"tahun": 2026}])
def test_pembukaan_bagi_opd_sendiri_tidak_diputuskan(dunia, riwayat, verba):
    usulan, orang = usul_pembukaan(dunia, perangkat_daerah=dunia.opd), bkd_di(dunia.opd, **riwayat)
    sebelum = keadaan()
    with pytest.raises(AksesDitolak):
        putuskan("pembukaan", verba, usulan, orang)
    assert keadaan() == sebelum
    putuskan("pembukaan", verba, usulan, dunia.dua)


def test_jabatan_di_opd_itu_pada_tahun_lain_tidak_menghalangi(dunia):
    usulan = usul_pembukaan(dunia, perangkat_daerah=dunia.opd)
    putuskan("pembukaan", "setujui", usulan, bkd_di(dunia.opd, tahun=2025))
    assert usulan.status == "BERLAKU"


def test_opd_bkd_sendiri_dibuka_dua_orang_bila_semua_admin_di_sana(dunia):
    """As long as one active administrator stands outside, he is the one to ask."""
    opd = dunia.pegawai_bkd.perangkat_daerah
    PegawaiFactory(perangkat_daerah=opd, pengguna=dunia.dua)
    with pytest.raises(Ditolak, match="perangkat daerah sendiri"):
        usul_pembukaan(dunia, perangkat_daerah=opd)
    Pengguna.objects.filter(pk=dunia.tiga.pk).update(is_active=False)
    usulan = usul_pembukaan(dunia, perangkat_daerah=opd)
    with pytest.raises(AksesDitolak):
        putuskan("pembukaan", "setujui", usulan, dunia.satu)
    putuskan("pembukaan", "setujui", usulan, dunia.dua)
    assert (usulan.status, usulan.diputuskan_oleh) == ("BERLAKU", dunia.dua)


def test_hari_terakhir_masih_dapat_diusulkan_dan_disetujui(dunia):
    hari = {"mulai": date(2026, 3, 14), "batas_isi": date(2026, 3, 14), "batas_nilai": date(2026, 3, 14)}
    satu = pembukaan(dunia, pada=wita(3, 14, 23, 59, 59), **hari)
    assert satu.status == "BERLAKU"


def test_31_hari_masih_boleh(dunia):
    assert usul_pembukaan(dunia, batas_nilai=date(2026, 4, 14)).status == "DIUSULKAN"


def test_desember_dibuka_kembali_di_januari(dunia):
    hari = {"mulai": date(2027, 1, 14), "batas_isi": date(2027, 1, 15), "batas_nilai": date(2027, 1, 16)}
    satu = usul_pembukaan(dunia, pada=wita(1, 14, tahun=2027), bulan=Bulan(2026, 12), **hari)
    assert str(satu) == f"Pembukaan kembali Desember 2026 bagi {dunia.pegawai}"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"keterangan": " "}, "Tuliskan gangguan apa yang terjadi."),
        (
            {"selesai": wita(3, 14, 9, 0, 1)},
            "Gangguan dicatat setelah berakhir. Waktu peladen sekarang: 14 Maret 2026 pukul 09.00 WITA.",
        ),
        ({"mulai": wita(3, 11)}, "Waktu selesai gangguan harus sesudah waktu mulainya."),
        ({"mulai": wita(3, 10, 23)}, "Waktu selesai gangguan harus sesudah waktu mulainya."),
        (
            {"mulai": wita(3, 7, 22, 59)},
            "Satu gangguan paling lama 72 jam. Usulkan pembukaan kembali untuk yang lebih lama.",
        ),
        (
            {"mulai": wita(3, 10, tahun=2025), "selesai": wita(3, 11, tahun=2025)},
            "Gangguan dicatat paling lambat 92 hari sesudah berakhir.",
        ),
    ],
)
def test_usulan_gangguan_yang_ditolak(dunia, isi, kalimat):
    sebelum = keadaan()
    with pytest.raises(Ditolak) as galat:
        usul_gangguan(dunia, **isi)
    assert (str(galat.value), keadaan()) == (kalimat, sebelum)


def test_gangguan_yang_baru_saja_berakhir_dapat_diusulkan(dunia):
    assert usul_gangguan(dunia, selesai=PADA, mulai=wita(3, 14, 8)).status == "DIUSULKAN"


def test_kunci_yang_sama_satu_usulan(dunia):
    isi = {
        "mulai": wita(3, 10, 19),
        "selesai": wita(3, 10, 23),
        "keterangan": "Padam",
        "kunci": "kunci-ketuk",
    }
    nomor = [services.usulkan_gangguan(dunia.satu, oleh=dunia.satu, pada=PADA, **isi).nomor for _ in range(2)]
    assert (nomor[0] == nomor[1], Gangguan.objects.count()) == (True, 1)


# --- who decides ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verba", ["setujui", "tolak"])
@pytest.mark.parametrize("jenis", USUL)
def test_pengusul_tidak_memutuskan_usulannya(dunia, jenis, verba):
    usulan = USUL[jenis](dunia)
    sebelum = keadaan()
    with pytest.raises(AksesDitolak):
        putuskan(jenis, verba, usulan, dunia.satu)
    assert keadaan() == sebelum


@pytest.mark.parametrize(("jenis", "verba"), KEPUTUSAN)
def test_bukan_admin_bkd_tidak_memutuskan(dunia, jenis, verba):
    usulan = USUL[jenis](dunia)
    sebelum = keadaan()
    for oleh in (dunia.pegawai.pengguna, dunia.penilai.pengguna, dunia.orang_lain.pengguna):
        with pytest.raises(TidakTerlihat):
            putuskan(jenis, verba, usulan, oleh)
    with pytest.raises(AksesDitolak):
        putuskan(jenis, verba, usulan, PenggunaFactory(is_superuser=True))
    assert keadaan() == sebelum


@pytest.mark.parametrize("verba", ["setujui", "tolak", "cabut"])
def test_yang_berkepentingan_tidak_memutuskan(dunia, verba):
    """Another of BKD proposes it for a colleague of BKD; the colleague himself has no say."""
    usulan = usul_pembukaan(dunia, oleh=dunia.dua, pegawai=dunia.pegawai_bkd)
    sebelum = keadaan()
    with pytest.raises(AksesDitolak):
        putuskan("pembukaan", verba, usulan, dunia.satu)
    assert keadaan() == sebelum


@pytest.mark.parametrize(("jenis", "verba"), [k for k in KEPUTUSAN if k[1] != "setujui"])
def test_menolak_dan_mencabut_beralasan(dunia, jenis, verba):
    usulan = USUL[jenis](dunia)
    with pytest.raises(Ditolak, match="Tuliskan alasannya"):
        KEPUTUSAN[jenis, verba](usulan, oleh=dunia.dua, pada=PADA, alasan="  ")


@pytest.mark.parametrize(
    ("sudah", "lalu"),
    [
        ("setujui", "setujui"),
        ("setujui", "tolak"),
        ("tolak", "setujui"),
        ("tolak", "tolak"),
        ("tolak", "cabut"),
        ("cabut", "setujui"),
        ("cabut", "tolak"),
        ("cabut", "cabut"),
    ],
)
@pytest.mark.parametrize("jenis", USUL)
def test_yang_sudah_diputuskan_tidak_diputuskan_lagi(dunia, jenis, sudah, lalu):
    usulan = USUL[jenis](dunia)
    putuskan(jenis, sudah, usulan, dunia.dua)
    sebelum = keadaan()
    with pytest.raises(Ditolak) as galat:
        putuskan(jenis, lalu, usulan, dunia.tiga)
    assert (galat.value.status, keadaan()) == (409, sebelum)


def test_menyetujui_sesudah_batasnya_lewat_ditolak(dunia):
    usulan = usul_pembukaan(dunia)
    with pytest.raises(Ditolak, match=r"Batas yang diusulkan \(22 Maret 2026\) sudah lewat"):
        putuskan("pembukaan", "setujui", usulan, dunia.dua, pada=wita(3, 23))
    assert PembukaanKembali.objects.get().status == "DIUSULKAN"
    putuskan("pembukaan", "setujui", usulan, dunia.dua, pada=wita(3, 22, 23, 59, 59))


@pytest.mark.parametrize("jenis", USUL)
def test_keputusan_mencatat_siapa_dan_kapan(dunia, jenis):
    usulan = USUL[jenis](dunia)
    riwayat = putuskan(jenis, "setujui", usulan, dunia.dua)
    assert (riwayat.dari, riwayat.ke, riwayat.oleh) == ("DIUSULKAN", "BERLAKU", dunia.dua)
    assert (usulan.diusulkan_oleh, usulan.diputuskan_oleh, usulan.diputuskan_pada) == (
        dunia.satu,
        dunia.dua,
        PADA,
    )
    riwayat = putuskan(jenis, "cabut", usulan, dunia.tiga)
    assert (riwayat.dari, riwayat.ke, riwayat.catatan) == ("BERLAKU", "DICABUT", "Keliru")
    assert usulan.diputuskan_oleh == dunia.dua


@pytest.mark.parametrize("jenis", USUL)
def test_pengusul_tidak_mencabut_yang_sudah_berlaku(dunia, jenis):
    """Two people put it in force: the proposer alone does not take it from those who rely on it."""
    usulan = USUL[jenis](dunia)
    putuskan(jenis, "setujui", usulan, dunia.dua)
    sebelum = keadaan()
    with pytest.raises(AksesDitolak):
        putuskan(jenis, "cabut", usulan, dunia.satu)
    assert keadaan() == sebelum
    putuskan(jenis, "cabut", usulan, dunia.dua)
    assert usulan.status == "DICABUT"


@pytest.mark.parametrize("jenis", USUL)
def test_pengusul_boleh_mencabut_usulannya(dunia, jenis):
    usulan = USUL[jenis](dunia)
    putuskan(jenis, "cabut", usulan, dunia.satu)
    assert (usulan.status, usulan.diputuskan_oleh) == ("DICABUT", None)


def test_versi_lama_ditolak(dunia):
    usulan = usul_gangguan(dunia)
    with pytest.raises(Ditolak, match="Data sudah berubah"):
        services.setujui_gangguan(usulan, oleh=dunia.dua, pada=PADA, versi=usulan.versi + 1)


# --- two at once ---------------------------------------------------------------------------------------------------


def serentak(*tugas) -> list:
    mulai = Barrier(len(tugas))

    def jalan(satu):
        try:
            mulai.wait(10)
            return satu()
        except Ditolak as penolakan:
            return penolakan
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tugas)) as kolam:
        return [f.result(60) for f in [kolam.submit(jalan, t) for t in tugas]]


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kedua", ["setujui", "tolak", "cabut"])
def test_dua_keputusan_serentak_satu_yang_berlaku(kedua):
    satu, *lain = [jadikan_admin_bkd(PenggunaFactory()) for _ in range(3)]
    isi = {"mulai": wita(3, 10, 19), "selesai": wita(3, 10, 23), "keterangan": "Padam"}
    usulan = services.usulkan_gangguan(satu, oleh=satu, pada=PADA, **isi).objek

    def tugas(verba, oleh):
        segar, alasan = Gangguan.objects.get(pk=usulan.pk), {} if verba == "setujui" else {"alasan": "Keliru"}
        versi = segar.versi
        return lambda: KEPUTUSAN["gangguan", verba](segar, oleh=oleh, pada=PADA, versi=versi, **alasan).nomor

    hasil = serentak(tugas("setujui", lain[0]), tugas(kedua, lain[1]))
    assert len([h for h in hasil if isinstance(h, Ditolak)]) == 1
    assert {h.status for h in hasil if isinstance(h, Ditolak)} == {409}
    jenis = ["gangguan.disetujui", "gangguan.ditolak", "gangguan.dicabut"]
    assert Riwayat.objects.filter(jenis__in=jenis).count() == 1


@pytest.mark.concurrent
@pytest.mark.django_db(transaction=True)
def test_ketukan_ganda_satu_persetujuan():
    satu, dua = [jadikan_admin_bkd(PenggunaFactory()) for _ in range(2)]
    pegawai = PegawaiFactory()
    hari = {"mulai": date(2026, 3, 14), "batas_nilai": date(2026, 3, 15)}
    usulan = services.usulkan_pembukaan(
        satu, oleh=satu, pada=PADA, bulan=Bulan(2026, 2), pegawai=pegawai, alasan="Sakit", **hari
    ).objek

    def tugas():
        segar = PembukaanKembali.objects.get(pk=usulan.pk)
        return services.setujui_pembukaan(segar, oleh=dua, pada=PADA, versi=1, kunci="kunci-ketuk").nomor

    hasil = serentak(*[tugas] * 4)
    assert (len(set(hasil)), [h for h in hasil if isinstance(h, Ditolak)]) == (1, [])
    assert Riwayat.objects.filter(jenis="pembukaankembali.disetujui").count() == 1
