"""The words that Qt says by itself, in the reader's language: menus of a text line, file dialogs.

They come with Qt; ours are in `resources/translations`.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_NAME = "qt_words"


def speak(language: str) -> None:
    """Have Qt speak a language from now on; English is what it speaks without being told."""
    app = QCoreApplication.instance()
    if app is None:
        return
    for spoken in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(spoken)
        spoken.deleteLater()
    if language == "en":
        return
    words = QTranslator(app)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language}", folder):
        app.installTranslator(words)
