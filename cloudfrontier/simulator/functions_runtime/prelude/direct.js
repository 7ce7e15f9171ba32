// The whole harness of a context in which the function needs nothing of the host while it runs: `(handler, event)`.
//
// It takes its own references before the function runs. It answers with the object that the handler returned, as JSON;
// what else came of the run is left to a run in a context with the full harness, and the answer is empty.
(function () {
    "use strict";

    var parse = JSON.parse;
    var stringify = JSON.stringify;
    var isArray = Array.isArray;
    var errors = Error.prototype;

    return function (handler, event) {
        delete errors.stack;
        var value = handler(parse(event));
        return typeof value === "object" && !isArray(value) ? stringify(value) : "";
    };
})()
