"""The filter that keeps secrets out of the log."""

import logging
import re

_SECRETS = re.compile(r"(/in/[^/\s]+/|/invitation/|/password/reset/key/|/account/address/[^/\s]+/)[^/\s]+")


class HideSecrets(logging.Filter):
    """Replace the secret part of one-time links by “…”.

    A reader of the log could use a link that is still valid.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRETS.sub(r"\1…", record.getMessage()), ()
        if record.exc_info and record.exc_text is None:
            record.exc_text = _SECRETS.sub(r"\1…", logging.Formatter().formatException(record.exc_info))
        return True
