// `String.prototype.match` with a global pattern that matches nothing gives an empty list, as in njs, from which
// CloudFront's engine derives; JavaScript has `null` for that. An empty list is true in a condition.
//
// Source: njs_string_match_multiple in src/njs_string.c of nginx/njs, and runs of njs 0.7.9, 0.8.9 and 1.0.2 (read
// 2026-11).
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var patterns = RegExp.prototype;
    var isPrototypeOf = Object.prototype.isPrototypeOf;
    var isGlobal = Object.getOwnPropertyDescriptor(patterns, "global").get;
    var native = String.prototype.match;

    tools.hidden(String.prototype, "match", { match(pattern) {
        var found = apply(native, this, arguments);
        return found === null && pattern !== patterns && apply(isPrototypeOf, patterns, [pattern])
            && apply(isGlobal, pattern, []) ? [] : found;
    } }.match);
})
