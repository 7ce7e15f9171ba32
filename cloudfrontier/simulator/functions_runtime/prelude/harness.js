// The harness of one context. It ends with the only door between the function and the host: `(op, a, b)`.
//
// It runs before the function and takes its own references to every builtin it needs; after that it calls
// nothing that the function can replace: no method of a value, no loop over an iterable, no array growth. Every
// context compiles it anew, at about half a microsecond a statement: what is not needed every time is an extension, a
// function of `tools` that the host hands in as text. And it touches no builtin without need, for the engine makes
// those when they are first touched. `host` is the other door, from here to Python: only texts go through it.
(function () {
    "use strict";

    var global = globalThis;
    var host = global.ʃ;
    var define = Object.defineProperty;
    var describe = Object.getOwnPropertyDescriptor;
    var apply = define.call.bind(define.apply);
    var isArray = Array.isArray;
    var isPrototypeOf = Object.prototype.isPrototypeOf;
    var parse = JSON.parse;
    var stringify = JSON.stringify;
    var join = Array.prototype.join;
    var slice = String.prototype.slice;
    var toText = String;
    var promises = Promise.prototype;
    var then = promises.then;
    var errors = Error.prototype;
    // The longest line that is worth to be kept: AWS cuts the log of one run at 10 KB, which the host counts.
    var LINE = 10241;
    // result: what the handler returned, as JSON. value: its promise, or what was thrown, for extensions.
    var tools = {
        __proto__: null, apply: apply, compile: eval, define: define, hidden: hidden, host: host, join: join,
        kindOf: kindOf, parse: parse, RealDate: Date, slice: slice, stackOf: describe(errors, "stack").get,
        stringify: stringify, toText: toText
    };

    function hidden(target, name, value) {
        define(target, name, { __proto__: null, value: value, writable: true, enumerable: false, configurable: true });
    }

    function log(message) {
        host("log", stringify(arguments.length === 0 ? "" : apply(slice, toText(message), [0, LINE])));
    }

    function kindOf(value) {
        return value === null ? "null" : isArray(value) ? "array" : typeof value;
    }

    function settle(value) {
        try {
            var text = stringify(value);
            tools.result = text === undefined ? "null" : text;
            host("settled", kindOf(value));
        } catch (thrown) {
            fail(thrown);
        }
    }

    function fail(thrown) {
        tools.value = thrown;
        host("failed");
    }

    function begin(event, handler) {
        delete errors.stack;
        try {
            handler = typeof global.handler === "function" ? global.handler : handler || tools.handler;
            if (typeof handler !== "function") {
                return host("missing");
            }
            event = parse(event);
            if (tools.prepare) {
                tools.prepare(event);
            }
            var value = apply(handler, undefined, [event]);
            if (apply(isPrototypeOf, promises, [value])) {
                tools.value = value;
                return host("promise");
            }
            settle(value);
        } catch (thrown) {
            fail(thrown);
        }
    }

    delete global.ʃ;
    hidden(global, "console", { log: log });
    return function (op, a, b) {
        switch (op) {
        case "start": tools.given = parse(a); break;
        case "extend": tools.compile(a)(tools); break;
        case "compile": tools.handler = tools.compile(a); break;
        case "begin": begin(a, b); break;
        case "follow": apply(then, tools.value, [settle, fail]); break;
        case "turn": return tools.turn ? tools.turn() : "";
        default: return tools.result;
        }
    };
})()
