// The module `cloudfront` of runtime 2.0: KeyValueStores, origins, the edge location, the tenant.
//
// Sources: functions-custom-methods, helper-functions-origin-modification and general-helper-methods of CloudFront's
// developer guide (read 2026-04), and for logCustomData
// https://aws.amazon.com/about-aws/whats-new/2026/07/cloudfront-functions-access-logs/ (read 2026-11). What is asked of
// the origin is told to the host, which judges it after the run, as CloudFront does.
(function (load, tools) {
    "use strict";

    var write = console.log;

    function changing(method) {
        return { f(value, overrides) {
            tools.host("change", tools.stringify({ method: method, value: value, overrides: overrides }));
        } }.f;
    }

    return {
        kvs: function (id) { return load("key_values")(id); },
        updateRequestOrigin: changing("updateRequestOrigin"),
        selectRequestOriginById: changing("selectRequestOriginById"),
        createRequestOriginGroup: changing("createRequestOriginGroup"),
        // a field of the access log at AWS, a line of the run's own log here
        logCustomData: { f(text) { write("access log: " + tools.toText(text)); } }.f,
        edgeLocation: tools.given.cloudfront.edgeLocation,
        get distributionTenant() { return load("tenant")(); },
        get cwt() { return load("cwt"); }
    };
})
