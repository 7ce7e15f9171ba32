// `request.rawQueryString()`: a method, so JSON cannot bring it.
(function (tools) {
    "use strict";

    tools.prepare = function (event) {
        if (tools.kindOf(event) === "object" && tools.kindOf(event.request) === "object") {
            tools.hidden(event.request, "rawQueryString", { rawQueryString() {
                return tools.given.query === null ? undefined : tools.given.query;
            } }.rawQueryString);
        }
    };
})
