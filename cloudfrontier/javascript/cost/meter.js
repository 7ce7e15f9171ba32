// The meter of one run: it counts which blocks the code goes through, and what builtins are given and give.
//
// It stands above the code in the same script, and ends with a function of its configuration. It takes its own
// references before the code runs, and wraps builtins in functions of the same name and length that hand everything
// through. While code of the simulator's own runs (`crypto`, `querystring`, `Buffer` ...) nothing is counted but what
// that code stands for: at CloudFront it is native.
(function (config) {
    "use strict";

    var global = globalThis;
    var define = Object.defineProperty;
    // `apply(function, self, arguments)`: CloudFront has no Reflect
    var apply = define.call.bind(define.apply);
    var describe = Object.getOwnPropertyDescriptor;
    var namesOf = Object.getOwnPropertyNames;
    var keysOf = Object.keys;
    var prototypeOf = Object.getPrototypeOf;
    var isArray = Array.isArray;
    var isView = ArrayBuffer.isView;
    var toText = String;
    var Thrown = Error;
    var log2 = Math.log2;
    var ceil = Math.ceil;
    var promises = Promise.prototype;
    var then = promises.then;
    var isPrototypeOf = Object.prototype.isPrototypeOf;
    var lastIndexOf = String.prototype.lastIndexOf;
    var exec = RegExp.prototype.exec;
    var sourceOf = describe(RegExp.prototype, "source").get;
    var isMultiline = describe(RegExp.prototype, "multiline").get;

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

    function isRegExp(value) {
        return value !== null && typeof value === "object" && apply(isPrototypeOf, RegExpPrototype, [value])
            && value !== RegExpPrototype;
    }
    var RegExpPrototype = RegExp.prototype;

    function lengthOf(value) {
        return typeof value === "string" || isArray(value) || isView(value) ? value.length || value.byteLength || 0 : 0;
    }

    function hidden(owner, name, value) {
        define(owner, name, {
            __proto__: null, value: value, writable: true, enumerable: describe(owner, name).enumerable,
            configurable: true
        });
    }

    // A builtin that is handed through and then counted: `count(self, given, answer)`.
    function wrap(owner, name, count) {
        var native = owner[name];
        var wrapper = { f() {
            if (quiet > 0) {
                return apply(native, this, arguments);
            }
            var matches = counts.match;
            add("builtin", 1);
            var answer = apply(native, this, arguments);
            count(this, arguments, answer, matches);
            return answer;
        } }.f;
        define(wrapper, "name", { __proto__: null, value: native.name });
        define(wrapper, "length", { __proto__: null, value: native.length });
        hidden(owner, name, wrapper);
    }

    function wrapEach(owner, count, names) {
        for (var i = 0; i < names.length; i += 1) {
            var property = describe(owner, names[i]);
            if (property !== undefined && property.configurable && typeof property.value === "function"
                && names[i] !== "constructor") {
                wrap(owner, names[i], count);
            }
        }
    }

    // What is native at CloudFront and JavaScript here: silent while it runs, counted by what goes in and comes out.
    function silence(native, count) {
        var wrapper = { f() {
            add("builtin", 1);
            quiet += 1;
            try {
                var answer = apply(native, this, arguments);
            } finally {
                quiet -= 1;
            }
            count(this, arguments, answer);
            return answer;
        } }.f;
        define(wrapper, "name", { __proto__: null, value: native.name });
        define(wrapper, "length", { __proto__: null, value: native.length });
        return wrapper;
    }

    function silenceEach(owner, count) {
        var names = namesOf(owner);
        for (var i = 0; i < names.length; i += 1) {
            var property = describe(owner, names[i]);
            if (property.writable && typeof property.value === "function" && names[i] !== "constructor") {
                hidden(owner, names[i], silence(property.value, count));
            }
        }
    }

    function quietly(action) {
        quiet += 1;
        try {
            return action();
        } finally {
            quiet -= 1;
        }
    }

    // --- what builtins do, by what they are given and give ------------------------------------------------------

    function nothing() {}

    function gives(self, given, answer) {
        make(lengthOf(answer));
    }

    function looksForward(self, given, answer) {
        add("searched", typeof answer !== "number" || answer < 0 ? lengthOf(self) : answer);
    }

    function looksBack(self, given, answer) {
        add("searched", answer < 0 ? lengthOf(self) : lengthOf(self) - answer);
    }

    function looksAtArgument(self, given) {
        add("searched", lengthOf(given[0]));
    }

    // By a pattern each match is looked up a second time, to be put together.
    function replaces(self, given, answer, matches) {
        add("match", counts.match - matches);
        gives(self, given, answer);
    }

    function splits(self, given, answer) {
        add("searched", isRegExp(given[0]) ? 0 : lengthOf(self));
        givesItems(self, given, answer);
    }

    function visitsThis(self) {
        add("item", lengthOf(self));
    }

    function findsItem(self, given, answer) {
        add("step", answer === true || answer === false || answer < 0 ? lengthOf(self) : answer + 1);
    }

    function givesItems(self, given, answer) {
        add("object", 2);
        add("item", lengthOf(answer));
    }

    // An array that is put together goes element by element through the slowest path there is.
    function concatenates(self, given, answer) {
        add("object", 2);
        add("item", 4 * lengthOf(answer));
    }

    function givesEntries(self, given, answer) {
        givesItems(self, given, answer);
        add("object", 2 * lengthOf(answer));
    }

    function joins(self, given, answer) {
        add("item", lengthOf(self));
        gives(self, given, answer);
    }

    function sorts(self, given) {
        var length = lengthOf(self);
        add("item", typeof given[0] === "function" ? length : length * ceil(log2(length + 1)));
    }

    function assigns(self, given) {
        for (var i = 1; i < given.length; i += 1) {
            add("key", given[i] !== null && typeof given[i] === "object" ? keysOf(given[i]).length : 0);
        }
    }

    function parses(self, given) {
        add("parsed", lengthOf(given[0]));
    }

    function writes(self, given, answer) {
        add("written", lengthOf(answer));
    }

    function encodes(self, given, answer) {
        add("coded", lengthOf(given[0]) + lengthOf(answer));
    }

    function decodes(self, given, answer) {
        add("coded", 3 * lengthOf(given[0]));
    }

    // Of the simulator's own modules: text or bytes in and out, or an object of named values.
    function codes(self, given, answer) {
        add("coded", lengthOf(self) + lengthOf(given[0]) + lengthOf(answer));
        if (answer !== null && typeof answer === "object" && !isView(answer)) {
            add("key", keysOf(answer).length);
        }
    }

    // Every match goes through `exec`, whichever method asks for it.
    function wrapExec() {
        hidden(RegExpPrototype, "exec", { exec(text) {
            var from = isRegExp(this) && (this.global || this.sticky) ? this.lastIndex : 0;
            var found = apply(exec, this, arguments);
            if (quiet === 0) {
                add("builtin", 1);
                add(found === null ? "miss" : "match", 1);
                add("matched", found === null ? missed(this, text, from) : found.index + found[0].length - from);
            }
            return found;
        } }.exec);
    }

    function missed(pattern, text, from) {
        var anchored = pattern.sticky
            || (apply(sourceOf, pattern, [])[0] === "^" && !apply(isMultiline, pattern, []));
        return anchored ? 1 : lengthOf(text) - from;
    }

    function wrapBuiltins() {
        var text = String.prototype, list = Array.prototype;
        wrapExec();
        wrapEach(text, gives, ["charAt", "concat", "padEnd", "padStart", "repeat", "slice", "substr", "substring",
            "toLowerCase", "toUpperCase", "toUTF8", "toBytes", "fromUTF8", "fromBytes"]);
        wrapEach(text, looksForward, ["includes", "indexOf"]);
        wrapEach(text, looksBack, ["lastIndexOf"]);
        wrapEach(text, looksAtArgument, ["endsWith", "startsWith"]);
        wrapEach(text, replaces, ["replace", "replaceAll"]);
        wrapEach(text, splits, ["split"]);
        wrapEach(text, nothing, ["charCodeAt", "codePointAt", "match", "search", "trim", "trimEnd", "trimStart"]);
        wrapEach(String, gives, ["fromCharCode", "fromCodePoint", "bytesFrom"]);
        wrapEach(list, visitsThis, ["copyWithin", "fill", "reverse", "shift", "splice", "unshift"]);
        wrapEach(list, findsItem, ["includes", "indexOf", "lastIndexOf"]);
        wrapEach(list, givesItems, ["filter", "map", "slice"]);
        wrapEach(list, concatenates, ["concat"]);
        wrapEach(list, joins, ["join", "toString"]);
        wrapEach(list, sorts, ["sort"]);
        wrapEach(list, nothing, ["every", "find", "findIndex", "forEach", "pop", "push", "reduce", "reduceRight",
            "some"]);
        wrapEach(Array, givesItems, ["from", "of"]);
        wrapEach(Array, nothing, ["isArray"]);
        wrapEach(Object, givesItems, ["getOwnPropertyNames", "keys", "values"]);
        wrapEach(Object, givesEntries, ["entries"]);
        wrapEach(Object, assigns, ["assign"]);
        wrapEach(Object, nothing, ["create", "defineProperties", "defineProperty", "freeze", "getOwnPropertyDescriptor",
            "getOwnPropertyDescriptors", "getPrototypeOf", "is", "isExtensible", "isFrozen", "isSealed",
            "preventExtensions", "seal", "setPrototypeOf"]);
        wrapEach(Object.prototype, nothing, ["hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"]);
        wrapEach(JSON, parses, ["parse"]);
        wrapEach(JSON, writes, ["stringify"]);
        wrapEach(Math, nothing, namesOf(Math));
        wrapEach(Number, nothing, namesOf(Number));
        wrapEach(Number.prototype, gives, ["toExponential", "toFixed", "toPrecision", "toString"]);
        wrapEach(Date, nothing, ["UTC", "now", "parse"]);
        wrapEach(Date.prototype, nothing, namesOf(Date.prototype));
        wrapEach(RegExpPrototype, nothing, ["test"]);
        wrapEach(prototypeOf(Uint8Array.prototype), visitsThis, namesOf(prototypeOf(Uint8Array.prototype)));
        wrapEach(console, looksAtArgument, ["log"]);
        wrapEach(Promise, function () { add("await", 1); }, ["all", "allSettled", "any", "race", "reject", "resolve"]);
        wrapEach(promises, function () { add("await", 1); }, ["catch", "finally", "then"]);
        wrapEach(global, encodes, ["atob", "btoa", "encodeURI", "encodeURIComponent"]);
        wrapEach(global, decodes, ["decodeURI", "decodeURIComponent"]);
        wrapEach(global, nothing, ["isFinite", "isNaN", "parseFloat", "parseInt"]);
    }

    // --- modules, and globals that are the simulator's own -----------------------------------------------------

    var known = [];

    function first(value) {
        for (var i = 0; i < known.length; i += 1) {
            if (known[i] === value) {
                return false;
            }
        }
        known[known.length] = value;
        return true;
    }

    function wrapModule(name, module) {
        if (module !== null && typeof module === "object" && first(module)) {
            silenceEach(module, name === "crypto" ? wrapDigester : codes);
        }
        return module;
    }

    // A hash reads its padding too; an HMAC hashes its key twice and the inner digest once more.
    function wrapDigester(self, given, digester) {
        var bytes = 0;
        var isHmac = given.length > 1;
        hidden(digester, "update", silence(digester.update, function (self, given) {
            bytes += lengthOf(given[0]);
        }));
        hidden(digester, "digest", silence(digester.digest, function () {
            add("hashed", ceil((bytes + 9) / 64) + (isHmac ? 3 : 0));
        }));
        add("digest", 1);
    }

    function wrapModules() {
        var load = global.require;
        hidden(global, "require", { require(name) {
            add("builtin", 1);
            return wrapModule(name, quietly(function () { return load(name); }));
        } }.require);
        for (var i = 0; i < config.modules.length; i += 1) {
            try { global.require(config.modules[i]); } catch (missing) { /* the code will meet the same error */ }
        }
        for (i = 0; i < config.globals.length; i += 1) {
            try { wrapGlobal(config.globals[i]); } catch (missing) { /* as above */ }
        }
    }

    function wrapGlobal(name) {
        var value = quietly(function () { return global[name]; });
        if (typeof value === "function" && first(value)) {
            silenceEach(value, codes);
            silenceEach(value.prototype, codes);
        }
    }

    // --- the run -------------------------------------------------------------------------------------------------

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

    begin();
    wrapBuiltins();
    wrapModules();
    begin();
    define(tick, "end", { __proto__: null, value: end });
    define(tick, "code", { __proto__: null, value: function (code) { body = code; } });
    define(tick, "again", { __proto__: null, value: again });
    define(global, config.names[0], { __proto__: null, value: tick });
    define(global, config.names[1], { __proto__: null, value: seen });
    define(global, config.names[2], { __proto__: null, value: made });
})
