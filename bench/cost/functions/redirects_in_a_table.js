var moved = {};
for (var i = 0; i < 100; i += 1) {
    moved["/old/" + i] = "/new/" + i;
}

function handler(event) {
    var to = moved[event.request.uri];
    if (to) {
        return { statusCode: 301, headers: { location: { value: to } } };
    }
    return event.request;
}
