// Marketing parameters are no reason to fetch a page again.
var TRACKING = { gclid: 1, fbclid: 1, msclkid: 1 };

function handler(event) {
    var request = event.request;
    var query = request.querystring;
    Object.keys(query).forEach(function (name) {
        if (TRACKING[name] || name.indexOf('utm_') === 0) {
            delete query[name];
        }
    });
    return request;
}
