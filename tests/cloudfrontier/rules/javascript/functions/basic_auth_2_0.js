const crypto = require('crypto');

const HASHES = {
    alice: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
};

function handler(event) {
    const request = event.request;
    const header = request.headers.authorization && request.headers.authorization.value;
    if (header && header.startsWith('Basic ')) {
        const pair = atob(header.slice(6)).split(':');
        const hash = crypto.createHash('sha256').update(pair[1] || '').digest('hex');
        if (HASHES[pair[0]] === hash) {
            delete request.headers.authorization;
            return request;
        }
    }
    return {
        statusCode: 401,
        statusDescription: 'Unauthorized',
        headers: { 'www-authenticate': { value: 'Basic' } },
        body: { encoding: 'text', data: 'sign in' }
    };
}
