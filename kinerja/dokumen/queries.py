"""Questions about the record."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from kinerja.dokumen import triggers
from kinerja.dokumen.checks import invarian
from kinerja.dokumen.models import AWAL_RANTAI, KepalaRantai, Riwayat


def riwayat_dari(objek: Model) -> QuerySet[Riwayat]:
    """Everything that happened to a document, oldest first."""
    return (
        Riwayat.objects.filter(objek_tipe=objek._meta.label_lower, objek_id=objek.pk)
        .select_related("oleh")
        .order_by("nomor")
    )


def periksa_rantai(mulai: int = 1) -> Iterator[str]:
    """A sentence for every break of the chain from row `mulai` on."""
    sebelum = Riwayat.objects.filter(nomor=mulai - 1).values_list("hash", flat=True).first() or AWAL_RANTAI
    terakhir = mulai - 1
    for baris in Riwayat.objects.filter(nomor__gte=mulai).order_by("nomor").iterator(chunk_size=2000):
        if baris.nomor != terakhir + 1 or baris.sebelum != sebelum:
            yield f"Catatan #{baris.nomor}: tidak menyambung dengan catatan sebelumnya."
        if baris.hitung_hash() != baris.hash:
            yield f"Catatan #{baris.nomor}: isi tidak cocok dengan hash-nya."
        terakhir, sebelum = baris.nomor, baris.hash
    kepala = KepalaRantai.objects.get(pk=1)
    if kepala.nomor != terakhir:
        yield f"Ujung rantai menunjuk #{kepala.nomor}, tetapi catatan terakhir #{terakhir}."
    elif kepala.hash != sebelum:
        yield f"Ujung rantai tidak cocok dengan catatan #{terakhir}."


@invarian("au: catatan audit tersambung, utuh, dan terkunci")
def rantai_utuh():
    yield from periksa_rantai()
    for nama in triggers.yang_hilang():
        yield f"Pemicu {nama} tidak terpasang."
