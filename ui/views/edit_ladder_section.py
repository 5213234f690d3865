"""The ladder of a draft: care forms in order, and what admits a patient to each."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt

from triage.packs.edit import REMOVED
from triage.rule_words import lowered
from ui.viewmodels.edit_choices import form_name, forms, listed, part_names
from ui.viewmodels.edit_pack import EditPack, Place
from ui.views.edit_fields import CheckField, ChoiceField, Field, PairField
from ui.views.edit_list_fields import PicksField
from ui.views.edit_list_section import ListSection
from ui.views.edit_section import Form
from ui.widgets.calm_box import CalmBox
from ui.widgets.measured import Measured
from ui.widgets.pack_picks import Picks
from ui.widgets.pack_rows import RowText
from ui.widgets.segmented import Option, SegmentedControl


class PartField(Field):
    """One part of admission: criteria of which all, or any, must hold."""

    def __init__(
        self,
        model: EditPack,
        caption: str,
        place: Place,
        criteria: Sequence[tuple[str, str]],
        *,
        needed: bool,
    ) -> None:
        super().__init__(model, caption, "pack", place)
        _ = model.desk.translate
        self._needed = needed
        self.joint = SegmentedControl(
            [Option("all", _("Alla av")), Option("any", _("Något av"))],
            name=_("Hur kriterierna hör ihop"),
            required=True,
        )
        self.picks = Picks(caption, criteria, _)
        self.joint.chosen.connect(self._join)
        self.picks.picked.connect(self._pick)
        self.column.insertWidget(1, self.joint)
        self.column.setAlignment(self.joint, Qt.AlignmentFlag.AlignLeft)
        self.column.insertWidget(2, self.picks)
        self.control = self.picks
        self.refresh()
        self.ready()

    def show_value(self) -> None:
        joint, names = self._now()
        self.joint.set_value(joint)
        self.joint.setVisible(len(names) > 1)
        self.picks.set_values(names)

    def _now(self) -> tuple[str, tuple[str, ...]]:
        value = self.value({}) or {}
        return next(((str(key), tuple(names)) for key, names in value.items()), ("any", ()))

    def _join(self, joint: object) -> None:
        _joint, names = self._now()
        if names:
            self.change({str(joint): names})

    def _pick(self, names: tuple[str, ...]) -> None:
        joint, _names = self._now()
        self.change({joint: names} if names or self._needed else REMOVED)
        self.show_value()


class LadderSection(ListSection):
    """Forms from the highest down; the first that admits a patient is the indicated one."""

    key = "care_forms"

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Trappan"),
            _("Den översta vårdformen som stämmer gäller. Ctrl+↑ och Ctrl+↓ byter ordning."),
            _("Ny vårdform"),
        )
        self.which = CalmBox()
        self.which.setAccessibleName(_("Vårdform att lägga till"))
        self.column.insertWidget(self.column.count() - 2, self.which, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_rows()
        self._offer()

    def row(self, index: int, item: Mapping[str, Any]) -> RowText:
        names = dict(listed(self.model, "criteria", "text"))
        need = item.get("need") or item.get("eligibility") or {}
        joint, criteria = next(iter(need.items()), ("any", ()))
        told = [names.get(one, one) for one in criteria]
        if len(told) > 1:
            joined = self._("Alla av") if joint == "all" else self._("Något av")
            told = [f"{joined}: {lowered(told[0])}", *map(lowered, told[1:])]
        words = "; ".join(told)
        return RowText(f"{index + 1}  {form_name(self.model, item.get('id', ''))}", words)

    def form(self, index: int) -> Form:
        _, model, place = self._, self.model, (self.key, index)
        criteria = listed(model, "criteria", "text")
        own = str(model.value("pack", (*place, "id")))
        others = [one for one in forms(model) if one[0] != own]
        made: list[Measured] = [
            PartField(model, words, (*place, key), criteria, needed=key == "eligibility")
            for key, words in part_names(_).items()
        ]
        made += [
            PicksField(
                model, _("Att göra före inskrivning"), "pack", (*place, "prerequisites"),
                listed(model, "prerequisites", "todo"),
            ),
            PicksField(
                model, _("Ersätts av"), "pack", (*place, "fallback"), others,
                note=_("I den ordningen, där ingen erbjuder vårdformen."),
            ),
            PairField(
                model, _("När vårdformen saknas"), "pack", (*place, "when_missing"), needed=False
            ),
            ChoiceField(
                model, _("Remisser bedöms av"), "pack", (*place, "entry_via"),
                [("", _("Vårdformens eget team")), *others],
            ),
            CheckField(model, _("Erbjuds överallt"), "pack", (*place, "always_offered")),
        ]  # fmt: skip
        return Form(*made)

    def new_item(self) -> object:
        form = self.which.currentData()
        if form is None:
            return None
        first = next((name for name, _ in listed(self.model, "criteria", "text")), "")
        return {"id": form, "eligibility": {"all": (first,)}}

    def add(self) -> None:
        """Add a form just above the last, which is the floor that is offered everywhere."""
        super().add()
        last = len(self.items()) - 1
        if last > 0:
            self._move(last, -1)

    def words(self) -> tuple[str, str, str]:
        _ = self._
        return _("Vårdform tillagd"), _("Vårdform borttagen"), _("Vårdform flyttad")

    def loss(self, index: int) -> str:
        text = self._("{form} tas bort ur trappan. Den som hade fått den får en annan vårdform.")
        return text.format(form=form_name(self.model, self.items()[index].get("id", "")))

    def remove(self, index: int) -> None:
        """Take the form out, also as what stands in for others."""
        gone = self.items()[index].get("id")
        left = []
        for number, form in enumerate(self.items()):
            if number == index:
                continue
            kept = dict(form)
            fallback = tuple(one for one in kept.pop("fallback", ()) if one != gone)
            if fallback:
                kept["fallback"] = fallback
            if kept.get("entry_via") == gone:
                del kept["entry_via"]
            left.append(kept)
        self.model.change(self.words()[1], "pack", (self.key,), tuple(left))

    def refresh(self) -> None:
        super().refresh()
        self._offer()

    def _offer(self) -> None:
        taken = {one.get("id") for one in self.items()}
        vocabulary = self.model.desk.workplace.catalogue.vocabulary
        free = [
            (one.id, one.name[self.model.desk.language])
            for one in vocabulary.care_forms
            if one.id not in taken
        ]
        if [self.which.itemData(at) for at in range(self.which.count())] != [
            one for one, _ in free
        ]:
            self.which.clear()
            for name, words in free:
                self.which.addItem(words, name)
        self.which.setVisible(bool(free))
        self.add_button.setEnabled(bool(free))
