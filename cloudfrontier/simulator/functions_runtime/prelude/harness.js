// The harness of one context. It ends with the only door between the function and the host: `(op, a, b)`.
//
// It runs before the function and takes its own references to every builtin it needs; after that it calls
// nothing that the function can replace: no method of a value, no loop over an iterable, no array growth. Every
// context compiles it anew: what is not needed every time is an extension, a function of `tools` that the host hands
// in as text. And it touches no builtin without need, for the engine makes those when they are first touched.
(function () {
    "use strict";

    var global = globalThis;
    var define = Object.defineProperty;
    var apply = define.call.bind(define.apply);
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
    var logs, logged;
    // state: of the run. problem, trace: of what was thrown. changes: what the function asked of its origin, as JSON.
    var tools = {
        __proto__: null, apply: apply, compile: compile, define: define, errors: errors, fail: fail, hidden: hidden,
        join: join, kindOf: kindOf, RealDate: Date, settle: settle, slice: slice, split: String.prototype.split,
        stackOf: Object.getOwnPropertyDescriptor(errors, "stack").get, stringify: stringify, toText: toText
    };

    function hidden(target, name, value) {
        define(target, name, {
            __proto__: null, value: value, writable: true, enumerable: false, configurable: true
        });
    }

    // AWS cuts the log of one run at 10 KB; the host counts bytes, this only keeps a flood out of the heap.
    function log(message) {
        var line = arguments.length === 0 ? "" : toText(message);
        if (logged <= 10241) {
            line = apply(slice, line, [0, 10241]);
            logs += (logs === "" ? "" : ",") + stringify(line);
            logged += line.length + 1;
        }
    }

    function kindOf(value) {
        return value === null ? "null" : isArray(value) ? "array" : typeof value;
    }

    function settle(value) {
        try {
            var text = stringify(value);
            tools.result = text === undefined ? "null" : text;
            tools.returned = kindOf(value);
            tools.state = "settled";
        } catch (thrown) {
            fail(thrown);
        }
    }

    // The host asks what was thrown by an extension.
    function fail(thrown) {
        tools.state = "failed";
        tools.value = thrown;
    }

    function begin(eventText, handler) {
        delete errors.stack;
        try {
            handler = typeof global.handler === "function" ? global.handler : handler;
            if (typeof handler !== "function") {
                return tools.state = "missing";
            }
            var event = parse(eventText);
            if (tools.prepare) {
                tools.prepare(event);
            }
            var value = apply(handler, undefined, [event]);
            if (apply(isPrototypeOf, promises, [value])) {
                tools.state = "promise";
                tools.value = value;
            } else {
                settle(value);
            }
        } catch (thrown) {
            fail(thrown);
        }
        return tools.state;
    }

    hidden(global, "console", { log: log });
    return function (op, a, b) {
        switch (op) {
        case "start":
            tools.given = parse(a);
            tools.changes = tools.result = tools.problem = "null";
            tools.state = "idle";
            tools.returned = "undefined";
            tools.trace = logs = "";
            logged = 0;
            return "";
        case "extend": compile(a)(tools, b); return tools.state;
        case "begin": return begin(a, b);
        case "state": return tools.state;
        case "asks": return tools.asks ? tools.asks() : "[]";
        case "answer": tools.answer(a); return "";
        default:
            // joined, not added: the binding cannot read the ropes that `+` makes of long strings
            return apply(join, [
                '{"state":"', tools.state, '","returned":"', tools.returned, '","value":', tools.result,
                ',"problem":', tools.problem, ',"trace":', stringify(tools.trace), ',"changes":', tools.changes,
                ',"logs":[', logs, "]}"
            ], [""]);
        }
    };
})()
