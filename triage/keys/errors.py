"""The one error of keys and of the door to the store: a code, and what to do in two languages."""

from triage.keys.messages import MESSAGES


class KeysError(Exception):
    """The keys could not do what was asked; nothing was changed.

    `code` is a key of `MESSAGES`; `sv` and `en` are sentences for the user. `values` are what
    the sentences name: numbers of groups, seconds to wait, kinds of places; never a secret.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        sv, en = MESSAGES[code]
        self.code = code
        self.values = values
        self.sv, self.en = sv.format(**values), en.format(**values)
        super().__init__(f"{code}: {self.en}")
