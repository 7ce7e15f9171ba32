// Date as CloudFront's runtimes have it: a clock that stands still for the whole run, in UTC.
//
// Source: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04): every "now" is the start
// of the function.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var define = tools.define;
    var hidden = tools.hidden;
    var now = tools.given.now;
    var RealDate = tools.RealDate;
    var prototype = RealDate.prototype;
    var winter = new RealDate(2024, 0, 1);
    var summer = new RealDate(2024, 6, 1);
    if (winter.getTimezoneOffset() !== 0 || summer.getTimezoneOffset() !== 0) {
        load("zones");
    }
    var utc = RealDate.UTC;
    var toText = prototype.toString;

    function timeOf(given) {
        if (given.length > 1) {
            return apply(utc, undefined, given);
        }
        if (given.length === 0) {
            return now;
        }
        var value = given[0];
        if (value !== null && typeof value === "object") {
            var plain = value.valueOf();
            value = typeof plain === "object" ? String(value) : plain;
        }
        return typeof value === "string" ? load("date_texts")(value) : value;
    }

    function FrozenDate() {
        if (new.target === undefined) {
            return apply(toText, new RealDate(now), []);
        }
        return new RealDate(timeOf(arguments));
    }

    define(FrozenDate, "name", { __proto__: null, value: "Date" });
    define(FrozenDate, "length", { __proto__: null, value: 7 });
    define(FrozenDate, "prototype", { __proto__: null, value: prototype, writable: false });
    hidden(FrozenDate, "now", { now() { return now; } }.now);
    hidden(FrozenDate, "UTC", utc);
    hidden(FrozenDate, "parse", { parse(text) { return load("date_texts")("" + text); } }.parse);
    hidden(prototype, "constructor", FrozenDate);
    // no date has no text in JSON, and is not null there: as in njs
    hidden(prototype, "toJSON", { toJSON() { return this.toISOString(); } }.toJSON);
    // without a locale there are no other texts: as in njs
    ["", "Date", "Time"].forEach(function (part) {
        hidden(prototype, "toLocale" + part + "String", prototype["to" + part + "String"]);
    });
    return { Date: FrozenDate };
})
