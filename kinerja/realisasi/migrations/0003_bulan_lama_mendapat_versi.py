"""Months of before were reported on the first version of their SKP: there was no other."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def isi_versi(apps, schema_editor):
    VersiSkp = apps.get_model("skp", "VersiSkp")
    pertama = VersiSkp.objects.filter(skp=OuterRef("skp")).order_by("nomor").values("pk")[:1]
    apps.get_model("realisasi", "RealisasiBulanan").objects.update(versi_skp=Subquery(pertama))


class Migration(migrations.Migration):
    dependencies = [("realisasi", "0002_versi_skp")]
    operations = [migrations.RunPython(isi_versi, migrations.RunPython.noop, elidable=True)]
