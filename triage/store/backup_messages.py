"""What can go wrong with backups: sentences of `messages`, kept beside what raises them."""

from typing import Final

BACKUP_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "backup_no_space": (
        (
            "Det finns inte plats för en säkerhetskopia på disken. Ditt arbete är sparat som "
            "vanligt. Frigör utrymme; sedan kopieras det av sig självt."
        ),
        (
            "There is no room for a backup on the disk. Your work is saved as usual. Free some "
            "space; it is then copied by itself."
        ),
    ),
    "backup_folder_gone": (
        (
            "Mappen för säkerhetskopior finns inte eller går inte att skriva i. Anslut disken "
            "eller välj en annan mapp."
        ),
        (
            "The folder for backups does not exist or cannot be written to. Connect the disk or "
            "choose another folder."
        ),
    ),
    "backup_folder_refused": (
        (
            "Den mappen hör till datamappen. Välj en mapp på en annan disk, till exempel ett "
            "USB-minne: den ska finnas kvar om den här disken går sönder."
        ),
        (
            "That folder belongs to the data folder. Choose one on another disk, such as a USB "
            "stick: it must outlive this disk."
        ),
    ),
    "backup_unreadable": (
        "Filen är ingen säkerhetskopia från Vägval, eller så är den skadad. Välj en annan fil.",
        "The file is no backup made by Vägval, or it is damaged. Choose another file.",
    ),
    "backup_altered": (
        (
            "Säkerhetskopian är inte den som programmet skrev: dess innehåll stämmer inte med "
            "dess sigill. Välj en annan."
        ),
        (
            "The backup is not the one the program wrote: its contents do not match its seal. "
            "Choose another."
        ),
    ),
    "backup_newer": (
        "Säkerhetskopian är gjord av en nyare version av programmet. Uppdatera programmet.",
        "The backup was made by a newer version of the program. Update the program.",
    ),
    "backup_differs": (
        (
            "Säkerhetskopian provades genom återställning och stämde inte med datafilen. Den är "
            "kastad. Kontrollera disken och försök igen."
        ),
        (
            "The backup was tried by restoring it and did not match the data file. It was thrown "
            "away. Check the disk and try again."
        ),
    ),
    "restore_under_way": (
        "En återställning pågår i mappen. Vänta tills den är klar, och försök igen.",
        "A restore is under way in the folder. Wait until it has ended, then try again.",
    ),
    "restore_failed": (
        (
            "Återställningen gick inte att slutföra. Datafilen är orörd. Kontrollera att disken "
            "har plats och att du får skriva i mappen."
        ),
        (
            "The restore could not be completed. The data file is untouched. Check that the disk "
            "has room and that you may write in the folder."
        ),
    ),
    "salvage_nothing": (
        (
            "Inget i datafilen går att läsa med den nyckeln. Den är orörd; återställ en "
            "säkerhetskopia."
        ),
        ("Nothing in the data file can be read with that key. It is untouched; restore a backup."),
    ),
    "export_folder_not_empty": (
        "Mappen för utskriften finns redan. Ange en som inte finns.",
        "The folder for the export exists already. Name one that does not.",
    ),
}
