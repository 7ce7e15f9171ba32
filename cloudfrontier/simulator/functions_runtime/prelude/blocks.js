// What the hashes have in common: messages as blocks of sixteen words, and words as bytes.
(function () {
    "use strict";

    var BLOCK = 64;

    function left(word, bits) {
        return word << bits | word >>> 32 - bits;
    }

    // The message with its padding, as blocks of sixteen words.
    function blocksOf(message, littleEndian) {
        var padded = message.slice();
        var bits = message.length * 8;
        var words = [];
        var i;
        padded.push(0x80);
        while (padded.length % BLOCK !== BLOCK - 8) {
            padded.push(0);
        }
        for (i = 0; i < padded.length; i += 4) {
            words.push(littleEndian
                ? padded[i] | padded[i + 1] << 8 | padded[i + 2] << 16 | padded[i + 3] << 24
                : padded[i] << 24 | padded[i + 1] << 16 | padded[i + 2] << 8 | padded[i + 3]);
        }
        // the length in bits, which 2 MB of memory keep below 32 of them
        words.push(littleEndian ? bits : 0, littleEndian ? 0 : bits);
        return words;
    }

    function bytesOf(words, littleEndian) {
        var bytes = [];
        for (var i = 0; i < words.length; i += 1) {
            for (var shift = 0; shift < 32; shift += 8) {
                bytes.push(words[i] >>> (littleEndian ? shift : 24 - shift) & 255);
            }
        }
        return bytes;
    }

    return { left: left, blocksOf: blocksOf, bytesOf: bytesOf };
})
