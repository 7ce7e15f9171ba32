// Blocks addresses, and says so in the access log of CloudFront.
import cf from 'cloudfront';

var BLOCKED = ['203.0.113.7', '203.0.113.8'];

function handler(event) {
    if (BLOCKED.includes(event.viewer.ip)) {
        cf.logCustomData(JSON.stringify({ blocked: event.viewer.ip, uri: event.request.uri }));
        return { statusCode: 403, statusDescription: 'Forbidden', body: 'Access denied' };
    }
    return event.request;
}
