// The module `crypto`: createHash and createHmac with md5, sha1 and sha256; hex, base64 and base64url.
//
// Source: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04). There is nothing else: no
// random bytes, no signatures, no WebCrypto. The texts of errors are those of njs of 2023-05. What hashes is the host.
(function (load, tools) {
    "use strict";

    var stringify = tools.stringify;
    var toCharacters = String.fromCharCode;
    var ALGORITHMS = { __proto__: null, md5: true, sha1: true, sha256: true };
    var ENCODINGS = { __proto__: null, hex: "hex", base64: "base64", base64url: "base64url" };
    var TEXT = tools.given.waits ? "utf8" : "byteString";

    function check(name) {
        if (typeof name !== "string") {
            throw new TypeError("algorithm must be a string");
        }
        if (!ALGORITHMS[name]) {
            throw new TypeError('not supported algorithm: "' + name + '"');
        }
    }

    // Data for the host: an encoding and a text, as they stand in a JSON array.
    function piece(data, encoding, what) {
        var name = TEXT;
        if (typeof data !== "string") {
            data = characters(data, what);
            name = "bytes";
        } else if (encoding !== undefined) {
            if (typeof encoding !== "string") {
                throw new TypeError("encoding must be a string");
            }
            name = encoding === "utf8" || encoding === "utf-8" ? TEXT : ENCODINGS[encoding];
            if (!name) {
                throw new TypeError('"' + encoding + '" encoding is not supported');
            }
        }
        return '"' + name + '",' + stringify(data);
    }

    function characters(data, what) {
        if (!ArrayBuffer.isView(data)) {
            throw new TypeError(what + " is not a string or Buffer-like object");
        }
        var bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
        var text = "";
        for (var i = 0; i < bytes.length; i += 1) {
            text += toCharacters(bytes[i]);
        }
        return text;
    }

    function shown(encoding, digest) {
        if (encoding === undefined) {
            return load("digest")(load("hex").decode(digest("hex")));
        }
        if (typeof encoding !== "string") {
            throw new TypeError("encoding must be a string");
        }
        if (!ENCODINGS[encoding]) {
            throw new TypeError('Unknown digest encoding: "' + encoding + '"');
        }
        return digest(ENCODINGS[encoding]);
    }

    // The binding cannot read the ropes that `+` makes of long strings.
    function listed(pieces) {
        return tools.apply(tools.join, ["[", pieces, "]"], [""]);
    }

    // Each object has methods of its own, so that no other sees its message.
    function digester(kind, name, key, message) {
        var made = {};
        var done = false;

        function check() {
            if (done) {
                throw new Error("Digest already called");
            }
        }

        tools.hidden(made, "update", { update(data, encoding) {
            check();
            message += (message === "" ? "" : ",") + piece(data, encoding, "data");
            return this;
        } }.update);
        tools.hidden(made, "digest", { digest(encoding) {
            check();
            var text = shown(encoding, function (encoding) {
                return tools.host("digest", name, key, listed(message), encoding);
            });
            done = true;
            return text;
        } }.digest);
        if (tools.given.waits && kind === "Hash") {
            tools.hidden(made, "copy", { copy() {
                check();
                return digester(kind, name, key, message);
            } }.copy);
        }
        tools.hidden(made, Symbol.toStringTag, kind);
        return made;
    }

    return {
        createHash(name) {
            check(name);
            return digester("Hash", name, "", "");
        },
        createHmac(name, key) {
            check(name);
            return digester("Hmac", name, listed(piece(key, undefined, "key")), "");
        }
    };
})
