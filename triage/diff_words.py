"""What changed between two packs, in words: the thing, then each of its differences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.core.compiled import CompiledPack
from triage.core.pack import Part
from triage.core.rules import AnyRule
from triage.core.wording import Text
from triage.diff_field_words import field_words, section_words
from triage.diff_name_words import names_of
from triage.diff_value_words import NOTHING, ValueReader
from triage.packs.diff import Change, Kind
from triage.packs.diff_fields import Detail, Touch
from triage.texts import Translate, translator


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One thing that differs, in words. `lines` tell the differences that touch the same."""

    touch: Touch
    title: str
    lines: tuple[str, ...]


def touch_words(touch: Touch, _: Translate) -> str:
    """Return the heading of the differences that touch the same."""
    return {
        Touch.MEANING: _("Regler, trappa och vilka som erbjuds vad"),
        Touch.SERVICE: _("Hur team arbetar och nås"),
        Touch.WORDING: _("Bara ordalydelse"),
        Touch.EVIDENCE: _("Källor och grund"),
        Touch.RECORD: _("Version, giltighet och godkännande"),
        Touch.LAYOUT: _("Skrivet på annat sätt, betyder detsamma"),
    }[touch]


def change_words(
    found: Sequence[Change], old: CompiledPack, new: CompiledPack, language: str
) -> tuple[ChangeWords, ...]:
    """Return changes in words: by what they touch, what matters most first."""
    reader = _Reader(old, new, language)
    return tuple(
        ChangeWords(touch, reader.title(change), tuple(reader.lines(change, touched)))
        for touch in Touch
        for change in found
        if (touched := [one for one in change.details if one.touch is touch])
    )


@dataclass(frozen=True)
class _Reader:
    old: CompiledPack
    new: CompiledPack
    language: str

    @property
    def _(self) -> Translate:
        return translator(self.language)

    @cached_property
    def was(self) -> ValueReader:
        """Reads the values of the old pack."""
        return ValueReader(self.old, self.language)

    @cached_property
    def now(self) -> ValueReader:
        """Reads the values of the new pack."""
        return ValueReader(self.new, self.language)

    def title(self, change: Change) -> str:
        """Return `Kriterium: Komplex symtombild`, and what happened to it if it is not changed."""
        _ = self._
        section = section_words(change.section, _)
        if change.kind is Kind.REORDERED:
            return _("{section}: annan ordning").format(section=section)
        if not change.id:
            return section
        name = self.name(change)
        match change.kind:
            case Kind.ADDED:
                return _("Tillkommer – {section}: {name}").format(section=section, name=name)
            case Kind.REMOVED:
                return _("Försvinner – {section}: {name}").format(section=section, name=name)
            case _:
                return f"{section}: {name}"

    def name(self, change: Change) -> str:
        """Return what a reader calls a thing: as it is called now, else as it was."""
        was, now = self.names(change.section)
        return now.get(change.id) or was.get(change.id) or change.id

    def names(self, section: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return what a section's things were called, and are called now, by id."""
        known = self._names.get(section)
        if known is None:
            known = self._names[section] = (
                names_of(self.old, section, self.language),
                names_of(self.new, section, self.language),
            )
        return known

    @cached_property
    def _names(self) -> dict[str, tuple[Mapping[str, str], Mapping[str, str]]]:
        return {}

    def lines(self, change: Change, touched: Sequence[Detail]) -> list[str]:
        """Return each difference as `Regel: … → …`."""
        lines: list[str] = []
        for detail in touched:
            if change.kind in (Kind.ADDED, Kind.REMOVED):
                added = change.kind is Kind.ADDED
                side, thing = (self.now, detail.after) if added else (self.was, detail.before)
                lines += side.content(thing)
            elif change.kind is Kind.REORDERED:
                lines += self._order(change.section, detail)
            else:
                lines += self._detail(detail)
        return lines

    def _order(self, section: str, detail: Detail) -> list[str]:
        """Name the order where it decides; of the rest only that it is another."""
        _ = self._
        if detail.touch is not Touch.MEANING:
            return []
        was, now = self.names(section)
        before = [was.get(str(one), str(one)) for one in _listed(detail.before)]
        after = [now.get(str(one), str(one)) for one in _listed(detail.after)]
        return [
            _("Förut: {value}").format(value=" > ".join(before)),
            _("Nu: {value}").format(value=" > ".join(after)),
        ]

    def _detail(self, detail: Detail) -> list[str]:
        _ = self._
        was, now = self.was, self.now
        label, field = field_words(detail.field, _), detail.field
        if detail.touch is Touch.LAYOUT and not isinstance(detail.after, AnyRule):
            return [self._same(label)]
        if isinstance(detail.before, Part) and isinstance(detail.after, Part):
            joined = self._joint(label, detail.before, detail.after)
            before, after = detail.before.criteria, detail.after.criteria
            return self._list(label, "criteria", before, after) + joined or [self._same(label)]
        if isinstance(detail.before, tuple) and isinstance(detail.after, tuple):
            return self._list(label, field, detail.before, detail.after) or [self._same(label)]
        told = was.value(field, detail.before), now.value(field, detail.after)
        if isinstance(detail.before, Text) and isinstance(detail.after, Text):
            if told[0] == told[1]:
                other = "sv" if self.language == "en" else "en"
                tongue = _("{field} på svenska") if other == "sv" else _("{field} på engelska")
                label = tongue.format(field=label)
                told = detail.before[other], detail.after[other]
        elif told[0] == told[1]:
            return [self._same(label)]
        return self._both(label, *told)

    def _both(self, label: str, before: str, after: str) -> list[str]:
        _ = self._
        if before == NOTHING:
            return [_("{field}, tillkommer: {names}").format(field=label, names=after)]
        if after == NOTHING:
            return [_("{field}, försvinner: {names}").format(field=label, names=before)]
        return [
            _("{field} förut: {value}").format(field=label, value=before),
            _("{field} nu: {value}").format(field=label, value=after),
        ]

    def _same(self, label: str) -> str:
        return self._("{field}: skrivs på annat sätt").format(field=label)

    def _joint(self, label: str, before: Part, after: Part) -> list[str]:
        _ = self._
        if (before.all is None) == (after.all is None) or len(after.criteria) < 2:
            return []
        text = _("{field}: nu krävs alla") if after.all else _("{field}: nu räcker ett av dem")
        return [text.format(field=label)]

    def _list(
        self, label: str, field: str, before: tuple[object, ...], after: tuple[object, ...]
    ) -> list[str]:
        """Tell what joined a list and what left it; else its order, where that is all."""
        _ = self._
        was, now = self.was, self.now
        gained = now.values(field, tuple(one for one in after if one not in before))
        lost = was.values(field, tuple(one for one in before if one not in after))
        lines = []
        if gained:
            text = _("{field}, tillkommer: {names}")
            lines.append(text.format(field=label, names="; ".join(gained)))
        if lost:
            text = _("{field}, försvinner: {names}")
            lines.append(text.format(field=label, names="; ".join(lost)))
        if lines or before == after:
            return lines
        told = ["; ".join(side.values(field, one)) for side, one in ((was, before), (now, after))]
        return self._both(label, *told)


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
