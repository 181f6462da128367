"""What a situation is called in a list."""

from schemas.actors import country_name
from schemas.base import day_told
from services.alerts.situations.situation import Situation
from services.alerts.situations.state import leading


def name_of(situation: Situation) -> str:
    """Return the name that a person gave it, else its country and the day on which it began."""
    country = country_name(leading(situation.countries) or None)
    return situation.title or f"{country}, since {day_told(situation.opened)}"
