"""The printed text of a certificate: gathered once, frozen as JSON in its row, and read back whenever it is printed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import override
from pydantic import TypeAdapter

from certificates import render
from certificates.addresses import verification_address
from certificates.countries import country_in
from certificates.models import Certificate, Signatory
from certificates.render.documents import Certificate as Printed
from courses.enrolment.models import Enrolment
from courses.outline.structure import Outline
from courses.programmes.models import Edition
from courses.progress.models import Completion
from lms.accounts.models import User
from lms.network.models import City, Position

Kind = Certificate.Kind
_FORMS: dict[str, TypeAdapter[Any]] = {
    Kind.COMPLETION: TypeAdapter(render.CompletionCertificate),
    Kind.PARTICIPATION: TypeAdapter(render.ParticipationCertificate),
    Kind.CITY: TypeAdapter(render.CityCertificate),
}
GIVEN_AT_APPROVAL = {"number", "issued_on"}


def frozen(document: Printed, kind: str) -> dict[str, Any]:
    """The document as JSON values, without what approval adds."""
    text: dict[str, Any] = _FORMS[kind].dump_python(document, mode="json", exclude=GIVEN_AT_APPROVAL)
    return text


def document_of(certificate: Certificate, **instead: Any) -> Printed:
    """What is printed, from the frozen text; `instead` replaces values that are not known yet, for a preview."""
    document: Printed = _FORMS[certificate.kind].validate_python(
        {**certificate.text, "number": certificate.number, **instead}
    )
    return document


def with_name(text: dict[str, Any], *, english: str, native: str, title: str, native_title: str) -> dict[str, Any]:
    """An official's text with name and title as corrected."""
    person = {"name": {"english": english, "native": native}, "title": {"english": title, "native": native_title}}
    return {**text, "person": person}


def second_language(city: City) -> str:
    """The language beside English: one that the interface speaks, else the city's first, in which names are set."""
    return city.language if city.language != "en" else next(iter(city.languages), "en")


def official_document(
    *, completion: Completion, outlines: Iterable[Outline], title: render.Words, signatories: Iterable[Signatory],
    code: str, day: date,
) -> Printed:  # fmt: skip
    """What an official's certificate says; its form follows from the outcome."""
    enrolment = completion.enrolment
    completed = completion.outcome == Completion.Outcome.COMPLETED
    form = render.CompletionCertificate if completed else render.ParticipationCertificate
    person = render.Person(name=name_of(enrolment.person), title=title)
    training = _training(enrolment.edition, enrolment.city, outlines, completion.hours)
    return form(person=person, training=training, **_frame(enrolment.city, signatories, code, day))


def city_document(
    *, edition: Edition, city: City, officials: Iterable[render.NamedOfficial], outlines: Iterable[Outline],
    signatories: Iterable[Signatory], code: str, day: date,
) -> render.CityCertificate:  # fmt: skip
    named = tuple(officials)
    hours = max(official.hours for official in named)
    return render.CityCertificate(
        officials=named,
        training=_training(edition, city, outlines, hours),
        **_frame(city, signatories, code, day),
    )


def named_official(completion: Completion, title: render.Words) -> render.NamedOfficial:
    return render.NamedOfficial(name=name_of(completion.enrolment.person), title=title, hours=completion.hours)


def name_of(person: User) -> render.Words:
    """In Latin letters if they are known, else as displayed; and in the person's own script."""
    english = person.latin_name or person.display_name
    native = person.native_name or (person.display_name if person.display_name != english else "")
    return render.Words(english, native)


def title_of(enrolment: Enrolment, posts: Iterable[Position]) -> render.Words:
    """The title as the city wrote it, with its Latin form if the person's post has one."""
    latin = next((post.title_latin for post in posts if post.title == enrolment.title and post.title_latin), "")
    return render.Words(latin, enrolment.title) if latin else render.Words(enrolment.title)


def city_words(city: City, language: str) -> render.City:
    native = city.names.get(language) or city.native_name
    return render.City(
        name=render.Words(city.name, str(native)),
        country=render.Words(city.country, country_in(language, of=city)),
    )


def signer(signatory: Signatory) -> render.Signatory:
    with override("en"):
        office = signatory.get_office_display()
    return render.Signatory(
        name=signatory.name, office=office, organisation=signatory.organisation, signature=signatory.signature
    )


def _frame(city: City, signatories: Iterable[Signatory], code: str, day: date) -> dict[str, Any]:
    language = second_language(city)
    return {
        "number": "",
        "code": code,
        "verification_url": verification_address(code),
        "language": language,
        "network_name": settings.NETWORK_NAME,
        "issued_in": settings.NETWORK_SEAT,
        "issued_on": day,
        "city": city_words(city, language),
        "signatories": tuple(signer(signatory) for signatory in signatories),
    }


def _training(edition: Edition, city: City, outlines: Iterable[Outline], hours: Any) -> render.Training:
    language = second_language(city)
    programme = edition.programme
    return render.Training(
        programme=render.Words(programme.title_in("en"), str(programme.titles.get(language, ""))),
        starts=edition.starts_on,
        ends=edition.ends_on,
        hours=hours,
        courses=tuple(
            render.Words(outline.text(outline.titles, "en"), outline.titles.get(language, "")) for outline in outlines
        ),
    )
