// Wraps the builtins of a context, so that each call is counted by what it is given and what it gives.
//
// What a builtin counts as follows what it does in njs: `search` looks at every character, `concat` of an array goes
// element by element through the slowest path there is.
(function (tools) {
    "use strict";

    var apply = tools.apply;
    var describe = tools.describe;
    var add = tools.add;
    var make = tools.make;
    var isQuiet = tools.isQuiet;
    var isRegExp = tools.isRegExp;
    var lengthOf = tools.lengthOf;
    var namesOf = Object.getOwnPropertyNames;
    var keysOf = Object.keys;
    var log2 = Math.log2;
    var ceil = Math.ceil;
    var text = String.prototype;
    var list = Array.prototype;
    var views = Object.getPrototypeOf(Uint8Array.prototype);
    var patterns = RegExp.prototype;
    var exec = patterns.exec;
    var sourceOf = describe(patterns, "source").get;
    var isMultiline = describe(patterns, "multiline").get;

    // `count(self, given, answer, matches)`: the last is how many matches there had been before the call.
    function wrap(owner, name, count) {
        var native = owner[name];
        tools.replace(owner, name, tools.alike({ f() {
            if (isQuiet()) {
                return apply(native, this, arguments);
            }
            var matches = tools.matches();
            add("builtin", 1);
            var answer = apply(native, this, arguments);
            count(this, arguments, answer, matches);
            return answer;
        } }.f, native));
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
        add("match", tools.matches() - matches);
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
        add("step", typeof answer !== "number" || answer < 0 ? lengthOf(self) : answer + 1);
    }

    function givesItems(self, given, answer) {
        add("object", 2);
        add("item", lengthOf(answer));
    }

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

    function decodes(self, given) {
        add("coded", 3 * lengthOf(given[0]));
    }

    function waits() {
        add("await", 1);
    }

    // Every match goes through `exec`, whichever method asks for it.
    function wrapExec() {
        tools.replace(patterns, "exec", { exec(text) {
            var from = isRegExp(this) && (this.global || this.sticky) ? this.lastIndex : 0;
            var found = apply(exec, this, arguments);
            if (!isQuiet()) {
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
    // what these do is done by the functions that they call
    wrapEach(list, nothing, ["every", "find", "findIndex", "forEach", "pop", "push", "reduce", "reduceRight", "some"]);
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
    wrapEach(patterns, nothing, ["test"]);
    wrapEach(views, visitsThis, namesOf(views));
    wrapEach(console, looksAtArgument, ["log"]);
    wrapEach(Promise, waits, ["all", "allSettled", "any", "race", "reject", "resolve"]);
    wrapEach(Promise.prototype, waits, ["catch", "finally", "then"]);
    wrapEach(globalThis, encodes, ["atob", "btoa", "encodeURI", "encodeURIComponent"]);
    wrapEach(globalThis, decodes, ["decodeURI", "decodeURIComponent"]);
    wrapEach(globalThis, nothing, ["isFinite", "isNaN", "parseFloat", "parseInt"]);
})
