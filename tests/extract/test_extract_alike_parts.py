"""Reports divided by what was looked at: sections hold problems by what stands in them, whatever their headings say."""

import pytest

from extract.model import Extraction
from tests.extract.notices import extraction_of, measures, statuses, titles


def whole(extraction: Extraction) -> list[tuple[str, str]]:
    return [(m.kind, m.text.text.split("。")[0]) for m in extraction.measures]


LABELLED = """
关于镇党委落实县委巡察反馈意见整改情况的公示
镇党委逐条整改，现将有关情况公示如下：
一、{one}
1.粮食安全责任压得不实
整改情况：复耕撂荒地312亩，签订责任书19份。整改进展：已完成。
2.项目谋划储备不足
整改情况：新谋划项目7个。整改进展：已完成。
二、{two}
3.“一岗双责”履行不到位
整改情况：开展廉政谈话43人次。整改进展：已完成并长期坚持。
三、{three}
4.信访积案化解不力
整改情况：包案接访12次。整改进展：正在推进。
特此公示。
中共柳桥镇委员会
2024年2月1日
"""


@pytest.mark.parametrize(
    ("one", "two", "three"),
    [
        ("贯彻落实上级决策部署情况", "落实全面从严治党主体责任情况", "推进基层治理工作情况"),
        ("聚焦党的路线方针政策落实情况", "聚焦群众身边腐败问题和不正之风情况", "聚焦基层党组织建设情况"),
        ("对照主体责任", "在选人用人方面", "巡察、审计发现问题整改情况"),
        ("围绕理论武装方面", "围绕履行管党治党主体责任情况", "围绕干部和人才工作情况"),
    ],
)
def test_headings_that_name_a_field_hold_the_problems_below_them(one: str, two: str, three: str) -> None:
    extraction = extraction_of(LABELLED.format(one=one, two=two, three=three))

    assert [f.label.text for f in extraction.findings if f.label] == ["1", "2", "3", "4"]
    assert statuses(extraction) == ["completed", "completed", "completed", "in_progress"]
    assert measures(extraction, 4) == ["包案接访12次。"]
    assert extraction.measures == ()


def test_numbers_that_begin_again_and_answers_without_labels() -> None:
    extraction = extraction_of("""
中共石坪乡委员会关于巡察整改情况的通报
2024年6月12日，县委巡察二组反馈了7个问题。现通报如下。
一、整改组织情况
（一）强化政治担当。乡党委先后召开会议4次。
（二）细化责任分工。建立三张清单。
二、在落实上级决策部署方面
（一）产业发展思路不清。
一是聘请专家编制规划；二是流转土地600亩建设茶园。
（二）惠农政策宣传不到位。
组建宣讲队，入户发放手册1 800份。
三、落实管党治党政治责任情况
（一）领导班子合力不强。
完善议事规则，每月召开班子交流会。
（二）干部作风漂浮。
查处迟到早退6人次。
四、审计发现问题整改情况
（一）2021年审计指出的村级账务混乱问题整改不彻底。
聘请第三方清理账务，调整错账17笔。
五、下一步打算
（一）持续深化整改。对未完成的事项紧盯不放。
中共石坪乡委员会
2024年12月5日
""")

    assert titles(extraction) == [
        "产业发展思路不清。",
        "惠农政策宣传不到位。",
        "领导班子合力不强。",
        "干部作风漂浮。",
        "2021年审计指出的村级账务混乱问题整改不彻底。",
    ]
    assert measures(extraction, 1) == ["聘请专家编制规划；", "流转土地600亩建设茶园。"]
    assert whole(extraction) == [
        ("work_done", "强化政治担当"),
        ("work_done", "细化责任分工"),
        ("next_step", "持续深化整改"),
    ]


def test_work_that_speaks_of_faults_in_passing_stays_work() -> None:
    extraction = extraction_of("""
市政府关于2023年度审计查出问题整改情况的报告
一、整改工作部署推进情况
（一）高位推动抓整改。市政府常务会议研究部署。
（二）破解进度不平衡难题。对整改滞后的8个单位进行约谈。
二、审计查出问题整改情况
（一）财政管理审计查出问题整改情况
1.预算编制不完整问题。市财政局将3项收入纳入预算。
2.专项资金分配不及时问题。已将资金下达到项目单位。
三、推动建章立制情况
（一）完善采购管理。针对采购需求论证不充分，出台办法2项。
（二）补齐资产管理短板。针对出租不规范，修订制度3项。
安宁市人民政府
2024年11月18日
""")

    assert len(extraction.findings) == 2
    assert [kind for kind, _ in whole(extraction)] == ["work_done"] * 4


def test_a_list_that_tells_the_same_problems_again_answers_them() -> None:
    extraction = extraction_of("""
松陵区审计局关于河道整治资金审计整改情况的公告
一、资金管理方面
（一）结余资金未上缴。2个乡镇结余资金41万元未上缴。
（二）报账手续不齐。12笔支出缺少验收单。
二、项目推进情况
（一）工程进度缓慢。3段护岸逾期未完工。
三、问题整改情况
（一）结余资金未上缴。2个乡镇已将41万元缴回区财政。
（二）报账手续不齐。已补齐验收单。
（三）工程进度缓慢。3段护岸已完工验收。
松陵区审计局
2024年3月4日
""")

    assert len(extraction.findings) == 3
