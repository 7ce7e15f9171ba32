// Gives the function the modules of CloudFront's runtimes.
//
// Each is a part of the prelude: a function of `load` and of the tools, fetched and compiled when it is first asked
// for. Those that the code names are asked for at once, before the function's time and memory count.
(function (tools) {
    "use strict";

    var global = globalThis;
    var hidden = tools.hidden;
    var Failure = Error;
    var modules = { __proto__: null };

    function load(name) {
        if (!(name in modules)) {
            modules[name] = tools.compile(tools.host("source", name))(load, tools);
        }
        return modules[name];
    }

    function require(name) {
        if (typeof name === "string" && tools.given.modules[name] === true) {
            return load(name);
        }
        throw new Failure('Cannot find module "' + tools.toText(name) + '"');
    }

    hidden(global, "require", require);
    hidden(global, "global", global);
    // the name under which rewritten imports ask for a module; no function can spell it
    tools.define(global, "\u0280", { __proto__: null, value: require });
    tools.load = load;
    tools.given.parts.forEach(load);
})
