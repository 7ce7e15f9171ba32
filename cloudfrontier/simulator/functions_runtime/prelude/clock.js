// Time and chance as CloudFront's runtimes have them: a clock that stands still for the whole run, in UTC, and a
// `Math.random` that is seeded. It ends with a function of the time in milliseconds and the seed.
//
// Sources: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04): every "now" is the start
// of the function; Math.random is seeded with the time of the run.
(function () {
    "use strict";

    var apply = Reflect.apply;
    var construct = Reflect.construct;
    var define = Object.defineProperty;
    var imul = Math.imul;
    var RealDate = Date;
    var prototype = RealDate.prototype;
    var utc = RealDate.UTC;
    var readText = RealDate.parse;
    var zoneOf = prototype.getTimezoneOffset;
    var test = RegExp.prototype.test;
    var MINUTE = 60000;
    // A text with a zone, or a date alone, which is UTC by definition.
    var ZONED = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d|\([^)]*\))\s*$|^\s*[+-]?\d+(?:-\d\d(?:-\d\d)?)?\s*$/i;

    function hidden(target, name, value) {
        define(target, name, {
            __proto__: null, value: value, writable: true, enumerable: false, configurable: true
        });
    }

    function inUtc(text) {
        var time = readText(text);
        return apply(test, ZONED, [text]) ? time : time - apply(zoneOf, new RealDate(time), []) * MINUTE;
    }

    function isUtc() {
        var winter = new RealDate(2024, 0, 1);
        var summer = new RealDate(2024, 6, 1);
        return winter.getTimezoneOffset() === 0 && summer.getTimezoneOffset() === 0;
    }

    // Where this machine's zone is another, the local half of Date becomes the half that is UTC.
    function forceUtc() {
        var parts = ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];
        var utcText = prototype.toUTCString;
        var getMonth = prototype.getUTCMonth;
        var getHours = prototype.getUTCHours;
        var slice = String.prototype.slice;

        // "Tue, 14 Nov 2023 22:13:20 GMT": the year may have more digits, and a sign
        function text(time, shape) {
            var whole = apply(utcText, time, []);
            return whole === "Invalid Date" ? whole : shape(time, function (from, to) {
                return apply(slice, whole, [from, to]);
            });
        }
        function two(number) {
            return number < 10 ? "0" + number : "" + number;
        }
        function date(time, cut) {
            return cut(0, 3) + " " + cut(8, 11) + " " + cut(5, 7) + " " + cut(12, -13);
        }
        function clock(time, cut) {
            return cut(-12, -4) + " GMT+0000";
        }
        function shortDate(time, cut) {
            return two(apply(getMonth, time, []) + 1) + "/" + cut(5, 7) + "/" + cut(12, -13);
        }
        function shortClock(time, cut) {
            var hours = apply(getHours, time, []);
            return two((hours + 11) % 12 + 1) + cut(-10, -4) + (hours < 12 ? " AM" : " PM");
        }
        function both(left, between, right) {
            return function (time, cut) { return left(time, cut) + between + right(time, cut); };
        }
        function show(name, shape) {
            hidden(prototype, name, { f: function () { return text(this, shape); } }.f);
        }
        for (var i = 0; i < parts.length; i += 1) {
            hidden(prototype, "get" + parts[i], prototype["getUTC" + parts[i]]);
            if (parts[i] !== "Day") {
                hidden(prototype, "set" + parts[i], prototype["setUTC" + parts[i]]);
            }
        }
        var getTime = prototype.getTime;
        hidden(prototype, "getTimezoneOffset", { f: function () { return apply(getTime, this, []) * 0; } }.f);
        show("toString", both(date, " ", clock));
        show("toDateString", date);
        show("toTimeString", clock);
        show("toLocaleString", both(shortDate, ", ", shortClock));
        show("toLocaleDateString", shortDate);
        show("toLocaleTimeString", shortClock);
    }

    function frozen(now, zoned) {
        var toText = prototype.toString;
        function argumentsOf(given) {
            if (given.length === 0) {
                return [now];
            }
            if (zoned) {
                return given;
            }
            return given.length > 1 ? [apply(utc, undefined, given)]
                : [typeof given[0] === "string" ? inUtc(given[0]) : given[0]];
        }
        function FrozenDate() {
            if (new.target === undefined) {
                return apply(toText, new RealDate(now), []);
            }
            return construct(RealDate, argumentsOf(arguments), new.target);
        }
        define(FrozenDate, "name", { __proto__: null, value: "Date" });
        define(FrozenDate, "length", { __proto__: null, value: 7 });
        define(FrozenDate, "prototype", { __proto__: null, value: prototype, writable: false });
        hidden(FrozenDate, "now", { now: function () { return now; } }.now);
        hidden(FrozenDate, "UTC", utc);
        hidden(FrozenDate, "parse", zoned ? readText : { parse: function (text) { return inUtc("" + text); } }.parse);
        hidden(prototype, "constructor", FrozenDate);
        return FrozenDate;
    }

    // mulberry32: small, and good enough to stand for a generator that is not meant to be secure
    function seeded(seed) {
        var word = seed | 0;
        return { random: function () {
            word = (word + 0x6D2B79F5) | 0;
            var mixed = imul(word ^ (word >>> 15), 1 | word);
            mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
            return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
        } }.random;
    }

    return function (now, seed) {
        var zoned = isUtc();
        if (!zoned) {
            forceUtc();
        }
        hidden(globalThis, "Date", frozen(now, zoned));
        hidden(Math, "random", seeded(seed));
        return "";
    };
})();
