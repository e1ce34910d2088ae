#!/usr/bin/env bash
# Makes one report in every format, with pandoc and LibreOffice (Writer and Calc).
# The fixtures in this folder were made with pandoc 2.17.1.1 and LibreOffice 7.4.7.2,
# on Debian 12: apt-get install pandoc libreoffice-writer-nogui libreoffice-calc-nogui
set -euo pipefail
cd "$(dirname "$0")"

pandoc report.md --standalone --metadata title=Harbour --metadata lang=en -o report.html
pandoc report.md -o report.docx
pandoc report.md -o report.odt
soffice --headless --convert-to pdf report.odt
# The same sentences in the cells of a sheet, with a formula, a format and an error.
soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" report.fods
soffice --headless --convert-to ods:calc8 report.fods
soffice --headless --convert-to xls:"MS Excel 97" report.fods
# With a password; qpdf 11.3.0: apt-get install qpdf
qpdf --encrypt secret secret 256 -- report.pdf encrypted.pdf
