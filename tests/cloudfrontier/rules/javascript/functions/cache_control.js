function handler(event) {
    var response = event.response;
    var headers = response.headers;

    if (response.statusCode >= 200 && response.statusCode < 400) {
        if (!headers['cache-control']) {
            headers['cache-control'] = { value: 'public, max-age=63072000' };
        }
    }
    return response;
}
