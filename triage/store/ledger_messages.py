"""Why something cannot be written in the ledger: what is wrong, and what would be right."""

from typing import Final

LEDGER_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "ledger_text_too_long": (
        "Texten är för lång: högst 4 000 tecken. Korta den.",
        "The text is too long: 4,000 characters at most. Shorten it.",
    ),
    "ledger_in_future": (
        "Tiden ligger framåt. Ange när det hände.",
        "The time lies ahead. Say when it happened.",
    ),
    "ledger_code_unknown": (
        "Valet finns inte i listan. Välj ett som står där.",
        "The choice is not in the list. Choose one that is.",
    ),
    "ledger_receiver_missing": (
        "Mottagare saknas. Skriv vem remissen går till.",
        "There is no receiver. Write whom the referral goes to.",
    ),
    "ledger_text_missing": (
        "Det saknas en text. Skriv vad det gäller.",
        "There is no text. Write what it is about.",
    ),
    "ledger_reason_missing": (
        "Välj varför remissen inte togs emot, så att nästa steg går att föreslå.",
        "Choose why the referral was not accepted, so that a next step can be suggested.",
    ),
    "ledger_day_missing": (
        "Datum saknas eller är inget datum. Skriv det som 2026-03-02.",
        "The date is missing or is not a date. Write it as 2026-03-02.",
    ),
    "ledger_not_sent": (
        "Remissen är inte noterad som skickad. Notera det först.",
        "The referral is not noted as sent. Note that first.",
    ),
    "ledger_before_sent": (
        "Tiden ligger före det att remissen skickades. Rätta den ena av tiderna.",
        "The time lies before the referral was sent. Correct one of the times.",
    ),
    "ledger_closed_already": (
        "Ärendet är avslutat. Stryk avslutet först om det inte stämmer.",
        "The case is closed. Strike the closing first if it is not right.",
    ),
    "ledger_not_died": (
        "Ärendet är inte avslutat med att patienten avlidit. Avsluta det så först.",
        "The case is not closed as deceased. Close it so first.",
    ),
    "ledger_entry_unknown": (
        "Anteckningen finns inte, eller är redan struken.",
        "The entry does not exist, or is struck already.",
    ),
    "advice_without_patient": (
        "Rådet gäller ingen namngiven patient. Börja en ny bedömning med Ctrl+N i stället.",
        "The advice is about no named patient. Begin a new assessment with Ctrl+N instead.",
    ),
}
