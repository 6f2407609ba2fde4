"""WHO may: a notice belongs to the person it was written for; the outbox is looked after by BKD."""

from django.db.models import Q

from kinerja.akun.permissions import is_admin_bkd, lihat_semua, q_tidak_ada
from kinerja.dokumen import policy
from kinerja.dokumen.policy import relasi
from kinerja.notifikasi.models import KotakKeluar, Notifikasi


def lihat_notifikasi(pelaku, pada) -> Q:
    """pemberitahuan untuk dirinya sendiri"""
    return Q(pengguna=pelaku)


def lihat_kotak_keluar(pelaku, pada) -> Q:
    """admin BKD semua"""
    return Q() if lihat_semua(pelaku) else q_tidak_ada()


@relasi("admin BKD")
def is_admin_kotak_keluar(pelaku, surat: KotakKeluar, pada) -> bool:
    return is_admin_bkd(pelaku)


policy.register(Notifikasi, lihat=lihat_notifikasi)
policy.register(KotakKeluar, lihat=lihat_kotak_keluar, kirim_ulang=is_admin_kotak_keluar)
