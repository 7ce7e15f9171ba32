import cf from 'cloudfront';

// This fails if there is no key value store associated with the function
const kvsHandle = cf.kvs();

async function handler(event) {
    const request = event.request;
    let target;
    try {
        target = await kvsHandle.get(request.uri.toLowerCase(), { format: 'json' });
    } catch (err) {
        console.log('no redirect for ' + request.uri + ': ' + err);
        return request;
    }
    if (target.code === undefined) { target.code = 301; }
    const query = request.rawQueryString();
    return {
        statusCode: target.code,
        statusDescription: 'Moved',
        headers: { location: { value: target.to + (query ? '?' + query : '') } }
    };
}
