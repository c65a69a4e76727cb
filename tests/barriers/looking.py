"""What stands in the way of somebody on a page, found by axe-core and by measuring."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
DIRECTIONS = {"ar": "rtl"}
LOOK = """async within => {
    // Colours that are on their way to another are seen where they arrive.
    document.getAnimations().forEach(animation => animation.finish());
    const found = await axe.run(within, {resultTypes: ["violations"], iframes: false});
    // Wagtail names each item of a list in its block forms by its kind alone.
    const nested = node => node.html.includes("w-panel--nested");
    const ours = rule => rule.id !== "landmark-unique" || !rule.nodes.every(nested);
    const told = rule => `${rule.id}: ${rule.nodes.map(node => node.html).join(" | ")}`;
    const html = document.documentElement;
    const tag = target => target.outerHTML.slice(0, 160);
    // A link in a sentence is as high as its line.
    const besideText = target => [...target.parentNode.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    const inText = target => target.closest("p, dd, td, blockquote, figcaption")
        || target.tagName === "A" && besideText(target);
    const hittable = target => {
        const box = target.getBoundingClientRect();
        return !box.width || !box.height || (box.width >= 24 && box.height >= 24) || inText(target);
    };
    const targets = document.querySelectorAll(`${within} :is(a, button, input, select, summary, textarea)`);
    return {
        violations: found.violations.filter(ours).map(told),
        beyond: html.scrollWidth - html.clientWidth,
        small: [...targets].filter(target => !hittable(target)).map(tag),
        language: html.lang,
        direction: html.dir || "ltr",
        headings: [...document.querySelectorAll("h1")].map(tag),
        title: document.title,
    };
}"""


def barriers(page: Page, language: str, width: int, within: str = "html") -> list[str]:
    """What is wrong with the page at this width, in words; nothing for a good page."""
    page.set_viewport_size({"width": width, "height": 900})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    seen = page.evaluate(LOOK, within)
    small = seen["small"] if within == "html" else []  # Wagtail's breadcrumbs and sorting are smaller
    wrong = [f"{width} px: {text}" for text in seen["violations"] + [f"small target: {tag}" for tag in small]]
    if seen["beyond"] > 0:
        wrong.append(f"{width} px: {seen['beyond']} px wider than the screen")
    return [*wrong, *_of_the_document(seen, language)]


def _of_the_document(seen: dict[str, Any], language: str) -> list[str]:
    direction = DIRECTIONS.get(language, "ltr")
    expected = {"language": language, "direction": direction}
    wrong = [f"{name}: {seen[name]}, not {value}" for name, value in expected.items() if seen[name] != value]
    if len(seen["headings"]) != 1:
        wrong.append(f"{len(seen['headings'])} h1: {seen['headings']}")
    if not seen["title"].partition(" – ")[0].strip():
        wrong.append(f"title: {seen['title']!r}")
    return wrong
