// MD5, from a message of bytes to the bytes of its digest (RFC 1321).
(function (load) {
    "use strict";

    var blocks = load("blocks");
    var left = blocks.left;
    var SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    // the constants, computed as the standard defines them
    var SINES = [];
    for (var i = 0; i < 64; i += 1) {
        SINES.push(Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296) | 0);
    }

    return function (message) {
        var words = blocks.blocksOf(message, true);
        var state = [0x67452301, 0xEFCDAB89 | 0, 0x98BADCFE | 0, 0x10325476];
        for (var at = 0; at < words.length; at += 16) {
            var a = state[0], b = state[1], c = state[2], d = state[3];
            for (var i = 0; i < 64; i += 1) {
                var round = i >> 4;
                var mix = round === 0 ? b & c | ~b & d : round === 1 ? d & b | ~d & c
                    : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
                var index = round === 0 ? i : round === 1 ? (5 * i + 1) % 16
                    : round === 2 ? (3 * i + 5) % 16 : 7 * i % 16;
                var turned = left(a + mix + SINES[i] + words[at + index] | 0, SHIFTS[round][i & 3]);
                a = d;
                d = c;
                c = b;
                b = b + turned | 0;
            }
            state = [state[0] + a | 0, state[1] + b | 0, state[2] + c | 0, state[3] + d | 0];
        }
        return blocks.bytesOf(state, true);
    };
})
