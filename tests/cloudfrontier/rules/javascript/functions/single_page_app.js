// Everything that is no file is the application's own route.
function handler(event) {
    const request = event.request;
    const last = request.uri.split('/').pop();
    if (last && /\.[a-z0-9]+$/i.test(last)) {
        return request;
    }
    request.uri = '/index.html';
    return request;
}
