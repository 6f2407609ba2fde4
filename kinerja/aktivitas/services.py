"""WHAT happens to the daily log. A month that was submitted keeps what it counted; the rest stays open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from kinerja.aktivitas.models import PANJANG_URAIAN, Aktivitas, Jenis, KirimanAktivitas
from kinerja.aktivitas.queries import (
    PilihanIndikator,
    dapat_dihitung,
    dihitung_bulan,
    skp_hari_itu,
    tumpang_tindih,
)
from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak, Keluhan, kumpulkan
from kinerja.kalender.models import Bulan
from kinerja.kalender.queries import tanggal as tulis_tanggal
from kinerja.skp.models import Skp

TERBANYAK_SEKALI = 200
BELUM_DISETUJUI = "Aktivitas dapat dicatat setelah SKP disetujui pejabat penilai."
SUDAH_DIHITUNG = (
    "Aktivitas ini sudah dihitung dalam realisasi yang Anda ajukan, jadi tidak dapat diubah atau dihapus."
)

SUDAH_DIHAPUS = "Aktivitas ini sudah dihapus. Pulihkan dahulu dari daftar bulannya."
TIDAK_DIHAPUS = "Aktivitas ini tidak dihapus."
BUKAN_RENCANA = "Ini bukan rencana, atau rencananya sudah dihapus."
SUDAH_DIINPUT = "Rencana ini sudah diinput menjadi aktivitas."
SUDAH_DIHAPUS_HASILNYA = (
    "Rencana ini sudah diinput, lalu aktivitasnya dihapus. Pulihkan aktivitasnya dari daftar bulannya."
)


@dataclass(frozen=True)
class Isian:
    """One activity or plan as its owner gives it. Times in WITA; `indikator` is the id of one of his SKP."""

    tanggal: date
    mulai: time
    selesai: time
    uraian: str
    indikator: int
    jenis: str = Jenis.AKTIVITAS


@act(Skp, "aktivitas.dicatat")
def catat_aktivitas(skp, *, oleh, pada, isian: Isian):
    """One activity or plan."""
    (aktivitas,) = _susun(skp, [isian], pada)
    aktivitas.save(force_insert=True)
    return aktivitas


@act(Skp, "kirimanaktivitas.dicatat")
def catat_banyak_aktivitas(skp, *, oleh, pada, asal: str, daftar: Sequence[Isian], nama_berkas: str = ""):
    """Several at once, all or none; marked so that the penilai sees it. Complaints name the row, from 1."""
    if not 0 < len(daftar) <= TERBANYAK_SEKALI:
        raise Ditolak(f"Sekali kirim 1 sampai {TERBANYAK_SEKALI} aktivitas (sekarang {len(daftar)}).")
    kiriman = KirimanAktivitas.objects.create(
        skp=skp, asal=asal, jumlah=len(daftar), nama_berkas=nama_berkas[:200], dicatat_pada=pada
    )
    baris = _susun(skp, daftar, pada, bernomor=True)
    for satu in baris:
        satu.kiriman = kiriman
    Aktivitas.objects.bulk_create(baris)
    return kiriman


@act(Aktivitas, "diubah")
def ubah(aktivitas, *, oleh, pada, isian: Isian):
    """Its owner corrects it; an activity stays an activity, a plan a plan.

    On a day that its SKP does not have (any more: its period was ended by a move) it goes to the SKP that has it.
    """
    _belum_dihitung(aktivitas)
    skp = skp_hari_itu(aktivitas, isian.tanggal)
    (baru,) = _susun(skp, [isian], pada, lama=aktivitas)
    lama = {n: str(getattr(aktivitas, n)) for n in ("tanggal", "mulai", "selesai", "uraian")}
    aktivitas.tanggal, aktivitas.mulai, aktivitas.selesai = baru.tanggal, baru.mulai, baru.selesai
    aktivitas.uraian, aktivitas.indikator_id, aktivitas.skp = baru.uraian, baru.indikator_id, skp
    return {"lama": lama}


@act(Aktivitas, "dihapus")
def hapus(aktivitas, *, oleh, pada):
    """It is not shown or counted any more; its owner can bring it back."""
    _belum_dihitung(aktivitas)
    aktivitas.dihapus_pada = pada


@act(Aktivitas, "dipulihkan")
def pulihkan(aktivitas, *, oleh, pada):
    if aktivitas.dihapus_pada is None:
        raise Ditolak(TIDAK_DIHAPUS)
    if settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK:
        _tolak_tumpang_tindih([aktivitas], aktivitas)
    aktivitas.dihapus_pada = None


@act(Aktivitas, "aktivitas.dikerjakan")
def kerjakan(rencana, *, oleh, pada, isian: Isian):
    """“Input”: the plan becomes an activity, at another time or day if it was done then; the plan is marked done."""
    if not rencana.is_rencana or rencana.dihapus_pada:
        raise Ditolak(BUKAN_RENCANA)
    if hasattr(rencana, "pelaksanaan"):
        raise Ditolak(SUDAH_DIHAPUS_HASILNYA if rencana.pelaksanaan.dihapus_pada else SUDAH_DIINPUT)
    (aktivitas,) = _susun(skp_hari_itu(rencana, isian.tanggal), [isian], pada)
    aktivitas.rencana = rencana
    aktivitas.save(force_insert=True)
    return aktivitas


def bekukan(skp: Skp, bulan: Bulan, *, pada: datetime) -> dict[int, int]:
    """Called by the report that is submitted, under its lock: what it counts does not change any more.

    Marked first and counted after: an activity that is being deleted at this moment is either in both or in neither.
    Returns the number by indicator.
    """
    # What came in by `pada`: a report that arrived in time and was served late counts nothing of afterwards.
    if not dapat_dihitung(skp, bulan).filter(dicatat_pada__lte=pada).update(dihitung_pada=pada):
        return {}
    dihitung = dapat_dihitung(skp, bulan).filter(dihitung_pada=pada)
    return dict(dihitung.order_by().values_list("indikator").annotate(n=Count("pk")))


def lepaskan(skp: Skp, bulan: Bulan) -> None:
    """The report was taken back or returned: its activities are open again, also those of days that the SKP has lost."""
    dihitung_bulan(skp, bulan).update(dihitung_pada=None)


def _belum_dihitung(aktivitas: Aktivitas) -> None:
    if aktivitas.dihitung_pada:
        raise Ditolak(SUDAH_DIHITUNG)
    if aktivitas.dihapus_pada:
        raise Ditolak(SUDAH_DIHAPUS)


def _susun(
    skp: Skp, daftar: Sequence[Isian], pada: datetime, *, bernomor=False, lama: Aktivitas | None = None
) -> list[Aktivitas]:
    """The rows, unsaved, if nothing stands against any of them; else every complaint at once."""
    if skp.disetujui_pada is None:
        raise Ditolak(BELUM_DISETUJUI)
    keluhan: list[Keluhan] = []
    for nomor, milik in enumerate(keluhan_isian(skp, daftar, pada, lama=lama), 1):
        awalan = f"Baris {nomor}: " if bernomor else ""
        keluhan += [Keluhan(f"{awalan}{k.kalimat}", "" if bernomor else k.tautan) for k in milik]
    kumpulkan(keluhan)
    baris = [
        Aktivitas(
            skp=skp,
            pegawai_id=skp.pegawai_id,
            indikator_id=i.indikator,
            jenis=lama.jenis if lama else i.jenis,
            tanggal=i.tanggal,
            mulai=i.mulai,
            selesai=i.selesai,
            uraian=i.uraian.strip(),
            dicatat_pada=pada,
            diubah_pada=pada,
        )
        for i in daftar
    ]
    if settings.AKTIVITAS_TUMPANG_TINDIH_DITOLAK:
        _tolak_tumpang_tindih(baris, lama)
    return baris


def keluhan_isian(
    skp: Skp,
    daftar: Sequence[Isian],
    pada: datetime,
    *,
    lama: Aktivitas | None = None,
    pilihan: PilihanIndikator | None = None,
) -> list[list[Keluhan]]:
    """What stands against each of these, nothing written: for the act itself, and for the page before it."""
    pilihan = pilihan or PilihanIndikator(skp)
    return [list(_keluhan(skp, isian, pada, pilihan, lama)) for isian in daftar]


def _keluhan(skp: Skp, isian: Isian, pada: datetime, pilihan: PilihanIndikator, lama: Aktivitas | None):
    kini = timezone.localtime(pada)
    jenis = lama.jenis if lama else isian.jenis
    if jenis not in Jenis.values:
        yield Keluhan("Jenis harus Aktivitas atau Rencana.", "#jenis")
    if not isian.uraian.strip():
        yield Keluhan("Tuliskan aktivitasnya.", "#uraian")
    elif len(isian.uraian.strip()) > PANJANG_URAIAN:
        yield Keluhan(
            f"Uraian paling banyak {PANJANG_URAIAN} karakter (sekarang {len(isian.uraian.strip())}).",
            "#uraian",
        )
    if isian.selesai <= isian.mulai:
        yield Keluhan(
            f"Waktu selesai ({isian.selesai:%H.%M}) harus sesudah waktu mulai ({isian.mulai:%H.%M}).",
            "#selesai",
        )
    if not skp.memuat(isian.tanggal):
        yield _di_luar_periode(skp, isian.tanggal)
        return
    if jenis == Jenis.AKTIVITAS and (isian.tanggal, isian.mulai) > (kini.date(), kini.time()):
        yield Keluhan(
            f"{tulis_tanggal(isian.tanggal)} pukul {isian.mulai:%H.%M} WITA belum tiba. Catat sebagai rencana.",
            "#tanggal",
        )
    tetap = lama and (skp.pk, isian.tanggal, isian.indikator) == (
        lama.skp_id,
        lama.tanggal,
        lama.indikator_id,
    )
    if tetap:
        return  # an indicator that a later version has dropped is not taken from an activity that had it
    if isian.indikator not in {i.pk for i in pilihan.pada(isian.tanggal)}:
        yield Keluhan(
            f"Indikator itu tidak tersedia pada {tulis_tanggal(isian.tanggal)}. Pilih salah satu dari daftar.",
            "#indikator",
        )


def _di_luar_periode(skp: Skp, hari: date) -> Keluhan:
    return Keluhan(
        f"{tulis_tanggal(hari)} di luar periode SKP ini "
        f"({tulis_tanggal(skp.mulai)} sampai {tulis_tanggal(skp.selesai)}).",
        "#tanggal",
    )


def _tolak_tumpang_tindih(baris: list[Aktivitas], lama: Aktivitas | None) -> None:
    nyata = [b for b in baris if b.jenis == Jenis.AKTIVITAS]
    bentrok = [b for b in tumpang_tindih(nyata) if lama is None or b.pk != lama.pk]
    urut = sorted(nyata, key=lambda b: (b.tanggal, b.mulai))
    bentrok += [b for a, b in pairwise(urut) if a.tanggal == b.tanggal and b.mulai < a.selesai]
    if bentrok:
        b = bentrok[0]
        raise Ditolak(
            Keluhan(
                f"Jam aktivitas bertumpang tindih dengan aktivitas lain: {tulis_tanggal(b.tanggal)} "
                f"pukul {b.mulai:%H.%M}–{b.selesai:%H.%M}, “{b.uraian[:40]}”.",
                "#mulai",
            )
        )
