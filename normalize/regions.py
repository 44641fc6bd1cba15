"""Say where a notice comes from: GB/T 2260 codes, HK, MO and ISO 3166-2 TW codes, with the evidence kept."""

from collections.abc import Sequence
from datetime import date

from normalize.records import RegionRecord


def resolve_region(
    *,
    issuer: str | None = None,
    title: str | None = None,
    fields_text: str | None = None,
    document_numbers: Sequence[str] = (),
    site: str | None = None,
    audited: Sequence[str] = (),
    text: str | None = None,
    on: date | None = None,
) -> RegionRecord | None:
    """Return the region a notice speaks for, or None where nothing names one for certain.

    `issuer` and `title` as printed; `fields_text` the metadata block; `document_numbers` all that
    stand in the notice (the audit report's too); `site` the publishing site's name or region name;
    `audited` names of audited bodies; `text` the body; `on` the notice's own date, so that codes are
    those in force in its year.
    """
    return None
