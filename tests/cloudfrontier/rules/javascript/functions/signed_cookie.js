import crypto from 'crypto';

const SECRET = 'c2VjcmV0';

var sign = (data) => crypto.createHmac('sha256', SECRET).update(data).digest('base64url');

var verify = (signed) => {
    var fragments = signed.split('.');
    if (fragments.length !== 3) {
        throw new Error('invalid cookie format');
    }
    var signature = fragments.pop();
    if (signature !== sign(fragments.join('.'))) {
        throw new Error('invalid signature');
    }
    var claims = JSON.parse(Buffer.from(fragments.pop(), 'base64url').toString());
    var now = Math.floor(new Date().getTime() / 1000);
    if (now < claims.nbf || claims.exp < now) {
        throw new Error('expired cookie');
    }
    return claims;
};

async function handler(event) {
    var request = event.request;
    try {
        var claims = verify(request.cookies.session.value);
        request.headers['x-viewer-id'] = { value: claims.id };
        return request;
    } catch (error) {
        console.log(`rejected: ${error}`);
        return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/login' } } };
    }
}
