// The module `crypto`: createHash and createHmac with md5, sha1 and sha256; hex, base64 and base64url.
//
// Source: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04). There is nothing else: no
// random bytes, no signatures, no WebCrypto. The texts of errors are those of njs of 2023-05. The algorithms are
// those of RFC 1321, FIPS 180-4 and RFC 2104.
(function (load) {
    "use strict";

    var coders = load("bytes");
    var BLOCK = 64;

    function left(word, bits) {
        return word << bits | word >>> 32 - bits;
    }

    function right(word, bits) {
        return word >>> bits | word << 32 - bits;
    }

    // The message with its padding, as blocks of sixteen words.
    function blocksOf(message, littleEndian) {
        var padded = message.slice();
        var bits = message.length * 8;
        var length = [];
        var words = [];
        var i;
        for (i = 0; i < 8; i += 1) {
            length.push(i < 4 ? Math.floor(bits / 4294967296) >>> (24 - 8 * i) & 255 : bits >>> (56 - 8 * i) & 255);
        }
        padded.push(0x80);
        while (padded.length % BLOCK !== BLOCK - 8) {
            padded.push(0);
        }
        padded = padded.concat(littleEndian ? length.reverse() : length);
        for (i = 0; i < padded.length; i += 4) {
            words.push(littleEndian
                ? padded[i] | padded[i + 1] << 8 | padded[i + 2] << 16 | padded[i + 3] << 24
                : padded[i] << 24 | padded[i + 1] << 16 | padded[i + 2] << 8 | padded[i + 3]);
        }
        return words;
    }

    function bytesOf(words, littleEndian) {
        var bytes = [];
        words.forEach(function (word) {
            var four = [word >>> 24, word >>> 16 & 255, word >>> 8 & 255, word & 255];
            bytes.push.apply(bytes, littleEndian ? four.reverse() : four);
        });
        return bytes;
    }

    // --- the constants, computed as the standards define them -------------------------------------------

    function fraction(number) {
        return Math.floor((number - Math.floor(number)) * 4294967296) | 0;
    }

    function primes(count) {
        var found = [];
        for (var n = 2; found.length < count; n += 1) {
            if (found.every(function (prime) { return n % prime !== 0; })) {
                found.push(n);
            }
        }
        return found;
    }

    var SINES = [];
    for (var i = 0; i < 64; i += 1) {
        SINES.push(Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296) | 0);
    }
    var CUBE_ROOTS = primes(64).map(function (prime) { return fraction(Math.cbrt(prime)); });
    var SQUARE_ROOTS = primes(8).map(function (prime) { return fraction(Math.sqrt(prime)); });
    var MD5_SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

    function md5(message) {
        var words = blocksOf(message, true);
        var state = [0x67452301, 0xEFCDAB89 | 0, 0x98BADCFE | 0, 0x10325476];
        for (var at = 0; at < words.length; at += 16) {
            var a = state[0], b = state[1], c = state[2], d = state[3];
            for (var i = 0; i < 64; i += 1) {
                var round = i >> 4;
                var mix = round === 0 ? b & c | ~b & d : round === 1 ? d & b | ~d & c
                    : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
                var index = round === 0 ? i : round === 1 ? (5 * i + 1) % 16
                    : round === 2 ? (3 * i + 5) % 16 : 7 * i % 16;
                var turned = left(a + mix + SINES[i] + words[at + index] | 0, MD5_SHIFTS[round][i & 3]);
                a = d;
                d = c;
                c = b;
                b = b + turned | 0;
            }
            state = [state[0] + a | 0, state[1] + b | 0, state[2] + c | 0, state[3] + d | 0];
        }
        return bytesOf(state, true);
    }

    function sha1(message) {
        var words = blocksOf(message, false);
        var state = [0x67452301, 0xEFCDAB89 | 0, 0x98BADCFE | 0, 0x10325476, 0xC3D2E1F0 | 0];
        for (var at = 0; at < words.length; at += 16) {
            var w = words.slice(at, at + 16);
            var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
            for (var i = 0; i < 80; i += 1) {
                if (i > 15) {
                    w.push(left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1));
                }
                var mix = i < 20 ? (b & c | ~b & d) + 0x5A827999 : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                    : i < 60 ? (b & c | b & d | c & d) + 0x8F1BBCDC : (b ^ c ^ d) + 0xCA62C1D6;
                var next = left(a, 5) + mix + e + w[i] | 0;
                e = d;
                d = c;
                c = left(b, 30);
                b = a;
                a = next;
            }
            state = [state[0] + a | 0, state[1] + b | 0, state[2] + c | 0, state[3] + d | 0, state[4] + e | 0];
        }
        return bytesOf(state, false);
    }

    function sha256(message) {
        var words = blocksOf(message, false);
        var state = SQUARE_ROOTS;
        for (var at = 0; at < words.length; at += 16) {
            var w = words.slice(at, at + 16);
            var s = state.slice();
            for (var i = 0; i < 64; i += 1) {
                if (i > 15) {
                    var old = w[i - 15], recent = w[i - 2];
                    w.push(w[i - 16] + (right(old, 7) ^ right(old, 18) ^ old >>> 3)
                        + w[i - 7] + (right(recent, 17) ^ right(recent, 19) ^ recent >>> 10) | 0);
                }
                var first = s[7] + (right(s[4], 6) ^ right(s[4], 11) ^ right(s[4], 25))
                    + (s[4] & s[5] ^ ~s[4] & s[6]) + CUBE_ROOTS[i] + w[i] | 0;
                var second = (right(s[0], 2) ^ right(s[0], 13) ^ right(s[0], 22))
                    + (s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]) | 0;
                s = [first + second | 0, s[0], s[1], s[2], s[3] + first | 0, s[4], s[5], s[6]];
            }
            state = state.map(function (word, index) { return word + s[index] | 0; });
        }
        return bytesOf(state, false);
    }

    var ALGORITHMS = { __proto__: null, md5: md5, sha1: sha1, sha256: sha256 };

    // --- the objects that functions see -----------------------------------------------------------------

    function algorithmOf(name) {
        if (typeof name !== "string") {
            throw new Error("algorithm must be a string");
        }
        if (!(name in ALGORITHMS)) {
            throw new Error('not supported algorithm: "' + name + '"');
        }
        return ALGORITHMS[name];
    }

    function bytesFrom(data, encoding, what) {
        var coder;
        if (typeof data === "string") {
            coder = encoding === undefined ? "utf8" : String(encoding);
            if (!(coder in coders.decoders)) {
                throw new TypeError('"' + coder + '" encoding is not supported');
            }
            return coders.decoders[coder](data);
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

    function digester(finish) {
        var message = [];
        var done = false;

        function check() {
            if (done) {
                throw new Error("Digest already called");
            }
        }

        return {
            update: function (data, encoding) {
                check();
                message = message.concat(bytesFrom(data, encoding, "data"));
                return this;
            },
            digest: function (encoding) {
                check();
                var digest = finish(message);
                var text = shown(digest, encoding);
                done = true;
                return text;
            }
        };
    }

    function createHash(name) {
        return digester(algorithmOf(name));
    }

    function createHmac(name, key) {
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
        return digester(function (message) {
            return hash(pad(0x5C).concat(hash(pad(0x36).concat(message))));
        });
    }

    return { createHash: createHash, createHmac: createHmac };
})
