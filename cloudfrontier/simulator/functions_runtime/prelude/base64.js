// Base64 in both alphabets: decoding stops at the first character that is none, as in CloudFront's engine.
(function () {
    "use strict";

    var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // written out: what runs when this is loaded would be counted as work of the function
    var URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

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

    return { encode: base64Encode, encodeUrl: base64urlEncode, decode: base64Decode, decodeUrl: base64urlDecode };
})
