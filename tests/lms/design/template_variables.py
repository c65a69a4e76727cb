"""The variables that a template takes from its context, read off its compiled form."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.template.base import FilterExpression, Node, NodeList, Template, Variable
from django.template.defaulttags import ForNode, WithNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode

# Given to every template, or by the tags themselves.
EVERYWHERE = {"forloop", "block", "request", "csrf_token", "True", "False", "None", "language", "user"}


def variables_of(template: Template) -> set[str]:
    nodes = list(_nodes(template.nodelist))
    made_here = {name for node in nodes for name in _makes(node)}
    return {name for node in nodes for name in _takes(vars(node))} - made_here - EVERYWHERE


def _nodes(nodelist: NodeList) -> Iterator[Node]:
    yield from nodelist.get_nodes_by_type(Node)


def _makes(node: Node) -> Iterator[str]:
    if isinstance(node, ForNode):
        yield from node.loopvars
    if isinstance(node, WithNode | BlockTranslateNode):
        yield from node.extra_context
    for attribute in ("asvar", "target_var", "variable"):
        made = getattr(node, attribute, None)
        if isinstance(made, str):
            yield made


def _takes(value: Any) -> Iterator[str]:
    match value:
        case Variable():
            if value.lookups and not value.translate:
                yield value.lookups[0]
        case FilterExpression():
            arguments = [argument for _function, given in value.filters for argument in given]
            yield from _of_all([value.var, *arguments])
        case dict():
            yield from _of_all(value.values())
        case list() | tuple() if not isinstance(value, NodeList):
            yield from _of_all(value)
        case TokenBase():
            yield from _of_all(vars(value).values())


def _of_all(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _takes(value)
