"""Runs the site on a free port of 127.0.0.1, told on its first line; makes its database where there is none."""

import os
import sys


def main() -> None:
    """Serve until killed."""
    first_line, sys.stdout = sys.stdout, sys.stderr  # the application logs to stdout
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.sites.django_office.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    if not (settings.FOLDER / "office.sqlite3").exists():
        call_command("migrate", run_syncdb=True, verbosity=0)  # the application comes without migrations
        from tests.sites.django_office.seed import seed

        seed()
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    first_line.write(f"{server.server_address[1]}\n")
    first_line.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
