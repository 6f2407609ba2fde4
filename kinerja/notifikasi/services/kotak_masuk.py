"""The inbox: filled by the acts and by the reminders, read by its owner, who also says what he wants by mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from django.db import models, transaction
from django.utils.http import url_has_allowed_host_and_scheme

from kinerja.akun.models import Pengguna
from kinerja.dokumen.models import Riwayat
from kinerja.notifikasi.models import FrekuensiRingkasan, Notifikasi, PreferensiPemberitahuan
from kinerja.notifikasi.notifications import ATURAN, Ingat, Isi
from kinerja.notifikasi.queries import jam_tenang

_SEKALI_SIMPAN = 500


def sebarkan(riwayat: Riwayat, objek: models.Model) -> Callable[[], None] | None:
    """Called by the kernel inside the act's transaction: the act and its notices are stored together.

    Whom to tell is found before the record is numbered; the notices are stored after. Nobody is told of what he
    did himself; nobody is told twice of one record.
    """
    baris: dict[int, Notifikasi] = {}
    for aturan in ATURAN.get(riwayat.jenis, ()):
        isi = {
            "judul": _teks(aturan.judul, riwayat, objek)[:200],
            "tautan": _teks(aturan.tautan, riwayat, objek),
        }
        for pengguna in aturan.to(riwayat, objek):
            if pengguna is not None and pengguna.is_active and pengguna.pk != riwayat.oleh_id:
                baris.setdefault(pengguna.pk, Notifikasi(pengguna=pengguna, dibuat_pada=riwayat.pada, **isi))

    def simpan() -> None:
        for satu in baris.values():
            satu.riwayat = riwayat
        Notifikasi.objects.bulk_create(baris.values(), ignore_conflicts=True)

    return simpan if baris else None


def _teks(isi: Isi, riwayat: Riwayat, objek) -> str:
    return str(isi(riwayat, objek) if callable(isi) else isi)


def ingatkan(fungsi: Callable[[datetime], Iterable[Ingat]], *, pada: datetime) -> int:
    """Store what is to be reminded of, once for each key of a person. Not in the quiet hours: nobody would hear."""
    if jam_tenang(pada):
        return 0
    baru, sumber = 0, iter(fungsi(pada))
    while daftar := list(islice(sumber, _SEKALI_SIMPAN)):
        sudah = set(
            Notifikasi.objects.filter(
                pengguna__in={p.pk for p, *_ in daftar if p is not None}, kunci__in={k for _, k, *_ in daftar}
            ).values_list("pengguna", "kunci")
        )
        baris = {
            (pengguna.pk, kunci): Notifikasi(
                pengguna=pengguna, kunci=kunci, judul=str(judul)[:200], tautan=str(tautan), dibuat_pada=pada
            )
            for pengguna, kunci, judul, tautan in daftar
            if pengguna is not None and pengguna.is_active and (pengguna.pk, kunci) not in sudah
        }
        Notifikasi.objects.bulk_create(baris.values(), ignore_conflicts=True)
        baru += len(baris)
    return baru


def tandai_dibaca(pengguna, *, pada: datetime, daftar_pk: Iterable[int] | None = None) -> int:
    """Mark one's own notices as read, all or those given; another's are not touched."""
    baris = Notifikasi.objects.filter(pengguna=pengguna, dibaca_pada=None)
    if daftar_pk is not None:
        baris = baris.filter(pk__in=list(daftar_pk))
    return baris.update(dibaca_pada=pada)


def tautan_aman(tautan: str) -> str:
    """Only addresses of our own are followed."""
    return tautan if tautan and url_has_allowed_host_and_scheme(tautan, allowed_hosts=None) else ""


def ubah_preferensi(
    pengguna: Pengguna, *, email: bool, ringkasan: str, pada: datetime
) -> PreferensiPemberitahuan:
    """Whether and how often its owner wants mail. The same choice again is no change, and leaves no record."""
    with transaction.atomic():
        terkunci = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
        preferensi, _ = PreferensiPemberitahuan.objects.get_or_create(pengguna=terkunci)
        pilihan = {"email": email, "ringkasan": str(FrekuensiRingkasan(ringkasan))}
        if any(getattr(preferensi, nama) != nilai for nama, nilai in pilihan.items()):
            for nama, nilai in pilihan.items():
                setattr(preferensi, nama, nilai)
            preferensi.save(update_fields=list(pilihan))
            Riwayat.tambah(
                terkunci, "pengguna.pemberitahuan_diubah", oleh=terkunci, pada=pada, rincian=pilihan
            )
    return preferensi
