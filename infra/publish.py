"""Makes everything that is to be attached, in the order in which each thing needs the one before.

Stores and their new keys, roles, handlers up to an Active version, functions up to LIVE: only then is the
distribution read and edited. Each step looks first and does what is missing, so that it may be taken again
after whatever stopped it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.functions import publish_function
from infra.handlers import publish_handler
from infra.key_value_store import fill_store, take_stale_keys
from infra.permissions import ensure_role, narrow_role

if TYPE_CHECKING:
    from infra.desired import Desired
    from infra.site import Site

__all__ = ["Published", "publish", "tidy"]

Published = dict[str, str]
"""Deployed name -> ARN; that of a handler ends in the number of its version."""


def publish(desired: Desired, site: Site) -> Published:
    """Make sure of everything; the ARNs.

    Raises:
        RefusedError: something of somebody else's has the name.
        AwsError: AWS refused.
        TimedOutError: something was not ready in time.
    """
    desired = desired.in_account(site.account)
    entries = site.artefacts.entries(desired)
    stores = {}
    for store in desired.stores:
        site.tell(f"KeyValueStore {store.deployed_name}")
        stores[store.deployed_name] = fill_store(store, entries[store.deployed_name], site)
    for name in () if desired.role else desired.role_names:
        site.tell(f"role {name}")
        ensure_role(name, site, grants=desired.grants_of_role(name))
    made: Published = {}
    for handler in desired.handlers:
        site.tell(f"Lambda function {handler.deployed_name}")
        made[handler.deployed_name] = publish_handler(handler, site)
    for function in desired.functions:
        site.tell(f"CloudFront Function {function.deployed_name}")
        made[function.deployed_name] = publish_function(function, site, store_arn=stores.get(function.store))
    return made


def tidy(desired: Desired, site: Site) -> None:
    """Take away what stores hold and roles allow and should not, once nothing that is attached needs it."""
    desired = desired.in_account(site.account)
    entries = site.artefacts.entries(desired)
    for store in desired.stores:
        take_stale_keys(store, entries[store.deployed_name], site)
    for name in () if desired.role else desired.role_names:
        narrow_role(name, site, grants=desired.grants_of_role(name))
