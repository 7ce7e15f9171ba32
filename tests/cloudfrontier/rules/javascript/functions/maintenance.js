var PAGE = '<!doctype html><title>Back soon</title><h1>Back soon</h1>';
var ALLOWED = ['203.0.113.7', '2001:db8::7'];
var ACTIVE = true;

function isAllowed(ip) {
    return ALLOWED.some(function (allowed) { return allowed === ip; });
}

function handler(event) {
    if (!ACTIVE || isAllowed(event.viewer.ip)) {
        return event.request;
    }
    return {
        statusCode: 503,
        statusDescription: 'Service Unavailable',
        headers: {
            'content-type': { value: 'text/html; charset=utf-8' },
            'retry-after': { value: '3600' }
        },
        body: PAGE
    };
}
