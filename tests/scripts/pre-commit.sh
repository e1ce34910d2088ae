#!/usr/bin/env bash
# Runs the hook of .pre-commit-hooks.yaml through pre-commit on a scratch repository:
# a garbled draft must not be committed, a sound one must.
#
#   tests/scripts/pre-commit.sh target/release/statlint
#
# pre-commit comes from PyPI, into a folder that is removed at the end. The program is
# the one that is named, so that nothing has to be built.
set -euo pipefail

program=$(realpath "${1:?name the program, such as target/release/statlint}")
project=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet pre-commit
export PATH="$scratch/venv/bin:$scratch/bin:$PATH" PRE_COMMIT_HOME="$scratch/cache"
export GIT_AUTHOR_NAME=Tester GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=Tester GIT_COMMITTER_EMAIL=t@example.org
mkdir "$scratch/bin" && ln -s "$program" "$scratch/bin/statlint"

# The hooks as a repository of their own, as pre-commit wants them.
git init --quiet "$scratch/hooks"
cp "$project/.pre-commit-hooks.yaml" "$scratch/hooks/"
git -C "$scratch/hooks" add . && git -C "$scratch/hooks" commit --quiet -m hooks

git init --quiet "$scratch/drafts" && cd "$scratch/drafts"
# `language: system` takes the program that is there instead of building one.
cat > .pre-commit-config.yaml <<YAML
repos:
  - repo: $scratch/hooks
    rev: $(git -C "$scratch/hooks" rev-parse HEAD)
    hooks:
      - id: statlint
        language: system
YAML
pre-commit install > /dev/null
echo 'The clinic treated 9,26 patients in May.' > draft.md
git add .
if git commit --quiet -m garbled > "$scratch/out" 2>&1; then
  echo "a garbled draft was committed" >&2
  exit 1
fi
grep -q 'draft.md:1:20: error\[digit-grouping\]' "$scratch/out" || { cat "$scratch/out" >&2; exit 1; }
echo 'The clinic treated 9,260 patients in May.' > draft.md
git add . && git commit --quiet -m sound
echo "pre-commit stopped the garbled draft and let the sound one pass"
