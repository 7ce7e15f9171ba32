// What `digest()` gives in runtime 1.0 when no encoding is named: a string of bytes.
(function (load) {
    "use strict";

    return load("byte_strings").of;
})
