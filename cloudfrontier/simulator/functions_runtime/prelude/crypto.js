// The module `crypto`: createHash and createHmac with md5, sha1 and sha256; hex, base64 and base64url.
//
// Source: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04). There is nothing else: no
// random bytes, no signatures, no WebCrypto. The texts of errors are those of njs of 2023-05. HMAC is that
// of RFC 2104.
(function (load, tools) {
    "use strict";

    var coders = load("bytes");
    var BLOCK = 64;
    var ALGORITHMS = ["md5", "sha1", "sha256"];

    function algorithmOf(name) {
        if (typeof name !== "string") {
            throw new Error("algorithm must be a string");
        }
        if (ALGORITHMS.indexOf(name) < 0) {
            throw new Error('not supported algorithm: "' + name + '"');
        }
        return load(name);
    }

    function bytesFrom(data, encoding, what) {
        if (typeof data === "string") {
            if (encoding !== undefined && typeof encoding !== "string") {
                throw new TypeError("encoding must be a string");
            }
            var name = encoding === undefined || encoding === "utf-8" ? "utf8" : encoding;
            if (!(name in coders.decoders)) {
                throw new TypeError('"' + name + '" encoding is not supported');
            }
            return coders.decoders[name](data);
        }
        if (data instanceof ArrayBuffer) {
            return Array.prototype.slice.call(new Uint8Array(data));
        }
        if (ArrayBuffer.isView(data)) {
            return Array.prototype.slice.call(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
        }
        throw new TypeError(what + " is not a string or Buffer-like object");
    }

    function shown(digest, encoding) {
        if (encoding === undefined) {
            return load("digest")(digest);
        }
        if (typeof encoding !== "string") {
            throw new TypeError("encoding must be a string");
        }
        if (encoding === "utf8" || !(encoding in coders.encoders)) {
            throw new TypeError('Unknown digest encoding: "' + encoding + '"');
        }
        return coders.encoders[encoding](digest);
    }

    // `finish`: from a message to its digest. Each object has methods of its own, so that no other sees its message.
    function digester(kind, finish, message) {
        var done = false;

        function check() {
            if (done) {
                throw new Error("Digest already called");
            }
        }

        var methods = {
            update(data, encoding) {
                check();
                message = message.concat(bytesFrom(data, encoding, "data"));
                return this;
            },
            digest(encoding) {
                check();
                var text = shown(finish(message), encoding);
                done = true;
                return text;
            }
        };
        if (tools.given.waits) {
            methods.copy = { copy() {
                check();
                return digester(kind, finish, message);
            } }.copy;
        }
        var made = {};
        Object.keys(methods).forEach(function (name) { tools.hidden(made, name, methods[name]); });
        tools.hidden(made, Symbol.toStringTag, kind);
        return made;
    }

    return {
        createHash(name) {
            return digester("Hash", algorithmOf(name), []);
        },
        createHmac(name, key) {
            var hash = algorithmOf(name);
            var secret = bytesFrom(key, undefined, "key");
            secret = secret.length > BLOCK ? hash(secret) : secret;
            function pad(mask) {
                var padded = [];
                for (var i = 0; i < BLOCK; i += 1) {
                    padded.push((i < secret.length ? secret[i] : 0) ^ mask);
                }
                return padded;
            }
            return digester("Hmac", function (message) {
                return hash(pad(0x5C).concat(hash(pad(0x36).concat(message))));
            }, []);
        }
    };
})
