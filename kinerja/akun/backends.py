"""How an account proves itself: password (Argon2 at the OWASP floor) or a one-time printed code."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone

from kinerja.akun.models import KodeSekali


class Argon2OwaspHasher(Argon2PasswordHasher):
    """OWASP's floor: 19 MiB, 2 passes, 1 lane. The package's default takes 100 MiB and 240 ms a login."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class KodeAktivasiBackend(BaseBackend):
    """Checks NIP and code; it goes through `authenticate` so that the lockout counts wrong codes too.

    It neither uses the code up (`services.pasang_password` does, when the password is set) nor carries a
    session: `get_user` knows nobody, so a code alone never logs anyone in.
    """

    def authenticate(self, request, username=None, kode=None, **_):
        if not username or not kode:
            return None
        baris = KodeSekali.objects.berlaku(timezone.now()).filter(
            sidik=KodeSekali.sidik_dari(kode), pengguna__username=username
        )
        return next((b.pengguna for b in baris.select_related("pengguna")), None)

    def get_user(self, user_id):
        return None
