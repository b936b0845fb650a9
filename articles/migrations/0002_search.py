"""The full-text index: a table that only articles/search knows, in the form that the database at hand has."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.search import postgres, sqlite_fts5


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    backend = postgres if schema_editor.connection.vendor == "postgresql" else sqlite_fts5
    schema_editor.execute(backend.CREATE)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
