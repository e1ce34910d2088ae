#!/usr/bin/env python3
"""Opens the copies that `statlint check --comments` writes in LibreOffice and python-docx.

    tests/office/comments.py target/release/statlint

LibreOffice (soffice on the path) has to find each comment around the words that the finding
points at, python-docx (from PyPI, in a folder that is removed at the end) has to list them, and
statlint has to find the same in the copy. The documents are the one in tests/formats, made by
pandoc, and what LibreOffice makes of it, which is commented on twice.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import venv
import xml.etree.ElementTree as ET
import zipfile

FORMATS = pathlib.Path(__file__).resolve().parent.parent / "formats"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
LIST = """
import json, sys, docx
print(json.dumps([comment.text.split("\\n")[0] for comment in docx.Document(sys.argv[1]).comments]))
"""


def run(*command, codes=(0,), **options):
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True, **options)
    if done.returncode not in codes:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def findings(program, document):
    lines = run(program, "check", document, "--format", "jsonl", "--quiet", codes=(1,)).splitlines()
    return [json.loads(line) for line in lines]


def converted(document, kind, folder):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, document)
    return folder / f"{document.stem}.{kind.split(':')[0]}"


def annotations(odt):
    """What LibreOffice says that each comment is about, and the first line of the comment."""
    root = ET.fromstring(zipfile.ZipFile(odt).read("content.xml"))
    open_, done = {}, []

    def say(text):
        for entry in open_.values():
            entry[0] += text or ""

    def walk(element):
        if element.tag == f"{OFFICE}annotation":
            lines = ["".join(line.itertext()) for line in element.iter(f"{TEXT}p")]
            entry = ["", lines[0] if lines else ""]
            done.append(entry)
            if name := element.get(f"{OFFICE}name"):
                open_[name] = entry
        elif element.tag == f"{OFFICE}annotation-end":
            open_.pop(element.get(f"{OFFICE}name"), None)
        else:
            say(" " if element.tag == f"{TEXT}s" else element.text)
            for child in element:
                walk(child)
                say(child.tail)

    walk(root)
    return [tuple(entry) for entry in done]


def reviewed(program, python, folder, document, earlier):
    copy = folder / f"{document.stem}-reviewed.docx"
    before = document.read_bytes()
    run(program, "check", document, "--comments", copy, "--quiet", codes=(1,))
    assert document.read_bytes() == before, "the document has changed"
    found = findings(program, document)
    keys = lambda rows: [(row["code"], row["text"], row["place"], row["fingerprint"]) for row in rows]
    assert keys(findings(program, copy)) == keys(found), "the copy has other findings"
    expected = sorted([(row["text"], row["message"]) for row in found] + earlier)
    # A note has no comment of its own; its mark in the text has it.
    in_notes = {row["message"] for row in found if (row["place"] or "").startswith("note ")}
    seen = annotations(converted(copy, "odt", folder))
    blank = lambda rows: sorted((re.sub(r"\s+", " ", text) if line not in in_notes else "", line) for text, line in rows)
    assert blank(seen) == blank(expected), f"LibreOffice sees {seen}\nand not {expected}"
    listed = json.loads(run(python, "-c", LIST, copy))
    assert sorted(listed) == sorted(line for _, line in expected), f"python-docx sees {listed}"
    print(f"{document.name}: LibreOffice and python-docx see {len(seen)} comments at their words")
    return copy, expected


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv/bin/python"
        run(python, "-m", "pip", "install", "--quiet", "python-docx")
        copy, seen = reviewed(program, python, folder, FORMATS / "report.docx", [])
        # A document by another program, with comments already.
        again = folder / "again"
        again.mkdir()
        reviewed(program, python, again, converted(copy, "docx:MS Word 2007 XML", again), seen)


main()
