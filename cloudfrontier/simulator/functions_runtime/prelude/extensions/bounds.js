// Bounds for what the engine cannot interrupt: some builtins loop in native code, blind to the time limit.
//
// A sparse array may be four thousand million long and take no memory; joining it would take minutes. CloudFront's
// 2 MB cannot hold its result, so the call ends as it does there: out of memory. A search for a huge text in another
// takes time that is quadratic: it ends by the time limit, which is met at once.
(function (tools) {
    "use strict";

    var apply = tools.apply;
    var define = tools.define;
    var isArray = Array.isArray;
    var OutOfMemory = InternalError;
    // Elements of eight bytes in 2 MB, and some more; character comparisons of some tenths of a second.
    var LONGEST = 300000;
    var MOST_WORK = 2e9;

    function refuse() {
        throw new OutOfMemory("out of memory");
    }

    function bounded(owner, name, check) {
        var native = owner[name];
        if (native === undefined) {
            return;
        }
        // a method, so that it is no constructor, as the native one is none
        var wrapper = { f() {
            check(this, arguments);
            return apply(native, this, arguments);
        } }.f;
        define(wrapper, "name", { __proto__: null, value: name });
        define(wrapper, "length", { __proto__: null, value: native.length });
        define(owner, name, { __proto__: null, value: wrapper, writable: true, configurable: true });
    }

    function checkArray(array) {
        if (array !== null && array !== undefined && array.length > LONGEST) {
            refuse();
        }
    }

    function checkArrays(array, given) {
        checkArray(array);
        for (var i = 0; i < given.length; i += 1) {
            if (isArray(given[i])) {
                checkArray(given[i]);
            }
        }
    }

    function checkSearch(text, given) {
        if (typeof text === "string" && typeof given[0] === "string" && text.length * given[0].length > MOST_WORK) {
            for (;;) { /* until the time limit */ }
        }
    }

    ["copyWithin", "join", "reverse", "shift", "slice", "sort", "splice", "unshift"].forEach(function (name) {
        bounded(Array.prototype, name, checkArray);
    });
    bounded(Array.prototype, "concat", checkArrays);
    ["includes", "indexOf", "lastIndexOf", "replace", "replaceAll", "split"].forEach(function (name) {
        bounded(String.prototype, name, checkSearch);
    });
})
