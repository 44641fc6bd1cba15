"""What was done about a finding: read below it, or joined to it from a later section."""
