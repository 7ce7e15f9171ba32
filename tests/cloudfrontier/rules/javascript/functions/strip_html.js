'use strict';

function handler(event) {
    var request = event.request;
    var match = request.uri.match(/^(\/.*?)(?:\/index)?\.html$/);
    if (match !== null) {
        return {
            statusCode: 308,
            statusDescription: 'Permanent Redirect',
            headers: {
                location: { value: match[1] || '/' },
                'cache-control': { value: 'max-age=3600' }
            }
        };
    }
    return request;
}
