"""OFD files made part by part: pages of texts, lines, tables and pictures at places in millimetres."""

from collections.abc import Iterable, Mapping, Sequence

from tests.extract.office_parts import zipped

SIZE = 4.2  # of letters, millimetres: about 12 points
_XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_A4 = "0 0 210 297"
Cell = tuple[str, int, int]  # text, rows, columns


def _part(name: str, inner: str, more: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {_XMLNS} {more}>{inner}</ofd:{name}>'.encode()


def _em(char: str) -> float:
    return 0.5 if ord(char) < 0x2000 else 1.0


def words(
    x: float,
    baseline: float,
    text: str,
    *,
    size: float = SIZE,
    more: str = "",
    inner: str = "",
    font: int = 1,
) -> str:
    """A text object whose characters follow one another: those of Latin half as wide as those of Chinese."""
    steps = [f"{size * _em(c):g}" for c in text[:-1]]
    runs: list[list[str]] = []
    for step in steps:
        if runs and runs[-1][0] == step:
            runs[-1].append(step)
        else:
            runs.append([step])
    told = " ".join(f"g {len(run)} {run[0]}" if len(run) > 1 else run[0] for run in runs)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<ofd:TextObject ID="9" Boundary="{x:g} {baseline - size:g} {size * len(text):g} {size * 1.3:g}" Font="{font}" '
        f'Size="{size:g}" {more}>{inner}<ofd:TextCode X="0" Y="{size:g}" DeltaX="{told}">{escaped}</ofd:TextCode></ofd:TextObject>'
    )


def paragraph(
    x: float, baseline: float, text: str, *, across: int = 38, size: float = SIZE, indent: int = 2
) -> tuple[str, float]:
    """Lines `across` letters wide, the first indented; and the baseline of the line below them."""
    lines = [""]
    room = float(across - indent)
    for char in text:
        if room < 0.99 and char not in "，。；：、":
            lines.append("")
            room = float(across)
        lines[-1] += char
        room -= _em(char)
    step = size * 1.7
    shown = [
        words(x + (indent * size if i == 0 else 0), baseline + i * step, line, size=size)
        for i, line in enumerate(lines)
    ]
    return "".join(shown), baseline + len(lines) * step


def path(data: str, *, more: str = "", inner: str = "", at: tuple[float, float] = (0, 0)) -> str:
    return (
        f'<ofd:PathObject ID="8" Boundary="{at[0]:g} {at[1]:g} 210 297" LineWidth="0.25" {more}>{inner}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return path(f"M {x0:g} {y0:g} L {x1:g} {y1:g}")


def table(
    x: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[Cell | None]], *, height: float = 9
) -> tuple[str, float]:
    """A ruled table, None where a cell from above or the left reaches; and its lower edge."""
    xs = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
    ys = [top + height * i for i in range(len(rows) + 1)]
    shown = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            text, down, right = cell
            x0, x1, y0, y1 = xs[c], xs[c + right], ys[r], ys[r + down]
            shown.append(path(f"M {x0:g} {y0:g} L {x1:g} {y0:g} L {x1:g} {y1:g} L {x0:g} {y1:g} C"))
            room = max(1, int((x1 - x0 - 2) / 3.5))
            lines = [text[i : i + room] for i in range(0, len(text), room)]
            shown += [words(x0 + 1, y0 + 4 + i * 4, part, size=3.5) for i, part in enumerate(lines)]
    return "".join(shown), ys[-1]


def page(content: str, *, area: str = "", more: str = "", layer: str = "") -> bytes:
    box = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>" if area else ""
    return _part(
        "Page", f'{box}{more}<ofd:Content><ofd:Layer ID="2" {layer}>{content}</ofd:Layer></ofd:Content>'
    )


def ofd(
    pages: Iterable[bytes],
    *,
    templates: Sequence[bytes] = (),
    resources: str = "",
    files: Mapping[str, bytes] | None = None,
    box: str = _A4,
    common: str = "",
    entry: str = "",
) -> bytes:
    """An OFD file of these pages; `files` are more parts of it, `resources` what its list of resources holds."""
    made = dict(enumerate(pages))
    fonts = (
        '<ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/><ofd:Font ID="2" FontName="方正小标宋简体"/></ofd:Fonts>'
        + resources
    )
    named = "".join(
        f'<ofd:TemplatePage ID="{700 + i}" BaseLoc="Tpls/Tpl_{i}/Content.xml"/>'
        for i in range(len(templates))
    )
    listed = "".join(f'<ofd:Page ID="{100 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in made)
    document = (
        f"<ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{named}{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    )
    body = f"<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>{entry}"
    return zipped(
        {
            "OFD.xml": _part("OFD", body, 'Version="1.0" DocType="OFD"'),
            "Doc_0/Document.xml": _part("Document", document),
            "Doc_0/PublicRes.xml": _part("Res", fonts, 'BaseLoc="Res"'),
            **{f"Doc_0/Tpls/Tpl_{i}/Content.xml": content for i, content in enumerate(templates)},
            **{f"Doc_0/Pages/Page_{i}/Content.xml": content for i, content in made.items()},
            **(files or {}),
        }
    )
