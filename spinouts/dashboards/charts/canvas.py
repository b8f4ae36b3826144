"""The canvas that kinds of chart draw on: SVG elements as text, escaped, coloured by paints."""

from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

from spinouts.dashboards.charts.hatches import hatch_pattern, range_pattern
from spinouts.dashboards.charts.measure import shorten, wrap
from spinouts.dashboards.charts.paints import literal_paint
from spinouts.dashboards.charts.palette import PALETTE, css_name

_FORBIDDEN = dict.fromkeys(
    [n for n in range(32) if chr(n) not in "\t\n"] + [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)
_ADDRESS_STARTS = ("/", "?", "#", "https://", "http://")


def number(value: float) -> str:
    """Write a coordinate: at most one decimal."""
    written = f"{value:.1f}"
    return written.removesuffix(".0") if written != "-0.0" else "0"


def clean(words: str) -> str:
    """Escape words for SVG and drop the characters that XML forbids."""
    return escape(words.translate(_FORBIDDEN))


def quoted(words: str) -> str:
    """Return words as the value of an attribute, in quotation marks."""
    return quoteattr(words.translate(_FORBIDDEN))


class Canvas:
    """Elements of one picture, in drawing order.

    :param prefix: begins every id, so that several pictures can stand on one page
    :param is_standalone: write literal colours; otherwise classes for charts.css
    :param is_narrow: for phones
    :param width: units across
    """

    def __init__(self, prefix: str, *, is_standalone: bool, is_narrow: bool, width: float) -> None:
        self.prefix = prefix
        self.is_standalone = is_standalone
        self.is_narrow = is_narrow
        self.width = width
        self.has_links = False
        self._elements: list[str] = []
        self._definitions: dict[str, str] = {}

    def body(self) -> str:
        """Return everything drawn so far, definitions first."""
        definitions = "".join(self._definitions.values())
        if definitions:
            definitions = f"<defs>{definitions}</defs>"
        return definitions + "".join(self._elements)

    def paint(self, classes: str) -> str:
        """Return the attributes of one or more paints, with a leading space."""
        if not classes:
            return ""
        if self.is_standalone:
            return literal_paint(classes)
        return f' class="{classes}"'

    def element(self, name: str, paint: str, title: str = "", **attributes: float | str) -> None:
        """Add an element.

        :param title: tooltip; empty = none
        :param attributes: numbers are written with one decimal, `_` in names becomes `-`
        """
        written = "".join(
            f" {key.replace('_', '-')}="
            + (quoted(value) if isinstance(value, str) else f'"{number(value)}"')
            for key, value in attributes.items()
        )
        inner = f"<title>{clean(title)}</title>" if title else ""
        closing = f">{inner}</{name}>" if inner else "/>"
        self._elements.append(f"<{name}{self.paint(paint)}{written}{closing}")

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        paint: str,
        title: str = "",
        **attributes: float | str,
    ) -> None:
        """Add a rectangle; sizes below 0 become 0."""
        self.element(
            "rect",
            paint,
            title,
            x=x,
            y=y,
            width=max(0.0, width),
            height=max(0.0, height),
            **attributes,
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, paint: str, **attributes: float | str
    ) -> None:
        """Add a straight line."""
        self.element("line", paint, x1=x1, y1=y1, x2=x2, y2=y2, **attributes)

    def path(self, d: str, paint: str, title: str = "", **attributes: float | str) -> None:
        """Add a path."""
        self.element("path", paint, title, d=d, **attributes)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        paint: str,
        title: str = "",
        **attributes: float | str,
    ) -> None:
        """Add a circle."""
        self.element("circle", paint, title, cx=x, cy=y, r=radius, **attributes)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        paint: str = "chart-ink",
        size: float = 13,
        anchor: str = "start",
        is_bold: bool = False,
        **attributes: float | str,
    ) -> None:
        """Add one line of text; `y` is its baseline.

        :param anchor: which end of the text lies at x: start, middle, end
        """
        written = f' x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        if anchor != "start":
            written += f' text-anchor="{anchor}"'
        if is_bold:
            written += ' font-weight="700"'
        for key, value in attributes.items():
            written += f" {key.replace('_', '-')}={quoted(str(value))}"
        self._elements.append(f"<text{self.paint(paint)}{written}>{clean(words)}</text>")

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        room: float,
        *,
        paint: str = "chart-ink",
        size: float = 13,
        anchor: str = "start",
        is_bold: bool = False,
        most_lines: int = 99,
        leading: float = 1.3,
    ) -> float:
        """Add words broken into lines.

        :param y: top of the first line
        :param room: width to break at
        :return: bottom of the last line
        """
        for line in wrap(words, room, size, most_lines=most_lines, is_bold=is_bold):
            self.text(x, y + size, line, paint=paint, size=size, anchor=anchor, is_bold=is_bold)
            y += size * leading
        return y

    def label(
        self,
        x: float,
        y: float,
        words: str,
        room: float,
        *,
        size: float = 13,
        paint: str = "chart-ink",
        anchor: str = "start",
        is_bold: bool = False,
    ) -> None:
        """Add one line of text, cut with an ellipsis where it has no room."""
        shown = shorten(words, room, size, is_bold=is_bold)
        self.text(x, y, shown, paint=paint, size=size, anchor=anchor, is_bold=is_bold)

    @contextmanager
    def link(self, href: str, label: str) -> Iterator[None]:
        """Wrap what is drawn inside in a link.

        A picture to keep has none, and neither has an empty or an odd address.

        :param href: a path of the site, or an address that begins with http
        :param label: the accessible name: what is seen, and the value
        """
        if self.is_standalone or not href.startswith(_ADDRESS_STARTS):
            yield
            return
        self.has_links = True
        self._elements.append(f"<a href={quoted(href)} aria-label={quoted(label)}>")
        yield
        self._elements.append("</a>")

    @contextmanager
    def group(self, paint: str = "", **attributes: float | str) -> Iterator[None]:
        """Wrap what is drawn inside in a group that shares attributes."""
        written = "".join(
            f" {key.replace('_', '-')}={quoted(str(value))}" for key, value in attributes.items()
        )
        self._elements.append(f"<g{self.paint(paint)}{written}>")
        yield
        self._elements.append("</g>")

    def fill(self, key: str) -> tuple[str, dict[str, str]]:
        """Return paint and attributes that fill a mark with a category, hatched where it has one.

        :param key: a key of the palette
        """
        name = css_name(key)
        hatch = PALETTE[key].hatch
        if not hatch:
            return f"fill-{name}", {}
        identifier = f"{self.prefix}-{name}"
        if identifier not in self._definitions:
            self._definitions[identifier] = hatch_pattern(identifier, name, hatch, self.paint)
        return "", {"fill": f"url(#{identifier})"}

    def range_fill(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Return attributes that fill a mark with stripes of the categories it may belong to."""
        names = tuple(css_name(key) for key in keys)
        identifier = f"{self.prefix}-range-{'-'.join(names)}"
        if identifier not in self._definitions:
            edges = tuple("axis" if PALETTE[key].hatch == "open" else "" for key in keys)
            self._definitions[identifier] = range_pattern(identifier, names, edges, self.paint)
        return {"fill": f"url(#{identifier})"}

    def mark(
        self,
        key: str,
        x: float,
        y: float,
        width: float,
        height: float,
        title: str = "",
        **attributes: float | str,
    ) -> None:
        """Add a rectangle in a category's colour and hatch, parted by a thin line of ground."""
        paint, filled = self.fill(key)
        edge = "chart-edge" if PALETTE[key].hatch == "open" else "chart-cut"
        if PALETTE[key].hatch == "open":
            x, y, width, height = x + 0.5, y + 0.5, width - 1, height - 1
        self.rectangle(
            x, y, width, height, f"{paint} {edge}".strip(), title, **filled, **attributes
        )

    def range_mark(
        self,
        keys: tuple[str, ...],
        x: float,
        y: float,
        width: float,
        height: float,
        title: str = "",
        **attributes: float | str,
    ) -> None:
        """Add a rectangle that stands for a range: stripes with a thin edge."""
        self.rectangle(
            x + 0.5,
            y + 0.5,
            width - 1,
            height - 1,
            "chart-edge",
            title,
            **self.range_fill(keys),
            **attributes,
        )
