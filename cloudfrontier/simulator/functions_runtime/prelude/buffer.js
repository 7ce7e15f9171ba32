// The global and module `Buffer` of runtime 2.0: bytes, with utf8, hex, base64 and base64url as encodings.
//
// Source: functions-javascript-runtime-20 of CloudFront's developer guide (read 2026-04); what each method does with odd
// arguments, and the texts of errors, are those of njs 0.7.9, the engine that CloudFront's derives from. What that
// version gets wrong by reading past a text (`write`) is as AWS documents it. Numbers are in buffer_numbers.js.
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
            return decode(value, encoding).length;
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
            return fill === undefined ? buffer : filled(buffer, fill, encoding, 0, buffer.length);
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

    function range(bytes, from, to, what) {
        var start = index(from);
        var end = to === undefined ? bytes.length : index(to);
        if (start > bytes.length) {
            throw new RangeError('"' + what + 'Start" is out of range: ' + start);
        }
        if (end > bytes.length) {
            throw new RangeError('"' + what + 'End" is out of range: ' + end);
        }
        return apply(subarray, bytes, [start, Math.max(start, end)]);
    }

    function filled(bytes, value, encoding, from, to) {
        if (from > bytes.length) {
            throw new RangeError('"offset" is out of range');
        }
        if (to > bytes.length) {
            throw new RangeError('"end" is out of range');
        }
        var pattern = typeof value === "string" ? decode(value, encoding)
            : isView(value) ? new Bytes(value.buffer, value.byteOffset, value.byteLength) : [Number(value)];
        for (var i = from; i < to; i += 1) {
            bytes[i] = pattern.length === 0 ? 0 : pattern[(i - from) % pattern.length];
        }
        return bytes;
    }

    function wanted(value, encoding) {
        if (typeof value === "string") {
            return decode(value, encoding);
        }
        if (typeof value === "number") {
            return [value & 255];
        }
        if (value instanceof Bytes) {
            return value;
        }
        throw notBytes(value, '"value"');
    }

    function isAt(bytes, at, pattern) {
        for (var i = 0; i < pattern.length; i += 1) {
            if (bytes[at + i] !== pattern[i]) {
                return false;
            }
        }
        return true;
    }

    // Where a search begins; null where it finds nothing.
    function beginning(from, length, backwards) {
        if (from === undefined) {
            return backwards ? length - 1 : 0;
        }
        from = Math.trunc(Number(from)) || 0;
        if (backwards) {
            from = from < 0 ? from + length : Math.min(from, length - 1);
            return from < 0 ? null : from;
        }
        from = from < 0 ? Math.max(from + length, 0) : from;
        return from < length ? from : null;
    }

    function find(bytes, value, from, encoding, backwards) {
        if (typeof value === "string" && typeof from === "string") {
            encoding = from;
            from = undefined;
        }
        var at = bytes.length === 0 ? null : beginning(from, bytes.length, backwards);
        if (at === null) {
            return -1;
        }
        var pattern = wanted(value, encoding);
        if (pattern.length === 0) {
            return backwards ? bytes.length : 0;
        }
        at = backwards ? Math.min(at, bytes.length - pattern.length) : at;
        for (; at >= 0 && at <= bytes.length - pattern.length; at += backwards ? -1 : 1) {
            if (isAt(bytes, at, pattern)) {
                return at;
            }
        }
        return -1;
    }

    function swap(bytes, size) {
        if (bytes.length % size !== 0) {
            throw new RangeError("Buffer size must be a multiple of " + size * 8 + "-bits");
        }
        for (var i = 0; i < bytes.length; i += size) {
            apply(subarray, bytes, [i, i + size]).reverse();
        }
        return bytes;
    }

    function write(bytes, text, offset, length, encoding) {
        if (typeof text !== "string") {
            throw new TypeError("first argument must be a string");
        }
        if (typeof offset === "string") {
            encoding = offset;
            offset = length = undefined;
        } else if (typeof length === "string") {
            encoding = length;
            length = undefined;
        }
        var at = index(offset);
        var most = length === undefined ? bytes.length : index(length);
        encoding = encodingOf(encoding);
        if (at >= bytes.length) {
            throw new RangeError('"offset" is out of range');
        }
        var decoded = decode(text, encoding).slice(0, Math.min(most, bytes.length - at));
        apply(TypedArray.prototype.set, bytes, [decoded, at]);
        return decoded.length;
    }

    function part(bytes, from, to) {
        if (!isView(bytes)) {
            throw new TypeError("this is not a typed array");
        }
        return made(apply(subarray, new Bytes(bytes.buffer, bytes.byteOffset, bytes.byteLength), [from, to]));
    }

    var methods = {
        compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
            var source = bytesIn(this, "source");
            target = range(bytesIn(target, "target"), targetStart, targetEnd, "target");
            return compare(range(source, sourceStart, sourceEnd, "source"), target);
        },
        copy(target, targetStart, sourceStart, sourceEnd) {
            var source = bytesIn(this, "source");
            target = range(bytesIn(target, "target"), targetStart, undefined, "target");
            source = range(source, sourceStart, sourceEnd, "source");
            source = apply(subarray, source, [0, target.length]);
            apply(TypedArray.prototype.set, target, [source]);
            return source.length;
        },
        equals(target) { return compare(bytesIn(this, "source"), bytesIn(target, "target")) === 0; },
        fill(value, offset, end, encoding) {
            var isText = typeof value === "string";
            if (arguments.length === 0) {
                return this;
            }
            if (isText && typeof offset === "string") {
                return filled(bytesIn(this, "this"), value, offset, 0, this.length);
            }
            if (isText && typeof end === "string") {
                encoding = end;
                end = undefined;
            }
            return filled(
                bytesIn(this, "this"), value, encoding, index(offset), end === undefined ? this.length : index(end)
            );
        },
        includes(value, from, encoding) { return find(bytesIn(this, "this"), value, from, encoding, false) >= 0; },
        indexOf(value, from, encoding) { return find(bytesIn(this, "this"), value, from, encoding, false); },
        lastIndexOf(value, from, encoding) { return find(bytesIn(this, "this"), value, from, encoding, true); },
        slice(from, to) { return part(this, from, to); },
        subarray(from, to) { return part(this, from, to); },
        swap16() { return swap(bytesIn(this, "this"), 2); },
        swap32() { return swap(bytesIn(this, "this"), 4); },
        swap64() { return swap(bytesIn(this, "this"), 8); },
        toJSON() { return { type: "Buffer", data: Array.prototype.slice.call(bytesIn(this, "this")) }; },
        toString(encoding, from, to) {
            var bytes = bytesIn(this, "this");
            var name = encodingOf(encoding);
            var start = from === undefined ? 0 : Math.min(index(from), bytes.length);
            var end = to === undefined ? bytes.length : Math.min(index(to), bytes.length);
            return coders.encoders[name](apply(subarray, bytes, [start, Math.max(start, end)]));
        },
        write(text, offset, length, encoding) { return write(bytesIn(this, "this"), text, offset, length, encoding); }
    };

    // numbers are read and written by methods of another part, which is compiled with the first of them
    ["Double", "Float", "Int16", "Int32", "Int", "UInt16", "UInt32", "UInt", "Int8", "UInt8"].forEach(function (kind) {
        (kind.charAt(kind.length - 1) === "8" ? [""] : ["BE", "LE"]).forEach(function (order) {
            ["read" + kind + order, "write" + kind + order].forEach(function (name) {
                methods[name] = { f() {
                    return apply(load("buffer_numbers")[name], bytesIn(this, "this"), arguments);
                } }.f;
            });
        });
    });

    define(Buffer, "prototype", { __proto__: null, value: Object.create(Bytes.prototype), writable: false });
    define(Buffer, Symbol.species, { __proto__: null, value: Bytes });
    define(Buffer.prototype, Symbol.toStringTag, { __proto__: null, value: "Buffer", configurable: true });
    tools.hidden(Buffer.prototype, "constructor", Buffer);
    Object.keys(statics).forEach(function (name) { tools.hidden(Buffer, name, statics[name]); });
    Object.keys(methods).forEach(function (name) { tools.hidden(Buffer.prototype, name, methods[name]); });
    return {
        Buffer: Buffer, constants: { MAX_LENGTH: MAX_LENGTH, MAX_STRING_LENGTH: MAX_LENGTH }, kMaxLength: MAX_LENGTH
    };
})
