"""Every address of the product. The AdminSite comes last: it is mounted at the root."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", admin.site.urls),
]
