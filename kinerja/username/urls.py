from django.urls import path, re_path

from kinerja.username import views

app_name = "username"

urlpatterns = [
    path("kerja/username/", views.daftar, name="daftar"),
    path("kerja/username/unggah/", views.unggah, name="unggah"),
    re_path(r"^kerja/username/templat/(?P<opd>\d{1,9})\.(?P<jenis>xlsx|csv)$", views.templat, name="templat"),
    path("kerja/username/<int:pk>/", views.rincian, name="rincian"),
    re_path(r"^kerja/username/(?P<pk>\d{1,9})/keluhan\.(?P<jenis>xlsx|csv)$", views.keluhan, name="keluhan"),
    path("kerja/username/<int:pk>/<slug:verba>/", views.tindakan, name="tindakan"),
]
