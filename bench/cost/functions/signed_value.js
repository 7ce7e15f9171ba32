var crypto = require("crypto");

function same(a, b) {
    if (a.length !== b.length) {
        return false;
    }
    var difference = 0;
    for (var i = 0; i < a.length; i += 1) {
        difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
    }
    return difference === 0;
}

function handler(event) {
    var parts = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwiZXhwIjoxfQ.x".split(".");
    var mac = crypto.createHmac("sha256", "secret").update(parts[0] + "." + parts[1]).digest("base64url");
    event.request.headers["x-ok"] = { value: "" + same(mac, mac + "") };
    return event.request;
}
