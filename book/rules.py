"""Appends the reference of the rules to the book: a list by category, and the page of each rule as a chapter."""

import json
import pathlib
import sys

RULES = pathlib.Path(__file__).resolve().parent.parent / "rules"


def read(path):
    """The front matter of a page, and the text below it."""
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in front.splitlines() if ": " in line), text


def chapter(name, content, path, number=None, below=()):
    inner = {"name": name, "content": content, "number": number, "path": path, "source_path": None,
             "sub_items": list(below), "parent_names": []}
    return {"Chapter": inner}


def reference():
    """One chapter with all rules in tables, and the rules below it."""
    pages = {path.stem: read(path) for path in sorted(RULES.glob("*.md"))}
    categories = {}
    for rule, (front, _) in pages.items():
        categories.setdefault(front["category"], []).append(rule)
    index = ["# The rules\n"]
    index.append(f"All {len(pages)} of them. `migrate-lint explain RULE` shows the same pages in a shell.\n")
    chapters = []
    for category, rules in sorted(categories.items()):
        index.append(f"\n## {category}\n\n| rule | what it finds | |\n|---|---|---|")
        for rule in rules:
            front, text = pages[rule]
            summary = front["summary"].replace("|", "\\|")
            index.append(f"| [{rule}](rules/{rule}.md) | {summary} | {front['severity']} |")
            facts = [f"`{front['severity']}`", f"category `{front['category']}`"]
            if front.get("enabled") == "false":
                facts.append("off by default")
            if front.get("aliases"):
                facts.append("also known as " + ", ".join(f"`{name.strip()}`" for name in front["aliases"].split(",")))
            content = f"# {rule}\n\n**{front['summary']}**\n\n{', '.join(facts)}\n\n{text}"
            chapters.append(chapter(rule, content, f"rules/{rule}.md"))
    return chapter("The rules", "\n".join(index) + "\n", "rules.md", below=chapters)


def main():
    # mdBook asks first whether a format is understood.
    if sys.argv[1:2] == ["supports"]:
        return
    _, book = json.load(sys.stdin)
    book["items" if "items" in book else "sections"].append(reference())
    json.dump(book, sys.stdout)


main()
