"""Tables of every format as grids: cells, spans, header rows."""
