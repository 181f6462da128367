"""The egress guard: every request that the service sends out goes through here.

A url is checked, its name is resolved once, every address is checked, the connection goes to a checked address, no
redirect is followed, no proxy is taken from the environment, and time and bytes are bounded in all.
"""

from services.runtime.egress.client import Answer, Egress
from services.runtime.egress.failure import EgressFailed, Failure

__all__ = ["Answer", "Egress", "EgressFailed", "Failure"]
