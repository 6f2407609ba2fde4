"""What the clock does: months that were not filed or not rated are closed, and opened when their window is again.

Run as often as one likes, by as many workers as one likes: each act locks its row and looks anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min, Q
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.dokumen.acts import Act, act
from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.lifecycle import StatusPengecualian
from kinerja.kalender.models import Bulan, JadwalBulanan, PembukaanKembali, Tahap
from kinerja.kalender.queries import JendelaTutup, Kalender, Masa, batas, masa_untuk
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.realisasi.permissions import MENUNGGU
from kinerja.realisasi.queries import BELUM_DIAJUKAN, hari_penentu, is_usang, pemilik_bulan
from kinerja.realisasi.services.isi import buang_draf_skp_lain, buka_pengisian
from kinerja.realisasi.services.nilai import buka_penilaian, lanjutkan_penilaian
from kinerja.skp.models import Skp
from kinerja.skp.queries import skp_pemilik_bulan, versi_pada

SEKALIGUS = 20  # one transaction: in the meantime nobody else's act ends
BULAN_DITENGOK = 2
KOLOM = ["status", "tahun", "bulan", "perangkat_daerah_id", "pegawai_id", "hasil_dinilai_pada"]
KOLOM += ["skp__mulai", "skp__selesai"]


@act(RealisasiBulanan, "realisasi.pengisian_ditutup")
def tutup_pengisian(realisasi, *, oleh, pada):
    """Not submitted in time: “tidak lapor”. The draft stays as it is, for a window opened again."""
    if is_usang(realisasi):
        raise Ditolak("Bulan ini bukan milik SKP draf ini lagi.")
    _sudah_tutup(Tahap.PENGISIAN, realisasi, realisasi.nilai_bulan, pada)


@act(RealisasiBulanan, "realisasi.penilaian_ditutup")
def tutup_penilaian(realisasi, *, oleh, pada):
    """Not rated in time: “tidak dinilai”, without a predikat."""
    _sudah_tutup(Tahap.PENILAIAN, realisasi, realisasi.nilai_bulan, pada)


@act(Skp, "realisasi.tidak_dilaporkan")
def catat_tidak_lapor(skp, *, oleh, pada, bulan: Bulan):
    """The month of somebody who never opened it."""
    _sudah_tutup(Tahap.PENGISIAN, skp, bulan, pada)
    pemilik = skp_pemilik_bulan(skp.pegawai, bulan)
    if pemilik is None or pemilik.pk != skp.pk:
        raise Ditolak(f"{bulan} bukan milik SKP ini.")
    buang_draf_skp_lain(skp, bulan)
    if skp.pegawai.daftar_realisasi_bulanan.filter(tahun=bulan.tahun, bulan=bulan.bulan).exists():
        raise Ditolak(f"Realisasi {bulan} sudah ada.")
    realisasi = RealisasiBulanan(
        skp=skp,
        versi_skp=versi_pada(skp, bulan),
        pegawai=skp.pegawai,
        tahun=bulan.tahun,
        bulan=bulan.bulan,
        perangkat_daerah_id=skp.perangkat_daerah_id,
        diubah_pada=pada,
    )
    realisasi.tutup_pengisian()
    realisasi.save(force_insert=True)
    return realisasi


def _sudah_tutup(tahap: Tahap, dokumen, bulan: Bulan, pada: datetime) -> None:
    opd, orang = dokumen.perangkat_daerah_id, dokumen.pegawai_id
    masa = masa_untuk(tahap, bulan, perangkat_daerah_id=opd, pegawai_id=orang, segar=True)
    if not lewat(masa, pada):
        raise Ditolak(f"{tahap.label} {bulan} belum lewat: batasnya {batas(masa.kini(pada))}.")


def lewat(masa: Masa, pada: datetime) -> bool:
    """Is every window of the stage over, and the time for late answers as well?"""
    tenggang = timedelta(minutes=settings.TENGGANG_PENUTUPAN_MENIT)
    return pada >= masa.kini(pada).selesai + tenggang


def tutup_bulan(*, pada: datetime) -> dict[str, int]:
    """Close what is over and open what is open again. Returns how many of each; the second run finds nothing."""
    sistem, hasil = Pengguna.objects.sistem(), Counter()
    for bulan in sorted(_bulan_terbuka(pada)):
        try:
            hasil.update(_satu_bulan(bulan, sistem, pada))
        except JendelaTutup:
            continue  # a month without a schedule has no window that could be over
    return dict(hasil)


def _bulan_terbuka(pada: datetime) -> set[Bulan]:
    """The last months, those with something still open in them, and those that are opened again."""
    lalu = Bulan.dari(pada).sebelum()
    terbuka = RealisasiBulanan.objects.filter(status__in=[StatusRealisasi.DRAF, *MENUNGGU]).order_by()
    # An outage may have lengthened a reopening by days; a schedule of its own may lie months behind its month.
    hari = timezone.localtime(pada).date()
    dibuka = PembukaanKembali.objects.filter(
        status=StatusPengecualian.BERLAKU, batas_nilai__gte=hari - timedelta(days=14)
    )
    jadwal = JadwalBulanan.objects.filter(batas_nilai__gte=hari - timedelta(days=60), mulai__lte=hari)
    pasangan = {
        *terbuka.values_list("tahun", "bulan").distinct(),
        *dibuka.values_list("tahun", "bulan"),
        *jadwal.values_list("tahun", "bulan"),
    }
    return {lalu.geser(-n) for n in range(BULAN_DITENGOK)} | {
        b for b in (Bulan(*satu) for satu in pasangan) if b <= lalu
    }


def _satu_bulan(bulan: Bulan, sistem: Pengguna, pada: datetime) -> Counter:
    laporan = list(
        RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan)
        .exclude(status=StatusRealisasi.SELESAI)
        .select_related("skp")
        .only(*KOLOM)
    )
    # A draft begun before its SKP was ended by a move: the month is another's, or nobody's.
    laporan = [r for r in laporan if not is_usang(r)]
    tanpa = list(_tanpa_laporan(bulan))
    kalender = Kalender({(bulan, d.perangkat_daerah_id) for d in (*laporan, *tanpa)}, segar=True)

    def pilih(daftar: Iterable, tahap: Tahap, uji: Callable[[Masa], bool]) -> list:
        return [d for d in daftar if uji(kalender.masa(tahap, bulan, d.perangkat_daerah_id, d.pegawai_id))]

    def berstatus(*status: str) -> list:
        return [r for r in laporan if r.status in status]

    def tutup(masa: Masa) -> bool:
        return lewat(masa, pada)

    def buka(masa: Masa) -> bool:
        return masa.memuat(pada)

    tidak_dinilai = pilih(berstatus(StatusRealisasi.TIDAK_DINILAI), Tahap.PENILAIAN, buka)
    # A plan first approved after the window was over could not be reported: that month is not held against anybody.
    tanpa = [
        skp
        for skp in pilih(tanpa, Tahap.PENGISIAN, tutup)
        if skp.pertama_disetujui
        < kalender.masa(Tahap.PENGISIAN, bulan, skp.perangkat_daerah_id, skp.pegawai_id).kini(pada).selesai
    ]
    langkah: list[tuple[str, Act, list, dict]] = [
        ("tidak_lapor", tutup_pengisian, pilih(berstatus(StatusRealisasi.DRAF), Tahap.PENGISIAN, tutup), {}),
        ("tanpa_laporan", catat_tidak_lapor, tanpa, {"bulan": bulan}),
        ("tidak_dinilai", tutup_penilaian, pilih(berstatus(*MENUNGGU), Tahap.PENILAIAN, tutup), {}),
        ("dibuka", buka_pengisian, pilih(berstatus(StatusRealisasi.TIDAK_LAPOR), Tahap.PENGISIAN, buka), {}),
        ("dibuka", buka_penilaian, [r for r in tidak_dinilai if not r.hasil_dinilai_pada], {}),
        ("dibuka", lanjutkan_penilaian, [r for r in tidak_dinilai if r.hasil_dinilai_pada], {}),
    ]
    hasil: Counter = Counter()
    for nama, tindakan, daftar, isi in langkah:
        for awal in range(0, len(daftar), SEKALIGUS):
            massal = tindakan.many(daftar[awal : awal + SEKALIGUS], oleh=sistem, pada=pada, **isi)
            hasil[nama] += len(massal.berhasil)
    return hasil


def _tanpa_laporan(bulan: Bulan) -> Iterable[Skp]:
    """Those who were to report the month and never opened it, on the SKP that owns it."""
    ada = RealisasiBulanan.objects.filter(tahun=bulan.tahun, bulan=bulan.bulan)
    hari = hari_penentu(bulan)
    usang = Q(status__in=BELUM_DIAJUKAN) & ~Q(skp__mulai__lte=hari, skp__selesai__gte=hari)
    kolom = ("pk", "perangkat_daerah_id", "pegawai_id")
    return (
        pemilik_bulan(bulan)
        .exclude(pegawai__in=ada.exclude(usang).values("pegawai"))
        .annotate(pertama_disetujui=Min("daftar_versi__disetujui_pada"))
        .only(*kolom)
    )
