"""Reduced ordered decision diagrams over facts with finitely many cells: how they are built.

One variable per fact, one branch per cell, and any value at the leaves: *yes* and *no* for
a rule, care forms for a ladder. Equal functions are the same node.

Many-valued variables (rather than bits) keep each question one variable: no constraints
between bits, and what an answer does is read off one branch.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

NODE_CAP = 200_000
"""Nodes in one store. The packs at hand need fewer than a thousand."""

Node = int
Level = int
"""Position of a fact in the diagram's order, from 0."""


class DiagramTooLargeError(Exception):
    """The node cap is reached: what was asked is *not proven*, in either direction."""


class DiagramStore:
    """Nodes that share their equal parts. Children are always older than their parents.

    Raises:
        DiagramTooLargeError: from everything that makes a node, once there are `cap`.
    """

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

    def restrict(self, node: Node, level: Level, cell: int) -> Node:
        """Return the node with one fact put in."""
        done: dict[Node, Node] = {}

        def put(one: Node) -> Node:
            if self._level[one] > level:  # levels grow downwards: the fact is not met again
                return one
            if one not in done:
                children = self._children[one]
                done[one] = (
                    children[cell]
                    if self._level[one] == level
                    else self.branch(self._level[one], tuple(put(child) for child in children))
                )
            return done[one]

        return put(node)

    def combine(
        self, left: Node, right: Node, join: Callable[[Hashable, Hashable], Hashable]
    ) -> Node:
        """Return what `join` makes of the two nodes' values, patient by patient."""
        done: dict[tuple[Node, Node], Node] = {}

        def meet(one: Node, other: Node) -> Node:
            key = (one, other)
            if key not in done:
                level = min(self._level[one], self._level[other])
                if level == self._leaf_level:
                    done[key] = self.leaf(join(self._value[one], self._value[other]))
                else:
                    pairs = zip(
                        self._branches(one, level), self._branches(other, level), strict=True
                    )
                    done[key] = self.branch(level, tuple(meet(*pair) for pair in pairs))
            return done[key]

        return meet(left, right)

    def where(self, node: Node, test: Callable[[Hashable], bool]) -> Node:
        """Return where the value of a node passes a test."""
        return self.combine(node, node, lambda value, _: test(value))

    def differs(self, left: Node, right: Node) -> Node:
        """Return where two nodes have different values."""
        return self.combine(left, right, lambda one, other: one != other)

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
