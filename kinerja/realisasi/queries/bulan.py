"""Questions about one person's months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet, TextChoices
from django.utils import timezone

from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, JadwalBulanan, Jendela, PembukaanKembali, Tahap
from kinerja.kalender.queries import SEBUTAN, Kalender, Masa, batas, rentang_waktu, tanggal, waktu
from kinerja.kepegawaian.models import Pegawai, PejabatPenilai
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import NilaiBerakhlak, Skp, VersiSkp
from kinerja.skp.queries import versi_pada

BELUM_DIAJUKAN = [StatusRealisasi.DRAF, StatusRealisasi.TIDAK_LAPOR]


class Pilihan(TextChoices):
    """What the list offers for a month."""

    ISI = "isi", "Isi Realisasi"
    TULIS = "tulis", "Tulis draf"
    LANJUT = "lanjut", "Lanjutkan draf"
    LIHAT = "lihat", "Lihat Realisasi"


@dataclass
class BarisBulan:
    """One line of the juknis's list: the month, its windows as they are by now, the report if there is one.

    `alasan` says in words why there is nothing to fill in, and whom to ask; empty when there is. `pergeseran` tells
    what moved the windows: outages, and that the month was opened again.
    """

    bulan: Bulan
    jadwal: JadwalBulanan
    masa: Masa
    masa_penilaian: Masa
    skp: Skp | None
    realisasi: RealisasiBulanan | None
    pada: datetime
    pengisian_buka: bool
    alasan: str
    pergeseran: list[str]

    @property
    def mulai(self) -> datetime:
        return self.masa.kini(self.pada).mulai

    @property
    def batas_isi(self) -> str:
        return batas_singkat(self.masa.kini(self.pada))

    @property
    def batas_nilai(self) -> str:
        return batas_singkat(self.masa_penilaian.kini(self.pada))

    @property
    def sampai_isi(self) -> str:
        return batas(self.masa.kini(self.pada))

    @property
    def sampai_nilai(self) -> str:
        return batas(self.masa_penilaian.kini(self.pada))

    @property
    def pilihan(self) -> Pilihan | None:
        """“Isi Realisasi” inside the window only (juknis BAB VI.1); a draft may be written before it."""
        if self.realisasi is None or self.realisasi.status == StatusRealisasi.TIDAK_LAPOR:
            if self.pengisian_buka and not self.alasan:
                return Pilihan.ISI
            if self.realisasi:
                return Pilihan.LIHAT
            tulis = self.skp and draf_dapat_ditulis(self.masa, self.bulan, self.pada)
            return Pilihan.TULIS if tulis else None
        return Pilihan.LANJUT if self.realisasi.status == StatusRealisasi.DRAF else Pilihan.LIHAT


def draf_dapat_ditulis(masa: Masa, bulan: Bulan, pada: datetime) -> bool:
    """From the month's first day until its last window is over."""
    jendela = masa.kini(pada)
    return pada < jendela.selesai and (bulan <= Bulan.dari(pada) or jendela.memuat(pada))


def batas_singkat(jendela: Jendela) -> str:
    """`10 Maret 2026`, as the juknis's list has it; with the hour where it is not the end of the day."""
    akhir = timezone.localtime(jendela.selesai - timedelta(minutes=1))
    return tanggal(akhir) if f"{akhir:%H.%M}" == "23.59" else batas(jendela).replace(" pukul", "\npukul")


def daftar_bulan(pegawai: Pegawai, tahun: int, *, pada: datetime) -> list[BarisBulan]:
    """The twelve months of a year with the SKP that owns each; a constant number of queries.

    The schedule is that of the office to which the month's SKP belongs: the same that the acts will ask for.
    """
    bulan_bulan = [Bulan(tahun, n) for n in range(1, 13)]
    milik = pegawai.daftar_realisasi_bulanan.filter(tahun=tahun)
    realisasi = {r.nilai_bulan: r for r in milik.select_related("skp", "penilai")}
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
    nilai = kalender.masa(Tahap.PENILAIAN, bulan, opd, pegawai.pk)
    pembukaan = kalender.pembukaan(bulan, opd, pegawai.pk)
    return BarisBulan(
        bulan,
        kalender.jadwal(bulan, opd),
        isi,
        nilai,
        skp,
        realisasi,
        pada,
        isi.memuat(pada),
        _alasan_tutup(isi, realisasi, skp, pada),
        [
            *pergeseran(Tahap.PENGISIAN, isi, pembukaan, pada),
            *pergeseran(Tahap.PENILAIAN, nilai, pembukaan, pada),
        ],
    )


def pergeseran(tahap: Tahap, masa: Masa, pembukaan: list[PembukaanKembali], pada: datetime) -> Iterator[str]:
    """What moved a window that is not over yet, and why."""
    kata = SEBUTAN[tahap]
    if masa.gangguan and pada < masa.jendela.selesai:
        sebab = " dan ".join(f"{rentang_waktu(g)} ({g.keterangan})" for g in masa.gangguan)
        yield f"Batas {kata} diperpanjang sampai {batas(masa.jendela)} karena gangguan {sebab}."
    for satu, jendela in zip((p for p in pembukaan if p.jendela(tahap)), masa.pembukaan, strict=True):
        if pada < jendela.selesai:
            mulai = f"mulai {tanggal(timezone.localtime(jendela.mulai))} " if pada < jendela.mulai else ""
            yield f"{kata.capitalize()} dibuka kembali {mulai}sampai {batas(jendela)}: {satu.alasan}"


def _alasan_tutup(masa: Masa, realisasi: RealisasiBulanan | None, skp: Skp | None, pada: datetime) -> str:
    if realisasi is not None and realisasi.status not in BELUM_DIAJUKAN:
        return tidak_dinilai(realisasi) if realisasi.status == StatusRealisasi.TIDAK_DINILAI else ""
    jendela = masa.kini(pada)
    if pada < jendela.mulai:
        return f"Pengisian dimulai {waktu(jendela.mulai)}."
    if pada >= jendela.selesai:
        if realisasi is not None and realisasi.status == StatusRealisasi.TIDAK_LAPOR:
            return TIDAK_LAPOR
        berakhir = f"Pengisian berakhir {batas(jendela)}."
        return (
            f"{berakhir} Draf Anda tetap tersimpan, tetapi tidak dapat diajukan." if realisasi else berakhir
        )
    return "" if realisasi or skp else "Belum ada SKP yang disetujui untuk bulan ini."


TIDAK_LAPOR = (
    "Tidak diajukan sampai batas pengisian, jadi bulan ini tanpa predikat. Bila ada alasan yang sah, sampaikan kepada "
    "pengelola kepegawaian perangkat daerah Anda: BKD dapat membuka kembali pengisiannya."
)


def tidak_dinilai(realisasi: RealisasiBulanan) -> str:
    """Told to the owner: what happened, that it is not his fault, and whom to ask."""
    return (
        f"Sudah Anda ajukan, tetapi tidak dinilai {realisasi.penilai.nama} sampai batas penilaian, jadi belum ada "
        "predikat. Ini bukan kelalaian Anda. Hubungi pengelola kepegawaian perangkat daerah Anda: BKD dapat membuka "
        "kembali penilaiannya."
    )


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
            "nilai": "" if b.isi is None else str(b.isi),
            "bukti": b.bukti,
        }
        for b in daftar
        if b.isi is not None or b.bukti
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
    bukti = baris.exclude(bukti__in=["", "-"]).order_by()
    return dict(bukti.values_list("indikator", "bukti"))


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
        .exclude(jenis__in=["realisasi.disimpan", "realisasi.umpan_balik_disimpan"])
        .select_related("oleh")
        .order_by("nomor")
    )


def tanda_terima_pengajuan(realisasi: RealisasiBulanan) -> Riwayat | None:
    """The receipt of the submission that stands (an earlier one may have been taken back)."""
    return daftar_tanda_terima(realisasi).filter(jenis="realisasi.diajukan").last()


def terakhir_dikembalikan(realisasi: RealisasiBulanan) -> Riwayat | None:
    """Why the penilai returned it, as long as it was not submitted again."""
    perpindahan = ["realisasi.diajukan", "realisasi.ditarik_kembali", "realisasi.dikembalikan"]
    terakhir = daftar_tanda_terima(realisasi).filter(jenis__in=perpindahan).last()
    return terakhir if terakhir and terakhir.jenis == "realisasi.dikembalikan" else None


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
