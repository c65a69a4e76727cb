"""Ground floor and wiring: settings, addresses, Celery, accounts, the network of cities, events, mail, audit."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
