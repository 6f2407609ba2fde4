from django.http import HttpResponseForbidden


def terkunci(request, credentials, *args, **kwargs):
    return HttpResponseForbidden("Terlalu banyak percobaan.")
