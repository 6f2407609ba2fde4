"""Questions about monthly reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Q, QuerySet

from kinerja.dokumen.checks import invarian
from kinerja.dokumen.models import Riwayat
from kinerja.kalender.models import Bulan, JadwalBulanan, Jendela, Tahap
from kinerja.kalender.queries import daftar_jadwal, tanggal
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.lifecycle import StatusRealisasi
from kinerja.realisasi.models import KUADRAN, RealisasiBulanan, RealisasiIndikator
from kinerja.skp.models import NilaiBerakhlak, Skp, VersiSkp
from kinerja.skp.queries import versi_pada

MENUNGGU = [StatusRealisasi.PENILAIAN_HASIL_KERJA, StatusRealisasi.PENILAIAN_PERILAKU]
NIHIL = 0  # no row has this key: asked for by an account that is not a Pegawai


@dataclass
class BarisBulan:
    """One line of the juknis's list: the month, its schedule, the report if there is one.

    `alasan` says in words why there is nothing to fill in; empty when there is.
    """

    bulan: Bulan
    jadwal: JadwalBulanan
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
    jadwal: dict[int, dict[Bulan, JadwalBulanan]] = {}
    baris = []
    for bulan in bulan_bulan:
        ada = realisasi.get(bulan)
        pemilik = next((s for s in daftar_skp if s.memuat(hari_penentu(bulan))), None)
        if ada and is_usang(ada):
            ada = None
        opd = (ada or pemilik or pegawai).perangkat_daerah_id
        if opd not in jadwal:
            jadwal[opd] = daftar_jadwal(bulan_bulan, opd)
        jendela = jadwal[opd][bulan].jendela(Tahap.PENGISIAN)
        baris.append(
            BarisBulan(
                bulan,
                jadwal[opd][bulan],
                pemilik,
                ada,
                jendela.memuat(pada),
                _alasan_tutup(jendela, ada, pemilik, pada),
            )
        )
    return baris


def _alasan_tutup(
    jendela: Jendela, realisasi: RealisasiBulanan | None, skp: Skp | None, pada: datetime
) -> str:
    if pada < jendela.mulai:
        return f"Pengisian dimulai {tanggal(jendela.hari_mulai)} pukul 00.00 WITA."
    if realisasi is not None and realisasi.status != StatusRealisasi.DRAF:
        return ""
    if pada >= jendela.selesai:
        berakhir = f"Pengisian berakhir {tanggal(jendela.hari_terakhir)} pukul 23.59 WITA."
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
    for realisasi in skp.daftar_realisasi_bulanan.exclude(status=StatusRealisasi.DRAF).order_by(
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
    return realisasi.status == StatusRealisasi.DRAF and not memiliki


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


@dataclass
class BarisAntrean:
    """One person of the penilai's queue: his report of the month, or None when he has not begun."""

    pegawai: Pegawai
    realisasi: RealisasiBulanan | None

    @property
    def menunggu(self) -> bool:
        return self.realisasi is not None and self.realisasi.status in MENUNGGU

    @property
    def selesai(self) -> bool:
        return self.realisasi is not None and self.realisasi.status == StatusRealisasi.SELESAI

    @property
    def tingkat(self) -> int:
        return 0 if self.menunggu else 2 if self.selesai else 1


@dataclass
class Antrean:
    """A penilai's month, and all that waits for him in whatever month."""

    daftar: list[BarisAntrean]
    menunggu: list[RealisasiBulanan]


def antrean_penilai(pengguna, bulan: Bulan, *, dinilai: list[Pegawai]) -> Antrean:
    """All the people of this penilai in that month: what was submitted to him, and who he rates now. One query.

    A report submitted to another penilai (before a move) is not his, and does not appear. Whoever waits comes
    first, then who has not filed, then who is done.
    """
    diri, orang = pengguna.pegawai.pk, {p.pk: p for p in dinilai}
    milik = Q(penilai=diri)
    bulan_ini = Q(tahun=bulan.tahun, bulan=bulan.bulan) & (milik | Q(pegawai__in=list(orang)))
    laporan = RealisasiBulanan.objects.filter(bulan_ini | (milik & Q(status__in=MENUNGGU)))
    baris = {pk: BarisAntrean(p, None) for pk, p in orang.items()}
    menunggu = []
    for satu in laporan.select_related("pegawai"):
        if satu.penilai_id == diri and satu.status in MENUNGGU:
            menunggu.append(satu)
        if satu.nilai_bulan != bulan:
            continue
        if satu.penilai_id in (None, diri):
            baris[satu.pegawai_id] = BarisAntrean(satu.pegawai, satu)
        else:
            baris.pop(satu.pegawai_id, None)
    urut = sorted(baris.values(), key=lambda b: (b.tingkat, b.pegawai.nama, b.pegawai.pk))
    return Antrean(urut, menunggu)


def menunggu_penilaian(pengguna) -> QuerySet[RealisasiBulanan]:
    """Reports that wait for this penilai's rating, oldest month first."""
    diri = getattr(pengguna, "pegawai", None)
    return (
        RealisasiBulanan.objects.filter(penilai=diri.pk if diri else NIHIL, status__in=MENUNGGU)
        .select_related("pegawai")
        .order_by("tahun", "bulan", "pegawai__nama")
    )


@invarian("rb: bulan dimiliki periode SKP-nya")
def bulan_dimiliki_periode():
    diajukan = RealisasiBulanan.objects.exclude(status=StatusRealisasi.DRAF)
    for r in diajukan.select_related("skp", "pegawai").iterator():
        if not r.skp.memuat(hari_penentu(r.nilai_bulan)):
            yield f"{r}: di luar periode SKP-nya ({r.skp.mulai}–{r.skp.selesai})."


@invarian("rb: versi_skp milik SKP yang sama")
def versi_milik_skp():
    for r in RealisasiBulanan.objects.exclude(versi_skp__skp=F("skp")).select_related("pegawai"):
        yield f"{r}: versi SKP #{r.versi_skp_id} bukan versi dari SKP #{r.skp_id}."


@invarian("rb: predikat sesuai kuadran")
def predikat_sesuai_kuadran():
    for r in RealisasiBulanan.objects.exclude(predikat="").iterator():
        if KUADRAN.get((r.rating_hasil, r.rating_perilaku)) != r.predikat:
            yield f"{r}: predikat {r.predikat} tidak sesuai kuadran."


@invarian("rb: setiap realisasi yang diajukan lengkap nilainya")
def realisasi_diajukan_lengkap():
    kosong = RealisasiIndikator.objects.exclude(realisasi__status="DRAF").filter(nilai=None)
    for baris in kosong.select_related("realisasi", "indikator"):
        yield f"{baris.realisasi}: indikator #{baris.indikator_id} tanpa realisasi."
