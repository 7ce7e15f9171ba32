// Errors that the function catches have CloudFront's words: the engine asks here for a stack when it makes an error,
// and the host, who has the words, is asked in turn.
//
// What ends a run is lost in here, for the engine drops whatever is thrown while a stack is made. So nothing of the
// function's is called, and after a hundred errors nobody asks any more.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var host = tools.host;
    var shown = Error.prototype.toString;
    var hook = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
    var indexOf = String.prototype.indexOf;
    var left = 100;

    function stack(error, sites) {
        left -= 1;
        if (left === 0) {
            apply(hook.set, Error, [undefined]);
        }
        var text = apply(shown, error, []);
        var words = tools.parse(host("words", tools.stringify(text)));
        if (words !== text) {
            tools.hidden(error, "message", apply(tools.slice, words, [apply(indexOf, words, [": "]) + 2]));
        }
        var trace = "";
        for (var i = 0; i < sites.length; i += 1) {
            trace += "    at (<input>:" + sites[i].getLineNumber() + ":" + sites[i].getColumnNumber() + ")\n";
        }
        return trace;
    }

    if (hook) {
        apply(hook.set, Error, [stack]);
        delete Error.prepareStackTrace;
    }
})
