// What `digest()` gives in runtime 2.0 when no encoding is named: a Buffer.
(function (load) {
    "use strict";

    return load("buffer").Buffer.from;
})
