// Hex: decoding stops at the first character that is none, as in CloudFront's engine.
(function () {
    "use strict";

    var HEX = "0123456789abcdef";

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

    return { encode: hexEncode, decode: hexDecode };
})
