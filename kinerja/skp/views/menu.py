"""Who has which entry of the menu, and how much waits behind it. Asked once per request."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from kinerja.kepegawaian.permissions import daftar_dinilai, pegawai_dari
from kinerja.skp.queries import jumlah_menunggu_keputusan


def berpegawai(request: HttpRequest) -> bool:
    return pegawai_dari(request.user) is not None


def jumlah_menunggu(request: HttpRequest) -> int:
    if not hasattr(request, "_skp_menunggu"):
        request._skp_menunggu = jumlah_menunggu_keputusan(request.user, pada=timezone.now())
    return request._skp_menunggu


def menilai(request: HttpRequest) -> bool:
    """Those who still hold what was submitted to them, or rate somebody now."""
    return bool(jumlah_menunggu(request)) or bool(daftar_dinilai(request.user, pada=timezone.now()))
