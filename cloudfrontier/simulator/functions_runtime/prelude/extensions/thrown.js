// Tells the host what the function threw, or rejected its promise with.
(function (tools) {
    "use strict";

    // A thrown text is shown to people: more than this helps nobody.
    var MOST_UNITS = 2000;
    var thrown = tools.value;
    var text, trace;
    try {
        text = tools.toText(thrown);
    } catch (again) {
        text = "a value that cannot be turned into a string was thrown";
    }
    if (tools.kindOf(thrown) === "object") {
        trace = tools.apply(tools.stackOf, thrown, []);
    }
    tools.host(
        "thrown", tools.stringify(tools.apply(tools.slice, text, [0, MOST_UNITS])),
        typeof trace === "string" ? tools.stringify(trace) : '""'
    );
})
