"""Patterns of date expressions in folded text (`fold`: half width, simplified script, same length)."""

import re

CN = "〇零0OoОΟ一二三四五六七八九"  # the zeros include letters that pages print for them
_1_9 = "[一二三四五六七八九]"
_ZERO = f"[{CN[:7]}]"
_S = r"\s{0,2}"
_JOIN = rf"{_S}(?:至|到|-{{1,2}}|—{{1,2}}|~|―){_S}"
_YEAR = (
    rf"(?:(?:19|20)\d\d|[12](?:[ ]\d){{3}}|(?:一九|[二贰]{_ZERO})[{CN}壹贰叁肆伍陆柒捌玖\d]{{2}}"
    r"|[二两]千零?[一二三四五六七八九十]{1,3})"
)
_ERA_YEAR = r"(?:(?<!\d\.)\d{2,3}|元|[一二三四五六七八九十百〇零]{2,6})"
_ERA = r"(?P<era>(?:中华)?民国\s*)?"
_CAPITAL = "[壹贰叁参肆伍陆柒捌玖]"
_MONTH = rf"(?:\d{{1,2}}|一?十[一二]?|一[〇零一二]|元|{_1_9}|零?(?:壹?拾)?{_CAPITAL}|零?壹?拾)"
_DAY = rf"""(?:\d{{1,2}}|三十一?|二十{_1_9}?|廿{_1_9}?|卅一?|一?十{_1_9}?|[一二三][{CN}]|{_1_9}
    |零?{_CAPITAL}?拾{_CAPITAL}?|零?{_CAPITAL})"""
_NOT_SPAN = "(?!内|以内|之内)"  # 60日内 is a span of days
_STOP = r"\s*$|[,。;)]"
_BEFORE = r"(?:前|之前|以前)"
_SPOKEN = "[〇零一二三四五六七八九十廿卅]"
_ORDINAL = r"(?:[一二三四五六七八九十两]{1,3}|\d{1,2})"
# a day without 日 in Chinese numerals: 八月十五 and 初五 may be of the lunar calendar
_LUNAR_DAY = rf"(?:初[一二三四五六七八九十]|{_SPOKEN}{{1,3}})(?={_STOP}|{_BEFORE})"
# weeks and days of which the rest of the expression speaks: 6月第一周, 2025年最后两个月
_NARROWER = rf"(?:第{_ORDINAL}个?(?:周|星期|礼拜)|最后{_ORDINAL}?个?[天日周月]|前{_ORDINAL}个?[天日周])"
# 底, 末, 初 as edges of a period, not in 底数, 末端, 初步.
_EDGE = r"(?:底(?![数稿层册价线子])|末(?![端梢])|初(?![步审中级次期始])|终(?=\s*$|[之以]?前|[,。;)]))"
_WITHIN = r"(?:度|以|之)?内(?![容部控审设外在地])"
_TAIL = rf"""(?:
    (?:(?P<month0>{_MONTH})(?:{_S}月份?)?{_JOIN})?(?P<month>{_MONTH}){_S}月(?:份)?{_S}
      (?:(?:(?P<day0>{_DAY})[日号]?{_JOIN})?(?P<day>{_DAY}){_S}[日号]{_NOT_SPAN}
        |(?P<bare_day>\d{{1,2}})(?={_BEFORE}|{_STOP})
        |(?P<narrower>{_LUNAR_DAY}|的?{_NARROWER})
        |的?(?P<third0>[上中](?=[中下]))?(?P<third>[上中下])旬
        |月?(?P<month_edge>{_EDGE})
        |(?P<month_mid>中)(?={_STOP}|[前完])
      )?
    |第?(?:(?P<quarter0>[一二三1-3])(?:{_S}季度?)?{_JOIN}第?)?
      (?P<quarter>[一二三四1-4]){_S}(?:(?<=第.)个)?季(?:度|(?![节刊报]))(?P<quarter_edge>{_EDGE})?
    |(?P<quarter_said>首|末|最后一)个?季(?:度|(?![节刊报]))(?P<quarter_said_edge>{_EDGE})?
    |[Qq](?P<quarter_q>[1-4])
    |[前首](?P<quarters>[一二两三四1-4]){_S}个?季(?:度|(?![节刊报]))
    |(?P<half>[上下])半年度?(?P<half_edge>{_EDGE})?
)"""
# 首三個月 of a year: alone, it would be the three months before
_OF_YEAR = rf"(?:[前首](?P<months>{_ORDINAL}){_S}个?月(?:份)?|(?P<half_said>[前首后])半年)"
_YEAR_EDGE = rf"(?:年?(?P<year_edge>{_EDGE}|{_WITHIN}))"
_SEASON = (
    "(?:的)?(?:[春夏秋冬](?:[季天]|[夏秋冬春]之交)|[上下]?学期|第[12一二]学期|[暑寒][假期]|春节|国庆|元旦|五一|清明|端午|中秋|汛期|开学|农历|阴历|腊月|正月|冬月|除夕|大年"
    rf"|(?:全国|[省市县区])?两会|第{_ORDINAL}个月|{_NARROWER})"
)
# a number of which signs are left open or cannot be read: ×, 3□, l, 某
_LOST = r"(?=\d{0,2}[^\d\s,。;、])[\dA-Za-zΟО×✕╳□■△▲○◯口某?*_|…]{1,4}"
# something was lost: 2024年317日, 2024年6, 2024年6月l0日, or is impossible: 2024年第5季度
_NO_MORE = (
    r"(?!\s{0,3}(?:\d+|[〇零一二三四五六七八九十廿卅]{1,3}|[\dA-Za-z]{1,2})\s{0,3}日)"
    r"(?!\s?(?:\d{1,2}\s?[-~—至到]\s?)?\d{1,2}\s*(?:$|月))(?!\s?第?\s?[五六七八九十\d]{1,2}\s?季)"
    r"(?!\s?[〇零一二三四五六七八九十]{2,4}\s?月)"
    rf"(?!\s{{0,3}}{_LOST}\s{{0,3}}月)(?!\s{{0,3}}(?:{_LOST}\s{{0,3}}|(?:月\s{{0,4}})?)日(?![常趋渐益均子夜照报记]))"
)
_ALONE = rf"(?=\s*$)(?<=[\d{CN}]{{4}})(?<!.{{5}})"  # four digits and nothing else
_DIGIT = f"[{CN}\\d]"
_NO_DIGIT = r"(?<!\d)(?<!\d[.,])"
PATTERNS = {
    "fiscal": rf"""(?<!\d)(?:(?P<fiscal0>(?:19|20)\d\d){_S}[-/—~]{_S}(?:\d{{4}}|\d\d){_JOIN})?
        (?P<first>{_YEAR}){_S}(?:至|-|/|—|~){_S}
        (?P<second>\d{{4}}|\d\d|[{CN}]{{4}}|[{CN}]{{2}}){_S}(?P<word>财政年度|会计年度|学年度?|年度|课年)
        (?P<fiscal_edge>{_WITHIN})?""",
    "year": rf"""(?<![\d〔第])(?<!\d,) {_ERA} (?:(?P<year0>{_YEAR}|\d{{2,3}}){_JOIN})?
        (?P<year>{_YEAR}|{_ERA_YEAR}) {_S} (?:(?<=\(\d{{3}})\)(?=年)|(?<=\(\d{{4}})\)(?=年))?
        (?:年(?:度)?|[.\-/](?={_S}\d{{1,2}}{_S}月)|[./](?=\d{{1,2}}{_JOIN}\d{{1,2}}{_S}月)
          |(?=[Qq][1-4]|[上下]半年|全年|第?[一二三四]季度)|{_ALONE}) {_S}
        (?>{_TAIL}|{_OF_YEAR}|{_YEAR_EDGE}|(?P<all>全年)|(?P<season>年?中(?={_STOP}|前)|{_SEASON})
          |(?!\s*第\s*[\d一二三四五六七八九十]+\s*[号期])) {_NO_MORE}""",
    "word": rf"(?<![每往历以之目先提])(?P<word>WORDS){_S}(?>{_TAIL}|{_OF_YEAR}|{_YEAR_EDGE}|(?P<season>{_SEASON})|)",
    "bare": rf"""{_NO_DIGIT}(?<![〇零一二三四五六七八九十百第/])(?<!{_DIGIT}年)(?<!(?<![日月年旬底初末度])-)
        (?>{_TAIL}) {_NO_MORE}""",
    "edge": rf"(?<![每往历近多半财学整全两几数大一二三四五六七八九十\d]) 年(?P<year_edge>{_EDGE}|{_WITHIN})",
    "month_word": rf"""(?P<month_word>MONTHS|(?<![每个逐按\d一二三四五六七八九十])月(?=[底末]|以?内)){_S}
        (?:(?P<day>{_DAY})[日号]|(?P<third0>[上中](?=[中下]))?(?P<third>[上中下])旬|(?P<month_edge>{_EDGE})|(?P<narrower>的?{_NARROWER}))?""",
    "quarter_word": rf"(?P<quarter_word>QUARTERS|(?<!每)季度?(?=[底末]))(?P<quarter_edge>{_EDGE})?",
    "spaced": r"""(?<!\d)(?P<year>[12](?:[ ]\d){3}|(?:19|20)[ ]\d\d)[ ]?年[ ]?(?P<month>\d(?:[ ]?\d)?)[ ]?月
        (?:[ ]?(?P<day>\d(?:[ ]?\d)?)[ ]?日)?""",
    "dotted": rf"""(?<![\d.])(?P<year>(?:19|20)\d\d){_S}(?P<separator>[·—\\]){_S}(?P<month>\d{{1,2}}){_S}(?P=separator)
        {_S}(?P<day>\d{{1,2}})日?(?!\d|(?P=separator)\d)""",
    "letter_zero": rf"(?<![\dA-Za-z])(?P<year>2[Oo]\d\d){_S}年(?:{_TAIL}|{_YEAR_EDGE})?",
    "school": rf"""(?<!\d)(?<!\d[-/~至—])(?P<school>{_YEAR}|1\d\d|[一壹][〇零一二三四五六七八九]{{2}}){_S}学年度?+
        (?!{_S}第?[12一二上下]?学期)""",
    "plan": r"""(?:[“"](?P<plan_q>[七八九]|十[一二三四五六七八九]?)五[”"](?:规划)?|(?P<plan_l>十[一二三四五六七八九])五
        |(?P<plan_s>[七八九十])五(?=期|末|时期)) (?:规划(?=期))?
        (?:(?P<plan_end>期?末年?|收官(?:之年)?)|(?P<plan_start>期初|初期?|开局(?:之年)?)|期间|时期|期内|以来|内)?(?!规划|发展|[\u4e00-\u9fff]{0,8}规划)""",
    "numeric": rf"""(?:(?<![\dA-Za-z.\-/〔])(?<!\d:)|(?<=\d-)(?=\d{{3,4}}[./])) {_ERA}
        (?P<year>(?:19|20)\d\d|\d{{2,3}}) {_S}(?P<separator>[.\-/]){_S}
        (?:(?<=[./])(?P<month0>\d{{1,2}}){_JOIN}(?=\d{{1,2}}(?:{_STOP}|{_BEFORE})))? (?P<month>\d{{1,2}})
        (?:{_S}(?P=separator){_S}(?P<day>\d{{1,2}}){_S}日?(?![\d%]|(?P=separator)\d(?!\d?:\d\d))
          |(?P<month_edge>{_EDGE})|(?={_STOP}|{_S}[、至到前起止以之~—-](?!\d{{3}}(?!\d))))""",
    "day_first": r"(?<![\d/.\-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])",  # Hong Kong, Macau
    "tail": r"(?<=[\d日]-|[\d日][~至到—])(?P<month>\d{1,2})[./](?P<day>\d{1,2})日?(?![\d%]|[./]\d)",
    "listed": r"(?<!\d)(?P<year>(?:19|20)\d\d)(?=、(?:(?:19|20)\d\d、){0,9}(?:19|20)\d\d年)",
    "compact_era": r"(?<![\dA-Za-z.\-/])(?P<year>1\d\d)(?P<month>\d\d)(?P<day>\d\d)(?![\dA-Za-z.%月日年号-])",
    "compact": r"""(?:(?<![\dA-Za-z.\-/])|(?<=(?<!\d)\d{8}-))(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)
        (?![\dA-Za-z.%月日年号]|-(?!(?:19|20)\d{6}(?![\d-])))""",
    "day": rf"{_NO_DIGIT}(?<![一二三四五六七八九十百第])(?P<day>{_DAY})日{_NOT_SPAN}",
}
DAMAGED = re.compile(
    r"(?<!\d)(?:\d{5,}\s*[年月日]|\d{3,4}\s*[月日]|(?:19|20)\d\d\s*年\s*(?:\d{3,4}|\d{1,2})\s*日"
    rf"|(?:19|20)\d\d\s*年\s*(?:\d{{1,2}}\s*月\s*(?:{_LOST})?\s*日|(?:{_LOST}\s*月|月\s*日)))"
)
