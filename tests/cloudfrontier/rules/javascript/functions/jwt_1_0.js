var crypto = require('crypto');

var response401 = { statusCode: 401, statusDescription: 'Unauthorized' };

function jwt_decode(token, key, noVerify, algorithm) {
    if (!token) {
        throw new Error('No token supplied');
    }
    var segments = token.split('.');
    if (segments.length !== 3) {
        throw new Error('Not enough or too many segments');
    }
    var headerSeg = segments[0];
    var payloadSeg = segments[1];
    var signatureSeg = segments[2];
    var header = JSON.parse(_base64urlDecode(headerSeg));
    var payload = JSON.parse(_base64urlDecode(payloadSeg));

    if (!noVerify) {
        var signingInput = [headerSeg, payloadSeg].join('.');
        if (!_verify(signingInput, key, 'sha256', 'hmac', signatureSeg)) {
            throw new Error('Signature verification failed');
        }
        if (payload.nbf && Date.now() < payload.nbf*1000) {
            throw new Error('Token not yet active');
        }
        if (payload.exp && Date.now() > payload.exp*1000) {
            throw new Error('Token expired');
        }
    }
    return payload;
}

function _constantTimeEquals(a, b) {
    if (a.length != b.length) {
        return false;
    }
    var xor = 0;
    for (var i = 0; i < a.length; i++) {
        xor |= (a.charCodeAt(i) ^ b.charCodeAt(i));
    }
    return 0 === xor;
}

function _verify(input, key, method, type, signature) {
    if(type === "hmac") {
        return _constantTimeEquals(signature, _sign(input, key, method));
    }
    else {
        throw new Error('Algorithm type not recognized');
    }
}

function _sign(input, key, method) {
    return crypto.createHmac(method, key).update(input).digest('base64url');
}

function _base64urlDecode(str) {
    return String.bytesFrom(str, 'base64url');
}

function handler(event) {
    var request = event.request;
    var key = "secret";
    if(!request.querystring.jwt) {
        console.log("Error: No JWT in the querystring");
        return response401;
    }
    var jwtToken = request.querystring.jwt.value;
    try{
        jwt_decode(jwtToken, key);
    }
    catch(e) {
        console.log(e);
        return response401;
    }
    delete request.querystring.jwt;
    console.log("Valid JWT token");
    return request;
}
