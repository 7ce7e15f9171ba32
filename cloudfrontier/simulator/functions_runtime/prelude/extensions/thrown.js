// Writes down what the function threw, or rejected its promise with.
(function (tools) {
    "use strict";

    // A thrown text is shown to people: more than this helps nobody.
    var MOST_UNITS = 2000;
    var thrown = tools.value;
    var text;
    try {
        text = tools.toText(thrown);
    } catch (again) {
        text = "a value that cannot be turned into a string was thrown";
    }
    tools.problem = tools.stringify(tools.apply(tools.slice, text, [0, MOST_UNITS]));
    tools.returned = tools.kindOf(thrown);
    if (tools.returned === "object") {
        text = tools.apply(tools.stackOf, thrown, []);
        tools.trace = typeof text === "string" ? text : "";
    }
})
