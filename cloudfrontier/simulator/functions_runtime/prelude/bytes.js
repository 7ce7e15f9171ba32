// Bytes and texts, for the other modules of the prelude: UTF-8, hex, base64. Functions cannot import it.
//
// Bytes are arrays of numbers. As in CloudFront's engine, what is not UTF-8 decodes to U+FFFD, half a surrogate pair
// encodes as U+FFFD, and decoding of hex or base64 stops at the first character that is none. In runtime 1.0 a lone
// surrogate stands for a byte of a byte string.
(function (load, tools) {
    "use strict";

    var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    var URL_ALPHABET = ALPHABET.slice(0, 62) + "-_";
    var HEX = "0123456789abcdef";
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

    function utf8Decode(bytes) {
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
                    break;
                }
                point = point << 6 | bytes[i] & 63;
                i += 1;
            }
            text += String.fromCodePoint(point);
        }
        return text;
    }

    function hexEncode(bytes) {
        var text = "";
        for (var i = 0; i < bytes.length; i += 1) {
            text += HEX.charAt(bytes[i] >> 4) + HEX.charAt(bytes[i] & 15);
        }
        return text;
    }

    function hexDecode(text) {
        var bytes = [];
        var high, low;
        for (var i = 0; i + 1 < text.length; i += 2) {
            high = HEX.indexOf(text.charAt(i).toLowerCase());
            low = HEX.indexOf(text.charAt(i + 1).toLowerCase());
            if (high < 0 || low < 0) {
                break;
            }
            bytes.push(high << 4 | low);
        }
        return bytes;
    }

    function base64Encode(bytes) {
        var text = "";
        var i, word, left;
        for (i = 0; i < bytes.length; i += 3) {
            left = bytes.length - i;
            word = bytes[i] << 16 | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
            text += ALPHABET.charAt(word >> 18) + ALPHABET.charAt(word >> 12 & 63);
            text += left > 1 ? ALPHABET.charAt(word >> 6 & 63) : "=";
            text += left > 2 ? ALPHABET.charAt(word & 63) : "=";
        }
        return text;
    }

    function base64urlEncode(bytes) {
        return base64Encode(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
    }

    // With padding or without; what is of the other alphabet ends it, too.
    function base64Decode(text) {
        return decodeWith(ALPHABET, text);
    }

    function base64urlDecode(text) {
        return decodeWith(URL_ALPHABET, text);
    }

    function decodeWith(alphabet, text) {
        var bytes = [];
        var word = 0;
        var bits = 0;
        var value;
        for (var i = 0; i < text.length; i += 1) {
            value = alphabet.indexOf(text.charAt(i));
            if (value < 0) {
                break;
            }
            word = word << 6 | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes.push(word >> bits & 255);
                word &= (1 << bits) - 1;
            }
        }
        return bytes;
    }

    return {
        decoders: {
            __proto__: null, utf8: utf8Encode, hex: hexDecode, base64: base64Decode, base64url: base64urlDecode
        },
        encoders: {
            __proto__: null, utf8: utf8Decode, hex: hexEncode, base64: base64Encode, base64url: base64urlEncode
        }
    };
})
