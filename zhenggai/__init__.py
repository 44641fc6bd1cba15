"""The front door: command line, pipeline and engines. Nobody imports it."""
