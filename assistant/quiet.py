"""Settings of libraries that are read at import, chiefly to keep them quiet. Import it first."""

from __future__ import annotations

import os
import warnings

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("LOG_LEVEL", "WARNING")  # Rasa's own, progress bars included
os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")  # a model is kept by the digest of its sources
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # threads that wait leave the core to others
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

# Rasa's dependencies warn of their own dependencies at every import; nobody here can act on it.
warnings.filterwarnings("ignore", category=DeprecationWarning)
warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)
# Rasa says this of every slot that actions set, which is what ours are for.
warnings.filterwarnings("ignore", message="Slot auto-fill has been removed", category=UserWarning)
