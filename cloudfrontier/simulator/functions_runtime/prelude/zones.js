// Where this machine's zone is another, the local half of Date becomes the half that is UTC.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var hidden = tools.hidden;
    var PARTS = ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"];

    var prototype = tools.RealDate.prototype;
    var utcText = prototype.toUTCString;
    var getTime = prototype.getTime;
    var slice = String.prototype.slice;

    // "Tue, 14 Nov 2023 22:13:20 GMT": the year may have more digits, and a sign
    function text(time, shape) {
        var whole = apply(utcText, time, []);
        return whole === "Invalid Date" ? whole : shape(time, function (from, to) {
            return apply(slice, whole, [from, to]);
        });
    }
    function date(time, cut) {
        return cut(0, 3) + " " + cut(8, 11) + " " + cut(5, 7) + " " + cut(12, -13);
    }
    function clock(time, cut) {
        return cut(-12, -4) + " GMT+0000";
    }
    function both(left, between, right) {
        return function (time, cut) { return left(time, cut) + between + right(time, cut); };
    }
    function show(name, shape) {
        hidden(prototype, name, { f() { return text(this, shape); } }.f);
    }

    PARTS.forEach(function (part) {
        hidden(prototype, "get" + part, prototype["getUTC" + part]);
        if (part !== "Day") {
            hidden(prototype, "set" + part, prototype["setUTC" + part]);
        }
    });
    hidden(prototype, "getTimezoneOffset", { f() { return apply(getTime, this, []) * 0; } }.f);
    show("toString", both(date, " ", clock));
    show("toDateString", date);
    show("toTimeString", clock);
})
