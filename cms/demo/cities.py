"""The demo's cities, their memberships and their parts in the network's governance."""

from typing import Any

import yaml
from django.utils.text import slugify

from cms.demo.reading import CONTENT
from lms.network.models import City, GovernanceRole, Membership, Region, RegionalOffice


def load_cities() -> None:
    """Create or update every city of the demo; what officers added stays."""
    for facts in yaml.safe_load((CONTENT / "site" / "cities.yaml").read_text("utf-8")):
        _load_city(facts)
    for region in Region.objects.all():
        RegionalOffice.objects.get_or_create(name=f"Regional office {region.name}", region=region)


def _load_city(facts: dict[str, Any]) -> None:
    region, _created = Region.objects.get_or_create(code=slugify(facts["region"]), defaults={"name": facts["region"]})
    city, _created = City.objects.update_or_create(
        slug=slugify(facts["name"]),
        defaults={
            "name": facts["name"],
            "native_name": facts["native"],
            "names": facts["names"],
            "country": facts["country"],
            "iso_code": facts["iso"],
            "region": region,
            "time_zone": facts["timezone"],
            "weekend": facts["weekend"],
            "languages": facts["languages"],
            "connectivity_tier": facts["tier"],
            "latitude": facts["latitude"],
            "longitude": facts["longitude"],
        },
    )
    membership = facts["membership"]
    Membership.objects.get_or_create(city=city, kind=membership["kind"], since=membership["since"])
    for role in facts["roles"]:
        GovernanceRole.objects.get_or_create(city=city, kind=role["kind"], since=role["from"], until=role["to"])
