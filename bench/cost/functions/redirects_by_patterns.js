var moved = [];
for (var i = 0; i < 30; i += 1) {
    moved.push([new RegExp("^/old/" + i + "/(.*)$"), "/new/" + i + "/$1"]);
}

function handler(event) {
    var uri = event.request.uri;
    for (var i = 0; i < moved.length; i += 1) {
        if (moved[i][0].test(uri)) {
            event.request.uri = uri.replace(moved[i][0], moved[i][1]);
            break;
        }
    }
    return event.request;
}
