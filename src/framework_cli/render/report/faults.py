"""What can be wrong with a template that comes with a study."""


class TemplateFaultError(ValueError):
    """A template that cannot be rendered; the message says which, in which line, and why."""
