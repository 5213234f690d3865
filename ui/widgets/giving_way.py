# ruff: noqa: N802 - the camel case names are Qt's
"""Room for a section that is as high as it needs to be, and scrolls where there is less."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import em


class GivingWay(QScrollArea):
    """Shows a section whole where it can; in sight whenever the section is."""

    def __init__(self, section: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidgetResizable(True)
        self._section = section
        hidden = section.isHidden()
        self.setWidget(section)  # shows it, too
        section.setHidden(hidden)
        self.setHidden(hidden)
        section.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._section:
            match event.type():
                case QEvent.Type.LayoutRequest:
                    self.updateGeometry()
                case QEvent.Type.ShowToParent | QEvent.Type.HideToParent:
                    self.setVisible(not self._section.isHidden())
        return super().eventFilter(watched, event)

    def heightForWidth(self, width: int) -> int:
        return self._section.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._section.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._section.minimumSizeHint().width(), em(8))
