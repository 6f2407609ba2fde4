"""The one AdminSite at `/`, for everybody (design.md 1)."""

from django.contrib.admin.apps import AdminConfig


class SiKinerjaAdminConfig(AdminConfig):
    default_site = "kinerja.ui.sites.SiKinerjaAdminSite"
