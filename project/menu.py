"""Entries of the menu that no single app can decide: the back office and the editors' admin."""

from django.db.models import Q
from django.http import HttpRequest

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import is_admin_bkd, is_redaktur


def berperan(request: HttpRequest) -> bool:
    """Has he any role beyond his own work? One query for both kinds of role, asked once per request."""
    if not hasattr(request, "_berperan"):
        peran = Q(groups__isnull=False) | Q(kewenanganwilayah__isnull=False)
        pengguna = request.user
        request._berperan = pengguna.is_superuser or Pengguna.objects.filter(peran, pk=pengguna.pk).exists()
    return request._berperan


def meredaksi(request: HttpRequest) -> bool:
    return berperan(request) and (is_redaktur(request.user) or is_admin_bkd(request.user))
