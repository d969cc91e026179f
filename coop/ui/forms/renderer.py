"""Every form of the product, those of libraries included, is drawn by our templates."""

from django.forms.renderers import TemplatesSetting


class CoopRenderer(TemplatesSetting):
    """Set by FORM_RENDERER; the widgets keep Django's templates, so that the administration is untouched."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
