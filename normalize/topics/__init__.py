"""What a finding is about: rules and a model, their training and their figures."""
