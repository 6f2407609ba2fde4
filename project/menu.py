"""Entries of the menu that no single app can decide: the back office and the editors' admin."""

from django.http import HttpRequest
from django.utils import timezone

from kinerja.akun.permissions import is_admin_bkd, is_redaktur, lihat_semua
from kinerja.kepegawaian.permissions import pemegang_wilayah


def berperan(request: HttpRequest) -> bool:
    """Has he any role beyond his own work, and so a list in the back office?"""
    return lihat_semua(request.user) or pemegang_wilayah(request.user, pada=timezone.now())


def meredaksi(request: HttpRequest) -> bool:
    return is_redaktur(request.user) or is_admin_bkd(request.user)
