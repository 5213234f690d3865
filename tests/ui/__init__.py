"""Tests of the window: theme, widgets, view-models, pages."""
