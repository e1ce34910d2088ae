#!/usr/bin/env bash
# Runs the hook of .pre-commit-hooks.yaml through pre-commit on a scratch repository:
# a garbled draft must not be committed, a sound one must.
#
#   tests/scripts/pre-commit.sh target/release/statlint
#   tests/scripts/pre-commit.sh --build
#
# pre-commit comes from PyPI, into a folder that is removed at the end. The program is
# the one that is named, or the one that pre-commit builds from the last commit of this
# repository, as it does for whoever uses the hook.
set -euo pipefail

program=${1:?name the program, such as target/release/statlint, or --build}
project=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet pre-commit
export PATH="$scratch/venv/bin:$scratch/bin:$PATH" PRE_COMMIT_HOME="$scratch/cache"
export GIT_AUTHOR_NAME=Tester GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=Tester GIT_COMMITTER_EMAIL=t@example.org
mkdir "$scratch/bin"
if [ "$program" = --build ]; then
  git clone --quiet "$project" "$scratch/hooks"
  language=rust
else
  ln -s "$(realpath "$program")" "$scratch/bin/statlint"
  # The hooks as a repository of their own, as pre-commit wants them.
  git init --quiet "$scratch/hooks"
  cp "$project/.pre-commit-hooks.yaml" "$scratch/hooks/"
  git -C "$scratch/hooks" add . && git -C "$scratch/hooks" commit --quiet -m hooks
  # Takes the program that is there instead of building one.
  language=system
fi

git init --quiet "$scratch/drafts" && cd "$scratch/drafts"
cat > .pre-commit-config.yaml <<YAML
repos:
  - repo: $scratch/hooks
    rev: $(git -C "$scratch/hooks" rev-parse HEAD)
    hooks:
      - id: statlint
        language: $language
YAML
pre-commit install > /dev/null
echo 'The clinic treated 9,26 patients in May.' > draft.md
git add .
if GITHUB_ACTIONS='' git commit --quiet -m garbled > "$scratch/out" 2>&1; then
  echo "a garbled draft was committed" >&2
  exit 1
fi
grep -q 'draft.md:1:20: error\[digit-grouping\]' "$scratch/out" || { cat "$scratch/out" >&2; exit 1; }
echo 'The clinic treated 9,260 patients in May.' > draft.md
git add . && git commit --quiet -m sound
echo "pre-commit ($language) stopped the garbled draft and let the sound one pass"
