// Byte strings, which runtime 1.0 has in place of `Buffer`: String.bytesFrom, and toBytes, fromBytes, toUTF8, fromUTF8
// and toString(encoding) of a string.
//
// Source: functions-javascript-runtime-10 of CloudFront's developer guide (read 2026-04); what the methods do was
// seen in njs. There a string is one of characters or one of bytes, with one length each. Here a byte above 127 is the
// lone surrogate U+DC00 + byte, which no text of CloudFront's holds: so bytes count, join and compare as they should,
// and what leaves the function can be told from text. The builtins that would show one are replaced when this part
// is first used, before which there are no byte strings.
(function (load, tools) {
    "use strict";

    var apply = tools.apply;
    var hidden = tools.hidden;
    var coders = load("bytes");
    // made before codePointAt shows bytes
    load("utf8");
    var strings = String.prototype;
    var codeAt = strings.charCodeAt;
    var slice = strings.slice;
    var LONE = 0xDC00;
    var BYTES = /[\udc80-\udcff]+/g;
    var ENCODED = /\\udc([89a-f][0-9a-f])/g;

    function isByte(code) {
        return code >= 0xDC80 && code <= 0xDCFF;
    }

    function of(bytes) {
        var text = "";
        for (var i = 0; i < bytes.length; i += 1) {
            text += String.fromCharCode(bytes[i] < 0x80 ? bytes[i] : LONE + bytes[i]);
        }
        return text;
    }

    function mapped(text, change) {
        var made = "";
        for (var i = 0; i < text.length; i += 1) {
            var code = change(apply(codeAt, text, [i]));
            if (code === null) {
                return null;
            }
            made += String.fromCharCode(code);
        }
        return made;
    }

    // Bytes as the text that they are in UTF-8, with U+FFFD for what is none.
    function decoded(text) {
        return text.replace(BYTES, function (run) { return coders.encoders.utf8(coders.decoders.utf8(run)); });
    }

    // --- what the runtime documents ---------------------------------------------------------------------

    function bytesFrom(value, encoding) {
        if (typeof value === "string") {
            if (typeof encoding !== "string") {
                throw new TypeError('"encoding" must be a string');
            }
            if (encoding === "utf8" || !(encoding in coders.decoders)) {
                throw new TypeError('Unknown encoding: "' + encoding + '"');
            }
            return of(coders.decoders[encoding](value));
        }
        if (value === null || typeof value !== "object") {
            throw new TypeError("value must be a string or array-like object");
        }
        var bytes = [];
        for (var i = 0; i < value.length; i += 1) {
            bytes.push(value[i] & 255);
        }
        return of(bytes);
    }

    function toBytes(from, to) {
        return mapped(apply(slice, this, [from, to]), function (code) {
            return code < 0x80 || isByte(code) ? code : code > 0xFF ? null : LONE + code;
        });
    }

    function fromBytes(from, to) {
        return mapped(apply(slice, this, [from, to]), function (code) { return isByte(code) ? code & 255 : code; });
    }

    function toUTF8(from, to) {
        return apply(slice, of(coders.decoders.utf8(String(this))), [from, to]);
    }

    function fromUTF8(from, to) {
        var text = decoded(apply(slice, this, [from, to]));
        return text.indexOf("\ufffd") < 0 ? text : null;
    }

    // --- builtins that would show the bytes otherwise ---------------------------------------------------

    var codePointAt = strings.codePointAt;
    var valueOf = strings.valueOf;
    var readJson = JSON.parse;
    var writeJson = JSON.stringify;

    function plain(code) {
        return isByte(code) ? code & 255 : code;
    }

    function escaping(native) {
        return function (value) {
            return String(value).split(/([\udc80-\udcff]+)/).map(function (part, index) {
                return index % 2 === 0 ? native(part) : part.replace(/[^]/g, function (byte) {
                    return "%" + plain(apply(codeAt, byte, [0])).toString(16).toUpperCase();
                });
            }).join("");
        };
    }

    hidden(strings, "charCodeAt", { charCodeAt(at) { return plain(apply(codeAt, this, [at])); } }.charCodeAt);
    hidden(strings, "codePointAt", { codePointAt(at) { return plain(apply(codePointAt, this, [at])); } }.codePointAt);
    hidden(JSON, "parse", { parse(text, reviver) { return readJson(decoded(String(text)), reviver); } }.parse);
    hidden(JSON, "stringify", { stringify() {
        var text = apply(writeJson, JSON, arguments);
        return typeof text !== "string" ? text : text.replace(ENCODED, function (whole, hex) {
            return String.fromCharCode(LONE + parseInt(hex, 16));
        });
    } }.stringify);
    hidden(global, "encodeURIComponent", escaping(encodeURIComponent));
    hidden(global, "encodeURI", escaping(encodeURI));

    return {
        of: of, bytesFrom: bytesFrom, toBytes: toBytes, fromBytes: fromBytes, toUTF8: toUTF8, fromUTF8: fromUTF8,
        toString: function (encoding) {
            if (arguments.length === 0) {
                return apply(valueOf, this, []);
            }
            if (typeof encoding !== "string") {
                throw new TypeError("encoding must be a string");
            }
            if (encoding === "utf8" || !(encoding in coders.encoders)) {
                throw new TypeError('Unknown encoding: "' + encoding + '"');
            }
            return coders.encoders[encoding](coders.decoders.utf8(String(this)));
        }
    };
})
