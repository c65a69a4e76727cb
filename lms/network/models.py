"""Cities and who stands for them."""

import re
import zoneinfo
from datetime import date
from typing import ClassVar, TypeGuard

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def validate_time_zone(value: str) -> None:
    """Accept names of the IANA time zone database only."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone's name."), params={"value": value})


def validate_weekend(value: object) -> None:
    """Accept a list of distinct weekday numbers, Monday 0 to Sunday 6 (as datetime.date.weekday)."""
    if not _distinct(value) or not all(type(day) is int and day in range(7) for day in value):
        raise ValidationError(_("A weekend is a list of weekdays, Monday 0 to Sunday 6."))


def validate_languages(value: object) -> None:
    """Accept a list of at least one distinct language tag (en, sw, zh-Hans)."""
    if not _distinct(value) or not value or not all(_is_language(tag) for tag in value):
        raise ValidationError(_("Languages are a list of tags such as en, sw or zh-Hans."))


def _distinct(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and not any(item in value[:place] for place, item in enumerate(value))


def _is_language(value: object) -> bool:
    return isinstance(value, str) and LANGUAGE_TAG.fullmatch(value) is not None


def validate_names(value: object) -> None:
    """Accept names by language tag."""
    if not isinstance(value, dict) or not all(
        _is_language(tag) and isinstance(name, str) and name for tag, name in value.items()
    ):
        raise ValidationError(_("Each name stands after its language, such as ko: 나이로비."))


class Region(models.Model):
    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class City(models.Model):
    """A city government. Country labels are the network's wording; an ISO code is optional."""

    class ConnectivityTier(models.TextChoices):
        A = "A", _("A: good")
        B = "B", _("B: middling")
        C = "C", _("C: weak")

    slug = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("English name"), max_length=120)
    native_name = models.CharField(_("native name"), max_length=120, blank=True)
    official_name = models.CharField(_("official name"), max_length=200, blank=True)
    names = models.JSONField(_("names by language"), default=dict, blank=True, validators=[validate_names])
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    country = models.CharField(_("country label"), max_length=100)
    iso_code = models.CharField(
        _("ISO country code"), max_length=2, blank=True, validators=[RegexValidator(r"^[A-Z]{2}$")]
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="cities", verbose_name=_("region"))
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    weekend = models.JSONField(_("weekend"), default=list, blank=True, validators=[validate_weekend])
    languages = models.JSONField(_("languages"), default=list, validators=[validate_languages])
    connectivity_tier = models.CharField(
        _("connectivity tier"), max_length=1, choices=ConnectivityTier, default=ConnectivityTier.B
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "country"], name="city_once_in_a_country"),
            models.CheckConstraint(condition=Q(latitude__range=(-90, 90)), name="city_latitude_on_earth"),
            models.CheckConstraint(condition=Q(longitude__range=(-180, 180)), name="city_longitude_on_earth"),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The city's name in an interface language, or its English name."""
        return str(self.names.get(language) or self.name)

    @property
    def language(self) -> str:
        """The first of the city's languages that the interface speaks, else English."""
        spoken = dict(settings.LANGUAGES)
        return next((tag for tag in self.languages if tag in spoken), "en")


class DatedModel(models.Model):
    """True from `since` until the day before `until` (open when empty)."""

    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        since: date | None = self.since  # empty while a form lacks it
        if since and self.until and self.until <= since:
            raise ValidationError({"until": _("The end must lie after the start.")})

    @staticmethod
    def holds_on(day: date) -> Q:
        """Condition for rows that hold on `day`."""
        return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=name)


class Membership(DatedModel):
    class Kind(models.TextChoices):
        FULL = "full", _("full member")
        ASSOCIATE = "associate", _("associate member")
        OBSERVER = "observer", _("observer")
        PARTNER = "partner", _("partner")

    city = models.ForeignKey(City, models.PROTECT, related_name="memberships", verbose_name=_("city"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = ["city", "-since"]
        constraints: ClassVar = [ends_after_start("membership_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.city}: {self.get_kind_display()}"


class GovernanceRole(DatedModel):
    class Kind(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice-chair", _("vice-chair")
        EXECUTIVE_COMMITTEE = "executive-committee", _("executive committee")

    city = models.ForeignKey(City, models.PROTECT, related_name="governance_roles", verbose_name=_("city"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)

    class Meta:
        verbose_name = _("governance role")
        verbose_name_plural = _("governance roles")
        ordering: ClassVar = ["kind", "-since"]
        constraints: ClassVar = [ends_after_start("governance_role_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.city}: {self.get_kind_display()}"


class RegionalOffice(models.Model):
    """The secretariat limited to a region; its officers see that region's cities only."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="offices", verbose_name=_("region"))
    officers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="regional_offices", blank=True, verbose_name=_("officers")
    )

    class Meta:
        verbose_name = _("regional office")
        verbose_name_plural = _("regional offices")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Partner(models.Model):
    """An organisation that gives courses or certificates together with the network."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class FocalPoint(DatedModel):
    """The city's coordinator: answers invitations, nominates, fetches the city's certificates."""

    city = models.ForeignKey(City, models.PROTECT, related_name="focal_points", verbose_name=_("city"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="focal_point_roles", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering: ClassVar = ["city", "-since"]
        constraints: ClassVar = [
            ends_after_start("focal_point_ends_after_start"),
            models.UniqueConstraint(fields=["city", "person"], condition=Q(until=None), name="focal_point_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.city})"

    def clean(self) -> None:
        super().clean()
        open_terms = FocalPoint.objects.filter(city=self.city_id, person=self.person_id, until=None)
        if self.until is None and open_terms.exclude(pk=self.pk).exists():
            raise ValidationError({"person": _("This person is focal point of the city already.")})


class Position(DatedModel):
    """What a person is at a city, in the city's own words. History is kept: a new post is a new row."""

    class RankBand(models.TextChoices):
        EXECUTIVE = "executive", _("executive")
        DIRECTOR = "director", _("director")
        MANAGER = "manager", _("manager")
        OFFICER = "officer", _("officer")
        SUPPORT = "support", _("support")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="positions", verbose_name=_("person")
    )
    city = models.ForeignKey(City, models.PROTECT, related_name="positions", verbose_name=_("city"))
    title = models.CharField(_("title"), max_length=200)
    title_latin = models.CharField(_("title in Latin letters"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    rank_band = models.CharField(_("rank"), max_length=10, choices=RankBand, blank=True)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering: ClassVar = ["person", "-since"]
        constraints: ClassVar = [ends_after_start("position_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}, {self.city}"
