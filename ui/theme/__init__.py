"""How the window looks: colours, type, palette and style sheet. Knows no widget of its own."""

from ui.theme.apply import ThemeName, application, apply_theme, current, em

__all__ = ["ThemeName", "application", "apply_theme", "current", "em"]
