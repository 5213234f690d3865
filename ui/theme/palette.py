"""The tokens as a QPalette, for what Qt draws without the style sheet."""

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Tokens


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme; disabled texts are muted, never faint."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.base,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.ToolTipBase: tokens.base,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.primary,
        role.HighlightedText: tokens.on_primary,
        role.Accent: tokens.primary,
        role.Link: tokens.primary,
        role.LinkVisited: tokens.primary,
        role.Light: tokens.base,
        role.Midlight: tokens.line,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
    }
    result = QPalette()
    for which, colour in colours.items():
        result.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return result
