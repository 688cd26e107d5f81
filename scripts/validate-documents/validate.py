#!/usr/bin/env python3
"""Check that nass breaks no file: each format's own parser reads it before and after.

    python3 scripts/validate-documents/validate.py NASS DIR...

parquet.py beside it does the same for Parquet.

Every file below the directories is copied, given to `nass check --fix` and to
`nass normalize -i`, and read again. A file that its parser could read must still be
readable, with the same structure: keys, identifiers, tags and attributes, rows and
columns, code and links, messages and their placeholders. Prints what differs and exits
with 1 if anything does. PyYAML, msgfmt, docutils and asciidoctor are used where they are
installed.
"""
import csv, html.parser, io, json, re, shutil, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

try:
    import yaml
except ImportError:
    yaml = None
try:
    import docutils.frontend, docutils.nodes, docutils.parsers.rst, docutils.utils
except ImportError:
    docutils = None


def keys(value, path=""):
    """The paths of all values, with those that are no text."""
    if isinstance(value, dict):
        return [x for k, v in value.items() for x in keys(v, f"{path}.{k}")]
    if isinstance(value, list):
        return [x for i, v in enumerate(value) for x in keys(v, f"{path}[{i}]")]
    return [(path, None if isinstance(value, str) else repr(value))]


def read_json(data):
    return keys(json.loads(data))


def read_lines(data):
    return [keys(json.loads(line)) for line in data.splitlines() if line.strip()]


def read_table(separator):
    def read(data):
        text = data.decode("utf-8-sig")
        return [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    return read


def read_xml(data):
    return [(e.tag, sorted(e.attrib.items())) for e in ElementTree.fromstring(data).iter()]


def read_yaml(data):
    return [keys(d) for d in yaml.safe_load_all(data)] if yaml else None


def read_po(data):
    if not shutil.which("msgfmt"):
        return None
    with tempfile.NamedTemporaryFile(suffix=".po") as f:
        f.write(data)
        f.flush()
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", f.name], capture_output=True)
        if done.returncode:
            raise ValueError(done.stderr.decode(errors="replace").replace(f.name, ""))
    return re.findall(rb'^(?:msgid|msgctxt|msgid_plural)\s*"(?:[^"\\]|\\.)*"', data, re.M)


def read_markdown(data):
    fences, rest, mark = [], [], b""
    for line in data.splitlines(keepends=True):
        found = re.match(rb" *(`{3,}|~{3,})", line)
        if mark or found:
            fences.append(line)
        else:
            rest.append(line)
        if not mark and found:
            mark = found[1]
        elif mark and found and found[1].startswith(mark) and line.strip() == found[1]:
            mark = b""
    rest = b"".join(rest)
    return (fences, re.findall(rb"`[^`\n]+`", rest), re.findall(rb"\]\([^)\n]*\)", rest), re.findall(rb"\{#[^}\n]*\}", rest),
            re.findall(rb"^ {0,3}(#+|[-*+]|\d+\.) ", rest, re.M))


def read_rst(data):
    """The nodes of a page with their attributes, and what is no prose in them."""
    if not docutils:
        return None
    settings = docutils.frontend.get_default_settings(docutils.parsers.rst.Parser)
    settings.report_level, settings.halt_level, settings.file_insertion_enabled = 5, 6, False
    page = docutils.utils.new_document("page", settings)
    docutils.parsers.rst.Parser().parse(data.decode("utf-8-sig"), page)
    n, found = docutils.nodes, []
    kept = (n.literal, n.literal_block, n.comment, n.math, n.substitution_reference, n.substitution_definition, n.field, n.problematic, n.system_message)
    for node in page.findall(n.Element):
        attributes = {k: v for k, v in node.attributes.items() if k not in ("ids", "names", "dupnames", "backrefs", "name", "line", "classes")}
        found.append((node.tagname, sorted(attributes.items(), key=str), node.astext() if isinstance(node, kept) else ""))
    return found


class Tags(html.parser.HTMLParser):
    """The tags of a page of HTML with their attributes, and what is no prose in it."""
    def __init__(self):
        super().__init__()
        self.found, self.code = [], 0

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, [(k, v) for k, v in attributes if k != "alt"]))
        self.code += (tag, dict(attributes).get("class")) != ("pre", "content") and tag in ("pre", "code", "kbd")

    def handle_endtag(self, tag):
        self.found.append("/" + tag)
        self.code -= self.code > 0 and tag in ("pre", "code", "kbd")

    def handle_data(self, data):
        if self.code:
            self.found.append(data)


def read_asciidoc(data):
    if not shutil.which("asciidoctor"):
        return None
    done = subprocess.run(["asciidoctor", "-q", "-e", "-a", "showtitle", "-o", "-", "-"], input=data, capture_output=True, check=True)
    tags = Tags()
    tags.feed(done.stdout.decode())
    return tags.found


def read_subtitles(data):
    return re.findall(rb"\d+:\d\d[\d:.,]* --> [\d:.,]+", data)


READERS = {
    ".json": read_json, ".arb": read_json, ".ipynb": read_json, ".jsonl": read_lines, ".csv": read_table(","), ".tsv": read_table("\t"),
    ".xml": read_xml, ".resx": read_xml, ".xlf": read_xml, ".xliff": read_xml, ".yaml": read_yaml, ".yml": read_yaml,
    ".po": read_po, ".md": read_markdown, ".mdx": read_markdown, ".markdown": read_markdown, ".rst": read_rst, ".rest": read_rst, ".adoc": read_asciidoc, ".asciidoc": read_asciidoc, ".srt": read_subtitles, ".vtt": read_subtitles,
}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    nass, read, changed, bad = sys.argv[1], 0, 0, 0
    for root in map(Path, sys.argv[2:]):
        for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix.lower() in READERS and ".git" not in p.parts):
            reader, old = READERS[path.suffix.lower()], path.read_bytes()
            try:
                before = reader(old)
            except Exception:
                continue  # broken before
            if before is None:
                continue
            read += 1
            for command in (["check", "-q", "--fix", "--exit-zero"], ["normalize", "-q", "-i"]):
                with tempfile.TemporaryDirectory() as folder:
                    copy = Path(folder, path.name)
                    copy.write_bytes(old)
                    subprocess.run([nass, *command, str(copy)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    new = copy.read_bytes()
                if new == old:
                    continue
                changed += 1
                try:
                    after = reader(new)
                except Exception as error:
                    after = f"not readable: {error}"
                if after != before:
                    bad += 1
                    print(f"{path}: nass {command[0]}: {after if isinstance(after, str) else 'another structure'}")
    print(f"{read} files read, {changed} changed by a command, {bad} broken")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
