#!/usr/bin/env python3
"""Puts a Markdown report into one comment of a pull request: made once, then updated.

Called with the report's path in a GitHub Actions job. Where the token may not comment, as in a pull request from a fork,
it says so and changes nothing: the job's summary holds the same report.
"""

import json
import os
import sys
import urllib.error
import urllib.request

MARKER = "<!-- migrate-lint -->"
NOTHING_JUDGED = " in 0 files"
ACTIONS_BOT = "github-actions[bot]"
PAGE = 100
PAGES = 50


def request(method, path, body=None):
    url = os.environ.get("GITHUB_API_URL", "https://api.github.com") + path
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": "Bearer " + os.environ["GITHUB_TOKEN"],
        "Content-Type": "application/json",
        "User-Agent": "migrate-lint",
    }
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url, data=data, headers=headers, method=method)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return json.load(answer)


def own_name():
    """Who the token comments as. An app's token may not ask."""
    try:
        return request("GET", "/user")["login"]
    except urllib.error.HTTPError:
        return ACTIONS_BOT


def own_comment(issue):
    """Our comment. Anybody can write the marker, so the author counts too."""
    name = own_name()
    for page in range(1, PAGES + 1):
        comments = request("GET", f"{issue}/comments?per_page={PAGE}&page={page}")
        for comment in comments:
            if comment["user"]["login"] == name and comment["body"].startswith(MARKER):
                return comment
        if len(comments) < PAGE:
            break
    return None


def put(report):
    with open(os.environ["GITHUB_EVENT_PATH"], encoding="utf-8") as file:
        number = int(json.load(file)["pull_request"]["number"])
    repository = f"/repos/{os.environ['GITHUB_REPOSITORY']}"
    issue = f"{repository}/issues/{number}"
    comment = own_comment(issue)
    if comment is None:
        if NOTHING_JUDGED in report.split("\n", 2)[1]:
            return "no migration changed: nothing to comment on"
        request("POST", f"{issue}/comments", {"body": report})
        return "commented"
    if comment["body"].rstrip() == report.rstrip():
        return "the comment is as it should be"
    request("PATCH", f"{repository}/issues/comments/{int(comment['id'])}", {"body": report})
    return "updated the comment"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        report = file.read()
    try:
        print(put(report))
    except urllib.error.HTTPError as error:
        if error.code in (401, 403, 404):
            print("::notice::This job may not comment on the pull request; the summary of the job has the report.")
        else:
            print(f"::warning::The pull request was not commented on: GitHub answered {int(error.code)}.")
    except (OSError, ValueError, KeyError) as error:
        print(f"::warning::The pull request was not commented on: {type(error).__name__}.")


main()
