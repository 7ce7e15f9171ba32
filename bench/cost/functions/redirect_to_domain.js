function handler(event) {
    var host = event.request.headers.host.value;
    if (host !== "www.example.org") {
        return {
            statusCode: 301,
            statusDescription: "Moved Permanently",
            headers: { location: { value: "https://www.example.org" } }
        };
    }
    return event.request;
}
