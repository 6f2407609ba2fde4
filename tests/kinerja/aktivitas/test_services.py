"""The acts of the daily log: what is refused and why; what is counted stays; the day is WITA's."""

from __future__ import annotations

from datetime import date, time

import pytest

from kinerja.aktivitas import services
from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.dokumen.errors import AksesDitolak, DataBerubah, Ditolak, TidakTerlihat
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan
from tests.factories import (
    PegawaiFactory,
    RiwayatJabatanFactory,
    aktivitas_tercatat,
    indikator_skp,
    isian_aktivitas,
    realisasi_diajukan,
    rencana_tercatat,
    skp_disetujui,
    skp_konsep,
)
from tests.factories.kinerja import DALAM_JENDELA
from tests.kinerja.aktivitas.conftest import SENIN, akhiri_periode, keadaan, skp_berikutnya, wita

FEBRUARI = Bulan(2026, 2)


def catat(skp, pada=SENIN, oleh=None, kunci="", **isi):
    oleh = oleh or skp.pegawai.pengguna
    return services.catat_aktivitas(skp, oleh=oleh, pada=pada, kunci=kunci, isian=isian_aktivitas(skp, **isi))


# --- refused -------------------------------------------------------------------------------------------------
def test_catat_atas_skp_konsep_ditolak(db):
    skp = skp_konsep(PegawaiFactory())
    with pytest.raises(Ditolak, match="setelah SKP disetujui pejabat penilai"):
        catat(skp)
    assert Aktivitas.objects.count() == 0


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"mulai": time(10), "selesai": time(9)}, "Waktu selesai (09.00) harus sesudah waktu mulai (10.00)."),
        ({"mulai": time(8), "selesai": time(8)}, "Waktu selesai (08.00) harus sesudah waktu mulai (08.00)."),
        ({"tanggal": date(2025, 12, 31)}, "31 Desember 2025 di luar periode SKP ini (1 Januari 2026 sampai 31 Desember 2026)."),
        ({"tanggal": date(2027, 1, 1)}, "1 Januari 2027 di luar periode SKP ini (1 Januari 2026 sampai 31 Desember 2026)."),
        ({"tanggal": date(2026, 2, 3)}, "3 Februari 2026 pukul 08.30 WITA belum tiba. Catat sebagai rencana."),
        ({"mulai": time(17, 1), "selesai": time(18)}, "2 Februari 2026 pukul 17.01 WITA belum tiba. Catat sebagai rencana."),
        ({"uraian": "  "}, "Tuliskan aktivitasnya."),
        ({"uraian": "a" * 501}, "Uraian paling banyak 500 karakter (sekarang 501)."),
        ({"jenis": "LEMBUR"}, "Jenis harus Aktivitas atau Rencana."),
        ({"indikator": 10**9}, "Indikator itu tidak tersedia pada 2 Februari 2026. Pilih salah satu dari daftar."),
    ],
)  # fmt: skip
def test_catat_yang_salah_ditolak(skp, isi, kalimat):
    sebelum = keadaan()
    with pytest.raises(Ditolak) as galat:
        catat(skp, **isi)
    assert ([k.kalimat for k in galat.value.keluhan], keadaan()) == ([kalimat], sebelum)


def test_catat_menyebut_semua_yang_salah_sekaligus(skp):
    with pytest.raises(Ditolak) as galat:
        catat(skp, uraian="", mulai=time(10), selesai=time(9), indikator=10**9)
    assert [k.tautan for k in galat.value.keluhan] == ["#uraian", "#selesai", "#indikator"]


def test_indikator_skp_orang_lain_ditolak(skp):
    lain = skp_disetujui(PegawaiFactory())
    for asing in (indikator_skp(lain)[0].pk, lain.indikator_kedinasan_lain.pk):
        with pytest.raises(Ditolak, match="Indikator itu tidak tersedia"):
            catat(skp, indikator=asing)
    assert Aktivitas.objects.count() == 0


def test_hanya_pemilik_yang_mencatat_dan_mengubah(skp):
    satu = aktivitas_tercatat(skp)
    sebelum = keadaan()
    with pytest.raises(AksesDitolak):
        catat(skp, oleh=skp.penilai.pengguna)
    for act, isi in (
        (services.ubah, {"isian": isian_aktivitas(skp)}),
        (services.hapus, {}),
        (services.pulihkan, {}),
        (services.kerjakan, {"isian": isian_aktivitas(skp)}),
    ):
        with pytest.raises(AksesDitolak):
            act(satu, oleh=skp.penilai.pengguna, pada=SENIN, **isi)
        with pytest.raises(TidakTerlihat):
            act(satu, oleh=PegawaiFactory().pengguna, pada=SENIN, **isi)
    assert keadaan() == sebelum


def test_versi_lama_ditolak(skp):
    satu = aktivitas_tercatat(skp)
    oleh = skp.pegawai.pengguna
    services.ubah(satu, oleh=oleh, pada=SENIN, versi=satu.versi, isian=isian_aktivitas(skp, uraian="Baru"))
    with pytest.raises(DataBerubah):
        services.hapus(satu, oleh=oleh, pada=SENIN, versi=satu.versi - 1)
    assert Aktivitas.objects.ada().get().uraian == "Baru"


def test_hapus_dua_kali_dan_pulihkan_dua_kali_ditolak(skp):
    satu, oleh = aktivitas_tercatat(skp), skp.pegawai.pengguna
    services.hapus(satu, oleh=oleh, pada=SENIN)
    for act, isi in ((services.hapus, {}), (services.ubah, {"isian": isian_aktivitas(skp)})):
        with pytest.raises(Ditolak, match="sudah dihapus"):
            act(satu, oleh=oleh, pada=SENIN, **isi)
    services.pulihkan(satu, oleh=oleh, pada=SENIN)
    with pytest.raises(Ditolak, match="tidak dihapus"):
        services.pulihkan(satu, oleh=oleh, pada=SENIN)
    assert Aktivitas.objects.ada().get().pk == satu.pk


def test_rencana_diinput_dua_kali_ditolak(skp):
    satu, oleh = rencana_tercatat(skp), skp.pegawai.pengguna
    isi = {"oleh": oleh, "pada": SENIN, "isian": isian_aktivitas(skp)}
    hasil = services.kerjakan(satu, **isi).objek
    assert (hasil.jenis, hasil.rencana_id) == (Jenis.AKTIVITAS, satu.pk)
    with pytest.raises(Ditolak, match="sudah diinput menjadi aktivitas"):
        services.kerjakan(satu, **isi)
    services.hapus(hasil, oleh=oleh, pada=SENIN)
    with pytest.raises(Ditolak, match="Pulihkan aktivitasnya"):
        services.kerjakan(satu, **isi)
    assert Aktivitas.objects.count() == 2


def test_yang_bukan_rencana_tidak_diinput(skp):
    satu, oleh = aktivitas_tercatat(skp), skp.pegawai.pengguna
    with pytest.raises(Ditolak, match="Ini bukan rencana"):
        services.kerjakan(satu, oleh=oleh, pada=SENIN, isian=isian_aktivitas(skp))
    terhapus = rencana_tercatat(skp)
    services.hapus(terhapus, oleh=oleh, pada=SENIN)
    with pytest.raises(Ditolak, match="rencananya sudah dihapus"):
        services.kerjakan(terhapus, oleh=oleh, pada=SENIN, isian=isian_aktivitas(skp))


def test_rencana_yang_belum_tiba_tidak_diinput(skp):
    satu = rencana_tercatat(skp, tanggal=date(2026, 2, 3))
    with pytest.raises(Ditolak, match="belum tiba"):
        services.kerjakan(
            satu, oleh=skp.pegawai.pengguna, pada=SENIN, isian=isian_aktivitas(skp, tanggal=date(2026, 2, 3))
        )
    assert not hasattr(Aktivitas.objects.get(), "pelaksanaan")


def test_yang_sudah_dihitung_terkunci(skp):
    satu = aktivitas_tercatat(skp)
    realisasi_diajukan(skp=skp)
    satu, oleh = Aktivitas.objects.get(), skp.pegawai.pengguna
    assert satu.dihitung_pada == DALAM_JENDELA
    for act, isi in ((services.hapus, {}), (services.ubah, {"isian": isian_aktivitas(skp)})):
        with pytest.raises(Ditolak, match="sudah dihitung"):
            act(satu, oleh=oleh, pada=DALAM_JENDELA, **isi)
    sesudah = aktivitas_tercatat(skp, pada=wita(3, 6), mulai=time(13), selesai=time(14))
    services.hapus(sesudah, oleh=oleh, pada=wita(3, 6))  # the 59th is not counted, so it is his


# --- a move (juknis BAB VII, second case): 20 February 2026 -------------------------------------------------------
@pytest.fixture
def mutasi(skp):
    RiwayatJabatanFactory(pegawai=skp.pegawai, tmt=date(2026, 2, 20), aktif=False)
    return skp


@pytest.mark.parametrize("hari", [21, 23])
def test_sesudah_mutasi_hanya_kedinasan_lain(mutasi, hari):
    hari = date(2026, 2, hari)
    with pytest.raises(Ditolak, match="Indikator itu tidak tersedia"):
        catat(mutasi, pada=wita(2, 27), tanggal=hari)
    lain = mutasi.indikator_kedinasan_lain.pk
    catat(mutasi, pada=wita(2, 27), tanggal=hari, indikator=lain)
    assert list(Aktivitas.objects.values_list("indikator", flat=True)) == [lain]


def test_pada_hari_mutasi_indikator_lama_masih_dipakai(mutasi):
    catat(mutasi, pada=wita(2, 27), tanggal=date(2026, 2, 20))
    assert Aktivitas.objects.get().indikator_id == indikator_skp(mutasi)[0].pk


def test_pindah_ke_hari_skp_berikutnya_menuntut_indikatornya(mutasi):
    """Its period ended after the day was logged: by editing it goes to the SKP that has the day, or is refused."""
    hari, lama = date(2026, 3, 2), mutasi.indikator_kedinasan_lain.pk
    satu = aktivitas_tercatat(mutasi, pada=wita(3, 2), tanggal=hari, indikator=lama)
    akhiri_periode(mutasi)
    oleh = mutasi.pegawai.pengguna
    isi = {"oleh": oleh, "pada": wita(3, 3)}
    with pytest.raises(Ditolak, match="di luar periode SKP ini"):
        services.ubah(satu, **isi, isian=isian_aktivitas(mutasi, tanggal=hari, indikator=lama))
    baru = skp_berikutnya(mutasi)
    with pytest.raises(Ditolak, match="Indikator itu tidak tersedia"):
        services.ubah(satu, **isi, isian=isian_aktivitas(mutasi, tanggal=hari, indikator=lama))
    services.ubah(satu, **isi, isian=isian_aktivitas(baru, tanggal=hari))
    tersimpan = Aktivitas.objects.get()
    assert (tersimpan.skp, tersimpan.indikator) == (baru, indikator_skp(baru)[0])


# --- the day is WITA's: the server may think in UTC ----------------------------------------------------------------
def test_lewat_tengah_malam_wita_masih_kemarin_di_utc(skp):
    pada = wita(2, 3, 0, 30)  # 2 February 16:30 UTC
    assert pada.utctimetuple()[:5] == (2026, 2, 2, 16, 30)
    catat(skp, pada=pada, tanggal=date(2026, 2, 3), mulai=time(0, 15), selesai=time(0, 30))
    with pytest.raises(Ditolak, match=r"pukul 00\.31 WITA belum tiba"):
        catat(skp, pada=pada, tanggal=date(2026, 2, 3), mulai=time(0, 31), selesai=time(1))
    assert Aktivitas.objects.count() == 1


def test_sebelum_tengah_malam_wita_besok_belum_tiba(skp):
    with pytest.raises(Ditolak, match="belum tiba"):
        catat(skp, pada=wita(2, 2, 23, 59, 59), tanggal=date(2026, 2, 3), mulai=time(0), selesai=time(1))


# --- accepted ----------------------------------------------------------------------------------------------------------
def test_catat_menyimpan_dan_mencatat(skp):
    tanda = catat(skp, tanggal=date(2026, 1, 31), uraian="  Backup basis data  ")  # a Saturday, two days back
    satu = Aktivitas.objects.get()
    assert (satu.uraian, satu.dicatat_pada, satu.pegawai, satu.skp) == (
        "Backup basis data",
        SENIN,
        skp.pegawai,
        skp,
    )
    assert (tanda.jenis, tanda.objek) == ("aktivitas.dicatat", satu)


def test_rencana_boleh_di_masa_depan(skp):
    rencana_tercatat(skp, tanggal=date(2026, 12, 31))
    assert Aktivitas.objects.get().is_rencana


def test_kunci_yang_sama_mencatat_sekali(skp):
    tanda = [catat(skp, kunci="kunci-ganda-1").pk for _ in range(3)]
    assert (len(set(tanda)), Aktivitas.objects.count()) == (1, 1)
    with pytest.raises(DataBerubah):
        catat(skp, kunci="kunci-ganda-1", uraian="Lain")


def test_tumpang_tindih_disimpan_dan_dengan_pengaturan_ditolak(skp, settings):
    aktivitas_tercatat(skp)
    catat(skp, mulai=time(8, 45), selesai=time(9, 30))
    assert Aktivitas.objects.count() == 2
    settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK = True
    with pytest.raises(Ditolak, match=r"2 Februari 2026 pukul 08\.30–09\.00, “Menyusun laporan”"):
        catat(skp, mulai=time(8, 59), selesai=time(9))
    catat(skp, mulai=time(9, 30), selesai=time(10))  # those that touch do not overlap
    assert Aktivitas.objects.count() == 3


def test_dengan_pengaturan_pulihkan_pun_tidak_menumpuk(skp, settings):
    settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK = True
    satu, oleh = aktivitas_tercatat(skp), skp.pegawai.pengguna
    services.hapus(satu, oleh=oleh, pada=SENIN)
    dua = aktivitas_tercatat(skp)
    with pytest.raises(Ditolak, match="bertumpang tindih"):
        services.pulihkan(satu, oleh=oleh, pada=SENIN)
    services.hapus(dua, oleh=oleh, pada=SENIN)
    services.pulihkan(satu, oleh=oleh, pada=SENIN)
    assert Aktivitas.objects.ada().get().pk == satu.pk


def test_riwayat_menyebut_yang_lama(skp):
    satu = aktivitas_tercatat(skp)
    oleh = skp.pegawai.pengguna
    services.ubah(satu, oleh=oleh, pada=SENIN, isian=isian_aktivitas(skp, uraian="Baru", jenis=Jenis.RENCANA))
    assert Aktivitas.objects.get().jenis == Jenis.AKTIVITAS
    assert Riwayat.objects.get(jenis="aktivitas.diubah").rincian["lama"]["uraian"] == "Menyusun laporan"
