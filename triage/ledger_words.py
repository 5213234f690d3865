"""The ledger's codes in words: ways, answers, reasons, steps, outcomes, indicators.

Each function returns all words of one list, in the order in which a list shows them.
"""

from collections.abc import Mapping

from triage.texts import Translate


def step_words(_: Translate) -> Mapping[str, str]:
    """Return what each step is called."""
    return {
        "untracked": _("Följs inte här"),
        "unsent": _("Inte skickad"),
        "kept": _("Skickas inte"),
        "sent": _("Skickad"),
        "received": _("Mottagen"),
        "more_wanted": _("Komplettering begärd"),
        "waiting": _("Accepterad, väntar"),
        "accepted": _("Accepterad"),
        "advice_enough": _("Råd räcker"),
        "redirected": _("Hänvisad vidare"),
        "declined": _("Avböjd"),
        "closed": _("Avslutad"),
    }


def way_words(_: Translate) -> Mapping[str, str]:
    """Return the ways in which a referral is sent."""
    return {
        "record_system": _("Journalsystemet"),
        "fax": _("Fax"),
        "letter": _("Brev"),
        "telephone": _("Telefon"),
        "handed_over": _("Lämnad för hand"),
        "other": _("Annat sätt"),
    }


def answer_words(_: Translate) -> Mapping[str, str]:
    """Return what a receiver can answer."""
    return {
        "accepted": _("Accepterad"),
        "accepted_waiting": _("Accepterad, väntar på plats"),
        "more_wanted": _("Vill veta mer"),
        "advice_enough": _("Råd räcker"),
        "redirected": _("Hänvisad vidare"),
        "declined": _("Avböjd"),
    }


def reason_words(_: Translate) -> Mapping[str, str]:
    """Return why a referral comes back; capacity stands apart from what is clinical."""
    return {
        "general_care_enough": _("Behovet kan mötas i allmän palliativ vård"),
        "outside_catchment": _("Utanför upptagningsområdet"),
        "outside_mission": _("Utanför uppdraget (ålder, tid på dygnet, metod)"),
        "acute_care_first": _("Akut vård går före"),
        "patient_declined": _("Patienten tackade nej"),
        "information_missing": _("Uppgifter saknas"),
        "municipal_enrolment_missing": _("Inskrivning i kommunal hemsjukvård saknas"),
        "died_before": _("Avled före bedömningen"),
        "duplicate": _("Dubblett"),
        "capacity": _("Platsbrist eller bemanning"),
        "other": _("Annat skäl"),
    }


def outcome_words(_: Translate) -> Mapping[str, str]:
    """Return how a case ends."""
    return {
        "died": _("Avliden"),
        "moved": _("Flyttat"),
        "improved": _("Förbättrad, avslutad"),
        "transferred": _("Överflyttad till annan vård"),
    }


def indicator_words(_: Translate) -> Mapping[str, str]:
    """Return what is asked about the last week of life."""
    return {
        "breakpoint_conversation": _("Brytpunktssamtal hållet"),
        "pain_scale_used": _("Smärta skattad med skala"),
        "other_symptoms_scored": _("Andra symtom skattade"),
        "prn_opioid": _("Vidbehovsopioid för injektion ordinerad"),
        "prn_anxiolytic": _("Vidbehovsläkemedel mot ångest ordinerat"),
        "mouth_assessed": _("Munhälsan bedömd"),
        "pressure_ulcer": _("Trycksår grad 2–4 som uppstått på enheten"),
        "individual_plan": _("Individuell plan"),
        "presence_at_death": _("Någon var närvarande vid dödsögonblicket"),
        "bereavement_offered": _("Efterlevandesamtal erbjudet"),
    }


def kind_words(_: Translate) -> Mapping[str, str]:
    """Return what each kind of entry is called on a time line."""
    return {
        "sent": _("Remiss skickad"),
        "received": _("Mottagen"),
        "answered": _("Svar"),
        "contact": _("Kontakt"),
        "condition": _("Villkor"),
        "planned": _("Ombedömning planerad"),
        "closed": _("Avslutad"),
        "registered": _("Förd till palliativregistret"),
        "kept": _("Skickas inte"),
        "advice": _("Råd"),
        "called_back": _("Återkopplat"),
        "struck": _("Struken"),
    }
