"""A study and a key to pseudonyms come in; every place of a name, and the study without them, goes out.

Every excerpt keeps its place, and every cell its state. Called by `framework redact`.
"""

from framework_cli.revise.redact.plan import Occurrence, Redaction, What, redaction
from framework_cli.revise.redact.values import Choice
from framework_cli.revise.redact.writing import carry_out

__all__ = ["Choice", "Occurrence", "Redaction", "What", "carry_out", "redaction"]
