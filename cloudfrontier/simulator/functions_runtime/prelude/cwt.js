// `cf.cwt` of runtime 2.0: CBOR web tokens (RFC 8392) in a COSE_Mac0 (RFC 8152) with HMAC-SHA-256, 1 KB at most.
//
// Source: cwt-support-cloudfront-functions of CloudFront's developer guide (read 2026-11). It gives the arguments of
// `generateToken` in one order and calls it in the other: here the one that has a `coseTag` is the context. The names
// of the headers differ between what it takes and what it gives (`protected`, `protectedHeaders`): both are taken.
// The texts of errors are documented nowhere; these are our own. A mark of 64 bits, as in the page's picture of a
// token, is refused: only HS256 is supported, says the page. What becomes of an empty key, and of a name that comes twice,
// it does not say: UNCERTAIN, and refused. Claims are not checked: that is the function's own work.
(function (load) {
    "use strict";

    var MOST_BYTES = 1024;
    var CWT = 61;
    var MAC0 = 17;
    var ALGORITHM = 1;
    var HS256 = 5;
    var Bytes = Uint8Array;
    var cbor = load("cbor");
    var crypto = load("crypto");

    function refuse(what) { throw new Error("CWT: " + what); }

    function keyOf(context) {
        var key = context !== null && typeof context === "object" ? context.key : undefined;
        if (typeof key !== "string" && !(key instanceof Bytes) || key.length === 0) {
            throw new TypeError("CWT: the context has no `key`, which is a string or a Buffer that is not empty");
        }
        return key;
    }

    function mark(headers, payload, key) {
        var covered = new Bytes(cbor.encode(["MAC0", headers, new Bytes(0), payload]));
        return crypto.createHmac("sha256", key).update(covered).digest();
    }

    function isSame(left, right) {
        var different = left.length ^ right.length;
        for (var i = 0; i < left.length; i += 1) {
            different |= left[i] ^ right[i];
        }
        return different === 0;
    }

    function isMap(value) {
        return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Bytes);
    }

    function mapIn(bytes) {
        var inside = cbor.decoder(bytes);
        var map = bytes.length === 0 ? {} : inside.value();
        return isMap(map) && (bytes.length === 0 || inside.isAtEnd()) ? map : refuse("the token is malformed");
    }

    function partsOf(token) {
        var outside = cbor.decoder(token);
        outside.skipTag(CWT);
        if (!outside.skipTag(MAC0)) {
            refuse("the token is no COSE_Mac0");
        }
        var parts = outside.value();
        if (!outside.isAtEnd() || !Array.isArray(parts) || parts.length !== 4 || !isMap(parts[1])
            || !(parts[0] instanceof Bytes && parts[2] instanceof Bytes && parts[3] instanceof Bytes)) {
            refuse("the token is malformed");
        }
        return parts;
    }

    function validateToken(token, context) {
        if (!(token instanceof Bytes)) {
            throw new TypeError("CWT: the token is not a Buffer");
        }
        var key = keyOf(context);
        if (token.length > MOST_BYTES) {
            refuse("the token has more than 1,024 bytes");
        }
        var parts = partsOf(token);
        var headers = mapIn(parts[0]);
        if (headers[ALGORITHM] !== HS256) {
            refuse("the algorithm of the token is not HS256");
        }
        if (!isSame(parts[3], mark(parts[0], parts[2], key))) {
            refuse("the token is not signed with this key");
        }
        return { protectedHeaders: headers, unprotectedHeaders: parts[1], payload: mapIn(parts[2]) };
    }

    function headersIn(value) {
        return Object.assign({}, value === undefined ? {} : isMap(value) ? value : refuse("headers are an object"));
    }

    function generateToken(one, other) {
        var isFirst = isMap(one) && one.coseTag !== undefined;
        var context = isFirst ? one : other;
        var content = isFirst ? other : one;
        var key = keyOf(context);
        if (context.coseTag !== "MAC0") {
            refuse("the `coseTag` of the context is not MAC0");
        }
        if (!isMap(content) || !isMap(content.payload)) {
            refuse("there is no payload");
        }
        var headers = headersIn(content.protected === undefined ? content.protectedHeaders : content.protected);
        if (Number(headers[ALGORITHM]) !== HS256) {
            refuse("the protected headers name another algorithm than HS256 (1: 5)");
        }
        headers[ALGORITHM] = HS256;
        var open = headersIn(content.unprotected === undefined ? content.unprotectedHeaders : content.unprotected);
        var named = new Bytes(cbor.encode(headers));
        var payload = new Bytes(cbor.encode(content.payload));
        var tags = context.cwtTag === true ? [0xD8, CWT, 0xC0 | MAC0] : [0xC0 | MAC0];
        var token = tags.concat(cbor.encode([named, open, payload, mark(named, payload, key)]));
        return token.length > MOST_BYTES ? refuse("the token has more than 1,024 bytes")
            : load("buffer").Buffer.from(token);
    }

    return { validateToken: validateToken, generateToken: generateToken };
})
