// The meter of one run: it counts which blocks the code goes through, and what builtins are given and give.
//
// It stands above the code in the same script: a function of its configuration, and of the two that wrap builtins
// and modules. It takes its own references before the code runs. While code of the simulator's own runs (`crypto`,
// `querystring` ...) nothing is counted but what that code stands for: at CloudFront it is native.
(function (config, wrapBuiltins, wrapModules) {
    "use strict";

    var global = globalThis;
    var define = Object.defineProperty;
    var describe = Object.getOwnPropertyDescriptor;
    // `apply(function, self, arguments)`: CloudFront has no Reflect
    var apply = define.call.bind(define.apply);
    var isArray = Array.isArray;
    var isView = ArrayBuffer.isView;
    var isPrototypeOf = Object.prototype.isPrototypeOf;
    var patterns = RegExp.prototype;
    var sourceOf = describe(patterns, "source").get;
    var promises = Promise.prototype;
    var then = promises.then;
    var Thrown = Error;

    // The longest string that the engine keeps inside of a value: a longer one is allocated.
    var SHORT = 14;
    // What a pattern takes to compile besides its length, in characters.
    var COMPILING = 16;

    var prices = config.prices;
    var weights = config.weights;
    var visits, counts, spent, stopped, quiet, running, body;

    function begin() {
        visits = [];
        counts = {
            __proto__: null, builtin: 0, string: 0, copied: 0, searched: 0, item: 0, key: 0, object: 0, step: 0,
            match: 0, miss: 0, matched: 0, compiled: 0, parsed: 0, written: 0, coded: 0, digest: 0, hashed: 0,
            "await": 0
        };
        spent = 0;
        stopped = false;
        quiet = 0;
        running = false;
        for (var i = 0; i < prices.length; i += 1) {
            visits[i] = 0;
        }
    }

    function add(counter, amount) {
        if (quiet === 0) {
            counts[counter] += amount;
            spent += amount * weights[counter];
        }
    }

    function isQuiet() {
        return quiet > 0;
    }

    function quietly(native, self, given) {
        quiet += 1;
        try {
            return apply(native, self, given);
        } finally {
            quiet -= 1;
        }
    }

    // --- what the code calls ------------------------------------------------------------------------------------

    function tick(number) {
        visits[number] += 1;
        spent += prices[number];
        if (spent > config.most) {
            stopped = true;
            throw new Thrown(config.stopped);
        }
    }

    function make(length) {
        add("string", length > SHORT ? 1 : 0);
        add("copied", length);
    }

    function seen(value) {
        if (typeof value === "string") {
            make(value.length);
        }
        return value;
    }

    function made(value) {
        if (isRegExp(value)) {
            add("compiled", COMPILING + apply(sourceOf, value, []).length);
        }
        return value;
    }

    // --- what the wrappers are made with ------------------------------------------------------------------------

    function isRegExp(value) {
        return value !== null && typeof value === "object" && value !== patterns
            && apply(isPrototypeOf, patterns, [value]);
    }

    function lengthOf(value) {
        return typeof value === "string" || isArray(value) || isView(value) ? value.length || value.byteLength || 0 : 0;
    }

    function replace(owner, name, value) {
        define(owner, name, {
            __proto__: null, value: value, writable: true, enumerable: describe(owner, name).enumerable,
            configurable: true
        });
    }

    // The wrapper hands everything through, and has the name and the length of what it wraps.
    function alike(wrapper, native) {
        define(wrapper, "name", { __proto__: null, value: native.name });
        define(wrapper, "length", { __proto__: null, value: native.length });
        return wrapper;
    }

    // --- the run ------------------------------------------------------------------------------------------------

    function report(state, value) {
        return { state: state, value: value, stopped: stopped, visits: visits, counts: counts };
    }

    function end(handler) {
        if (typeof handler !== "function") {
            return;
        }
        global.handler = function () {
            if (running) {
                return apply(handler, this, arguments);
            }
            running = true;
            try {
                var value = apply(handler, this, arguments);
            } catch (thrown) {
                return report("thrown");
            }
            if (config.waits && apply(isPrototypeOf, promises, [value])) {
                return apply(then, value, [
                    function (value) { return report("returned", value); },
                    function () { return report("thrown"); }
                ]);
            }
            return report("returned", value);
        };
    }

    // In a shared context the code is the body of a function, which is run anew for every run.
    function again() {
        delete global.handler;
        begin();
        end(body());
    }

    var tools = {
        apply: apply, describe: describe, add: add, make: make, isQuiet: isQuiet, quietly: quietly, isRegExp: isRegExp,
        lengthOf: lengthOf, replace: replace, alike: alike, matches: function () { return counts.match; }
    };
    begin();
    // modules first: what wraps them takes its builtins as they are
    wrapModules(tools, config);
    wrapBuiltins(tools);
    begin();
    define(tick, "end", { __proto__: null, value: end });
    define(tick, "code", { __proto__: null, value: function (code) { body = code; } });
    define(tick, "again", { __proto__: null, value: again });
    define(global, config.names[0], { __proto__: null, value: tick });
    define(global, config.names[1], { __proto__: null, value: seen });
    define(global, config.names[2], { __proto__: null, value: made });
})
