from typing import Any

from django.core.management.base import BaseCommand

from articles import relating


class Command(BaseCommand):
    help = """Look for copies and events among all pieces anew, those written at the desk included. What a
person has decided holds. Safe to run while the site is in use, and to stop at any moment."""

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{sum(relating.regroup())} articles looked at.")
