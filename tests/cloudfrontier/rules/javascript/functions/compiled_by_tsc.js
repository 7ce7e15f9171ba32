var __assign = (this && this.__assign) || function () {
    __assign = Object.assign || function(t) {
        for (var s, i = 1, n = arguments.length; i < n; i++) {
            s = arguments[i];
            for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p))
                t[p] = s[p];
        }
        return t;
    };
    return __assign.apply(this, arguments);
};
var __spreadArray = (this && this.__spreadArray) || function (to, from, pack) {
    if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
        if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
        }
    }
    return to.concat(ar || Array.prototype.slice.call(from));
};
var Locale;
(function (Locale) {
    Locale["English"] = "en";
    Locale["German"] = "de";
})(Locale || (Locale = {}));
var known = __spreadArray([Locale.English], [Locale.German], false);
function handler(event) {
    var _a;
    var request = event.request;
    var first = request.uri.split('/')[1];
    if (known.indexOf(first) === -1) {
        request.uri = '/' + Locale.English + request.uri;
    }
    request.headers = __assign(__assign({}, request.headers), (_a = {}, _a['x-locale'] = { value: first || Locale.English }, _a));
    return request;
}
