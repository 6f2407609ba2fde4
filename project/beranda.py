"""The front page, fed by both halves of the house: tasks from kinerja, announcements from the CMS."""

from urllib.parse import quote

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from cms.queries import daftar_pengumuman
from kinerja.akun.permissions import daftar_grup
from kinerja.beranda.views import beranda as beranda_kinerja

INGAT_DETIK = 30


def beranda(request):
    return beranda_kinerja(
        request,
        daftar_pengumuman=_pengumuman(request.user),
        tautan_informasi=reverse("informasi"),
    )


def _pengumuman(pengguna):
    """Asked anew every half minute for each set of groups: which is all that an announcement's readers differ by."""
    kunci = f"beranda:pengumuman:{quote('|'.join(sorted(daftar_grup(pengguna))))}"
    return cache.get_or_set(kunci, lambda: daftar_pengumuman(timezone.now(), pengguna=pengguna), INGAT_DETIK)
