"""How Django renders forms: with the templates of the design system, so that ``{{ form }}`` looks right by itself."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "design/forms/form.html"
    field_template_name = "design/components/field.html"
