// Starts `statlint lsp` for documents with prose, and says so if it cannot.
"use strict";
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("statlint");
  // Without a transport it is standard input and output; naming that adds an option to the command.
  const server = { command: settings.get("path"), args: ["lsp"] };
  const documents = settings.get("languages").flatMap((language) =>
    ["file", "untitled"].map((scheme) => ({ scheme, language })));
  client = new LanguageClient("statlint", "statlint", server, {
    documentSelector: documents,
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.toml") },
  });
  try {
    await client.start();
  } catch (error) {
    const choice = "Open the setting";
    const message = `statlint cannot be started as "${server.command}": ${error.message ?? error}`;
    if ((await vscode.window.showErrorMessage(message, choice)) === choice) {
      vscode.commands.executeCommand("workbench.action.openSettings", "statlint.path");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  // One that has not started cannot be stopped.
  if (running?.isRunning()) await running.stop();
}

exports.activate = async (context) => {
  const again = async () => { await stop(); await start(); };
  context.subscriptions.push(
    vscode.commands.registerCommand("statlint.restart", again),
    vscode.workspace.onDidChangeConfiguration((event) => { if (event.affectsConfiguration("statlint")) again(); }),
  );
  await start();
};

exports.deactivate = stop;
