"""The families of content management systems, one file each. A new one is one file and one line here."""

from types import MappingProxyType

from scrapers.families import (
    ankang,
    epoint,
    generic,
    gkmlpt,
    hanweb,
    hanweb_xxgk,
    huzhou,
    jpaas,
    lonsun,
    nfcms,
    shanghai,
    trs,
    ucap,
    vsb,
)
from scrapers.families.parts import Family

FAMILIES = MappingProxyType(
    {
        "trs": trs.FAMILY,
        "nfcms": nfcms.FAMILY,
        "gkmlpt": gkmlpt.FAMILY,
        "hanweb": hanweb.FAMILY,
        "hanweb_xxgk": hanweb_xxgk.FAMILY,
        "jpaas": jpaas.FAMILY,
        "ucap": ucap.FAMILY,
        "huzhou": huzhou.FAMILY,
        "shanghai": shanghai.FAMILY,
        "ankang": ankang.FAMILY,
        "vsb": vsb.FAMILY,
        "lonsun": lonsun.FAMILY,
        "epoint": epoint.FAMILY,
        "generic": generic.FAMILY,
    }
)

__all__ = ["FAMILIES", "Family"]
