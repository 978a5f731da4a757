"""Where the posts of a graph stand: generations in columns, from left to right, and each near what it comes of. Pure.

Layers as Sugiyama has them (1981): by the longest way from the left, each ordered by the mean place of its neighbours, to and fro.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SWEEPS = 4
Place = tuple[int, float]
"""Column and row."""


def places(ids: Sequence[int], edges: Sequence[tuple[int, int]]) -> dict[int, Place]:
    """For an acyclic graph of (parent, child): a place for each id, no two in one. Rows begin with 0."""
    columns = _columns(ids, edges)
    layers: dict[int, list[int]] = {}
    for number in sorted(ids):
        layers.setdefault(columns[number], []).append(number)
    rows = {number: float(place) for layer in layers.values() for place, number in enumerate(layer)}
    parents, children = _neighbours(edges, 1), _neighbours(edges, 0)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for column in sorted(layers, reverse=not forth):
            _settle(layers[column], parents if forth else children, rows)
    first = min(rows.values(), default=0.0)
    return {number: (columns[number], round(rows[number] - first, 3)) for number in ids}


def path(start: Place, end: Place, width: float) -> str:
    """A line from the right edge of one place to the left edge of another; `width`: how much of a column a picture takes."""
    x, y, to_x, to_y = start[0] + width, start[1] + 0.5, float(end[0]), end[1] + 0.5
    middle = (x + to_x) / 2
    return f"M{x:.3g} {y:.5g}C{middle:.4g} {y:.5g} {middle:.4g} {to_y:.5g} {to_x:.3g} {to_y:.5g}"


def box(start: Place, end: Place) -> list[float]:
    """What that line stays within: from column and row, to column and row."""
    return [start[0], min(start[1], end[1]), end[0], max(start[1], end[1])]


def label(start: Place, end: Place, width: float) -> tuple[float, float]:
    """A point on that line: its middle, or for one that passes other columns a place before its end."""
    t = 0.5 if end[0] - start[0] <= 1 else 0.85
    x, to_x = start[0] + width, float(end[0])
    middle = (x + to_x) / 2
    across = (1 - t) ** 3 * x + 3 * (1 - t) * t * middle + t**3 * to_x
    return round(across, 3), round(start[1] + (end[1] - start[1]) * t * t * (3 - 2 * t) + 0.5, 3)


def _columns(ids: Sequence[int], edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The longest way from a post without parents among these, which stands right before the first that came of it."""
    columns, waiting, below = dict.fromkeys(ids, 0), dict.fromkeys(ids, 0), _neighbours(edges, 0)
    for _, child in edges:
        waiting[child] += 1
    ready = [number for number in ids if waiting[number] == 0]
    while ready:
        number = ready.pop()
        for child in below.get(number, ()):
            columns[child] = max(columns[child], columns[number] + 1)
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    for number in set(ids) - {child for _, child in edges}:
        columns[number] = min((columns[child] for child in below.get(number, ())), default=1) - 1
    return columns


def _neighbours(edges: Sequence[tuple[int, int]], end: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for edge in edges:
        found.setdefault(edge[end], []).append(edge[1 - end])
    return found


def _settle(layer: list[int], near: Mapping[int, list[int]], rows: dict[int, float]) -> None:
    """In the order of where each would like to stand, at least a row apart, and together in the middle of what they like."""
    wish = {number: sum(rows[other] for other in near[number]) / len(near[number]) if number in near else rows[number] for number in layer}
    layer.sort(key=lambda number: (wish[number], number))
    free = float("-inf")
    for number in layer:
        rows[number] = free = max(wish[number], free + 1)
    shift = sum(wish[number] - rows[number] for number in layer) / len(layer)
    for number in layer:
        rows[number] += shift
