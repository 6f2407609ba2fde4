"""WHO may: a notice belongs to the person it was written for."""

from django.db.models import Q

from kinerja.dokumen import policy
from kinerja.notifikasi.models import Notifikasi


def lihat_notifikasi(pelaku, pada) -> Q:
    """pemberitahuan untuk dirinya sendiri"""
    return Q(pengguna=pelaku)


policy.register(Notifikasi, lihat=lihat_notifikasi)
