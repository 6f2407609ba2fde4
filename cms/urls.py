"""Addresses of the CMS, apart from the API: readers, files, and Wagtail's admin for editors."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.views import halaman

decorate_urlpatterns(wagtailadmin_urls.urlpatterns, halaman.khusus_redaktur)
# Wagtail's catch-all names a login page of its own; there is one login for all.
for pola in wagtailadmin_urls.urlpatterns:
    if hasattr(pola.callback, "login_url"):
        del pola.callback.login_url

ke_login = login_not_required(RedirectView.as_view(pattern_name="admin:login"))
ke_beranda = RedirectView.as_view(pattern_name="admin:index")

urlpatterns = [
    path("cms/login/", ke_login, name="cms_login"),
    path("cms/account/", ke_beranda, name="cms_akun"),
    path("cms/users/", halaman.tidak_ada),
    path("cms/users/<path:sisa>", halaman.tidak_ada),
    path("cms/groups/", halaman.tidak_ada),
    path("cms/groups/<path:sisa>", halaman.tidak_ada),
    path("cms/failwhale/", halaman.tidak_ada),  # Wagtail's page that fails on purpose
    path("cms/", include(wagtailadmin_urls)),
    path("dokumen/<int:document_id>/<str:document_filename>", halaman.dokumen, name="cms_dokumen"),
    path("dokumen/", include(wagtaildocs_urls)),
    path("media/<path:nama>", halaman.gambar, name="cms_gambar"),
    path("informasi/", halaman.baca, {"alamat": ""}, name="informasi"),
    path("informasi/cari/", halaman.cari, name="informasi_cari"),
    path("informasi/pengumuman/", halaman.daftar_pengumuman, name="informasi_pengumuman"),
    # The name is Wagtail's: every `page.url` is made from it.
    re_path(r"^informasi/((?:[\w\-]+/)*)$", halaman.baca, name="wagtail_serve"),
]
