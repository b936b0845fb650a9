from django.db import migrations, models

KEPT = "When it changes, the old address goes on working."
HELP = {
    "article": f"The end of the address. {KEPT}",
    "author": "The end of the author's address on the site.",
    "publication": "The end of its address on the site.",
}
LONGEST = {"article": 120, "author": 120, "publication": 100}


class Migration(migrations.Migration):
    """What a slug may hold is checked in forms; the columns are as they were, and no table is made anew."""

    dependencies = [("articles", "0008_line_rules")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name=name,
                    name="slug",
                    field=models.SlugField(
                        allow_unicode=True,
                        help_text=help_text,
                        max_length=LONGEST[name],
                        unique=True,
                        verbose_name="slug",
                    ),
                )
                for name, help_text in HELP.items()
            ]
            + [
                migrations.AlterField(
                    model_name="oldslug",
                    name="slug",
                    field=models.SlugField(allow_unicode=True, max_length=120, verbose_name="old slug"),
                )
            ]
        )
    ]
