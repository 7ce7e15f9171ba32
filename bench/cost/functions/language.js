var known = ["en", "de", "fr", "it"];

function handler(event) {
    var headers = event.request.headers;
    var best = "en";
    var weight = 0;
    headers["accept-language"].value.split(",").forEach(function (part) {
        var pieces = part.trim().split(";q=");
        var language = pieces[0].slice(0, 2).toLowerCase();
        var quality = pieces[1] ? parseFloat(pieces[1]) : 1;
        if (known.indexOf(language) >= 0 && quality > weight) {
            best = language;
            weight = quality;
        }
    });
    event.request.uri = "/" + best + event.request.uri;
    return event.request;
}
