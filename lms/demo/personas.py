"""Who can sign in to the demo. The addresses are promised; the people are invented."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "polidari-demo"


@dataclass(frozen=True)
class Persona:
    email: str
    name: str
    part: str | Promise


PERSONAS = (
    Persona("secretary@polidari.example", "Han Seo-yeon", _("secretariat: invites cities, prepares certificates")),
    Persona("approver@polidari.example", "Lucía Ferrer", _("approver: confirms certificates and revocations")),
    Persona("instructor@polidari.example", "Tuomas Salmi", _("instructor: writes courses")),
    Persona("focal.nairobi@polidari.example", "Wanjiru Kamau", _("focal point of Nairobi: answers and nominates")),
    Persona("official.nairobi@polidari.example", "Otieno", _("official of Nairobi: takes the course")),
    Persona("official.tunis@polidari.example", "Salma Ben Amor", _("official of Tunis: was not invited")),
)
