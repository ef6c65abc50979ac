"""Settings of Prefect that make it quiet, patient and quick; whoever sets one otherwise wins."""

import os

from coaching.settings import in_file

# Nothing is told to anybody outside.
QUIET = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}

# A slow disk must not make the server give up its database; fewer, larger writes.
PATIENT = {
    "PREFECT_SERVER_DATABASE_TIMEOUT": "120",
    "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "120",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_API_REQUEST_TIMEOUT": "180",
}

# Prefect's own log lines are left out where the command speaks in sentences.
SILENT = {"PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL"}

CALM = {**QUIET, **PATIENT}

# Prefect itself reads no files: what service managers and containers hand over is set from them.
SECRETS = ("PREFECT_SERVER_API_AUTH_STRING", "PREFECT_SERVER_DATABASE_CONNECTION_URL")


def take_over() -> None:
    """Set, for this process and what it starts, what is calm and the secrets that lie in files.

    Only before Prefect is imported: it reads its settings then.

    Raises:
        SettingInvalid: a secret is given twice, or its file cannot be read.
    """
    for name, value in CALM.items():
        os.environ.setdefault(name, value)
    for name in SECRETS:
        text = in_file(name, os.environ)
        if text is not None:
            os.environ[name] = text
            del os.environ[f"{name}_FILE"]
