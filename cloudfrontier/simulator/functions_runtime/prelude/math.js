// `Math.random`, seeded: with the time of the run, says functions-javascript-runtime-20 of CloudFront's developer
// guide (read 2026-04).
(function (load, tools) {
    "use strict";

    var imul = Math.imul;
    var word = tools.given.seed | 0;

    // mulberry32: small, and good enough to stand for a generator that is not meant to be secure
    tools.hidden(Math, "random", { random() {
        word = (word + 0x6D2B79F5) | 0;
        var mixed = imul(word ^ (word >>> 15), 1 | word);
        mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    } }.random);
})
