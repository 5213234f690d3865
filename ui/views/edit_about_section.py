"""What the pack is called, what it is, and how long it holds."""

from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_fields import DayField, PairField
from ui.views.edit_section import Form, Section


class AboutSection(Section):
    """Name, description and validity."""

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Om kriterierna"),
            _("Originalet ändras aldrig: du arbetar i ett eget utkast på den här datorn."),
        )
        self.form = Form(
            PairField(model, _("Namn"), "pack", ("name",)),
            PairField(model, _("Beskrivning"), "pack", ("about",)),
            DayField(model, _("Gäller från"), "pack", ("valid_from",)),
            DayField(
                model,
                _("Gäller till"),
                "pack",
                ("valid_to",),
                _("Efter dagen fungerar kriterierna men märks som inaktuella."),
            ),
        )
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.ready()
