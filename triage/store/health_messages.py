"""What the health check can find, and what it says: a code with Swedish and English."""

from typing import Final

HEALTH_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "schema_altered": (
        (
            "Datafilens tabeller är inte de som programmet gjorde: de har ändrats utifrån. "
            "Återställ en säkerhetskopia."
        ),
        (
            "The data file's tables are not those that the program made: they have been changed "
            "from outside. Restore a backup."
        ),
    ),
    "references_broken": (
        (
            "Uppgifter i datafilen som hör ihop har skilts åt: ett beslut eller dess bedömning "
            "saknas. Återställ en säkerhetskopia."
        ),
        (
            "Data in the file that belong together have been parted: a decision or its assessment "
            "is missing. Restore a backup."
        ),
    ),
    "log_damaged": (
        (
            "De senaste ändringarna, i filen som slutar på -wal, är skadade. Ändra inget mer: "
            "rädda det som går att läsa eller återställ en säkerhetskopia."
        ),
        (
            "The latest changes, in the file that ends in -wal, are damaged. Change nothing more: "
            "salvage what can be read or restore a backup."
        ),
    ),
    # while the store is in use
    "damaged_in_use": (
        (
            "En del av datafilen är skadad. Det skadade visas aldrig. Signera inget mer: "
            "återställ en säkerhetskopia, eller rädda det som går att läsa."
        ),
        (
            "A part of the data file is damaged. What is damaged is never shown. Sign nothing "
            "more: restore a backup, or salvage what can be read."
        ),
    ),
    "disk_nearly_full": (
        (
            "Disken är nästan full. Det du gör sparas ännu, men en säkerhetskopia får inte plats. "
            "Frigör utrymme."
        ),
        (
            "The disk is nearly full. What you do is still saved, but there is no room for a "
            "backup. Free some space."
        ),
    ),
    "keys_set_back": (
        (
            "En äldre nyckelfil har lagts tillbaka: tidigare lösenfraser eller återställningskoder "
            "kan gälla igen. Var det inte ni, byt nyckel under Personer."
        ),
        (
            "An older key file has been put back: former passphrases or recovery codes may work "
            "again. If it was not you, change the key under People."
        ),
    ),
    "clock_behind": (
        (
            "Datorns klocka går efter: här finns arbete med en senare tid än nu. Ställ klockan, "
            "så att beslut och logg får rätt tid."
        ),
        (
            "The computer's clock is behind: there is work here from later than now. Set the "
            "clock, so that decisions and log get the right time."
        ),
    ),
}
