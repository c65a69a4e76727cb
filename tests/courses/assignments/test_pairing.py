"""Who reviews whom: enough, fair, nobody themselves, and the same each time."""

from collections import Counter

import pytest

from courses.assignments.pairing import paired


def gives(pairs: set[tuple[int, int]]) -> Counter[int]:
    return Counter(reviewer for reviewer, _author in pairs)


def gets(pairs: set[tuple[int, int]]) -> Counter[int]:
    return Counter(author for _reviewer, author in pairs)


@pytest.mark.parametrize("authors", [2, 3, 4, 5, 9, 40])
@pytest.mark.parametrize("each", [1, 2, 3])
def test_each_gets_and_gives_as_many_as_there_can_be(authors: int, each: int):
    pairs = paired(range(authors), each=each, seed="x")
    wanted = dict.fromkeys(range(authors), min(each, authors - 1))
    assert gets(pairs) == wanted
    assert gives(pairs) == wanted
    assert not any(reviewer == author for reviewer, author in pairs)


@pytest.mark.parametrize("each", [1, 2, 3])
def test_one_after_the_other_is_as_fair_as_all_at_once(each: int):
    pairs: set[tuple[int, int]] = set()
    for count in range(1, 31):
        pairs = paired(range(count), each=each, assigned=pairs, seed="x")
        wanted = {one: min(each, count - 1) for one in range(count) if count > 1}
        assert gets(pairs) == wanted
        assert gives(pairs) == wanted


def test_asked_again_nothing_changes():
    pairs = paired(range(12), each=3, seed="x")
    assert paired(range(12), each=3, assigned=pairs, seed="x") == pairs
    assert paired(reversed(range(12)), each=3, seed="x") == pairs
    assert paired(range(12), each=3, seed="another") != pairs


def test_who_leaves_is_replaced_and_what_is_complete_stays():
    before = paired(range(10), each=2, seed="x")
    complete = {pair for pair in before if pair[0] == 4}
    after = paired(set(range(10)) - {4}, each=2, complete=complete, assigned=before - complete, seed="x")
    assert complete <= after
    open_pairs = after - complete
    assert not any(4 in pair for pair in open_pairs)
    assert all(gets(after)[author] == 2 for author in range(10) if author != 4)
    assert max(gives(open_pairs).values()) <= 3


def test_nobody_reviews_where_nobody_else_is():
    assert paired([1], each=3) == set()
    assert paired([], each=3) == set()
    assert paired([1, 2, 3], each=0) == set()
