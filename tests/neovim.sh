#!/usr/bin/env bash
# Opens a sample in headless Neovim with `statlint lsp`, and prints what Neovim shows.
#
#     apt-get install neovim
#     cargo build --release && tests/neovim.sh target/release/statlint
#
# Ends with exit code 0 if the findings, the hover and the offers are there.
set -euo pipefail
cd "$(dirname "$0")/.."
statlint=$(realpath "${1:?the program}")
script=$(mktemp --suffix .lua)
trap 'rm -f "$script"' EXIT
cat > "$script" <<'LUA'
local function wait(what, holds)
  if not vim.wait(10000, holds, 20) then
    io.stderr:write("there is no " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end
local client = vim.lsp.start_client({ name = "statlint", cmd = { vim.env.STATLINT, "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
wait("diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
for _, it in ipairs(vim.diagnostic.get(0)) do
  local message = it.message:gsub("\n.*", "")
  print(("%d:%d: %s %s: %s"):format(it.lnum + 1, it.col + 1, vim.diagnostic.severity[it.severity], it.code or "", message))
end
local first = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, answer in pairs(answers) do return answer.result end
end
local hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, vim.lsp.get_client_by_id(client).offset_encoding))
wait("hover", function() return hover ~= nil end)
print("\nhover: " .. hover.contents.value:gsub("\n", "\n       "))
local params = vim.lsp.util.make_range_params(0, vim.lsp.get_client_by_id(client).offset_encoding)
params.context = { diagnostics = {} }
print("\noffers:")
for _, action in ipairs(ask("textDocument/codeAction", params) or {}) do print("  " .. action.title) end
-- A repair by hand takes the finding away.
local before = #vim.diagnostic.get(0)
vim.api.nvim_buf_set_lines(0, 0, -1, false, { "Nothing is counted here." })
wait("end of the findings", function() return #vim.diagnostic.get(0) == 0 end)
print(("\n%d findings before, none after the text was taken out"):format(before))
vim.cmd("qall!")
LUA
STATLINT=$statlint nvim --clean --headless "${2:-seeds/004_95681d50ff2fd0e9.txt}" -c "luafile $script" 2>&1
