// MemoryError: CloudFront's engine has it, this one has not.
(function (load, tools) {
    "use strict";

    function MemoryError(message) {
        var error = new Error(message);
        Object.setPrototypeOf(error, MemoryError.prototype);
        return error;
    }
    MemoryError.prototype = Object.create(Error.prototype);
    tools.hidden(MemoryError.prototype, "name", "MemoryError");
    tools.hidden(MemoryError.prototype, "constructor", MemoryError);
    return { MemoryError: MemoryError };
})
