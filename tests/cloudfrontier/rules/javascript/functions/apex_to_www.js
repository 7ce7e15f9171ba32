function objectToQueryString(obj) {
    var str = [];
    for (var param in obj)
        if (obj[param].multiValue)
            str.push(param + '=' + obj[param].multiValue.map((item) => item.value).join(','));
        else if (obj[param].value == '')
            str.push(param);
        else
            str.push(param + '=' + obj[param].value);

    return str.join('&');
}

function handler(event) {
    var request = event.request;
    var headers = request.headers;
    var uri = request.uri;
    var loc = '';

    if (headers.host && headers.host.value === 'example.com') {
        if (Object.keys(request.querystring).length)
            loc = `https://www.example.com${uri}?${objectToQueryString(request.querystring)}`
        else
            loc = `https://www.example.com${uri}`
        return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: loc } } };
    }
    return request;
}
