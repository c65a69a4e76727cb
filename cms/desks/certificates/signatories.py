"""Signatories and their terms. They are never deleted: certificates keep their names, the terms explain them."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.models import Signatory


class SignatoryDesk(ModelViewSet):
    model = Signatory
    icon = "edit"
    list_display: ClassVar = ["name", "office", "organisation", "since", "until"]
    list_filter: ClassVar = ["office"]
    search_fields: ClassVar = ["name", "organisation"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("office"),
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
            FieldPanel("signature"),
        ]
    )
