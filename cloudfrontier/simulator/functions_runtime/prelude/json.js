// `JSON` as CloudFront's engine has it: an empty object or list takes two lines where `stringify` is told to indent,
// and `parse` takes some numbers that JSON does not know. Source: runs of njs 0.7.9 and 0.8.9.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var readText = JSON.parse;
    var writeText = JSON.stringify;

    // Where the text that begins here ends: at a quote behind an even number of backslashes.
    function endOfString(text, at) {
        var slashes;
        do {
            at = text.indexOf('"', at + 1);
            for (slashes = 0; text.charAt(at - 1 - slashes) === "\\"; slashes += 1) { /* count */ }
        } while (slashes % 2 === 1);
        return at;
    }

    function spread(text, step) {
        var made = "";
        var indent = "\n";
        var from = 0;
        for (var i = 0; i < text.length; i += 1) {
            var unit = text.charAt(i);
            if (unit === '"') {
                i = endOfString(text, i);
            } else if (unit === "}" || unit === "]") {
                indent = indent.slice(0, indent.length - step.length);
            } else if (unit === "{" || unit === "[") {
                indent += step;
                if (text.charAt(i + 1) === (unit === "{" ? "}" : "]")) {
                    made += text.slice(from, i + 1) + indent + indent.slice(0, indent.length - step.length);
                    from = i + 1;
                }
            }
        }
        return made + text.slice(from);
    }

    tools.hidden(JSON, "stringify", { stringify(value, replacer, space) {
        var text = apply(writeText, JSON, arguments);
        if (typeof text !== "string" || space === undefined) {
            return text;
        }
        var step = apply(writeText, JSON, [[0], null, space]).slice(2, -3);
        return step === "" || /["{}[\]]/.test(step) || !/\{\}|\[\]/.test(text) ? text : spread(text, step);
    } }.stringify);

    tools.hidden(JSON, "parse", { parse(text, reviver) {
        try {
            return readText(text, reviver);
        } catch (error) {
            if (!(error instanceof SyntaxError)) {
                throw error;
            }
            return readText(load("json_reader")(String(text)), reviver);
        }
    } }.parse);
})
