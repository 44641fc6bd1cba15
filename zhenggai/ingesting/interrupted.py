"""Imported first by the process of which workers are copies: Ctrl-C reaches it too, and ends it without a word.

The process that was asked says what becomes of the run.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)
