// SHA-256, from a message of bytes to the bytes of its digest (FIPS 180-4).
(function (load) {
    "use strict";

    var blocks = load("blocks");

    // the fractions of the cube and square roots of the first primes, as the standard lists them
    var CUBE_ROOTS = [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2
    ];
    var SQUARE_ROOTS = [
        0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
    ];

    return function (message) {
        var words = blocks.blocksOf(message, false);
        var state = SQUARE_ROOTS.slice();
        var w = [];
        for (var at = 0; at < words.length; at += 16) {
            var a = state[0], b = state[1], c = state[2], d = state[3];
            var e = state[4], f = state[5], g = state[6], h = state[7];
            for (var i = 0; i < 64; i += 1) {
                if (i < 16) {
                    w[i] = words[at + i];
                } else {
                    var x = w[i - 15], y = w[i - 2];
                    w[i] = w[i - 16] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
                        + w[i - 7] + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
                }
                var first = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
                    + (e & f ^ ~e & g) + CUBE_ROOTS[i] + w[i] | 0;
                var second = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
                    + (a & b ^ a & c ^ b & c) | 0;
                h = g;
                g = f;
                f = e;
                e = d + first | 0;
                d = c;
                c = b;
                b = a;
                a = first + second | 0;
            }
            state = [
                state[0] + a | 0, state[1] + b | 0, state[2] + c | 0, state[3] + d | 0,
                state[4] + e | 0, state[5] + f | 0, state[6] + g | 0, state[7] + h | 0
            ];
        }
        return blocks.bytesOf(state, false);
    };
})
