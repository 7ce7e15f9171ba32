// Stands above a function that an njs executable runs: logs, a clock that stands still, the module `cloudfront`.
//
// It is a function of what the run is given; it ends with what runs the handler and prints the outcome as JSON, in
// pieces, for njs cuts every line that it prints at 2,048 bytes.
(function (given) {
    var PIECE = 500;
    var print = console.log;
    var stringify = JSON.stringify;
    var RealDate = Date;
    var logs = [];
    var change = null;

    console.log = function (message) { logs.push(arguments.length === 0 ? "" : String(message)); };
    function FrozenDate(a, b, c, d, e, f, g) {
        switch (arguments.length) {
        case 0: return this instanceof FrozenDate ? new RealDate(given.now) : new RealDate(given.now).toString();
        case 1: return new RealDate(a);
        default:
            return new RealDate(
                a, b, c === undefined ? 1 : c, d === undefined ? 0 : d, e === undefined ? 0 : e,
                f === undefined ? 0 : f, g === undefined ? 0 : g
            );
        }
    }
    FrozenDate.prototype = RealDate.prototype;
    FrozenDate.now = function () { return given.now; };
    FrozenDate.UTC = RealDate.UTC;
    FrozenDate.parse = RealDate.parse;
    globalThis.Date = FrozenDate;

    function read(key, options) {
        var format = options === undefined || options.format === undefined ? "string" : options.format;
        if (!Object.prototype.hasOwnProperty.call(given.entries, key)) {
            throw new Error('the key "' + key + '" is not in the KeyValueStore');
        }
        var text = given.entries[key];
        return format === "json" ? JSON.parse(text) : format === "bytes" ? Buffer.from(text) : text;
    }

    function later(answer) {
        return new Promise(function (resolve) { resolve(answer()); });
    }

    function changing(method) {
        return function (value, overrides) {
            change = { method: method, value: value, overrides: overrides };
        };
    }

    var cloudfront = {
        kvs: function () {
            if (given.entries === null) {
                throw new Error("the function has no KeyValueStore");
            }
            return {
                get: function (key, options) { return later(function () { return read(String(key), options); }); },
                exists: function (key) {
                    return later(function () {
                        return Object.prototype.hasOwnProperty.call(given.entries, String(key));
                    });
                },
                count: function () { return later(function () { return Object.keys(given.entries).length; }); },
                meta: function () { return later(function () { return given.meta; }); }
            };
        },
        updateRequestOrigin: changing("updateRequestOrigin"),
        selectRequestOriginById: changing("selectRequestOriginById"),
        createRequestOriginGroup: changing("createRequestOriginGroup"),
        edgeLocation: given.edgeLocation
    };

    function kindOf(value) {
        return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    }

    function tell(state, value) {
        var text = stringify({
            state: state, returned: kindOf(value), value: state === "failed" ? String(value) : value,
            logs: logs, change: change
        });
        for (var i = 0; i < text.length; i += PIECE) {
            print(text.slice(i, i + PIECE));
        }
    }

    function finish(value) { tell("settled", value); }
    function fail(thrown) { tell("failed", thrown); }

    function run(handler) {
        try {
            if (typeof handler !== "function") {
                tell("missing");
                return;
            }
            if (given.hasQuery) {
                Object.defineProperty(given.event.request, "rawQueryString", { value: function () {
                    return given.query === null ? undefined : given.query;
                } });
            }
            var value = handler(given.event);
            if (value instanceof Promise) {
                value.then(finish).catch(fail);
            } else {
                finish(value);
            }
        } catch (thrown) {
            fail(thrown);
        }
    }

    return { cloudfront: cloudfront, run: run };
})
