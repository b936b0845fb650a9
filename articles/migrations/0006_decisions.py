import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GRANTED: dict[str, tuple[str, ...]] = {"Reporter": ("view_decision",), "Editor": (), "Publisher": ()}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the groups that are still there see this table, too."""
    using = schema_editor.connection.alias
    # Django makes permissions after all migrations, which is too late for us.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    granted: list[str] = []
    for name, added in GRANTED.items():
        granted += added
        group = apps.get_model("auth", "Group").objects.using(using).filter(name=name).first()
        if group:
            group.permissions.add(
                *permissions.filter(content_type__app_label="articles", codename__in=granted)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_copies_and_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("restore", "put back"),
                            ("remove", "taken out"),
                            ("accept", "accepted"),
                            ("reject", "rejected"),
                        ],
                        max_length=10,
                        verbose_name="action",
                    ),
                ),
                ("start", models.IntegerField(default=-1, verbose_name="start")),
                ("end", models.IntegerField(default=-1, verbose_name="end")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        help_text="Why the words were taken out, or the code of the finding.",
                        max_length=100,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="words")),
                ("html", models.TextField(blank=True, editable=False)),
                ("line_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.article",
                        verbose_name="piece",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="articles.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.decision",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["line_key", "action"], name="decision_line")],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
