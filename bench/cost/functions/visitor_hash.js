function handler(event) {
    var text = event.viewer.ip + event.request.headers["user-agent"].value;
    var hash = 0;
    for (var i = 0; i < text.length; i += 1) {
        hash = hash * 31 + text.charCodeAt(i) | 0;
    }
    event.request.headers["x-variant"] = { value: hash % 2 ? "a" : "b" };
    return event.request;
}
