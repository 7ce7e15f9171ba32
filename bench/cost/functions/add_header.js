function handler(event) {
    var part = event.response || event.request;
    part.headers["x-added"] = { value: event.viewer.ip };
    return part;
}
