// What the hashes have in common: messages as blocks of sixteen words, and words as bytes.
(function () {
    "use strict";

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

    return { BLOCK: BLOCK, left: left, right: right, blocksOf: blocksOf, bytesOf: bytesOf };
})
