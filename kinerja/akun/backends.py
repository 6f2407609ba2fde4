"""How an account proves itself: password (Argon2 at the OWASP floor) or one-time activation code."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone

from kinerja.akun.models import Guna, KodeSekali, Pengguna


class Argon2OwaspHasher(Argon2PasswordHasher):
    """OWASP's floor: 19 MiB, 2 passes, 1 lane. The package's default takes 100 MiB and 240 ms a login."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class KodeAktivasiBackend(BaseBackend):
    """Checks NIP and code; it goes through `authenticate` so that the lockout counts wrong codes too.

    It does not use the code up: that is `services.pasang_password`, in the transaction that sets the password.
    """

    def authenticate(self, request, username=None, kode=None, **_):
        if not username or not kode:
            return None
        return Pengguna.objects.filter(
            username=username,
            is_active=True,
            daftar_kode__sidik=KodeSekali.sidik_dari(kode),
            daftar_kode__guna__in=Guna.values,
            daftar_kode__dipakai_pada=None,
            daftar_kode__dibatalkan_pada=None,
            daftar_kode__berlaku_sampai__gt=timezone.now(),
        ).first()

    def get_user(self, user_id):
        return None
