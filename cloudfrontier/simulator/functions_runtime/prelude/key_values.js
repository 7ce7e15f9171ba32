// `cf.kvs()` of runtime 2.0: what is asked of a store is answered when the function has nothing else to do.
//
// Source: functions-custom-methods of CloudFront's developer guide (read 2026-04). AWS documents no text of an error.
(function (load, tools) {
    "use strict";

    var given = tools.given.cloudfront;
    var stringify = tools.stringify;
    var toText = tools.toText;
    var parse = tools.parse;
    var Later = Promise;
    var waiting = [];
    var FORMATS = {
        __proto__: null,
        string: toText,
        json: function (text) { return parse(text); },
        bytes: function (text) { return load("buffer").Buffer.from(text); }
    };

    // The host calls this: whether anything was asked.
    tools.turn = function () {
        var asked = waiting;
        waiting = [];
        for (var i = 0; i < asked.length; i += 1) {
            var ask = asked[i];
            var answer = parse(tools.host("store", ask.operation, ask.key));
            if (answer.error === null) {
                ask.resolve(answer.value);
            } else {
                ask.reject(new Error(answer.error));
            }
        }
        return asked.length === 0 ? "" : "answered";
    };

    function ask(operation, key) {
        return new Later(function (resolve, reject) {
            tools.hidden(waiting, waiting.length, {
                operation: operation, key: stringify(toText(key)), resolve: resolve, reject: reject
            });
        });
    }

    function formatOf(options) {
        var name = options === undefined || options === null || options.format === undefined ? "string" : options.format;
        if (typeof name !== "string" || !(name in FORMATS)) {
            throw new TypeError("the format of a value is string, json or bytes");
        }
        return FORMATS[name];
    }

    return function (id) {
        if (!given.store) {
            throw new Error("the function has no KeyValueStore");
        }
        if (id !== undefined && given.storeId !== "" && toText(id) !== given.storeId) {
            throw new Error('the KeyValueStore "' + toText(id) + '" is not the function\'s');
        }
        return {
            get: async function (key, options) {
                var format = formatOf(options);
                return format(await ask("get", key));
            },
            exists: function (key) { return ask("exists", key); },
            count: function () { return ask("count", ""); },
            meta: function () { return ask("meta", ""); }
        };
    };
})
