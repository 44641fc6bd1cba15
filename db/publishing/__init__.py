"""The figures that the site shows, made once for all readers."""
