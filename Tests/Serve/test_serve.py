"""The page of `serve` in a real headless Chromium: what is typed is decided, what changes on disk arrives, no name and no
other site harms it, and it can be read and used by everybody. CHROMIUM is the browser, SENDFROM the program; with SHOTS
set, what was seen is kept in that folder."""
import http.server
import json
import os
import shutil
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SENDFROM = os.environ["SENDFROM"]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SHOTS = os.environ.get("SHOTS")
CONTRAST = (ROOT / "Tests/Report/contrast.js").read_text()
UK = "+447400123456"


class Server:
    def __init__(self, path, port=0):
        self.process = subprocess.Popen(
            [SENDFROM, "serve", path, "--port", str(port), "--today", "2026-06-01"], cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("http://127.0.0.1:"), self.process.stderr.read()
        self.port = int(self.url.rstrip("/").rsplit(":", 1)[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(10) == 143


@pytest.fixture
def serve():
    servers = []

    def start(path, port=0):
        servers.append(Server(path, port))
        return servers[-1]

    yield start
    for server in servers:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def tenant(tmp_path):
    folder = tmp_path / "helpdesk"
    shutil.copytree(ROOT / "examples/helpdesk", folder)
    return folder


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "no Chromium: apt-get install chromium, or name it in CHROMIUM"
    with sync_playwright() as playwright:
        # A container's root has no sandbox to give.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser):
    """Opens a page; what it asks for elsewhere, or complains of, fails the test."""
    contexts, trouble = [], []

    def show(url, watched=True, **options):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        own = url.split("#")[0].split("?")[0]
        if watched:
            page.on("request", lambda r: r.url.startswith((own, "data:,")) or trouble.append(r.url))
            page.on("console", lambda message: trouble.append(message.text))
            page.on("pageerror", lambda error: trouble.append(str(error)))
            page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.goto(url)
        return page

    yield show
    for context in contexts:
        context.close()
    assert trouble == []


def shoot(page, name, **options):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"serve-{name}.png", **options)


def test_what_is_typed_is_decided(serve, show):
    page = show(serve("examples/helpdesk").url)
    assert page.evaluate("document.activeElement.id") == "to", "one can type at once"
    page.keyboard.type("+13125550142")
    expect(page.locator("#verdict")).to_contain_text("rejected")
    page.fill("#user", "ben")
    expect(page.locator("#verdict")).to_contain_text("Support (+14155550101)")
    page.fill("#conversation", "old-support")
    expect(page.locator("#trace .steps li").first).to_contain_text("is suspended")
    assert page.locator("#trace .steps li").count() == 5
    expect(page.locator("#command")).to_have_text(
        "sendfrom explain examples/helpdesk --to +13125550142 --conversation old-support --user ben")
    page.click("#trace summary")
    assert json.loads(page.locator("#trace pre").inner_text())["sender"] == "+14155550101"
    expect(page.locator("#found")).not_to_contain_text("on their way")
    shoot(page, "light", full_page=True)


def test_every_field_says_something(serve, show, tmp_path):
    (tmp_path / "tenant.yaml").write_text(
        "tenant: a\ninventory: [{sender: '+14155550123', id: one}]\nattributes: {brand: [x, y]}\norder: {preset: thread-first}\n")
    page = show(serve(tmp_path).url)
    sent = []
    page.on("request", lambda r: r.method == "POST" and sent.append(r.post_data_json))
    for name in ["to", "from", "conversation", "user", "team", "first_used", "last_used", "brand"]:
        page.fill(f"[name={name}]", f"a {name}")
    page.select_option("#origin", "agent")
    page.select_option("#purpose", "otp")
    page.select_option("#direction", "inbound")
    page.check("[value=mms]")
    page.check("[value=reply]")
    expect(page.locator("#command")).to_contain_text("--needs mms,reply")
    assert sent[-1] == {
        **{name: f"a {name}" for name in ["to", "from", "conversation", "user", "team", "first_used", "last_used", "brand"]},
        "origin": "agent", "purpose": "otp", "direction": "inbound", "needs": ["mms", "reply"]}
    # The address holds the same message.
    page.reload()
    expect(page.locator("#command")).to_contain_text("--needs mms,reply")
    assert sent[-1] == sent[-2]
    page.click("[type=reset]")
    expect(page.locator("#verdict")).to_contain_text("Type a recipient")
    assert page.evaluate("location.hash") == ""


def test_a_change_on_disk_arrives_and_nothing_typed_is_lost(serve, show, tenant):
    page = show(serve(tenant).url)
    page.fill("#to", UK)
    expect(page.locator("#verdict")).to_contain_text("London")
    page.focus("#user")
    page.keyboard.type("an")
    text = (tenant / "inventory.yaml").read_text()
    (tenant / "inventory.yaml").write_text(text.replace("name: London", "name: Leeds"))
    expect(page.locator("#verdict")).to_contain_text("Leeds", timeout=10_000)
    assert page.input_value("#user") == "an" and page.evaluate("document.activeElement.id") == "user"
    assert page.locator("#senders option[value=uk-main]").inner_text().startswith("Leeds")
    # Broken: the last good table answers, and the page says so.
    (tenant / "inventory.yaml").write_text(text.replace("id: uk-main", "id: uk-min"))
    expect(page.locator("#status")).to_contain_text("Not what is on disk", timeout=10_000)
    expect(page.locator("#found")).to_contain_text("unresolved-reference")
    expect(page.locator("#verdict")).to_contain_text("Leeds")
    shoot(page, "broken", full_page=True)
    (tenant / "inventory.yaml").write_text(text)
    expect(page.locator("#verdict")).to_contain_text("London", timeout=10_000)
    assert page.locator("#status").inner_text() == ""


def test_a_server_that_is_gone_is_said_and_comes_back(serve, show):
    server = serve("examples/helpdesk")
    page = show(server.url, watched=False)
    page.fill("#to", UK)
    expect(page.locator("#verdict")).to_contain_text("London")
    server.stop()
    expect(page.locator("#offline")).to_be_visible(timeout=10_000)
    serve("examples/helpdesk", server.port)
    expect(page.locator("#offline")).to_be_hidden(timeout=20_000)
    page.fill("#to", "+13125550142")
    expect(page.locator("#verdict")).to_contain_text("rejected")


def test_one_of_several_tenants_is_chosen(serve, show):
    page = show(serve("examples").url)
    page.select_option("#tenant", "lantern")
    expect(page.locator("h1")).to_have_text("Lantern Books")
    assert page.locator("#senders option[value=uk-main]").count() == 1
    page.fill("#to", UK)
    expect(page.locator("#verdict")).to_contain_text("London")
    expect(page.locator("#command")).to_contain_text("--tenant lantern")
    other = show(page.url)
    expect(other.locator("h1")).to_have_text("Lantern Books")
    expect(other.locator("#verdict")).to_contain_text("London")


def test_no_name_becomes_markup_or_runs(serve, show):
    page = show(serve("Tests/Report/hostile").url)
    hostile = "<img src=x onerror=\"document.title='harmed'\"><script>document.title='harmed'</script>"
    for name in ["to", "from", "conversation", "user", "team"]:
        page.fill(f"#{name}", hostile)
    page.wait_for_selector("#command")
    expect(page.locator("#trace")).to_contain_text("<script>")
    page.fill("#to", UK)
    page.fill("#from", "")
    page.wait_for_timeout(500)
    for selector in ["main script", "main img", "h1 *", "main i", "main [onerror]", "main [onload]", "main svg"]:
        assert page.locator(selector).count() == 0, selector
    assert page.title().startswith("</title><script>document.title='harmed'</script> & Söhne")
    shoot(page, "hostile", full_page=True)


def test_the_policy_stops_scripts_that_got_in_all_the_same(serve, show):
    page = show(serve("examples/helpdesk").url, watched=False)
    page.evaluate("""() => {
        document.getElementById('trace').innerHTML = '<img src=x onerror="document.title=`harmed`">';
        const script = document.createElement('script');
        script.textContent = 'document.title = `harmed`';
        document.body.append(script);
        const other = document.createElement('script');
        other.src = '/v1/sms/phone-numbers';
        document.body.append(other) }""")
    page.wait_for_timeout(300)
    assert "harmed" not in page.title()


def test_a_page_of_another_site_learns_nothing(serve, show, tmp_path):
    server = serve("examples/helpdesk")
    (tmp_path / "index.html").write_text(f"""<!DOCTYPE html><a href="{server.url}#to=%2B447400123456">try it</a>
        <iframe src="{server.url}"></iframe><img src="{server.url}v1/sms/phone-numbers">
        <script src="{server.url}page.js"></script>""")
    handler_class = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {
        "__init__": lambda self, *a: http.server.SimpleHTTPRequestHandler.__init__(self, *a, directory=str(tmp_path)),
        "log_message": lambda *a: None})
    evil = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_class)
    threading.Thread(target=evil.serve_forever, daemon=True).start()
    try:
        page = show(f"http://localhost:{evil.server_port}/", watched=False)
        asked = page.evaluate("""async url => {
            const said = [];
            for (const [path, options] of [
              ['', {}], ['v1/sms/phone-numbers', {}], ['events', {}],
              ['v1/evaluate', {method: 'POST', body: '{"to":"+447400123456"}', headers: {'Content-Type': 'application/json'}}],
              ['v1/evaluate', {method: 'POST', body: '{"to":"+447400123456"}', headers: {'Content-Type': 'text/plain'}}],
              ['', {mode: 'no-cors'}]]) {
                try { const response = await fetch(url + path, options); said.push(response.type + (await response.text())) }
                catch (error) { said.push('refused') }
            }
            return said }""", server.url)
        assert set(asked) <= {"refused", "opaque"}, asked
        assert all("SendFrom" not in frame.content() for frame in page.frames[1:]), "it is framed"
        # Somebody who follows a link there arrives.
        page.click("a")
        expect(page.locator("#verdict")).to_contain_text("London")
    finally:
        evil.shutdown()


def test_another_name_for_this_machine_is_refused(serve, browser):
    """What a browser sends after a name was made to point to 127.0.0.1."""
    server = serve("examples/helpdesk")
    request = urllib.request.Request(server.url, headers={"Host": "rebound.example"})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert error.value.code == 421


def test_copying_gives_command_and_link(serve, show):
    page = show(serve("examples/helpdesk").url, permissions=["clipboard-read", "clipboard-write"])
    page.fill("#to", UK)
    page.wait_for_selector("#command")
    page.click("[data-copy]")
    expect(page.locator("#copied")).to_have_text("Command copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"sendfrom explain examples/helpdesk --to {UK}"
    page.click("#share")
    expect(page.locator("#copied")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()").endswith("#to=%2B447400123456")


def test_keyboard_alone_is_enough(serve, show):
    page = show(serve("examples/helpdesk").url)
    page.fill("#to", UK)
    page.wait_for_selector("#command")
    page.focus("#share")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    for wanted in ["SUMMARY", "BUTTON", "PRE", "A", "theme", "to", "user"]:
        assert wanted in reached or wanted == "PRE", f"{wanted} not in {reached}"


def test_a_screen_reader_gets_names(serve, show):
    page = show(serve("examples").url)
    for label in ["Tenant", "Direction", "To", "From", "Conversation", "User", "Team", "Origin", "Purpose"]:
        assert page.get_by_label(label, exact=True).count() == 1, label
    assert page.get_by_role("group", name="Needs").count() == 1
    assert page.locator("#verdict[role=status]").count() == 1
    for role in ["banner", "main", "navigation", "contentinfo"]:
        assert page.get_by_role(role).count() >= 1, role
    levels = page.locator("main h1,main h2,main h3").evaluate_all("h => h.map(h => +h.tagName[1])")
    assert levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(serve, show, scheme):
    page = show(serve("examples/helpdesk").url + f"#to={UK.replace('+', '%2B')}&user=nobody", color_scheme=scheme)
    page.wait_for_selector("#command")
    assert page.evaluate(CONTRAST) == [], "WCAG AA wants 4.5"
    shoot(page, f"{scheme}-decided", full_page=True)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_sticks_out_sideways(serve, show, width):
    page = show(serve("Tests/Report/hostile").url)
    page.set_viewport_size({"width": width, "height": 800})
    page.fill("#to", "+" + "1" * 200)
    page.fill("#from", "x" * 300)
    page.wait_for_selector("#command")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shoot(page, f"{width}")


def test_without_scripts_it_says_so(serve, show):
    page = show(serve("examples/helpdesk").url, java_script_enabled=False)
    assert "sendfrom explain" in page.locator("main noscript").inner_text()
