function handler(event) {
    var request = event.request;
    var response = event.response;
    var allowed = /^https:\/\/([a-z0-9-]+\.)?example\.com$/;

    // Only where the browser asks, and only where the origin has not answered already.
    if (!response.headers['access-control-allow-origin'] && request.headers['origin']) {
        var origin = request.headers['origin'].value;
        if (allowed.test(origin)) {
            response.headers['access-control-allow-origin'] = { value: origin };
            response.headers['vary'] = { value: 'Origin' };
            console.log('origin allowed: ' + origin);
        }
    }
    return response;
}
