from django.urls import path

from kinerja.notifikasi import views

app_name = "notifikasi"

urlpatterns = [
    path("kerja/pemberitahuan/", views.daftar, name="daftar"),
    path("kerja/pemberitahuan/baca/", views.baca_semua, name="baca_semua"),
    path("kerja/pemberitahuan/pengaturan/", views.pengaturan, name="pengaturan"),
    path("kerja/pemberitahuan/<int:pk>/baca/", views.baca, name="baca"),
]
