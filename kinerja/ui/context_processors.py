"""What every page may show. Lazy: a page that does not show it does not pay for it."""

from django.utils.functional import SimpleLazyObject

from kinerja.ui.menu import menu_untuk


def ui(request):
    from kinerja.ui.models import Identitas

    return {
        "identitas": SimpleLazyObject(Identitas.kini),
        "menu": SimpleLazyObject(lambda: menu_untuk(request)),
    }
