// Errors that the function catches have CloudFront's words: the engine asks here for a stack when it makes an error, and
// the host, who has the words, is asked in turn.
(function (load, tools) {
    "use strict";

    var host = tools.host;
    var hook = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");

    function stack(error, sites) {
        var text = tools.toText(error);
        var words = tools.parse(host("words", tools.stringify(text)));
        if (words !== text) {
            tools.hidden(error, "message", tools.apply(tools.slice, words, [words.indexOf(": ") + 2]));
        }
        return sites.map(function (site) {
            return "    at (<input>:" + site.getLineNumber() + ":" + site.getColumnNumber() + ")";
        }).join("\n");
    }

    if (hook) {
        tools.apply(hook.set, Error, [stack]);
        delete Error.prepareStackTrace;
    }
})
