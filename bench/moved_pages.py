"""Moved pages as documentation sites have them: few folders, slugs of the same words, most of them kept.

How they are made follows lists that sites publish in their repositories: a section moves as a whole and its
pages keep their names; some pages get another name, several old ones come together in one new, old versions
lead to the newest. The same seed gives the same list.
"""

from __future__ import annotations

from random import Random

__all__ = ["moved_pages"]

OLD = (
    "/docs/user-guide",
    "/docs/user-guide/kubectl",
    "/docs/admin",
    "/docs/admin/networking",
    "/docs/getting-started-guides",
    "/docs/tutorials/stateless-application",
    "/docs/tutorials/clusters",
    "/docs/concepts/object-metadata",
    "/docs/concepts/abstractions/controllers",
    "/docs/tasks/configure-pod-container",
    "/docs/tasks/debug-application-cluster",
    "/docs/reference/generated",
    "/docs/federation/concepts",
    "/docs/federation/tutorials",
    "/docs/api-reference/v1.9",
    "/docs/setup/independent",
    "/v1.1/docs/user-guide",
    "/v1.1/docs/admin",
)
NEW = (
    "/docs/concepts/overview/working-with-objects",
    "/docs/concepts/workloads/controllers",
    "/docs/concepts/services-networking",
    "/docs/concepts/cluster-administration",
    "/docs/concepts/configuration",
    "/docs/tasks/access-application-cluster",
    "/docs/tasks/administer-cluster",
    "/docs/tasks/run-application",
    "/docs/tutorials/kubernetes-basics/explore",
    "/docs/reference/command-line-tools-reference",
    "/docs/reference/access-authn-authz",
    "/docs/setup/production-environment/tools",
)
VERBS = (
    *("configure", "manage", "monitor", "debug", "deploy", "update", "secure", "install", "expose", "scale"),
    *("upgrade", "connect", "restrict", "inspect", "share", "assign", "pull", "define", "attach", "rotate"),
)
NOUNS = (
    *("pods", "services", "deployments", "secrets", "config-map", "volumes", "persistent-volumes", "nodes"),
    *("namespaces", "labels", "ingress", "replica-set", "cluster", "service-accounts", "liveness-probes"),
    *("resource-quota", "init-containers", "logging", "network-policy", "daemon-set", "jobs", "cron-jobs"),
    *(
        "stateful-set",
        "security-context",
        "federation",
        "dns",
        "autoscaling",
        "certificates",
        "storage-class",
    ),
    *("images", "admission-controllers", "garbage-collection", "rolling-update", "private-registry"),
)
ENDS = ("", "", "", "-overview", "-best-practices", "-with-kubeadm", "-on-aws", "-for-application", "-v2")


def moved_pages(count: int, *, seed: int = 7) -> dict[str, str]:
    """So many paths that moved, and where to: both absolute, both with a slash at the end."""
    chance = Random(seed)
    sections = {old: chance.sample(NEW, 3) for old in OLD}
    pages: dict[str, str] = {}
    number = 0
    while len(pages) < count:
        number += 1
        folder = chance.choice(OLD)
        slug = slug_of(chance, number // (len(VERBS) * len(NOUNS)))
        pages.setdefault(f"{folder}/{slug}/", place_of(chance, sections[folder], slug))
    return pages


def slug_of(chance: Random, again: int) -> str:
    """The name of a page; names that a site runs out of get a number."""
    verb = chance.choice(VERBS) + "-" if chance.random() < 0.7 else ""
    number = f"-{chance.randrange(2, again + 3)}" if again and chance.random() < 0.5 else ""
    return f"{verb}{chance.choice(NOUNS)}{chance.choice(ENDS)}{number}"


def place_of(chance: Random, folders: list[str], slug: str) -> str:
    """Where a page of that name is now, in a folder of those that its section went to."""
    folder = folders[0] if chance.random() < 0.7 else chance.choice(folders)
    kind = chance.random()
    if kind < 0.65:
        return f"{folder}/{slug}/"
    if kind < 0.85:
        return f"{folder}/{chance.choice(VERBS)}-{slug.partition('-')[2] or slug}/"
    return f"{folder}/" if kind < 0.95 else f"{folder}/#{slug}"
