"""Questions about one person's months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, JadwalBulanan, Tahap
from kinerja.kalender.queries import Kalender, Masa, batas, tanggal, waktu
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import NilaiBerakhlak, Skp, VersiSkp
from kinerja.skp.queries import versi_pada

BELUM_DIAJUKAN = [StatusRealisasi.DRAF, StatusRealisasi.TIDAK_LAPOR]


@dataclass
class BarisBulan:
    """One line of the juknis's list: the month, its schedule, the report if there is one.

    `alasan` says in words why there is nothing to fill in; empty when there is.
    """

    bulan: Bulan
    jadwal: JadwalBulanan
    masa: Masa
    masa_penilaian: Masa
    skp: Skp | None
    realisasi: RealisasiBulanan | None
    pengisian_buka: bool
    alasan: str


def daftar_bulan(pegawai: Pegawai, tahun: int, *, pada: datetime) -> list[BarisBulan]:
    """The twelve months of a year with the SKP that owns each; a constant number of queries.

    The schedule is that of the office to which the month's SKP belongs: the same that the acts will ask for.
    """
    bulan_bulan = [Bulan(tahun, n) for n in range(1, 13)]
    realisasi = {
        r.nilai_bulan: r for r in pegawai.daftar_realisasi_bulanan.filter(tahun=tahun).select_related("skp")
    }
    daftar_skp = list(pegawai.daftar_skp.filter(tahun=tahun, disetujui_pada__isnull=False))
    laporan = {b: r for b, r in realisasi.items() if not is_usang(r)}
    pemilik = {b: next((s for s in daftar_skp if s.memuat(hari_penentu(b))), None) for b in bulan_bulan}
    opd = {b: (laporan.get(b) or pemilik[b] or pegawai).perangkat_daerah_id for b in bulan_bulan}
    kalender = Kalender(opd.items())
    return [_baris_bulan(pegawai, b, opd[b], kalender, pemilik[b], laporan.get(b), pada) for b in bulan_bulan]


def _baris_bulan(
    pegawai: Pegawai,
    bulan: Bulan,
    opd: int,
    kalender: Kalender,
    skp: Skp | None,
    realisasi: RealisasiBulanan | None,
    pada: datetime,
) -> BarisBulan:
    isi = kalender.masa(Tahap.PENGISIAN, bulan, opd, pegawai.pk)
    return BarisBulan(
        bulan,
        kalender.jadwal(bulan, opd),
        isi,
        kalender.masa(Tahap.PENILAIAN, bulan, opd, pegawai.pk),
        skp,
        realisasi,
        isi.memuat(pada),
        _alasan_tutup(isi, realisasi, skp, pada),
    )


def _alasan_tutup(masa: Masa, realisasi: RealisasiBulanan | None, skp: Skp | None, pada: datetime) -> str:
    jendela = masa.kini(pada)
    if pada < jendela.mulai:
        return f"Pengisian dimulai {waktu(jendela.mulai)}."
    if realisasi is not None and realisasi.status not in BELUM_DIAJUKAN:
        return ""
    if pada >= jendela.selesai:
        berakhir = f"Pengisian berakhir {batas(jendela)}."
        return (
            f"{berakhir} Draf Anda tetap tersimpan, tetapi tidak dapat diajukan." if realisasi else berakhir
        )
    return "" if realisasi or skp else "Belum ada SKP yang disetujui untuk bulan ini."


def versi_bulan(realisasi: RealisasiBulanan) -> VersiSkp:
    """The version on which this month is to be reported by now; asked for only where the SKP was approved again."""
    if realisasi.versi_skp.disetujui_pada == realisasi.skp.disetujui_pada:
        return realisasi.versi_skp
    return versi_pada(realisasi.skp, realisasi.nilai_bulan)


def penahan_realisasi(skp: Skp, selesai: date) -> Iterator[str]:
    """The months reported on an SKP that a shorter period would not own any more. A draft is not a report yet."""
    for realisasi in skp.daftar_realisasi_bulanan.exclude(status__in=BELUM_DIAJUKAN).order_by(
        "tahun", "bulan"
    ):
        if (penentu := hari_penentu(realisasi.nilai_bulan)) > selesai:
            yield (
                f"Realisasi {realisasi.nilai_bulan} sudah diajukan dengan SKP ini, jadi periodenya paling cepat berakhir "
                f"{tanggal(penentu)}."
            )


def is_usang(realisasi: RealisasiBulanan) -> bool:
    """A draft begun before the period of its SKP was ended: the month is another's by now, and opened anew."""
    memiliki = realisasi.skp.memuat(hari_penentu(realisasi.nilai_bulan))
    return realisasi.status in BELUM_DIAJUKAN and not memiliki


def isi_baris(daftar: Iterable[RealisasiIndikator]) -> list[dict[str, str]]:
    """What rows that go away said: whoever typed it is told."""
    return [
        {
            "indikator": b.indikator.uraian,
            "nilai": "" if b.nilai is None else str(b.nilai),
            "bukti": b.bukti,
        }
        for b in daftar
        if b.nilai is not None or b.bukti
    ]


def hari_penentu(bulan: Bulan) -> date:
    """Whichever SKP is in force on this day owns the month (juknis BAB VII)."""
    return bulan.awal.replace(day=settings.HARI_PENENTU_PEMILIK_BULAN)


def tautan_bulan_lalu(realisasi: RealisasiBulanan) -> dict[int, str]:
    """Evidence links of the month before, by indicator, offered for copying; “-” is none."""
    lalu = realisasi.nilai_bulan.sebelum()
    baris = RealisasiIndikator.objects.filter(
        realisasi__pegawai=realisasi.pegawai_id, realisasi__tahun=lalu.tahun, realisasi__bulan=lalu.bulan
    )
    return {b.indikator_id: b.bukti for b in baris if b.bukti not in ("", "-")}


def daftar_nilai_perilaku(realisasi: RealisasiBulanan) -> list[NilaiBerakhlak]:
    """The seven values with their guides, the expectation set in the version and, once rated, the feedback."""
    harapan = {e["kode"]: e["teks"] for e in realisasi.versi_skp.isi["ekspektasi"]}
    umpan_balik = {u.nilai_id: u.teks for u in realisasi.daftar_umpan_balik.all()}
    daftar = list(NilaiBerakhlak.objects.prefetch_related("daftar_panduan"))
    for nilai in daftar:
        nilai.ekspektasi, nilai.umpan_balik = harapan.get(nilai.pk, ""), umpan_balik.get(nilai.pk, "")
    return daftar


def daftar_tanda_terima(realisasi: RealisasiBulanan) -> QuerySet[Riwayat]:
    """The receipts of what moved this report, oldest first: number, time, who, fingerprint."""
    return (
        Riwayat.objects.filter(objek_tipe=realisasi._meta.label_lower, objek_id=realisasi.pk)
        .exclude(jenis="realisasi.disimpan")
        .select_related("oleh")
        .order_by("nomor")
    )


def penilai_bulan(realisasi: RealisasiBulanan, *, pada: datetime) -> PejabatPenilai | None:
    """To whom a month is submitted: who is designated now, else who was on the last day the SKP has in that month.

    So December of a position that ended with the year, filed in January, still finds its penilai.
    """
    riwayat = realisasi.skp.riwayat_jabatan
    if kini := penilai_berlaku(riwayat, pada=pada):
        return kini
    terakhir = min(realisasi.nilai_bulan.akhir, realisasi.skp.selesai)
    return (
        riwayat.daftar_penilai.filter(PejabatPenilai.berlaku(terakhir), pegawai__status=Pegawai.Status.AKTIF)
        .select_related("pegawai__pengguna")
        .first()
    )


def pemilik_bulan(bulan: Bulan) -> QuerySet[Skp]:
    """The approved SKPs that own the month, of people in service: who is to report it."""
    hari = hari_penentu(bulan)
    return Skp.objects.filter(
        mulai__lte=hari,
        selesai__gte=hari,
        disetujui_pada__isnull=False,
        pegawai__status=Pegawai.Status.AKTIF,
    )
