"""The shop's API as the simulator plays it: what `simulate.python` of the origin `api` names.

A real origin would be a server behind `api.storefront.example`; this one holds its stock in a table, so that
every run of the example gives the same answers.
"""

from __future__ import annotations

import json

from cloudfrontier.cloudfront.message import Headers, Request, Response

STOCK = {"kettle": 12, "lamp": 3}


def answer(request: Request) -> Response:
    """Stock of all products or of one, and a basket that takes what is in stock."""
    if request.uri == "/api/basket":
        return _basket(request) if request.method == "POST" else _json(405, {"error": "POST a product"})
    if request.method not in {"GET", "HEAD"}:
        return _json(405, {"error": "only the basket takes anything"})
    if request.uri == "/api/stock":
        return _json(200, STOCK)
    product = request.uri.removeprefix("/api/stock/")
    if product in STOCK:
        return _json(200, {product: STOCK[product]})
    return _json(404, {"error": "no such product"})


def _basket(request: Request) -> Response:
    """Put a product into the basket: `{"product": "lamp", "count": 2}`."""
    try:
        order = json.loads(request.body)
        product, count = order["product"], order["count"]
    except (ValueError, TypeError, KeyError):
        return _json(400, {"error": 'expected {"product": ..., "count": ...}'})
    if not isinstance(product, str) or not isinstance(count, int):
        return _json(400, {"error": "product is a name, count a number"})
    if not 0 < count <= STOCK.get(product, 0):
        return _json(409, {"error": "not in stock"})
    return _json(201, {"product": product, "count": count, "left": STOCK[product] - count})


def _json(status: int, value: object) -> Response:
    headers = Headers((("Content-Type", "application/json"), ("Cache-Control", "no-store")))
    return Response(status, headers, json.dumps(value, sort_keys=True).encode() + b"\n")
