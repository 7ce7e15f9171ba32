// Trusts that a policy sends the country, and that it is one of two.
var SITES = { DE: { host: 'de.example.com' }, GB: { host: 'uk.example.com' } };

function handler(event) {
    var request = event.request;
    var country = request.headers['cloudfront-viewer-country'].value;
    var location = 'https://' + SITES[country].host + request.uri;
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: location } } };
}
