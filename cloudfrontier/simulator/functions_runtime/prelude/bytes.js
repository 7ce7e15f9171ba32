// Bytes and texts, for the other modules of the prelude: an encoding's name -> what encodes and decodes in it.
//
// Functions cannot import it. Bytes are arrays of numbers. Each encoding is made when it is first used.
(function (load) {
    "use strict";

    return {
        decoders: {
            __proto__: null,
            utf8(text) { return load("utf8").encode(text); },
            hex(text) { return load("hex").decode(text); },
            base64(text) { return load("base64").decode(text); },
            base64url(text) { return load("base64").decodeUrl(text); }
        },
        encoders: {
            __proto__: null,
            utf8(bytes) { return load("utf8").decode(bytes); },
            hex(bytes) { return load("hex").encode(bytes); },
            base64(bytes) { return load("base64").encode(bytes); },
            base64url(bytes) { return load("base64").encodeUrl(bytes); }
        }
    };
})
