"""WHAT happens to accounts: codes are issued, passwords chosen by their owners, accounts switched off and on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django_tasks import task

from kinerja.akun.models import SISTEM, Guna, KodeSekali, Pengguna
from kinerja.dokumen.acts import act
from kinerja.dokumen.errors import Ditolak
from kinerja.dokumen.models import Riwayat

KODE_TIDAK_BERLAKU = "Kode atau tautan ini tidak berlaku. Mungkin salah ketik, sudah dipakai, sudah diganti, atau sudah lewat masanya."
SUBJEK_RESET = "Reset Password Aplikasi Si-Kinerja"
SUBJEK_AKTIVASI = "Aktivasi Akun Aplikasi Si-Kinerja"
PERMINTAAN_SEJAM = 10
SUREL_SEJAM = 3
_PER_LANGKAH = 5_000


def terbitkan_kode(
    daftar_pengguna: Iterable[Pengguna], *, guna: str = Guna.AKTIVASI, oleh: Pengguna, pada: datetime
) -> list[tuple[Pengguna, str]]:
    """New codes for printing; earlier open codes of the same use are void. The caller has authorised `oleh`.

    AKTIVASI only for accounts without a password, RESET only for accounts with one; inactive accounts never.
    Codes in clear exist in the returned list and on paper, nowhere else: the record keeps their number.
    """
    semua_pk, hasil = sorted({p.pk for p in daftar_pengguna}), []
    with transaction.atomic():
        for awal in range(0, len(semua_pk), _PER_LANGKAH):
            hasil += _terbitkan(semua_pk[awal : awal + _PER_LANGKAH], guna, pada)
        if hasil:
            rincian = {"guna": guna, "jumlah": len(hasil)}
            Riwayat.tambah(oleh, "pengguna.kode_diterbitkan", oleh=oleh, pada=pada, rincian=rincian)
    return hasil


def _terbitkan(daftar_pk: list[int], guna: str, pada: datetime) -> list[tuple[Pengguna, str]]:
    tanpa_password = {"password__startswith": UNUSABLE_PASSWORD_PREFIX}
    akun = (
        Pengguna.objects.select_for_update(no_key=True)
        .filter(pk__in=daftar_pk, is_active=True)
        .order_by("pk")
    )
    akun = list(akun.filter(**tanpa_password) if guna == Guna.AKTIVASI else akun.exclude(**tanpa_password))
    KodeSekali.objects.terbuka().filter(guna=guna, pengguna__in=akun).update(dibatalkan_pada=pada)
    pasangan = [KodeSekali.siapkan(p, guna, pada=pada, berlaku=_masa(guna)) for p in akun]
    KodeSekali.objects.bulk_create([baris for baris, _ in pasangan], batch_size=1_000)
    return [(baris.pengguna, kode) for baris, kode in pasangan]


def _masa(guna: str) -> timedelta:
    if guna == Guna.AKTIVASI:
        return timedelta(days=settings.BERLAKU_KODE_AKTIVASI_HARI)
    return timedelta(hours=settings.BERLAKU_TAUTAN_RESET_JAM)


def pasang_password(pengguna: Pengguna, password: str, *, sidik: str, pada: datetime) -> Pengguna:
    """Use the code up and set the password, both or neither; of two at once only one succeeds."""
    sandi = make_password(password)  # 40 ms of work, before any lock is taken
    with transaction.atomic():
        terkunci = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
        kode = KodeSekali.objects.terbuka().filter(sidik=sidik, pengguna=terkunci, berlaku_sampai__gt=pada)
        guna = kode.values_list("guna", flat=True).first()
        if not terkunci.is_active or not kode.update(dipakai_pada=pada):
            raise Ditolak(KODE_TIDAK_BERLAKU)
        jenis = "pengguna.diaktivasi" if guna == Guna.AKTIVASI else "pengguna.password_diganti"
        return _simpan_password(terkunci, sandi, jenis, pada)


def ganti_password(pengguna: Pengguna, password: str, *, pada: datetime) -> Pengguna:
    """The owner, who has just shown that he knows the old one, chooses another. All other sessions end."""
    sandi = make_password(password)
    with transaction.atomic():
        terkunci = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
        return _simpan_password(terkunci, sandi, "pengguna.password_diganti", pada)


def _simpan_password(pengguna: Pengguna, sandi: str, jenis: str, pada: datetime) -> Pengguna:
    """Sessions carry a fingerprint of the password, so a new one ends them all."""
    pengguna.password = sandi
    pengguna.save(update_fields=["password"])
    batalkan_kode(pengguna, pada=pada)
    Riwayat.tambah(pengguna, jenis, oleh=pengguna, pada=pada)
    return pengguna


def batalkan_kode(pengguna: Pengguna, *, pada: datetime) -> None:
    """No code or link already sent out opens this account any more."""
    KodeSekali.objects.terbuka().filter(pengguna=pengguna).update(dibatalkan_pada=pada)


def ubah_profil(pengguna: Pengguna, *, email: str, nomor_hp: str, pada: datetime) -> Pengguna:
    """The owner's own contact data. Links sent to the former address lose their force."""
    with transaction.atomic():
        terkunci = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
        baru = {"email": email, "nomor_hp": nomor_hp}
        berubah = [nama for nama, nilai in baru.items() if getattr(terkunci, nama) != nilai]
        if not berubah:
            return terkunci
        for nama in berubah:
            setattr(terkunci, nama, baru[nama])
        terkunci.save(update_fields=berubah)
        if "email" in berubah:
            KodeSekali.objects.terbuka().filter(pengguna=terkunci, guna=Guna.RESET).update(
                dibatalkan_pada=pada
            )
        Riwayat.tambah(
            terkunci, "pengguna.profil_diubah", oleh=terkunci, pada=pada, rincian={"kolom": berubah}
        )
    return terkunci


@act(Pengguna, "dinonaktifkan", wajib={"alasan": "Tuliskan alasan penonaktifan akun."})
def nonaktifkan(pengguna: Pengguna, *, oleh, pada, alasan):
    """Ends every session at the next request, and every code."""
    if not pengguna.is_active:
        raise Ditolak("Akun ini sudah tidak aktif.")
    pengguna.is_active = False
    batalkan_kode(pengguna, pada=pada)


@act(Pengguna, "diaktifkan", wajib={"alasan": "Tuliskan alasan pengaktifan kembali akun."})
def aktifkan(pengguna: Pengguna, *, oleh, pada, alasan):
    if pengguna.username == SISTEM:
        raise Ditolak("Akun sistem tidak dipakai orang dan tidak dapat diaktifkan.")
    if pengguna.is_active:
        raise Ditolak("Akun ini sudah aktif.")
    pengguna.is_active = True


# --- mail: made and sent by the worker, so that the answer on screen cannot tell who has an account ------------


def boleh_minta_tautan(nip: str, alamat: str | None) -> bool:
    """At most PERMINTAAN_SEJAM for one NIP from one address (in one process): the queue is nobody's to fill."""
    kunci = f"reset:{hashlib.sha256(f'{nip} {alamat}'.encode()).hexdigest()}"
    cache.add(kunci, 0, 3600)
    return cache.incr(kunci) <= PERMINTAAN_SEJAM


@task(backend="latar", takes_context=True)
def kirim_tautan_reset(context, nip: str, email: str) -> str:
    """A link for the account whose NIP and address both match; for all others nothing, and nobody is told."""
    pengguna = Pengguna.objects.filter(username=nip, email__iexact=email, is_active=True).first()
    if not pengguna or not pengguna.has_usable_password():
        return "tidak ada akun yang cocok"
    return _kirim_sekali(context, pengguna, Guna.RESET)


@task(backend="latar", takes_context=True)
def kirim_tautan_aktivasi(context, pengguna_id: int) -> str:
    """A link by which the owner of the address in the register activates his account."""
    pengguna = Pengguna.objects.filter(pk=pengguna_id, is_active=True).exclude(email="").first()
    if not pengguna or pengguna.has_usable_password():
        return "akun tidak perlu diaktivasi"
    return _kirim_sekali(context, pengguna, Guna.AKTIVASI)


def _kirim_sekali(context, pengguna: Pengguna, guna: str) -> str:
    """One mail per task, however often the task is run: the task's id marks the code, `dikirim_pada` its end.

    A worker that dies between the server's "accepted" and our mark sends again, with a new link in place of the
    old: at worst two mails, never two working links.
    """
    hasil, pada = context.task_result, context.task_result.last_attempted_at
    with transaction.atomic():
        Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
        if KodeSekali.objects.filter(permintaan=hasil.id).exclude(dikirim_pada=None).exists():
            return "sudah dikirim"
        terkirim = KodeSekali.objects.filter(
            pengguna=pengguna, guna=guna, dikirim_pada__gt=pada - timedelta(hours=1)
        )
        if terkirim.count() >= SUREL_SEJAM:
            return "batas surel per jam tercapai"
        KodeSekali.objects.filter(permintaan=hasil.id).delete()
        if guna == Guna.AKTIVASI:
            KodeSekali.objects.terbuka().filter(pengguna=pengguna, guna=guna).update(dibatalkan_pada=pada)
        baris, kode = KodeSekali.siapkan(pengguna, guna, pada=pada, berlaku=_masa(guna), permintaan=hasil.id)
        baris.save()
    _surel(pengguna, guna, kode, baris.berlaku_sampai).send()
    KodeSekali.objects.filter(pk=baris.pk).update(dikirim_pada=pada)
    return "dikirim"


def _surel(pengguna: Pengguna, guna: str, kode: str, sampai: datetime) -> EmailMultiAlternatives:
    nama, subjek = ("aktivasi", SUBJEK_AKTIVASI) if guna == Guna.AKTIVASI else ("reset", SUBJEK_RESET)
    alamat = settings.ALAMAT_APLIKASI.rstrip("/") + reverse(f"akun:tautan_{nama}", args=[kode])
    isi = {"pengguna": pengguna, "tautan": alamat, "berlaku_sampai": sampai}
    surel = EmailMultiAlternatives(
        subjek, render_to_string(f"akun/surel/{nama}.txt", isi), to=[pengguna.email]
    )
    surel.attach_alternative(render_to_string(f"akun/surel/{nama}.html", isi), "text/html")
    return surel


def isi_lembar_kode(daftar: Iterable[tuple[Pengguna, str]], *, judul: str, pada: datetime) -> dict:
    """What `cetak/kode_aktivasi.typ` prints: codes issued at `pada`, for the people of one `judul` (an OPD)."""
    return {
        "judul": judul,
        "alamat": settings.ALAMAT_APLIKASI.rstrip("/") + reverse("akun:aktivasi"),
        "berlaku_sampai": date_format(localtime(pada + _masa(Guna.AKTIVASI)), "j F Y, H.i") + " WITA",
        "daftar": [{"nama": p.nama, "nip": p.username, "kode": kode} for p, kode in daftar],
    }
