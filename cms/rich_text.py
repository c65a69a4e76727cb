"""How the editor writes rich text: what matters is marked as strong or emphasised, as the site's own texts are.

Wagtail would write `b` and `i`: a text that was only opened and saved would be another for its translators.
"""

from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

MARKS = (("bold", "BOLD", "b", "strong"), ("italic", "ITALIC", "i", "em"))


def write_meaning(features: FeatureRegistry) -> None:
    for feature, style, plain, meant in MARKS:
        read = {element: InlineStyleElementHandler(style) for element in (plain, meant)}
        rule = {"from_database_format": read, "to_database_format": {"style_map": {style: meant}}}
        features.register_converter_rule("contentstate", feature, rule)
