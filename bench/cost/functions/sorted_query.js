function handler(event) {
    var query = event.request.querystring;
    var parts = [];
    for (var name in query) {
        if (query[name].multiValue) {
            query[name].multiValue.forEach(function (single) { parts.push(name + "=" + single.value); });
        } else {
            parts.push(name + "=" + query[name].value);
        }
    }
    event.request.querystring = parts.sort().join("&");
    return event.request;
}
