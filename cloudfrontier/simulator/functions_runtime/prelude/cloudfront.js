// The module `cloudfront` of runtime 2.0: KeyValueStores, origins, the edge location, the tenant.
//
// Sources: functions-custom-methods, helper-functions-origin-modification, general-helper-methods and
// saas-specific-logic-function-code of CloudFront's developer guide (read 2026-04), and for logCustomData
// https://aws.amazon.com/about-aws/whats-new/2026/07/cloudfront-functions-access-logs/ (read 2026-11). What is asked of a store is answered
// by the host, when the function has nothing else to do; what is asked of the origin is written down, and the host
// judges it after the run, as CloudFront does. Texts of errors are the simulator's own: AWS documents none but the
// tenant's.
(function (load, tools) {
    "use strict";

    var surroundings = tools.given.cloudfront;
    var stringify = tools.stringify;
    var parse = JSON.parse;
    var write = console.log;
    var Later = Promise;
    var waiting = [];

    // The host calls this when the function has nothing else to do: whether anything was asked.
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
                operation: operation, key: stringify(key), resolve: resolve, reject: reject
            });
        });
    }

    var FORMATS = {
        __proto__: null,
        string: function (text) { return text; },
        json: function (text) { return parse(text); },
        bytes: function (text) { return load("buffer").Buffer.from(text); }
    };

    function formatOf(options) {
        var name = options === undefined || options === null || options.format === undefined ? "string" : options.format;
        if (typeof name !== "string" || !(name in FORMATS)) {
            throw new TypeError("the format of a value is string, json or bytes");
        }
        return FORMATS[name];
    }

    function handle() {
        return {
            get: async function (key, options) {
                var format = formatOf(options);
                return format(await ask("get", tools.toText(key)));
            },
            exists: function (key) { return ask("exists", tools.toText(key)); },
            count: function () { return ask("count", ""); },
            meta: function () { return ask("meta", ""); }
        };
    }

    function kvs(id) {
        if (!surroundings.store) {
            throw new Error("the function has no KeyValueStore");
        }
        if (id !== undefined && surroundings.storeId !== "" && tools.toText(id) !== surroundings.storeId) {
            throw new Error('the KeyValueStore "' + tools.toText(id) + '" is not the function\'s');
        }
        return handle();
    }

    function changing(method) {
        return { f(value, overrides) {
            tools.host("change", stringify({ method: method, value: value, overrides: overrides }));
        } }.f;
    }

    function tenant() {
        var own = surroundings.tenant;
        if (own === null) {
            throw new TypeError("distributionTenant module is not available");
        }
        return { id: own.id, parameters: { get(key) {
            if (!Object.prototype.hasOwnProperty.call(own.parameters, key)) {
                throw new Error("DistributionTenantParameterKeyNotFound");
            }
            return own.parameters[key];
        } } };
    }

    return {
        kvs: kvs,
        updateRequestOrigin: changing("updateRequestOrigin"),
        selectRequestOriginById: changing("selectRequestOriginById"),
        createRequestOriginGroup: changing("createRequestOriginGroup"),
        // a field of the access log at AWS, a line of the run's own log here
        logCustomData: { f(text) { write("access log: " + tools.toText(text)); } }.f,
        edgeLocation: surroundings.edgeLocation,
        get distributionTenant() { return tenant(); },
        get cwt() { throw new Error("`cf.cwt` is not simulated: CloudFront has it, this simulator does not"); }
    };
})
