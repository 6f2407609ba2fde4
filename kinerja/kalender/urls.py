from django.urls import path, re_path

from kinerja.kalender.views import jadwal, usulan

app_name = "kalender"
SATU = r"^kerja/jadwal/(?P<jenis>pembukaan|gangguan)/(?P<pk>\d{1,9})/"

urlpatterns = [
    path("kerja/jadwal/", jadwal.jadwal, name="jadwal"),
    path("kerja/jadwal/usulan/", usulan.usulan, name="usulan"),
    path("kerja/jadwal/usulkan-gangguan/", usulan.usulkan_gangguan, name="usulkan_gangguan"),
    path("kerja/jadwal/usulkan-pembukaan/", usulan.usulkan_pembukaan, name="usulkan_pembukaan"),
    re_path(rf"{SATU}$", usulan.rincian, name="rincian"),
    re_path(rf"{SATU}(?P<verba>setujui|tolak|cabut)/$", usulan.tindakan, name="tindakan"),
]
