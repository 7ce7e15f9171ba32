function handler(event) {
    var request = event.request;
    try {
        request.uri = encodeURI(decodeURIComponent(request.uri));
    } catch (error) {
        console.error('could not decode ' + request.uri, error);
    }
    return request;
}
