// Reads its settings from a store, as JSON, and counts on their being there.
import cf from 'cloudfront';

async function handler(event) {
    const settings = await cf.kvs().get('settings', { format: 'json' });
    if (settings.closed) {
        return { statusCode: 503, statusDescription: 'Service Unavailable', headers: { 'retry-after': { value: '600' } } };
    }
    event.request.uri = settings.prefix + event.request.uri;
    return event.request;
}
