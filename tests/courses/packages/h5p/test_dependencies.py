"""Load orders and names in parameters, for any graph and any nesting."""

from hypothesis import given
from hypothesis import strategies as st

from courses.packages.h5p.dependencies import libraries_named_in, library_name, load_order, missing

NAMES = [f"Test.{letter} 1.0" for letter in "ABCDEFGH"]
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
ROOTS = st.lists(st.sampled_from(NAMES), max_size=4)


def reached(roots, graph) -> set[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting.extend(graph.get(name, []))
    return found


@given(GRAPHS, ROOTS)
def test_the_roots_and_all_they_need_come_once(graph, roots):
    order = load_order(roots, lambda name: graph.get(name, []))
    assert len(order) == len(set(order))
    assert set(order) == reached(roots, graph)


@given(GRAPHS, ROOTS)
def test_what_is_needed_comes_before_what_needs_it_unless_they_need_each_other(graph, roots):
    order = load_order(roots, lambda name: graph.get(name, []))
    for name in order:
        for needed in graph.get(name, []):
            assert order.index(needed) < order.index(name) or name in reached([needed], graph)


@given(GRAPHS, ROOTS)
def test_a_load_order_is_its_own_load_order_where_nothing_goes_in_circles(graph, roots):
    needs = {name: [one for one in needed if one < name] for name, needed in graph.items()}
    order = load_order(roots, lambda name: needs.get(name, []))
    assert load_order(order, lambda name: needs.get(name, [])) == order


@given(GRAPHS, ROOTS, st.sets(st.sampled_from(NAMES)))
def test_missing_is_what_is_reached_and_unknown(graph, roots, known):
    assert set(missing(roots, lambda name: graph.get(name, []), known)) == reached(roots, graph) - known


def test_a_chain_may_be_longer_than_the_stack_is_deep():
    order = load_order([0], lambda name: [name + 1] if name < 50_000 else [])
    assert (order[0], order[-1]) == (50_000, 0)


PARAMETERS = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=20,
)


@given(PARAMETERS)
def test_any_parameters_can_be_walked(value):
    assert all(library_name(str(name)) == name for name in libraries_named_in(value))


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), PARAMETERS)
def test_libraries_are_named_in_the_order_in_which_they_stand(names, inner):
    value = [{"library": name, "params": {"deep": [index]}} for index, name in enumerate(names)]
    assert [str(name) for name in libraries_named_in({"a": value[:1], "b": {"c": value[1:]}})] == names


def test_only_what_has_parameters_is_a_library():
    assert list(libraries_named_in({"library": "Test.A 1.0"})) == []
    assert list(libraries_named_in([{"library": "../etc 1.0", "params": {}}, {"library": 7, "params": {}}])) == []
