"""Signatories and their terms, written by actions. Certificates keep their names; the terms explain them."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import Model
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from certificates.actions.signatories import keep_signatory, remove_signatory
from certificates.models import Signatory
from cms.desks.network.views import Writing


class WritingTerms(Writing):
    def write(self, row: Any, related: Mapping[str, Iterable[Model]]) -> None:
        keep_signatory(signatory=row, by=self.request.user, at=timezone.now())


class Adding(WritingTerms, generic.CreateView):
    log_action = "wagtail.create"


class Changing(WritingTerms, generic.EditView):
    log_action = "wagtail.edit"


class Copying(WritingTerms, generic.CopyView):
    log_action = "wagtail.create"


class Deleting(generic.DeleteView):
    def delete_action(self) -> None:
        log(self.object, "wagtail.delete", user=self.request.user, deleted=True)
        remove_signatory(signatory=self.object, by=self.request.user, at=timezone.now())


class SignatoryDesk(ModelViewSet):
    model = Signatory
    icon = "edit"
    add_view_class = Adding
    edit_view_class = Changing
    copy_view_class = Copying
    delete_view_class = Deleting
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
