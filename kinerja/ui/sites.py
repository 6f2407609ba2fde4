"""The AdminSite: everybody with an active account may enter; each screen decides what it shows him."""

from unfold.sites import UnfoldAdminSite


class SiKinerjaAdminSite(UnfoldAdminSite):
    def has_permission(self, request):
        return request.user.is_active and not request.user.is_anonymous
