"""Reduced ordered decision diagrams over facts with finitely many cells.

One variable per fact, one branch per cell, and any value at the leaves: *yes* and *no* for
a rule, care forms for a ladder. Equal functions are the same node, so equality, reachable
outcomes, counting and smallest changes are exact and take one pass over the nodes.

Many-valued variables (rather than bits) keep each question one variable: no constraints
between bits, and what an answer does is read off one branch.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

NODE_CAP = 200_000

Node = int
Level = int
Cell = int
Answers = Mapping[Level, Cell]


class DiagramTooLargeError(Exception):
    """The node cap is reached: what was asked is *not proven*, in either direction."""


class Diagram:
    """A store of shared nodes. Children are always older than their parents."""

    def __init__(self, arity: Sequence[int], cap: int = NODE_CAP) -> None:
        self.arity = tuple(arity)
        self._cap = cap
        self._leaf_level = len(self.arity)
        self._level: list[Level] = []
        self._children: list[tuple[Node, ...]] = []
        self._value: dict[Node, Hashable] = {}
        self._leaf: dict[Hashable, Node] = {}
        self._node: dict[tuple[Level, tuple[Node, ...]], Node] = {}
        self._chosen: dict[tuple[Node, Node, Node], Node] = {}
        self.no = self.leaf(False)
        self.yes = self.leaf(True)

    def __len__(self) -> int:
        """Return how many nodes the store holds."""
        return len(self._level)

    # Building

    def leaf(self, value: Hashable) -> Node:
        """Return the node that is `value` whatever the facts are."""
        node = self._leaf.get(value)
        if node is None:
            node = self._add(self._leaf_level, ())
            self._leaf[value] = node
            self._value[node] = value
        return node

    def branch(self, level: Level, children: tuple[Node, ...]) -> Node:
        """Return the node that looks at one fact and goes on by its cell."""
        first = children[0]
        if all(child == first for child in children):
            return first
        key = (level, children)
        node = self._node.get(key)
        if node is None:
            node = self._add(level, children)
            self._node[key] = node
        return node

    def literal(self, level: Level, truth: Sequence[bool]) -> Node:
        """Return the node that is yes in the cells where `truth` says so."""
        return self.branch(level, tuple(self.yes if true else self.no for true in truth))

    def choose(self, test: Node, then: Node, otherwise: Node) -> Node:
        """Return `then` where `test` is yes and `otherwise` where it is no."""
        if test == self.yes or then == otherwise:
            return then
        if test == self.no:
            return otherwise
        key = (test, then, otherwise)
        node = self._chosen.get(key)
        if node is None:
            level = min(self._level[part] for part in key)
            parts = [self._branches(part, level) for part in key]
            node = self.branch(level, tuple(map(self.choose, *parts)))
            self._chosen[key] = node
        return node

    def both(self, left: Node, right: Node) -> Node:
        """Return where both are yes."""
        return self.choose(left, right, self.no)

    def either(self, left: Node, right: Node) -> Node:
        """Return where at least one is yes."""
        return self.choose(left, self.yes, right)

    def opposite(self, node: Node) -> Node:
        """Return where it is no."""
        return self.choose(node, self.no, self.yes)

    def all(self, nodes: Iterable[Node]) -> Node:
        """Return where every node is yes."""
        result = self.yes
        for node in nodes:
            result = self.both(result, node)
        return result

    def any(self, nodes: Iterable[Node]) -> Node:
        """Return where some node is yes."""
        result = self.no
        for node in nodes:
            result = self.either(result, node)
        return result

    def at_least(self, count: int, nodes: Sequence[Node]) -> Node:
        """Return where at least `count` of the nodes are yes."""
        reached = [self.yes] + [self.no] * count
        for node in nodes:
            reached = [self.yes] + [
                self.either(reached[n], self.both(reached[n - 1], node))
                for n in range(1, count + 1)
            ]
        return reached[count]

    def ladder(self, steps: Iterable[tuple[Node, Node]], otherwise: Node) -> Node:
        """Return the outcome of the first step whose test is yes."""
        result = otherwise
        for test, outcome in reversed(list(steps)):
            result = self.choose(test, outcome, result)
        return result

    # Asking

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
        self, node: Node, into: "Diagram", fixed: Answers, open_levels: frozenset[Level]
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

    def nearest(
        self, root: Node, present: Answers
    ) -> dict[Hashable, tuple[tuple[Level, Cell], ...]]:
        """Return for each outcome the fewest changes of the present cells that lead there.

        Of equally small sets the one with the lowest levels and cells, so that the answer
        is the same every time.
        """
        found: dict[Node, dict[Hashable, tuple[tuple[Level, Cell], ...]]] = {}
        for node in sorted(self._reachable(root, {})):
            level = self._level[node]
            if level == self._leaf_level:
                found[node] = {self._value[node]: ()}
                continue
            best: dict[Hashable, tuple[tuple[Level, Cell], ...]] = {}
            for cell, child in enumerate(self._children[node]):
                change = () if present[level] == cell else ((level, cell),)
                for value, changes in found[child].items():
                    candidate = change + changes
                    if value not in best or (len(candidate), candidate) < (
                        len(best[value]),
                        best[value],
                    ):
                        best[value] = candidate
            found[node] = best
        return found[root]

    # Inside

    def _add(self, level: Level, children: tuple[Node, ...]) -> Node:
        if len(self._level) >= self._cap:
            raise DiagramTooLargeError(f"more than {self._cap} nodes")
        self._level.append(level)
        self._children.append(children)
        return len(self._level) - 1

    def _branches(self, node: Node, level: Level) -> tuple[Node, ...]:
        if self._level[node] == level:
            return self._children[node]
        return (node,) * self.arity[level]

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
