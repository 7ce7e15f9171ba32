function handler(event) {
    var request = event.request;
    var response = event.response;
    var header = request.headers['x-ab-landing'];
    if (header && !request.cookies['ab-landing']) {
        if (!response.cookies) {
            response.cookies = {};
        }
        response.cookies['ab-landing'] = {
            value: header.value,
            attributes: 'Path=/; Max-Age=2592000; Secure; SameSite=Lax'
        };
    }
    return response;
}
