"""The newsroom's groups. Each may do what the one before it may, and more; the README has the table.

A later run changes nothing that somebody has changed by hand: groups that are there keep their permissions.
"""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROOM = (
    "article", "author", "authoralias", "byline", "correction", "image", "importrun", "oldslug", "publication",
    "revision", "source", "taggedarticle", "topic", "topicalias",
)  # fmt: skip
KEPT_BY_EDITORS = ("author", "authoralias", "correction", "image", "publication", "topic", "topicalias")


def on(models: tuple[str, ...], *actions: str) -> set[str]:
    return {f"{action}_{model}" for model in models for action in actions}


GROUPS: dict[str, set[str]] = {
    "Reporter": on(ROOM, "view")
    | {"add_article", "submit_article", "add_image"}
    | on(("byline", "taggedarticle"), "add", "change", "delete"),
    "Editor": on(KEPT_BY_EDITORS, "add", "change")
    | {"change_article", "approve_article", "correct_article", "upload_pieces", "change_source"}
    | on(("authoralias", "topicalias"), "delete"),
    "Publisher": {"publish_article", "delete_article"} | on(KEPT_BY_EDITORS, "delete"),
}


def steps() -> Iterator[tuple[str, set[str]]]:
    """Yield each group with all its permissions, those of the groups before it included."""
    granted: set[str] = set()
    for name, added in GROUPS.items():
        granted = granted | added
        yield name, granted


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    # Django makes permissions after all migrations, which is too late for us.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in steps():
        group, is_new = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=name)
        if is_new:
            found = Permission.objects.using(using).filter(
                content_type__app_label="articles", codename__in=codenames
            )
            group.permissions.set(found)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_search"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    # Undone, the groups stay: people are in them.
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
