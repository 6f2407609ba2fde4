"""Endpoints of the headless API: live, public content only; read-only, without login."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError
from django.middleware.http import ConditionalGetMiddleware
from django.utils import timezone
from django.utils.decorators import decorator_from_middleware, method_decorator
from django.views.decorators.cache import cache_control
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.serializers import ImageDownloadUrlField, ImageSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.queries import halaman_publik, rapikan_kata

UMUR_TEMBOLOK = 60  # seconds; so long may a proxy show what has just been withdrawn
ANGKA_TERPANJANG = 18  # digits that fit the databases' integers
PERMINTAAN_KELIRU = (
    ValueError,
    OverflowError,
    ValidationError,
    ObjectDoesNotExist,
    DataError,
    IntegrityError,
)


class UntukUmum:
    """Open to all, to read only. The answer is the same for everybody: no session is looked at."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (JSONRenderer,)
    http_method_names = ("get", "head")

    @method_decorator(decorator_from_middleware(ConditionalGetMiddleware))
    @method_decorator(cache_control(public=True, max_age=UMUR_TEMBOLOK))
    def dispatch(self, request, *args, **kwargs):
        if "search" in request.GET:
            request.GET = request.GET.copy()
            request.GET["search"] = rapikan_kata(request.GET["search"])
        return super().dispatch(request, *args, **kwargs)

    def handle_exception(self, exc):
        # Wagtail hands values of the query string to the database unchecked: ?id=abc, ?site=x:y, ?search=%00.
        if isinstance(exc, PERMINTAAN_KELIRU):
            return Response({"message": "Parameter tidak sah."}, status=status.HTTP_400_BAD_REQUEST)
        return super().handle_exception(exc)

    def check_query_parameters(self, queryset):
        super().check_query_parameters(queryset)
        for nilai in self.request.GET.values():
            if "\0" in nilai or (nilai.isdigit() and len(nilai) > ANGKA_TERPANJANG):
                raise ValueError(nilai)


class HalamanApi(UntukUmum, PagesAPIViewSet):
    # Not `alias_of`: it would name a page that may be closed.
    meta_fields = [nama for nama in PagesAPIViewSet.meta_fields if nama != "alias_of"]

    def get_base_queryset(self):
        publik = halaman_publik(timezone.now())
        return super().get_base_queryset().filter(pk__in=publik.values("pk"))


class DokumenApi(UntukUmum, DocumentsAPIViewSet):
    def get_queryset(self):
        return super().get_queryset().filter(publik=True)


class AlamatRendisi(ImageDownloadUrlField):
    """The original may carry where and when it was taken; a rendition does not."""

    def to_representation(self, image):
        return image.get_rendition("max-1600x1600").full_url


class GambarSerializer(ImageSerializer):
    download_url = AlamatRendisi(read_only=True)


class GambarApi(UntukUmum, ImagesAPIViewSet):
    base_serializer_class = GambarSerializer

    def get_queryset(self):
        return super().get_queryset().filter(publik=True)
