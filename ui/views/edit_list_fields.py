"""Fields of a draft that hold more than one value: named things, and a team's hours."""

from collections.abc import Mapping, Sequence

from triage.packs.edit import REMOVED, FilePart
from ui.viewmodels.edit_pack import EditPack, Place
from ui.views.edit_fields import Field
from ui.widgets.pack_hours import HoursEdit
from ui.widgets.pack_picks import Picks


class PicksField(Field):
    """Several named things; none leaves the key out."""

    def __init__(
        self,
        model: EditPack,
        caption: str,
        part: FilePart,
        place: Place,
        options: Sequence[tuple[str, str]],
        *,
        note: str = "",
        ordered: bool = True,
    ) -> None:
        super().__init__(model, caption, part, place, note)
        self.picks = Picks(caption, options, model.desk.translate, ordered=ordered)
        self.picks.picked.connect(lambda chosen: self.change(chosen or REMOVED))
        self.hold(self.picks)

    def show_value(self) -> None:
        self.picks.set_values(tuple(self.value(()) or ()))


class HoursField(Field):
    """A team's hours."""

    def __init__(self, model: EditPack, caption: str, part: FilePart, place: Place) -> None:
        super().__init__(model, caption, part, place)
        self.hours = HoursEdit(model.desk.translate)
        self.hours.told.connect(self.change)
        self.hold(self.hours)

    def show_value(self) -> None:
        value = self.value({})
        self.hours.set_hours(value if isinstance(value, Mapping) else {})
