// `atob` and `btoa` of runtime 2.0: bytes as characters, to and from base64; texts of errors are those of njs 0.7.9.
//
// Up to 0.8.3 njs reads whole groups of four characters and loses what a text without padding ends with (CHANGES with
// njs 0.8.4, and runs of 0.7.9 and 0.8.9); of white space it takes the space alone.
(function (load) {
    "use strict";

    var coders = load("bytes");

    function atob(text) {
        var packed = String(text).replace(/ /g, "");
        var padded = packed.length % 4 === 0;
        packed = padded ? packed.replace(/==?$/, "") : packed;
        if (packed.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(packed)) {
            throw new TypeError("the string to be decoded is not correctly encoded");
        }
        packed = padded ? packed : packed.slice(0, -(packed.length % 4));
        return coders.decoders.base64(packed).map(function (byte) { return String.fromCharCode(byte); }).join("");
    }

    function btoa(text) {
        var bytes = String(text).split("").map(function (character) { return character.charCodeAt(0); });
        if (bytes.some(function (code) { return code > 255; })) {
            throw new TypeError("invalid character (>= U+00FF)");
        }
        return coders.encoders.base64(bytes);
    }

    return { atob: atob, btoa: btoa };
})
