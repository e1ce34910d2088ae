"""A browser under remote control: just enough of the WebDriver protocol, with nothing to install."""

import base64
import json
import subprocess
import time
import urllib.error
import urllib.request

PORT = 9517


class Browser:
    """Chromium without a window. Use it in a `with` statement."""

    def __init__(self, downloads, binary="chromedriver"):
        self.driver = subprocess.Popen([binary, f"--port={PORT}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        options = {
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"],
            "prefs": {"download.default_directory": str(downloads), "download.prompt_for_download": False},
        }
        capabilities = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}, "unhandledPromptBehavior": "accept"}
        for _ in range(50):
            try:
                answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}}, session=False)
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        else:
            raise SystemExit("chromedriver does not answer")
        self.session = answer["sessionId"]

    def call(self, method, path, body=None, session=True):
        path = f"/session/{self.session}{path}" if session else path
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from None

    def devtools(self, command, **params):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def open(self, file, width=1280, height=900, dark=False, script=True):
        """Opens a file in a window of a size."""
        self.devtools("Emulation.setScriptExecutionDisabled", value=not script)
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        scheme = "dark" if dark else "light"
        features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.devtools("Emulation.setEmulatedMedia", features=features)
        self.call("POST", "/url", {"url": f"file://{file}"})

    def run(self, script, *args):
        """The value of a script in the page."""
        return self.call("POST", "/execute/sync", {"script": script, "args": list(args)})

    def press(self, keys):
        """Types keys wherever the page has its focus."""
        steps = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": steps}]})

    def picture(self, file):
        with open(file, "wb") as out:
            out.write(base64.b64decode(self.call("GET", "/screenshot")))

    def log(self):
        """What the page complained about since the last time."""
        return [line["message"] for line in self.call("POST", "/se/log", {"type": "browser"})]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
