// `JSON` as CloudFront's engine has it: an empty object or list takes two lines where `stringify` is told to indent, and
// `parse` takes some numbers that JSON does not know. Source: runs of njs 0.7.9 and 0.8.9.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var readText = JSON.parse;
    var writeText = JSON.stringify;

    function spread(text, step) {
        var indent = "\n";
        return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\{\}|\[\]|[{}[\]]/g, function (token) {
            if (token === "{}" || token === "[]") {
                return token.charAt(0) + indent + step + indent + token.charAt(1);
            }
            if (token === "{" || token === "[") {
                indent += step;
            } else if (token === "}" || token === "]") {
                indent = indent.slice(0, indent.length - step.length);
            }
            return token;
        });
    }

    tools.hidden(JSON, "stringify", { stringify(value, replacer, space) {
        var text = apply(writeText, JSON, arguments);
        if (typeof text !== "string" || space === undefined) {
            return text;
        }
        var step = apply(writeText, JSON, [[0], null, space]).slice(2, -3);
        return step === "" || /["{}[\]]/.test(step) ? text : spread(text, step);
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
