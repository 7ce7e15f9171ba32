// What `digest()` gives in runtime 2.0 when no encoding is named: a Buffer.
(function () {
    "use strict";

    return function (bytes) {
        return Buffer.from(bytes);
    };
})
