from django.http import HttpResponseForbidden


def csrf_gagal(request, reason=""):
    return HttpResponseForbidden("Formulir kedaluwarsa.")
