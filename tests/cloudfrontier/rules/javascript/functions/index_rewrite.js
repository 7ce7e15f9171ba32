function handler(event) {
    var request = event.request;
    var uri = request.uri;

    // A folder, or a page without its extension.
    if (uri.endsWith('/')) {
        request.uri += 'index.html';
    } else if (!uri.includes('.')) {
        request.uri += '/index.html';
    }
    return request;
}
