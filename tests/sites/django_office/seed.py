"""What stands in its database before anybody books: one service, one desk, its hours."""

from datetime import time, timedelta
from decimal import Decimal

from appointment.models import Config, Service, StaffMember, WorkingHours
from django.contrib.auth import get_user_model

SERVICE, DESK = "Carte d’identité", "Guichet population"
_SUNDAY = 0


def seed() -> None:
    """Open each day but Sunday, from 8 h 30 to 16 h; 20 minutes a visit."""
    opens, closes = time(8, 30), time(16)
    Config.objects.create(slot_duration=20, lead_time=opens, finish_time=closes, website_name="Commune d’essai")
    service = Service.objects.create(
        name=SERVICE, duration=timedelta(minutes=20), price=Decimal(0), currency="EUR", background_color="#1f4e79"
    )
    first, last = DESK.split()
    user = get_user_model().objects.create_user("guichet", "guichet@example.be", first_name=first, last_name=last)
    desk = StaffMember.objects.create(user=user, slot_duration=20, lead_time=opens, finish_time=closes)
    desk.services_offered.add(service)
    for day in range(7):
        if day != _SUNDAY:
            WorkingHours.objects.create(staff_member=desk, day_of_week=day, start_time=opens, end_time=closes)
