"""Reads the HTML book of a PostgreSQL documentation package and cuts it into chunks."""

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import html

# Sentence ends decide, so that this gives texts of 400 characters where the prose is even.
CHARACTERS_PER_CHUNK = 440
# The model reads 128 tokens, two of which are its own marks; what lies behind them it never sees.
TOKENS_PER_CHUNK = 120
# Below this there is a cross reference or a lone heading, nothing that somebody would search for.
FEWEST_CHARACTERS = 60

NOT_TEXT = {"navheader", "navfooter", "titlepage", "toc", "indexterm"}
ADMONITIONS = {"note", "tip", "warning", "caution", "important"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
INLINE = {
    "a", "abbr", "acronym", "b", "br", "code", "em", "i", "img", "kbd", "q",
    "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
}
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z(“\"])")
FUNCTION_WORDS = frozenset(
    "a an and are as at be by can for from if in is it may must not of on or should such than "
    "that the then there these this to when which will with you".split()
)


@dataclass(frozen=True)
class Page:
    """One HTML file of the book."""

    part: str
    file: str
    title: str
    root: html.HtmlElement


@dataclass(frozen=True)
class Unit:
    """What is never cut: a sentence, a line of a listing, a row of a table."""

    section: str
    separator: str
    text: str
    is_code: bool
    tokens: int


@dataclass(frozen=True)
class Chunk:
    """Some consecutive units of one section."""

    section: str
    text: str
    code_characters: int

    @property
    def language(self):
        """English where enough function words say so; a listing or a table states no language."""
        words = re.findall(r"[a-z]+", self.text.lower())
        known = sum(word in FUNCTION_WORDS for word in words)
        return "en" if known >= 5 and known >= 0.15 * len(words) else None


def pages_in_order(directory: Path):
    """Follows the book's own "next" links, so that the order is the reader's."""
    part, file = "", "index.html"
    while file:
        # The files say so in a header that the HTML parser does not read.
        parser = html.HTMLParser(encoding="utf-8")
        root = html.parse(str(directory / file), parser=parser).getroot()
        if root.xpath("//body/div[@class='part' or @class='preface' or @class='bibliography']"):
            part = file
        yield Page(part, file, plain(root.findtext("head/title")), root)
        file = next(iter(root.xpath("//link[@rel='next']/@href")), None)


def chunks_of(page: Page, count_tokens):
    """Cuts at section ends, and inside a section between units when a chunk is full."""
    chunks, current = [], []
    for unit in units_of(page, count_tokens):
        if current and (unit.section != current[0].section or not fits(current, unit)):
            chunks.append(joined(current))
            current = []
        current.append(unit)
    if current:
        chunks.append(joined(current))
    return [chunk for chunk in chunks if len(chunk.text) >= FEWEST_CHARACTERS]


def fits(current, unit):
    characters = sum(len(one.separator) + len(one.text) for one in [*current, unit])
    tokens = sum(one.tokens for one in [*current, unit])
    return characters <= CHARACTERS_PER_CHUNK and tokens <= TOKENS_PER_CHUNK


def joined(units):
    text = units[0].text + "".join(unit.separator + unit.text for unit in units[1:])
    # Blanks would make the indented listing weigh more than the prose around it.
    code = sum(len(without_blanks(unit.text)) for unit in units if unit.is_code)
    return Chunk(units[0].section, text, code)


def units_of(page: Page, count_tokens):
    for section, is_code, text in blocks_of(page):
        pieces = text.split("\n") if is_code else SENTENCE_END.split(text)
        separator = "\n\n"
        for piece in pieces:
            for short in shortened(piece, count_tokens):
                if short.strip():
                    yield Unit(section, separator, short, is_code, count_tokens(short))
                    separator = "\n" if is_code else " "


def shortened(text, count_tokens):
    """Halves at a word what is too long for a chunk of its own."""
    if len(text) <= CHARACTERS_PER_CHUNK and count_tokens(text) <= TOKENS_PER_CHUNK:
        return [text]
    middle = text.rfind(" ", 1, len(text) // 2 + 1)
    if middle < 0:
        middle = len(text) // 2
    halves = text[:middle].rstrip(), text[middle:].strip()
    return [short for half in halves for short in shortened(half, count_tokens)]


def blocks_of(page: Page):
    """Yields (section, is_code, text) for each paragraph, listing and table row of a page."""
    section = page.title
    inline = []

    def flush():
        text = plain("".join(inline))
        inline.clear()
        if text:
            yield section, False, text

    def visit(element):
        nonlocal section
        if not isinstance(element.tag, str) or element.get("class") in NOT_TEXT:
            # A title page is skipped for its contents list, not for its heading.
            if element.get("class") == "titlepage":
                section = plain(element.text_content()) or section
            return
        if element.tag in HEADINGS:
            yield from flush()
            if element.getparent().get("class") not in ADMONITIONS:
                section = plain(element.text_content())
        elif element.tag == "pre":
            yield from flush()
            code = re.sub(r"[ \t]+\n", "\n", element.text_content().expandtabs(4)).strip("\n")
            if code.strip():
                yield section, True, code
        elif element.tag == "tr":
            yield from flush()
            row = " | ".join(plain(cell.text_content()) for cell in element)
            if row.strip(" |"):
                yield section, False, row
        else:
            is_block = element.tag not in INLINE
            if is_block:
                yield from flush()
            inline.append(element.text or "")
            for child in element:
                yield from visit(child)
                inline.append(child.tail or "")
            if is_block:
                yield from flush()

    for part in page.root.find("body"):
        yield from visit(part)
    yield from flush()


def plain(text):
    return " ".join((text or "").replace("\u200b", "").split())


def without_blanks(text):
    return "".join(text.split())
