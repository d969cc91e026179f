"""Dependencies between tasks form no cycle (R-SUIVI-06). Pure: ids in, answer out."""

from collections.abc import Iterable, Mapping


def would_cycle(graph: Mapping[int, Iterable[int]], task: int, needs: Iterable[int]) -> bool:
    """Whether `task` needing `needs` would close a loop in `graph` (task → tasks it needs), its own former needs aside."""
    seen: set[int] = set()
    waiting = list(needs)
    while waiting:
        here = waiting.pop()
        if here == task:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(graph.get(here, ()))
    return False
