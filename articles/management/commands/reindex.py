from typing import Any

from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    help = "Build the full-text index anew from the articles. Safe to run while the site is in use."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{search.rebuild()} articles indexed.")
