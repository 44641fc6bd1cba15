"""Which part of an Office file stands in which relation to another."""

from extract.readers.office.package import Package, children


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relationships of a part: id -> (last word of the type, name of the target part)."""
    folder, _, base = part.rpartition("/")
    root = package.xml_if_any(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
    found: dict[str, tuple[str, str]] = {}
    for relation in children(root, "Relationship"):
        if relation.get("TargetMode") == "External":
            continue
        target = str(relation.get("Target", ""))
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        found[str(relation.get("Id", ""))] = (kind, resolved(folder, target))
    return found


def resolved(folder: str, target: str) -> str:
    """Resolve a target against its folder inside the container."""
    parts = [] if target.startswith("/") else [p for p in folder.split("/") if p]
    for piece in target.split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece not in ("", "."):
            parts.append(piece)
    return "/".join(parts)


def main_part(package: Package, fallback: str) -> str:
    """Name of the main part of an Office file."""
    for kind, target in relations(package, "").values():
        if kind == "officeDocument":
            return target
    return fallback
