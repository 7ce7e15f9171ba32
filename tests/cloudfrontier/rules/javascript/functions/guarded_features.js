// Written once, run on both runtimes, in a browser's tests and in Node.js.
var decode = typeof Buffer !== 'undefined'
    ? function (text) { return Buffer.from(text, 'base64').toString(); }
    : function (text) { return String.bytesFrom(text, 'base64'); };

if (!String.prototype.replaceAll) {
    String.prototype.replaceAll = function (from, to) { return this.split(from).join(to); };
}
if (typeof URLSearchParams === 'function') {
    console.log('not at the edge: ' + new URLSearchParams('a=1').get('a'));
}

function handler(event) {
    var request = event.request;
    request.uri = request.uri.replaceAll('//', '/');
    var token = request.querystring.token;
    if (token) {
        request.headers['x-token'] = { value: decode(token.value) };
    }
    return request;
}

if (typeof module !== 'undefined' && module.exports) {
    module.exports = { handler: handler };
}
