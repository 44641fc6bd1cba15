"""Numbers are shown the way their cells show them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers.sheets.cell_formats import general, show
from extract.readers.sheets.number_format_codes import BUILT_IN

DAY = 45382  # 2024-03-31


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (DAY, 'yyyy"年"m"月"d"日"', "2024年3月31日"),
        (DAY, 'yyyy"年"mm"月";@', "2024年03月"),
        (DAY, "yyyy/mm/dd;@", "2024/03/31"),
        (DAY, "m/d/yyyy", "3/31/2024"),
        (DAY, "yyyy.m.d", "2024.3.31"),
        (DAY, "mmm-yy", "Mar-24"),
        (DAY, "aaaa", "星期日"),
        (DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024年3月31日"),
        (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二四年三月三十一日"),
        (DAY + 0.75, "yyyy-mm-dd h:mm:ss", "2024-03-31 18:00:00"),
        (DAY + 0.52, '上午/下午h"时"mm"分"', "下午12时28分"),
        (1.5, "[h]:mm", "36:00"),
        (0.1234, "0.00%", "12.34%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(1,234.50)"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (12, '0"项"', "12项"),
        (7, "第0号", "第7号"),
        (5, "000", "005"),
        (13800000000, "000-0000-0000", "138-0000-0000"),
        (12345678, '0.00,,"百万"', "12.35百万"),
        (12, "0.##", "12."),
        (12.5, "0.##", "12.5"),
        (1234, "0.00E+00", "1.23E+03"),
        (3, '[>=5]"多";[<5]"少"', "少"),
        (123, "[DBNum1]General", "一百二十三"),
        (123, '[DBNum2][$-804]General"元整"', "壹佰贰拾叁元整"),
        (12, "@", "12"),
        (12.5, "GENERAL", "12.5"),
        (12, 'G/標準"件"', "12件"),
        (12.5, "# ?/8", "12.5"),
        (12, "0/年", "12/年"),
        (0, "yyyy/m/d", "1900/1/0"),
        (1, "yyyy/m/d", "1900/1/1"),
        (-0.4, "0", "0"),
        (1.005, "0.00", "1.01"),
        (-5, "yyyy", "-5"),
        (5, ";;;", ""),
    ],
)
def test_a_value_is_shown_by_its_format(value: float, code: str, shown: str) -> None:
    assert show(value, code) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (14, "2024/3/31"),
        (22, "2024/3/31 0:00"),
        (31, "2024年3月31日"),
        (57, "2024年3月"),
        (58, "3月31日"),
        (9, "4538200%"),
    ],
)
def test_built_in_formats_are_those_of_the_chinese_excel(number: int, shown: str) -> None:
    assert show(DAY, BUILT_IN[number]) == shown


def test_the_days_of_1904_workbooks_are_counted_from_there() -> None:
    assert show(DAY - 1462, "yyyy-m-d", since_1904=True) == "2024-3-31"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3.0, "3"),
        (1851.61, "1851.61"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333"),
        (1e-7, "0.0000001"),
        (1.23456e-7, "1.23456E-07"),
        (123456789012, "123456789012"),
    ],
)
def test_general_shows_eleven_characters_and_whole_numbers_in_full(value: float, shown: str) -> None:
    assert general(value) == shown


@settings(deadline=None, max_examples=200)
@given(
    st.floats(),
    st.text(alphabet='0#?.,%ymdhs年月"[]$-804;@*_\\ /EGeneral+<>=', max_size=20)
    | st.sampled_from(sorted(BUILT_IN.values())),
)
def test_any_value_in_any_format_gives_text(value: float, code: str) -> None:
    assert isinstance(show(value, code), str)
