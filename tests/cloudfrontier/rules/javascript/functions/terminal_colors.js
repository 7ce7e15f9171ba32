// Colours its log, with an escape that other engines refuse.
function handler(event) {
    console.log('\033[32m' + event.request.method + '\033[0m ' + event.request.uri);
    return event.request;
}
