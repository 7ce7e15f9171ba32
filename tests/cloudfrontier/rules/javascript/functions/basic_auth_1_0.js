var USERS = { alice: 'wonderland', bob: 'builder' };

function unauthorized() {
    return {
        statusCode: 401,
        statusDescription: 'Unauthorized',
        headers: { 'www-authenticate': { value: 'Basic realm="staging"' } }
    };
}

function handler(event) {
    var headers = event.request.headers;
    if (!headers.authorization) {
        return unauthorized();
    }
    var parts = headers.authorization.value.split(' ');
    if (parts[0] !== 'Basic' || parts.length !== 2) {
        return unauthorized();
    }
    var pair = String.bytesFrom(parts[1], 'base64').split(':');
    if (USERS[pair[0]] === undefined || USERS[pair[0]] !== pair.slice(1).join(':')) {
        return unauthorized();
    }
    return event.request;
}
