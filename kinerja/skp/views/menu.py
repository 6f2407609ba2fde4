"""Who has which entry of the menu, and how much waits behind it. Asked once per request."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from kinerja.kepegawaian.models import Pegawai
from kinerja.kepegawaian.permissions import pegawai_dari
from kinerja.kepegawaian.queries import dinilai_kini
from kinerja.skp.queries import jumlah_menunggu_keputusan


def berpegawai(request: HttpRequest) -> bool:
    return pegawai_dari(request.user) is not None


def dinilai(request: HttpRequest) -> list[Pegawai]:
    """The people he rates now: the menu of SKP, that of the monthly reports, and the queues ask the same."""
    if not hasattr(request, "_dinilai"):
        request._dinilai = dinilai_kini(request.user, pada=timezone.now()) if berpegawai(request) else []
    return request._dinilai


def jumlah_menunggu(request: HttpRequest) -> int:
    if not hasattr(request, "_skp_menunggu"):
        request._skp_menunggu = jumlah_menunggu_keputusan(request.user, pada=timezone.now())
    return request._skp_menunggu


def menilai(request: HttpRequest) -> bool:
    """Those who still hold what was submitted to them, or rate somebody now."""
    return bool(jumlah_menunggu(request)) or bool(dinilai(request))
