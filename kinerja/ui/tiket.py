"""Tiket kedatangan: what the server was too busy to serve is sent again, and counts from when it first arrived.

The page that says "busy" carries the form's own fields and a ticket signed over them: whose session sent them, to
which path, under which idempotency key, with which contents, and when they arrived. Whoever sends exactly that again
soon enough is as early as he was the first time; whoever changes one word of it is as late as the clock says.

The session stands for the person: its key is known from the cookie when the database is not to be had, and Django
makes a new one at every log-in.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, RawPostDataException, UnreadablePostError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import escape_leading_slashes

GARAM = "kinerja.ui.tiket"
NAMA = "tiket"
# What the page adds or the browser renews; all other fields are what the ticket vouches for.
_LUAR_ISI = (NAMA, "csrfmiddlewaretoken")
UKURAN_TERBESAR = 200 * 1024
# A multipart body wraps each field in a few lines of its own.
BADAN_TERBESAR = 2 * UKURAN_TERBESAR
_FORMULIR = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True)
class Ulangan:
    """The form of the page: where to, the fields, and, where the sender's session is known, the ticket."""

    alamat: str
    isian: list[tuple[str, str]]
    tiket: str
    tiba: datetime
    sampai: datetime


def catat_tiba(request: HttpRequest) -> None:
    """Called where a request enters: waiting for its turn must not make it late."""
    request.tiba = timezone.now()


def kedatangan(request: HttpRequest, kunci: str) -> datetime:
    """When this arrived: as its ticket says, if it has one that is valid for it; else when the request came in."""
    return _menurut_tiket(request, kunci) or _tiba(request)


def _tiba(request: HttpRequest) -> datetime:
    return getattr(request, "tiba", None) or timezone.now()


def ulangan(request: HttpRequest) -> Ulangan | None:
    """What the page needs to send this request again; None when it had better not be sent again by a button.

    Only acts with an idempotency key: anything else might be done twice. No files and no passwords, for neither
    can stand in a page. The CSRF token is the one that was sent, never a fresh one: the token may not have been
    looked at yet, and a page of ours must not lend a stranger's form a valid one.
    """
    if request.method != "POST" or not (isian := _isian(request)):
        return None
    kunci = request.POST.get("kunci", "")
    if not kunci or request.FILES or not request.POST.get("csrfmiddlewaretoken"):
        return None
    if any(nama in settings.AXES_SENSITIVE_PARAMETERS for nama, _ in isian):
        return None
    if sum(len(nama.encode()) + len(nilai.encode()) for nama, nilai in isian) > UKURAN_TERBESAR:
        return None
    tiba = kedatangan(request, kunci)
    return Ulangan(
        alamat=escape_leading_slashes(request.get_full_path()),
        isian=[(nama, nilai) for nama, nilai in isian if nama != NAMA],
        tiket=_terbitkan(request, kunci, tiba),
        tiba=tiba,
        sampai=tiba + _berlaku(),
    )


def _isian(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields in their order; nothing if they cannot be read any more, or are not worth reading now."""
    if not hasattr(request, "_post"):
        panjang = request.META.get("CONTENT_LENGTH") or "0"
        if request.content_type not in _FORMULIR or not panjang.isdigit() or int(panjang) > BADAN_TERBESAR:
            return []
    try:
        return [(nama, nilai) for nama, daftar in request.POST.lists() for nilai in daftar]
    except (BadRequest, SuspiciousOperation, RawPostDataException, UnreadablePostError):
        return []


def _terbitkan(request: HttpRequest, kunci: str, tiba: datetime) -> str:
    if not (sesi := _sesi(request)):
        return ""
    return signing.dumps([sesi, request.path, kunci, _sidik(request), tiba.isoformat()], salt=GARAM)


def _menurut_tiket(request: HttpRequest, kunci: str) -> datetime | None:
    tiket, sesi = request.POST.get(NAMA, ""), _sesi(request)
    if not (tiket and sesi and kunci) or len(tiket) > 2000:
        return None
    try:
        *isi, saat = signing.loads(tiket, salt=GARAM)
    except signing.BadSignature:
        return None
    if isi != [sesi, request.path, kunci, _sidik(request)]:
        return None
    tiba, kini = datetime.fromisoformat(saat), timezone.now()
    # A ticket from the future: the clock was set back meanwhile, and then nobody knows.
    return tiba if kini - _berlaku() <= tiba <= kini else None


def _sesi(request: HttpRequest) -> str:
    """A name for the session that tells nothing about its key."""
    kunci_sesi = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return salted_hmac(GARAM, kunci_sesi).hexdigest() if kunci_sesi else ""


def _sidik(request: HttpRequest) -> str:
    """Of the contents, whatever the order of the fields and the line ends that the browser chose."""
    isi = sorted(
        (nama, [nilai.replace("\r\n", "\n").replace("\r", "\n") for nilai in daftar])
        for nama, daftar in request.POST.lists()
        if nama not in _LUAR_ISI
    )
    return hashlib.sha256(json.dumps(isi).encode()).hexdigest()


def _berlaku() -> timedelta:
    return timedelta(minutes=settings.TIKET_BERLAKU_MENIT)
