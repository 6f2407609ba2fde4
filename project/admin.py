"""The one AdminSite at `/`, for everybody."""

from django.contrib.admin.apps import AdminConfig


class SiKinerjaAdminConfig(AdminConfig):
    default_site = "kinerja.ui.sites.SiKinerjaAdminSite"
