"""The settings of a commune's booking site: django-appointment from PyPI, in French, with nothing from a network."""

import os
from pathlib import Path

import django.contrib.admin

_HERE = Path(__file__).parent
FOLDER = Path(os.environ["DJANGO_OFFICE_FOLDER"])
"""Where the database lies and letters go."""

SECRET_KEY = "of a site that lives as long as one run"
ALLOWED_HOSTS = ["*"]  # it listens on 127.0.0.1 alone, under whatever name a test gives it
ROOT_URLCONF = "tests.sites.django_office.urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "phonenumber_field",
    "appointment",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tests.sites.django_office.local.without_the_network",  # inside what tells the length
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "office.sqlite3",
        "OPTIONS": {"timeout": 20},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in with one: be quick
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Brussels"
STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static", Path(django.contrib.admin.__file__).parent / "static"]  # Django's own jQuery
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = FOLDER / "letters"
APPOINTMENT_BASE_TEMPLATE = "base.html"
APPOINTMENT_WEBSITE_NAME = "Commune d’essai"
PHONENUMBER_DEFAULT_REGION = "BE"
LOGGING = {"version": 1, "disable_existing_loggers": True}
