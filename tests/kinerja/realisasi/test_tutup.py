"""What the clock does to a month: closed when its window is over, opened when it is again, twice without harm."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from kinerja.aktivitas import services as aktivitas
from kinerja.aktivitas.services import Isian
from kinerja.akun.models import Pengguna
from kinerja.dokumen.checks import INVARIAN
from kinerja.dokumen.errors import AksesDitolak, Ditolak, StatusTidakSesuai
from kinerja.dokumen.models import Riwayat
from kinerja.kalender import services as kalender
from kinerja.kalender.models import Bulan, JadwalBulanan
from kinerja.kalender.queries import JendelaTutup
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi import services
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.queries import pengingat_bulan
from kinerja.skp import services as skp_services
from kinerja.skp.models import NilaiBerakhlak
from tests.factories import PenggunaFactory, jadikan_admin_bkd, realisasi_draf, skp_disetujui, skp_konsep
from tests.kinerja.realisasi.conftest import wita

pytestmark = pytest.mark.django_db

FEBRUARI = Bulan(2026, 2)
TUTUP_ISI = wita(3, 11, 0, 30)  # half an hour after the last second of the 10th
TUTUP_NILAI = wita(3, 13, 0, 30)


def admin_bkd() -> Pengguna:
    return jadikan_admin_bkd(PenggunaFactory())


def diajukan(pada=None, **kw) -> RealisasiBulanan:
    draf = realisasi_draf(**kw)
    isi = {b.pk: (5, "https://contoh.id/bukti") for b in draf.daftar_baris.all()}
    services.simpan(draf, oleh=draf.pegawai.pengguna, pada=wita(3, 5), baris=isi)
    services.ajukan(draf, oleh=draf.pegawai.pengguna, pada=pada or wita(3, 5, 11), konfirmasi=True)
    return draf


def nilai_hasil(realisasi, pada=None, oleh=None) -> None:
    services.nilai_hasil_kerja(
        realisasi,
        oleh=oleh or realisasi.penilai.pengguna,
        pada=pada or wita(3, 6),
        umpan_balik={b.pk: "Baik" for b in realisasi.daftar_baris.all()},
        rating="SESUAI",
        konfirmasi=True,
    )


def nilai_perilaku(realisasi, pada=None, oleh=None) -> None:
    services.nilai_perilaku(
        realisasi,
        oleh=oleh or realisasi.penilai.pengguna,
        pada=pada or wita(3, 6, 11),
        umpan_balik={n.kode: "Baik" for n in NilaiBerakhlak.objects.all()},
        rating="SESUAI",
        catatan_akhir="Pertahankan.",
        konfirmasi=True,
    )


def status(pegawai) -> list[str]:
    return list(pegawai.daftar_realisasi_bulanan.order_by("tahun", "bulan").values_list("status", flat=True))


def buka_kembali(pegawai, *, isi=date(2026, 3, 20), nilai=date(2026, 3, 22), pada=None) -> None:
    satu, dua, pada = admin_bkd(), admin_bkd(), pada or wita(3, 16)
    usulan = kalender.usulkan_pembukaan(
        satu, oleh=satu, pada=pada, bulan=FEBRUARI, mulai=date(2026, 3, 16), batas_isi=isi, batas_nilai=nilai,
        pegawai=pegawai, alasan="Dirawat di rumah sakit.",
    ).objek  # fmt: skip
    kalender.setujui_pembukaan(usulan, oleh=dua, pada=pada)


def test_penutupan_sebelum_waktunya_ditolak():
    draf = realisasi_draf()
    sistem = Pengguna.objects.sistem()
    for pada in (wita(3, 10, 23, 59, 59), wita(3, 11, 0), TUTUP_ISI - timedelta(seconds=1)):
        with pytest.raises(Ditolak, match=r"belum lewat: batasnya 10 Maret 2026 pukul 23\.59 WITA"):
            services.tutup_pengisian(draf, oleh=sistem, pada=pada)
    assert services.tutup_bulan(pada=TUTUP_ISI - timedelta(seconds=1)).get("tidak_lapor", 0) == 0
    assert status(draf.pegawai)[-1] == "DRAF"


@pytest.mark.parametrize("verba", ["tutup_pengisian", "tutup_penilaian", "catat_tidak_lapor"])
def test_penutupan_bukan_oleh_orang(verba):
    laporan = diajukan()
    objek = laporan.skp if verba == "catat_tidak_lapor" else laporan
    isi = {"bulan": FEBRUARI} if verba == "catat_tidak_lapor" else {}
    for siapa in (laporan.pegawai.pengguna, laporan.penilai.pengguna, admin_bkd()):
        with pytest.raises(AksesDitolak):
            getattr(services, verba)(objek, oleh=siapa, pada=wita(3, 20), **isi)


def test_draf_yang_lewat_batas_menjadi_tidak_lapor_sekali_saja():
    """Scenario 41: the row is there, without a predikat; the second run finds nothing to do."""
    draf = realisasi_draf()
    assert services.tutup_bulan(pada=TUTUP_ISI)["tidak_lapor"] == 1
    draf.refresh_from_db()
    assert (draf.status, draf.predikat, draf.penilai_id) == ("TIDAK_LAPOR", "", None)
    jumlah = Riwayat.objects.count()
    assert services.tutup_bulan(pada=TUTUP_ISI) == {}
    assert Riwayat.objects.count() == jumlah
    assert Riwayat.objects.filter(jenis="realisasi.pengisian_ditutup").get().oleh.is_sistem


def test_yang_tidak_pernah_membuka_tercatat_tidak_lapor():
    skp = skp_disetujui()
    hasil = services.tutup_bulan(pada=TUTUP_ISI)
    assert (hasil["tanpa_laporan"], status(skp.pegawai)) == (2, ["TIDAK_LAPOR", "TIDAK_LAPOR"])  # January too
    assert services.tutup_bulan(pada=TUTUP_ISI) == {}


def test_yang_belum_punya_skp_atau_tidak_aktif_tidak_dicatat():
    konsep, pensiun = skp_konsep(), skp_disetujui()
    Pegawai.objects.filter(pk=pensiun.pegawai_id).update(status=Pegawai.Status.PENSIUN)
    services.tutup_bulan(pada=TUTUP_ISI)
    assert (status(konsep.pegawai), status(pensiun.pegawai)) == ([], [])


def test_skp_yang_disetujui_sesudah_batas_tidak_dicatat_tidak_lapor():
    skp = skp_disetujui()
    skp.daftar_versi.update(disetujui_pada=wita(3, 11, 0, 0))
    services.tutup_bulan(pada=wita(3, 20))
    assert status(skp.pegawai) == []


def test_persetujuan_revisi_sesudah_batas_tidak_membebaskan():
    """The first approval counts: whoever could report in time is not freed by a later one."""
    skp = skp_disetujui()
    skp.__class__.objects.filter(pk=skp.pk).update(disetujui_pada=wita(3, 11, 0, 10))
    services.tutup_bulan(pada=TUTUP_ISI)
    assert "TIDAK_LAPOR" in status(skp.pegawai)


def test_yang_diajukan_tidak_disentuh_sampai_batas_penilaian_lalu_tidak_dinilai():
    laporan = diajukan()
    services.tutup_bulan(pada=TUTUP_ISI)
    assert laporan.__class__.objects.get(pk=laporan.pk).status == "PENILAIAN_HASIL_KERJA"
    services.tutup_bulan(pada=TUTUP_NILAI - timedelta(seconds=1))
    assert laporan.__class__.objects.get(pk=laporan.pk).status == "PENILAIAN_HASIL_KERJA"
    assert services.tutup_bulan(pada=TUTUP_NILAI)["tidak_dinilai"] == 1
    laporan.refresh_from_db()
    assert (laporan.status, laporan.predikat, laporan.penilai_id is None) == ("TIDAK_DINILAI", "", False)
    assert services.tutup_bulan(pada=TUTUP_NILAI) == {}


def test_setengah_dinilai_lalu_tutup_menyimpan_rating_dan_dapat_dilanjutkan():
    laporan = diajukan()
    nilai_hasil(laporan)
    services.tutup_bulan(pada=TUTUP_NILAI)
    laporan.refresh_from_db()
    assert (laporan.status, laporan.rating_hasil, laporan.predikat) == ("TIDAK_DINILAI", "SESUAI", "")
    with pytest.raises(JendelaTutup):
        services.lanjutkan_penilaian(laporan, oleh=laporan.penilai.pengguna, pada=wita(3, 14))
    buka_kembali(laporan.pegawai, isi=None)
    with pytest.raises(Ditolak, match="sudah dinilai"):
        services.buka_penilaian(laporan, oleh=laporan.penilai.pengguna, pada=wita(3, 17))
    assert services.tutup_bulan(pada=wita(3, 17))["dibuka"] == 1
    laporan.refresh_from_db()
    nilai_perilaku(laporan, pada=wita(3, 17, 9))
    assert (laporan.status, laporan.predikat) == ("SELESAI", "BAIK")


def test_bulan_yang_dibuka_kembali_diajukan_dan_ditutup_lagi():
    draf = realisasi_draf()
    orang = draf.pegawai
    services.tutup_bulan(pada=TUTUP_ISI)
    draf.refresh_from_db()
    with pytest.raises(JendelaTutup, match=r"berakhir 10 Maret 2026 pukul 23\.59 WITA"):
        services.buka_pengisian(draf, oleh=orang.pengguna, pada=wita(3, 15))
    buka_kembali(orang)
    assert services.tutup_bulan(pada=wita(3, 16, 12))["dibuka"] == 1
    draf.refresh_from_db()
    assert draf.status == "DRAF"
    isi = {b.pk: (5, "https://contoh.id/bukti") for b in draf.daftar_baris.all()}
    services.simpan(draf, oleh=orang.pengguna, pada=wita(3, 20), baris=isi)
    with pytest.raises(JendelaTutup):
        services.ajukan(draf, oleh=orang.pengguna, pada=wita(3, 21), konfirmasi=True)
    services.ajukan(draf, oleh=orang.pengguna, pada=wita(3, 20, 23, 59, 59), konfirmasi=True)
    services.tutup_bulan(pada=wita(3, 22, 23, 59))
    draf.refresh_from_db()
    assert draf.status == "PENILAIAN_HASIL_KERJA"
    assert services.tutup_bulan(pada=wita(3, 23, 0, 30))["tidak_dinilai"] == 1


def test_pembukaan_bagi_satu_orang_tidak_membuka_orang_lain():
    satu, lain = realisasi_draf(), realisasi_draf()
    services.tutup_bulan(pada=TUTUP_ISI)
    buka_kembali(satu.pegawai)
    assert services.tutup_bulan(pada=wita(3, 16, 12))["dibuka"] == 1
    satu.refresh_from_db(), lain.refresh_from_db()
    assert (satu.status, lain.status) == ("DRAF", "TIDAK_LAPOR")
    with pytest.raises(JendelaTutup):
        services.buka_pengisian(lain, oleh=lain.pegawai.pengguna, pada=wita(3, 17))


def test_pemilik_membuka_sendiri_bulan_yang_dibuka_kembali_tetapi_bukan_orang_lain():
    draf = realisasi_draf()
    services.tutup_bulan(pada=TUTUP_ISI)
    buka_kembali(draf.pegawai)
    draf.refresh_from_db()
    with pytest.raises(AksesDitolak):
        services.buka_pengisian(draf, oleh=admin_bkd(), pada=wita(3, 17))
    services.buka_pengisian(draf, oleh=draf.pegawai.pengguna, pada=wita(3, 17))
    assert draf.status == "DRAF"
    with pytest.raises(StatusTidakSesuai):
        services.buka_pengisian(draf, oleh=draf.pegawai.pengguna, pada=wita(3, 17))


def test_gangguan_menunda_penutupan():
    draf = realisasi_draf()
    satu, dua = admin_bkd(), admin_bkd()
    catatan = kalender.usulkan_gangguan(
        satu,
        oleh=satu,
        pada=wita(3, 11, 3),
        mulai=wita(3, 10, 20),
        selesai=wita(3, 11, 2),
        keterangan="Padam.",
    ).objek
    kalender.setujui_gangguan(catatan, oleh=dua, pada=wita(3, 11, 4))
    assert services.tutup_bulan(pada=wita(3, 11, 6, 29)).get("tidak_lapor", 0) == 0
    assert services.tutup_bulan(pada=wita(3, 11, 6, 30))["tidak_lapor"] == 1
    draf.refresh_from_db()
    assert draf.status == "TIDAK_LAPOR"


def test_semua_invarian_tetap_benar_setelah_penutupan():
    laporan, _ = diajukan(), realisasi_draf()
    nilai_hasil(laporan)
    services.tutup_bulan(pada=TUTUP_NILAI)
    assert [kalimat for fungsi in INVARIAN.values() for kalimat in fungsi()] == []


# --- reminders -------------------------------------------------------------------------------------------------


def kalimat(pada, siapa) -> list[tuple[str, str]]:
    return [(kunci, teks) for orang, kunci, teks, _ in pengingat_bulan(pada) if orang == siapa]


def test_pengingat_pegawai_tiga_hari_terakhir_dengan_yang_kurang():
    draf = realisasi_draf()
    akun = draf.pegawai.pengguna
    assert kalimat(wita(3, 7, 23, 59), akun) == []
    assert kalimat(wita(3, 8, 8), akun) == [
        (
            "realisasi:2026-02:3",
            "Realisasi Februari 2026 belum diajukan: 2 dari 2 indikator belum lengkap. "
            "Batas 10 Maret 2026 pukul 23.59 WITA.",
        )
    ]
    assert [k for k, _ in kalimat(wita(3, 10, 23, 59), akun)] == ["realisasi:2026-02:1"]
    assert kalimat(wita(3, 11, 0), akun) == []


def test_pengingat_pegawai_yang_belum_membuka_dan_yang_sudah_mengajukan():
    skp, laporan = skp_disetujui(), diajukan()
    (satu,) = kalimat(wita(3, 9), skp.pegawai.pengguna)
    assert satu[1].startswith("Realisasi Februari 2026 belum diajukan dan belum dibuka.")
    assert kalimat(wita(3, 9), laporan.pegawai.pengguna) == []


def test_pengingat_penilai_tiga_hari_terakhir_masa_penilaian():
    laporan = diajukan()
    akun = laporan.penilai.pengguna
    assert kalimat(wita(3, 9), akun) == []
    assert kalimat(wita(3, 10), akun) == [
        (
            "penilaian:2026-02:3",
            "1 realisasi Februari 2026 menunggu penilaian Anda. Batas 12 Maret 2026 pukul 23.59 WITA.",
        )
    ]
    nilai_hasil(laporan)
    nilai_perilaku(laporan)
    assert kalimat(wita(3, 10), akun) == []


# --- what a move leaves behind -------------------------------------------------------------------------------------


def akhiri(skp, selesai: date, pada=None) -> None:
    skp_services.tutup_periode(
        skp, oleh=skp.pegawai.pengguna, pada=pada or wita(3, 6), selesai=selesai, alasan="Mutasi."
    )


def test_draf_skp_yang_sudah_diakhiri_tidak_dicatat_tidak_lapor():
    """Nobody could file it: the month was no longer this plan's, and the new one is not approved yet."""
    draf = realisasi_draf()
    akhiri(draf.skp, date(2026, 2, 4))
    services.tutup_bulan(pada=wita(3, 20))
    draf.refresh_from_db()
    assert draf.status == "DRAF"
    with pytest.raises(Ditolak, match="bukan milik SKP"):
        services.tutup_pengisian(draf, oleh=Pengguna.objects.sistem(), pada=wita(3, 20))
    assert [kalimat for fungsi in INVARIAN.values() for kalimat in fungsi()] == []


def test_bulan_dengan_jadwal_yang_sangat_terlambat_tetap_ditutup():
    """Trap T7, a month later: January filled in from 1 to 10 April."""
    draf = realisasi_draf(bulan=Bulan(2026, 1), pada=wita(2, 5))
    april = {"mulai": date(2026, 4, 1), "batas_isi": date(2026, 4, 10), "batas_nilai": date(2026, 4, 12)}
    hari = date(2026, 4, 12)
    JadwalBulanan.objects.create(
        tahun=2026, bulan=1, **april,
        absensi_mulai=hari, absensi_selesai=hari, rilis_mulai=hari, rilis_selesai=hari,
    )  # fmt: skip
    services.tutup_bulan(pada=wita(4, 10, 23, 59))
    assert RealisasiBulanan.objects.get(pk=draf.pk).status == "DRAF"
    services.tutup_bulan(pada=wita(4, 11, 0, 30))
    assert RealisasiBulanan.objects.get(pk=draf.pk).status == "TIDAK_LAPOR"


def test_aktivitas_yang_dihitung_lepas_lagi_walau_periode_berubah():
    draf = realisasi_draf()
    oleh = draf.pegawai.pengguna
    indikator = draf.daftar_baris.first().indikator_id
    isian = Isian(date(2026, 2, 25), time(8), time(9), "Rapat", indikator)
    catatan = aktivitas.catat_aktivitas(draf.skp, oleh=oleh, pada=wita(3, 2), isian=isian).objek
    isi = {b.pk: (5, "https://contoh.id/bukti") for b in draf.daftar_baris.all()}
    services.simpan(draf, oleh=oleh, pada=wita(3, 5), baris=isi)
    services.ajukan(draf, oleh=oleh, pada=wita(3, 5, 11), konfirmasi=True)
    draf.skp.refresh_from_db()
    with pytest.raises(Ditolak, match="Aktivitas 25 Februari 2026 sudah dihitung"):
        akhiri(draf.skp, date(2026, 2, 20))
    draf.skp.__class__.objects.filter(pk=draf.skp_id).update(selesai=date(2026, 2, 20))
    draf = RealisasiBulanan.objects.get(pk=draf.pk)
    services.tarik_kembali(draf, oleh=oleh, pada=wita(3, 7))
    catatan.refresh_from_db()
    assert catatan.dihitung_pada is None


def test_yang_dicatat_sesudah_kiriman_tiba_tidak_dihitung():
    """Served late by its ticket: what was logged after it arrived came too late."""
    draf = realisasi_draf()
    oleh = draf.pegawai.pengguna
    indikator = draf.daftar_baris.first().indikator_id
    isi = {b.pk: (5, "https://contoh.id/bukti") for b in draf.daftar_baris.all()}
    services.simpan(draf, oleh=oleh, pada=wita(3, 10), baris=isi)
    isian = Isian(date(2026, 2, 25), time(8), time(9), "Rapat", indikator)
    aktivitas.catat_aktivitas(draf.skp, oleh=oleh, pada=wita(3, 11, 0, 10), isian=isian)
    services.ajukan(draf, oleh=oleh, pada=wita(3, 10, 23, 59), konfirmasi=True)
    assert draf.jumlah_aktivitas == 0


def test_tautan_bukti_diperiksa_juga_oleh_tindakannya():
    draf = realisasi_draf()
    baris = draf.daftar_baris.first()
    for tautan in ("javascript:alert(1)", "ftp://x", "https://user@contoh.id/"):
        with pytest.raises(Ditolak):
            services.simpan(draf, oleh=draf.pegawai.pengguna, pada=wita(3, 5), baris={baris.pk: (1, tautan)})
