"""Pictures of pages: brought upright and recognised."""
