// The harness of one invocation. It ends with the only door between the function and the host: `(op, a, b)`.
//
// It runs before the function and takes its own references to every builtin it needs; after that it calls
// nothing that the function can replace: no method of a value, no loop over an iterable, no array growth.
(function () {
    "use strict";

    var global = globalThis;
    var apply = Reflect.apply;
    var define = Object.defineProperty;
    var isArray = Array.isArray;
    var isPrototypeOf = Object.prototype.isPrototypeOf;
    var parse = JSON.parse;
    var stringify = JSON.stringify;
    var join = Array.prototype.join;
    var slice = String.prototype.slice;
    var toText = String;
    var compile = eval;
    var promises = Promise.prototype;
    var errors = Error.prototype;
    var stackOf = Object.getOwnPropertyDescriptor(errors, "stack").get;

    // The name under which rewritten imports ask for a module; no function can spell it.
    var IMPORT = "\u0280";
    // AWS cuts the log of one run at 10 KB; the host counts bytes, this only keeps a flood out of the heap.
    var LOG_UNITS = 10240;
    // A thrown text is shown to people: more than this helps nobody.
    var THROWN_UNITS = 2000;

    var state = "idle";
    var returned = "undefined";
    var result = "null";
    var problem = "null";
    var trace = "";
    var logs = "";
    var logged = 0;
    var rawQuery;
    var awaits;
    var sources = { __proto__: null };
    var modules = { __proto__: null };
    var offered = { __proto__: null };

    function hidden(target, name, value) {
        define(target, name, {
            __proto__: null, value: value, writable: true, enumerable: false, configurable: true
        });
    }

    function log(message) {
        var line = arguments.length === 0 ? "" : toText(message);
        if (logged <= LOG_UNITS + 1) {
            line = apply(slice, line, [0, LOG_UNITS + 1]);
            logs += (logs === "" ? "" : ",") + stringify(line);
            logged += line.length + 1;
        }
    }

    // Parts of the prelude are compiled when first asked for; each is a function of `load`.
    function load(name) {
        if (!(name in modules)) {
            modules[name] = compile(sources[name])(load);
        }
        return modules[name];
    }

    function require(name) {
        if (typeof name === "string" && offered[name] === "simulated") {
            return load(name);
        }
        if (typeof name === "string" && offered[name] === "missing") {
            throw notSimulated('the module "' + name + '"');
        }
        throw new Error('Cannot find module "' + toText(name) + '"');
    }

    function notSimulated(what) {
        return new Error(what + " is not simulated: CloudFront has it, this simulator does not");
    }

    // A global that CloudFront has: made on first use, or refused by name.
    function lazily(name, part) {
        define(global, name, {
            __proto__: null, enumerable: false, configurable: true,
            get: function () {
                if (!(part in sources)) {
                    throw notSimulated("`" + name + "`");
                }
                hidden(global, name, load(part)[name]);
                return global[name];
            },
            set: function (value) { hidden(global, name, value); }
        });
    }

    function refuse(name) {
        var refusal = { f: function () { throw new InternalError("Not implemented"); } }.f;
        define(refusal, "name", { __proto__: null, value: name });
        return refusal;
    }

    // --- builtins that answer otherwise at CloudFront ---------------------------------------------------

    function withoutCode() {
        var kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
        for (var i = 0; i < kinds.length; i += 1) {
            var prototype = Object.getPrototypeOf(kinds[i]);
            var constructor = refuse(prototype.constructor.name);
            define(constructor, "prototype", { __proto__: null, value: prototype });
            define(prototype, "constructor", { __proto__: null, value: constructor });
            if (i === 0) {
                hidden(global, "Function", constructor);
            }
        }
        hidden(global, "eval", refuse("eval"));
    }

    // CloudFront's engine has it, this one has not.
    function MemoryError(message) {
        var error = new Error(message);
        Object.setPrototypeOf(error, MemoryError.prototype);
        return error;
    }

    function open(waitsForPromises) {
        awaits = waitsForPromises === "yes";
        withoutCode();
        MemoryError.prototype = Object.create(Error.prototype);
        hidden(MemoryError.prototype, "name", "MemoryError");
        hidden(MemoryError.prototype, "constructor", MemoryError);
        hidden(global, "MemoryError", MemoryError);
        hidden(global, "global", global);
        hidden(global, "console", { log: log });
        hidden(global, "require", require);
        define(global, IMPORT, { __proto__: null, value: require });
    }

    // --- one invocation ---------------------------------------------------------------------------------

    function kindOf(value) {
        return value === null ? "null" : isArray(value) ? "array" : typeof value;
    }

    function fail(thrown) {
        state = "failed";
        var text;
        try {
            text = toText(thrown);
        } catch (again) {
            text = "a value that cannot be turned into a string was thrown";
        }
        problem = stringify(apply(slice, text, [0, THROWN_UNITS]));
        returned = kindOf(thrown);
        if (returned === "object") {
            text = apply(stackOf, thrown, []);
            trace = typeof text === "string" ? text : "";
        }
    }

    function settle(value) {
        try {
            var text = stringify(value);
            result = text === undefined ? "null" : text;
            returned = kindOf(value);
            state = "settled";
        } catch (thrown) {
            fail(thrown);
        }
    }

    async function follow(promise) {
        try {
            settle(await promise);
        } catch (thrown) {
            fail(thrown);
        }
    }

    // The event as CloudFront gives it; `rawQueryString` is a method, so JSON cannot bring it.
    function eventFrom(text) {
        var event = parse(text);
        var request = kindOf(event) === "object" ? event.request : undefined;
        if (rawQuery !== undefined && kindOf(request) === "object") {
            var answer = parse(rawQuery);
            hidden(request, "rawQueryString", { f: function () {
                return answer === null ? undefined : answer;
            } }.f);
        }
        return event;
    }

    function begin(eventText, lexical) {
        delete errors.stack;
        try {
            var handler = typeof global.handler === "function" ? global.handler : lexical;
            if (typeof handler !== "function") {
                state = "missing";
                return;
            }
            var value = apply(handler, undefined, [eventFrom(eventText)]);
            if (apply(isPrototypeOf, promises, [value])) {
                state = awaits ? "pending" : "promise";
                follow(value);
            } else {
                settle(value);
            }
        } catch (thrown) {
            fail(thrown);
        }
    }

    // Joined, not added: the binding cannot read the ropes that `+` makes of long strings.
    function report() {
        return apply(join, [
            '{"state":"', state, '","returned":"', returned, '","value":', result, ',"problem":', problem,
            ',"trace":', stringify(trace), ',"logs":[', logs, "]}"
        ], [""]);
    }

    return function (op, a, b) {
        switch (op) {
        case "open": open(a); return state;
        case "part": sources[a] = b; return state;
        case "offer": offered[a] = b; return state;
        case "global": lazily(a, b); return state;
        case "query": rawQuery = a; return state;
        case "begin": begin(a, b); return state;
        case "state": return state;
        default: return report();
        }
    };
})();
