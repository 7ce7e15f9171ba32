// The module `querystring`: escape, unescape, parse (decode), stringify (encode).
//
// Source: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04): parse takes 1,000 keys
// unless told otherwise (0: all), and puts U+FFFD for what is not UTF-8. As in the engine that CloudFront's derives
// from, a `+` is a space, and pairs are given to one key as an array.
(function (load, tools) {
    "use strict";

    var utf8Encode = load("utf8").encode;
    var utf8Decode = load("utf8").decode;
    var PLAIN = /[A-Za-z0-9\-_.!~*'()]/;
    var MAX_KEYS = 1000;

    function escape(value) {
        var encoded = utf8Encode(String(value));
        var text = "";
        var character;
        for (var i = 0; i < encoded.length; i += 1) {
            character = String.fromCharCode(encoded[i]);
            text += PLAIN.test(character) ? character
                : "%" + (encoded[i] < 16 ? "0" : "") + encoded[i].toString(16).toUpperCase();
        }
        return text;
    }

    // Bytes that are escaped one after the other are decoded together.
    function unescape(value) {
        return String(value).replace(/\+/g, " ").replace(/(?:%[0-9A-Fa-f]{2})+/g, function (run) {
            var decoded = [];
            for (var i = 1; i < run.length; i += 3) {
                decoded.push(parseInt(run.slice(i, i + 2), 16));
            }
            return utf8Decode(decoded, true);
        });
    }

    function separator(value, usual) {
        var text = value === undefined || value === null ? "" : String(value);
        return text === "" ? usual : text;
    }

    function coder(options, name, usual, missing) {
        var chosen = options !== null && typeof options === "object" ? options[name] : undefined;
        if (chosen !== undefined && typeof chosen !== "function") {
            throw new TypeError("option " + name + " is not a function");
        }
        chosen = chosen === undefined ? usual : chosen;
        if (typeof chosen !== "function") {
            throw new TypeError(missing);
        }
        return chosen;
    }

    function parse(text, separatorText, equals, options) {
        var found = Object.create(null);
        if (typeof text !== "string" || text === "") {
            return found;
        }
        var between = separator(separatorText, "&");
        var sign = separator(equals, "=");
        var decode = coder(options, "decodeURIComponent", this.unescape, "QueryString.unescape is not a function");
        var limit = options !== null && typeof options === "object" ? Math.trunc(Number(options.maxKeys)) : MAX_KEYS;
        // An object without maxKeys has no limit: `undefined` reads as 0, which means none.
        var parts = text.split(between);
        var count = limit > 0 ? Math.min(limit, parts.length) : parts.length;
        for (var i = 0; i < count; i += 1) {
            if (parts[i] !== "") {
                add(found, parts[i], sign, decode);
            }
        }
        return found;
    }

    function add(found, part, sign, decode) {
        var at = part.indexOf(sign);
        var name = at < 0 ? part : part.slice(0, at);
        var value = at < 0 ? "" : part.slice(at + sign.length);
        name = name === "" ? "" : String(decode(name));
        value = value === "" ? "" : String(decode(value));
        if (!(name in found)) {
            found[name] = value;
        } else if (Array.isArray(found[name])) {
            found[name].push(value);
        } else {
            found[name] = [found[name], value];
        }
    }

    function stringify(values, separatorText, equals, options) {
        if (values === null || typeof values !== "object") {
            return "";
        }
        var between = separator(separatorText, "&");
        var sign = separator(equals, "=");
        var encode = coder(options, "encodeURIComponent", this.escape, "QueryString.escape is not a function");
        var pairs = [];
        Object.keys(values).forEach(function (name) {
            var list = Array.isArray(values[name]) ? values[name] : [values[name]];
            list.forEach(function (value) {
                pairs.push(String(encode(name)) + sign + encodable(value, encode));
            });
        });
        return pairs.join(between);
    }

    function encodable(value, encode) {
        var kind = typeof value;
        var shown = kind === "string" || kind === "boolean" || (kind === "number" && isFinite(value));
        return shown ? String(encode(String(value))) : "";
    }

    var module = {};
    [
        ["parse", parse], ["stringify", stringify], ["decode", parse], ["encode", stringify], ["escape", escape],
        ["unescape", unescape]
    ].forEach(function (row) { tools.hidden(module, row[0], row[1]); });
    return module;
})
