"""The back office's dress: one identity with the lean pages (kinerja/ui/static/ui/lean.css), no external host."""

from django.templatetags.static import static

UNFOLD = {
    "SITE_TITLE": "Si-Kinerja",
    "SITE_HEADER": "Si-Kinerja",
    "SITE_URL": None,
    "SITE_SYMBOL": "workspace_premium",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("ui/ikon.svg")},
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_BACK_BUTTON": True,
    "ENVIRONMENT": "kinerja.ui.navigasi.lingkungan",
    "BORDER_RADIUS": "8px",
    "COLORS": {"primary": "kinerja.ui.navigasi.palet"},  # the accent of Identitas
    "STYLES": [lambda request: static("ui/kantor.css")],
    "SCRIPTS": [lambda request: static("ui/kantor.js")],
    # The palette would cache titles for minutes after a transfer, and search what the lists search better.
    "COMMAND": {"search_models": False, "show_history": False},
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "show_all_applications": False,
        "navigation": "kinerja.ui.navigasi.menu_samping",
    },
}
