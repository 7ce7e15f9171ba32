// SHA-256, from a message of bytes to the bytes of its digest (FIPS 180-4).
(function (load) {
    "use strict";

    var blocks = load("blocks");
    var right = blocks.right;

    // the constants, computed as the standard defines them
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

    var PRIMES = primes(64);
    var CUBE_ROOTS = PRIMES.map(function (prime) { return fraction(Math.cbrt(prime)); });
    var SQUARE_ROOTS = PRIMES.slice(0, 8).map(function (prime) { return fraction(Math.sqrt(prime)); });

    return function (message) {
        var words = blocks.blocksOf(message, false);
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
        return blocks.bytesOf(state, false);
    };
})
