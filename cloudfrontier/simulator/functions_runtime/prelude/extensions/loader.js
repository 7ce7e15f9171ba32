// Gives the function what CloudFront's runtimes have and the engine has not: modules, globals, methods.
//
// Each is a part of the prelude: a function of `load` and of the tools, fetched and compiled when it is first asked
// for. Those that the code names are asked for at once, before the function's time and memory count.
(function (tools) {
    "use strict";

    var global = globalThis;
    var apply = tools.apply;
    var define = tools.define;
    var hidden = tools.hidden;
    var compile = tools.compile;
    var Failure = Error;
    var modules = { __proto__: null };

    function load(name) {
        if (!(name in modules)) {
            modules[name] = compile(tools.host("source", name))(load, tools);
        }
        return modules[name];
    }

    function require(name) {
        if (typeof name === "string" && tools.given.modules[name] === true) {
            return load(name);
        }
        throw new Failure('Cannot find module "' + tools.toText(name) + '"');
    }

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
        hidden(owner, name, { f() { return apply(load(part)[name], this, arguments); } }.f);
    }

    hidden(global, "require", require);
    hidden(global, "global", global);
    // the name under which rewritten imports ask for a module; no function can spell it
    define(global, "\u0280", { __proto__: null, value: require });
    tools.given.globals.forEach(function (row) { lazily(row[0], row[1]); });
    tools.given.methods.forEach(function (row) { borrow(compile(row[0]), row[1], row[2]); });
    tools.given.parts.forEach(load);
})
