// CBOR (RFC 8949), as far as web tokens need it: values of JavaScript to bytes and back.
//
// A name of an object that is a whole number is a number in CBOR, as the claims of a token are named; on the way back
// each name is a text, as CloudFront says of its tokens. Bytes are buffers. Of a tag within a token only the value
// stays. A name that comes twice is refused, as RFC 8152 (section 3) wants it; so are 1 and "1", which become one.
(function (load, tools) {
    "use strict";

    var Bytes = Uint8Array;
    var WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;
    var MOST_DEEP = 32;

    function head(major, value) {
        var sizes = [24, 0x100, 0x10000, 0x100000000, Infinity];
        var kind = sizes.findIndex(function (limit) { return value < limit; });
        if (kind === 0) {
            return [major << 5 | value];
        }
        var bytes = [];
        for (var i = 0; i < 1 << (kind - 1); i += 1) {
            bytes.unshift(value % 256);
            value = Math.floor(value / 256);
        }
        return [major << 5 | 23 + kind].concat(bytes);
    }

    function fraction(value) {
        var view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, value);
        return [0xFB].concat(Array.from(new Bytes(view.buffer)));
    }

    function number(value) {
        if (!Number.isSafeInteger(value)) {
            return fraction(value);
        }
        return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    function list(major, items) {
        return items.reduce(function (all, item) { return all.concat(item); }, head(major, items.length));
    }

    function encode(value) {
        if (typeof value === "number") {
            return number(value);
        }
        if (typeof value === "string") {
            var text = load("utf8").encode(value);
            return head(3, text.length).concat(text);
        }
        if (typeof value === "boolean" || value === null || value === undefined) {
            return [value === false ? 0xF4 : value === true ? 0xF5 : value === null ? 0xF6 : 0xF7];
        }
        if (value instanceof Bytes) {
            return head(2, value.length).concat(Array.from(value));
        }
        if (Array.isArray(value)) {
            return list(4, value.map(encode));
        }
        if (typeof value !== "object") {
            throw new TypeError("a " + typeof value + " has no place in a token");
        }
        var names = Object.keys(value);
        return names.reduce(function (all, name) {
            return all.concat(encode(WHOLE.test(name) ? Number(name) : name), encode(value[name]));
        }, head(5, names.length));
    }

    // `at` is where the next value begins.
    function decoder(bytes) {
        var view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        var at = 0;

        function take(size) {
            if (at + size > bytes.length) {
                throw new Error("the token ends too soon");
            }
            at += size;
            return at - size;
        }

        function argument(info) {
            if (info < 24) {
                return info;
            }
            switch (info) {
            case 24: return view.getUint8(take(1));
            case 25: return view.getUint16(take(2));
            case 26: return view.getUint32(take(4));
            case 27: return view.getUint32(take(4)) * 4294967296 + view.getUint32(take(4));
            default: throw new Error("a token has only values whose length is told first");
            }
        }

        function half() {
            var bits = view.getUint16(take(2));
            var exponent = bits >> 10 & 31;
            var part = bits & 1023;
            var size = exponent === 31 ? part === 0 ? Infinity : NaN
                : exponent === 0 ? part * Math.pow(2, -24) : (1024 + part) * Math.pow(2, exponent - 25);
            return bits & 0x8000 ? -size : size;
        }

        function simple(info) {
            switch (info) {
            case 20: return false;
            case 21: return true;
            case 22: return null;
            case 23: return undefined;
            case 25: return half();
            case 26: return view.getFloat32(take(4));
            case 27: return view.getFloat64(take(8));
            default: throw new Error("a token has no other values than those of JavaScript");
            }
        }

        function slice(size) {
            var from = take(size);
            return bytes.subarray(from, from + size);
        }

        function many(count, depth) {
            var items = [];
            while (items.length < count) {
                items.push(value(depth));
            }
            return items;
        }

        function value(depth) {
            if (depth > MOST_DEEP) {
                throw new Error("the token is nested too deeply");
            }
            var first = view.getUint8(take(1));
            var major = first >> 5;
            if (major === 7) {
                return simple(first & 31);
            }
            var size = argument(first & 31);
            switch (major) {
            case 0: return size;
            case 1: return -1 - size;
            case 2: return load("buffer").Buffer.from(slice(size));
            case 3: return load("utf8").decode(slice(size));
            case 4: return many(size, depth + 1);
            case 5: return many(size * 2, depth + 1).reduce(function (made, item, index, all) {
                if (index % 2 === 1) {
                    var name = String(all[index - 1]);
                    if (Object.prototype.hasOwnProperty.call(made, name)) {
                        throw new Error("the token has a name twice");
                    }
                    // defined, so that no name is special
                    tools.define(made, name, {
                        __proto__: null, value: item, writable: true, enumerable: true, configurable: true
                    });
                }
                return made;
            }, {});
            default: return value(depth + 1);
            }
        }

        return {
            value: function () { return value(0); },
            // Whether the next value has this tag, which is skipped.
            skipTag: function (tag) {
                var from = at;
                var first = view.getUint8(take(1));
                if (first >> 5 === 6 && argument(first & 31) === tag) {
                    return true;
                }
                at = from;
                return false;
            },
            isAtEnd: function () { return at === bytes.length; }
        };
    }

    return { encode: encode, decoder: decoder };
})
