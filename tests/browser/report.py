#!/usr/bin/env python3
"""Opens the HTML report in Chromium and uses it as an editor would.

    apt-get install chromium chromium-driver
    cargo build --release && tests/browser/report.py target/release/statlint [FOLDER FOR PICTURES]

Ends with exit code 0 if everything holds. It needs Python alone.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from driver import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZES = {"desk": (1280, 1500), "phone": (390, 1500)}

# The contrast of every text with what is behind it, by the formula of WCAG 2.
CONTRAST = """
const channel = (c) => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
const luminance = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
const rgba = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) { const c = rgba(getComputedStyle(at).backgroundColor); if (c[3] > 0) return c; }
  return [255, 255, 255, 1];
};
const low = new Map();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !element.offsetParent || element.closest("script, style, .skip")) continue;
  const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind(element))].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  if (ratio < 4.5) low.set(element.className + " " + walker.currentNode.data.trim().slice(0, 30), ratio.toFixed(2));
}
return [...low];
"""

VISIBLE = "return [...document.querySelectorAll(arguments[0])].filter((it) => it.checkVisibility()).length"


def report(program, folder, sources, *options):
    """The report about some files."""
    page = pathlib.Path(folder) / "report.html"
    run = subprocess.run([program, "check", *map(str, sources), "--format", "html", "--output", str(page), "--quiet", *options], cwd=folder)
    assert run.returncode in (0, 1), run.returncode
    return page


def check(what, holds, told=""):
    print(("ok      " if holds else "FAILED  ") + what, told if not holds else "", flush=True)
    check.failed += not holds


check.failed = 0


def looks(browser, page, pictures):
    for scheme in ("light", "dark"):
        for name, (width, height) in SIZES.items():
            browser.open(page, width, height, dark=scheme == "dark")
            wide = browser.run("return document.documentElement.scrollWidth")
            check(f"{name}, {scheme}: nothing is wider than the window", wide <= width, wide)
            low = browser.run(CONTRAST)
            check(f"{name}, {scheme}: every text can be told from its background", not low, low[:5])
            for anchor in ("body", "#d3", "#d4"):
                browser.run("document.querySelector(arguments[0]).scrollIntoView()", anchor)
                if pictures:
                    browser.picture(pictures / f"{name}-{scheme}-{anchor.strip('#')}.png")
    check("the page complains about nothing", not (log := browser.log()), log)


def filters(browser, page):
    for script in (True, False):
        without = "" if script else ", without script"
        browser.open(page, script=script)
        all_notes = browser.run(VISIBLE, ".note")
        errors = browser.run(VISIBLE, ".note.l-error")
        check(f"findings are there{without}", all_notes > errors > 0, (all_notes, errors))
        browser.run("document.querySelector('#show-error').click()")
        check(f"a level can be hidden{without}", browser.run(VISIBLE, ".note") == all_notes - errors)
        browser.run("document.querySelector('#show-error').click(); document.querySelector('.by-rule label:nth-of-type(3) input').click()")
        rule = browser.run("return document.querySelector('.by-rule label:nth-of-type(3) .swatch').textContent")
        left = browser.run("return [...document.querySelectorAll('.note')].filter((it) => it.checkVisibility()).map((it) => it.dataset.code)")
        check(f"one rule can be picked{without}", left and set(left) == {rule}, (rule, left))
        browser.run("document.querySelector('#rule-all').click(); document.querySelector('#show-malformed').click()")
        line = browser.run("return getComputedStyle(document.querySelector('.doc .n.malformed')).textDecorationLine")
        check(f"a status can be left unmarked{without}", line == "none", line)
        browser.run("document.querySelector('#show-clean').click()")
        check(f"sound documents can be hidden{without}", browser.run(VISIBLE, ".doc.clean") == 0)


def keyboard(browser, page):
    browser.open(page)
    browser.press("jj")
    check("j goes from finding to finding", browser.run("return document.activeElement.closest('.note')?.dataset.f") == "2")
    browser.press("k")
    check("k goes back", browser.run("return document.activeElement.closest('.note')?.dataset.f") == "1")
    small = browser.run("return [...document.querySelectorAll('a, button, input, summary')].filter((it) => it.checkVisibility() && it.tabIndex < 0).length")
    check("everything that can be used can be reached", small == 0, small)


def ticking_off(browser, program, page, downloads, sources):
    browser.open(page)
    browser.run("localStorage.clear()")
    browser.open(page)
    before = browser.run(VISIBLE, ".note")
    browser.run("const note = document.querySelector('.note'); note.querySelector('.tick button').click()")
    browser.press("Ada Ålund\ue004agency <b>says</b> so\ue007")
    told = browser.run("return document.querySelector('.verdict').textContent")
    check("a finding is ticked off with name and reason", told == "checked by Ada Ålund: agency <b>says</b> so", told)
    browser.open(page)
    check("what is ticked off is still there after the page was closed", browser.run(VISIBLE, ".note.checked") == 1)
    browser.run("document.querySelector('.review button').click()")
    baseline = downloads / "statlint-baseline.json"
    for _ in range(50):
        if baseline.exists():
            break
        time.sleep(0.1)
    [known] = json.loads(baseline.read_text())["findings"]
    check("the file says who and why", (known["by"], known["reason"]) == ("Ada Ålund", "agency <b>says</b> so"), known)
    # A baseline lies where the documents were named from.
    shutil.move(baseline, page.with_name("known.json"))
    again = report(program, page.parent, sources, "--baseline", "known.json")
    browser.open(again)
    after = browser.run(VISIBLE, ".note")
    check("a run with the saved baseline does not report it again", after == before - 1, (before, after))


def hostile(browser, program, folder):
    text = "<script>document.title = 'mine'</script> <img src=x onerror=\"document.title = 'mine'\"> </div></article> 9,26 people"
    file = pathlib.Path(folder) / "<img src=x onerror=alert(1)>.txt"
    file.write_text("\n\n".join([text] * 50))
    browser.open(report(program, folder, [file]))
    shown = browser.run("return [document.title, document.scripts.length, document.images.length, document.querySelector('.block').innerText]")
    check("a document full of <script> is text", shown[1:3] == [1, 0] and "mine" not in shown[0] and shown[3].startswith("<script>"), shown)


def tables(browser, program, folder):
    """A table that is long and broad, and a record of many."""
    head = ["Branch", *(f"Month {n}" for n in range(1, 13)), "Total"]
    rows = [[f"Branch number {n}", *(str(1000 + 37 * n + 11 * month) for month in range(12))] for n in range(40)]
    for row in rows:
        row.append(str(sum(map(int, row[1:])) + (900 if row is rows[20] else 0)))
    text = "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])
    table = pathlib.Path(folder) / "table.md"
    table.write_text(text + "\n")
    records = pathlib.Path(folder) / "records.jsonl"
    records.write_text("".join(json.dumps({"id": f"a{n}", "text": f"The clinic treated 9,2{n} patients."}) + "\n" for n in range(3)))
    page = report(program, folder, [table, records])
    for name, (width, height) in SIZES.items():
        browser.open(page, width, height)
        wide = browser.run("return document.documentElement.scrollWidth")
        check(f"{name}: a broad table is not wider than the window", wide <= width, wide)
        below = browser.run("""
            const note = document.querySelector('.told-of .note').getBoundingClientRect();
            const row = document.querySelector('.told-of').previousElementSibling;
            return [row.textContent.includes('Branch number 20'), note.top >= row.getBoundingClientRect().bottom, note.left >= 0 && note.right <= innerWidth];
        """)
        check(f"{name}: a finding stands below its row, where it can be seen", all(below), below)
    heads = browser.run("return [...document.querySelectorAll('.doc h2')].map((it) => it.innerText)")
    check("records of a file have their own names", len(set(heads)) == 4 and "record 2 (a1)" in heads[1], heads)


def printing(browser, page):
    browser.open(page)
    pdf = browser.call("POST", "/print", {"background": True})
    check("it prints", len(pdf) > 10000)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    pictures = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    sources = ["seeds"]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as downloads:
        shutil.copytree(ROOT / "seeds", pathlib.Path(folder) / "seeds")
        with Browser(downloads) as browser:
            page = report(program, folder, sources)
            looks(browser, page, pictures)
            filters(browser, page)
            keyboard(browser, page)
            printing(browser, page)
            tables(browser, program, folder)
            hostile(browser, program, folder)
            page = report(program, folder, sources)
            ticking_off(browser, program, page, pathlib.Path(downloads), sources)
    sys.exit(1 if check.failed else 0)


if __name__ == "__main__":
    main()
