"""The headless API at /api/v2/ (Wagtail's API v2; what it shows is decided in cms.views.api)."""

from wagtail.api.v2.router import WagtailAPIRouter

from cms.views.api import DokumenApi, GambarApi, HalamanApi

router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", HalamanApi)
router.register_endpoint("documents", DokumenApi)
router.register_endpoint("images", GambarApi)
