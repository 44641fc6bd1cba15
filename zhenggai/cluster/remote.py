"""What names a location beyond this machine."""


def is_remote(path: str) -> bool:
    """Whether a path names a location by its protocol, as s3://bucket/folder does."""
    return "://" in path
