"""The certificate register. Nothing in it is ever deleted, and none of it points to a live page."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.programmes.models import Edition, new_code
from lms.network.models import City

_IN_FORCE = ["issued", "delivered"]
_UNDER_WAY = ["queued", "previewed", "failed", "approved"]


class Signatory(models.Model):
    """Who signs, in which office and for which term. `signature` is SVG path data (one or more paths)."""

    class Office(models.TextChoices):
        SECRETARY_GENERAL = "secretary-general", _("Secretary General")
        MAYOR_OF_CHAIR_CITY = "mayor-of-chair-city", _("Mayor of the chair city")

    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office"), max_length=30, choices=Office)
    organisation = models.CharField(_("organisation"), max_length=200)
    signature = models.TextField(_("signature"), blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering: ClassVar = ["office", "-since"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="signatory_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name


class NumberSequence(models.Model):
    """The counter behind gapless numbers: one row a year, locked while a serial is taken."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last serial given"), default=0)

    class Meta:
        verbose_name = _("number sequence")
        verbose_name_plural = _("number sequences")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class CertificateBatch(models.Model):
    """Certificates of one edition that one officer prepares and another approves."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        APPROVED = "approved", _("approved")
        ISSUED = "issued", _("issued")
        DISCARDED = "discarded", _("discarded")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="certificate_batches", verbose_name=_("edition"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)

    class Meta:
        verbose_name = _("certificate batch")
        verbose_name_plural = _("certificate batches")
        default_permissions = ("view",)
        permissions: ClassVar = [
            ("prepare_batch", _("may prepare certificates")),
            ("approve_batch", _("may approve certificates")),
        ]
        ordering: ClassVar = ["-prepared_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="batch_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "issued"]) | Q(approved_by__isnull=False),
                name="batch_approved_before_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.prepared_at:%Y-%m-%d}"


class Certificate(models.Model):
    """One certificate, for an official or a city. `text` is everything printed, frozen."""

    class Kind(models.TextChoices):
        COMPLETION = "C", _("certificate of completion")
        PARTICIPATION = "P", _("certificate of participation")
        CITY = "T", _("city certificate")

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        PREVIEWED = "previewed", _("previewed")
        FAILED = "failed", _("cannot be printed")
        APPROVED = "approved", _("approved")
        ISSUED = "issued", _("issued")
        DELIVERED = "delivered", _("delivered")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")
        DISCARDED = "discarded", _("discarded before issue")

    BEFORE_APPROVAL: ClassVar = (State.QUEUED, State.PREVIEWED, State.FAILED)
    PUBLIC: ClassVar = (State.ISSUED, State.DELIVERED, State.SUPERSEDED, State.REVOKED)
    IN_FORCE: ClassVar = (State.ISSUED, State.DELIVERED)

    batch = models.ForeignKey(CertificateBatch, models.PROTECT, related_name="certificates", verbose_name=_("batch"))
    kind = models.CharField(_("kind"), max_length=1, choices=Kind)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="certificates", verbose_name=_("edition"))
    city = models.ForeignKey(City, models.PROTECT, related_name="certificates", verbose_name=_("city"))
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name=_("enrolment")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("serial"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=60, unique=True, null=True, blank=True)
    code = models.CharField(_("verification code"), max_length=32, unique=True, default=new_code, editable=False)
    text = models.JSONField(_("printed text"))
    failure = models.TextField(_("why it was not printed"), blank=True)
    held_until = models.DateTimeField(_("held by a worker until"), null=True, blank=True)
    file = models.CharField(_("file"), max_length=200, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering: ClassVar = ["-year", "-serial", "pk"]
        default_permissions = ("view",)
        indexes: ClassVar = [models.Index(fields=["sha256"], name="certificate_by_sha256")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "serial"], name="certificate_serial_once"),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(enrolment__isnull=False, state__in=_IN_FORCE),
                name="one_certificate_in_force_an_enrolment",
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(enrolment__isnull=False, state__in=_UNDER_WAY),
                name="one_certificate_under_way_an_enrolment",
            ),
            models.UniqueConstraint(
                fields=["edition", "city"],
                condition=Q(kind="T", state__in=_IN_FORCE),
                name="one_certificate_in_force_a_city",
            ),
            models.UniqueConstraint(
                fields=["edition", "city"],
                condition=Q(kind="T", state__in=_UNDER_WAY),
                name="one_certificate_under_way_a_city",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(number__isnull=False, year__isnull=False, serial__isnull=False),
                name="approved_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "delivered", "superseded", "revoked"])
                | (Q(number__isnull=False, issued_at__isnull=False) & ~Q(sha256="") & ~Q(file="")),
                name="issued_has_number_file_and_digest",
            ),
            models.CheckConstraint(
                condition=Q(kind="T", enrolment__isnull=True) | Q(kind__in=["C", "P"], enrolment__isnull=False),
                name="certificate_of_person_or_city",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()


class Revocation(models.Model):
    """One officer proposes, another confirms or declines; the reason class is public, the note is not.

    A declined proposal is kept; the certificate may be proposed again.
    """

    class Reason(models.TextChoices):
        ERROR = "error", _("issued in error")
        IDENTITY = "identity", _("wrong identity")
        MISCONDUCT = "misconduct", _("misconduct")
        REQUEST = "request", _("at the holder's request")

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="revocations", verbose_name=_("certificate")
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    note = models.TextField(_("note for the file"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("declined by")
    )
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        default_permissions = ("view",)
        permissions: ClassVar = [
            ("propose_revocation", _("may propose to revoke a certificate")),
            ("confirm_revocation", _("may confirm to revoke a certificate")),
        ]
        ordering: ClassVar = ["-proposed_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="revocation_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(declined_by__isnull=True), name="revocation_answered_once"
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(declined_by__isnull=True), name="one_revocation_a_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.get_reason_display()}"


class VerificationCount(models.Model):
    """How often a day's verifications ended how. Who asked, and about what, is not kept."""

    day = models.DateField(_("day"))
    answer = models.CharField(_("answer"), max_length=10)
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("count of verifications")
        verbose_name_plural = _("counts of verifications")
        ordering: ClassVar = ["-day", "answer"]
        default_permissions = ("view",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "answer"], name="verification_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.answer}: {self.count}"
