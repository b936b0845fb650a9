from django.db import migrations, models

import articles.models.publication


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_ledger")]
    operations = [
        migrations.AddField(
            model_name="publication",
            name="line_rules",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text='What the importer does with a line of its pieces, as a JSON list: [{"line": "Read more", "action": "remove", "kind": "related"}]. Actions: remove, keep, none.',
                validators=[articles.models.publication.check_line_rules],
                verbose_name="decided lines",
            ),
        ),
    ]
