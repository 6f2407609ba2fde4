"""The AdminSite: everybody with an active account may enter; each screen decides what it shows him."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from unfold.sites import UnfoldAdminSite


class SiKinerjaAdminSite(UnfoldAdminSite):
    """Unfold's site with the lean log-in and a front page that project/ plugs in as `beranda_view`."""

    beranda_view: Callable[[HttpRequest], HttpResponse] | None = None

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only admins that deny by default: what packages would bring along is not shown."""
        from kinerja.ui.admin.dasar import KinerjaAdmin

        if admin_class is not None and issubclass(admin_class, KinerjaAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request):
        return request.user.is_active and not request.user.is_anonymous

    def extra_urls(self):
        from kinerja.ui import views

        return [
            path("tema.css", views.tema, name="tema"),
            path("kerja/administrasi/", views.administrasi, name="administrasi"),
        ]

    def index(self, request, extra_context=None):
        if self.beranda_view is not None:
            return self.beranda_view(request)
        return super().index(request, extra_context)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        from kinerja.ui import views

        return views.MasukView.as_view()(request)

    def logout(self, request, extra_context=None):
        from kinerja.ui import views

        return views.keluar(request)

    def password_change(self, request, extra_context=None):
        """One door to one's password: the page that records the change."""
        return HttpResponseRedirect(reverse("akun:ganti_password"))

    def password_change_done(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("akun:profil"))

    def get_app_list(self, request, app_label=None):
        """Asked for by every page, read by hardly any: our menu names its entries itself (kinerja.ui.navigasi)."""
        return SimpleLazyObject(lambda: super(SiKinerjaAdminSite, self).get_app_list(request, app_label))

    def get_sidebar_list(self, request):
        """Made for this request and complete: there is nothing to be copied or filled in."""
        return self._get_value(self._get_config("SIDEBAR", request)["navigation"], request)

    def each_context(self, request):
        from kinerja.ui.models import Identitas

        identitas = Identitas.kini()
        return super().each_context(request) | {
            "site_title": identitas.nama_aplikasi,
            "site_header": identitas.nama_aplikasi,
            "site_subheader": identitas.nama_pemerintah,
        }
