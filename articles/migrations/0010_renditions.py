import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_slugs_in_every_script")]
    operations = [
        migrations.AddField(
            model_name="image",
            name="renditions",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="renditions"),
        ),
        migrations.AddField(
            model_name="image",
            name="brought_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.importrun",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="file",
            field=models.ImageField(
                db_index=True,
                height_field="height",
                upload_to="images/%Y/%m/",
                verbose_name="file",
                width_field="width",
            ),
        ),
    ]
