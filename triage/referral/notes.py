"""The letter's free texts and code lists, for whoever fills them in.

Swedish stands here; `translator` gives the other language.
"""

from typing import Final, NamedTuple

from triage.texts import translator

_ = translator("sv")  # marks the texts for the catalogue and leaves them as they are


_A_LINE: Final = 300


class NoteField(NamedTuple):
    """One free text of the letter."""

    id: str
    label: str
    help: str
    longest: int = 4000
    """Characters that the field takes: a letter is read, so a record is no part of it."""
    carried: bool = False
    """Whether a reassessment begins with the text of the last decision.

    What was written of how the patient was then, or of what was asked for then, stays behind.
    """
    purpose: str = ""
    """The one purpose that the field belongs to: with another it is neither asked nor printed."""

    def asked(self, purpose: str) -> bool:
        """Say whether the field belongs to a letter with this purpose."""
        return self.purpose in ("", purpose)


NOTE_FIELDS: Final = (
    NoteField("worry", _("Det som oroar mest"), _("En eller två meningar. Står först i remissen.")),
    NoteField("purpose", _("Syfte"), _("Vad du ber mottagaren om.")),
    NoteField(
        "target_date",
        _("Önskat datum"),
        _("När mottagaren senast behöver ha agerat."),
        longest=_A_LINE,
    ),
    NoteField(
        "target_reason",
        _("Skäl till datumet"),
        _("Till exempel planerad utskrivning."),
        longest=_A_LINE,
    ),
    NoteField(
        "intervention_task",
        _("Punktinsatsens uppgift"),
        _("Vad som ska göras, till exempel tappning av ascites."),
        longest=_A_LINE,
        purpose="point_intervention",
    ),
    NoteField(
        "intervention_stop",
        _("Punktinsatsens slut"),
        _("Dag, eller det som avslutar insatsen."),
        longest=_A_LINE,
        purpose="point_intervention",
    ),
    NoteField(
        "intervention_responsible",
        _("Ordinerar och behåller ansvaret"),
        _("Läkare och enhet under punktinsatsen."),
        longest=_A_LINE,
        purpose="point_intervention",
    ),
    NoteField(
        "interpreter",
        _("Tolk"),
        _("Språk, eller annat stöd för att kommunicera."),
        longest=_A_LINE,
        carried=True,
    ),
    NoteField(
        "where_now",
        _("Var patienten finns nu"),
        _("Avdelning och rum, boende eller adress."),
        longest=_A_LINE,
    ),
    NoteField(
        "telephone",
        _("Telefon till patienten"),
        _("Numret som mottagaren ska ringa."),
        longest=_A_LINE,
        carried=True,
    ),
    NoteField(
        "sender_telephone",
        _("Direkttelefon"),
        _("Till dig som vet mer; gärna dygnet runt."),
        longest=_A_LINE,
    ),
    NoteField(
        "responsible_physician",
        _("Ansvarig läkare"),
        _("Vem som har ansvaret tills vidare."),
        longest=_A_LINE,
        carried=True,
    ),
    NoteField(
        "diagnosis_course",
        _("Diagnos och förlopp"),
        _("Diagnos, spridning, vad som hänt."),
        carried=True,
    ),
    NoteField("treatment", _("Behandling"), _("Avslutad, pågående och planerad."), carried=True),
    NoteField("symptoms_tried", _("Prövat mot symtomen"), _("Vad som prövats, och hur det gick.")),
    NoteField("function", _("Funktion och förändring"), _("Vad patienten klarar nu och nyss.")),
    NoteField(
        "expected_time",
        _("Förväntad tid"),
        _("Dagar, veckor, månader eller år, och hur säkert."),
        longest=_A_LINE,
    ),
    NoteField(
        "knows",
        _("Vad patient och närstående vet och önskar"),
        _("Om sjukdomen och tiden framåt; det viktigaste nu."),
        carried=True,
    ),
    NoteField(
        "conversations",
        _("Samtal som hållits"),
        _("Vem som höll dem, när, vad som sades."),
        carried=True,
    ),
    NoteField(
        "decisions",
        _("Beslut om vårdens gränser"),
        _("HLR, intensivvård, sjukhus; med datum."),
        carried=True,
    ),
    NoteField(
        "consent_basis",
        _("Grund för samtycke"),
        _("Vem som bedömt, när och på vilken grund."),
        carried=True,
    ),
    NoteField(
        "family", _("Närstående och hem"), _("Stöd, ork, boende. Inga namn på barn."), carried=True
    ),
    NoteField(
        "children",
        _("Barn under 18 år"),
        _("Antal och ålder, vad de vet. Inga namn."),
        longest=_A_LINE,
        carried=True,
    ),
    NoteField(
        "drugs_devices",
        _("Läkemedel och utrustning"),
        _("Hänvisa till listan. Pump, port, dränage, syrgas."),
        carried=True,
    ),
    NoteField(
        "allergies",
        _("Överkänslighet"),
        _("Det viktigaste, eller ”se listan”."),
        longest=_A_LINE,
        carried=True,
    ),
    NoteField(
        "icd",
        _("ICD"),
        _("Finns en implanterad defibrillator? Är den aktiv, och vad är beslutat?"),
        longest=_A_LINE,
        carried=True,
    ),
    NoteField(
        "infection",
        _("Smitta"),
        _("Det som kräver särskild hygien, till exempel MRSA."),
        longest=_A_LINE,
        carried=True,
    ),
    NoteField(
        "home_care",
        _("Hemsjukvård och plan"),
        _("Vem som kommer hem, plan, läkemedel vid behov på plats."),
        carried=True,
    ),
)
"""Every free text, in the order of the letter. `purpose` holds a code of `PURPOSES`."""

NOTE_FIELD: Final = {field.id: field for field in NOTE_FIELDS}

PURPOSES: Final = {
    "advice": _("Råd"),
    "assessment": _("Bedömning"),
    "shared_care": _("Delad vård"),
    "takeover": _("Övertagande"),
    "point_intervention": _("Punktinsats"),
}
"""What can be asked of the receiver."""

OVERRIDE_REASONS: Final = {
    "clinical_picture_worse": _("patienten är sämre än frågorna fångar"),
    "clinical_picture_milder": _("patienten är bättre än svaren antyder"),
    "patient_wish": _("patientens önskan"),
    "distance_or_resources": _("avstånd eller resurser"),
    "local_agreement": _("lokal överenskommelse"),
    "criterion_read_differently": _("ett kriterium läses annorlunda"),
    "other": _("annat skäl"),
}
"""Why a clinician chose otherwise, as it reads in the letter."""
