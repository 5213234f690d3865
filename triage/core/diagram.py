"""What can be asked of a decision diagram: outcomes, open facts, shares, smallest changes.

Equal functions are the same node, so every answer is exact and takes one pass over the
nodes. How diagrams are built stands in `diagram_store`.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from triage.core.diagram_store import DiagramStore, Level, Node

Cell = int
"""Position of a value's cell among the cells of its fact, from 0."""

_Changes = Mapping[Hashable, tuple[tuple[Level, Cell], ...]]
_Found = TypeVar("_Found")

Answers = Mapping[Level, Cell]
"""The cell of each answered fact; a level that is absent is unanswered."""


class Diagram(DiagramStore):
    """A store of shared nodes that answers questions about them."""

    def outcomes(self, root: Node, answers: Answers) -> set[Hashable]:
        """Return every leaf value that some completion of the answers reaches."""
        return {
            self._value[node]
            for node in self._reachable(root, answers)
            if self._level[node] == self._leaf_level
        }

    def support(
        self,
        root: Node,
        answers: Answers,
        seen_as: Callable[[Hashable], Hashable] = lambda value: value,
    ) -> set[Level]:
        """Return the unanswered facts that can still change the outcome.

        `seen_as` groups leaf values that count as the same outcome.
        """
        merged: dict[Node, int] = {}
        known: dict[Hashable, int] = {}
        inner: dict[int, tuple[Level, tuple[int, ...]]] = {}
        for node in sorted(self._reachable(root, answers)):
            level = self._level[node]
            key: Hashable
            if level == self._leaf_level:
                key = ("leaf", seen_as(self._value[node]))
                merged[node] = known.setdefault(key, len(known))
            elif level in answers:
                merged[node] = merged[self._children[node][answers[level]]]
            else:
                children = tuple(merged[child] for child in self._children[node])
                if len(set(children)) == 1:
                    merged[node] = children[0]
                else:
                    merged[node] = known.setdefault((level, children), len(known))
                    inner[merged[node]] = (level, children)
        levels: set[Level] = set()
        waiting, met = [merged[root]], set[int]()
        while waiting:
            one = waiting.pop()
            if one in met or one not in inner:
                continue
            met.add(one)
            levels.add(inner[one][0])
            waiting.extend(inner[one][1])
        return levels

    def shares(
        self, root: Node, answers: Answers, weights: Sequence[Sequence[float]]
    ) -> dict[Level, list[list[float]]]:
        """Weigh the outcomes after each possible answer to each open fact.

        Returns for every unanswered level met on the way, cell by cell, the shares of the
        outcomes (in an order of their own; they sum to 1). One pass up gives each node's
        shares, one pass down how often it is reached; a path that skips a level is the same
        in all its cells.
        """
        order = sorted(self._reachable(root, answers))
        below = self._shares_below(order, answers, weights)
        total = below[root]
        reached = dict.fromkeys(order, 0.0)
        reached[root] = 1.0
        after: dict[Level, list[list[float]]] = {}
        for node in reversed(order):
            level, flow = self._level[node], reached[node]
            children = self._children[node]
            if level in answers:
                reached[children[answers[level]]] += flow
            elif level != self._leaf_level:
                cells = after.setdefault(level, [list(total) for _ in children])
                for cell, child in enumerate(children):
                    reached[child] += flow * weights[level][cell]
                    moved = zip(below[child], below[node], strict=True)
                    for k, (there, here) in enumerate(moved):
                        cells[cell][k] += flow * (there - here)
        return after

    def _shares_below(
        self, order: Sequence[Node], answers: Answers, weights: Sequence[Sequence[float]]
    ) -> dict[Node, list[float]]:
        """Return each node's shares of the outcomes; `order` has children first."""
        leaves = [node for node in order if self._level[node] == self._leaf_level]
        below: dict[Node, list[float]] = {}
        for node in order:
            level, children = self._level[node], self._children[node]
            if level == self._leaf_level:
                below[node] = [float(node == leaf) for leaf in leaves]
            elif level in answers:
                below[node] = below[children[answers[level]]]
            else:
                mixed = [0.0] * len(leaves)
                for child, weight in zip(children, weights[level], strict=True):
                    for k, share in enumerate(below[child]):
                        mixed[k] += weight * share
                below[node] = mixed
        return below

    def certain(
        self, node: Node, into: DiagramStore, fixed: Answers, open_levels: frozenset[Level]
    ) -> Node:
        """Copy a yes-or-no node into another store, as what is certain.

        Fixed facts are put in; over open (unanswered) facts it is yes only if it is yes
        for all their cells. What remains looks at the other facts alone.
        """
        done: dict[Node, Node] = {}

        def copy(one: Node) -> Node:
            if one in done:
                return done[one]
            level = self._level[one]
            if level == self._leaf_level:
                result = into.leaf(self._value[one])
            elif level in fixed:
                result = copy(self._children[one][fixed[level]])
            elif level in open_levels:
                result = into.all(copy(child) for child in set(self._children[one]))
            else:
                result = into.branch(level, tuple(copy(child) for child in self._children[one]))
            done[one] = result
            return result

        return copy(node)

    def agreed(self, root: Node, level: Level, into: DiagramStore, apart: Hashable) -> Node:
        """Copy a node into another store, as what stands whatever one fact is.

        Where the cells of the fact lead to several values, the copy's value is `apart`.
        """
        done: dict[frozenset[Node], Node] = {}

        def meet(nodes: frozenset[Node]) -> Node:
            """Copy what nodes agree on, patient by patient."""
            if nodes in done:
                return done[nodes]
            top = min(self._level[node] for node in nodes)
            if top == self._leaf_level:
                result = into.leaf(self._value[next(iter(nodes))] if len(nodes) == 1 else apart)
            else:
                branches = [self._branches(node, top) for node in nodes]
                if top == level:
                    result = meet(frozenset(child for below in branches for child in below))
                else:
                    below = zip(*branches, strict=True)
                    result = into.branch(top, tuple(meet(frozenset(cell)) for cell in below))
            done[nodes] = result
            return result

        return meet(frozenset((root,)))

    def nearest(self, root: Node, present: Answers) -> _Changes:
        """Return for each outcome the fewest changes of the present cells that lead there.

        Of equally small sets the one with the lowest levels and cells, so that the answer
        is the same every time.
        """

        def join(level: Level, below: Sequence[_Changes]) -> _Changes:
            best: dict[Hashable, tuple[tuple[Level, Cell], ...]] = {}
            for cell, found in enumerate(below):
                change = () if present[level] == cell else ((level, cell),)
                for value, changes in found.items():
                    candidate = change + changes
                    if value not in best or (len(candidate), candidate) < (
                        len(best[value]),
                        best[value],
                    ):
                        best[value] = candidate
            return best

        return self.fold(root, lambda value: {value: ()}, join)

    def fold(
        self,
        root: Node,
        leaf: Callable[[Any], _Found],
        join: Callable[[Level, Sequence[_Found]], _Found],
    ) -> _Found:
        """Return what the leaves come to, joined level by level from below."""
        found: dict[Node, _Found] = {}
        for node in sorted(self._reachable(root, {})):
            level = self._level[node]
            found[node] = (
                leaf(self._value[node])
                if level == self._leaf_level
                else join(level, [found[child] for child in self._children[node]])
            )
        return found[root]

    def _reachable(self, root: Node, answers: Answers) -> set[Node]:
        met: set[Node] = set()
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node in met:
                continue
            met.add(node)
            level = self._level[node]
            if level in answers:
                waiting.append(self._children[node][answers[level]])
            else:
                waiting.extend(self._children[node])
        return met
