var moved = [];
for (var i = 0; i < 100; i += 1) {
    moved.push({ from: "/old/" + i, to: "/new/" + i });
}

function handler(event) {
    for (var i = 0; i < moved.length; i += 1) {
        if (moved[i].from === event.request.uri) {
            return { statusCode: 301, headers: { location: { value: moved[i].to } } };
        }
    }
    return event.request;
}
