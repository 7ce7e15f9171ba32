var redirects = {
    '/old': '/new',
    '/about-us': { to: '/about', code: 302 },
    '/shop/*': { to: 'https://shop.example.com/*' }
};

function find(uri) {
    if (redirects.hasOwnProperty(uri)) {
        return redirects[uri];
    }
    var parts = uri.split('/');
    while (parts.length > 1) {
        parts.pop();
        var rule = redirects[parts.join('/') + '/*'];
        if (rule) {
            return { to: rule.to.replace('*', uri.slice(parts.join('/').length + 1)), code: rule.code };
        }
    }
    return null;
}

function handler(event) {
    var rule = find(event.request.uri);
    if (!rule) {
        return event.request;
    }
    var target = typeof rule === 'string' ? rule : rule.to;
    return {
        statusCode: rule.code || 301,
        statusDescription: rule.code === 302 ? 'Found' : 'Moved Permanently',
        headers: { location: { value: target } }
    };
}
