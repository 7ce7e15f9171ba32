// UTF-8: bytes as arrays of numbers, texts as strings. What is not UTF-8 decodes to U+FFFD, half a surrogate pair
// encodes as U+FFFD; in runtime 1.0 a lone surrogate stands for a byte of a byte string.
(function (load, tools) {
    "use strict";

    var REPLACEMENT = 0xFFFD;
    var apply = tools.apply;
    // taken before runtime 1.0 shows bytes through it
    var pointAt = String.prototype.codePointAt;
    var hasByteStrings = tools.given.byteStrings;

    function utf8Encode(text) {
        var bytes = [];
        var i, point;
        for (i = 0; i < text.length; i += 1) {
            point = apply(pointAt, text, [i]);
            if (point > 0xFFFF) {
                i += 1;
                bytes.push(0xF0 | point >> 18, 0x80 | point >> 12 & 63, 0x80 | point >> 6 & 63, 0x80 | point & 63);
                continue;
            }
            if (point >= 0xD800 && point <= 0xDFFF) {
                if (hasByteStrings && point >= 0xDC80 && point <= 0xDCFF) {
                    bytes.push(point & 255);
                    continue;
                }
                point = REPLACEMENT;
            }
            if (point < 0x80) {
                bytes.push(point);
            } else if (point < 0x800) {
                bytes.push(0xC0 | point >> 6, 0x80 | point & 63);
            } else {
                bytes.push(0xE0 | point >> 12, 0x80 | point >> 6 & 63, 0x80 | point & 63);
            }
        }
        return bytes;
    }

    // How many bytes follow a lead byte, and the range of the first of them (Unicode, table 3-7).
    function sequence(lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return [1, 0x80, 0xBF];
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return [2, lead === 0xE0 ? 0xA0 : 0x80, lead === 0xED ? 0x9F : 0xBF];
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            return [3, lead === 0xF0 ? 0x90 : 0x80, lead === 0xF4 ? 0x8F : 0xBF];
        }
        return null;
    }

    // wasteful: also the byte that ends a sequence too soon is lost, as where njs decodes byte by byte.
    function utf8Decode(bytes, wasteful) {
        var text = "";
        var i = 0;
        var lead, shape, point, seen;
        while (i < bytes.length) {
            lead = bytes[i];
            i += 1;
            if (lead < 0x80) {
                text += String.fromCharCode(lead);
                continue;
            }
            shape = sequence(lead);
            point = shape === null ? REPLACEMENT : lead & 0x3F >> shape[0];
            for (seen = 0; shape !== null && seen < shape[0]; seen += 1) {
                if (!(bytes[i] >= (seen === 0 ? shape[1] : 0x80) && bytes[i] <= (seen === 0 ? shape[2] : 0xBF))) {
                    point = REPLACEMENT;
                    i += wasteful ? 1 : 0;
                    break;
                }
                point = point << 6 | bytes[i] & 63;
                i += 1;
            }
            text += String.fromCodePoint(point);
        }
        return text;
    }

    return { encode: utf8Encode, decode: utf8Decode };
})
