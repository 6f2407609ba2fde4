from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("realisasi", "0006_yang_menilai_bulan_lama")]

    operations = [
        migrations.AddConstraint(
            model_name='realisasibulanan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dinilai_oleh', None), ('hasil_dinilai_pada', None), ('oleh_atasan', False)), models.Q(('dinilai_oleh__isnull', False), ('hasil_dinilai_pada__isnull', False), models.Q(('dinilai_oleh', models.F('pegawai')), _negated=True)), _connector='OR'), name='rb_dinilai_oleh', violation_error_message='Penilaian harus menyebut siapa yang menilai, bukan pegawai itu sendiri.'),
        ),
    ]
