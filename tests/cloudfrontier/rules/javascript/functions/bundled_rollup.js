var handler = (function () {
    'use strict';

    function _extends() {
        return (_extends = Object.assign || function (target) {
            for (var i = 1; i < arguments.length; i++) {
                var source = arguments[i];
                for (var key in source) {
                    if (Object.prototype.hasOwnProperty.call(source, key)) target[key] = source[key];
                }
            }
            return target;
        }).apply(this, arguments);
    }

    var defaults = { 'x-frame-options': { value: 'SAMEORIGIN' } };

    function handler(event) {
        var response = event.response;
        response.headers = _extends({}, defaults, response.headers);
        return response;
    }

    return handler;
}());
