"""The paged sample notices: a text PDF, a ruled table over two pages, a scan and a photographed list. Places are invented."""

import io

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.platypus import Flowable, Paragraph, Spacer

from tests.extract.pdf_samples import (
    Scanner,
    TableLook,
    built,
    page_pictures,
    scan_pdf,
    scanned,
    style,
    table,
)

_SCAN = Scanner(dpi=150, skew=0.4, noise=3, seal=False, quality=42)

WATER = (
    "2024年4月至5月，松陵市审计局对我局2022年至2023年农村供水工程建设管理情况进行了专项审计，"
    "于2024年6月28日出具了审计报告（松审农报〔2024〕11号），指出4个方面的问题。现将整改结果公告如下。",
    "问题一：部分供水工程未按期完工",
    "审计抽查的9处供水工程中，有3处逾期6个月以上仍未完工，涉及投资1,284.50万元。",
    "整改要求：倒排工期，明确责任，确保2024年10月底前全部完工。",
    "落实情况：该问题已完成整改。一是约谈3家施工单位负责人，签订限期完工承诺书；二是由分管领导每周到现场调度，"
    "3处工程均已于2024年9月20日前通过完工验收。",
    "问题二：水质检测频次不足",
    "2023年有12处千人以上水厂全年仅检测2次，低于规定的每季度1次。",
    "整改要求：按规定频次开展水质检测，并公开检测结果。",
    "落实情况：该问题已完成整改。一是委托第三方机构按季检测，2024年已检测36批次；二是在局门户网站按季公布水质信息。",
    "问题三：水费收入坐支",
    "2个镇供水站将水费收入46.80万元直接用于日常维修支出，未上缴国库。",
    "整改要求：严格执行收支两条线规定，将坐支款项补缴入库。",
    "落实情况：该问题正在整改。一是已补缴31.20万元，余款15.60万元计划于2025年3月底前缴清；"
    "二是印发《松陵市农村供水收费管理办法》，统一使用非税收入票据。",
    "问题四：管网档案资料缺失",
    "5处工程的管网竣工图未归档，无法确定隐蔽管线位置。",
    "整改要求：补齐档案资料，建立管网数据库。",
    "落实情况：该问题需长期坚持。一是组织测绘单位补测管线87公里；二是将竣工图归档列为验收的前置条件。",
    "下一步工作打算",
    "（一）对尚未完成整改的事项每月调度，直至销号。",
    "（二）开展农村供水工程“回头看”，防止同类问题反复发生。",
)  # fmt: skip

ASSETS_HEADER = ("序号", "问题类别", "存在问题", "整改措施", "责任单位", "整改时限", "整改情况")
ASSETS = (
    ("1", "资产管理方面", "办公用房出租未公开招租。区文化馆将临街房屋6间直接出租给原承租人，年租金21.60万元。",
     "1.终止原租赁合同；2.委托产权交易机构重新公开招租。", "区文化和旅游局", "2024年6月30日", "已完成整改"),
    ("2", "资产管理方面", "固定资产账实不符。盘点发现账面有而实物无的设备58台，原值73.25万元。",
     "1.逐台核查去向，追回借出设备11台；2.对已报废的47台按程序办理核销。", "区教育局、区卫生健康局", "2024年9月30日", "已完成整改"),
    ("3", "资产管理方面", "闲置校舍长期未盘活。14所撤并学校校舍闲置，建筑面积2.1万平方米。",
     "1.编制盘活方案，5所改建为养老服务站；2.其余校舍移交所在镇统筹使用。", "区教育局", "2025年12月31日", "正在整改"),
    ("4", "资产管理方面", "公务车辆未及时处置。9辆已停驶公务车未报废，继续支付保险费4.86万元。",
     "已全部移交车改办拍卖，所得款项缴入国库。", "区机关事务服务中心", "2024年5月31日", "已完成整改"),
    ("5", "债权债务方面", "往来款项长期挂账。7个单位3年以上应收款318.40万元未清理。",
     "1.成立清理专班逐笔核对；2.收回204.90万元，对确实无法收回的按规定报批核销。", "区财政局", "2024年12月31日", "基本完成"),
    ("6", "债权债务方面", "拖欠民营企业账款。3个项目应付工程款462.73万元逾期未付。",
     "统筹安排专项资金，分两批支付到位。", "区住房和城乡建设局、区交通运输局", "2024年8月31日", "已完成整改"),
    ("7", "债权债务方面", "担保责任未解除。区属平台公司为2家民营企业提供担保1,500.00万元，到期未解除。",
     "1.与债权银行协商，置换担保1,000.00万元；2.对剩余部分提起诉讼。", "区国有资产监督管理办公室", "长期坚持", "持续整改"),
    ("8", "制度建设方面", "资产管理制度缺失。11个单位未建立固定资产年度盘点制度。",
     "制定《云麓区行政事业单位资产盘点办法》，11个单位均已开展盘点。", "区财政局", "2024年7月31日", "已完成整改"),
    ("9", "制度建设方面", "收益管理不规范。4个单位资产处置收入12.37万元未纳入预算管理。",
     "已全额上缴，并调整会计账目。", "区财政局、相关单位", "2024年6月30日", "已完成整改"),
)  # fmt: skip

SCHOOLS = (
    "根据《青芜市审计局关于学校食堂专项审计的报告》（青审教报〔2021〕6号）提出的意见，我局认真组织整改，现将整改情况公告如下：",
    "一、审计发现问题整改情况",
    "（一）食材采购价格偏高。",
    "该问题已完成整改。一是重新公开招标确定3家供应商；二是建立每旬询价、每月公示制度。",
    "（二）食堂结余未用于改善伙食。",
    "该问题已完成整改。一是将结余的28.40万元全部用于降低餐费；二是每学期公布食堂收支。",
    "（三）食品留样不规范。",
    "该问题正在整改。一是为19所学校配备留样冰柜；二是开展从业人员培训4期。",
    "二、下一步工作",
    "1.完善学校食堂财务管理制度。",
    "2.将食堂管理纳入年度督导考核。",
)

PARKS_HEADER = ("序号", "存在问题", "整改措施", "责任单位", "完成时限", "整改进展")
PARKS = (
    ("1", "古树名木巡查记录不全。", "补录巡查记录210条，配备专职巡查员3名。", "市园林管理处", "2022年6月30日", "已完成"),
    ("2", "公园绿地被占用380平方米。", "拆除违章棚屋2处，恢复绿地。", "市园林局", "2022年9月30日", "已完成"),
    ("3", "养护合同未及时续签。", "按程序重新签订养护合同5份。", "市绿化工程队", "2022年12月31日", "正在整改"),
)  # fmt: skip


def water_pdf() -> bytes:
    """A notice of running text over two pages, with running header and page numbers."""
    title = ("松陵市水务局关于农村供水工程专项审计", "查出问题整改结果的公告")
    flow = _notice(title, "松水公告〔2024〕3号", WATER, ("松陵市水务局", "2024年11月8日"))
    return built(flow, header="松陵市水务局公告")


def assets_pdf() -> bytes:
    """A ruled table over two pages, its category cells merged."""
    widths = (32, 48, 128, 132, 66, 64, 52)
    return built([
        Paragraph("云麓区2023年度行政事业性国有资产审计查出问题整改清单", style(16, align=TA_CENTER)),
        Spacer(1, 10),
        Paragraph("填报单位：云麓区财政局", style(10.5)),
        Spacer(1, 6),
        table(ASSETS, TableLook(merged=True, size=13), header=ASSETS_HEADER, widths=widths),
    ])  # fmt: skip


def schools_scan() -> bytes:
    """A notice as a scanner delivers it: an image-only PDF."""
    flow = _notice(
        ("青芜市教育局关于学校食堂专项审计", "整改情况的公告"),
        "",
        SCHOOLS,
        ("青芜市教育局", "2021年12月16日"),
    )
    return scan_pdf(built(flow), _SCAN)


def parks_jpg() -> bytes:
    """A list with ruling lines as a picture file."""
    widths = (30, 130, 150, 74, 74, 56)
    flow = [
        Paragraph("兰渚市园林局审计发现问题整改清单", style(17, align=TA_CENTER)),
        Spacer(1, 14),
        table(PARKS, TableLook(size=11), header=PARKS_HEADER, widths=widths),
    ]
    picture = scanned(page_pictures(built(flow), _SCAN.dpi)[0], _SCAN)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=50, dpi=(_SCAN.dpi, _SCAN.dpi))
    return out.getvalue()


def _notice(
    title: tuple[str, ...], number: str, paragraphs: tuple[str, ...], signature: tuple[str, str]
) -> list[Flowable]:
    """Title lines, document number, paragraphs and signature of a notice."""
    body = style(14, indent=28, leading=1.7)
    flow: list[Flowable] = [Paragraph(line, style(20, align=TA_CENTER)) for line in title]
    flow += [Paragraph(number, style(13, align=TA_CENTER))] * bool(number)
    flow.append(Spacer(1, 14))
    flow += [Paragraph(text, body) for text in paragraphs]
    flow.append(Spacer(1, 10))
    return flow + [Paragraph(text, style(14, align=TA_RIGHT)) for text in signature]


PAGES = {
    "songling_water_2024.pdf": water_pdf,
    "yunlu_assets_2024.pdf": assets_pdf,
    "qingwu_schools_2021_scan.pdf": schools_scan,
    "lanzhu_parks_2022.jpg": parks_jpg,
}
