"""The file of the dataset: opened, brought up to date, looked into, made ready to be released."""
