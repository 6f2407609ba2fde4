"""Every address of the product. The AdminSite comes last: it is mounted at the root."""

from django.contrib import admin
from django.urls import include, path

from project import api
from project.beranda import beranda
from project.kesehatan import kesehatan

admin.site.beranda_view = beranda

urlpatterns = [
    path("kesehatan", kesehatan, name="kesehatan"),
    path("", include("kinerja.akun.urls")),
    path("", include("kinerja.notifikasi.urls")),
    path("", include("kinerja.kalender.urls")),
    path("", include("kinerja.skp.urls")),
    path("", include("kinerja.username.urls")),
    path("api/v2/", api.router.urls),
    path("", include("cms.urls")),
    path("", include("kinerja.aktivitas.urls")),
    path("", include("kinerja.realisasi.urls")),
    path("", admin.site.urls),
]

handler400 = "kinerja.ui.views.permintaan_buruk"
handler403 = "kinerja.ui.views.tidak_berwenang"
handler404 = "kinerja.ui.views.tidak_ditemukan"
handler500 = "kinerja.ui.views.galat_server"
