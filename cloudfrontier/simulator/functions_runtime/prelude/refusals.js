// Code in strings is refused, whichever constructor it is given to.
(function (load, tools) {
    "use strict";

    function refusal(prototype) {
        function refuse() { throw new InternalError("Not implemented"); }
        tools.define(refuse, "prototype", { __proto__: null, value: prototype });
        return refuse;
    }

    [function () {}, async function () {}, function* () {}, async function* () {}].forEach(function (kind) {
        var prototype = Object.getPrototypeOf(kind);
        tools.define(prototype, "constructor", { __proto__: null, value: refusal(prototype) });
    });
    tools.hidden(global, "Function", load.constructor);
    tools.hidden(global, "eval", refusal());
})
