"""What can go wrong with keys: a code with one sentence in Swedish and one in English.

No sentence holds a secret, a name or a path: an error may be logged or shown to a stranger.
"""

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # the envelope
    "envelope_missing": (
        "Nyckelfilen vagval.keys saknas. Återställ en säkerhetskopia; där finns den med.",
        "The key file vagval.keys is missing. Restore a backup, which holds it.",
    ),
    "envelope_unreadable": (
        "Nyckelfilen vagval.keys får inte läsas. Kontrollera rättigheterna till datamappen.",
        "The key file vagval.keys may not be read. Check the rights to the data folder.",
    ),
    "envelope_damaged": (
        "Nyckelfilen vagval.keys är skadad. Återställ en säkerhetskopia; där finns den med.",
        "The key file vagval.keys is damaged. Restore a backup, which holds it.",
    ),
    "envelope_altered": (
        "Nyckelfilen vagval.keys har ändrats utifrån. Återställ en säkerhetskopia.",
        "The key file vagval.keys has been changed from outside. Restore a backup.",
    ),
    "envelope_newer": (
        "Nyckelfilen är skriven av en nyare version av programmet. Uppdatera programmet.",
        "The key file was written by a newer version of the program. Update the program.",
    ),
    "envelope_too_costly": (
        "Nyckelfilen begär mer minne eller tid än som tillåts. Återställ en säkerhetskopia.",
        "The key file asks for more memory or time than the program allows. Restore a backup.",
    ),
    "not_written": (
        "Nyckelfilen kunde inte skrivas. Inget ändrades. Kontrollera att disken har plats.",
        "The key file could not be written. Nothing was changed. Check that the disk has room.",
    ),
    "not_enough_memory": (
        "Datorn har för lite ledigt minne. Stäng andra program och försök igen.",
        "The computer has too little free memory. Close other programs and try again.",
    ),
    "too_many_people": (
        "Nyckelfilen rymmer inte fler inloggningar. Ta bort någon som har slutat.",
        "The key file holds no more sign-ins. Remove somebody who has left.",
    ),
    # secrets
    "wrong_passphrase": (
        "Fel lösenfras. Kontrollera Caps Lock och försök igen.",
        "Wrong passphrase. Check caps lock and try again.",
    ),
    "wait": (
        "För många felaktiga försök. Försök igen om {seconds} s.",
        "Too many wrong attempts. Try again in {seconds} s.",
    ),
    "passphrase_short": (
        "Lösenfrasen behöver minst {least} tecken. Fyra ord som inte hör ihop räcker gott.",
        "The passphrase needs at least {least} characters. Four unrelated words do well.",
    ),
    "passphrase_long": (
        "Lösenfrasen får ha högst {most} tecken.",
        "The passphrase may have at most {most} characters.",
    ),
    "passphrase_common": (
        "Lösenfrasen hör till de första som prövas. Välj fyra ord som inte hör ihop.",
        "The passphrase is among the first to be tried. Choose four unrelated words.",
    ),
    "passphrase_name": (
        "Lösenfrasen är nästan bara ett namn. Välj fyra ord som inte hör ihop.",
        "The passphrase is little more than a name. Choose four unrelated words.",
    ),
    "passphrase_simple": (
        "Lösenfrasen upprepar sig eller följer tangenterna. Välj fyra ord som inte hör ihop.",
        "The passphrase repeats itself or follows the keys. Choose four unrelated words.",
    ),
    "passphrase_unusable": (
        "Lösenfrasen innehåller ett tecken som inte kan användas. Skriv den på nytt.",
        "The passphrase holds a character that cannot be used. Type it again.",
    ),
    "recovery_code_length": (
        "Återställningskoden har {expected} tecken; här står {found}.",
        "The recovery code has {expected} characters; here are {found}.",
    ),
    "recovery_code_group": (
        "Ett skrivfel i återställningskodens grupp {groups}. Jämför den med papperet.",
        "A typing error in group {groups} of the recovery code. Compare it with the paper.",
    ),
    "recovery_code_groups": (
        "Skrivfel i återställningskodens grupper {groups}. Jämför dem med papperet.",
        "Typing errors in groups {groups} of the recovery code. Compare them with the paper.",
    ),
    "wrong_recovery_code": (
        "Återställningskoden är rätt skriven men gäller inte här. Den kan ha bytts mot en nyare.",
        "The recovery code is well typed but not valid here. A newer one may have replaced it.",
    ),
    "secret_missing": (
        "Data är låsta. Ange --secret-file FIL med lösenfras eller återställningskod i.",
        "The data is locked. Give --secret-file FILE with a passphrase or recovery code in it.",
    ),
    "no_way_in": (
        "Välj en lösenfras, eller låt den här datorn minnas nyckeln.",
        "Choose a passphrase, or let this computer remember the key.",
    ),
    # the computer's key store
    "key_store_unavailable": (
        "Datorns nyckelring kan inte användas här. Välj en lösenfras i stället.",
        "This computer's key store cannot be used here. Choose a passphrase instead.",
    ),
    "key_store_forgot": (
        "Datorns nyckelring har inte kvar nyckeln. Lås upp med lösenfras eller återställningskod.",
        "This computer's key store no longer has the key. Unlock by passphrase or recovery code.",
    ),
    # people
    "person_unknown": (
        "Personen kan inte logga in här. Välj en annan i listan.",
        "This person cannot sign in here. Choose another from the list.",
    ),
    "person_left": (
        "Personens inloggning är avslutad. Be någon annan på enheten att låsa upp.",
        "This person's sign-in has ended. Ask somebody else at the unit to unlock.",
    ),
    "last_person": (
        "Den sista personen kan inte tas bort: då kan ingen låsa upp.",
        "The last person cannot be removed: nobody could unlock then.",
    ),
    "only_way_in": (
        "Det är personens enda sätt att logga in. Välj först en lösenfras.",
        "This is the person's only way to sign in. Choose a passphrase first.",
    ),
    "not_signed_in": (
        "Ingen är inloggad. Lås upp först.",
        "Nobody is signed in. Unlock first.",
    ),
    "name_missing": (
        "Skriv namn, yrkesroll och enhet.",
        "Enter name, role and unit.",
    ),
    "name_long": (
        "Namnet får ha högst {most} tecken.",
        "The name may have at most {most} characters.",
    ),
    # the folder
    "already_set_up": (
        "Här finns redan data. Lås upp i stället.",
        "There is already data here. Unlock it instead.",
    ),
    "store_missing": (
        "Datafilen vagval.db saknas men nycklar eller säkerhetskopior finns. Återställ en kopia.",
        "The data file vagval.db is missing but keys or backups exist. Restore a backup.",
    ),
    "nothing_to_encrypt": (
        "Här finns ingen okrypterad datafil.",
        "There is no unencrypted data file here.",
    ),
    "copy_differs": (
        "Den krypterade kopian stämde inte med originalet. Originalet är orört; försök igen.",
        "The encrypted copy did not match the original. The original is untouched; try again.",
    ),
    "place_network": (
        (
            "Datamappen ligger på en nätverksdisk ({kind}), där data kan gå förlorade. "
            "Flytta den till en lokal disk."
        ),
        (
            "The data folder is on a network disk ({kind}), where data can be lost. "
            "Move it to a local disk."
        ),
    ),
    "place_synchronised": (
        (
            "Datamappen synkroniseras ({kind}), och då kan data gå förlorade. "
            "Flytta den till en mapp som inte synkroniseras."
        ),
        (
            "The data folder is synchronised ({kind}), and data can be lost. "
            "Move it to a folder that is not synchronised."
        ),
    ),
}
