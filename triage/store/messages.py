"""What can go wrong with the store: a code with one sentence in Swedish and one in English.

No sentence holds anything from the store: an error may be logged or shown to a stranger.
"""

from typing import Final

from triage.store.backup_messages import BACKUP_MESSAGES
from triage.store.health_messages import HEALTH_MESSAGES
from triage.store.ledger_messages import LEDGER_MESSAGES

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    **BACKUP_MESSAGES,
    **HEALTH_MESSAGES,
    **LEDGER_MESSAGES,
    # opening
    "missing": (
        "Datafilen finns inte. Återställ den från en säkerhetskopia eller välj en annan fil.",
        "The data file does not exist. Restore it from a backup or choose another file.",
    ),
    "cannot_open": (
        "Datafilen kan inte öppnas. Kontrollera att mappen finns och att du får skriva i den.",
        "The data file cannot be opened. Check that its folder exists and is writable.",
    ),
    "not_a_database": (
        (
            "Datafilen går inte att läsa med den här nyckeln, eller så är dess början skadad. "
            "Återställ en säkerhetskopia."
        ),
        (
            "The data file cannot be read with this key, or its beginning is damaged. Restore a "
            "backup."
        ),
    ),
    "not_encrypted": (
        "Datafilen är inte krypterad. Starta programmet utan argument: det krypterar den.",
        "The data file is not encrypted. Start the program without arguments: it encrypts it.",
    ),
    "engine_unfit": (
        "Databasmotorn saknar kryptering eller är för gammal. Installera om programmet.",
        "The database engine lacks encryption or is too old. Install the program again.",
    ),
    "not_a_store": (
        "Filen är en databas som hör till ett annat program. Välj en annan fil.",
        "The file is a database that belongs to another program. Choose another file.",
    ),
    "newer_version": (
        "Datafilen är skriven av en nyare version av programmet. Uppdatera programmet.",
        "The data file was written by a newer version of the program. Update the program.",
    ),
    "guards_altered": (
        (
            "Datafilens skydd mot ändring av signerade beslut har ändrats utifrån. Återställ en "
            "säkerhetskopia."
        ),
        (
            "The data file's protection of signed decisions has been changed from outside. Restore "
            "a backup."
        ),
    ),
    "settings_refused": (
        (
            "Databasen godtog inte de inställningar som skyddar mot dataförlust. Flytta filen till "
            "en lokal disk."
        ),
        (
            "The database did not accept the settings that protect against loss of data. Move the "
            "file to a local disk."
        ),
    ),
    # running
    "locked": (
        "Datafilen är upptagen av ett annat program eller fönster. Stäng det och försök igen.",
        "The data file is in use by another program or window. Close it and try again.",
    ),
    "read_only": (
        "Datafilen eller dess mapp är skrivskyddad. Inget har sparats.",
        "The data file or its folder is read-only. Nothing was saved.",
    ),
    "disk_full": (
        "Disken är full. Ändringen sparades inte. Frigör utrymme och försök igen.",
        "The disk is full. The change was not saved. Free some space and try again.",
    ),
    "disk_error": (
        "Disken kunde inte läsas eller skrivas. Ändringen sparades inte.",
        "The disk could not be read or written. The change was not saved.",
    ),
    "damaged": (
        (
            "Datafilen är skadad. Ändra inget mer; återställ en säkerhetskopia, eller rädda det "
            "som går att läsa (store salvage)."
        ),
        (
            "The data file is damaged. Change nothing more; restore a backup, or salvage what can "
            "be read (store salvage)."
        ),
    ),
    "misused": (
        "Datafilen är stängd eller används från fel tråd. Starta om programmet.",
        "The data file is closed or is used from the wrong thread. Restart the program.",
    ),
    "refused": (
        "Ändringen bryter mot en regel i datafilen och gjordes inte.",
        "The change breaks a rule of the data file and was not made.",
    ),
    "unexpected": (
        "Ett oväntat fel uppstod i databasen. Ändringen gjordes inte.",
        "An unexpected error occurred in the database. The change was not made.",
    ),
    # values
    "text_not_storable": (
        "Texten innehåller ett ogiltigt tecken. Ta bort det och försök igen.",
        "The text holds an invalid character. Remove it and try again.",
    ),
    "value_not_storable": (
        "Värdet är av ett slag som inte kan sparas. Ändringen gjordes inte.",
        "The value is of a kind that cannot be kept. The change was not made.",
    ),
    "time_not_utc": (
        "Tiden är inte en fullständig tid i UTC. Ändringen gjordes inte.",
        "The time is not a full time in UTC. The change was not made.",
    ),
    "day_not_a_date": (
        "Dagen är inte ett datum. Skriv den som 2026-11-21.",
        "The day is not a date. Write it as 2026-11-21.",
    ),
    # people
    "person_unknown": (
        "Personen finns inte i enhetens lista.",
        "The person is not on the unit's list.",
    ),
    # cases and decisions
    "case_unknown": (
        "Bedömningen finns inte längre. Uppdatera arbetslistan.",
        "The assessment no longer exists. Refresh the worklist.",
    ),
    "case_exists": (
        "En bedömning med samma beteckning finns redan.",
        "An assessment with the same identifier already exists.",
    ),
    "case_decided": (
        "Beslutet är signerat och kan inte ändras. Öppna bedömningen för rättelse.",
        "The decision is signed and cannot be changed. Reopen the assessment for correction.",
    ),
    "case_not_decided": (
        "Bedömningen är inte avslutad med ett beslut.",
        "The assessment has not been closed by a decision.",
    ),
    "case_not_correcting": (
        "Bedömningen är inte öppnad för rättelse.",
        "The assessment is not open for correction.",
    ),
    "case_has_decision": (
        "Bedömningen har ett signerat beslut och kan inte tas bort.",
        "The assessment has a signed decision and cannot be deleted.",
    ),
    "several_heads": (
        "Bedömningen har flera gällande beslut. Signera ett beslut som ersätter dem.",
        "The assessment has several decisions in force. Sign one that replaces them.",
    ),
    "decision_outdated": (
        "Bedömningen har fått ett annat beslut under tiden. Öppna den igen innan du signerar.",
        "The assessment has been decided otherwise meanwhile. Open it again before signing.",
    ),
    "revision_unknown": (
        "Beslutet finns inte i datafilen.",
        "The decision is not in the data file.",
    ),
    "pack_unknown": (
        "Kriterierna som beslutet vilar på finns inte i datafilen. Återställ en säkerhetskopia.",
        "The criteria behind the decision are not in the data file. Restore a backup.",
    ),
    "pack_damaged": (
        "Kriterierna som beslutet vilar på är skadade. Återställ en säkerhetskopia.",
        "The criteria behind the decision are damaged. Restore a backup.",
    ),
    "revision_damaged": (
        (
            "Det sparade beslutet stämmer inte med sin kontrollsumma och visas därför inte. "
            "Återställ en säkerhetskopia."
        ),
        (
            "The kept decision does not match its checksum and is therefore not shown. Restore a "
            "backup."
        ),
    ),
    # the access log
    "anchor_mistyped": (
        (
            "Så ser inget loggankare ut. Skriv av hela ankaret längst ner på remissen, med "
            "siffror och bokstäver som de står."
        ),
        (
            "That is no log anchor. Copy the whole of it from the foot of the letter, digits and "
            "letters as they stand."
        ),
    ),
    "log_rule_too_short": (
        "Åtkomstloggen ska sparas i minst fem år.",
        "The access log is to be kept for at least five years.",
    ),
    # retention
    "clock_behind": (
        ("Datorns klocka står före något som redan har hänt här. Ställ den rätt. Inget är ändrat."),
        (
            "The computer's clock stands before something that has already happened here. Set it "
            "right. Nothing was changed."
        ),
    ),
    "clock_ahead": (
        (
            "Datorns klocka har hoppat mer än ett år framåt. Gallring väntar tills den har gått "
            "rätt i 30 dagar. Inget är ändrat."
        ),
        (
            "The computer's clock has leapt more than a year ahead. Purging waits until it has "
            "gone on for 30 days. Nothing was changed."
        ),
    ),
    "purge_changed": (
        "Listan har ändrats sedan den visades. Läs den igen. Inget är gallrat.",
        "The list has changed since it was shown. Read it again. Nothing was purged.",
    ),
}
