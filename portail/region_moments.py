"""A day of the synthetic région as a moment."""

from datetime import date, datetime, time

from django.utils import timezone


def moment(day: date) -> datetime:
    """Nine o’clock in Paris."""
    return timezone.make_aware(datetime.combine(day, time(9)))
