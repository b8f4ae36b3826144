"""Serve the register with a real web server."""

import os
import socket
import subprocess
import sys
from contextlib import closing, suppress

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections


class Command(BaseCommand):
    """Hand over to granian; BIND, PORT, WEB_WORKERS and WEB_THREADS say how it listens."""

    help = "Serve the register with granian. BIND, PORT, WEB_WORKERS and WEB_THREADS change how."

    def handle(self, **options) -> None:
        """Print the address, then serve until stopped.

        :raises CommandError: if another program listens at the port
        """
        address, port = settings.SERVER["address"], settings.SERVER["port"]
        self.check_port_is_free(address, port)
        self.stdout.write(f"The register is at http://{address}:{port}/ (Ctrl-C stops it).")
        self.stdout.flush()
        connections.close_all()
        if os.name == "posix":
            # The server takes this process over, so that signals reach it and nothing else.
            os.chdir(settings.BASE_DIR)
            os.execv(sys.executable, self.command())
        with suppress(KeyboardInterrupt):
            subprocess.run(self.command(), cwd=settings.BASE_DIR, check=True)

    def command(self) -> list[str]:
        """Write the command line of the server."""
        server = settings.SERVER
        return [
            *(sys.executable, "-m", "granian"),
            *("--interface", "wsgi"),
            *("--host", server["address"]),
            *("--port", str(server["port"])),
            *("--workers", str(server["workers"])),
            *("--blocking-threads", str(server["threads"])),
            *("--workers-kill-timeout", "10"),
            "--respawn-failed-workers",
            "--no-ws",
            "spinouts.config.wsgi:application",
        ]

    def check_port_is_free(self, address: str, port: int) -> None:
        """Try the port: granian would share one that is taken, and answer every other request."""
        with closing(socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)) as tried:
            if os.name == "posix":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((address, port))
            except OSError as error:
                raise CommandError(
                    f"Cannot listen at {address}:{port} ({error.strerror}). "
                    f"Another port can be given: PORT={port + 1}."
                ) from error
