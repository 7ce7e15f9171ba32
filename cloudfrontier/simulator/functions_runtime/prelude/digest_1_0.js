// What `digest()` gives in runtime 1.0 when no encoding is named: a string of bytes.
(function () {
    "use strict";

    return function (bytes) {
        return String.fromCharCode.apply(null, bytes);
    };
})
