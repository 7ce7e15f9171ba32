// Methods of strings that differ beyond ASCII, or beyond the end of a text: in CloudFront's engine a character keeps
// one character in the other case, whatever stands beside it, and where no character is, its code is NaN.
//
// Source: runs of njs 0.7.9 and 0.8.9.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var pointsOf = Array.from;
    var hidden = tools.hidden;
    var strings = String.prototype;
    var codePointAt = strings.codePointAt;
    var upper = strings.toUpperCase;

    function converting(native) {
        return { f() {
            var text = String(this);
            // only beyond ASCII there is anything to mend
            return /^[\0-\x7f]*$/.test(text) ? apply(native, text, []) : pointsOf(text, function (point) {
                var converted = pointsOf(apply(native, point, []));
                return native === upper && converted.length > 1 ? point : converted[0];
            }).join("");
        } }.f;
    }

    hidden(strings, "toLowerCase", converting(strings.toLowerCase));
    hidden(strings, "toUpperCase", converting(upper));
    hidden(strings, "codePointAt", { codePointAt(at) {
        var point = apply(codePointAt, this, [at]);
        return point === undefined ? NaN : point;
    } }.codePointAt);
})
