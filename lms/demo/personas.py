"""Who can sign in to the demo. The addresses are promised; the people are invented."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "polidari-demo"


@dataclass(frozen=True)
class Persona:
    """`start` is the address where this person's part of the story begins."""

    email: str
    name: str
    part: str | Promise
    does: str | Promise
    start: str


PERSONAS = (
    Persona(
        "secretary@polidari.example",
        "Han Seo-yeon",
        _("secretariat: invites cities, prepares certificates"),
        _("Invite cities to the open edition, select the officials they nominate, prepare certificates."),
        "/admin/",
    ),
    Persona(
        "approver@polidari.example",
        "Lucía Ferrer",
        _("approver: confirms certificates and revocations"),
        _("Look at what the secretary prepared and approve it: nothing is issued by one officer alone."),
        "/admin/",
    ),
    Persona(
        "instructor@polidari.example",
        "Tuomas Salmi",
        _("instructor: writes courses"),
        _("Open a course in the editor, change a lesson and preview it."),
        "/admin/pages/",
    ),
    Persona(
        "focal.nairobi@polidari.example",
        "Wanjiru Kamau",
        _("focal point of Nairobi: answers and nominates"),
        _("Answer the invitation to Nairobi, nominate an official, follow the city's progress."),
        "/city/",
    ),
    Persona(
        "official.nairobi@polidari.example",
        "Otieno",
        _("official of Nairobi: takes the course"),
        _("Confirm the nomination, read the lessons, take the quizzes, download the certificate."),
        "/my/",
    ),
    Persona(
        "official.tunis@polidari.example",
        "سلمى بن عمر",
        _("official of Tunis: was not invited"),
        _("See what somebody without an invitation sees: the open courses, and nothing of Nairobi's."),
        "/my/",
    ),
)


def persona_with(*, email: str) -> Persona | None:
    return next((persona for persona in PERSONAS if persona.email == email), None)
