var EXPERIMENT = 'landing';
var COOKIE = 'ab-' + EXPERIMENT;

function hash(text) {
    var h = 5381;
    for (var i = 0; i < text.length; i++) {
        h = ((h << 5) + h + text.charCodeAt(i)) | 0;
    }
    return Math.abs(h);
}

function handler(event) {
    var request = event.request;
    var cookie = request.cookies[COOKIE];
    var variant = cookie && (cookie.value === 'a' || cookie.value === 'b') ? cookie.value : null;
    if (variant === null) {
        variant = hash(event.viewer.ip + (request.headers['user-agent'] ? request.headers['user-agent'].value : '')) % 2 ? 'a' : 'b';
    }
    request.headers['x-' + COOKIE] = { value: variant };
    return request;
}
