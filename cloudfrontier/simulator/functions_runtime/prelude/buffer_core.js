// `Buffer` of runtime 2.0: bytes, with utf8, hex, base64 and base64url as encodings.
//
// Source: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04); what each method does with
// odd arguments, and the texts of errors, are those of njs 0.7.9, the engine that CloudFront's derives from. What that
// version gets wrong by reading past a text (`write`) is as AWS documents it. The rest of the
// methods is in buffer_more.js and buffer_numbers.js.
(function (load, tools) {
    "use strict";

    var coders = load("bytes");
    var apply = tools.apply;
    var define = tools.define;
    var Bytes = Uint8Array;
    var TypedArray = Object.getPrototypeOf(Bytes);
    var setPrototypeOf = Object.setPrototypeOf;
    var subarray = TypedArray.prototype.subarray;
    var isView = ArrayBuffer.isView;
    var MAX_LENGTH = 2147483647;
    var MORE = [
        "compare", "copy", "equals", "fill", "includes", "indexOf", "lastIndexOf", "swap16", "swap32", "swap64", "write"
    ];
    var NUMBERS = ["Double", "Float", "Int16", "Int32", "Int", "UInt16", "UInt32", "UInt", "Int8", "UInt8"];

    function typeName(value) {
        return value === null ? "null" : typeof value === "function" ? "object" : typeof value;
    }

    function index(value) {
        var number = Math.trunc(Number(value)) || 0;
        if (number < 0 || number > Number.MAX_SAFE_INTEGER) {
            throw new RangeError("invalid index");
        }
        return number;
    }

    function isEncoding(name) {
        return typeof name === "string" && (name === "utf-8" || name in coders.decoders);
    }

    function encodingOf(name) {
        if (name === undefined) {
            return "utf8";
        }
        if (typeof name !== "string") {
            throw new TypeError("encoding must be a string");
        }
        if (!isEncoding(name)) {
            throw new TypeError('"' + name + '" encoding is not supported');
        }
        return name === "utf-8" ? "utf8" : name;
    }

    function decode(text, encoding) {
        return coders.decoders[encodingOf(encoding)](text);
    }

    function notBytes(value, what) {
        return new TypeError(what + " argument " + typeName(value) + " is not a string or Buffer-like object");
    }

    function bytesIn(value, what) {
        if (!(value instanceof Bytes)) {
            throw new TypeError('"' + what + '" argument must be an instance of Buffer or Uint8Array');
        }
        return value;
    }

    function Buffer() {
        throw new TypeError("Buffer is not a constructor");
    }

    function made(bytes) {
        return setPrototypeOf(bytes, Buffer.prototype);
    }

    // --- making buffers ---------------------------------------------------------------------------------

    function from(value, encodingOrOffset, length) {
        if (typeof value === "string" || value instanceof String) {
            return made(new Bytes(decode(String(value), encodingOrOffset)));
        }
        if (value instanceof ArrayBuffer) {
            return fromArrayBuffer(value, encodingOrOffset, length);
        }
        if (value === null || (typeof value !== "object" && typeof value !== "function")) {
            throw notBytes(value, "first");
        }
        if (value.length !== undefined) {
            return fromList(value);
        }
        if (value.type === "Buffer" && value.data !== null && typeof value.data === "object") {
            return fromList(value.data);
        }
        var plain = typeof value.valueOf === "function" ? value.valueOf() : value;
        if (plain === value) {
            throw notBytes(value, "first");
        }
        return from(plain, encodingOrOffset, length);
    }

    function fromList(list) {
        var bytes = new Bytes(index(list.length));
        for (var i = 0; i < bytes.length; i += 1) {
            bytes[i] = Number(list[i]);
        }
        return made(bytes);
    }

    function fromArrayBuffer(buffer, from, length) {
        var offset = index(from);
        if (offset > buffer.byteLength) {
            throw new RangeError('"offset" is outside of buffer bounds');
        }
        var size = length === undefined ? buffer.byteLength - offset : index(length);
        if (size > buffer.byteLength - offset) {
            throw new RangeError('"length" is outside of buffer bounds');
        }
        return made(new Bytes(buffer, offset, size));
    }

    function allocUnsafe(size) {
        if (typeof size !== "number") {
            throw new TypeError('"size" argument must be of type number');
        }
        if (isNaN(size)) {
            throw new RangeError("invalid index");
        }
        if (size < 0 || size > MAX_LENGTH) {
            throw new RangeError("invalid size");
        }
        return made(new Bytes(size));
    }

    function concat(list, length) {
        if (!Array.isArray(list)) {
            throw new TypeError('"list" argument must be an instance of Array');
        }
        var total = list.reduce(function (sum, item, at) { return sum + bytesIn(item, "list[" + at + "]").length; }, 0);
        if (length !== undefined) {
            if (typeof length !== "number") {
                throw new TypeError('"length" argument must be of type number');
            }
            if (!(length >= 0)) {
                throw new RangeError('"length" is out of range');
            }
            total = Math.trunc(length);
        }
        var whole = new Bytes(total);
        var at = 0;
        list.forEach(function (item) {
            var part = apply(subarray, item, [0, total - at]);
            whole.set(part, at);
            at += part.length;
        });
        return made(whole);
    }

    function byteLength(value, encoding) {
        if (typeof value === "string") {
            // as in njs, which looks at no digit for this
            return encoding === "hex" ? decode(value).length >> 1 : decode(value, encoding).length;
        }
        if (value instanceof ArrayBuffer || isView(value)) {
            return value.byteLength;
        }
        throw notBytes(value, "first");
    }

    var statics = {
        from(value, encodingOrOffset, length) { return from(value, encodingOrOffset, length); },
        alloc(size, fill, encoding) {
            var buffer = allocUnsafe(size);
            return fill === undefined ? buffer : load("buffer_more").fill.call(buffer, fill, 0, undefined, encoding);
        },
        allocUnsafe(size) { return allocUnsafe(size); },
        allocUnsafeSlow(size) { return allocUnsafe(size); },
        byteLength(value, encoding) { return byteLength(value, encoding); },
        compare(source, target) { return compare(bytesIn(source, "source"), bytesIn(target, "target")); },
        concat(list, length) { return concat(list, length); },
        isBuffer(value) { return value instanceof Buffer; },
        isEncoding(name) { return isEncoding(name); }
    };

    // --- what buffers do --------------------------------------------------------------------------------

    function compare(left, right) {
        var shared = Math.min(left.length, right.length);
        for (var i = 0; i < shared; i += 1) {
            if (left[i] !== right[i]) {
                return left[i] < right[i] ? -1 : 1;
            }
        }
        return left.length === right.length ? 0 : left.length < right.length ? -1 : 1;
    }

    function part(bytes, from, to) {
        if (!isView(bytes)) {
            throw new TypeError("this is not a typed array");
        }
        return made(apply(subarray, new Bytes(bytes.buffer, bytes.byteOffset, bytes.byteLength), [from, to]));
    }

    var methods = {
        slice(from, to) { return part(this, from, to); },
        subarray(from, to) { return part(this, from, to); },
        toJSON() { return { type: "Buffer", data: Array.prototype.slice.call(bytesIn(this, "this")) }; },
        toString(encoding, from, to) {
            var bytes = bytesIn(this, "this");
            var name = encodingOf(encoding);
            var start = from === undefined ? 0 : Math.min(index(from), bytes.length);
            var end = to === undefined ? bytes.length : Math.min(index(to), bytes.length);
            return coders.encoders[name](apply(subarray, bytes, [start, Math.max(start, end)]));
        }
    };

    // what is asked for less often is in other parts, which are compiled with the first method that is called
    function borrow(part, name) {
        methods[name] = { f() { return apply(load(part)[name], bytesIn(this, "this"), arguments); } }.f;
    }

    MORE.forEach(function (name) { borrow("buffer_more", name); });
    (tools.given.numbers ? NUMBERS : []).forEach(function (kind) {
        (kind.charAt(kind.length - 1) === "8" ? [""] : ["BE", "LE"]).forEach(function (order) {
            borrow("buffer_numbers", "read" + kind + order);
            borrow("buffer_numbers", "write" + kind + order);
        });
    });

    define(Buffer, "prototype", { __proto__: null, value: Object.create(Bytes.prototype), writable: false });
    define(Buffer, Symbol.species, { __proto__: null, value: Bytes });
    define(Buffer.prototype, Symbol.toStringTag, { __proto__: null, value: "Buffer", configurable: true });
    tools.hidden(Buffer.prototype, "constructor", Buffer);
    Object.keys(statics).forEach(function (name) { tools.hidden(Buffer, name, statics[name]); });
    Object.keys(methods).forEach(function (name) { tools.hidden(Buffer.prototype, name, methods[name]); });
    return {
        index: index, encodingOf: encodingOf, decode: decode, bytesIn: bytesIn, notBytes: notBytes, compare: compare,
        Buffer: Buffer, MAX_LENGTH: MAX_LENGTH
    };
})
