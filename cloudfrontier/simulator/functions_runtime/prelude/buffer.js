// The module `buffer` of runtime 2.0, and the global `Buffer`.
(function (load) {
    "use strict";

    var core = load("buffer_core");
    return {
        Buffer: core.Buffer,
        constants: { MAX_LENGTH: core.MAX_LENGTH, MAX_STRING_LENGTH: core.MAX_LENGTH },
        kMaxLength: core.MAX_LENGTH
    };
})
