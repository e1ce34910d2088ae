#!/usr/bin/env bash
# Opens a draft in VS Code (code-server, in Chromium) with the extension of editors/vscode
# packaged and installed, and reads what the problems view says.
#
#   tests/vscode.sh target/release/statlint [screenshot.png]
#
# Needs Node.js 20 with its headers, a compiler, Chromium, and the npm registry; takes minutes.
# What is installed goes into a folder that is removed at the end.
set -euo pipefail

program=$(realpath "${1:?name the program, such as target/release/statlint}")
picture=$(realpath -m "${2:-/dev/null}")
project=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$scratch"' EXIT
export HOME="$scratch/home"
# What is compiled takes the headers that Node.js came with, where they are, and fetches none.
prefix=$(dirname "$(dirname "$(realpath "$(command -v node)")")")
if [ -e "$prefix/include/node/node.h" ]; then export npm_config_nodedir=$prefix; fi
mkdir -p "$HOME" "$scratch/drafts" "$scratch/data/User" "$scratch/tools"

cp -r "$project/editors/vscode" "$scratch/extension"
cd "$scratch/extension"
npm install --no-fund --no-audit > /dev/null
npm run --silent package > /dev/null

cd "$scratch/tools"
npm install --no-fund --no-audit --ignore-scripts code-server@4.96.4 playwright-core > /dev/null
npm rebuild argon2 > /dev/null
cd node_modules/code-server/lib/vscode
# Its list of exact versions names sources outside of the registry.
rm -f npm-shrinkwrap.json
npm install --omit=dev --ignore-scripts --force --no-fund --no-audit > /dev/null
npm rebuild node-pty @vscode/spdlog @parcel/watcher native-watchdog > /dev/null

cd "$scratch"
echo "{\"statlint.path\": \"$program\", \"workbench.startupEditor\": \"none\"}" > data/User/settings.json
echo 'The clinic treated 9,26 patients in May.' > drafts/draft.md
code=(node tools/node_modules/code-server/out/node/entry.js --user-data-dir data --extensions-dir extensions)
"${code[@]}" --install-extension "$(ls "$scratch"/extension/*.vsix)" > /dev/null
port=8129
"${code[@]}" --auth none --bind-addr "127.0.0.1:$port" --disable-telemetry --disable-update-check \
  --disable-workspace-trust drafts > server.log 2>&1 &
server=$!
for _ in $(seq 60); do curl --silent --output /dev/null "http://127.0.0.1:$port/healthz" && break; sleep 1; done

cat > tools/look.cjs <<'JS'
const { chromium } = require("playwright-core");
(async () => {
  const [address, chromiumPath, picture] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address, { timeout: 90000 });
  await page.getByText("draft.md").first().dblclick({ timeout: 90000 });
  await page.waitForSelector(".squiggly-error", { timeout: 90000 });
  await page.keyboard.press("Control+Shift+M");
  await page.waitForSelector(".markers-panel .monaco-list-row", { timeout: 30000 });
  if (picture !== "/dev/null") await page.screenshot({ path: picture });
  console.log(await page.locator(".markers-panel").innerText());
  await browser.close();
})().catch((error) => { console.error(error); process.exit(1); });
JS
told=$(node tools/look.cjs "http://127.0.0.1:$port/?folder=$scratch/drafts" "$(command -v chromium)" "$picture")
grep -q 'the digits of "9,26" are not grouped in threes' <<< "$told" || { echo "$told" >&2; exit 1; }
echo "VS Code shows the finding of the draft"
