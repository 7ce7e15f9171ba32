"""Walks over graphs of states, without recursion: what can be reached, by which text, and what leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Came", "came_from", "strong_components", "word_to"]

State = TypeVar("State")
Came = dict[State, tuple[State, int]]
"""State -> the one before it on some way, and the set of characters of the step."""


def came_from(start: State, steps: Callable[[State], Iterator[tuple[State, int]]]) -> Came[State]:
    """Every state that can be reached, with the one before it and the characters of the step."""
    came: Came[State] = {}
    waiting = [start]
    while waiting:
        state = waiting.pop()
        for following, chars in steps(state):
            if following not in came:
                came[following] = (state, chars)
                waiting.append(following)
    return came


def word_to(goal: State, came: Came[State], start: State) -> list[int]:
    """The text that leads from the start to the goal, as sets of characters; empty if none does."""
    word: list[int] = []
    state = goal
    while state in came and (state != start or not word):
        state, chars = came[state]
        word.append(chars)
    return word[::-1] if state == start else []


def strong_components(graph: dict[int, list[int]]) -> Iterator[frozenset[int]]:
    """Kosaraju's algorithm, without recursion: backwards from the states in which a walk ended last."""
    back: dict[int, list[int]] = {state: [] for state in graph}
    for state, ends in graph.items():
        for end in ends:
            back[end].append(state)
    seen: set[int] = set()
    order = [state for root in graph for state in _finished(graph, root, seen)]
    taken: set[int] = set()
    for root in reversed(order):
        if root not in taken:
            yield frozenset(_finished(back, root, taken))


def _finished(graph: dict[int, list[int]], root: int, seen: set[int]) -> list[int]:
    """The states that a walk from the root newly meets, each after all that it leads to."""
    if root in seen:
        return []
    seen.add(root)
    order, work = [], [(root, iter(graph[root]))]
    while work:
        state, ends = work[-1]
        end = next((end for end in ends if end not in seen), None)
        if end is None:
            order.append(state)
            work.pop()
        else:
            seen.add(end)
            work.append((end, iter(graph[end])))
    return order
