"""HOW an act happens, once for all: lock, version, authorise, guards, body, save, record, in one transaction."""

from __future__ import annotations

import functools
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst

from kinerja.dokumen import policy
from kinerja.dokumen.dialect import giliran
from kinerja.dokumen.errors import (
    AksesDitolak,
    DataBerubah,
    Ditolak,
    TidakTerlihat,
    ditolak_karena_kendala,
    kumpulkan,
)
from kinerja.dokumen.lifecycle import keluhan_transisi
from kinerja.dokumen.models import Penolakan, Riwayat

ACTS: dict[tuple[type[models.Model], str], Act] = {}
# Whoever wants to hear of acts: called with the record before it is numbered, so that looking up whom to tell
# keeps nobody waiting; what it returns is called once the record stands.
Pendengar = Callable[[Riwayat, models.Model], Callable[[], None] | None]
daftar_pendengar: list[Pendengar] = []


@dataclass
class HasilMassal:
    """What a bulk act did: receipts, and by document why it was refused. One group id for all."""

    kelompok: uuid.UUID
    berhasil: list[Riwayat] = field(default_factory=list)
    ditolak: list[tuple[models.Model, Ditolak]] = field(default_factory=list)


class Act:
    """A service made safe. Call it with the document the user saw; it returns the Riwayat row (the receipt)."""

    def __init__(self, badan: Callable, model: type[models.Model], catat: str, wajib: Mapping[str, str]):
        functools.update_wrapper(self, badan)
        self.badan, self.model, self.verba, self.wajib = badan, model, badan.__name__, wajib
        self.jenis = f"{model._meta.label_lower.split('.')[1]}.{catat}" if "." not in catat else catat
        ACTS[model, self.verba] = self

    def __call__(
        self, objek, *, oleh, pada: datetime, versi: int | None = None, kunci: str = "", **isi
    ) -> Riwayat:
        """Run the act. Raises Ditolak (nothing changed); a repeated `kunci` returns the stored receipt."""
        dicatat = Penolakan.dicatat(self.jenis, oleh=oleh, pada=pada, objek=objek)
        with dicatat, giliran(), _kalimat_kendala(), transaction.atomic():
            terkunci = self._kunci([objek.pk])[0]
            riwayat = self._jalankan(terkunci, oleh, pada, versi, kunci, isi)
        _segarkan(objek, terkunci)
        return riwayat

    def many(self, daftar: Iterable, *, oleh, pada: datetime, versi: Mapping[int, int] | None = None, **isi):
        """The same act over many documents: each authorised anew, refusals collected, one group id."""
        kunci, hasil = isi.pop("kunci", ""), HasilMassal(uuid.uuid4())
        with giliran(), transaction.atomic():
            for objek in self._kunci(sorted(o.pk for o in daftar)):
                try:
                    dicatat = Penolakan.dicatat(self.jenis, oleh=oleh, pada=pada, objek=objek)
                    with dicatat, _kalimat_kendala(), transaction.atomic():
                        satu = (versi or {}).get(objek.pk), f"{kunci}:{objek.pk}" if kunci else ""
                        hasil.berhasil.append(self._jalankan(objek, oleh, pada, *satu, isi, hasil.kelompok))
                except Ditolak as penolakan:
                    hasil.ditolak.append((objek, penolakan))
        return hasil

    def periksa(self, objek, *, oleh, pada: datetime, **isi) -> None:
        """All that the act would refuse for, without doing it: for buttons and for the page before a bulk act."""
        self._izinkan(objek, oleh, pada)
        kurang = [self.wajib[nama] for nama in self.wajib if not _terisi(isi.get(nama))]
        kumpulkan([*kurang, *keluhan_transisi(objek, self.verba)])

    def boleh(self, objek, *, oleh, pada: datetime) -> bool:
        """Would the button be shown? Relation and state only; what is still missing is said after pressing it."""
        try:
            self._izinkan(objek, oleh, pada)
            keluhan_transisi(objek, self.verba)
        except Ditolak:
            return False
        return True

    def _kunci(self, daftar_pk: list[int]) -> list[models.Model]:
        """The rows and what their rules always read (`dibaca_bersama`), in one query.

        `no_key`: an act never changes a primary key, so rows that merely point here need not wait.
        """
        baris = (
            self.model._default_manager.select_for_update(of=("self",), no_key=True)
            .select_related(*getattr(self.model, "dibaca_bersama", ()))
            .filter(pk__in=daftar_pk)
            .order_by("pk")
        )
        if len(ditemukan := list(baris)) < len(daftar_pk):
            raise TidakTerlihat(f"{capfirst(self.model._meta.verbose_name)} tidak ditemukan.")
        return ditemukan

    def _izinkan(self, objek, oleh, pada: datetime) -> None:
        if policy.can(oleh, self.verba, objek, pada=pada):
            return
        nama = objek._meta.verbose_name
        if not policy.visible(self.model, oleh, pada=pada).filter(pk=objek.pk).exists():
            raise TidakTerlihat(f"{capfirst(nama)} tidak ditemukan.")
        raise AksesDitolak(f"Anda tidak berwenang melakukan tindakan ini atas {nama} ini.")

    def _jalankan(self, objek, oleh, pada, versi, kunci, isi, kelompok=None) -> Riwayat:
        sidik = self._sidik(objek, isi) if kunci else ""
        if kunci and (lama := Riwayat.objects.filter(oleh=oleh, kunci=kunci).first()):
            if lama.sidik != sidik:
                raise DataBerubah
            lama.objek = apps.get_model(lama.objek_tipe)._base_manager.filter(pk=lama.objek_id).first()
            return lama
        if versi is not None and versi != objek.versi:
            # Authority first: a stale version must not tell a stranger that the document exists.
            self._izinkan(objek, oleh, pada)
            raise DataBerubah
        self.periksa(objek, oleh=oleh, pada=pada, **isi)
        dari = getattr(objek, "status", "")
        hasil = self.badan(objek, oleh=oleh, pada=pada, **isi)
        tercatat = hasil if isinstance(hasil, models.Model) else objek
        if tercatat is objek:
            self._simpan(objek, pada)
        riwayat = Riwayat.susun(
            tercatat,
            self.jenis,
            oleh=oleh,
            pada=pada,
            dari=dari if tercatat is objek else "",
            ke=getattr(tercatat, "status", ""),
            catatan=str(isi.get("catatan") or isi.get("alasan") or ""),
            rincian=hasil if isinstance(hasil, dict) else {},
            kelompok=kelompok,
            kunci=kunci or None,
            sidik=sidik,
        )
        riwayat.objek = tercatat
        lanjutan = [dengar(riwayat, tercatat) for dengar in daftar_pendengar]
        riwayat.sambung()
        for lanjut in filter(None, lanjutan):
            lanjut()
        return riwayat

    def _simpan(self, objek, pada: datetime) -> None:
        """Move the status, then write the row only if its version is still the one that was locked."""
        if hasattr(getattr(objek, self.verba, None), "_django_fsm"):
            getattr(objek, self.verba)()
        lama, objek.versi, objek.diubah_pada = objek.versi, objek.versi + 1, pada
        nilai = {
            f.attname: f.pre_save(objek, add=False) for f in objek._meta.concrete_fields if not f.primary_key
        }
        if not type(objek)._base_manager.filter(pk=objek.pk, versi=lama).update(**nilai):
            raise DataBerubah

    def _sidik(self, objek, isi: Mapping[str, Any]) -> str:
        bahan = [self.jenis, objek._meta.label_lower, objek.pk, isi]
        teks = json.dumps(bahan, sort_keys=True, default=lambda o: str(o.pk) if hasattr(o, "pk") else str(o))
        return hashlib.sha256(teks.encode()).hexdigest()


def act(
    model: type[models.Model], catat: str, *, wajib: Mapping[str, str] | None = None
) -> Callable[[Callable], Act]:
    """`@act(Skp, "diterima", wajib={"catatan": "…"})` over `def terima(skp, *, oleh, pada, catatan)`.

    `catat` is the record's past participle (`skp.diterima`); `wajib` names texts that may not be empty and the
    sentence shown when they are. A body that returns another document records the act on that one (creation).
    """
    return lambda badan: Act(badan, model, catat, wajib or {})


class _kalimat_kendala:
    """An IntegrityError is never a 500: it becomes the sentence declared with the constraint."""

    def __enter__(self):
        return self

    def __exit__(self, jenis, galat, _):
        if isinstance(galat, IntegrityError):
            raise ditolak_karena_kendala(galat) from galat


def _terisi(nilai: Any) -> bool:
    return bool(nilai.strip()) if isinstance(nilai, str) else bool(nilai)


def _segarkan(objek: models.Model, terbaru: models.Model) -> None:
    """Give the caller's instance what the locked one has become."""
    vars(objek).update({f.attname: vars(terbaru)[f.attname] for f in objek._meta.concrete_fields})
    objek._state.fields_cache.clear()
