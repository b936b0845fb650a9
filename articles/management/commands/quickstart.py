"""From an empty folder to a running newsroom on a laptop. A second run changes nothing."""

import secrets
import socket
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import transaction
from django.urls import reverse

from articles.ingest.reading import files
from articles.ingest.story import SourceFile
from articles.jobs import Import, Wishes, renditions
from articles.management.database import is_migrated
from articles.management.sizes import Sizes
from articles.storing import Piece, unchanged

HOST = "127.0.0.1"
NAME = "editor"
# The group that may do all that a desk does, publishing included; who may log in is for an administrator.
GROUP = "Publisher"


class Command(BaseCommand):
    help = "Set up the database, bring in the seeds, make an account for the desk, and serve it all here."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help=f"to serve on, at {HOST}; 8000 if not given"
        )
        parser.add_argument("--no-serve", action="store_true", help="stop when everything is there")

    def handle(self, *args: Any, **said: Any) -> None:
        port, serves = said["port"], not said["no_serve"]
        if not settings.DEBUG:
            raise CommandError(
                "quickstart is for trying things out, and DEBUG=0 says that this is no trial. The README's"
                " section on production says how to set up a site."
            )
        if serves:
            check_port(port)
        done = [
            line
            for line in (migrate(), bring_in_seeds(), make_renditions(self.stderr), make_account())
            if line
        ]
        for line in done or [f"Nothing to do: all is there already. {FORGOTTEN}"]:
            self.stdout.write(line)
        if serves:
            site = f"http://{HOST}:{port}"
            self.stdout.write(f"\nThe site: {site}/\nThe desk: {site}{reverse('admin:index')}\n")
            self.stdout.write("Stop with Ctrl-C.\n")
            self.stdout.flush()
            # Without the reloader, which would run this very command a second time.
            call_command("runserver", f"{HOST}:{port}", use_reloader=False, stdout=self.stdout)


FORGOTTEN = f"A new password for the desk: manage.py changepassword {NAME}"


def check_port(port: int) -> None:
    """Make sure, before anything is done, that it can be served in the end."""
    if not 1 <= port <= 65_535:
        raise CommandError(f"--port {port}: a port is a number from 1 to 65535, such as 8001.", returncode=2)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Cannot serve on port {port} ({error.strerror}). Stop what is"
                f" there, or name another: --port {port + 1 if port < 65535 else 8001}"
            ) from None


def migrate() -> str:
    if is_migrated():
        return ""
    call_command("migrate", verbosity=0)
    return "The database is ready."


def bring_in_seeds() -> str:
    """Import and publish the pieces in seeds/, unless a look at them shows that nothing is new."""
    folder = settings.BASE_DIR / "seeds"
    pieces = [Piece.of(file) for file in files.sources([folder]) if isinstance(file, SourceFile)]
    if len(unchanged(pieces)) == len(pieces):
        return ""
    job = Import(files.sources([folder]), Wishes(publish=True, command="quickstart"))
    total = len(list(job))
    return f"{total} pieces from seeds/: {job.published} published, {total - job.published} wait at the desk."


def make_renditions(stderr: OutputWrapper) -> str:
    """Give the pictures that came in their smaller forms; one that cannot be read is shown as it came."""
    sizes = Sizes(renditions.wanted())
    sizes.make(stderr, telling=())
    return sizes.told and f"{sizes.told}."


@transaction.atomic
def make_account() -> str:
    """Make an account for the desk with a random password, unless there is one of its name."""
    if User.objects.filter(username=NAME).exists():
        return ""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(NAME, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=GROUP))
    return f"An account for the desk: {NAME}, password {password} (it is not shown again)."
