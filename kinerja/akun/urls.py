from django.urls import path, re_path

from kinerja.akun import views

app_name = "akun"
KODE = r"(?P<kode>[0-9A-Za-z-]{16,24})"

urlpatterns = [
    path("aktivasi/", views.aktivasi, name="aktivasi"),
    re_path(rf"^aktivasi/{KODE}/$", views.tautan, name="tautan_aktivasi"),
    path("lupa-password/", views.lupa_password, name="lupa_password"),
    path("lupa-password/terkirim/", views.lupa_password_terkirim, name="lupa_password_terkirim"),
    re_path(rf"^lupa-password/{KODE}/$", views.tautan, name="tautan_reset"),
    path("password-baru/", views.password_baru, name="password_baru"),
    path("kerja/profil/", views.profil, name="profil"),
    path("kerja/profil/password/", views.ganti_password, name="ganti_password"),
]
