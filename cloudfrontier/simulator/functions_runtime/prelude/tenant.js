// `cf.distributionTenant` of runtime 2.0; the texts of its errors are AWS's own.
//
// Source: saas-specific-logic-function-code of CloudFront's developer guide (read 2026-04).
(function (load, tools) {
    "use strict";

    var own = tools.given.cloudfront.tenant;
    var hasOwn = Object.prototype.hasOwnProperty;

    return function () {
        if (own === null) {
            throw new TypeError("distributionTenant module is not available");
        }
        return { id: own.id, parameters: { get(key) {
            if (!tools.apply(hasOwn, own.parameters, [key])) {
                throw new Error("DistributionTenantParameterKeyNotFound");
            }
            return own.parameters[key];
        } } };
    };
})
