"""The report in a real headless Chromium: nothing leaves the page, no name harms it, it can be read, searched, opened
by keyboard, printed, and seen in light and dark. CHROMIUM is the browser, SENDFROM the program; with SHOTS set, what was
seen is kept in that folder."""
import base64
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SENDFROM = os.environ["SENDFROM"]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SHOTS = os.environ.get("SHOTS")
PAGES = {
    "hostile": ["Tests/Report/hostile", "--messages", "Tests/Report/messages.ndjson", "--diff", "examples/helpdesk"],
    "helpdesk": ["docs/samples/helpdesk-new", "--diff", "examples/helpdesk",
                 "--messages", "examples/helpdesk/messages/monday.ndjson"],
    "all": ["examples"],
}


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for name, arguments in PAGES.items():
        path = folder / f"{name}.html"
        subprocess.run([SENDFROM, "report", *arguments, "-o", path, "--today", "2026-06-01"], cwd=ROOT, check=True)
        made[name] = path
    return made


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "no Chromium: apt-get install chromium, or name it in CHROMIUM"
    with sync_playwright() as playwright:
        # A container's root has no sandbox to give.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser, reports):
    """Opens a report; whatever it asks for or complains of, but the page itself, fails the test."""
    contexts, trouble = [], []

    def show(name, fragment="", **options):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        own = reports[name].as_uri()
        page.on("request", lambda request: request.url.split("#")[0] == own or trouble.append(request.url))
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.goto(own + fragment)
        return page

    yield show
    for context in contexts:
        context.close()
    assert trouble == []


def shoot(page, name, **options):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", **options)


def visible(page, selector):
    return page.locator(selector).evaluate_all("nodes => nodes.filter(n => n.checkVisibility()).length")


def test_the_policy_names_the_script_it_has(reports):
    for path in reports.values():
        text = path.read_text()
        script = re.search(r"<script>(.*?)</script>", text, re.S).group(1)
        digest = "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"script-src '{digest}'" in text


@pytest.mark.parametrize("name", PAGES)
def test_it_opens_without_asking_for_anything(show, name):
    page = show(name)
    assert page.locator(".tools").is_visible(), "the script did not run"
    assert page.locator("#main h1").count() == 1
    shoot(page, f"{name}-light", full_page=True)


def test_no_name_becomes_markup_or_runs(show):
    page = show("hostile")
    assert "harmed" not in page.title().split("· SendFrom")[1]
    assert page.title().startswith("</title><script>document.title='harmed'</script> & Söhne")
    page.click("#open")
    for selector in ["main script", "main img", "main h1 h1", "main i", "main [onerror]", "main [onload]"]:
        assert page.locator(selector).count() == 0, selector
    assert page.locator("section#t0 table").first.locator("tbody th").first.inner_text() == "<h1>germany"


def test_markup_that_got_in_all_the_same_does_not_run(browser, reports, tmp_path):
    broken = tmp_path / "broken.html"
    text = reports["helpdesk"].read_text()
    injected = "<script>document.title='harmed'</script><img src='data:,' onerror=\"document.title='harmed'\">"
    broken.write_text(text.replace("<main id=\"main\">", "<main id=\"main\">" + injected))
    page = browser.new_page()
    page.goto(broken.as_uri())
    page.wait_for_timeout(200)
    assert page.locator("main img").count() == 1 and "harmed" not in page.title()
    page.close()


def test_search_shows_what_holds_all_words(show):
    page = show("helpdesk")
    rows = visible(page, "[data-f]")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("LONDON long_code")
    assert visible(page, "tr[data-f]") == 1
    assert page.locator("#count").inner_text() == f"1 of {page.locator('[data-f]').count()}"
    page.fill("#search", "no-such-thing-anywhere")
    assert visible(page, "[data-f]") == 0
    page.focus("#search")
    page.keyboard.press("Escape")
    assert visible(page, "[data-f]") == rows


def test_chips_show_one_kind(show):
    page = show("hostile")
    section = page.locator("#messages")
    section.locator("[data-only=error]").click()
    assert section.locator("[data-only=error]").get_attribute("aria-pressed") == "true"
    assert visible(page, "#messages [data-kind=error]") == 1
    assert visible(page, "#messages [data-kind=sent]") == 0
    assert visible(page, "#findings [data-kind]") > 0, "other sections keep what they have"
    section.locator("[data-only=error]").click()
    assert visible(page, "#messages [data-kind=sent]") > 0


def test_a_link_opens_the_example_it_leads_to(show):
    page = show("helpdesk", "#t0-e0")
    assert page.locator("#t0-e0 .steps").is_visible()
    page.click("a[href='#t0-e1']")
    assert page.locator("#t0-e1 .steps").is_visible()


def test_keyboard_alone_opens_a_trace(show):
    page = show("helpdesk")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#messages summary >> nth=0")
    page.keyboard.press("Enter")
    assert page.locator("#messages .steps").first.is_visible()
    shoot(page.locator("#messages"), "helpdesk-messages")


def test_every_trace_opens_and_closes_at_once(show):
    page = show("helpdesk")
    page.click("#open")
    assert visible(page, "details.card .trace") == page.locator("details.card .trace").count() > 0
    shoot(page, "helpdesk-open", full_page=True)
    page.click("#open")
    assert visible(page, "details.card .trace") == 0


def test_a_screen_reader_gets_names(show):
    page = show("all")
    nameless = page.evaluate("""() => [...document.querySelectorAll('a,button,input,summary,[role=region],table,section,progress')]
        .filter(n => !(n.getAttribute('aria-label') || n.getAttribute('aria-labelledby') || n.textContent.trim()))
        .map(n => n.outerHTML)""")
    assert nameless == []
    for role in ["banner", "main", "navigation", "contentinfo"]:
        assert page.get_by_role(role).count() >= 1, role
    assert page.locator("table").evaluate_all("t => t.every(t => t.caption && t.querySelector('th[scope=col]'))")
    levels = page.locator("main h1,main h2,main h3,main h4").evaluate_all("h => h.map(h => +h.tagName[1])")
    assert levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])), "a heading's level is skipped"


CONTRAST = (ROOT / "Tests/Report/contrast.js").read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_text_stands_out_in_light_and_dark(show, name, scheme):
    page = show(name, color_scheme=scheme)
    page.click("#open")
    assert page.evaluate(CONTRAST) == [], "WCAG AA wants 4.5"
    if scheme == "dark":
        page.click("#open")
        shoot(page, f"{name}-dark", full_page=True)


def test_the_button_turns_dark_to_light(show):
    page = show("helpdesk", color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_sticks_out_sideways(show, name, width):
    page = show(name)
    page.set_viewport_size({"width": width, "height": 800})
    page.click("#open")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 360:
        shoot(page, f"{name}-phone")


def test_it_is_whole_without_scripts(show):
    page = show("helpdesk", java_script_enabled=False)
    assert not page.locator(".tools").is_visible()
    page.click("#t0-e0 summary")
    assert page.locator("#t0-e0 .steps").is_visible()


def test_it_prints(show, tmp_path):
    page = show("helpdesk", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".tools").is_visible() and not page.get_by_role("navigation").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pdf = page.pdf(format="A4", path=Path(SHOTS or tmp_path) / "helpdesk.pdf")
    assert pdf.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2
