"""Who answers for a pack file, in words that tell a known signer from a name anybody can write."""

from triage.packs.pack_version import SignatureState
from triage.texts import Translate


def signature_words(
    state: SignatureState, _: Translate, *, signer: str, day: str, trusted_by: str
) -> str:
    """Say how a signature stands; `day` is ISO text, `trusted_by` who vouched for the key."""
    match state:
        case SignatureState.KNOWN:
            return _("Signerad {day} av {name}. Nyckeln är känd här, betrodd av {who}.").format(
                day=day, name=signer, who=trusted_by
            )
        case SignatureState.UNKNOWN:
            return _(
                "Signerad {day} med en nyckel som inte är känd här, i namnet {name}. Namnet kan "
                "vem som helst skriva: jämför nyckelns fingeravtryck med avsändaren, på en annan "
                "väg."
            ).format(day=day, name=signer)
        case SignatureState.UNSIGNED:
            return _("Inte signerad: ingen svarar för innehållet.")
        case SignatureState.ALTERED:
            return _("Ändrad efter att den gjordes. Filen används inte; be om den igen.")
