function handler(event) {
    var request = event.request;
    var seen = { uri: request.uri, ip: event.viewer.ip, agent: request.headers["user-agent"].value };
    request.headers["x-event"] = { value: JSON.stringify(seen) };
    return request;
}
