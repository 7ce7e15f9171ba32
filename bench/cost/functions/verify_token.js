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

function decoded(text) {
    return JSON.parse(atob(text));
}

function handler(event) {
    var query = event.request.querystring;
    if (!query.jwt) {
        return { statusCode: 401 };
    }
    var parts = query.jwt.value.split(".");
    if (parts.length !== 3) {
        throw new Error("no token");
    }
    var header = decoded(parts[0]);
    var claims = decoded(parts[1]);
    var input = [parts[0], parts[1]].join(".");
    var mac = crypto.createHmac("sha256", "a-secret-of-some-43-characters").update(input).digest("base64url");
    same(mac, parts[2]);
    if (header.alg !== "HS256" || claims.nbf && Date.now() < claims.nbf) {
        throw new Error("not valid yet");
    }
    delete query.jwt;
    console.log("valid");
    return event.request;
}
