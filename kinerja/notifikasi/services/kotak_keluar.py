"""The outbox: each mail once, whatever dies meanwhile.

A worker takes a mail by compare-and-set and holds it for a while (`sewa_sampai`); what a killed worker held is taken by
another when that time is over. Between the mail server's "accepted" and our mark lies a moment in which a kill leaves
the mail to be sent again: it then carries the same Message-ID, by which mail programs know it.
"""

from __future__ import annotations

import hashlib
import smtplib
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string

from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import StatusTidakSesuai
from kinerja.notifikasi.models import PERCOBAAN_SURAT, KotakKeluar, PreferensiPemberitahuan, StatusSurat
from kinerja.notifikasi.queries import jam_tenang
from kinerja.ui.models import Identitas

# A day and a half in all: what is older is no news any more.
JEDA_MENIT = (1, 5, 15, 60, 180, 720, 1440)
BATAS_DETIK = 20
PANJANG_GALAT = 500
_ANTRE = Q(status__in=[StatusSurat.MENUNGGU, StatusSurat.SEDANG_DIKIRIM])


class PeladenMati(Exception):
    """Not this mail but the mail server is the trouble: the others would fail as well."""


def kirim_surat(*, pada: datetime) -> int:
    """Send what is due for at most BATAS_DETIK, then let other work go on. Returns how many were sent.

    When the server itself does not answer, one mail has cost a try and all others wait for the next round.
    """
    if jam_tenang(pada):
        return 0
    mulai, terkirim = time.monotonic(), 0

    def kini() -> datetime:
        return pada + timedelta(seconds=time.monotonic() - mulai)

    koneksi = get_connection()
    try:
        while time.monotonic() - mulai < BATAS_DETIK and (surat := _ambil(kini())):
            try:
                terkirim += _kirim(surat, koneksi, kini)
            except PeladenMati:
                break
    finally:
        koneksi.close()
    return terkirim


def _ambil(pada: datetime) -> KotakKeluar | None:
    """The next mail that is due, held for us alone: no other worker gets it before the lease is over."""
    lewati = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        surat = (
            KotakKeluar.objects.select_for_update(skip_locked=lewati, of=("self",), no_key=True)
            .select_related("pengguna")
            .filter(_ANTRE, coba_lagi_pada__lte=pada)
            .order_by("coba_lagi_pada", "pk")
            .first()
        )
        if surat is None:
            return None
        sampai = pada + timedelta(minutes=settings.SEWA_TUGAS_MENIT)
        if surat.percobaan >= PERCOBAAN_SURAT:  # its worker died at the last try
            _catat(surat, status=StatusSurat.GAGAL, galat="Pekerja berhenti di tengah pengiriman.")
        else:
            _catat(
                surat,
                status=StatusSurat.SEDANG_DIKIRIM,
                percobaan=surat.percobaan + 1,
                coba_lagi_pada=sampai,
                sewa_sampai=sampai,
            )
    return surat


def _catat(surat: KotakKeluar, **nilai) -> bool:
    """Write only what we still hold: status, try and version must be those that were read."""
    nilai = {"sewa_sampai": None} | nilai | {"versi": surat.versi + 1}
    persis_ini = KotakKeluar.objects.filter(
        pk=surat.pk, status=surat.status, percobaan=surat.percobaan, versi=surat.versi
    )
    if not persis_ini.update(**nilai):
        return False
    for nama, isi in nilai.items():
        setattr(surat, nama, isi)
    return True


def _kirim(surat: KotakKeluar, koneksi, kini: Callable[[], datetime]) -> int:
    """Send what we hold and write down what came of it."""
    if surat.status != StatusSurat.SEDANG_DIKIRIM:
        return 0
    if alasan := _tidak_dikirim(surat):
        _catat(surat, status=StatusSurat.DIBATALKAN, galat=alasan)
        return 0
    try:
        koneksi.open()
        _susun(surat, koneksi).send()
    except smtplib.SMTPRecipientsRefused as galat:
        kode = [jawaban[0] for jawaban in galat.recipients.values()]
        _gagal(surat, galat, pada=kini(), tetap=min(kode, default=0) >= 500)
        return 0
    except smtplib.SMTPDataError as galat:
        _gagal(surat, galat, pada=kini(), tetap=galat.smtp_code >= 500)
        return 0
    except OSError as galat:  # the network, and all else that smtplib says
        _gagal(surat, galat, pada=kini())
        raise PeladenMati from galat
    except Exception as galat:
        _gagal(surat, galat, pada=kini())
        return 0
    _catat(surat, status=StatusSurat.TERKIRIM, terkirim_pada=kini(), galat="")
    return 1


def _tidak_dikirim(surat: KotakKeluar) -> str:
    """Since it was queued its receiver may have left, or changed his mind."""
    if not surat.pengguna.is_active:
        return "Akun penerima tidak aktif."
    if not surat.pengguna.email:
        return "Penerima tidak mempunyai alamat email."
    if PreferensiPemberitahuan.objects.filter(pengguna=surat.pengguna, email=False).exists():
        return "Penerima tidak ingin menerima email."
    return ""


def _gagal(surat: KotakKeluar, galat: Exception, *, pada: datetime, tetap: bool = False) -> None:
    """Wait longer each time; after the last try, or when the answer is final, it stays, for people to look at."""
    habis = tetap or surat.percobaan >= PERCOBAAN_SURAT
    jeda = timedelta(minutes=JEDA_MENIT[min(surat.percobaan, len(JEDA_MENIT)) - 1])
    _catat(
        surat,
        status=StatusSurat.GAGAL if habis else StatusSurat.MENUNGGU,
        coba_lagi_pada=pada + jeda,
        galat=f"{type(galat).__name__}: {galat}"[:PANJANG_GALAT],
    )


def _susun(surat: KotakKeluar, koneksi) -> EmailMultiAlternatives:
    """As text, and the same text in the dress of the product."""
    alamat = settings.ALAMAT_APLIKASI.rstrip("/")
    tanda = hashlib.sha256(f"{alamat} {surat.kunci}".encode()).hexdigest()[:40]
    email = EmailMultiAlternatives(
        surat.subjek,
        surat.isi,
        to=[surat.pengguna.email],
        connection=koneksi,
        headers={
            "Message-ID": f"<{tanda}@{urlsplit(alamat).hostname or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    isi = {"surat": surat, "identitas": Identitas.kini(), "alamat": alamat}
    email.attach_alternative(render_to_string("notifikasi/surel/surat.html", isi), "text/html")
    return email


@act(KotakKeluar, "dikirim_ulang")
def kirim_ulang(surat: KotakKeluar, *, oleh, pada):
    """What had failed is tried anew, as often as the first time."""
    if not surat.dapat_dikirim_ulang:
        raise StatusTidakSesuai("Hanya email yang gagal atau dibatalkan yang dapat dikirim ulang.")
    surat.status, surat.percobaan, surat.galat = StatusSurat.MENUNGGU, 0, ""
    surat.coba_lagi_pada = pada


def rapikan_kotak_keluar(*, pada: datetime) -> int:
    """What was sent or cancelled long ago is nobody's business any more; what failed stays until somebody looks."""
    batas = pada - timedelta(days=settings.SIMPAN_EMAIL_HARI)
    selesai = KotakKeluar.objects.filter(
        status__in=[StatusSurat.TERKIRIM, StatusSurat.DIBATALKAN], dibuat_pada__lt=batas
    )
    return selesai.delete()[0]
