// What `JSON.parse` refuses, read once more as CloudFront's engine reads it: either it is a number that only njs takes,
// and the text comes back with a number in its place that JSON knows, or it is refused in njs's words.
//
// Source: runs of njs 0.7.9 and 0.8.9. Positions are counted in characters from 0.
(function () {
    "use strict";

    var MOST_DEEP = 31;
    var WORDS = { t: "true", f: "false", n: "null" };
    var SPACE = /[\t\n\r ]*/y;
    var NUMBER = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

    return function (text) {
        var at = 0;
        var written = "";

        function fail(what, where) {
            throw new SyntaxError(what + " at position " + Array.from(text.slice(0, where)).length);
        }

        function ended() { fail("Unexpected end of input", text.length); }
        function unexpected() { fail("Unexpected token", at); }

        function skip() {
            SPACE.lastIndex = at;
            SPACE.test(text);
            at = SPACE.lastIndex;
            return text.charAt(at);
        }

        // The next character that is no space, which must be there.
        function next() { return skip() || ended(); }

        function take(count) {
            written += text.slice(at, at + count);
            at += count;
        }

        function readEscape(from) {
            var kind = text.charAt(from) || ended();
            if (kind !== "u") {
                return '"\\/bfnrt'.indexOf(kind) < 0 ? fail("Unknown escape char", from) : from + 1;
            }
            for (var i = from + 1; i < from + 5; i += 1) {
                if (!/[0-9A-Fa-f]/.test(text.charAt(i) || ended())) {
                    fail("Invalid Unicode escape sequence", i);
                }
            }
            return from + 5;
        }

        function readString() {
            var end = at + 1;
            while (text.charAt(end) !== '"') {
                var unit = text.charAt(end) || ended();
                if (unit < " ") {
                    fail("Forbidden source char", end);
                }
                end = unit === "\\" ? readEscape(end + 1) : end + 1;
            }
            take(end + 1 - at);
        }

        function readNumber() {
            NUMBER.lastIndex = at;
            var found = NUMBER.exec(text);
            if (found === null) {
                fail("Unexpected number", at + (text.charAt(at) === "-" && at + 1 < text.length ? 1 : 0));
            }
            at += found[0].length;
            written += JSON.stringify(Number(found[0]));
        }

        function readWord(word) {
            return text.slice(at, at + word.length) === word ? take(word.length) : unexpected();
        }

        // What stands between two brackets: `item` reads one piece of it.
        function readMany(close, depth, item) {
            take(1);
            if (next() === close) {
                return take(1);
            }
            for (;;) {
                item(depth);
                var sign = next();
                if (sign === close) {
                    return take(1);
                }
                var comma = at;
                if (sign !== ",") {
                    unexpected();
                }
                take(1);
                if (next() === close) {
                    fail("Trailing comma", comma);
                }
            }
        }

        function readPair(depth) {
            if (text.charAt(at) !== '"') {
                unexpected();
            }
            readString();
            if (skip() !== ":") {
                unexpected();
            }
            take(1);
            read(depth);
        }

        function read(depth) {
            var first = next();
            if ((first === "{" || first === "[") && depth > MOST_DEEP) {
                fail("Nested too deep", at);
            }
            switch (first) {
            case "{": return readMany("}", depth + 1, readPair);
            case "[": return readMany("]", depth + 1, read);
            case '"': return readString();
            case "t": case "f": case "n": return readWord(WORDS[first]);
            default: return first > "9" ? unexpected() : readNumber();
            }
        }

        read(1);
        if (skip() !== "") {
            unexpected();
        }
        return written;
    };
})
