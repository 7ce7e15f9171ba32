function handler(event) {
    const request = event.request;
    const parts = [];
    let query = "";
    for (const name in request.querystring) {
        const entry = request.querystring[name];
        if (entry.multiValue) {
            entry.multiValue.forEach((single) => { parts.push(name + "=" + single.value); });
        } else {
            parts.push(name + "=" + entry.value);
        }
    }
    if (parts.length !== 0) {
        query = "?" + parts.join("&");
    }
    return {
        statusCode: 301,
        statusDescription: "Moved Permanently",
        headers: { location: { value: `https://www.example.com${request.uri}${query}` } }
    };
}
