import crypto from 'crypto';
import cf from 'cloudfront';

const response401 = { statusCode: 401, statusDescription: 'Unauthorized' };
const kvsId = 'KVS_ID';
const kvsKey = 'jwt.secret';
// set to true to enable console logging
const loggingEnabled = false;

function decode(token, key) {
    const segments = token.split('.');
    if (segments.length !== 3) {
        throw new Error('Not enough or too many segments');
    }
    const payload = JSON.parse(Buffer.from(segments[1], 'base64url'));
    const signed = crypto.createHmac('sha256', key).update(segments[0] + '.' + segments[1]).digest('base64url');
    if (signed !== segments[2]) {
        throw new Error('Signature verification failed');
    }
    if (payload.exp && Date.now() > payload.exp * 1000) {
        throw new Error('Token expired');
    }
    return payload;
}

async function handler(event) {
    let request = event.request;
    const secret_key = await getSecret();
    if (!secret_key) {
        return response401;
    }
    const cookie = request.cookies['id_token'];
    if (!cookie) {
        log('no cookie');
        return response401;
    }
    try {
        const claims = decode(cookie.value, secret_key);
        request.headers['x-user'] = { value: String(claims.sub) };
    } catch (e) {
        log(e);
        return response401;
    }
    return request;
}

async function getSecret() {
    try {
        const kvsHandle = cf.kvs(kvsId);
        return await kvsHandle.get(kvsKey);
    } catch (err) {
        log(`Error reading value for key: ${kvsKey}, error: ${err}`);
        return null;
    }
}

function log(message) {
    if (loggingEnabled) {
        console.log(message);
    }
}
