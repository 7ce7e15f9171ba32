// Dates as texts, read as CloudFront's engine reads them: ISO 8601, what `toUTCString` writes and HTTP sends, what
// `toString` writes. Anything else is no date; a day or an hour beyond the last one goes over into the next.
//
// Source: runs of njs 0.7.9 and 0.8.9, which agree but for an offset in ISO 8601: that came with 0.8.0 (its CHANGES).
(function (load, tools) {
    "use strict";

    var utc = tools.RealDate.UTC;
    var MINUTE = 60000;
    // no date is longer; the patterns would run out of memory
    var MOST_UNITS = 1000;
    // 400 years, after which the calendar is the same: so no year is taken for one of two digits
    var CENTURIES = 400 * 365.2425 * 24 * 60 * MINUTE;
    var MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    var ISO = new RegExp(
        "^([+-]?)(\\d{4})(\\d\\d)?(?:-(\\d\\d)(?:-(\\d\\d)(?:T(\\d\\d):(\\d\\d)"
        + "(?::(\\d\\d)(?:\\.(?:(\\d{1,3})\\d*|(\\d{1,3})([+-]\\d\\d):(\\d\\d)))?)?Z?)?)?)?$"
    );
    var NAME = "(?:(?!\\d\\d|" + MONTHS.join("|") + ")[^ ]* +)?";
    var CLOCK = "(?: +(?:(\\d\\d):(\\d\\d)(?::(\\d\\d)(?: +";
    var HTTP = new RegExp("^" + NAME + "(\\d\\d) +([A-Z][a-z]{2}) +(\\d{4})" + CLOCK
        + "(?:(?:GMT|UTC|([+-]\\d\\d)(\\d\\d))[^]*)?)?)?)?)?$");
    var SHOWN = new RegExp("^" + NAME + "([A-Z][a-z]{2}) +(\\d\\d) +(\\d{4})" + CLOCK
        + "(?:GMT([+-]\\d\\d)(\\d\\d)[^]*)?)?)?)?)?$");

    function time(year, month, day, hours, minutes, seconds, offset) {
        return utc(year + 400, month, day, hours || 0, minutes || 0, seconds || 0) - CENTURIES - offset * MINUTE;
    }

    function offsetOf(hours, minutes) {
        return hours ? Number(hours) * 60 + Number(hours.charAt(0) + minutes) : 0;
    }

    function iso(found) {
        var year = Number(found[3] ? found[2] + found[3] : found[2]);
        if (found[3] && found[1] === "-") {
            year = year === 0 ? NaN : -year;
        }
        var fraction = (found[9] || found[10] || "") + "00";
        return time(
            year, found[4] ? found[4] - 1 : 0, found[5] || 1, found[6], found[7], found[8],
            offsetOf(found[11], found[12])
        ) + Number(fraction.slice(0, 3));
    }

    function named(found, day, month) {
        month = MONTHS.indexOf(month);
        return month < 0 ? NaN : time(
            Number(found[3]), month, Number(day), found[4], found[5], found[6], offsetOf(found[7], found[8])
        );
    }

    return function (text) {
        if (text.length > MOST_UNITS) {
            return NaN;
        }
        var found = ISO.exec(text);
        if (found) {
            return iso(found);
        }
        found = HTTP.exec(text);
        if (found) {
            return named(found, found[1], found[2]);
        }
        found = SHOWN.exec(text);
        return found ? named(found, found[2], found[1]) : NaN;
    };
})
