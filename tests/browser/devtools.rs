//! A browser that is used as a reader uses it: by mouse, keyboard and touch, over Chromium's DevTools protocol.
//!
//! Chromium speaks it on two pipes (`--remote-debugging-pipe`), messages of JSON ended by a zero byte, so that no
//! WebSocket is needed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A machine that builds at the same time may keep a page waiting for long.
const PATIENCE: Duration = Duration::from_secs(90);

/// A tab of a running Chromium.
pub struct Tab {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    sent: u64,
    /// Dialogs that pages opened: scripts that are none of the page's would.
    pub dialogs: usize,
    _profile: tempfile::TempDir,
}

impl Drop for Tab {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Tab {
    /// Starts `program` with an empty tab.
    pub fn open(program: &Path) -> Self {
        let profile = tempfile::tempdir().unwrap();
        // The pipes are file descriptors 3 and 4, which a shell gives them without unsafe code.
        let mut child = Command::new("sh")
            .args([
                "-c",
                "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1",
            ])
            .arg(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
            ])
            .args(["--disable-dev-shm-usage", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        let (sender, from) = channel();
        std::thread::spawn(move || {
            for message in said.split(0).map_while(Result::ok) {
                let message = serde_json::from_slice(&message).unwrap();
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut tab = Self {
            child,
            to,
            from,
            session: None,
            sent: 0,
            dialogs: 0,
            _profile: profile,
        };
        let target = tab.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = tab.call("Target.attachToTarget", attach);
        tab.session = session["sessionId"].as_str().map(str::to_owned);
        tab.call("Page.enable", json!({}));
        tab
    }

    /// What `method` gives.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.sent += 1;
        let mut message = json!({"id": self.sent, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        self.to.flush().unwrap();
        loop {
            let answer = self.from.recv_timeout(PATIENCE).expect(method);
            if answer["method"] == "Page.javascriptDialogOpening" {
                self.dialogs += 1;
            }
            if answer["id"] == self.sent {
                return answer;
            }
        }
    }

    /// The value of an expression on the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let given = self.call("Runtime.evaluate", params);
        assert!(
            given.get("exceptionDetails").is_none(),
            "{expression}: {given}"
        );
        given["result"]["value"].clone()
    }

    /// Whether an expression holds; a page that is just being left says nothing.
    fn holds(&mut self, expression: &str) -> bool {
        let params = json!({"expression": expression, "returnByValue": true});
        self.answer("Runtime.evaluate", params)["result"]["result"]["value"] == true
    }

    /// Waits until an expression on the page holds.
    pub fn wait(&mut self, expression: &str) {
        let since = Instant::now();
        while !self.holds(expression) {
            if since.elapsed() > PATIENCE {
                let page = self.value("location.href + '\\n' + document.body.innerText");
                panic!("never: {expression}\n{page}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the page has drawn what it asks for.
    pub fn wait_drawn(&mut self) {
        self.wait("document.readyState === 'complete' && document.querySelector('main')?.children.length > 0 \
                   && !document.querySelector('main').hasAttribute('aria-busy')");
    }

    /// Goes to an address.
    pub fn go(&mut self, address: &str) {
        self.call("Page.navigate", json!({"url": address}));
        self.wait_drawn();
    }

    /// Texts of the elements that `selector` finds.
    pub fn texts(&mut self, selector: &str) -> Vec<String> {
        let found = format!(
            "[...document.querySelectorAll({})].map((e) => e.textContent)",
            json!(selector)
        );
        let found = self.value(&found);
        let texts = found.as_array().unwrap().iter();
        texts
            .map(|text| text.as_str().unwrap().to_owned())
            .collect()
    }

    pub fn has(&mut self, selector: &str) -> bool {
        !self.texts(selector).is_empty()
    }

    /// The middle of the first element that `selector` finds, once it is there and in view.
    fn middle(&mut self, selector: &str) -> (f64, f64) {
        let found = format!("document.querySelector({})", json!(selector));
        self.wait(&format!("{found} !== null"));
        let middle = format!(
            "(() => {{ const e = {found}; e.scrollIntoView({{block: 'center'}}); const r = e.getClientRects()[0]; \
             return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        );
        let middle = self.value(&middle);
        (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap())
    }

    /// Clicks on the first element that `selector` finds.
    pub fn click(&mut self, selector: &str) {
        let (x, y) = self.middle(selector);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// Touches the first element that `selector` finds.
    pub fn tap(&mut self, selector: &str) {
        let (x, y) = self.middle(selector);
        let down = json!({"type": "touchStart", "touchPoints": [{"x": x, "y": y}]});
        self.call("Input.dispatchTouchEvent", down);
        self.call(
            "Input.dispatchTouchEvent",
            json!({"type": "touchEnd", "touchPoints": []}),
        );
    }

    /// Writes where the cursor stands.
    pub fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        let (code, number, text) = match key {
            "Enter" => ("Enter", 13, "\r"),
            "Tab" => ("Tab", 9, ""),
            "ArrowDown" => ("ArrowDown", 40, ""),
            "ArrowRight" => ("ArrowRight", 39, ""),
            "Escape" => ("Escape", 27, ""),
            " " => ("Space", 32, " "),
            "/" => ("Slash", 191, "/"),
            other => panic!("no such key: {other}"),
        };
        let event = |kind: &str| json!({"type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number});
        let mut down = event("keyDown");
        if !text.is_empty() {
            down["text"] = text.into();
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", event("keyUp"));
    }

    /// Is as small as a phone, and touched like one.
    pub fn shrink(&mut self) {
        let size = json!({"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true});
        self.call("Emulation.setDeviceMetricsOverride", size);
        self.call(
            "Emulation.setTouchEmulationEnabled",
            json!({"enabled": true}),
        );
    }

    /// Where the page is.
    pub fn address(&mut self) -> String {
        self.value("location.pathname + location.search")
            .as_str()
            .unwrap()
            .to_owned()
    }
}
