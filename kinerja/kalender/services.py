"""WHAT moves a window: proposed by one of BKD, decided by another, recorded with its reason, visible."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.dokumen.acts import Act, act
from kinerja.dokumen.errors import Ditolak, Pelanggaran
from kinerja.kalender.models import Bulan, Gangguan, PembukaanKembali
from kinerja.kalender.permissions import akun_berkepentingan
from kinerja.kalender.queries import tanggal, waktu
from kinerja.kepegawaian.models import Pegawai, PerangkatDaerah

# Later it moves nothing that anybody could still use, and a year mistyped would be found nowhere.
GANGGUAN_DICATAT_HARI = 92
ALASAN = "Tuliskan alasannya."


@act(Pengguna, "pembukaankembali.diusulkan", wajib={"alasan": "Tuliskan alasan pembukaan kembali."})
def usulkan_pembukaan(
    pengguna,
    *,
    oleh,
    pada,
    bulan: Bulan,
    mulai: date,
    batas_nilai: date,
    batas_isi: date | None = None,
    pegawai: Pegawai | None = None,
    perangkat_daerah: PerangkatDaerah | None = None,
    alasan: str = "",
):
    """A month is to be opened again for one person or one office. Days in WITA, both ends inclusive."""
    usulan = PembukaanKembali(
        tahun=bulan.tahun,
        bulan=bulan.bulan,
        pegawai=pegawai,
        perangkat_daerah=perangkat_daerah,
        mulai=mulai,
        batas_isi=batas_isi,
        batas_nilai=batas_nilai,
        alasan=alasan.strip(),
        diusulkan_oleh=oleh,
        diusulkan_pada=pada,
        diubah_pada=pada,
    )
    if oleh.pk in akun_berkepentingan(usulan):
        sendiri = "diri sendiri" if pegawai else "perangkat daerah sendiri"
        raise Pelanggaran(f"Pembukaan kembali bagi {sendiri} diusulkan orang lain.")
    hari_ini = timezone.localtime(pada).date()
    if bulan >= Bulan.dari(pada):
        raise Ditolak(f"{bulan} belum berakhir: tidak ada yang perlu dibuka kembali.")
    if (batas_isi or batas_nilai) < hari_ini:
        raise Ditolak(f"Batas yang diusulkan sudah lewat. Hari ini {tanggal(hari_ini)}.")
    lama = settings.PEMBUKAAN_TERLAMA_HARI
    if mulai > hari_ini + timedelta(days=lama):
        raise Ditolak(f"Pembukaan kembali dimulai paling lambat {lama} hari dari sekarang.")
    if batas_nilai - mulai > timedelta(days=lama):
        raise Ditolak(f"Pembukaan kembali paling lama {lama} hari.")
    usulan.save()
    return usulan


@act(Pengguna, "gangguan.diusulkan", wajib={"keterangan": "Tuliskan gangguan apa yang terjadi."})
def usulkan_gangguan(
    pengguna,
    *,
    oleh,
    pada,
    mulai: datetime,
    selesai: datetime,
    keterangan: str = "",
    perangkat_daerah: PerangkatDaerah | None = None,
):
    """An outage that is over, with its first and last instant."""
    periksa_gangguan(mulai, selesai, pada=pada)
    return Gangguan.objects.create(
        mulai=mulai,
        selesai=selesai,
        keterangan=keterangan.strip(),
        perangkat_daerah=perangkat_daerah,
        diusulkan_oleh=oleh,
        diusulkan_pada=pada,
        diubah_pada=pada,
    )


def periksa_gangguan(mulai: datetime, selesai: datetime, *, pada: datetime) -> None:
    """What is refused about its times: said before the preview as well as by the act."""
    if selesai <= mulai:
        raise Ditolak("Waktu selesai gangguan harus sesudah waktu mulainya.")
    if selesai > pada:
        raise Ditolak(f"Gangguan dicatat setelah berakhir. Waktu peladen sekarang: {waktu(pada)}.")
    if selesai < pada - timedelta(days=GANGGUAN_DICATAT_HARI):
        raise Ditolak(f"Gangguan dicatat paling lambat {GANGGUAN_DICATAT_HARI} hari sesudah berakhir.")
    lama = settings.GANGGUAN_TERLAMA_JAM
    if selesai - mulai > timedelta(hours=lama):
        raise Ditolak(
            f"Satu gangguan paling lama {lama} jam. Usulkan pembukaan kembali untuk yang lebih lama."
        )


def _masih_berguna(usulan, pada: datetime) -> None:
    """Who agrees too late would tell people of a window that they cannot use any more."""
    if isinstance(usulan, PembukaanKembali) and usulan.batas_nilai < timezone.localtime(pada).date():
        raise Ditolak(
            f"Batas yang diusulkan ({tanggal(usulan.batas_nilai)}) sudah lewat. Tolak usulan ini, lalu usulkan lagi."
        )


def _putusan(model, verba: str, catat: str, *, wajib: dict[str, str] | None = None) -> Act:
    """The same three decisions over both kinds of exception."""

    def putuskan(usulan, *, oleh, pada, alasan: str = ""):
        if verba == "setujui":
            _masih_berguna(usulan, pada)
        if verba != "cabut":
            usulan.diputuskan_oleh, usulan.diputuskan_pada = oleh, pada
        usulan.lupakan()

    putuskan.__name__ = verba
    return act(model, catat, wajib=wajib)(putuskan)


setujui_pembukaan = _putusan(PembukaanKembali, "setujui", "pembukaankembali.disetujui")
tolak_pembukaan = _putusan(PembukaanKembali, "tolak", "pembukaankembali.ditolak", wajib={"alasan": ALASAN})
cabut_pembukaan = _putusan(PembukaanKembali, "cabut", "pembukaankembali.dicabut", wajib={"alasan": ALASAN})
setujui_gangguan = _putusan(Gangguan, "setujui", "gangguan.disetujui")
tolak_gangguan = _putusan(Gangguan, "tolak", "gangguan.ditolak", wajib={"alasan": ALASAN})
cabut_gangguan = _putusan(Gangguan, "cabut", "gangguan.dicabut", wajib={"alasan": ALASAN})
