var SUPPORTED = ['en', 'de', 'fr', 'pt-br'];

function preferred(header) {
    var best = 'en';
    var quality = 0;
    header.split(',').forEach(function (part) {
        var pieces = part.trim().split(';q=');
        var tag = pieces[0].toLowerCase();
        var q = pieces.length > 1 ? parseFloat(pieces[1]) : 1;
        if (q > quality && SUPPORTED.indexOf(tag) !== -1) {
            best = tag;
            quality = q;
        }
    });
    return best;
}

function handler(event) {
    var request = event.request;
    if (request.uri !== '/') {
        return request;
    }
    var cookie = request.cookies.lang;
    var accept = request.headers['accept-language'];
    var lang = cookie ? cookie.value : accept ? preferred(accept.value) : 'en';
    return {
        statusCode: 302,
        statusDescription: 'Found',
        headers: { location: { value: '/' + lang + '/' }, vary: { value: 'accept-language' } }
    };
}
