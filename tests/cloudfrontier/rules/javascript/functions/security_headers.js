const POLICY = [
    "default-src 'self'",
    "img-src 'self' data:",
    "frame-ancestors 'none'"
].join('; ');

const HEADERS = {
    'strict-transport-security': 'max-age=63072000; includeSubdomains; preload',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin'
};

function handler(event) {
    const response = event.response;
    Object.keys(HEADERS).forEach((name) => {
        response.headers[name] = { value: HEADERS[name] };
    });
    return response;
}
