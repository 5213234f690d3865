"""What letters and the reading of criteria are made with, in the order in which it builds up.

None of it is needed to start, and loading it takes longer than anything that is done with it.
Whoever has time to spare loads it a piece at a time; what is asked for sooner loads itself.
"""

from typing import Final

LATER: Final = (
    *("triage.core.identity", "triage.referral.content", "triage.services.letters"),
    *("triage.services.criteria_work", "triage.core.proofs", "triage.reading.document"),
    *("triage.reading.html", "PIL.Image", "reportlab.lib.utils", "reportlab.pdfbase.pdfmetrics"),
    *("reportlab.pdfgen.canvas", "reportlab.lib.styles", "reportlab.platypus.paraparser"),
    *("reportlab.platypus.flowables", "reportlab.platypus.tables", "triage.referral.pdf"),
    *("triage.referral.pdf_pages", "triage.referral.pages", "triage.referral.text"),
)
"""Modules by name; the larger of others in parts, so that no part takes long."""
