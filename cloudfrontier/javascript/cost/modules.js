// Wraps what the simulator has in JavaScript and CloudFront in native code: modules, and globals such as `Buffer`.
//
// While their code runs nothing is counted; what goes in and what comes out is. They are loaded when the code asks for
// them, but those that it imports or names at once.
(function (tools, config) {
    "use strict";

    var global = globalThis;
    var add = tools.add;
    var lengthOf = tools.lengthOf;
    var namesOf = Object.getOwnPropertyNames;
    var keysOf = Object.keys;
    var isView = ArrayBuffer.isView;
    var ceil = Math.ceil;
    var load = global.require;
    var BLOCK = 64;
    // The byte of padding and the eight of length at the end of a message.
    var PADDING = 9;
    var known = [];

    // `count(self, given, answer)`, as for builtins.
    function silence(native, count) {
        return tools.alike({ f() {
            add("builtin", 1);
            var answer = tools.quietly(native, this, arguments);
            count(this, arguments, answer);
            return answer;
        } }.f, native);
    }

    function silenceEach(owner, count) {
        var names = namesOf(owner);
        for (var i = 0; i < names.length; i += 1) {
            var property = tools.describe(owner, names[i]);
            if (property.writable && typeof property.value === "function" && names[i] !== "constructor") {
                tools.replace(owner, names[i], silence(property.value, count));
            }
        }
    }

    function isNew(value) {
        for (var i = 0; i < known.length; i += 1) {
            if (known[i] === value) {
                return false;
            }
        }
        known[known.length] = value;
        return true;
    }

    // Text or bytes in and out, or an object of named values.
    function codes(self, given, answer) {
        add("coded", lengthOf(self) + lengthOf(given[0]) + lengthOf(answer));
        if (answer !== null && typeof answer === "object" && !isView(answer)) {
            add("key", keysOf(answer).length);
        }
    }

    // An HMAC hashes its key twice, and the inner digest once more.
    function digests(self, given, digester) {
        var bytes = 0;
        var more = given.length > 1 ? 3 : 0;
        add("digest", 1);
        tools.replace(digester, "update", silence(digester.update, function (self, given) {
            bytes += lengthOf(given[0]);
        }));
        tools.replace(digester, "digest", silence(digester.digest, function () {
            add("hashed", ceil((bytes + PADDING) / BLOCK) + more);
        }));
    }

    function wrapModule(name, module) {
        if (module !== null && typeof module === "object" && isNew(module)) {
            silenceEach(module, name === "crypto" ? digests : codes);
        }
        return module;
    }

    function wrapGlobal(name) {
        var value = tools.quietly(function () { return global[name]; });
        if (typeof value === "function" && isNew(value)) {
            silenceEach(value, codes);
            silenceEach(value.prototype, codes);
        }
    }

    function attempt(action, names) {
        for (var i = 0; i < names.length; i += 1) {
            try { action(names[i]); } catch (missing) { /* the code will meet the same error */ }
        }
    }

    tools.replace(global, "require", { require(name) {
        add("builtin", 1);
        return wrapModule(name, tools.quietly(load, undefined, [name]));
    } }.require);
    attempt(global.require, config.modules);
    attempt(wrapGlobal, config.globals);
})
