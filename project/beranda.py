"""The front page, fed by both halves of the house: tasks from kinerja, announcements from the CMS."""

from django.urls import reverse
from django.utils import timezone

from cms.queries import daftar_pengumuman
from kinerja.beranda.views import beranda as beranda_kinerja


def beranda(request):
    return beranda_kinerja(
        request,
        daftar_pengumuman=daftar_pengumuman(timezone.now(), pengguna=request.user),
        tautan_informasi=reverse("informasi"),
    )
