"""Lists sorted by how far their problems have come, problems handed over, what closes a bulletin, answers to what comes next."""

from tests.extract.notices import extraction_of, statuses, titles

SORTED = """
槿州市公共自行车服务中心关于审计发现问题整改情况的公告
市审计局审计报告指出我中心存在的问题共5项，现将整改情况公告如下：
截至2022年6月30日，已完成整改的问题有2项：
一、站点建设费多结算。经复核，扣回施工单位工程款18.7万元。
二、车辆报废未履行审批。补办报废审批手续420辆。
其余2项问题正在整改：
三、调度系统验收不合格。中心与开发单位签订补充协议，已修复缺陷9处。
四、部分站点被占用。已收回占用站点4个，剩余3个正在协调。
另有1个问题持续整改：
五、运营成本偏高。按季度分析成本，压减夜间调度车次。
槿州市公共自行车服务中心
2022年7月5日
"""


def test_a_sentence_above_each_list_says_the_state_of_its_problems() -> None:
    extraction = extraction_of(SORTED)

    assert statuses(extraction) == ["completed", "completed", "in_progress", "in_progress", "long_term"]
    assert all(f.category is None for f in extraction.findings)
    assert [m.text.text for m in extraction.findings[3].measures] == ["已收回占用站点4个，剩余3个正在协调。"]


def test_a_sentence_that_counts_fewer_problems_than_stand_below_it_says_no_state() -> None:
    extraction = extraction_of(SORTED.replace("其余2项问题正在整改", "其余1项问题正在整改"))

    assert "in_progress" not in statuses(extraction)


NAMED = """
映山区教育局关于幼儿园收费专项审计整改情况的公示
区审计局反馈我局问题4个，现按进度公示如下。
第一类：已办结问题
1.伙食费结余未清退。7所幼儿园退还8.4万元。
2.收费公示牌未更新。全部更换。
第二类：正在办理问题
3.民办园补助资金拨付滞后。已拨付第一批60万元。
4.闲置园舍未盘活。正与街道商谈移交。
映山区教育局
2023年7月4日
"""


def test_lists_with_a_name_before_their_state() -> None:
    extraction = extraction_of(NAMED)

    assert statuses(extraction) == ["completed", "completed", "in_progress", "in_progress"]
    assert [f.category.text for f in extraction.findings if f.category][1:3] == ["已办结问题", "正在办理问题"]


def test_a_list_whose_name_says_no_known_state_keeps_that_of_the_list_above_away() -> None:
    extraction = extraction_of(NAMED.replace("正在办理问题", "纳入规划问题"))

    assert statuses(extraction) == ["completed", "completed", None, None]


BULLETIN = """
岩前市审计局关于公立医院医疗设备采购审计发现共性问题的通报
各县（市、区）卫生健康局，市直各医院：
现将审计发现的3个共性问题及整改情况通报如下：
一、需求论证流于形式。某医院购置的2台大型设备未开展可行性论证。已将设备调剂至县级医院使用。该问题已整改到位。
二、验收环节缺失。14台设备未经验收即付款。医院补办了验收手续。该问题已整改到位。
三、维保合同价格虚高。同型号设备维保价格相差3倍。相关问题线索已移送市纪委监委处理。
请各县（市、区）卫生健康局和市直各医院做好以下工作：
1.对照上述问题开展自查自纠，8月底前报送自查报告。
2.健全设备全生命周期管理制度。
岩前市审计局
2023年6月15日
"""


def test_a_clue_handed_over_is_a_state_and_what_all_are_told_belongs_to_no_finding() -> None:
    extraction = extraction_of(BULLETIN)

    assert extraction.stated_finding_count == 3
    assert statuses(extraction) == ["completed", "completed", "transferred"]
    assert extraction.findings[2].measures == ()
    assert [m.kind for m in extraction.measures] == ["recommendation"] * 2


QUESTIONS = """
苍屏区商务局关于菜市场改造审计查出问题整改情况的回应
区审计局公布菜市场改造资金审计结果，区商务局就整改情况作出回应。
问：审计指出“改造项目未经审批先行开工”，目前手续补办了吗？
答：已补办施工许可，2名责任人被约谈。该问题已整改完成。
问：审计报告提到“4家市场改造补助多拨”，钱追回来没有？
答：多拨的36万元已追回31万元，剩余5万元年底前退回。该问题正在整改。
问：接下来还有哪些举措？
答：一是把资金拨付与验收结果挂钩。二是每季度抽查一次。
"""


def test_the_answer_to_what_comes_next_tells_next_steps() -> None:
    extraction = extraction_of(QUESTIONS)

    assert len(titles(extraction)) == 2
    assert [(m.kind, m.text.text) for m in extraction.measures] == [
        ("next_step", "把资金拨付与验收结果挂钩。"),
        ("next_step", "每季度抽查一次。"),
    ]


BRACKETS = """
砥川学院关于内部审计整改情况的公示
审计处提出2个问题，现公示如下。
验收签字制度未落实。抽查的入库单有137张只有一人签字。（牵头单位：饮食中心；完成时限：2024年10月底）
整改措施：重新制作三联入库单。
整改状态：已完成
承包费拖欠。6个承包户欠缴承包费41.3万元。（牵头单位：后勤处；完成时限：2024年年底前）
整改措施：收回欠费29万元。
整改状态：正在整改
"""


def test_a_deadline_does_not_keep_the_bracket_that_closes_its_cells() -> None:
    found = [f.deadline.text for f in extraction_of(BRACKETS).findings if f.deadline]

    assert found == ["2024年10月底", "2024年年底前"]


BULLETED = """
浦澜区审计局关于街道社区服务经费审计结果的公告
区审计局对3个街道的社区服务经费进行了审计。现将审计结果公告如下：
●春晖街道
1．服务项目重复立项。两个社区以同一方案申领经费12万元。
2．志愿者补贴发放无签领记录。
整改结果：问题1已整改，问题2正在整改。
●柳岸街道
1．经费结余未收回。结余21.5万元存放在社区账户。
2．采购验收单据不全。
整改结果：以上问题均已整改到位。
浦澜区审计局
2020年12月1日
"""


def test_bodies_with_a_bullet_head_the_lists_below_them() -> None:
    extraction = extraction_of(BULLETED)

    assert [f.category.text for f in extraction.findings if f.category] == ["春晖街道"] * 2 + ["柳岸街道"] * 2
    assert statuses(extraction) == ["completed", "in_progress", "completed", "completed"]


LAST_BODY = """
崖岭县审计局审计结果公告
县审计局对3个部门2022年度预算执行情况进行了审计。
县水利局
主要问题：项目资金滞留310万元。
整改情况：已整改到位。
县林业局
主要问题：护林员补助发放不及时。
整改情况：已整改到位。
县住房城乡建设局
主要问题：应缴未缴土地闲置费86万元。
整改情况：正在整改。
崖岭县审计局
2024年1月15日
"""


def test_a_body_near_the_end_that_has_findings_below_it_signs_nothing() -> None:
    found = [f.category.text if f.category else None for f in extraction_of(LAST_BODY).findings]

    assert found == ["县水利局", "县林业局", "县住房城乡建设局"]


COUNTED_BELOW = """
槿州市殡葬服务所关于审计发现问题办理情况的公告
市审计局审计指出我所存在的问题，现将办理情况公告如下：
一、改好了的
下面两个问题已经整改完成。
1、寄存费收入未及时入账。4.2万元已补记收入。
2、祭品采购未比价。已重新询价，签订了新合同。
二、还没改完的
有两个问题正在整改，都定了日子。
3、车辆维修费无清单。正请修理厂补开清单。
4、墓位台账不全。逐排清点墓位，录入台账。
槿州市殡葬服务所
2023年7月5日
"""


def test_a_sentence_that_counts_all_problems_below_a_heading_says_more_than_the_heading() -> None:
    assert statuses(extraction_of(COUNTED_BELOW)) == ["completed", "completed", "in_progress", "in_progress"]

    other = extraction_of(COUNTED_BELOW.replace("有两个问题正在整改", "有一个问题正在整改"))
    assert "in_progress" not in statuses(other)[3:]
