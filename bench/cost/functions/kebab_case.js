function handler(event) {
    var request = event.request;
    request.uri = request.uri.split("/").map(function (segment) {
        return segment.replace(/([A-Z])/g, "-$1").toLowerCase().replace(/[^a-z0-9.-]/g, "-");
    }).join("/");
    return request;
}
