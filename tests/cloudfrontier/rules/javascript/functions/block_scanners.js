var blocked = /(\$|%24)\s*(\{|%7b)\s*jndi\s*(:|%3a)/i;
var forbidden = { statusCode: 403, statusDescription: 'Forbidden' };

function handler(event) {
    var request = null;
    if (typeof(event.Records) !== 'undefined') {
        request = event.Records[0].cf.request;
    } else {
        request = event.request;
    }
    if (request.uri.match(blocked)) {
        return forbidden;
    }
    var names = Object.keys(request.headers);
    for (var i = 0; i < names.length; i++) {
        var value = request.headers[names[i]].value;
        if (value.match(blocked) || names[i].match(blocked)) {
            return forbidden;
        }
    }
    return request;
}
