"""The same notice in another system of numbers gives the same rows; what only looks like a number numbers nothing."""

import pytest

from tests.extract.dressing import rows_of
from tests.extract.notices import extraction_of

HAN = "一二三四五六七八九"
ROMAN = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ")
SYSTEMS = {
    "一、": [f"{c}、" for c in HAN],
    "blank behind 一": [f"{c}　" for c in HAN],
    "I.": [f"{r}. " for r in ("I", "II", "III", "IV", "V", "VI")],
    "Ⅰ、": [f"{r}、" for r in ROMAN],
    "第一节": [f"第{c}节 " for c in HAN],
}
INNER = {
    "1.": [f"{n}." for n in range(1, 9)],
    "1：": [f"{n}：" for n in range(1, 9)],
    "1）": [f"{n}）" for n in range(1, 9)],
    "【1】": [f"【{n}】" for n in range(1, 9)],
    "[1]": [f"[{n}]" for n in range(1, 9)],
    "No.1": [f"No.{n} " for n in range(1, 9)],
    "(Ⅰ)": [f"（{r}）" for r in ROMAN],
    "(i)": [f"({r}) " for r in ("i", "ii", "iii", "iv", "v", "vi")],
    "01 and a blank": [f"0{n} " for n in range(1, 9)],
    "问题一 in brackets": [f"【问题{c}】" for c in HAN],
    "（问题一）": [f"（问题{c}）" for c in HAN],
    "第一条": [f"第{c}条 " for c in HAN],
    "第一项": [f"第{c}项：" for c in HAN],
}


def _notice(outer: list[str], inner: list[str]) -> bytes:
    return f"""洛坪县图书馆关于2023年度财务收支审计整改情况的公告
县审计局于2024年3月对我馆进行了审计，现将整改情况公告如下：
{outer[0]}整改工作开展情况
我馆召开专题会议，明确了责任分工。
{outer[1]}审计发现问题的整改情况
{inner[0]}图书采购未公开招标。2023年直接向一家书商采购图书46.2万元。
整改情况：已修订采购办法，2024年采购全部公开招标。
{inner[1]}读者押金长期未清退。有押金12.8万元挂账三年以上。
整改情况：已登报公告并清退9.6万元，其余正在联系读者。
{inner[2]}固定资产未登记入账。一批电子阅览设备未入账。
整改情况：已补登账目，该问题已完成整改。
{inner[3]}讲座劳务费未代扣个人所得税。
整改情况：已补缴税款1.3万元。
{outer[2]}下一步工作打算
我馆将加强内部管理，防止同类问题再次发生。
洛坪县图书馆
2024年7月9日
""".encode()


PLAIN = rows_of("x.txt", _notice(SYSTEMS["一、"], INNER["1."]))


def test_the_plain_notice_has_its_findings() -> None:
    assert [row[0] for row in PLAIN] == [
        "图书采购未公开招标", "读者押金长期未清退", "固定资产未登记入账", "讲座劳务费未代扣个人所得税",
    ]  # fmt: skip


@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("outer", SYSTEMS)
def test_another_system_of_numbers_says_the_same(outer: str, inner: str) -> None:
    assert rows_of("x.txt", _notice(SYSTEMS[outer], INNER[inner])) == PLAIN


def test_fields_without_a_number_stand_above_problems_that_count_on() -> None:
    told = rows_of("x.txt", """麦岭县关于审计查出问题整改情况的通报
现将整改情况通报如下：
资金管理方面
一、【已整改】专项资金滞留。
已拨付资金120万元。
二、【整改中】补贴发放依据不足。
正在逐户核实。
工程管理方面
三、【已整改】道路工程未办理施工许可。
已补办施工许可。
""".encode())  # fmt: skip
    assert [row[2] for row in told] == ["资金管理方面", "资金管理方面", "工程管理方面"]


def test_figures_and_letters_that_only_look_like_numbers_number_nothing() -> None:
    told = rows_of("x.txt", """岚口镇审计整改情况公告
现将整改情况公告如下：
一、惠农补贴发放不及时。
3 个村的补贴已补发到位。
2 户因账号有误，已重新登记。
二、村级账目公开不完整。
V型护坡工程的结算资料已补充公开。
三、村集体房屋出租未签合同。
12：30分起至下午，镇纪委约谈了有关人员；已补签合同4份。
""".encode())  # fmt: skip
    assert [row[0] for row in told] == ["惠农补贴发放不及时", "村级账目公开不完整", "村集体房屋出租未签合同"]
    assert "3个村的补贴已补发到位" in told[0][6]  # type: ignore[operator]


def test_a_letter_i_counts_on_from_h() -> None:
    items = "\n".join(f"({c}) 事项{c}的记录不完整。" for c in "abcdefghi")
    told = rows_of("x.txt", f"某署审计报告\n一、审计发现\n以下事项存在缺失：\n{items}\n".encode())
    assert len(told) == 9


@pytest.mark.parametrize("mark", ["{}、", "（{}）"])
@pytest.mark.parametrize("last", [False, True])
def test_fields_numbered_as_the_findings_below_them_head_these(mark: str, last: bool) -> None:
    one, two = mark.format("一"), mark.format("二")
    end = f"{mark.format('三')}下一步打算\n继续跟踪检查。\n" if last else ""
    extraction = extraction_of(
        f"""
青棠县文旅局关于预算执行审计整改情况的公告
现将整改情况公告如下：
{one}预算编制方面
{one}项目支出未细化。3个项目未细化到用款单位。
整改情况：明年预算编制时全部细化。
{two}结余资金未上缴。18.3万元滞留基本户。
整改情况：已上缴县财政。
{two}资产管理方面
{one}固定资产账实不符。盘点短少电脑5台。
整改情况：办理核销手续。
{two}房屋出租未备案。门面出租未报备。
整改情况：补办备案手续。
{end}"""
    )
    told = [(f.label and f.label.text, f.category and f.category.text) for f in extraction.findings]
    bare = one.rstrip("、")
    assert told == [
        (bare, "预算编制方面"), (two.rstrip("、"), "预算编制方面"),
        (bare, "资产管理方面"), (two.rstrip("、"), "资产管理方面"),
    ]  # fmt: skip


def test_one_list_of_short_items_is_no_heading_over_another() -> None:
    extraction = extraction_of(
        """
青棠县文旅局关于审计整改情况的公告
一、账实不符
二、租金未上缴
整改情况：
一、盘点短少的电脑已核销。
二、租金已上缴县财政。
"""
    )
    assert [f.title.text for f in extraction.findings] == ["账实不符", "租金未上缴"]
