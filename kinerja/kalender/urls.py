from django.urls import path, re_path

from kinerja.kalender import views

app_name = "kalender"
SATU = r"^kerja/jadwal/(?P<jenis>pembukaan|gangguan)/(?P<pk>\d{1,9})/"

urlpatterns = [
    path("kerja/jadwal/", views.jadwal, name="jadwal"),
    path("kerja/jadwal/usulan/", views.usulan, name="usulan"),
    path("kerja/jadwal/usulkan-gangguan/", views.usulkan_gangguan, name="usulkan_gangguan"),
    path("kerja/jadwal/usulkan-pembukaan/", views.usulkan_pembukaan, name="usulkan_pembukaan"),
    re_path(rf"{SATU}$", views.rincian, name="rincian"),
    re_path(rf"{SATU}(?P<verba>setujui|tolak|cabut)/$", views.tindakan, name="tindakan"),
]
