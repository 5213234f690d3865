"""A team's figures in words, whoever reads them: in a document, or in what changed."""

from triage.core.pack import Enrolled, Staffing
from triage.texts import Translate


def enrolled_words(enrolled: Enrolled, _: Translate) -> str:
    """Return how many patients are enrolled: `20–25`, or `minst 20`; without its note."""
    least, most = enrolled.at_least, enrolled.at_most
    return _("minst {count}").format(count=least) if most is None else f"{least}–{most}"


def profession_words(post: Staffing, _: Translate) -> str:
    """Return whose post it is."""
    return {
        "physician": _("läkare"),
        "nurse": _("sjuksköterska"),
        "assistant_nurse": _("undersköterska"),
        "counsellor": _("kurator"),
        "occupational_therapist": _("arbetsterapeut"),
        "physiotherapist": _("fysioterapeut"),
        "dietitian": _("dietist"),
    }[post.profession]
