"""Units that only assist beside one that answers, requests among what was found, and states as people say them."""

import pytest

from tests.extract.notices import extraction_of, measures, statuses, titles


def _units(text: str) -> list[list[str]]:
    return [[q.text for q in f.responsible] for f in extraction_of(text).findings]


ON_ONE_LINE = """
青棠县文化馆关于场馆经费审计整改情况的公示
市审计局对我馆开展审计，指出2个问题。现将整改情况公示如下。
问题1：演出器材无人保管
主责科室：活动部；协同科室：财务室、保卫科；整改时限：2023年9月底
整改措施：器材逐件登记，指定两名保管员。
整改情况：已完成
问题2：场租收入没有入账
主责科室：财务室；协同科室：无；整改时限：2023年8月底
整改措施：4.2万元全部补记入账。
整改情况：已完成
青棠县文化馆
2023年10月9日
"""

IN_BRACKETS = """
柳浦市职工学校食堂经费审计整改情况公开
学校就审计指出的3个问题的整改公开如下：

【问题】食材采购没有比价
【问题描述】全年采购蔬菜61万元，未向第二家询价。
【整改举措】建立三家比价制度，已签新合同。
【落实人】总务处（牵头），工会、审计室（配合）
【整改结果】改好了

【问题】餐卡余额长期没有清退
【问题描述】离校学员余额9.3万元挂账。
【整改举措】退还8.1万元，其余公告认领。
【落实人】财务室（牵头）
【整改结果】还在改

【问题】食堂用工流动大
【问题描述】一年更换厨工14人。
【整改举措】与厨工续签三年合同。
【落实人】总务处（牵头），人事处（参与）
【整改结果】要常年抓下去

柳浦市职工学校
2024年6月3日
"""

RECORDS = """
漳浔区审计局关于农田建设审计查出问题整改检查结果的公布
2023年区审计局查出2个问题。检查结果公布如下。

台账编号01
问题表述：机井建成后没有通电。共8眼。
牵头整改：区农业农村局
协同整改：区供电公司
整改截止：2024-06-30
完成标准：8眼机井全部通电。
工作推进：架设线路2.1公里，8眼机井已通电。
检查认定：已整改，同意销号

台账编号02
问题表述：管护资金没有列入预算。
牵头整改：区财政局
协同整改：无
整改截止：长期
完成标准：每年安排管护资金。
工作推进：2024年安排管护资金30万元。
检查认定：转入常态化监管，不予销号

漳浔区审计局
2024年8月1日
"""


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (ON_ONE_LINE, [["活动部"], ["财务室"]]),
        (IN_BRACKETS, [["总务处"], ["财务室"], ["总务处"]]),
        (RECORDS, [["区农业农村局"], ["区财政局"]]),
    ],
)
def test_units_that_assist_are_not_responsible(text: str, units: list[list[str]]) -> None:
    assert _units(text) == units


def test_who_carries_out_is_no_problem_and_states_are_read_as_they_are_said() -> None:
    extraction = extraction_of(IN_BRACKETS)
    assert titles(extraction) == ["食材采购没有比价", "餐卡余额长期没有清退", "食堂用工流动大"]
    assert statuses(extraction) == ["completed", "in_progress", "long_term"]


def test_standards_are_required_and_work_carried_on_is_a_measure() -> None:
    extraction = extraction_of(RECORDS)
    assert [f.requirement.text if f.requirement else None for f in extraction.findings] == [
        "8眼机井全部通电。",
        "每年安排管护资金。",
    ]
    assert measures(extraction, 1) == ["架设线路2.1公里，8眼机井已通电。"]
    assert statuses(extraction) == ["completed", "long_term"]


def test_names_of_persons_who_carry_out_are_not_collected() -> None:
    text = IN_BRACKETS.replace("财务室（牵头）", "王某某")
    assert _units(text) == [["总务处"], [], ["总务处"]]


BY_NUMBER = """
云岫县体育中心关于场馆维修资金审计整改成果的公示
县审计局对我中心开展审计，现将问题和整改成果公示如下。
一、审计指出的问题
1.泳池水处理设备停用两年。
2.看台维修合同先干后签。
3.押金没有退还。
二、整改成效
问题1，已完成。更换循环泵2台，设备恢复运行。
问题2，已完成。对经办人批评教育，合同管理办法重新印发。
问题3，整改中。退还押金1.6万元，余下正在联系。
三、后续安排
（1）每季度自查一次。
云岫县体育中心
2024年9月2日
"""


def test_what_was_done_stands_below_achievements_that_open_with_numbers() -> None:
    extraction = extraction_of(BY_NUMBER)
    assert statuses(extraction) == ["completed", "completed", "in_progress"]
    assert measures(extraction, 1) == ["更换循环泵2台，设备恢复运行。"]
    assert measures(extraction, 3) == ["退还押金1.6万元，余下正在联系。"]


OPINIONS = """
清洛縣文化處補助團體演出審核意見辦理情形
審計室抽查本處補助計畫，所提審核意見及辦理情形，彙列如下：
一、演出場次未達核定數。
審計室意見：比對成果報告，有6團少演11場，溢領補助款28萬元。應請追回溢領款項。
本處辦理：已追回28萬元。
辦理結果：已完成，解除列管。
二、評審紀錄不全。
審計室意見：抽查30案，其中9案無評審紀錄。應請依補助要點補正。
本處辦理：9案紀錄均已補齊。
辦理結果：已完成，解除列管。
三、道具閒置。
審計室意見：巡查倉庫，有17件道具三年未使用。允宜研謀活化。
本處辦理：17件均已移撥各團使用。
辦理結果：已完成，解除列管。
四、績效指標僅列場次。
審計室意見：宜增列觀眾滿意度指標。
本處辦理：114年度計畫書納入滿意度指標，惟尚待試辦。
辦理結果：部分完成。
"""


def test_requests_stand_behind_what_an_audit_office_found() -> None:
    extraction = extraction_of(OPINIONS)
    assert [f.requirement.text if f.requirement else None for f in extraction.findings] == [
        "應請追回溢領款項。",
        "應請依補助要點補正。",
        "允宜研謀活化。",
        "宜增列觀眾滿意度指標。",
    ]


PARAGRAPHS = """
漁港處就審計署署長第七十九號報告書第三章「避風塘的管理」的跟進行動
審計署於二○二二年十月發表第七十九號報告書，向漁港處提出三項建議。本處全部接納。
甲部　巡查

第2.5段　部分避風塘未按時巡查
審計署留意到，有7個避風塘逾期兩個月。
審計署建議：採取措施，確保按時巡查。
本處的行動：已編定新巡查表。
現況：已完成

第2.9段　繫泊浮標欠缺保養
審計署建議：檢討保養合約。
本處的行動：新合約已於二○二三年五月生效。
現況：已完成

乙部　收費

第3.4段　泊位費拖欠
審計署留意到，欠款達130萬元。
審計署建議：加快追收。
本處的行動：已追回90萬元。
現況：進行中

漁港處
二○二三年十月十五日
"""


def test_paragraphs_of_the_report_number_problems() -> None:
    extraction = extraction_of(PARAGRAPHS)
    assert titles(extraction) == ["部分避風塘未按時巡查", "繫泊浮標欠缺保養", "泊位費拖欠"]
    assert statuses(extraction) == ["completed", "completed", "in_progress"]


IN_A_NAME = """
康樂管理局對審計署《文娛活動場地審計報告》的跟進情況
審計署於2022年5月公佈《文娛活動場地審計報告》，指出本局2個問題。現將各項跟進情況公佈。
一、租借
1.1　申請沒有劃一準則
審計發現：抽查80宗申請，21宗結果不同。
審計意見及建議：制定準則。
跟進：指引已於2022年9月生效。（跟進完成）
1.2　場地空置
審計發現：平日使用率僅15%。
審計意見及建議：研究利用空置時段。
跟進：已在2個場地試行。（跟進中）
"""


def test_a_matter_in_the_name_of_a_report_does_not_say_what_the_paper_is() -> None:
    extraction = extraction_of(IN_A_NAME)
    assert extraction.family == "rectification_report"
    assert titles(extraction) == ["申請沒有劃一準則", "場地空置"]
