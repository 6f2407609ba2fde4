from django.db import migrations
from django.db.models import F


def isi(apps, schema_editor):
    """Until now only the penilai of the document could rate."""
    realisasi = apps.get_model("realisasi", "RealisasiBulanan")
    realisasi.objects.filter(hasil_dinilai_pada__isnull=False).update(dinilai_oleh=F("penilai"))


class Migration(migrations.Migration):
    dependencies = [("realisasi", "0005_perubahan_penilaian_dan_yang_menilai")]

    operations = [migrations.RunPython(isi, migrations.RunPython.noop)]
