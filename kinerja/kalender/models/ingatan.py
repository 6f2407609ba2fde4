"""What a page may believe for half a minute: rows of the calendar as its process read them, kept by month."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q

from kinerja.kalender.models.bulan import Bulan

INGAT_DETIK = 30


class DiingatPerBulan(models.Model):
    """Rows with `tahun` and `bulan`. Pages believe what the process read up to half a minute ago; acts read anew.

    By month, so that years of them cost a page nothing. Whoever changes a row calls `lupakan`.
    """

    class Meta:
        abstract = True

    @classmethod
    def menurut_bulan(cls, daftar: models.QuerySet, daftar_bulan: Iterable[Bulan], *, segar: bool) -> list:
        """Of this queryset, the rows of these months. One query for the months that are not remembered."""
        kunci = {cls._kunci(b): b for b in daftar_bulan}
        ingat = {} if segar else cache.get_many(kunci)
        if kurang := {k: b for k, b in kunci.items() if k not in ingat}:
            baru: dict[str, list] = {k: [] for k in kurang}
            for satu in daftar.filter(_dari_bulan(kurang.values())):
                baru[cls._kunci(satu.nilai_bulan)].append(satu)
            if not segar:
                cache.set_many(baru, INGAT_DETIK)
            ingat |= baru
        return [satu for k in kunci for satu in ingat[k]]

    @property
    def nilai_bulan(self) -> Bulan:
        return Bulan(self.tahun, self.bulan)

    @classmethod
    def _kunci(cls, bulan: Bulan) -> str:
        return f"{cls._meta.label_lower}:{bulan.tahun}-{bulan.bulan}"

    def lupakan(self) -> None:
        """At once for this transaction, and for all once it stands."""
        kunci = self._kunci(self.nilai_bulan)
        cache.delete(kunci)
        transaction.on_commit(lambda: cache.delete(kunci))


def _dari_bulan(daftar: Iterable[Bulan]) -> Q:
    menurut_tahun: dict[int, list[int]] = {}
    for bulan in daftar:
        menurut_tahun.setdefault(bulan.tahun, []).append(bulan.bulan)
    syarat = Q()
    for tahun, bulan in menurut_tahun.items():
        syarat |= Q(tahun=tahun, bulan__in=bulan)
    return syarat
