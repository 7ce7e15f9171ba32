function handler(event) {
    var headers = event.request.headers;
    if (!headers.authorization || headers.authorization.value !== "Basic dXNlcjpwYXNz") {
        return {
            statusCode: 401,
            statusDescription: "Unauthorized",
            headers: { "www-authenticate": { value: 'Basic realm="members"' } }
        };
    }
    return event.request;
}
