"""The refusal of a change or of a document."""


class Refused(ValueError):
    """A refusal: the record stays as it was.

    The message is one sentence in plain words; `field` names where it belongs.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Gone(Refused):
    """A refusal because what it is about was deleted meanwhile.

    No form shows it, since the page of the form is gone, too.
    """
