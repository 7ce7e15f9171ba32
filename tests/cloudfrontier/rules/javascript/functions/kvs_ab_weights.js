import cf from 'cloudfront';

const stickinessCookieName = 'appversion';
const loggingEnabled = false;

async function handler(event) {
    const request = event.request;
    const pathSegments = request.uri.split('/');
    const key = pathSegments[1];

    if (!key || hasValidCookie(request.cookies[stickinessCookieName], key)) {
        return event.request;
    }
    try {
        const replacement = await getPathPrefixByWeight(key);
        if (!replacement) {
            return event.request;
        }
        pathSegments[1] = replacement;
        const newUri = pathSegments.join('/');
        log(`${request.uri} -> ${newUri}`);
        request.uri = newUri;
        return request;
    } catch (err) {
        log(`request uri: ${request.uri}, error: ${err}`);
    }
    return event.request;
}

async function getPathPrefixByWeight(key) {
    const kvsHandle = cf.kvs();
    const kvsResponse = await kvsHandle.get(key);
    const config = JSON.parse(kvsResponse);
    if (!config || !isFinite(config.weight)) {
        return null;
    }
    if (Math.random() <= config.weight) {
        return config.a_url ? config.a_url: null;
    } else {
        return config.b_url ? config.b_url : null;
    }
}

function hasValidCookie(cookie, pathSegment) {
    return (cookie && cookie.value === pathSegment)
}

function log(message) {
    if (loggingEnabled) {
        console.error(message);
    }
}
