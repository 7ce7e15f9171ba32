// Follows the promise that a handler returned.
(function (tools) {
    "use strict";

    async function follow(promise) {
        try {
            tools.settle(await promise);
        } catch (thrown) {
            tools.fail(thrown);
        }
    }

    tools.state = "pending";
    follow(tools.value);
})
