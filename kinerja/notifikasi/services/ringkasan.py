"""The digest: what somebody has not read yet, in one mail, and no notice in two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime

from kinerja.notifikasi.models import FrekuensiRingkasan, KotakKeluar, Notifikasi
from kinerja.notifikasi.queries import jam_tenang
from kinerja.notifikasi.services.kotak_masuk import tautan_aman
from kinerja.ui.models import Identitas

# Whoever gives his address after a year is not told of that year.
HARI_TERLAMA = 7
TERCANTUM = 40
_ORANG_SEKALI = 200
# Not after the dot of a title or initial: "Prof. Nama", "M.T. mengajukan".
_AKHIR_KALIMAT = re.compile(r"(?<=[a-z0-9)”]{4})\.\s+(?=[A-Z])")


def buat_ringkasan(*, pada: datetime) -> int:
    """Queue one mail for each person who has unread news and wants mail. Returns how many mails.

    A notice is marked in the transaction that queues its mail, under a lock: of two at once only one takes it.
    """
    if jam_tenang(pada):
        return 0
    orang = list(_layak(pada).order_by("pengguna").values_list("pengguna", flat=True).distinct())
    return sum(
        _kumpulkan(orang[awal : awal + _ORANG_SEKALI], pada) for awal in range(0, len(orang), _ORANG_SEKALI)
    )


def _layak(pada: datetime) -> QuerySet[Notifikasi]:
    """Unread, unmailed, recent; of people with an address who did not say no. Daily: what there was at that hour."""
    setempat = localtime(pada)
    pagi = setempat.replace(hour=settings.JAM_RINGKASAN_HARIAN, minute=0, second=0, microsecond=0)
    pagi -= timedelta(days=pagi > setempat)
    preferensi = "pengguna__preferensi_pemberitahuan"
    per_jam = Q(**{f"{preferensi}__email": True, f"{preferensi}__ringkasan": FrekuensiRingkasan.PER_JAM})
    harian = Q(
        **{f"{preferensi}__email": True, f"{preferensi}__ringkasan": FrekuensiRingkasan.HARIAN},
        dibuat_pada__lt=pagi,
    )
    return Notifikasi.objects.filter(
        Q(**{preferensi: None}) | per_jam | harian,
        dibaca_pada=None,
        dikirim_pada=None,
        dibuat_pada__gt=pada - timedelta(days=HARI_TERLAMA),
        dibuat_pada__lte=pada,
        pengguna__is_active=True,
    ).exclude(pengguna__email="")


def _kumpulkan(daftar_pengguna: list[int], pada: datetime) -> int:
    lewati = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        baris = list(
            _layak(pada)
            .filter(pengguna__in=daftar_pengguna)
            .select_for_update(skip_locked=lewati, of=("self",), no_key=True)
            .select_related("pengguna")
            .order_by("pengguna", "-pk")
        )
        Notifikasi.objects.filter(pk__in=[b.pk for b in baris]).update(dikirim_pada=pada)
        surat = [_surat(list(isi), pada) for _, isi in groupby(baris, key=lambda b: b.pengguna_id)]
        KotakKeluar.objects.bulk_create(surat)
    return len(surat)


def _surat(daftar: list[Notifikasi], pada: datetime) -> KotakKeluar:
    """Reminders first, for they have a date; then the newest. Each notice is mailed once, so the newest is a key."""
    daftar.sort(key=lambda n: (n.kunci is None, -n.pk))
    pengguna = daftar[0].pengguna
    identitas, alamat = Identitas.kini(), settings.ALAMAT_APLIKASI.rstrip("/")
    isi = {
        "pengguna": pengguna,
        "jumlah": len(daftar),
        "daftar": [(_sebaris(n), n.dibuat_pada, _alamat(n, alamat)) for n in daftar[:TERCANTUM]],
        "sisa": max(0, len(daftar) - TERCANTUM),
        "identitas": identitas,
        "kotak_masuk": alamat + reverse("notifikasi:daftar"),
        "pengaturan": alamat + reverse("notifikasi:pengaturan"),
    }
    return KotakKeluar(
        pengguna=pengguna,
        kunci=f"ringkasan:{pengguna.pk}:{max(n.pk for n in daftar)}",
        subjek=_subjek(identitas, daftar),
        isi=render_to_string("notifikasi/surel/ringkasan.txt", isi).strip() + "\n",
        coba_lagi_pada=pada,
        dibuat_pada=pada,
    )


def _subjek(identitas: Identitas, daftar: Iterable[Notifikasi]) -> str:
    """How many, and the most urgent: its first sentence, for a locked phone shows subjects to whoever is near, and
    what comes after ("Predikat: …") is for its owner."""
    utama, *lainnya = daftar
    pokok = _AKHIR_KALIMAT.split(_sebaris(utama))[0].rstrip(".")
    if lainnya:
        subjek = f"{identitas.nama_aplikasi}: {len(lainnya) + 1} pemberitahuan. {pokok}"
    else:
        subjek = f"{identitas.nama_aplikasi}: {pokok}"
    return subjek if len(subjek) <= 150 else f"{subjek[:149].rstrip()}…"


def _sebaris(notifikasi: Notifikasi) -> str:
    return " ".join(notifikasi.judul.split())


def _alamat(notifikasi: Notifikasi, alamat: str) -> str:
    tautan = tautan_aman(notifikasi.tautan)
    return alamat + tautan if tautan.startswith("/") else ""
