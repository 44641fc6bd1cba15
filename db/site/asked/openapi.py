"""The JSON API as data: operations, parameters and answers; the docs page and the OpenAPI file are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.tables.site import STATUS_COLUMNS

__all__ = ["MAX_SIZE", "OPERATIONS", "Operation", "Parameter", "document"]

Schema = Mapping[str, object]
MAX_SIZE = 500  # rows a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument of an operation."""

    name: str
    about: str
    place: str = "query"
    type: str = "string"
    many: bool = False
    example: str | int | None = None
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 10**9

    @property
    def described(self) -> dict[str, object]:
        """The parameter in OpenAPI's words."""
        one: dict[str, object] = {"type": self.type}
        one |= {"enum": list(self.choices)} if self.choices else {}
        one |= {"minimum": self.least, "maximum": self.most} if self.type == "integer" else {}
        schema: dict[str, object] = {"type": "array", "items": one} if self.many else one
        made: dict[str, object] = {
            "name": self.name, "in": self.place, "required": self.place == "path", "description": self.about,
            "schema": schema,
        }  # fmt: skip
        return made | ({"example": self.example} if self.example is not None else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address of the API."""

    path: str
    name: str
    about_zh: str
    about: str
    answer: str  # name of the schema of the answer
    parameters: tuple[Parameter, ...] = ()


_CHOICE = (
    Parameter(name="q", about="Words to search for, in either script; all must occur.", example="闲置"),
    Parameter(name="province", about="Code of a province-level unit."),
    Parameter(name="city", about="Codes of cities or counties; may be repeated.", many=True),
    Parameter(
        name="year",
        about="Years of publication, -1 where not known; may be repeated.",
        type="integer",
        many=True,
        least=-1,
        most=9999,
    ),
    Parameter(name="topic", about="Id of a topic of either level."),
    Parameter(name="status", about="A status, or `unstated`.", choices=STATUS_COLUMNS),
)
_PAGING = (
    Parameter(
        name="size", about="Rows a page, 1 to 500.", type="integer", example=50, least=1, most=MAX_SIZE
    ),
    Parameter(name="after", about="Where the page starts; take it from `next`.", type="integer"),
)
_ID = Parameter(name="id", about="Id of the record.", place="path")

OPERATIONS: tuple[Operation, ...] = (
    Operation(path="/api/findings.json", name="listFindings", about_zh="符合条件的问题，从新到旧", answer="Findings",
              about="Findings of a choice, newest notice first.", parameters=(*_CHOICE, *_PAGING)),
    Operation(path="/api/findings/{id}.json", name="getFinding", about_zh="一个问题，附各单元格在原文中的位置",
              about="One finding, with where its cells stand in the notice's text.", answer="FindingWithSpans",
              parameters=(_ID,)),
    Operation(path="/api/notices.json", name="listNotices", about_zh="公告，从新到旧", answer="Notices",
              about="Notices, newest first.",
              parameters=(*(p for p in _CHOICE if p.name in ("province", "city", "year", "topic")), *_PAGING)),
    Operation(path="/api/notices/{id}.json", name="getNotice", about_zh="一份公告，含全文、措施和疑点",
              about="One notice with its text, measures and doubts.", answer="NoticeWithText", parameters=(_ID,)),
    Operation(path="/api/topics.json", name="listTopics", about_zh="主题表与数量", about="The taxonomy with counts.",
              answer="Topics"),
    Operation(path="/api/places.json", name="listPlaces", about_zh="地区与数量", about="Places with counts.",
              answer="Places"),
    Operation(path="/api/counts.json", name="listCounts", about_zh="按地区、年份、主题的统计",
              about="Counts by place, year and topic, with every status. Year 0 is all years, topic * all findings.",
              answer="Counts",
              parameters=(Parameter(name="level", about="What is counted.", example="place",
                                    choices=("all", "province", "place", "region")),
                          *(p for p in _CHOICE if p.name in ("city", "year")),
                          Parameter(name="topic", about="Ids of topics; may be repeated.", many=True))),
    Operation(path="/api/openapi.json", name="describe", about_zh="接口说明（OpenAPI）",
              about="This description.", answer="OpenApi"),
)  # fmt: skip


def _object(properties: Mapping[str, object], **more: object) -> dict[str, object]:
    return {"type": "object", "required": list(properties), "properties": dict(properties), **more}


def _null(kind: str) -> dict[str, object]:
    return {"type": [kind, "null"]}


_TEXT, _MAYBE, _COUNT = {"type": "string"}, _null("string"), {"type": "integer"}
_TEXTS = {"type": "array", "items": _TEXT}
_FINDING: dict[str, object] = {
    "id": _TEXT, "notice_id": _TEXT, "position": _COUNT, "label": _MAYBE, "category": _MAYBE, "title": _TEXT,
    "detail": _MAYBE, "requirement": _MAYBE, "status": _MAYBE, "status_basis": _MAYBE, "status_text": _MAYBE,
    "result": _MAYBE, "responsible": _TEXTS, "deadline_text": _MAYBE, "deadline_on": _MAYBE, "topics": _TEXTS,
    "notice_title": _MAYBE, "city": _MAYBE, "region_code": _MAYBE, "issuer": _MAYBE, "family": _TEXT, "published_on": _MAYBE,
    "measures": _TEXTS, "source_url": _MAYBE, "address": _TEXT,
}  # fmt: skip
_NOTICE: dict[str, object] = {
    "id": _TEXT, "title": _MAYBE, "family": _TEXT, "script": _TEXT, "region_code": _MAYBE, "city": _MAYBE,
    "province": _MAYBE, "issuer": _MAYBE, "document_number": _MAYBE, "audit_report_number": _MAYBE,
    "published_on": _MAYBE, "signed_on": _MAYBE, "stated_finding_count": _null("integer"), "finding_count": _COUNT,
    "url": _MAYBE, "file_name": _TEXT, "sha256": _TEXT, "fetched_at": _MAYBE, "withdrawn_at": _MAYBE,
}  # fmt: skip
_SPAN = _object({"field": _TEXT, "start": _COUNT, "end": _COUNT, "page": _null("integer"), "bbox": _MAYBE})
_LIST_OF = {"type": "array", "items": {"type": "object"}}
_COUNTS = _object(
    {"level": _TEXT, "code": _TEXT, "year": _COUNT, "topic": _TEXT, "notices": _COUNT, "findings": _COUNT}
)

SCHEMAS: dict[str, Schema] = {
    "Finding": _object(_FINDING),
    "FindingWithSpans": _object(_FINDING | {"spans": {"type": "array", "items": _SPAN}}),
    "Findings": _object(
        {
            "total": _COUNT,
            "next": _MAYBE,
            "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
        }
    ),
    "Notice": _object(_NOTICE),
    "NoticeWithText": _object(
        _NOTICE
        | {
            "text": _TEXT,
            "finding_ids": _TEXTS,
            "measures": _LIST_OF,
            "focus_areas": _LIST_OF,
            "issues": _LIST_OF,
        }
    ),
    "Notices": _object(
        {"next": _MAYBE, "notices": {"type": "array", "items": {"$ref": "#/components/schemas/Notice"}}}
    ),
    "Topics": _object({"topics": _LIST_OF}),
    "Places": _object({"places": _LIST_OF}),
    "Counts": _object({"counts": {"type": "array", "items": _COUNTS}, "cut": {"type": "boolean"}}),
    "OpenApi": {"type": "object"},
    "Problem": _object({"ok": {"type": "boolean"}, "status": _COUNT, "error": _TEXT}),
}


def _answer(name: str, about: str) -> dict[str, object]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"description": about, "content": content}


def document(address: str) -> dict[str, object]:
    """The OpenAPI 3.1 document of the API at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "整改公告数据集 Audit Rectification Dataset",
            "version": "1",
            "description": "Audit findings, statuses and measures from published notices. Read only; no key is needed.",
        },
        "servers": [{"url": address}],
        "paths": {
            operation.path: {
                "get": {
                    "operationId": operation.name,
                    "summary": operation.about,
                    "description": operation.about_zh,
                    "parameters": [parameter.described for parameter in operation.parameters],
                    "responses": {
                        "200": _answer(operation.answer, "OK"),
                        "400": _answer(
                            "Problem", "An argument that is not described, or a value it does not allow."
                        ),
                        "404": _answer("Problem", "No such record."),
                        "503": _answer("Problem", "The query took too long; narrow it down."),
                    },
                }
            }
            for operation in OPERATIONS
        },
        "components": {"schemas": SCHEMAS},
    }
