// Gives the function the globals and methods that CloudFront's runtimes have and the engine has not, each with the part
// that makes it when it is first used.
(function (tools) {
    "use strict";

    var global = globalThis;
    var define = tools.define;
    var hidden = tools.hidden;
    var load = tools.load;

    function lazily(name, part) {
        define(global, name, {
            __proto__: null, enumerable: false, configurable: true,
            get: function () {
                hidden(global, name, load(part)[name]);
                return global[name];
            },
            set: function (value) { hidden(global, name, value); }
        });
    }

    function borrow(owner, name, part) {
        hidden(owner, name, { f() { return tools.apply(load(part)[name], this, arguments); } }.f);
    }

    tools.given.globals.forEach(function (row) { lazily(row[0], row[1]); });
    tools.given.methods.forEach(function (row) { borrow(tools.compile(row[0]), row[1], row[2]); });
})
