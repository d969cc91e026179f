"""Dependencies between tasks form no cycle (R-SUIVI-06). Pure: ids in, answer out; a graph is task → tasks it needs."""

from collections.abc import Iterable, Mapping


def loop(graph: Mapping[int, Iterable[int]], task: int, needs: Iterable[int]) -> list[int]:
    """The loop that `task` needing `needs` would close, its own former needs aside; empty when there is none.

    It begins with `task`, each one needs the next, and the last one needs `task`.
    """
    behind: dict[int, int] = {}
    waiting = []
    for need in needs:
        behind.setdefault(need, task)
        waiting.append(need)
    while waiting:
        here = waiting.pop()
        if here == task:
            return _path(behind, task)
        for need in graph.get(here, ()):
            if need not in behind:
                behind[need] = here
                waiting.append(need)
    return []


def _path(behind: Mapping[int, int], task: int) -> list[int]:
    found, here = [], behind[task]
    while here != task:
        found.append(here)
        here = behind[here]
    return [task, *reversed(found)]


def followers(graph: Mapping[int, Iterable[int]], task: int) -> set[int]:
    """Every task that waits for `task`, at any distance."""
    after: dict[int, list[int]] = {}
    for waiting, needs in graph.items():
        for need in needs:
            after.setdefault(need, []).append(waiting)
    found: set[int] = set()
    todo = [task]
    while todo:
        new = [row for row in after.get(todo.pop(), ()) if row not in found]
        found.update(new)
        todo.extend(new)
    return found - {task}


def longest_chain(graph: Mapping[int, Iterable[int]], days: Mapping[int, int]) -> list[int]:
    """The chain of tasks, first to last, that takes the most days in all; tasks without `days` are left out.

    Empty when no task waits for another one. Between two equal chains, the one of the smallest numbers.
    """
    best: dict[int, tuple[int, int | None]] = {}
    for task in _needs_first(graph, days):
        reached = [(-best[need][0], need) for need in graph.get(task, ()) if need in best]
        length, need = min(reached, default=(0, None))
        best[task] = (days[task] - length, need)
    chained = [task for task in best if best[task][1] is not None]
    if not chained:
        return []
    here = min(chained, key=lambda task: (-best[task][0], task))
    found = []
    while here is not None:
        found.append(here)
        here = best[here][1]
    return found[::-1]


def _needs_first(graph: Mapping[int, Iterable[int]], tasks: Iterable[int]) -> list[int]:
    """The tasks, each one after those it needs; written without recursion, a chain may be long."""
    known, order, seen = set(tasks), [], set()
    for first in sorted(known):
        stack = [(first, False)]
        while stack:
            here, done = stack.pop()
            if done:
                order.append(here)
            elif here not in seen:
                seen.add(here)
                stack.append((here, True))
                stack.extend((need, False) for need in graph.get(here, ()) if need in known and need not in seen)
    return order
