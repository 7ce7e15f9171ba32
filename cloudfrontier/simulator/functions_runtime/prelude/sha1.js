// SHA-1, from a message of bytes to the bytes of its digest (FIPS 180-4).
(function (load) {
    "use strict";

    var blocks = load("blocks");
    var left = blocks.left;

    return function (message) {
        var words = blocks.blocksOf(message, false);
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
        return blocks.bytesOf(state, false);
    };
})
