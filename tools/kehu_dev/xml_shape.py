"""XML files as we write them: they parse, four spaces a level, lines within 120."""

import sys
from pathlib import Path

from lxml import etree

WIDTH = 120
INDENT = 4


def problems(path):
    try:
        tree = etree.parse(str(path))
    except etree.XMLSyntaxError as error:
        return [f"{path}: {error}"]
    lines = path.read_text(encoding="utf-8").split("\n")
    found = [f"{path}:{n}: {what}" for n, what in _lines(lines)]
    return found + [f"{path}:{n}: {what}" for n, what in _levels(tree, lines)]


def _lines(lines):
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield number, "a tab"
        if len(line) > WIDTH:
            yield number, f"longer than {WIDTH}"
        if line != line.rstrip():
            yield number, "blanks at the end"
    if lines[-1] != "" or lines[-2:-1] == [""]:
        yield len(lines), "must end with one newline"


def _levels(tree, lines):
    """An element that begins its line stands four spaces right of its parent.

    Text with elements in it (a sentence with a link) is left alone.
    """
    for element in tree.iter(etree.Element):
        number = _first_line(element, lines)
        line, start = lines[number], f"<{_name(element)}"
        if not line.lstrip().startswith(start) or _in_text(element):
            continue
        wanted = INDENT * len(list(element.iterancestors()))
        if len(line) - len(line.lstrip()) != wanted:
            yield number + 1, f"{start}> does not stand {wanted} blanks in"


def _first_line(element, lines):
    """lxml says where the start tag ends or begins; look back for its beginning."""
    number = min(element.sourceline, len(lines)) - 1
    start = f"<{_name(element)}"
    while number > 0 and start not in lines[number]:
        number -= 1
    return number


def _in_text(element):
    ancestors = [element.getparent(), *element.iterancestors()]
    return any(_has_text(parent) for parent in ancestors if parent is not None)


def _has_text(element):
    pieces = [element.text, *(child.tail for child in element)]
    return any(piece and piece.strip() for piece in pieces)


def _name(element):
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name


def main(folders):
    files = sorted(path for folder in folders for path in Path(folder).rglob("*.xml"))
    found = [line for path in files for line in problems(path)]
    print("\n".join(found) or f"{len(files)} files, all well shaped")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
