"""Small parts of the window: they take plain values, emit signals and hold no rules.

Every word comes in as an argument, already in the reader's language.
"""
