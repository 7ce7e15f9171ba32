function handler(event) {
    var request = event.request;
    var host = request.headers.host.value;
    var labels = host.split('.');
    switch (labels[0]) {
        case 'www':
        case 'example':
            break;
        case 'api':
            return { statusCode: 404, statusDescription: 'Not Found' };
        default:
            request.uri = '/' + labels[0] + request.uri;
    }
    request.headers['x-forwarded-host'] = request.headers.host;
    return request;
}
