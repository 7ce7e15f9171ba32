async function handler(event) {
    const response = event.response;
    response.headers["cache-control"] = { value: "public, max-age=63072000" };
    console.log("[on the edge] Cache-Control header set.");
    return response;
}
