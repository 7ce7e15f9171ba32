// `cf.kvs()` of runtime 2.0: what is asked of a store is answered when the function has nothing else to do.
//
// Source: functions-custom-methods of CloudFront's developer guide (read 2026-04). AWS documents no text of an error.
(function (load, tools) {
    "use strict";

    var given = tools.given.cloudfront;
    var toText = tools.toText;
    var Later = Promise;
    var waiting = [];

    // The host calls this: whether anything was asked.
    tools.turn = function () {
        var asked = waiting;
        waiting = [];
        for (var i = 0; i < asked.length; i += 1) {
            asked[i]();
        }
        return asked.length === 0 ? "" : "answered";
    };

    function ask(operation, key) {
        key = tools.stringify(toText(key));
        return new Later(function (resolve, reject) {
            tools.hidden(waiting, waiting.length, function () {
                var answer = tools.parse(tools.host("store", operation, key));
                if (answer.error === null) {
                    resolve(answer.value);
                } else {
                    reject(new Error(answer.error));
                }
            });
        });
    }

    async function get(key, options) {
        var format = options === undefined || options === null || options.format === undefined ? "string"
            : options.format;
        if (format !== "string" && format !== "json" && format !== "bytes") {
            throw new TypeError("the format of a value is string, json or bytes");
        }
        var text = await ask("get", key);
        return format === "json" ? tools.parse(text) : format === "bytes" ? load("buffer").Buffer.from(text) : text;
    }

    return function (id) {
        if (!given.store) {
            throw new Error("the function has no KeyValueStore");
        }
        if (id !== undefined && given.storeId !== "" && toText(id) !== given.storeId) {
            throw new Error('the KeyValueStore "' + toText(id) + '" is not the function\'s');
        }
        return {
            get: get,
            exists: function (key) { return ask("exists", key); },
            count: function () { return ask("count", ""); },
            meta: function () { return ask("meta", ""); }
        };
    };
})
