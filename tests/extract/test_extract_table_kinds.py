"""Tables of further kinds: records stacked down the side, numbered cells, headings over them, headless rests."""

from tests.extract.notices import extraction_of, measures, statuses, titles


def page(*rows: str) -> str:
    return f"<html><body><h1>麓川市体育局审计问题整改公示</h1>{''.join(rows)}</body></html>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(c if c.startswith("<td") else f"<td>{c}</td>" for c in cells) + "</tr>"


def table(*rows: str) -> str:
    return f"<table border=1>{''.join(rows)}</table>"


def test_numbers_beside_a_merged_label_are_no_measures() -> None:
    extraction = extraction_of(
        page(
            "<h4>问题一</h4>",
            table(
                row("问题表现", "<td colspan=2>场馆收入未入账。2022年少计8.6万元。</td>"),
                row("<td rowspan=2>整改措施</td>", "1", "补记收入。"),
                row("2", "修订收费办法。"),
                row("整改状态", "<td colspan=2>已整改到位</td>"),
            ),
            "<p>公告之后，我局将继续做好以下工作：</p><p>一是每季度盘点票据。</p><p>二是加快系统建设。</p>",
        ),
        "a.html",
    )

    assert [f.label.text if f.label else None for f in extraction.findings] == ["问题一"]
    assert measures(extraction, 1) == ["补记收入。", "修订收费办法。"]
    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("next_step", "每季度盘点票据。"),
        ("next_step", "加快系统建设。"),
    ]


def test_records_stacked_in_one_table_begin_at_their_first_label() -> None:
    cells = [
        ("1", "器材采购未验收。", "组织补验收。", "已完成"),
        ("2", "培训费无预算。", "补编预算。", "整改中"),
    ]
    extraction = extraction_of(
        page(
            table(
                *(
                    row("序号", f"<td colspan=2>{n}</td>")
                    + row("问题", f"<td colspan=2>{problem}</td>")
                    + row("<td rowspan=2>整改情况</td>", "措施", measure)
                    + row("责任单位", "群体科")
                    + row("状态", f"<td colspan=2>{state}</td>")
                    for n, problem, measure, state in cells
                )
            )
        ),
        "a.html",
    )

    assert titles(extraction) == ["器材采购未验收。", "培训费无预算。"]
    assert statuses(extraction) == ["completed", "in_progress"]
    assert measures(extraction, 2) == ["补编预算。"]


def test_a_heading_over_a_record_that_only_describes_names_the_finding() -> None:
    extraction = extraction_of(
        page(
            "<h3>问题1：票据管理不规范</h3>",
            table(
                row("具体表现", "37份收据未连号使用。"),
                row("整改举措", "启用电子票据。"),
                row("整改状态", "完成"),
            ),
        ),
        "a.html",
    )

    (finding,) = extraction.findings
    assert finding.title.text == "票据管理不规范"
    assert finding.detail is not None and finding.detail.text == "37份收据未连号使用。"
    assert finding.category is None


def test_a_headless_rest_that_opens_with_a_group_continues_the_table() -> None:
    extraction = extraction_of(
        page(
            table(
                row("序号", "存在问题", "整改措施", "整改状态"),
                row("<td colspan=4>财政管理类</td>"),
                row("1", "收入未入库", "全部缴库", "已完成"),
                row("2", "结余未清理", "收回结余", "已完成"),
            ),
            "<p>（转下页）</p>",
            table(row("<td colspan=4>政府投资类</td>"), row("3", "多计工程款", "扣回价款", "未完成")),
        ),
        "a.html",
    )

    assert titles(extraction) == ["收入未入库", "结余未清理", "多计工程款"]
    assert [f.category.text for f in extraction.findings if f.category] == [
        "财政管理类",
        "财政管理类",
        "政府投资类",
    ]
